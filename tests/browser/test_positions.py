"""Every symbol stands where its events were: at a place that is shown, never far from those that share it."""

from __future__ import annotations

import pytest

from geo.view import filters
from tests.support.pages import SETTLED, without_land

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
NEAR = 24
"""CSS pixels from a place to the symbol that contains it, at most."""
HELP = """
const { map, data, layer } = atlas.current, everything = { ...atlas.EVERYTHING, year: null, focus: [] };
const home = () => atlas.current.arrive({ query: everything, place: null, view: null });
const at = place => map.latLngToContainerPoint([data.places.lat[place], data.places.lon[place]]);
let symbols = [];
layer.on("drawn", event => { const { left, top } = layer.sight();
  symbols = event.symbols.filter(({ places }) => places).map(({ x, y, r, places }) => ({ x: x - left, y: y - top, r, places })) });
const off = (symbol, place) => Math.hypot(symbol.x - at(place).x, symbol.y - at(place).y);
const far = place => { const symbol = symbols.find(({ places }) => places.includes(place)); return symbol ? off(symbol, place) : Infinity };
const seen = place => { const { x, y } = at(place), size = map.getSize();
  const sheet = document.querySelector(".at-panel").getBoundingClientRect().top - map.getContainer().getBoundingClientRect().top;
  return x > 0 && x < size.x && y > 0 && y < (sheet > 0 ? sheet : size.y) };
const clear = place => [".at-legend", ".leaflet-control-zoom"].every(name => { // nor does a button lie over it
  const node = document.querySelector(name), { left, top } = map.getContainer().getBoundingClientRect();
  const box = node.getBoundingClientRect(), { x, y } = at(place);
  return !node.checkVisibility({ visibilityProperty: true }) || x + left < box.left || x + left > box.right || y + top < box.top || y + top > box.bottom });
const shown = () => layer.shownPlaces().filter(seen);
"""
PAINTED_RING = """
const context = layer._context, { arc, stroke, fillText } = CanvasRenderingContext2D.prototype;
let last, rings = [], written = [];
context.arc = function (x, y, ...more) { last = { x, y }; return arc.call(this, x, y, ...more) };
context.stroke = function (...path) { if (this.strokeStyle === "#7a1f2b" && this.lineWidth === 4) rings.push(last); return stroke.apply(this, path) };
context.fillText = function (text, ...where) { written.push(text); return fillText.call(this, text, ...where) };
"""
PLACES = f"""async () => {{ {HELP} {PAINTED_RING}
  const found = [];
  for (const [place, id] of data.places.id.all().entries()) {{
    await atlas.current.arrive({{ query: everything, place: id, view: null }});
    [rings, written] = [[], []];
    layer._paint();
    const {{ left, top }} = layer.sight(), wrong = rings.map(({{ x, y }}) => Math.hypot(x - left - at(place).x, y - top - at(place).y));
    found.push([id, wrong, seen(place), written.includes(data.places.name[place])]);
  }}
  for (const name of ["arc", "stroke", "fillText"]) delete context[name];
  await home();
  return found;
}}"""
SEARCHES = f"""found => {{ {HELP}
  return found.map(([id, only]) => {{
    const place = data.placeIndex.get(id);
    atlas.current.set({{ ...everything, only }});
    layer._paint();
    return [id, far(place), layer.shownPlaces().every(one => seen(one) && clear(one))];
  }});
}}"""
YEARS = f"""async settled => {{ {HELP}
  await home();
  atlas.current.set(settled);
  layer._paint();
  const wrong = [], groups = layer.groups(), {{ first, last }} = data.axis;
  for (let from = first; from <= last; from += 1) for (const to of [from, from + 9]) {{
    atlas.current.set({{ from, to }}, {{ live: true }});
    layer._paint();
    const {{ atPlace }} = atlas.current.result();
    for (const symbol of symbols) if (!atPlace[symbol.places[0]] || off(symbol, symbol.places[0]) > 1) wrong.push([from, to, data.places.id[symbol.places[0]]]);
    for (const place of shown()) if (!(far(place) <= {NEAR})) wrong.push([from, to, data.places.id.at(place), far(place)]);
    if (symbols.flatMap(({{ places }}) => places).length !== new Set(symbols.flatMap(({{ places }}) => places)).size) wrong.push([from, to, "twice"]);
  }}
  return [wrong, layer.groups() === groups];
}}"""


@pytest.fixture(scope="module", params=SIZES)
def tab(visiting, saved, request):
    """The saved page at a size, where nothing moves by itself; without land, which takes most of the time to paint."""
    with visiting("positions", viewport=SIZES[request.param], reduced_motion="reduce") as visitor:
        page = visitor.open(saved)
        without_land(page)
        yield page


@pytest.fixture(scope="module")
def searches(atlas, events):
    """For each place with events: what a search for its name finds, as the app gives it to the page."""
    names = atlas.places[atlas.places["id"].isin(set(events["place_id"]))]
    found = {row.id: filters.by_text(events, row.name, atlas).index for row in names.itertuples(index=False)}
    return [[place, events.index.get_indexer(index).tolist()] for place, index in found.items()]


def test_a_chosen_place_has_a_ring_at_its_point_and_its_name_in_sight(tab, atlas):
    found = tab.evaluate(PLACES)
    assert [row[0] for row in found] == list(atlas.places["id"])
    assert [row for row in found if not (row[1] and max(row[1]) <= 4 and row[2] and row[3])] == []


MOVES = f"""async () => {{ {HELP} let moves = 0;
  const count = () => {{ moves += 1 }};
  await atlas.current.arrive({{ query: everything, place: "katyn-forest", view: null }});
  map.on("moveend", count);
  await atlas.current.arrive({{ query: everything, place: "kolyma", view: null }});
  map.off("moveend", count);
  await home();
  return moves }}"""


def test_the_way_to_a_place_is_one_move_of_the_map_which_is_drawn_for_each(tab):
    assert tab.evaluate(MOVES) == 1


def test_a_search_for_a_place_brings_it_into_sight_and_its_symbol_stands_there(tab, searches):
    found = tab.evaluate(SEARCHES, searches)
    assert len(found) > 120
    assert [row for row in found if not (row[1] <= NEAR and row[2])] == []


@pytest.mark.parametrize("settled", [{}, {"from": 1937, "to": 1937}], ids=["all years", "from 1937"])
def test_while_years_move_each_symbol_stands_at_a_shown_place_and_none_is_far_from_its_own(tab, settled):
    assert tab.evaluate(YEARS, settled) == [[], True]


def test_what_years_show_is_gathered_when_they_are_settled_not_before(tab, atlas):
    groups = """live => { const layer = atlas.current.layer, shown = place => layer.result.atPlace[place] > 0;
      atlas.current.set({ from: 1940, to: 1940 }, { live });
      return layer.groups().filter(group => group.some(shown) && !shown(group[0])).length }"""
    tab.evaluate("atlas.current.arrive({ query: { ...atlas.EVERYTHING, focus: [] }, place: null, view: null })")
    assert tab.evaluate("atlas.current.layer.groups().length") > 0
    assert tab.evaluate(groups, True) > 0  # some leader shows nothing in 1940
    assert tab.evaluate(groups, False) == 0


GATHERED = """seed => {
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647, n = 400;
  const points = Array.from({ length: n }, () => [300 * random() ** 2, 300 * random()]), at = { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  const order = [...points.keys()].sort(() => random() - 0.5), distance = (a, b) => Math.hypot(at.x[a] - at.x[b], at.y[a] - at.y[b]);
  const shown = new Set(order.filter(() => random() < 0.4)), groups = atlas.gather(order, at);
  const parts = groups.flatMap(group => atlas.standing(group[0], group.filter(place => shown.has(place)), at));
  const whole = (lists, all) => lists.flat().sort().join() === [...all].sort().join();
  const close = lists => lists.every(list => list.every(one => distance(one, list[0]) <= 24));
  const apart = groups.every(([a], i) => groups.slice(i + 1).every(([b]) => distance(a, b) > 23));
  return whole(groups, order) && whole(parts, shown) && close(groups) && close(parts) && apart }"""


@pytest.mark.parametrize("seed", range(1, 6))
def test_gathering_loses_no_place_and_takes_none_from_afar(tab, seed):
    assert tab.evaluate(GATHERED, seed)


WRITTEN = f"""only => {{ {HELP} {PAINTED_RING}
  const names = change => {{ atlas.current.set(...change); written = []; layer._paint(); return written.filter(text => /[a-z]/.test(text)) }};
  const found = [names([{{ ...everything, only }}]), names([{{ from: 1930 }}, {{ live: true }}])];
  for (const name of ["arc", "stroke", "fillText"]) delete context[name];
  return found }}"""


def test_the_few_places_of_a_result_are_named_unless_years_move(tab, events):
    only = events["title"].str.contains("Mednoye|Kharkiv").to_numpy().nonzero()[0].tolist()
    settled, moving = tab.evaluate(WRITTEN, only)
    assert any(name.startswith("Kharkiv") for name in settled)
    assert moving == []


def test_katyn_is_not_moscow(tab, atlas, events):
    only = (events["id"] == "katyn-massacre").to_numpy().nonzero()[0].tolist()
    where = """only => { atlas.current.set({ ...atlas.EVERYTHING, only, focus: [] }); atlas.current.layer._paint();
      return atlas.current.layer._drawn.map(symbol => symbol.places.map(place => atlas.current.data.places.id.at(place))) }"""
    assert tab.evaluate(where, only) == [["katyn-forest"]]


def test_of_a_group_one_place_is_chosen_and_stands_alone(tab):
    choose = """async () => { const { layer, data } = atlas.current, names = places => places.map(place => data.places.name[place]);
      await atlas.current.arrive({ query: { ...atlas.EVERYTHING, focus: [] }, place: null, view: null });
      layer._paint();
      const symbol = layer._drawn.find(({ places }) => places.length > 2), alone = () => layer._drawn.filter(({ alone }) => alone).map(({ places }) => names(places));
      layer.fire("choose", { places: symbol.places });
      layer._paint();
      while (!document.querySelector(".at-card-place .at-link")) await new Promise(requestAnimationFrame);
      const before = alone(), listed = [...document.querySelectorAll(".at-card-place .at-link")];
      listed[1].click();
      layer._paint();
      return [before, listed.map(node => node.textContent), names(symbol.places), alone(), document.querySelector(".at-card .at-card-title").textContent] }"""
    before, listed, gathered, alone, title = tab.evaluate(choose)
    assert (before, listed) == ([], gathered)
    assert alone == [[title]] == [[gathered[1]]]


def test_the_whole_map_is_one_press_away(tab):
    view = "(map => [map.getCenter().lat, map.getCenter().lng, map.getZoom()])(atlas.current.map)"
    for _ in range(2):  # the lines of counts change with the query, and the room of the map with them
        tab.evaluate("atlas.current.arrive({ query: { ...atlas.EVERYTHING, focus: [] }, place: null, view: null })")
        tab.evaluate(SETTLED)
    first = tab.evaluate(view)
    tab.evaluate("void atlas.current.map.setView([45, 70], 8, { animate: false })")
    button = tab.get_by_role("button", name="Whole map")
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    button.click()
    assert tab.evaluate(view) == pytest.approx(first, abs=0.2)


WAYS = """([place, event]) => { const { layer, data } = atlas.current, { drawArc } = atlas, drawn = [];
  layer.highlight([data.placeIndex.get(place)], event ? data.eventIndex.get(event) : null);
  atlas.drawArc = (context, { selected }) => drawn.push(selected);
  try { layer._paint() } finally { atlas.drawArc = drawArc; layer.highlight([]) }
  return drawn.filter(Boolean).length }"""


def test_the_card_of_an_event_shows_no_way_of_another(tab):
    assert tab.evaluate(WAYS, ["norilsk", None]) > 0  # people were taken there
    assert tab.evaluate(WAYS, ["norilsk", "gorlag"]) == 0


HIDDEN = """zooms => { const { map, layer } = atlas.current, { drawArc } = atlas, hidden = [];
  let drawn = [], ends = 0;
  atlas.drawArc = (context, { from, to, hinted }) => hinted || Math.hypot(to.x - from.x, to.y - from.y) < 100 || drawn.push(to);
  try {
    for (const zoom of zooms) for (const year of [null, 1930, 1939, 1941, 1949]) {
      map.setView([58, 60], zoom, { animate: false });
      layer.filter({ ...atlas.EVERYTHING, from: year, to: year, kind: atlas.current.data.kinds.map(({ id }) => id) }, { live: year !== null });
      drawn = [];
      layer._paint();
      ends += drawn.length;
      for (const { x, y } of drawn) hidden.push(...layer._drawn.filter(one => Math.hypot(one.x - x, one.y - y) < 0.7 * one.r).map(({ place }) => [zoom, year, place]));
    }
  } finally { atlas.drawArc = drawArc; layer.filter(atlas.EVERYTHING) }
  return [ends, hidden] }"""


def test_no_arrow_ends_beneath_the_symbol_of_where_it_leads(tab):
    ends, hidden = tab.evaluate(HIDDEN, [3, 4, 5, 7, 9])
    assert ends > 100
    assert hidden == []
