"""What docs/kiosk-checklist.md asks and a browser can measure: names on the map, nothing over anything, no button that goes."""

from __future__ import annotations

import pytest

from tests.support.kiosk_pages import (
    LANDSCAPE,
    PORTRAIT,
    begin,
    enter,
    in_landscape,
    in_portrait,
    log_in,
    open_event,
    start_over,
    tap,
    touch,
)
from tests.support.pages import PAINTED, eventually

LOW = [touch(screen, kept=True) for screen in (PORTRAIT, LANDSCAPE)]
on_24_inches = pytest.mark.parametrize("visitor", LOW, indirect=True, ids=["upright", "wide"])
UNNAMED = """async () => { const { kiosk } = atlas, { map } = kiosk, { layer } = map, wrong = [];
  const places = Array.from({ length: kiosk.data.places.n }, (_none, i) => i).filter(i => kiosk.data.eventsAt.count(i) && !Number.isNaN(kiosk.data.places.lon[i]));
  for (const place of places.filter((_place, k) => k % 9 === 0)) { kiosk.visit(place); await kiosk.view.drawn; layer._paint();
    const reached = new Set(map.ends.map(end => end.place)), names = map.written.map(({ text }) => text);
    for (const symbol of layer._drawn) if (!map.isStrong(symbol) && !symbol.places.some(one => reached.has(one)) && !names.includes(map.names[symbol.places[0]])) wrong.push(map.names[symbol.places[0]]) }
  return wrong }"""
BOXES = """([one, other]) => [one, other].map(selector => [...document.querySelectorAll(selector)].find(node => node.checkVisibility())?.getBoundingClientRect())"""
BARE = """() => { const { map } = atlas.kiosk, { layer } = map, draw = atlas.drawArc, drawn = [];
  atlas.drawArc = (context, way) => (drawn.push(way), draw(context, way));
  layer._paint();
  atlas.drawArc = draw;
  const names = map.written.map(({ text }) => text);
  const isSeen = ({ x, y }) => { const { left, top, right, bottom } = layer.sight(); return x > left && x < right && y > top && y < bottom };
  const nameOf = ({ x, y }) => map.ends.find(({ place }) => (at => Math.hypot(at.x - x, at.y - y) < 1)(map.discOf(place)))?.place;
  return drawn.filter(({ from }) => !isSeen(from) && !names.some(name => name.includes(map.names[nameOf(from)]))).map(({ from }) => map.names[nameOf(from)]) }"""
FRAMES = """() => { const { view: { time }, subject, data } = atlas.kiosk, wrong = [], { track, read, now, back, forward, axis: { first, last } } = time;
  const isWrong = (node, year) => { const strip = track.getBoundingClientRect(), { left, right } = node.getBoundingClientRect();
    return left <= back.getBoundingClientRect().right || right >= forward.getBoundingClientRect().left || Math.abs((left + right) / 2 - strip.left - strip.width * time.middle(year) / 100) > 1 };
  for (const [from, to] of [...time.spans, [first, first], [last, last], [1949, 1949]]) {
    time.show(null, [], [from, to], [true, true]);
    if (isWrong(read, (from + to) / 2)) wrong.push([from, to]);
    time.show(from, [], null, [true, true]);
    if (isWrong(now, from)) wrong.push(from) }
  return wrong }"""
LOST = """() => { const { map } = atlas.kiosk, { layer } = map, sight = layer.sight(), over = layer.covered(sight, true);
  return layer._drawn.filter(symbol => map.isStrong(symbol) && (symbol.x < sight.left || symbol.x > sight.right || over.some(({ left, top, right, bottom }) => symbol.x > left && symbol.x < right && symbol.y > top && symbol.y < bottom))).map(({ x, y, places }) => [map.nameOf(places), x - sight.left, y - sight.top, sight.right - sight.left, sight.bottom - sight.top]) }"""


def apart(tab, one, other, *, may_lack=()):
    """Return whether two things on the screen do not meet; one that is not there fails, unless it `may_lack`."""
    found = dict(zip((one, other), tab.evaluate(BOXES, [one, other]), strict=True))
    lacking = {name for name, box in found.items() if not box}
    assert lacking <= {*may_lack}
    if lacking:
        return True
    a, b = found.values()
    return a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]


STEPS = """async () => { const together = ({ length: n }) => atlas.format(atlas.ngettext("%(n)s place", "%(n)s places", n), { n }); const { kiosk } = atlas, { map } = kiosk, { layer } = map, [story] = kiosk.data.stories, wrong = [];
  for (let step = 1; step <= story.steps.length; step += 1) { kiosk.stories.go({ story: story.id, step }); await kiosk.view.drawn; for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame); // a map that has another size now
    const sight = layer.sight(), names = map.written.map(({ text }) => text);
    const seen = ({ x, y }) => x > sight.left && x < sight.right && y > sight.top && y < sight.bottom;
    const under = ({ x, y }) => map.ends.filter(({ points: [at] }) => Math.hypot(at.x - x, at.y - y) < 16).map(({ place }) => place); // ways that end beneath its disc
    for (const symbol of layer._drawn.filter(one => map.isStrong(one))) if (!seen(symbol) || !names.some(name => name === together(symbol.places) || name.split(/, | · |\\n/).every(part => map.nameOf([...symbol.places, ...under(symbol)]).includes(part)))) wrong.push([step, map.nameOf(symbol.places)]) }
  return wrong }"""
NAMELESS = """async () => { const { kiosk } = atlas, { map } = kiosk, [story] = kiosk.data.stories, wrong = [];
  for (let step = 2; step <= story.steps.length; step += 1) { kiosk.stories.go({ story: story.id, step }); await kiosk.view.drawn; for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
    const names = map.written.map(({ text }) => text), isTold = (place) => names.some(name => name.includes(map.names[place])), isDrawn = (place) => map.symbols.some(({ places }) => places.includes(place));
    wrong.push(...map.ends.filter(({ place, cut, isBare }) => !cut && !isBare && !isDrawn(place) && !isTold(place)).map(({ place }) => [step, map.names[place]])) }
  return wrong }"""
KINDS = """atlas.kindWords({ events: { kind: [0], detail: [1] }, kinds: [{ name: "Repression", untranslated: ["name"] }, { name: "Trial", untranslated: ["name"] }] }, 0)
  .map(node => [node.lang, node.textContent])"""


@in_landscape
def test_every_dot_on_the_map_has_its_name_or_is_where_a_way_ends(tab):
    begin(tab, "en")
    assert tab.evaluate(UNNAMED) == []


@pytest.mark.parametrize("lang", ["et", "en", "ru", "pl"])
@pytest.mark.parametrize("visitor", LOW, indirect=True, ids=["upright", "wide"])
def test_ways_of_a_story_end_with_the_name_of_where_they_lead(visitor, kiosk_file, lang):
    for inches in (43, 55):
        tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal={inches}")
        begin(tab, lang)
        assert tab.evaluate(NAMELESS) == [], inches


@in_landscape
def test_the_key_explains_what_the_map_shows_and_no_more(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('estonia'))")
    assert "A whole country or region" in tab.locator(".at-k-legend").inner_text()
    tab.evaluate(
        "atlas.kiosk.map.filter({ ...atlas.EVERYTHING, from: 1968, to: 1968 }, 1968, [1968, 1968]); atlas.kiosk.layer._paint()"
    )
    assert "Other places" not in tab.locator(".at-k-legend").inner_text()


@in_landscape
def test_the_key_calls_no_other_place_this_place(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    assert "This place" in tab.locator(".at-k-legend").inner_text()
    open_event(tab, "kozelsk-camp-1939")
    eventually(
        lambda: "What this is about" in tab.locator(".at-k-legend").inner_text(), "a key that is true of Kozelsk"
    )
    assert tab.locator(".at-k-legend [data-mark=here]").inner_text() == "This place"  # the ring with a dot


@on_24_inches
@pytest.mark.parametrize(("name", "lang", "unnamed"), [("tartu", "et", 0), ("katyn", "pl", 1)])
def test_on_a_small_screen_the_places_of_a_step_are_in_sight_with_their_names(visitor, kiosk_file, name, lang, unnamed):
    tab = enter(visitor, f"{kiosk_file(name, gate='off')}?diagonal=24")
    begin(tab, lang)
    assert len(tab.evaluate(STEPS)) <= unnamed


@in_landscape
def test_pale_bars_of_the_years_are_explained_where_there_are_any(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("tartu"))
    begin(tab, "en")
    assert tab.locator(".at-k-palekey").inner_text() == "In more than one year"
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('litene'))")
    tab.locator(".at-k-palekey").wait_for(state="hidden")


@in_landscape
def test_a_kind_without_a_translation_says_in_which_language_it_is(tab):
    begin(tab, "ru")
    assert tab.evaluate(KINDS) == [["en", "Repression: Trial [на английском]"]]


PAINTED_INSET = """() => { const canvas = document.querySelector('.at-k-inset'), { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set(new Uint32Array(data.buffer)), own = colour => { const [r, g, b] = colour.match(/[0-9a-f]{2}/gi).map(n => parseInt(n, 16)); return (255 << 24 | b << 16 | g << 8 | r) >>> 0 };
  return ['#c6d1d7', '#fbfaf7', atlas.look().accent].filter(colour => !found.has(own(colour))) }"""
"""Which of sea, land and the mark of the place is not painted on the small map."""


@on_24_inches
@pytest.mark.parametrize("name", ["tartu", "vorkuta"])
@pytest.mark.parametrize("inches", [24, 43])
def test_the_first_screen_shows_on_a_small_map_where_in_the_country_it_is(visitor, kiosk_file, inches, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal={inches}")
    begin(tab, "en")
    assert tab.locator(".at-k-inset").is_visible()
    assert tab.evaluate(PAINTED_INSET) == []


@on_24_inches
@pytest.mark.parametrize("name", ["tartu", "katyn"])
def test_on_a_small_screen_nothing_lies_over_the_place_or_the_small_map(visitor, kiosk_file, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal=24")
    words, begins = tab.locator(".at-k-slide").bounding_box(), tab.locator(".at-k-begin").bounding_box()
    assert 0 <= words["y"] < words["y"] + words["height"] <= begins["y"]
    begin(tab, "ru")
    assert apart(tab, ".at-k-qr", ".at-k-inset")
    assert apart(tab, ".at-k-legend", ".at-k-zoom button", may_lack=[".at-k-legend"])  # the "?" explains as much
    for event in tab.evaluate("[null, ...atlas.kiosk.subject.story(null)]"):
        tab.evaluate(
            "event => { atlas.kiosk.isAgreed = true; atlas.kiosk.open(event); atlas.kiosk.layer._paint() }", event
        )
        assert tab.evaluate(LOST) == [], event


@on_24_inches
def test_on_a_small_screen_no_button_goes_or_moves_while_another_place_is_open(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('moscow-canal')}?diagonal=24")
    for lang in ("ru", "pl"):
        begin(tab, lang)
        names = ".at-k-over", ".at-k-about", ".at-k-letters", ".at-k-languages button:last-child"
        before = [tab.locator(name).bounding_box() for name in names]
        tap(tab, "[data-key=tab-near]")
        tap(tab, ".at-k-only .at-k-row")
        assert [tab.locator(name).bounding_box() for name in names] == before
        assert all(apart(tab, ".at-k-home", name) for name in names)
        assert tab.locator(".at-k-home").evaluate("node => node.scrollWidth <= node.clientWidth")
        tap(tab, ".at-k-over")


@on_24_inches
def test_on_a_small_screen_the_number_is_on_the_first_page_of_a_text(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "ru")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "katyn-massacre")
    tab.locator(".at-k-text .at-k-number").wait_for()
    figure, card = tab.evaluate(BOXES, [".at-k-text .at-k-number", ".at-k-text > .at-k-scroll"])
    assert card["top"] <= figure["top"] < figure["bottom"] <= card["bottom"]


@on_24_inches
def test_on_a_small_screen_more_begins_with_what_is_new_and_the_number_stays(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal=24")
    begin(tab, "en")
    open_event(tab, "slon-1923")
    tap(tab, ".at-k-text .at-k-more")
    tab.wait_for_function("document.querySelector('.at-k-text .at-figures')?.checkVisibility()")
    tab.evaluate("async () => { for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame) }")
    figures, card = tab.evaluate(BOXES, [".at-k-text .at-figures dt", ".at-k-text > .at-k-scroll"])
    assert card["top"] <= figures["top"] < figures["bottom"] <= card["bottom"]


@in_landscape
def test_who_asks_about_the_map_is_told_what_its_dashed_line_is(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tap(tab, ".at-k-about")
    said = tab.locator(".at-k-ask").inner_text()
    assert "Dashed line: border of the USSR." in said
    assert "The border is approximate" in said
    assert "Ring: another place of the atlas." in said


@on_24_inches
def test_on_a_small_screen_rings_are_explained_and_no_way_leaves_the_map_without_a_name(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    tab.evaluate("async () => { for (let i = 0; i < 6; i += 1) await new Promise(requestAnimationFrame) }")
    assert tab.evaluate(BARE) == []
    open_event(tab, "kozelsk-camp-1939")
    shown = tab.evaluate("() => { atlas.kiosk.layer._paint(); return atlas.kiosk.map.legend.innerText.trim() }")
    assert (shown == "Inne miejsca") == (tab.viewport_size == PORTRAIT)  # a wide one has no room: "about" says it


@in_landscape
def test_a_long_list_begins_with_what_the_settings_name(visitor, kiosk_file, atlas):
    tab = enter(visitor, kiosk_file("moscow"))
    begin(tab, "en")
    first = tab.locator(".at-k-list .at-k-first .at-k-row").locator("visible=true")
    first.first.wait_for()
    assert first.count() == 5
    tap(tab, ".at-k-first .at-k-row")
    assert tab.evaluate("atlas.kiosk.data.events.id.at(atlas.kiosk.state.event)") == "red-terror-decree-1918"


@in_landscape
def test_a_language_without_a_name_is_not_told_by_its_code(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("vorkuta"))
    begin(tab, "ru")
    tap(tab, "[data-key=tab-sources]")
    assert tab.locator(".at-k-only .at-names").first.text_content() == "Vorkuta (английский)Вӧркута"


@in_landscape
def test_former_names_stand_first_only_in_the_language_that_is_read(visitor, kiosk_file):
    for place, lang, names in (
        ("vorkuta", "en", []),
        ("solovki", "en", []),  # "Solovki" is none
        ("moscow-canal", "en", ["Moscow-Volga Canal (1932–1947)", "Moscow Canal (from 1947)"]),
        ("moscow-canal", "ru", ["Канал Москва — Волга (1932–1947)", "Канал имени Москвы (с 1947)"]),  # noqa: RUF001
    ):
        tab = enter(visitor, kiosk_file(place, places=[place]))
        begin(tab, lang)
        tab.locator(".at-k-lead").first.wait_for()
        intro = tab.locator(".at-k-intro").first
        assert intro.locator(".at-names li").all_text_contents() == names


KNOWN = """() => { const { map } = atlas.kiosk, { frame, layer } = map; layer._paint();
  return frame.knownNow(map.placed.map(place => map.at(place))) + map.written.length }"""


@pytest.mark.parametrize("name", ["tartu", "katyn", "vorkuta", "solovki"])
@on_24_inches
def test_the_first_view_shows_three_named_towns_or_a_coast(visitor, kiosk_file, name):
    for inches in (24, 55):
        tab = enter(visitor, f"{kiosk_file(name)}?diagonal={inches}")
        begin(tab)
        assert tab.evaluate(KNOWN) >= 3, inches  # of the basemap and of the atlas


EACH_TEXT = """async () => { const { kiosk } = atlas, found = [], frame = () => new Promise(requestAnimationFrame); kiosk.isAgreed = true;
  for (const event of kiosk.subject.story(null)) { kiosk.open(null); kiosk.open(event); await kiosk.view.drawn; await frame(); await frame(); await frame();
    const id = kiosk.data.events.id.at(event), box = document.querySelector('.at-k-text > .at-k-scroll'), { bottom } = box.getBoundingClientRect();
    LOOK }
  return found }"""
"""What is found by looking at the text of each event of the place, open."""
PART = EACH_TEXT.replace(
    "LOOK",
    """const end = bottom - parseFloat(box.style.getPropertyValue('--below')) - 1;
    for (const node of box.querySelectorAll('.at-k-button')) { const one = node.getBoundingClientRect();
      if (one.height && one.top < end && one.bottom > end) found.push(`${id}: ${node.textContent}`) }""",
)


@on_24_inches
@pytest.mark.parametrize("name", ["tartu", "katyn"])
def test_on_a_small_screen_no_page_ends_with_the_edge_of_a_button(visitor, kiosk_file, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal=24")
    begin(tab, "ru")
    assert tab.evaluate(PART) == []


PARTS = """() => { const { map, layer, data, state: { event } } = atlas.kiosk; layer._paint();
  const places = some => some.map(place => data.places.id.at(place)), rings = layer._drawn.filter(symbol => !map.isStrong(symbol));
  return [places(rings.flatMap(symbol => symbol.places)), places(atlas.partsOf(data, event).map(i => data.events.place[i])), map.map.getZoom()] }"""
UNSAID = EACH_TEXT.replace(
    "LOOK",
    """const by = box.querySelector('.at-k-by')?.getBoundingClientRect(), line = 1.6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (by && by.bottom > bottom - line) found.push(id)""",
)


@on_24_inches
@pytest.mark.parametrize("name", ["tartu", "katyn"])
def test_on_a_small_screen_who_did_it_is_on_the_first_page_of_every_text(visitor, kiosk_file, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal=24")
    begin(tab, "ru")
    assert tab.evaluate(UNSAID) == []


@on_24_inches
def test_an_event_without_a_place_is_shown_where_its_parts_were_and_no_farther(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off')}?diagonal=24")
    begin(tab, "en")
    zooms = []
    for before in ("tartu-victims-1941", "june-deportation-estonia-1941"):
        for event in (before, "prisons-1941-total"):
            open_event(tab, event)
        rings, parts, zoom = tab.evaluate(PARTS)
        assert len(rings) > 1
        assert {*rings} <= {*parts}
        zooms.append(zoom)
    assert zooms[0] == zooms[1]


@on_24_inches
def test_on_a_small_screen_pale_bars_are_explained_too(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    assert tab.locator(".at-k-palekey").inner_text() == "In more than one year"
    assert apart(tab, ".at-k-palekey", ".at-k-whole")


@in_landscape
def test_who_made_the_atlas_is_one_touch_away(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("tartu"))
    begin(tab, "en")
    tap(tab, ".at-k-about")
    said = tab.locator(".at-k-ask").inner_text()
    for words in ("The maintainers of the atlas", "CC-BY-4.0", "GeoNames", "Natural Earth", "Something is wrong here?"):
        assert words in said
    tap(tab, ".at-k-ask .at-k-choice")
    assert tab.locator(".at-k-ask").count() == 0


@in_landscape
def test_how_far_sources_were_read_is_told_to_who_asks(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("tartu"))
    begin(tab, "en")
    tap(tab, "[data-key=tab-sources]")
    tab.locator(".at-k-group li").first.wait_for()
    assert tab.locator(".at-k-only .at-role").count() == 0
    tab.locator(".at-k-only .at-k-button", has_text="How we know").evaluate("node => node.click()")
    assert "read in part" in tab.locator(".at-k-only .at-explained").inner_text()


@pytest.mark.parametrize("inches", [24, 55])
@in_portrait
def test_a_list_says_which_text_tells_of_violence(visitor, kiosk_file, inches):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal={inches}")
    begin(tab, "en")
    rows = tab.locator(".at-k-list .at-k-row[data-event]")
    said = [bool(row.locator(".at-k-soft:visible").count()) for row in rows.all()]
    assert said == tab.evaluate("atlas.kiosk.subject.story(null).map(i => atlas.kiosk.subject.graphic.has(i))")


@in_landscape
def test_large_letters_keep_which_text_tells_of_violence(visitor, kiosk_file):
    """The sentence that says no more than a list of one event gives way."""
    tab = enter(visitor, f"{kiosk_file('vorkuta')}?diagonal=24")
    begin(tab, "ru")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.events.place[atlas.kiosk.data.eventIndex.get('kashketin-1938')])")
    tap(tab, ".at-k-letters")
    tab.evaluate("document.querySelector('.at-k-list').style.maxHeight = '10rem'")
    tab.locator(".at-k-list .at-k-lead").wait_for(state="hidden")
    assert tab.locator(".at-k-list .at-k-pager").is_hidden()  # all of the list is in sight
    assert tab.locator(".at-k-list .at-k-soft").is_visible()


@in_landscape
def test_that_a_source_was_not_read_is_said_in_plain_words_after_the_numbers(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "katyn-massacre")
    tap(tab, ".at-k-text .at-k-more")
    figures = tab.locator(".at-k-text .at-figures")
    assert "Cienciala, Lebedeva, Materski 2007" in figures.inner_text()
    assert "(" not in figures.locator(".at-estimate-text").last.inner_text()
    said = figures.evaluate("node => node.nextElementSibling.textContent")
    assert said == "We have not read this source ourselves: Cienciala, Lebedeva, Materski 2007."


@pytest.mark.parametrize("inches", [24, 55])
@on_24_inches
def test_what_was_counted_at_the_place_itself_stands_before_several_counts_of_the_whole(visitor, kiosk_file, inches):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal={inches}")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "prisons-1941-total")
    here, whole = (tab.locator(".at-k-text .at-k-figure").nth(i) for i in (0, 1))
    assert whole.inner_text().startswith("Killed (3 different counts)")
    title = "Killing of prisoners in Tartu · " if inches == 55 else ""  # the only part
    assert here.inner_text().startswith(f"A part of this, here: {title}killed: 193")
    assert here.bounding_box()["y"] < whole.bounding_box()["y"]


@in_landscape
def test_beside_a_list_stands_the_text_of_the_event_it_begins_with(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=55")
    begin(tab, "en")
    first = tab.locator(".at-k-beginning .at-event")
    first.wait_for()
    shown = int(first.get_attribute("data-event"))
    assert shown not in tab.evaluate("[...atlas.kiosk.subject.graphic]")
    first.locator(".at-k-more").tap()
    assert tab.evaluate("[atlas.kiosk.state.event, atlas.kiosk.state.more]") == [shown, True]


@in_landscape
def test_a_title_that_has_no_translation_says_in_which_language_it_is(tab):
    begin(tab, "ru")
    marked = "atlas.titleOfAtlas({ data: atlas.kiosk.data, language: { isTitleForeign: true } }).textContent"
    assert tab.evaluate(marked).endswith("[на английском]")
    assert tab.evaluate("atlas.kiosk.language.isTitleForeign") is False


@on_24_inches
@pytest.mark.parametrize("name", ["tartu", "moscow"])
def test_the_frames_of_years_have_these_in_their_middle_and_touch_no_button(visitor, kiosk_file, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal=24")
    begin(tab, "en")
    assert tab.evaluate(FRAMES) == []


WITHOUT_TOWNS = """() => { const { map } = atlas.kiosk; map.basemap.townsWithin = () => 0; map.centre();
  return [map.map.getZoom(), map.map.getBounds().getEast() - map.map.getBounds().getWest()] }"""


@on_24_inches
def test_where_no_town_is_known_so_much_of_a_coast_is_seen_that_one_knows_it(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal=24")
    begin(tab, "en")
    zoom, degrees = tab.evaluate(WITHOUT_TOWNS)
    assert zoom <= 4 or degrees > 8


MANY_DAYS = """() => localStorage.setItem("atlas-kiosk-counts", JSON.stringify(Object.fromEntries(Array.from({ length: 20 },
  (_none, i) => [`2026-11-${i + 10}`, { visits: 9, languages: { en: 5, et: 4 }, events: {} }]))))"""


@on_24_inches
@pytest.mark.parametrize("page", ["Status", "Visits by day"])
def test_all_pages_of_the_staff_are_reached_by_a_button(visitor, kiosk_file, page):
    tab = enter(visitor, f"{kiosk_file('tartu', counts=True)}?diagonal=24")
    tab.evaluate(MANY_DAYS)
    tab.reload()
    begin(tab, "en")
    log_in(tab)
    if page == "Visits by day":
        tap(tab, ".at-k-choice", has_text=page)
    tab.evaluate(PAINTED)
    down = tab.locator(".at-k-who .at-k-pager button:last-child")
    for _ in range(40):
        if down.is_enabled():
            tab.evaluate("node => node.click()", down.element_handle())
            tab.wait_for_timeout(300)  # it moves there
    box, log = tab.evaluate(BOXES, [".at-k-who > .at-k-scroll", ".at-k-log"])
    assert log["bottom"] <= box["bottom"] + 1


END = """() => { const { layer, names, ends, written, strong } = atlas.kiosk.map, sight = layer.sight();
  const disc = place => layer._drawn.find(({ places }) => places.includes(place))?.places ?? [place];
  const together = ({ length: n }) => atlas.format(atlas.ngettext("%(n)s place", "%(n)s places", n), { n });
  const halves = place => [names[place], ...disc(place).flatMap(one => [names[one], names[one].split(", ").at(-1)]), together(disc(place))], isSeen = ({ x }) => x > sight.left && x < sight.right;
  return ends.filter(({ place, cut, points: [at] }) => strong.has(place) && !cut && isSeen(at))
    .filter(({ place }) => !written.some(({ text }) => halves(place).some(one => text.replace('\\n', ' ').includes(one)))).map(({ place }) => names[place]) }"""

LEFT_OUT = "atlas.kiosk.map.mute.size"


@pytest.mark.parametrize("visitor", LOW, indirect=True, ids=["upright", "wide"])
@pytest.mark.parametrize("lang", ["et", "ru", "en", "pl"])
def test_every_end_of_a_way_of_a_step_has_its_name(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off', has_typefaces=True)}?diagonal=24")
    begin(tab, lang)
    for step in (2, 3, 5, 6):
        tab.evaluate("step => atlas.kiosk.stories.go({ story: 'baltic-deportations', step })", step)
        tab.evaluate(
            "async () => { await atlas.kiosk.view.drawn; for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame) }"
        )
        unnamed, mute, notes = tab.evaluate(
            f"[({END})().length, {LEFT_OUT}, atlas.kiosk.map.written.filter(({{ isNote }}) => isNote).length]"
        )
        assert unnamed <= mute <= (2 if lang == "ru" else 0), step  # the longest names: what has no room is counted
        assert notes == (mute > 0), step


@pytest.mark.parametrize("visitor", LOW[:1], indirect=True, ids=["upright"])
def test_a_small_upright_screen_leaves_the_whole_map_to_a_step(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "ru")
    tab.evaluate("atlas.kiosk.stories.go({ story: 'baltic-deportations', step: 3 })")
    tab.evaluate(PAINTED)
    shown = tab.locator(".at-k-map")
    edge = shown.bounding_box()["y"] + shown.bounding_box()["height"]
    for below in (".at-k-zoom button:last-child", ".at-k-legend", ".at-k-count"):
        assert tab.locator(below).bounding_box()["y"] >= edge, below
    assert not tab.locator(".at-k-numbers").is_visible()


DRAWN = """async places => { const { layer } = atlas.kiosk, { draw } = layer, counts = []; let n = 0; layer.draw = (...given) => { n += 1; draw(...given) };
  for (let i = 0; i < places; i += 1) { n = 0; atlas.kiosk.visit(i); counts.push(n); await atlas.kiosk.view.drawn } return counts }"""


@pytest.mark.parametrize("visitor", LOW[1:], indirect=True, ids=["wide"])
def test_where_to_stand_is_sought_without_a_drawing_of_each_try(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    assert 0 < max(tab.evaluate(DRAWN, 24)) <= 4


TABLETS = [touch({"width": 800, "height": 1280}, kept=True), touch({"width": 1024, "height": 600}, kept=True)]


@pytest.mark.parametrize("visitor", TABLETS[:1], indirect=True, ids=["upright"])
def test_on_a_tablet_the_story_is_in_sight_and_the_words_of_a_button_stay_in_it(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=10")
    begin(tab, "en")
    tab.locator(".at-k-list .at-k-offer").wait_for()
    offer, card = tab.evaluate(BOXES, [".at-k-list .at-k-offer .at-k-when", ".at-k-list > .at-k-scroll"])
    assert offer["bottom"] <= card["bottom"]
    open_event(tab, "priboi-estonia")
    tab.locator(".at-k-all").wait_for()
    words, button = tab.evaluate(BOXES, [".at-k-all > span", ".at-k-all"])
    assert button["top"] <= words["top"] < words["bottom"] <= button["bottom"]
    assert apart(tab, ".at-k-all", ".at-k-tablist")


@pytest.mark.parametrize("visitor", [touch({"width": 600, "height": 960}, kept=True)], indirect=True, ids=["upright"])
@pytest.mark.parametrize("lang", ["et", "ru", "en"])
def test_on_the_smallest_tablet_the_story_stands_beneath_the_sentence_without_a_page_turned(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu', distance_mm=400, has_typefaces=True)}?diagonal=7")
    begin(tab, lang)
    tab.evaluate("async () => { for (let i = 0; i < 8; i += 1) await new Promise(requestAnimationFrame) }")
    offer, card = tab.evaluate(BOXES, [".at-k-list .at-k-offer .at-k-when", ".at-k-list > .at-k-scroll"])
    below = tab.locator(".at-k-list > .at-k-scroll").evaluate(
        "one => parseFloat(one.style.getPropertyValue('--below'))"
    )
    fade = tab.evaluate("1.6 * parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert offer["bottom"] <= card["bottom"] - max(below, fade)


@pytest.mark.parametrize("visitor", TABLETS[1:], indirect=True, ids=["wide"])
def test_under_the_axis_of_a_tablet_stand_two_years_or_more(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=7")
    for lang in ("pl", "ru", "en"):
        begin(tab, lang)
        assert tab.locator(".at-k-tick").locator("visible=true").count() >= 2
        start_over(tab)
