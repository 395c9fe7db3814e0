"""The map is true to one year: borders, names and waters; and says which."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

import pytest

from geo.dataset import stays
from geo.model import YearSpan
from geo.view import filters
from geo.view.query import Query
from geo.view.standing import placed_ids, standing
from tests.support.blocks import without_pictures
from tests.support.pages import (
    PAINTED,
    SETTLED,
    choose,
    listed,
    place_point,
    row_of,
    screen_point,
    wait_until,
    without_land,
)

YEAR = "document.querySelector('.at-year').textContent"
INK = """([pane, west, south, east, north]) => {
  const map = atlas.current.map, drawn = map.getPane(pane).querySelectorAll('canvas');
  const canvas = drawn[0], box = canvas.getBoundingClientRect(); // all of a pane have the same
  const ratio = canvas.width / box.width, origin = map.getContainer().getBoundingClientRect();
  const at = (lat, lon) => { const p = map.latLngToContainerPoint([lat, lon]); return [(p.x + origin.x - box.x) * ratio, (p.y + origin.y - box.y) * ratio] };
  const [x0, y0] = at(north, west), [x1, y1] = at(south, east);
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d'); // what shows a picture cannot be read itself
  for (const one of drawn) copy.drawImage(one, 0, 0);
  const pixels = copy.getImageData(x0, y0, x1 - x0, y1 - y0).data;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) sum = (sum * 31 + pixels[i] * 7 + pixels[i + 1] * 3 + pixels[i + 2]) % 1000000007;
  return sum;
}"""
CUT = """() => {
  const map = atlas.current.map, canvas = map.getPane('atlas-labels').querySelector('canvas');
  const [box, frame] = [canvas.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
  copy.drawImage(canvas, 0, 0);
  const ink = (x, y, w, h) => copy.getImageData(x, y, w, h).data.some((v, i) => i % 4 === 3 && v);
  const [x, y] = [frame.x - box.x, frame.y - box.y];
  return [[x, y, 1, frame.height], [x + frame.width - 1, y, 1, frame.height], [x, y, frame.width, 1], [x, y + frame.height - 1, frame.width, 1]].map(edge => ink(...edge));
}"""
"""Whether something is written across the left, right, upper and lower edge of the map."""
ESTONIA_TO_LVIV = (20.5, 48.5, 29.5, 59.5)


@pytest.fixture
def shown(desk, saved):
    """The saved page over the western borderlands."""
    tab = desk.stand(saved)
    tab.evaluate("void atlas.current.map.setView([54, 26], 5.5, { animate: false })")
    return tab


def picture(tab, year, pane):
    """Return a sum over the pixels of a pane for one year."""
    choose(tab, {"from": year, "to": year})
    tab.evaluate(PAINTED)
    return tab.evaluate(INK, [pane, *ESTONIA_TO_LVIV])


def test_the_outline_differs_between_1938_1939_1940_and_1946(shown):
    pictures = [picture(shown, year, "atlas-base") for year in (1938, 1939, 1940, 1946)]
    assert len(set(pictures)) == 4


def test_the_legend_says_of_which_day_of_a_year_the_borders_are(shown):
    picture(shown, 1940, "atlas-base")
    assert "borders, end of 1940" in shown.locator(".at-legend > summary").text_content()


def test_no_border_is_drawn_before_1922_and_the_legend_says_so(shown):
    picture(shown, 1921, "atlas-base")
    assert "No border is drawn before" in shown.locator(".at-legend").text_content()
    assert "as at the end of 1938" not in shown.locator(".at-legend").text_content()


def test_names_change_with_the_year(shown):
    script = """year => atlas.current.map && [...document.querySelectorAll('canvas')] && (() => {
      const rows = atlas.readBlock('basemap_base-data').labels;
      return rows.filter(([, , , , , from, to]) => (from === null || from <= year) && (to === null || year < to)).map(row => row[0]) })()"""
    assert "Leningrad" in shown.evaluate(script, 1937)
    assert "Leningrad" not in shown.evaluate(script, 1923)
    assert picture(shown, 1923, "atlas-labels") != picture(shown, 1937, "atlas-labels")


def test_no_name_is_cut_at_the_edge_of_the_map(shown):
    for lat, lon, zoom in [(54, 26, 5.5), (55, 30, 6), (58, 55, 4), (47, 40, 5)]:
        shown.evaluate(f"void atlas.current.map.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")
        choose(shown, {"from": 1938, "to": 1944})
        shown.evaluate(PAINTED)
        assert shown.evaluate(CUT) == [False] * 4, (lat, lon, zoom)


@pytest.mark.own_page
def test_the_map_knows_its_size_when_lines_beside_it_change_theirs(shown):
    sizes = "[atlas.current.map.getSize().y, atlas.current.map.getContainer().clientHeight]"
    before = shown.evaluate(sizes)
    shown.evaluate("void (document.querySelector('.at-count').style.height = '160px')")
    shown.evaluate(PAINTED)
    after = shown.evaluate(sizes)
    assert before[0] == before[1] > after[1] == after[0]


def test_the_year_is_the_middle_of_the_range_until_somebody_chooses(shown):
    choose(shown, {"from": 1936, "to": 1940})
    assert shown.evaluate(YEAR).endswith("1938")
    shown.get_by_text("Legend").click()
    shown.get_by_role("button", name="of the year after").click()
    shown.get_by_text("Legend").click()
    wait_until(shown, f"({YEAR}).endsWith('1939')")
    choose(shown, {"from": 1945, "to": 1950})
    assert shown.evaluate(YEAR).endswith("1945")


def test_everything_about_a_person_a_group_or_a_whole_is_what_python_finds(shown, events, atlas):
    asked = {
        "group": Query(groups=frozenset({"poles"})),
        "person": Query(persons=frozenset({"yezhov"})),
        "within": Query(within="great-terror"),
    }
    for what, query in asked.items():
        name = query.within or next(iter(query.groups | query.persons))
        only = shown.evaluate("focus => atlas.eventsInFocus(atlas.current.data, [focus])", {"what": what, "id": name})
        assert list(events["id"].iloc[only]) == list(filters.apply(events, query, atlas)["id"])


def test_a_card_leads_to_everything_about_a_group_and_back(shown):
    row_of(shown, "Polish operation").click()
    shown.locator(".at-card").get_by_role("button", name="Poles", exact=True).click()
    shown.locator(".at-explained:visible").get_by_role("button").click()
    shown.evaluate(SETTLED)
    assert "Poles" in shown.locator(".at-chip").inner_text()
    shown.get_by_role("button", name="No longer only Poles").click()
    shown.evaluate(SETTLED)
    assert shown.evaluate("atlas.current.result().shown") == shown.evaluate("atlas.current.data.events.n")


def test_remembrance_can_be_off(shown, events, atlas):
    choose(shown, {"hide": ["context"]})
    shown.get_by_label("Show: Memory").uncheck()
    expected = filters.without_kinds(events, {"memory", "context"})
    assert shown.evaluate("atlas.current.shownIds()") == list(expected["id"])


@pytest.mark.own_page
def test_every_event_is_in_the_list_and_leads_from_it_to_its_card(shown, atlas):
    """A row in four is pressed, in all parts of the list."""
    missing = """async () => { const { data } = atlas.current, missing = [], find = selector => document.querySelector(selector);
      const press = async node => { node?.click(); do await new Promise(setTimeout); while (find('.at-card [aria-busy]')) };
      for (const [place, row] of (await data.source.list([...data.events.order])).entries()) { // as they stand: the next is near
        if (place % 4 && place + 1 < data.events.n) continue;
        const i = row.event, line = `[data-list="${data.events.id.at(i)}"]`, panel = find('.at-panel');
        for (let frames = 0; !find(line) && frames < 200; frames += 1) {
          if (frames % 8 === 0) panel.scrollTop += (place + 1 - Number(find('.at-list li').ariaPosInSet)) * 60;
          await new Promise(requestAnimationFrame) }
        await press(find(line));
        if (find(`.at-card [data-event="${i}"] .at-event-title`)?.textContent !== row.title) missing.push(row.title);
        await press(find('.at-card-bar .at-button')) }
      return missing }"""
    without_land(shown)
    choose(shown, {"hide": []})
    assert {event for event, _ in listed(shown)} == set(atlas.events["id"])
    shown.emulate_media(reduced_motion="reduce")  # no journey from card to card
    shown.evaluate("void (atlas.current.map.setView = () => atlas.current.map)")
    shown.add_style_tag(content=".folium-map { content-visibility: hidden }")
    assert shown.evaluate(missing) == []


LATE = """async () => { const { source } = atlas.current.data, { card } = source, answers = [];
  const seen = async act => { await act(); await new Promise(requestAnimationFrame);
    return [document.activeElement.innerText, document.querySelectorAll('.at-card :is(.at-event, .at-index)').length > 0] };
  const open = id => atlas.current.layer.fire('choose', { places: [atlas.current.data.placeIndex.get(id)] });
  const tartu = atlas.current.data.placeIndex.get('tartu-prison');
  await card([tartu], atlas.current.data.eventsAt.at(tartu)); // what was read before is there
  const at_once = await seen(() => void open('tartu-prison'));
  source.card = (...asked) => new Promise(resolve => answers.push(() => { const found = card(...asked); resolve(found); return found }));
  let late = 0;
  const waiting = await seen(() => { open('butovo'); late = answers.length; open('katyn-forest') });
  const answer = some => Promise.all(some.map(one => one()));
  return [at_once, waiting, await seen(() => answer(answers.slice(late))), await seen(() => answer(answers.slice(0, late)))] }"""


@pytest.mark.own_page
def test_texts_stand_with_the_next_frame_and_late_ones_never_under_another_title(shown, atlas):
    names = atlas.places.set_index("id")["name"]
    tartu, katyn = names["tartu-prison"], names["katyn-forest"]
    assert shown.evaluate(LATE) == [[tartu, True], [katyn, False], [katyn, True], [katyn, True]]
    assert shown.locator(".at-card .at-index").first.inner_text().count("Katyn")


@pytest.mark.own_page
def test_texts_that_do_not_come_are_said_to_be_missing(shown, desk):
    shown.evaluate(
        "() => { for (const way of ['list', 'card']) atlas.current.data.source[way] = async () => { throw new Error('planted') } }"
    )
    for act in (
        "atlas.current.choosePlace('butovo')",
        "atlas.current.set({ from: 1937 }); atlas.current.choosePlace()",
    ):
        shown.evaluate(f"() => {{ {act} }}")
        assert "could not be loaded" in shown.locator(".at-missing:visible").inner_text()
    shown.evaluate(SETTLED)
    assert "planted" in "".join(desk.errors)
    desk.errors.clear()


def test_a_deportation_is_drawn_from_each_origin_to_each_destination(shown, atlas):
    rows = shown.evaluate(
        "(({ events, places, ...data }) => atlas.arcsOf({ events, places, ...data }).map(({ event, from, to }) => [events.id.at(event), places.id.at(from), places.id.at(to)]))(atlas.current.data)"
    )
    placed = placed_ids(atlas)
    expected = {
        (event, here[one].place, here[other].place)
        for event, here in stays.of_events(atlas).items()
        for one, other in stays.ways(here, placed)
    }
    assert len(rows) == len(expected) > 40
    assert {tuple(row) for row in rows} == expected


def test_a_destination_opens_a_card_that_tells_who_was_brought_there(shown, atlas):
    shown.evaluate("atlas.current.choosePlace('irkutsk-oblast')")
    wait_until(shown, "!document.querySelector('.at-card').hidden")
    assert "People were brought here" in shown.locator(".at-card").inner_text()


def test_coverage_is_the_deepest_of_what_was_asked(shown):
    rows = [
        {"id": "a", "from": 1920, "to": 1930, "depth": "sampled"},
        {"id": "b", "from": 1925, "to": 1926, "depth": "examined"},
    ]
    depth = "([rows, wanted]) => Array.from(atlas.coverageOf(rows, wanted, 1919, 1927))"
    assert shown.evaluate(depth, [rows, []]) == [0, 1, 1, 1, 1, 1, 2, 2, 1]
    assert shown.evaluate(depth, [rows, ["b"]]) == [0, 0, 0, 0, 0, 0, 2, 2, 0]


def test_places_near_each_other_share_a_symbol_and_none_is_lost(shown, atlas, events):
    gathered = "() => atlas.current.layer.groups().flat().map(i => atlas.current.data.places.id.at(i)).sort()"
    drawn = sorted(standing(events, YearSpan(), atlas))
    for zoom in (3, 5, 9):
        shown.evaluate("zoom => void atlas.current.map.setZoom(zoom, { animate: false })", zoom)
        assert shown.evaluate(gathered) == drawn


UNDER = """() => { const layer = atlas.current.layer, found = [], groups = layer.groups();
  const of = new Map(layer._drawn.map(symbol => [symbol.places[0], symbol]));
  groups.forEach(([a], i) => groups.slice(i + 1).forEach(([b]) => { const one = of.get(a), other = of.get(b);
    if (one && other && Math.hypot(one.x - other.x, one.y - other.y) < Math.max(23, one.r)) found.push([a, b]) }));
  return [found, of.size] }"""


def test_no_place_lies_under_the_symbol_of_a_larger_one(shown):
    for zoom in (2.5, 3, 4, 6, 9):
        shown.evaluate("zoom => void atlas.current.map.setView([55.75, 37.6], zoom, { animate: false })", zoom)
        shown.evaluate(PAINTED)
        found, drawn = shown.evaluate(UNDER)
        assert drawn > 3
        assert found == []


def test_area_follows_the_number_of_events_and_one_place_of_a_thousand_does_not_cover_the_map(shown):
    radius = "counts => counts.map(count => atlas.symbolRadius(count, atlas.symbolUnit(counts, 7)))"
    largest, half, quarter = shown.evaluate(radius, [1000, 500, 250])
    assert largest <= 56
    assert (half / largest, quarter / largest) == pytest.approx((0.5**0.5, 0.5))


def test_a_crowded_place_opens_a_card_that_scrolls(shown, atlas):
    shown.evaluate("void atlas.current.map.setView([55.75, 37.6], 5, { animate: false })")
    shown.evaluate(PAINTED)
    shown.mouse.click(*screen_point(shown, *place_point(atlas, "moscow")))
    panel = shown.locator(".at-panel")
    panel.locator(".at-card li").nth(10).wait_for()
    assert panel.evaluate("node => node.scrollHeight > node.clientHeight")


def test_the_saved_page_stays_light(saved):
    assert len(without_pictures(Path(urlparse(saved).path).read_text("utf-8")).encode()) < 1_300_000
