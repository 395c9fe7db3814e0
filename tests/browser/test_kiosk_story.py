"""What a kiosk tells: levels, what is graphic, numbers, other places, the staff page (K21, K22, K25, K26; see KIOSK.md)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from geo import i18n
from geo.dataset import kiosks
from geo.dataset.sphere import metres_between
from geo.map.assets import STATIC
from geo.map.kiosk import kiosk_page
from geo.view import stories
from tests.support.kiosk_pages import (
    BOXES,
    GRAPHIC,
    LANDSCAPE,
    LANGUAGES,
    LARGE,
    LEFT,
    OVERFLOW,
    PAST_THE_EDGE,
    PLAIN,
    PORTRAIT,
    TOLD,
    begin,
    corners,
    enter,
    in_landscape,
    in_portrait,
    log_in,
    open_event,
    state,
    tap,
    touch,
    wait_idle,
)
from tests.support.pages import eventually, missing_texts, single_bounds, wait_until


@in_portrait
def test_a_word_of_the_field_is_explained_by_a_button_beneath_its_text(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "katyn-operation-1940")
    term = tab.locator(".at-k-terms").get_by_role("button", name="NKVD")
    term.tap()
    box = tab.locator(".at-k-text .at-explained:visible")
    box.wait_for()
    assert "People's Commissariat of Internal Affairs" in box.inner_text()
    assert term.bounding_box()["height"] >= tab.locator(".at-k-more").bounding_box()["height"] - 0.5


WAYS = """() => { const { layer, data: { places: { id } }, map: { told } } = atlas.kiosk;
  return layer.ways().filter(({ event }) => told === null || event === told).map(({ from, to }) => `${id.at(from)} ${id.at(to)}`) }"""
ABOUT = """() => { const { data: { places: { id } }, stories, state: { reading } } = atlas.kiosk;
  return stories.places(reading).all.map(place => id.at(place)) }"""


@in_landscape
def test_ways_to_the_shootings_stand_beside_the_steps_and_the_events_that_tell_of_them(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn", gate="off"))
    begin(tab, "en")
    found, about = {}, {}
    for step in (1, 3, 4, 5):
        tab.evaluate("step => atlas.kiosk.stories.go({ story: 'katyn', step })", step)
        found[step], about[step] = tab.evaluate(WAYS), tab.evaluate(ABOUT)
    kozelsk = "kozelsk-camp katyn-forest"
    assert found == {1: [], 3: [kozelsk], 4: ["ostashkov-camp tver-nkvd"], 5: ["starobilsk-camp kharkiv"]}
    assert about[1] == ["eastern-poland", "kozelsk-camp", "ostashkov-camp", "starobilsk-camp"]
    tab.evaluate("atlas.kiosk.stories.go(null)")
    for event, ways in (("katyn-massacre", [kozelsk]), ("katyn-memorial-2000", [])):
        open_event(tab, event)
        assert tab.evaluate(WAYS) == ways


@in_portrait
def test_k22_an_event_is_told_in_two_levels(tab):
    begin(tab)
    open_event(tab, PLAIN)
    assert not tab.locator(".at-k-text .at-people").first.is_visible()
    tap(tab, ".at-k-more")
    assert tab.locator(".at-k-text .at-people").first.is_visible()


@in_portrait
def test_those_whom_an_event_struck_stand_before_those_who_did_it(tab):
    begin(tab, "en")
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice")
    tap(tab, ".at-k-more")
    for card in (tab.locator(".at-k-text .at-event"), tab.locator(".at-k-only .at-k-group", has_text="Jüri Parijõgi")):
        people = card.locator(".at-people")
        people.locator("visible=true").first.wait_for()
        found = sorted(
            (part.bounding_box()["y"], part.inner_text().split(":")[0].split("\n")[0]) for part in people.all()
        )
        assert [head for _, head in found] == ["Victims", "By name", "Ordered by"]
        tap(tab, "[data-key=tab-people]")


@in_portrait
def test_who_did_it_and_what_a_number_counts_stand_on_the_first_level(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("solovki"))
    begin(tab, "en")
    open_event(tab, "slon-1923")
    tab.locator(".at-k-text .at-k-figure").wait_for()
    said = tab.locator(".at-k-text").inner_text()
    assert "branches on the mainland included" in said
    assert "Guarded by: GPU, OGPU" in said
    assert tab.locator(".at-k-text .at-k-more").get_attribute("aria-expanded") == "false"


WORDED = """async lang => { await atlas.setLanguage(lang); const data = atlas.kiosk.layer.data();
  const { events } = await data.source.card([], [...Array(data.events.n).keys()]);
  return events.flatMap(({ figures }) => figures.map(row => [`${atlas.measureName(row.measure)}: ${atlas.numberRange(row)}`,
    atlas.figureInBrief([row]), atlas.figureLine([row], "site").textContent, atlas.figureLists([row]).textContent])) }"""


@in_portrait
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_counted_stands_before_its_number_and_keeps_its_form(tab, atlas, lang):
    """After a number a noun would change: 193 zabitych, 193 убитых, 193 tapetut."""
    begin(tab)
    found = tab.evaluate(WORDED, lang)
    assert len(found) == len(atlas["figures"])
    assert [words for first, *words in found if not all(text.startswith(first) for text in words)] == []


@in_portrait
def test_a_number_of_a_wider_area_says_what_it_counts(tab):
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, "prisons-1941-total")
    tab.locator(".at-k-text .at-k-counts").wait_for()
    text = tab.locator(".at-k-text")
    eventually(lambda: "Carried out by:" in text.inner_text(), "as many as there is room for")
    assert (
        "at least 9,800: Prisoners shot in prisons, by the official Soviet count; for Ukraine alone"
        in text.inner_text()
    )


@in_portrait
def test_easy_words_and_where_relatives_can_ask_are_there_for_who_asks(tab):
    begin(tab, "en")
    open_event(tab, "tartu-grey-house-1940-54")
    text = tab.locator(".at-k-text .at-event-text")
    assert "People were locked up" not in text.inner_text()
    tap(tab, ".at-k-easy")
    assert "People were locked up" in text.inner_text()
    tap(tab, ".at-k-relatives")
    asked = tab.locator(".at-k-text .at-registers-list")
    assert "https://www.ra.ee" in asked.inner_text()
    assert asked.locator("a").count() == 0


@in_portrait
def test_k25_what_is_graphic_is_offered_first_and_both_answers_are_alike(tab, atlas):
    begin(tab)
    text = atlas.events.set_index("id").description[GRAPHIC]
    open_event(tab, GRAPHIC)
    assert state(tab) == "sensitive"
    assert text not in tab.locator("#kiosk").inner_text()
    show, later = tab.evaluate(BOXES, ".at-k-choice")
    assert (show["width"], show["height"], show["y"]) == (later["width"], later["height"], later["y"])
    tap(tab, ".at-k-choice >> nth=1")
    assert (state(tab), tab.evaluate("atlas.kiosk.state.event")) == ("place", None)
    open_event(tab, GRAPHIC)
    wait_idle(tab, 16)
    assert (state(tab), tab.evaluate("atlas.kiosk.state.event")) == ("place", None)
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice")
    assert text in tab.locator(".at-k-text").inner_text() or LANGUAGES[0] != "en"


@in_portrait
def test_k25_a_step_that_tells_of_violence_is_offered_first_and_one_can_go_past_it(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn", gate="each"))
    begin(tab, "en")
    text = tab.evaluate("atlas.kiosk.data.stories[0].steps[2].text")
    tap(tab, "[data-key=story-katyn]")
    tap(tab, "[data-key=step-2]")
    tap(tab, "[data-key='turn-1']")
    tab.locator(".at-k-ask", has_text="Step 3 of 7 \u00b7 1940").wait_for()
    assert text not in tab.locator("#kiosk").text_content()
    assert len({(round(box["width"]), box["height"], box["y"]) for box in tab.evaluate(BOXES, ".at-k-choice")}) == 1
    for key, answer, step in (("", "To step 6", 6), ("Left", "To step 2", 2), ("Right", "Not now", 2)):
        if key:
            tab.keyboard.press(f"Arrow{key}")
        tap(tab, ".at-k-choice", has_text=answer)
        wait_until(tab, TOLD, step)
    tab.keyboard.press("ArrowRight")
    tap(tab, ".at-k-choice", has_text="Show the text")
    wait_until(tab, TOLD, 3)
    assert text in tab.locator(".at-k-card").inner_text()


@in_portrait
def test_k25_each_way_to_a_step_asks_and_what_is_not_answered_changes_nothing(visitor, kiosk_file):
    url = kiosk_file("katyn", gate="each")
    tab = enter(visitor, url)
    tab.goto(f"{url}?languages=en,pl&story=katyn&step=4")
    ask = tab.locator(".at-k-ask")
    ask.wait_for()
    tap(tab, ".at-k-languages [lang=pl]")
    tab.locator(".at-k-ask", has_text="Krok 4 z 7").wait_for()
    wait_idle(tab, 16)
    assert (state(tab), tab.evaluate(LEFT)) == ("place", True)
    tap(tab, ".at-k-languages [lang=en]")
    tap(tab, "[data-key=story-katyn]")
    tap(tab, "[data-key=step-5]")
    tap(tab, ".at-k-choice", has_text="Show the text")
    wait_until(tab, TOLD, 5)
    tap(tab, "[data-key=step-5]")  # what stands there is not asked about
    assert state(tab) == "place"
    tap(tab, "[data-key=step-7]")
    wait_until(tab, TOLD, 7)
    tab.go_back()
    ask.wait_for()
    tap(tab, ".at-k-choice", has_text="Not now")
    wait_until(tab, TOLD, 7)
    tab.evaluate("void (location.hash = '#story=katyn&step=3')")
    ask.wait_for()
    tap(tab, ".at-k-over")
    assert (state(tab), tab.evaluate(LEFT)) == ("attract", True)


@in_portrait
def test_k25_nothing_graphic_stands_on_the_attract_screen(tab, atlas):
    graphic = set(atlas.events["title"][atlas.events["graphic"] == "true"])
    for _ in range(8):
        shown = tab.locator(".at-k-attract").inner_text()
        assert not [title for title in graphic if title in shown]
        tab.clock.run_for(9000)


@in_portrait
def test_k26_numbers_come_with_their_source_and_bounds_and_nothing_is_ranked(tab, atlas):
    begin(tab)
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice")
    tap(tab, ".at-k-more")
    sources = tab.locator(".at-k-text .at-figure-source").all_inner_texts()
    assert sources
    assert all(source.strip() for source in sources)
    for lang in LANGUAGES:
        tab.evaluate("lang => void atlas.setLanguage(lang)", lang)
        assert missing_texts(tab, "atlas.kiosk.layer.data()", single_bounds(atlas, lang)) == []
    words = " ".join(path.read_text("utf-8") for path in STATIC.glob("kiosk/*.js"))
    assert not re.search(r'_\("[^"]*(!|\btop\b|score|worst|most |deadliest)[^"]*"\)', words)


@in_portrait
def test_the_staff_page_needs_the_corners_in_order_in_time_and_the_pin(tab):
    begin(tab)
    for x, y in ((9, 9), (1071, 1911), (1071, 9), (9, 1911)):
        tab.touchscreen.tap(x, y)
    assert state(tab) == "place"
    corners(tab)
    assert state(tab) == "staff"
    for _ in range(3):
        for digit in "0000":
            tap(tab, ".at-k-key", has_text=digit)
    assert state(tab) == "attract"
    log_in(tab)
    assert "Data version" in tab.locator(".at-k-status").inner_text()
    wait_idle(tab, 61)
    assert state(tab) == "attract"


@in_portrait
def test_a_kiosk_without_a_pin_has_no_staff_page(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file(pin="", languages=LANGUAGES[:1]))
    begin(tab)
    corners(tab)
    assert state(tab) == "place"


@in_landscape
def test_a_touch_on_another_place_of_the_map_opens_it_and_one_touch_leads_home(tab, atlas):
    begin(tab)
    place = tab.evaluate(
        "atlas.neighbours(atlas.kiosk.data, atlas.kiosk.subject.home, atlas.kiosk.result.atPlace)[0].place"
    )
    x, y = tab.evaluate(
        """i => { const map = atlas.kiosk.map.map, box = map.getContainer().getBoundingClientRect(), p = map.latLngToContainerPoint(atlas.kiosk.map.at(i));
      return [box.x + p.x * atlas.magnified, box.y + p.y * atlas.magnified] }""",
        place,
    )
    tab.touchscreen.tap(x, y)
    assert state(tab) == "near"
    tap(tab, ".at-k-home")
    assert (state(tab), tab.locator(".at-k-home").is_visible()) == ("place", False)


@in_landscape
def test_the_list_of_places_says_all_that_the_map_shows(tab):
    begin(tab)
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-button >> nth=0")
    shown = tab.evaluate(
        "[...atlas.kiosk.result.atPlace.keys()].filter(i => atlas.kiosk.result.atPlace[i] && !Number.isNaN(atlas.kiosk.data.places.lon[i])).length"
    )
    own = tab.evaluate("atlas.kiosk.subject.home.filter(i => atlas.kiosk.result.atPlace[i]).length")
    assert tab.locator(".at-k-only .at-k-row").count() == shown - own


@in_landscape
def test_a_whole_region_is_listed_last_and_has_no_distance(tab, atlas):
    begin(tab)
    rows = tab.evaluate(
        "atlas.neighbours(atlas.kiosk.data, atlas.kiosk.subject.home, atlas.kiosk.result.atPlace).map(({ place, km }) => [atlas.kiosk.data.places.id.at(place), km === null])"
    )
    regions = set(atlas.places["id"][atlas.places["kind"] == "region"])
    assert [bare for _, bare in rows] == [place in regions for place, _ in rows] == sorted(bare for _, bare in rows)
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-button >> nth=0")
    assert (
        i18n.translator(LANGUAGES[0]).gettext("a whole country or region")
        in tab.locator(".at-k-only .at-k-row").last.inner_text()
    )


FAR = """id => { const { data } = atlas.kiosk, from = data.placeIndex.get(id);
  return Array.from({ length: data.places.n }, (_none, i) => i).filter(i => !Number.isNaN(data.places.lon[i])).map(i => [data.places.id.at(i), atlas.apart(data, from, i)]) }"""


@in_landscape
@pytest.mark.parametrize("place", ["vorkuta", "dead-road-503"])
def test_what_is_a_line_is_as_far_as_its_nearest_point_as_python_measures_it(tab, atlas, place):
    shapes = dict(zip(atlas.places["id"], atlas.places.geometry, strict=True))
    found = dict(tab.evaluate(FAR, place))
    assert len(found) > 100
    assert found == pytest.approx({one: metres_between(shapes[place], shapes[one]) / 1000 for one in found}, abs=0.05)


WRITE = """() => { const own = CanvasRenderingContext2D.prototype.fillText; globalThis.written = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) { written.push(text); return own.call(this, text, ...where) } }"""


@in_landscape
@pytest.mark.own_page
def test_the_map_writes_its_own_place_in_the_language_that_was_touched(tab):
    begin(tab, "et")
    tab.evaluate(WRITE)
    tap(tab, ".at-k-languages [lang=ru]")
    tab.clock.run_for(200)
    written = tab.evaluate("written")
    assert "\u0422\u0430\u0440\u0442\u0443" in written
    assert "Tartu" not in written


ASTRAY = """async () => { const { kiosk } = atlas, { names, layer } = kiosk.map, wrong = [];
  const isWhole = (text, name) => [name, name.replace(/ \\([^()]*\\)$/, '')].includes(text.replaceAll('\\n', ' '));
  const longest = names.map((name, i) => i).filter(i => kiosk.data.eventsAt.count(i)).sort((a, b) => names[b].length - names[a].length).slice(0, 12);
  for (const place of longest) { kiosk.visit(place); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
    const { left, right, top, bottom } = layer.sight(), written = kiosk.map.written.find(({ text }) => isWhole(text, kiosk.map.names[place]));
    if (!layer._drawn.some(symbol => symbol.places.includes(place))) wrong.push(`mark: ${names[place]}`);
    if (!written || written.x < left || written.x + written.width > right + 1 || written.y < top || written.y > bottom) wrong.push(`name: ${kiosk.map.names[place]}`) }
  return wrong }"""
"""A name may be in several lines, and without the name of today in brackets."""


@pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["24 inches"])
def test_a_place_has_its_mark_and_its_whole_name_on_the_map(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file()}?diagonal=24")
    begin(tab, "ru")
    assert tab.evaluate(ASTRAY) == []


@in_landscape
def test_of_two_organizations_with_one_name_the_years_are_told(visitor, atlas, tmp_path):
    """As of an event that lasted from one NKGB to the next."""
    rows = atlas["event_organizations"]
    one = rows["event_id"].replace("tartu-grey-house-1940-54", "tartu-grey-house-1940-41")
    both = rows.assign(event_id=one).drop_duplicates(["event_id", "organization_id", "role"])
    lasting = replace(atlas, tables={**atlas.tables, "event_organizations": both})
    kiosk_page(lasting, kiosks.find(lasting, "tartu")).save(tmp_path / "kiosk.html")
    tab = enter(visitor, (tmp_path / "kiosk.html").as_uri())
    begin(tab, "ru")
    tap(tab, "[data-key=tab-people]")
    for group in tab.locator(".at-k-group").all():
        rows = group.locator("li").all_inner_texts()
        assert len(rows) == len(set(rows))
    assert "1943\u20131946" in tab.locator(".at-k-group").first.inner_text()


TICKS = """([first, last]) => { const root = document.createElement('div'); new atlas.KioskTimeline(root, { first, last }, () => {});
  return [...root.querySelectorAll('.at-k-tick')].map(node => Number(node.textContent)) }"""


@in_landscape
def test_an_axis_of_any_length_has_some_years_written_and_a_short_one_its_first_and_last(tab):
    assert [tab.evaluate(TICKS, [1834, last]) for last in (1834, 1836)] == [[1834], [1834, 1836]]
    assert tab.evaluate(TICKS, [1500, 1899]) == list(range(1500, 1899, 50))
    assert tab.evaluate(TICKS, [1917, 1991]) == list(range(1920, 1991, 10))


@in_landscape
def test_a_year_without_an_event_here_is_told_as_nothing_recorded(tab):
    begin(tab)
    tab.evaluate("atlas.kiosk.change({ year: 1925 })")
    assert i18n.translator(LANGUAGES[0]).gettext("nothing recorded here") in tab.locator(".at-k-note").inner_text()


@in_landscape
def test_a_year_step_is_on_the_screen_with_the_next_frame(tab):
    begin(tab)
    script = """async () => { const picture = () => atlas.kiosk.layer._container.toDataURL(), before = picture();
      atlas.kiosk.change({ year: 1949 }); await new Promise(requestAnimationFrame); const after = picture();
      await new Promise(requestAnimationFrame); return [before === after, after === picture()] }"""
    assert tab.evaluate(script) == [False, True]


@pytest.mark.parametrize("visitor", [touch(LARGE)], indirect=True, ids=["large"])
def test_the_code_of_a_place_is_that_of_its_public_address(tab):
    begin(tab)
    assert tab.locator(".at-k-code").get_attribute("viewBox") == "0 0 45 45" or tab.locator(
        ".at-k-code path"
    ).get_attribute("d")
    assert tab.evaluate("atlas.kiosk.view.code(atlas.kiosk.shown())") == tab.evaluate(
        "l => atlas.kiosk.settings.codes[`tartu-prison|${l}|`]", LANGUAGES[0]
    )
    tab.evaluate("atlas.kiosk.change({ year: 1941 })")
    assert tab.evaluate("atlas.kiosk.view.code(atlas.kiosk.shown())") == tab.evaluate(
        "l => atlas.kiosk.settings.codes[`tartu-prison|${l}|1941`]", LANGUAGES[0]
    )


STEPS = f"""async () => {{ const {{ kiosk }} = atlas, wrong = [];
  const arrived = () => new Promise(resolve => addEventListener('hashchange', resolve, {{ once: true }}));
  for (const {{ id, steps, media }} of kiosk.data.stories) for (const [i, {{ text, events, sources }}] of steps.entries()) {{
    const name = `${{id}} ${{i + 1}}`, hash = location.hash = `#story=${{id}}&step=${{i + 1}}`;
    await arrived(); await kiosk.view.drawn;
    const card = document.querySelector('.at-k-card'), rows = [...card.querySelectorAll('.at-k-list [data-event]')].map(row => Number(row.dataset.event));
    if (location.hash !== hash || kiosk.state.reading?.step !== i + 1 || kiosk.state.reading.story !== id) wrong.push(`address: ${{name}}`);
    if (![text, ...sources.map(source => source.text)].every(said => card.textContent.includes(said))) wrong.push(`words: ${{name}}`);
    if (String(rows.sort()) !== String([...events].sort()) || !events.every(event => kiosk.result.mark(event))) wrong.push(`events: ${{name}}`);
    if ((i === steps.length - 1 && Boolean(media)) !== Boolean(card.querySelector('.at-pictures img'))) wrong.push(`pictures: ${{name}}`);
    const cut = [...({OVERFLOW})(), ...({PAST_THE_EDGE})()];
    if (cut.length) wrong.push(`cut: ${{name}}: ${{cut}}`) }}
  return [kiosk.data.stories.length, wrong] }}"""
OFFERED = {"tartu": 1, "katyn": 1, "moscow-canal": 1, "moscow": 6}
"""How many stories a kiosk has; the one of Moscow is asked for all."""


@pytest.mark.parametrize("name", OFFERED)
@in_portrait
def test_every_kiosk_works_in_every_language_and_orientation(visitor, kiosk_file, atlas, name):
    every = [story.id for story in stories.of(atlas).stories]
    tab = enter(visitor, kiosk_file(name, gate="off", **({"stories": every} if name == "moscow" else {})))
    titles = kiosks.find(atlas, name, {"languages": LANGUAGES}).title
    begin(tab)
    for screen in (PORTRAIT, LANDSCAPE):
        tab.set_viewport_size(screen)
        for lang in LANGUAGES[::-1]:
            tap(tab, f".at-k-languages [lang={lang}]")
            assert tab.locator(".at-k-title").inner_text() == titles[lang]
            assert tab.locator(".at-k-list .at-k-row").count() > 1
            assert (tab.evaluate(OVERFLOW), tab.evaluate(PAST_THE_EDGE)) == ([], []), (lang, screen)
    assert tab.evaluate(STEPS) == [OFFERED[name], []]  # each step restored from its address, with all it says
