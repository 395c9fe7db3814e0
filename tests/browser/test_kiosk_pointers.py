"""Where "here" is, what lies nearest, and what the marks mean: on the map of a kiosk, whatever it tells of (docs/kiosk-checklist.md)."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from tests.support.kiosk_pages import LANDSCAPE, PORTRAIT, begin, enter, in_portrait, open_event, start_over, tap, touch
from tests.support.pages import PAINTED

LOW = [touch(screen, kept=True) for screen in (PORTRAIT, LANDSCAPE)]
on_both_sides = pytest.mark.parametrize("visitor", LOW, indirect=True, ids=["upright", "wide"])
LOST = """async () => { const { kiosk } = atlas, { map } = kiosk, [story] = kiosk.data.stories, wrong = [];
  for (let step = 1; step <= story.steps.length; step += 1) {
    kiosk.stories.go({ story: story.id, step }); await kiosk.view.drawn; for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame);
    const { pointers, written } = map, isShown = pointers.mark || pointers.arrows.some(({ isHere }) => isHere) || map.ends.some(({ place, cut }) => cut && map.home.includes(place));
    if (!map.home.some(place => map.strong.has(place)) && !(isShown && written.some(({ text }) => text.includes(map.title)))) wrong.push(step) }
  return wrong }"""
NEAREST = """() => { const { map } = atlas.kiosk, { layer } = map; layer._paint();
  const [near] = atlas.neighbours(layer.data(), map.placed, layer.result.atPlace), sight = layer.sight(), over = layer.covered(sight);
  const meets = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;
  const [arrow] = map.pointers.arrows, name = map.written.find(({ text }) => text.startsWith(map.names[near.place]));
  return { isThere: Boolean(name) || (at => at.x > sight.left && at.x < sight.right && at.y > sight.top && at.y < sight.bottom)({ x: layer.x(near.place), y: layer.y(near.place) }), isArrow: arrow?.place === near.place, isCovered: over.some(box => [arrow, name].some(one => one && meets(one, box))), text: name?.text } }"""

SPILT = """() => { const { map } = atlas.kiosk, inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.bottom <= b.bottom + 1;
  const box = node => node.getBoundingClientRect(), apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  return [...(apart(box(map.panel), box(map.map.getContainer())) ? [] : ["map"]), ...[...map.panel.querySelectorAll("span")].filter(node => node.checkVisibility() && !inside(box(node), box(map.panel))).map(node => node.textContent)] }"""
# How far from its places, in pixels, each way begins and ends.
DRAWN = """() => { const { map } = atlas.kiosk, { layer } = map, draw = atlas.drawArc, drawn = [], [way] = layer.ways().filter(({ event }) => event === map.told);
  const far = (place, { x, y }) => { const [disc] = layer._drawn.filter(({ places }) => places.includes(place)); return Math.hypot(layer.x(place) - x, layer.y(place) - y) + Math.hypot(layer.x(place) - disc.x, layer.y(place) - disc.y) };
  atlas.drawArc = (context, one) => (drawn.push(one), draw(context, one));
  layer._paint();
  atlas.drawArc = draw;
  return drawn.map(({ from, to }) => ({ from: far(way.from, from), to: far(way.to, to) })) }"""

# What misleads about the ways that are drawn: an arrow that ends far from the border, or has no name, and names that lie on one.
MISREAD = """async () => { const { map, layer } = atlas.kiosk, wrong = [];
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const sight = layer.sight(), over = [...layer.covered(sight)], cut = map.ends.filter(end => end.cut && !end.isBare && !end.isMute);
  const apart = ({ x, y }, { left, top, right, bottom }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
  for (const { place, points: [at], line } of cut) {
    const rim = Math.min(at.x - sight.left, sight.right - at.x, at.y - sight.top, sight.bottom - at.y, ...over.map(box => apart(at, box)));
    const name = map.written.find(({ text }) => text.replaceAll('\\n', ' ').startsWith(map.names[place])), isLed = name?.lead && Math.hypot(name.lead[0].x - at.x, name.lead[0].y - at.y) < 20;
    if (rim > 18) wrong.push(["ends within the map", rim]);
    if (!name || (apart(at, name.box ?? at) > 20 && !isLed)) wrong.push(["has no name", map.names[place]]);
    for (const { text, box } of map.written) if (box && line.some(point => apart(point, box) < 1)) wrong.push(["lies on the way", text]); }
  return { cut: cut.length, wrong } }"""
# Of each way that is drawn, whether it begins or ends where something lies over the map.
HIDDEN = """async () => { const { map, layer } = atlas.kiosk, draw = atlas.drawArc, drawn = [];
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  atlas.drawArc = (context, one) => (drawn.push(one), draw(context, one));
  layer._paint();
  atlas.drawArc = draw;
  const over = layer.covered(layer.sight()), isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;
  return drawn.map(({ from, to }) => over.some(box => isIn(from, box) || isIn(to, box))) }"""
# What misleads about the lines of a step: two that lead to names and cross, one that is long or lies under a box, a way through a disc to which it does not lead.
TANGLED = """async () => { const { map, layer } = atlas.kiosk, { partOfWay } = atlas, draw = atlas.drawArc, ways = [], wrong = [];
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  atlas.drawArc = (context, way) => (ways.push(way), draw(context, way));
  layer._paint();
  atlas.drawArc = draw;
  const leads = map.written.filter(({ lead }) => lead).map(({ lead }) => lead), over = layer.covered(layer.sight());
  const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)), meet = ([a, b], [c, d]) => side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
  const on = ([a, b], t) => ({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) }), isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;
  leads.forEach((one, i) => { if (leads.some((other, k) => k > i && meet(one, other))) wrong.push("two lines cross");
    if (Math.hypot(one[0].x - one[1].x, one[0].y - one[1].y) > 82) wrong.push("a line is long");
    if (Array.from({ length: 40 }, (_, n) => on(one, n / 40)).some(point => over.some(box => isIn(point, box)))) wrong.push("a line lies under a box") });
  const discs = layer._drawn.filter(symbol => map.isStrong(symbol) && !map.isHere(symbol)), at = ({ from, control, to }, t) => on([on([from, control], t), on([control, to], t)], t);
  for (const way of ways) for (const { x, y } of discs) { const far = ({ x: px, y: py }) => Math.hypot(px - x, py - y);
    if (far(way.from) > 20 && far(way.to) > 20 && Array.from({ length: 60 }, (_, n) => at(way, n / 60)).some(point => far(point) < 11)) wrong.push("a way goes through a disc") }
  return { ways: ways.length, wrong } }"""
# The border lines that are drawn, each with its first year and the one after its last, and the years that are told of.
BORDERS = """() => { const [ground] = Object.values(atlas.kiosk.map.map._layers).filter(({ _span }) => _span);
  return { years: ground._span, borders: ground._shownOf(ground._parts.find(({ isBorder }) => isBorder)).map(({ from, to }) => [from, to]) } }"""
# Of the marks of what is told and of the own place those that the key explains.
MARKED = """async () => { for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  return ["own", "here"].filter(mark => !atlas.kiosk.map.panel.querySelector(`[data-mark=${mark}]`).hidden) }"""
# Places without a disc at which an arrow ends that has no name, or lies beneath the disc of what is told.
NAMELESS = """async () => { const { map, layer } = atlas.kiosk;
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const isUnder = ({ x, y }, disc) => Math.hypot(disc.x - x, disc.y - y) < atlas.OWN_RADIUS;
  const isSaid = place => map.written.some(({ text }) => text.includes(map.names[place].split(", ").at(-1)));
  const isTip = ({ place, isMute }) => !isMute && !layer._drawn.some(({ among }) => among.includes(place));
  return map.ends.filter(isTip).filter(({ place, points: [at] }) => !isSaid(place) || layer._drawn.some(disc => map.isStrong(disc) && !disc.places.includes(place) && isUnder(at, disc))).map(({ place }) => map.names[place]) }"""
# Names of the basemap that are seen, and the least height of their letters in pixels.
TOWNS = """async () => { const { map: { map }, layer } = atlas.kiosk, { prototype } = OffscreenCanvasRenderingContext2D, write = prototype.fillText, said = [];
  prototype.fillText = function (text, x, y) { said.push([text, x, parseFloat(this.font.match(/[\\d.]+px/))]); write.call(this, text, x, y) };
  map.fire("viewreset");
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  prototype.fillText = write;
  const { left, right } = layer.sight(), seen = said.filter(([, x]) => x >= left && x <= right);
  return { names: [...new Set(seen.map(([text]) => text))], least: Math.min(...seen.map(([, , size]) => size)) } }"""
# Discs of what is told that have no name, or that of one of several places, or whose nearest name is that of another mark.
MISNAMED = """async () => { const { map, layer } = atlas.kiosk;
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const apart = ({ x, y }, { left, top, right, bottom }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
  const leads = (name, { x, y }) => name.lead && Math.hypot(name.lead[0].x - x, name.lead[0].y - y) < 20;
  const townsOf = ({ places }) => places.map(place => map.names[place].split(", ").at(-1)), numberOf = ({ places: { length: n } }) => atlas.format(atlas.ngettext("%(n)s place", "%(n)s places", n), { n });
  const isOf = (symbol, { text }) => townsOf(symbol).every(town => text.includes(town)) || (symbol.places.length > 1 && text === numberOf(symbol));
  return layer._drawn.filter(symbol => map.isStrong(symbol)).filter(symbol => {
    const own = map.written.find(name => isOf(symbol, name) && (leads(name, symbol) || apart(symbol, name.box) < 30));
    return !own || map.written.some(name => name.text !== map.title && !isOf(symbol, name) && apart(symbol, name.box) < Math.min(40, apart(symbol, own.box))) }).map(({ places }) => map.nameOf(places)) }"""
# What the map of an event does not name of its parts, those of them in sight that it does not draw, and what it says of them.
PARTS = """async () => { const { map, layer } = atlas.kiosk; for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const drawn = layer._drawn.flatMap(({ places }) => places), strong = layer._drawn.filter(one => map.isStrong(one)).flatMap(({ places }) => places), sight = layer.sight(), over = layer.covered(sight);
  const isIn = (place, { left, top, right, bottom }, by) => layer.x(place) > left - by && layer.x(place) < right + by && layer.y(place) > top - by && layer.y(place) < bottom + by;
  const unnamed = [...map.parts].filter(place => !strong.includes(place) && !map.written.some(({ text }) => text === map.names[place]));
  return { unnamed: unnamed.length, undrawn: [...map.parts].filter(place => isIn(place, sight, -10) && !over.some(box => isIn(place, box, 10)) && !drawn.includes(place)).length, notes: map.written.filter(({ isNote }) => isNote).map(({ text }) => text) } }"""
# How many destinations a map leaves out, and what it says of them.
LEFT_OUT = """async () => { const { map } = atlas.kiosk; for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  return { left: map.mute.size, notes: map.written.filter(({ isNote }) => isNote).map(({ text }) => text) } }"""
# How often the layer is drawn while a finger moves the map farther than is drawn around it, and when it lets go.
DRAGGED = """async () => { const { map: { map }, layer } = atlas.kiosk, draw = layer.draw; let n = 0;
  layer.draw = (...asked) => ((n += 1), draw(...asked));
  map._rawPanBy(L.point(map.getSize().x, 0));
  map.fire("move");
  const moved = n;
  map.fire("moveend");
  layer.draw = draw;
  return [moved, n > 0] }"""
# How many pixels of a map lie north and south of all places of the dataset.
BEYOND = """async () => { const { map: { map, frame: { extent } } } = atlas.kiosk; for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const at = (lat) => map.latLngToContainerPoint([lat, 0]).y; return [at(extent.getNorth()), map.getSize().y - at(extent.getSouth())] }"""


@pytest.mark.parametrize(
    ("visitor", "inches"), [(LOW[1], 24), (LOW[0], 55)], indirect=["visitor"], ids=["wide", "upright"]
)
def test_a_way_runs_to_the_border_where_its_name_stands_and_no_other_lies_on_it(visitor, kiosk_file, inches):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal={inches}")
    for lang in ("en", "et"):
        begin(tab, lang)
        tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('litene'))")
        assert tab.evaluate(MISREAD) == {"cut": 1, "wrong": []}, lang
        start_over(tab)


@on_both_sides
def test_no_line_to_a_name_crosses_another_and_no_way_goes_through_a_disc(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    for lang in ("en", "ru"):
        begin(tab, lang)
        for step in (2, 3, 5, 6):
            tab.evaluate(f"atlas.kiosk.stories.go({{ story: 'baltic-deportations', step: {step} }})")
            found = tab.evaluate(TANGLED)
            assert found["ways"]
            assert found["wrong"] == [], (lang, step)
        start_over(tab)


@on_both_sides
def test_a_place_beyond_the_map_is_named_with_its_distance(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    known = {
        "en": {"Novosibirsk region, 3,250 km", "Krasnoyarsk Territory, 3,880 km", "Irkutsk region, 4,720 km", "Omsk region, 2,880 km"},
        "ru": {"Новосибирская область, 3250 км", "Красноярский край, 3880 км", "Иркутская область, 4720 км", "Омская область, 2880 км"},
    }  # fmt: skip
    for lang, regions in known.items():
        begin(tab, lang)
        open_event(tab, "priboi-estonia")
        tab.evaluate("async () => { for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame) }")
        names = tab.evaluate("atlas.kiosk.map.written.map(({ text }) => text)")
        far = {" ".join(name.split()) for name in names if re.search("(km|км)$", name)}  # in one line or in several
        assert far
        assert far <= {one for region in regions for one in (region, region.replace(", ", " ", 1))}
        start_over(tab)


@pytest.mark.parametrize("visitor", LOW[:1], indirect=True, ids=["upright"])
def test_a_name_of_its_time_has_that_of_today_in_brackets(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    names = "([id, year]) => atlas.namesOnMap(atlas.kiosk, year)[atlas.kiosk.data.placeIndex.get(id)]"
    assert tab.evaluate(names, ["bolshoi-dom", 1937]) == "Big House, Leningrad (Saint Petersburg)"
    assert tab.evaluate(names, ["bolshoi-dom", 2000]) == "Big House, Saint Petersburg"


@pytest.mark.parametrize("visitor", LOW[:1], indirect=True, ids=["upright"])
def test_discs_of_a_step_have_their_names_before_arrows_have_theirs(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    for lang in ("en", "pl", "ru", "et"):
        begin(tab, lang)
        tab.evaluate("atlas.kiosk.stories.go({ story: 'baltic-deportations', step: 3 })")
        assert tab.evaluate(MISNAMED) == [], lang
        start_over(tab)


@on_both_sides
@pytest.mark.parametrize("name", ["tartu", "katyn"])
@pytest.mark.parametrize("inches", [24, 55])
def test_while_a_story_is_told_one_sees_where_the_own_place_is(visitor, kiosk_file, name, inches):
    tab = enter(visitor, f"{kiosk_file(name, gate='off')}?diagonal={inches}")
    begin(tab, "et")
    assert tab.evaluate(LOST) == []


@on_both_sides
@pytest.mark.parametrize("name", ["tartu", "katyn", "vorkuta"])
def test_an_arrow_points_to_the_nearest_place_beyond_the_map(visitor, kiosk_file, name):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal=24")
    begin(tab, "ru")
    near = tab.evaluate(NEAREST)
    assert near["isThere"]  # where its disc would lie under that of the place, a visitor comes nearer
    assert not near["isCovered"]
    assert not near["isArrow"] or near["text"].endswith("км")


@on_both_sides
def test_a_touch_on_an_arrow_opens_the_place_it_points_to(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    place = tab.evaluate(
        "() => { const { layer, pointers: { arrows: [{ x, y, place }] } } = atlas.kiosk.map, { left, top } = layer.sight(); "
        "layer._onClick({ containerPoint: L.point(x - left, y - top) }); return place }"
    )
    assert tab.evaluate("atlas.kiosk.state.place") == place


@on_both_sides
def test_what_the_marks_mean_is_one_touch_away_on_a_small_screen_and_covers_nothing_of_the_map(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    key, seen = (
        tab.locator(".at-k-marks"),
        "() => { atlas.kiosk.layer._paint(); return JSON.stringify([atlas.kiosk.map.written, atlas.kiosk.map.map.getCenter()]) }",
    )
    before = tab.evaluate(seen)
    tap(tab, ".at-k-sign")
    for said in ("This place", "A town"):
        assert said in key.inner_text()
    drawn = tab.evaluate("atlas.kiosk.map.ends.some(({ isMute }) => !isMute)")  # where its name has room
    assert ("Where people were taken" in key.inner_text()) == drawn
    is_pointed = tab.evaluate("atlas.kiosk.map.pointers.arrows.length > 0")
    assert ("Lies further that way" in key.inner_text()) == is_pointed
    assert "Border" not in key.inner_text()  # none is in sight
    assert tab.evaluate(seen) == before
    assert tab.evaluate(SPILT) == []
    tap(tab, ".at-k-title")
    assert not key.is_visible()
    tab.evaluate("() => { const { map } = atlas.kiosk; map.map.setZoom(4, { animate: false }); map.layer._paint() }")
    tap(tab, ".at-k-sign")
    assert (
        "Border of the USSR, where it did not change (1939–2020)" not in key.inner_text()
    )  # there was none after 1991


@on_both_sides
def test_a_border_is_drawn_where_it_was_one_in_all_years_of_what_is_open(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")

    def drawn(what):
        return tab.evaluate(f"() => {{ const {{ kiosk }} = atlas, {{ data }} = kiosk; {what}; return ({BORDERS})() }}")

    def opened(event):
        return drawn(f"kiosk.change({{ event: data.eventIndex.get('{event}') }})")

    assert opened("katyn-admission-1990")["years"] == [1990, 1990]
    camp = opened("kozelsk-camp-1939")
    assert camp["borders"]
    assert all(first < 1939 and (end is None or end > 1940) for first, end in camp["borders"])
    assert drawn("kiosk.change({ event: null })")["borders"] == []  # of 1939 to 2020
    assert drawn("kiosk.stories.go({ story: 'katyn', step: 7 })") == {"years": [2000, 2020], "borders": []}
    assert not drawn("kiosk.visit(data.placeIndex.get('tauride-palace'))")["borders"]
    assert not tab.locator(".at-k-marks [data-mark=border]").is_visible()


@on_both_sides
def test_a_way_ends_in_an_arrow_at_the_rim_of_a_disc(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    open_event(tab, "kozelsk-camp-1939")
    tab.evaluate(PAINTED)
    [way] = tab.evaluate(DRAWN)
    assert way["from"] < 1  # it begins at the camp, whose disc stands where the camp is
    assert 11 < way["to"] < 20  # and its arrow touches the disc of the forest


@pytest.mark.parametrize("visitor", LOW[1:], indirect=True, ids=["wide"])
def test_where_people_came_from_beyond_the_map_is_said_and_no_button_lies_over_the_way(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "en")
    assert "from: Kozelsk camp, 270 km" in tab.evaluate("atlas.kiosk.map.written.map(({ text }) => text)")
    assert tab.evaluate(HIDDEN) == [False]


@pytest.mark.parametrize("visitor", LOW[:1], indirect=True, ids=["upright"])
def test_a_way_without_room_is_not_drawn_and_a_whole_sentence_says_from_where_it_comes(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn', has_typefaces=True)}?diagonal=24")
    begin(tab, "en")
    [note] = tab.evaluate("atlas.kiosk.map.written.filter(({ isNote }) => isNote).map(({ text }) => text)")
    assert note.replace("\n", " ") == "People were brought from: Kozelsk camp, 270 km"
    assert tab.evaluate("atlas.kiosk.map.ends.every(({ isMute }) => isMute)")


@on_both_sides
@pytest.mark.parametrize(
    ("event", "places"),
    [
        ("june-deportation-estonia-1941", "Urals|Kirov region|Novosibirsk region"),
        ("priboi-estonia", "Novosibirsk region|Krasnoyarsk Territory|Irkutsk region|Omsk region"),
    ],
)
def test_the_card_of_a_deportation_shows_where_people_were_taken(visitor, kiosk_file, event, places):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    open_event(tab, event)
    found = tab.evaluate(MISREAD)
    assert found["cut"]
    assert found["wrong"] == []
    assert any(re.match(places, name) for name in tab.evaluate("atlas.kiosk.map.written.map(one => one.text)"))


@on_both_sides
def test_beside_an_event_elsewhere_the_own_place_is_marked_as_here(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn', gate='off')}?diagonal=24")
    begin(tab, "en")
    told = [tab.evaluate(MARKED)]
    open_event(tab, "katyn-decision-1940")
    told.append(tab.evaluate(MARKED))
    tab.evaluate("atlas.kiosk.stories.go({ story: 'katyn', step: 3 })")
    told.append(tab.evaluate(MARKED))
    assert told == [["own"], ["own", "here"], ["own", "here"]]


@in_portrait
def test_no_way_ends_beneath_the_disc_of_another_place_and_each_arrow_has_its_name(visitor, kiosk_file):
    for name, story, step in (("katyn", "katyn", 1), ("tartu", "baltic-deportations", 3)):
        tab = enter(visitor, f"{kiosk_file(name, gate='off')}?diagonal=24")
        begin(tab, "en")
        tab.evaluate("at => atlas.kiosk.stories.go(at)", {"story": story, "step": step})
        assert tab.evaluate(NAMELESS) == [], name


@on_both_sides
def test_the_map_stands_after_a_story_as_it_stood_before(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    stands = (
        "[atlas.kiosk.map.map.getZoom(), ...Object.values(atlas.kiosk.map.map.getCenter()).map(one => one.toFixed(2))]"
    )
    begin(tab, "en")
    before = tab.evaluate(stands)
    tap(tab, ".at-k-offer")
    tab.evaluate(PAINTED)
    assert start_over(tab)
    begin(tab, "en")
    assert tab.evaluate(stands) == before


@pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["wide"])
def test_no_name_stands_over_the_mark_of_the_own_place(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "et")
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('bolshoi-dom'))")
    tab.evaluate(PAINTED)
    assert (
        tab.evaluate(
            "() => { const { pointers: { mark: { x, y } }, written } = atlas.kiosk.map; "
            "return written.filter(({ box: { left, right, top, bottom } }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom)) < 9).map(({ text }) => text) }"
        )
        == []
    )


@on_both_sides
def test_the_key_names_towns_where_one_is_written(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "en")
    told = []
    for zoom in (7, 11):
        tab.evaluate("zoom => void atlas.kiosk.map.map.setZoom(zoom, { animate: false })", zoom)
        tab.evaluate(PAINTED)
        tap(tab, ".at-k-sign")
        told.append(
            (tab.evaluate("atlas.kiosk.basemap.hasTowns()"), tab.locator(".at-k-marks [data-mark=town]").is_visible())
        )
        tap(tab, ".at-k-title")
    assert told == [(True, True), (False, False)]


@in_portrait
def test_no_town_is_named_whose_dot_is_out_of_sight_and_smolensk_is_seen_beside_katyn(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn', gate='off')}?diagonal=43")
    begin(tab, "en")
    towns = tab.evaluate(TOWNS)
    assert "Smolensk" in towns["names"]
    assert towns["least"] >= 14  # as large as the letters around the map
    tab = enter(visitor, f"{kiosk_file('katyn', gate='off')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate("atlas.kiosk.stories.go({ story: 'katyn', step: 4 })")
    assert "Riga" not in tab.evaluate(TOWNS)["names"]


@on_both_sides
def test_all_parts_of_an_event_in_sight_are_drawn_and_the_map_says_how_many_have_no_name(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off')}?diagonal=24")
    for lang, said in (
        ("et", "Veel {} selle"),
        ("ru", "Ещё {} мест"),
        ("en", "{} more place"),
        ("pl", "Jeszcze {} miejsc"),
    ):
        begin(tab, lang)
        open_event(tab, "prisons-1941-total")
        parts = tab.evaluate(PARTS)
        assert parts["unnamed"] > 1
        assert parts["undrawn"] == 0
        assert [note.replace("\n", " ").startswith(said.format(parts["unnamed"])) for note in parts["notes"]] == [True]
        start_over(tab)


@on_both_sides
def test_what_a_map_says_of_destinations_left_out_is_their_number(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off')}?diagonal=24")
    for lang in ("et", "ru", "en"):
        begin(tab, lang)
        tab.evaluate("atlas.kiosk.stories.go({ story: 'baltic-deportations', step: 3 })")
        found = tab.evaluate(LEFT_OUT)
        assert all(str(found["left"]) in note for note in found["notes"]), (
            lang
        )  # upright it may find no room, in Russian
        assert len(found["notes"]) <= (found["left"] > 0), lang
        start_over(tab)


@in_portrait
def test_names_look_for_room_when_a_finger_lets_the_map_go(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "et")
    tab.evaluate(PAINTED)
    assert tab.evaluate(DRAGGED) == [0, True]


@pytest.mark.parametrize("visitor", LOW[1:], indirect=True, ids=["wide"])
def test_a_map_shows_no_more_beyond_the_country_to_the_south_than_to_the_north(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off')}?diagonal=24")
    begin(tab, "et")
    tab.evaluate("atlas.kiosk.stories.go({ story: 'baltic-deportations', step: 4 })")
    north, south = tab.evaluate(BEYOND)
    assert 0 < south <= north + 2


# Stand at a place until its map is drawn.
VISIT = """async id => { atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get(id)); await atlas.kiosk.view.drawn; for (let n = 0; n < 8; n += 1) await new Promise(requestAnimationFrame) }"""
ON_LINES = """() => { const { map } = atlas.kiosk; return map.written.filter(({ box }) => box && map.alongLines().some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom)).map(({ text }) => text) }"""
# How often a map is still drawn when it stands at a place.
RESTLESS = """async ids => { const { kiosk } = atlas, { layer, data } = kiosk, { draw } = layer, restless = []; let n = 0;
  const frames = async (some) => { for (let i = 0; i < some; i += 1) await new Promise(requestAnimationFrame) };
  layer.draw = (...asked) => ((n += 1), draw(...asked));
  for (const id of ids) { kiosk.visit(data.placeIndex.get(id)); await kiosk.view.drawn; await frames(8); n = 0; await frames(6); if (n > 1) restless.push(id) }
  layer.draw = draw;
  return restless }"""
# Names of a step that lie on a way, and lines to names that pass the end of another way.
STATIONS = """async step => { const { kiosk } = atlas, { map } = kiosk;
  kiosk.stories.go({ story: kiosk.data.stories[0].id, step }); await kiosk.view.drawn; for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const ends = map.ends.filter(({ cut, isMute, place }) => !cut && !isMute && !map.symbols.some(({ places }) => places.includes(place))), tips = ends.map(({ points: [at] }) => at);
  const isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom, far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const ofEnds = map.written.filter(({ text }) => ends.some(({ place }) => text.replace("\\n", " ") === map.names[place]));
  const onWay = ofEnds.filter(({ box }) => map.ends.some(({ line }) => line.some(point => isIn(point, box))));
  const past = map.written.filter(({ lead, line = [] }) => lead && tips.some(tip => far(tip, lead[0]) > 20 && line.some(point => far(point, tip) < 12)));
  return { named: ofEnds.length, wrong: [...onWay, ...past].map(({ text }) => text) } }"""


@in_portrait
def test_a_map_that_stands_is_drawn_no_more(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal=24")
    begin(tab, "en")
    assert tab.evaluate(RESTLESS, ["petrograd", "medvezhyegorsk", "omsk-region", "uman", "buchenwald", "pechora"]) == []


@on_both_sides
@pytest.mark.parametrize("lang", ["et", "en"])
def test_no_name_of_an_end_lies_on_a_way_and_no_line_leads_past_another(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu', gate='off')}?diagonal=24")
    begin(tab, lang)
    found = [tab.evaluate(STATIONS, step) for step in (3, 5, 6)]
    assert all(step["named"] for step in found), found
    assert [step["wrong"] for step in found] == [[], [], []]


@on_both_sides
def test_a_railway_is_in_the_key_and_nothing_is_written_on_it(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('vorkuta')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate(VISIT, "dead-road-503")
    tap(tab, ".at-k-sign")
    assert "A canal, a railway or another line" in tab.locator(".at-k-marks").inner_text()
    assert tab.evaluate(ON_LINES) == []


@in_portrait
def test_the_way_home_says_how_far_and_a_town_has_its_name_of_today(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki')}?diagonal=24")
    begin(tab, "en")
    tab.evaluate(VISIT, "finland-station")
    names = tab.evaluate("atlas.kiosk.map.written.map(({ text }) => text.replaceAll('\\n', ' '))")
    assert "Finland Station, Petrograd (Saint Petersburg)" in names
    assert "Solovetsky Islands, 630 km" in names


# Names of a map that lie over each other, under what stands on the map, over a disc or a ring, or on a way.
OVER = """async () => { const { map, layer } = atlas.kiosk, wrong = [];
  for (let n = 0; n < 6; n += 1) await new Promise(requestAnimationFrame);
  const meet = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 2 && b.top < a.bottom - 2, over = layer.covered(layer.sight()); // lines have air
  const far = ({ x, y }, { left, top, right, bottom }) => Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
  map.written.forEach(({ text, box, isNote }, i) => { if (isNote) return;
    if (map.written.some((other, k) => k > i && meet(box, other.box))) wrong.push(["another name", text]);
    if (over.some(one => meet(box, one))) wrong.push(["a box", text]);
    if (layer._drawn.some(one => far(one, box) < 4)) wrong.push(["a mark", text]);
    if (map.ends.some(({ cut, line, isMute }) => !cut && !isMute && line.some(point => far(point, box) < 1))) wrong.push(["a way", text]) });
  return wrong }"""


@pytest.mark.parametrize(
    ("kiosk", "visitor", "seen"),
    [
        ("vorkuta", LOW[0], "open(data.eventIndex.get('kashketin-1938'))"),
        ("vorkuta", LOW[1], "open(data.eventIndex.get('kashketin-1938'))"),
        ("vorkuta", LOW[0], "magnify() ?? atlas.kiosk.visit(data.placeIndex.get('brick-factory-vorkuta'))"),
        ("solovki", LOW[0], "visit(data.placeIndex.get('savvatyevo'))"),
        ("solovki", LOW[1], "visit(data.placeIndex.get('savvatyevo'))"),
        ("tartu", LOW[1], "open(data.eventIndex.get('prisons-1941-total'))"),
        ("katyn", LOW[1], "visit(data.placeIndex.get('moscow-canal'))"),
        ("solovki", LOW[1], "open(data.eventIndex.get('solovki-transport-1937'))"),
    ],
    indirect=["visitor"],
)
def test_on_a_small_map_no_name_lies_over_another_a_mark_or_a_button(visitor, kiosk_file, kiosk, seen):
    tab = enter(visitor, f"{kiosk_file(kiosk, gate='off', has_typefaces=True)}?diagonal=24")
    for lang in ("ru", "en"):
        begin(tab, lang)
        tab.evaluate(f"(({{ data }}) => void atlas.kiosk.{seen})(atlas.kiosk)")
        assert tab.evaluate(OVER) == [], lang
        start_over(tab)


@pytest.mark.parametrize("visitor", LOW[1:], indirect=True, ids=["wide"])
def test_ways_that_leave_the_map_end_apart_and_where_their_ends_lie(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu', has_typefaces=True)}?diagonal=55")
    begin(tab, "et")
    open_event(tab, "june-deportation-estonia-1941")
    tab.evaluate(MISREAD)
    ends = tab.evaluate(
        "atlas.kiosk.map.ends.filter(({ cut, isMute }) => cut && !isMute).map(({ points: [{ x, y }] }) => [x, y])"
    )
    assert len(ends) == 3
    assert min(abs(one[1] - other[1]) for one, other in combinations(ends, 2)) > 20
