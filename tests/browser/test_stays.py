"""Events with several places: the page draws and counts them as Python does."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest

import geo
from geo import Query, YearSpan
from geo.dataset import kiosks, stays
from geo.map import page
from geo.map.kiosk import kiosk_page
from geo.view import standing
from tests.support.foreign import write
from tests.support.pages import choose
from tests.support.published import ATLAS
from tests.test_stays import NINE, NINE_ROWS, tables

FOUND = """asked => asked.map(change => {
  const { data, layer } = atlas.current, id = place => data.places.id.at(place);
  layer.filter({ ...atlas.EVERYTHING, ...change });
  const { result } = layer, at = {}, sure = {}, wrong = [];
  for (const place of data.places.lon.keys()) {
    const events = data.eventsAt.at(place);
    const here = Number.isNaN(data.places.lon[place]) ? [] : events.filter(i => atlas.markAt(data, result, i, place, atlas.STANDING));
    const certain = here.filter(i => atlas.markAt(data, result, i, place, atlas.STANDING) === atlas.CERTAIN);
    if (here.length) [at[id(place)], sure[id(place)]] = [here.map(i => data.events.id.at(i)).sort(), certain.map(i => data.events.id.at(i)).sort()];
    if (here.length !== result.atPlace[place] || certain.length !== result.certainAtPlace[place]) wrong.push(id(place));
  }
  const now = group => group.filter(place => result.atPlace[place]);
  for (const group of layer.groups().map(now).filter(({ length }) => length)) {
    const events = new Set(group.flatMap(place => at[id(place)] ?? []));
    const { count, certain, looks } = atlas.countTogether(data, result, group);
    const doubtful = new Set(group.flatMap(place => sure[id(place)] ?? []));
    if (count !== events.size || certain !== doubtful.size || looks.some(n => n < 0 || n > count)) wrong.push(group.map(id));
  }
  const arrows = layer.ways().map(({ event, from, to }) => [data.events.id.at(event), id(from), id(to)]).sort();
  const unplaced = data.events.id.all().filter((_, i) => result.marks[i] && atlas.placeNow(data, result, i) < 0);
  if (unplaced.length !== result.unplaced) wrong.push(unplaced);
  return { at, sure, arrows, shown: result.shown, unplaced: result.unplaced, wrong };
})"""

TOLD = """() => { const { data, layer } = atlas.current, { first, ...untold } = data, query = atlas.atFirst(data), result = atlas.select(data, query), { choice } = result, counted = choice.countAll();
  const { order, n, of, several, single } = data.eventsAt.from, begin = (from) => String(Object.create(data.eventsAt, { from: { value: from } }).counted());
  if (begin(data.eventsAt.from) !== begin({ order, n, of, several, single })) return "events at places";
  const plain = atlas.select(untold, query), groups = layer.groups(), sums = (of) => String(of.choice.groups(groups).countNow(of));
  if (String(choice.chosen) !== String(plain.choice.chosen) || String(choice.hidden(result)) !== String(plain.choice.hidden(plain))) return "what is off";
  if (String(choice.lost) !== String(plain.choice.lost) || sums(result) !== sums(plain)) return "groups";
  if (JSON.stringify(atlas.arcsOf(data)) !== JSON.stringify(atlas.arcsOf({ ...data, remote: true }))) return "ways";
  const differ = ["shown", "unplaced", "undated", "ever", "kinds", "evidence"].filter(name => String(data.first[name]) !== String(counted[name]));
  return [choice.whole === data.first, differ.length ? differ : true, choice.whole.shown < data.events.n, choice.whole.unplaced > 0, atlas.select(data, atlas.EVERYTHING).choice.whole === data.first] }"""
"""Whether what is shown at first is told and not counted, is what counting finds, is not all, and is of nothing else."""


def scattered(seed):
    """Return the published dataset with several places, at random, for every third event, and some wide dates."""
    draw, rows = random.Random(seed), []
    wide = ["193X/195X", "192X", "../1950", "1935/..", "193X/1941"]
    events = ATLAS.events.assign(edtf=[draw.choice([text, text, *wide]) for text in ATLAS.events["edtf"]])
    places = list(ATLAS.places["id"])
    for event in ATLAS.rows("events")[::3]:
        for _ in range(draw.randint(1, 6)):
            years = sorted(draw.choices(range(1915, 1962), k=2))
            first, last = (str(year) if draw.random() < 0.6 else "" for year in years)
            role = draw.choice(["at", "at", "from", "via", "to"])
            order = str(draw.randint(0, 3)) if draw.random() < 0.3 else ""
            place = draw.choice(places[: 12 if draw.random() < 0.5 else None])
            rows.append(
                {"event_id": event["id"], "place_id": place, "role": role, "order": order, "from": first, "to": last}
            )
    table = pd.DataFrame(rows, dtype="str")
    return replace(ATLAS, tables={**ATLAS.tables, "events": events, stays.TABLE: table})


def expected(atlas, events, query):
    shown = geo.view.filters.apply(events, query, atlas)
    found = standing.standing(shown, query.years, atlas, certain=query.certain)
    return {
        "at": {place: sorted(here) for place, here in found.items()},
        "sure": {place: sorted(event for event, sure in here.items() if sure) for place, here in found.items()},
        "arrows": sorted(list(arrow) for arrow in standing.arrows(shown, query.years, atlas, certain=query.certain)),
        "shown": len(shown),
        "unplaced": standing.unplaced(shown, query.years, atlas, certain=query.certain),
        "wrong": [],
    }


def random_query(draw):
    years = sorted(draw.choices(range(1905, 1970), k=2))
    first, last = (year if draw.random() < 0.85 else None for year in years)
    kinds = frozenset(draw.sample(sorted(ATLAS["kinds"]["id"]), draw.choice([0, 0, 4])))
    bodies = frozenset(draw.sample(sorted(ATLAS["families"]["id"]), draw.choice([0, 0, 2])))
    return Query(YearSpan(first, last), certain=draw.random() < 0.4, kinds=kinds, organizations=bodies)


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """The dataset of a deportation to nine regions and a camp that moved."""
    return geo.load(write(tmp_path_factory.mktemp("stays") / "data", tables(NINE_ROWS)))


def test_what_is_told_of_the_first_view_is_what_counting_finds(desk, tmp_path):
    atlas = scattered(1934)
    undated = atlas.events["edtf"].where(atlas.events.index % 7 > 0, "")
    kinds = atlas["kinds"].assign(hidden=["true" if row % 3 == 0 else "" for row in range(len(atlas["kinds"]))])
    page(replace(atlas, tables={**atlas.tables, "events": atlas.events.assign(edtf=undated), "kinds": kinds})).save(
        tmp_path / "atlas.html"
    )
    assert desk.open((tmp_path / "atlas.html").as_uri()).evaluate(TOLD) == [True, True, True, True, False]


def test_at_every_place_stand_the_events_that_python_says(desk, tmp_path):
    atlas, draw = scattered(1937), random.Random(1941)
    page(atlas).save(tmp_path / "atlas.html")
    tab = desk.open((tmp_path / "atlas.html").as_uri())
    tab.add_style_tag(content="body { content-visibility: hidden }")  # nobody looks at it
    tab.evaluate("void (atlas.current.layer._paint = () => {})")
    asked = [random_query(draw) for _ in range(150)]
    changes = [
        {
            "from": one.years.first,
            "to": one.years.last,
            "certain": one.certain,
            "kind": sorted(one.kinds),
            "org": sorted(one.organizations),
            "hide": [],
        }
        for one in asked
    ]
    events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
    for query, found in zip(asked, tab.evaluate(FOUND, changes), strict=True):
        assert found == expected(atlas, events, query), query


def test_nine_arrows_one_event_and_a_camp_where_it_stood(desk, moved, tmp_path):
    page(moved).save(tmp_path / "atlas.html")
    tab = desk.open((tmp_path / "atlas.html").as_uri())
    assert choose(tab, {"from": 1941, "to": 1941}) == ["taken"]
    arrows = "atlas.current.layer.ways().map(({ to }) => atlas.current.data.places.id.at(to))"
    assert tab.evaluate(arrows) == NINE
    assert tab.evaluate("atlas.current.layer._drawn.map(({ count }) => count)") == [1]
    assert tab.locator(".at-row").count() == 1
    assert tab.locator(".at-row-place").text_content() == "Home"
    choose(tab, {"from": 1934, "to": 1934})
    assert tab.locator(".at-row-place").text_content() == "no known place in these years"
    assert tab.get_by_role("button", name="1 not on the map").is_enabled()
    choose(tab, {"from": 1937, "to": 1937})
    tab.evaluate("atlas.current.choosePlace('old-camp')")
    tab.get_by_text("1 event that was elsewhere in these years").wait_for()
    assert tab.locator(".at-people li").all_text_contents() == ["Old-Camp (until 1933)", "New-Camp (from 1935)"]


def test_a_kiosk_tells_when_the_camp_was_here(desk, moved, tmp_path):
    kiosk_page(moved, kiosks.find(moved, "new-camp")).save(tmp_path / "kiosk.html")
    tab = desk.open((tmp_path / "kiosk.html").as_uri(), wait_for=None)
    tab.wait_for_selector("#kiosk[data-state=attract]")
    note = "year => { atlas.kiosk.change({ year }); return document.querySelector('.at-k-note').textContent }"
    assert [tab.evaluate(note, year).split(" · ")[0] for year in (1932, 1938)] == [
        "nothing recorded here",
        "1 event told here",
    ]
    assert tab.evaluate("atlas.kiosk.subject.story(null).length") == 1
