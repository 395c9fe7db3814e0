"""Several hands before a kiosk, old hands, and who cannot see well or reads by switch (see KIOSK.md)."""

from __future__ import annotations

import re

import pytest

from geo.dataset import kiosks
from geo.map.assets import STATIC
from geo.map.kiosk import kiosk_page
from geo.map.recordings import Recording
from tests.support.kiosk_pages import (
    GRAPHIC,
    LANDSCAPE,
    LANGUAGES,
    PLAIN,
    begin,
    enter,
    in_landscape,
    in_portrait,
    on_both_sides,
    open_event,
    state,
    tap,
    touch,
    wait_idle,
)
from tests.support.pages import wait_until

SEEN = "[atlas.kiosk.state.event, atlas.kiosk.state.tab, atlas.kiosk.language.lang, atlas.kiosk.map.map.getZoom()]"


def middle(tab, selector):
    """Return where the middle of an element is."""
    box = tab.locator(selector).locator("visible=true").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def fingers(tab, *places, slide=(0, 0), radius=8):
    """Put fingers down one after the other, each while the others are down; slide them, and take all away."""
    session = tab.context.new_cdp_session(tab)
    points = [{"x": x, "y": y, "id": i, "radiusX": radius, "radiusY": radius} for i, (x, y) in enumerate(places)]
    for n in range(1, len(points) + 1):
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:n]})
    if slide != (0, 0):
        moved = [{**point, "x": point["x"] + slide[0], "y": point["y"] + slide[1]} for point in points]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


TITLES = """() => { const all = [...document.querySelectorAll('.at-k-list .at-k-row[data-event] .at-k-rowtitle')], range = document.createRange(), broken = [];
  for (const { firstChild: { firstChild: inner }, firstChild } of all) { const text = inner ?? firstChild;
    for (const word of text.data.matchAll(/[\\p{L}]+/gu)) { range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]) } }
  return { size: parseFloat(getComputedStyle(all[0]).fontSize) * all[0].currentCSSZoom, broken } }"""


@in_portrait
def test_any_touch_of_any_number_of_fingers_begins(tab):
    fingers(tab, (200, 300), (500, 400), (800, 350), radius=60)
    assert (state(tab), tab.evaluate("atlas.kiosk.state.event")) == ("place", None)


@in_portrait
def test_two_people_press_at_once_and_a_palm_presses_nothing(tab):
    begin(tab)
    both = middle(tab, "[data-key=tab-people]"), middle(tab, ".at-k-zoom button:last-child")
    _, _, lang, zoom = tab.evaluate(SEEN)
    fingers(tab, *both, radius=60)
    assert tab.evaluate(SEEN)[1:3] == ["story", lang]
    fingers(tab, *both)
    tab.clock.run_for(500)
    assert tab.evaluate(SEEN)[1:] == ["people", lang, zoom + 1]


@in_portrait
def test_a_finger_that_slides_over_the_question_is_somebody(tab):
    begin(tab)
    wait_idle(tab, 100)
    assert state(tab) == "warn"
    fingers(tab, middle(tab, ".at-k-asktitle"), slide=(200, 0))
    assert state(tab) == "place"


@in_portrait
def test_a_finger_that_slides_a_little_presses_and_one_that_slides_far_does_not(tab):
    begin(tab)
    fingers(tab, middle(tab, "[data-key=tab-people]"), slide=(60, 0))
    assert tab.evaluate(SEEN)[1] == "story"
    fingers(tab, middle(tab, "[data-key=tab-people]"), slide=(16, 0))
    assert tab.evaluate(SEEN)[1] == "people"


@in_portrait
def test_the_corner_that_opens_the_page_of_the_staff_does_not_start_over(tab):
    begin(tab)
    width, height = tab.viewport_size["width"], tab.viewport_size["height"]
    over = tab.locator(".at-k-over").bounding_box()
    for x, y in ((9, 9), (width - 9, 9), (width - 9, height - 9), (over["x"] + 20, over["y"] + 20)):
        tab.touchscreen.tap(x, y)
    assert state(tab) == "staff"


@in_portrait
def test_a_question_is_asked_in_the_language_that_is_touched_counts_down_and_is_asked_once(tab):
    begin(tab, "en")
    open_event(tab, GRAPHIC)
    tap(tab, f".at-k-languages [lang={LANGUAGES[1]}]")
    wait_until(tab, "!document.querySelector('.at-k-ask').textContent.includes('This text')")
    assert "15" in tab.locator(".at-k-left").inner_text()
    tab.clock.run_for(3000)
    assert "12" in tab.locator(".at-k-left").inner_text()
    tap(tab, ".at-k-choice")
    open_event(tab, PLAIN)
    open_event(tab, GRAPHIC)
    assert state(tab) == "place"
    wait_idle(tab, 92)
    assert state(tab) == "warn"
    tap(tab, ".at-k-languages [lang=en]")
    assert (state(tab), tab.evaluate("document.documentElement.lang")) == ("place", "en")


@on_both_sides
@pytest.mark.parametrize("inches", [24, 43, 55])
def test_large_letters_are_larger_in_the_list_too_and_break_no_word(visitor, kiosk_file, inches):
    tab = enter(visitor, f"{kiosk_file()}?diagonal={inches}")
    begin(tab, "ru")
    tab.locator(".at-k-list .at-k-row[data-event] .at-k-rowtitle").first.wait_for()
    before = tab.evaluate(TITLES)["size"]
    tap(tab, ".at-k-letters")
    after = tab.evaluate(TITLES)
    assert after["size"] > 1.1 * before
    assert after["broken"] == []


@in_portrait
def test_large_letters_and_strong_contrast_end_with_the_visit(tab):
    begin(tab)
    open_event(tab, PLAIN)
    height = "document.querySelector('.at-k-text .at-event-text').getBoundingClientRect().height"
    ink = "getComputedStyle(document.querySelector('.at-k-text .at-event-text')).color"
    before, over = tab.evaluate(height), tab.locator(".at-k-over").bounding_box()
    tap(tab, ".at-k-letters")
    assert tab.evaluate(height) > 1.2 * before
    assert tab.evaluate(ink) == "rgb(0, 0, 0)"
    assert tab.locator(".at-k-over").bounding_box() == over
    tap(tab, ".at-k-over")
    begin(tab)
    assert tab.locator(".at-k-letters").get_attribute("aria-pressed") == "false"


@in_portrait
def test_by_keys_alone_an_event_is_opened_and_left_and_the_focus_is_seen(tab):
    begin(tab)
    tab.locator(".at-k-list [data-event]").first.focus()
    for key, opened in (("Enter", True), ("Tab", True)):
        tab.keyboard.press(key)
        assert (tab.evaluate("atlas.kiosk.state.event") is not None) is opened
        tab.evaluate("atlas.kiosk.view.drawn.then(() => true)")
        assert tab.evaluate("document.activeElement.checkVisibility() && document.activeElement.matches('#kiosk *')")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


FRAMED = """selector => { const node = document.querySelector(selector), style = getComputedStyle(node), page = getComputedStyle(document.body).backgroundColor;
  return node.checkVisibility() && ['Top', 'Right', 'Bottom', 'Left'].every(side => parseFloat(style[`border${side}Width`]) > 1 && style[`border${side}Color`] !== page) }"""


@in_portrait
def test_where_a_reader_s_own_colours_rule_what_is_chosen_is_seen(tab):
    begin(tab)
    tab.emulate_media(forced_colors="active")
    ground = "selector => getComputedStyle(document.querySelector(selector)).backgroundColor"
    for which in (".at-k-tab", ".at-k-languages button", ".at-k-whole"):
        chosen = tab.evaluate(ground, f"{which}[aria-pressed=true]")
        assert chosen != tab.evaluate(ground, ".at-k-tab[aria-pressed=false]"), which
    tap(tab, ".at-k-offer")
    number = ".at-k-numbers button:is({})"
    assert tab.evaluate(ground, number.format("[aria-current]")) != tab.evaluate(
        ground, number.format(":not([aria-current])")
    )
    tap(tab, "[data-key=close]")
    open_event(tab, PLAIN)
    for chosen in (".at-k-list [data-event][aria-current]", ".at-k-read"):
        assert tab.evaluate(FRAMED, chosen), chosen
    assert not tab.evaluate(FRAMED, ".at-k-list [data-event]:not([aria-current])")
    tap(tab, ".at-k-track")
    assert tab.evaluate(FRAMED, ".at-k-now")
    tab.emulate_media(forced_colors="none")


def test_signs_are_drawings_as_a_typeface_may_lack_them():
    signs = re.compile("[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u27f0-\u2bff]")
    code = {
        path.name: re.sub(r"^\s*(//|\*).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        for path in STATIC.glob("kiosk/*.js")
    }
    assert [name for name, text in code.items() if signs.search(text)] == []


PLACES = """async () => { const { kiosk } = atlas, { map } = kiosk.map, wrong = [];
  const some = Array.from({ length: kiosk.data.places.n }, (_none, i) => i).filter(i => kiosk.data.eventsAt.count(i) && !Number.isNaN(kiosk.data.places.lon[i]) && !kiosk.subject.home.includes(i));
  for (const place of some.filter((_place, k) => k % 5 === 0)) { kiosk.visit(place); await kiosk.view.drawn;
    const sight = map.getBounds(), name = kiosk.data.places.id.at(place), story = kiosk.subject.story(place);
    const towns = kiosk.basemap.townsWithin(sight, map.getZoom(), () => false), [west, north, east, south] = [atlas.east(sight.getWest()), atlas.south(sight.getNorth()), atlas.east(sight.getEast()), atlas.south(sight.getSouth())];
    const isSeen = ({ points }) => points.some((x, i) => i % 2 === 0 && x > west && x < east && points[i + 1] > north && points[i + 1] < south);
    const coast = kiosk.basemap.layers.land.some(({ lines }) => lines.some(isSeen));
    if (towns < 3 && !coast && map.getZoom() > 4) wrong.push(`nothing known: ${name}`);
    if (story.length === 1 && !kiosk.subject.graphic.has(story[0]) && kiosk.state.event !== story[0]) wrong.push(`not opened: ${name}`);
    if (story.length > 12 && !document.querySelector('.at-k-decade')) wrong.push(`no decades: ${name}`) }
  return [some.length, wrong] }"""


@in_landscape
def test_every_place_is_seen_among_what_is_known_and_its_only_event_is_open(tab):
    begin(tab)
    places, wrong = tab.evaluate(PLACES)
    assert places > 100
    assert wrong == []


@in_landscape
def test_steps_go_from_event_to_event_also_beyond_the_axis_and_mark_the_years(tab):
    begin(tab, "en")
    after = """() => { const { kiosk } = atlas, { data } = kiosk, { last } = data.axis;
      return Array.from(data.places.lon.keys()).find(i => !kiosk.subject.home.includes(i) && data.eventsAt.count(i) > 1 && data.eventsAt.at(i).some(event => data.events.earliest_start[event] > last)) }"""
    place = tab.evaluate(after)
    tab.evaluate("place => atlas.kiosk.visit(place)", place)
    tap(tab, ".at-k-steps button:first-child")  # the last
    opened = "atlas.kiosk.data.events.earliest_start[atlas.kiosk.state.event]"
    assert tab.evaluate(f"{opened} > atlas.kiosk.data.axis.last")
    last = tab.evaluate(opened)
    assert int(tab.locator(".at-k-year").inner_text()[:4]) == last
    before = tab.evaluate("atlas.kiosk.state.event")
    tap(tab, ".at-k-steps button:first-child")
    assert tab.evaluate("atlas.kiosk.state.event") not in (before, None)
    assert tab.evaluate(opened) <= last


@in_landscape
def test_a_way_out_of_the_map_ends_with_the_name_of_where_it_leads(tab):
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('litene'))")
    wait_until(tab, "atlas.kiosk.map.written.some(({ text }) => /^Norilsk, [\\d,]+ km$/.test(text))")


CUT = """async () => { const { kiosk } = atlas, cut = []; kiosk.isAgreed = true;
  const frame = () => new Promise(requestAnimationFrame);
  for (const event of kiosk.subject.story(null)) { kiosk.open(null); kiosk.open(event); await kiosk.view.drawn; await frame(); await frame();
    const box = document.querySelector('.at-k-text > .at-k-scroll'), [, down] = box.parentElement.querySelectorAll('.at-k-pager .at-k-square'), whole = new Set();
    const range = document.createRange(), text = document.querySelector('.at-k-text .at-event-text');
    range.selectNodeContents(text); const lines = range.getClientRects().length;
    for (let page = 0; page < 9; page += 1) {
      const { top, bottom } = box.getBoundingClientRect(), faded = box.classList.contains('at-k-long') ? 1.6 * parseFloat(getComputedStyle(document.documentElement).fontSize) : 0;
      [...range.getClientRects()].forEach((line, i) => { if (line.top >= top - 1 && line.bottom <= bottom - faded + 1) whole.add(i) });
      if (down.hidden || down.disabled) break;
      const at = box.scrollTop; down.click(); box.scrollTo({ top: box.scrollTop, behavior: 'instant' });
      if (box.scrollTop === at) box.scrollBy({ top: atlas.pageOf(box, 1), behavior: 'instant' });
      await frame(); await frame() }
    if (whole.size < lines) cut.push(`${kiosk.data.events.id.at(event)}: ${whole.size} of ${lines}`) }
  return [kiosk.subject.story(null).length, cut] }"""


@pytest.mark.parametrize(("name", "events"), [("tartu", 6), ("katyn", 7)])
@pytest.mark.parametrize("inches", [24, 32])
@pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["wide"])
def test_on_a_small_screen_every_text_is_read_whole_page_by_page(visitor, kiosk_file, inches, name, events):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal={inches}")
    begin(tab, "ru")
    assert tab.evaluate(CUT) == [events, []]


@in_portrait
def test_a_voice_is_heard_only_when_it_is_asked_for_and_its_words_can_be_read(visitor, atlas, tmp_path):
    made = [Recording(PLAIN, "en", "audio/mpeg", b"no sound", "What is said.")]
    kiosk_page(atlas, kiosks.find(atlas, "tartu", {"languages": ["en"]}), recorded=made).save(tmp_path / "kiosk.html")
    tab = enter(visitor, (tmp_path / "kiosk.html").as_uri())
    begin(tab)
    open_event(tab, PLAIN)
    assert tab.locator("audio, video").count() == 0
    tap(tab, "[data-key=voice]")
    assert tab.locator(".at-k-recording").inner_text() == "What is said."
    tap(tab, "[data-key=voice]")
    assert tab.locator("audio").count() == 0
