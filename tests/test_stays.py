"""An event with several places: each is shown in its years, and the event counts once."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import Query, YearSpan, export
from geo.dataset import kiosks, stays
from geo.map.kiosk import stops
from geo.view import filters, standing, summarize
from tests.support.exported import layers, read_json, read_package
from tests.support.foreign import PLACE, SMALLEST, write
from tests.support.published import ATLAS
from tests.support.strategies import spans

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Atlas

NINE = [f"region-{number}" for number in range(1, 10)]
SITES = ["home", "stop", "old-camp", "new-camp", *NINE]
MOVED = (("old-camp", "at", "", "1933"), ("new-camp", "at", "1935", ""))
"""Rows of a camp of 1930-1940 of which nobody says where it stood in 1934."""


def row(event: str, place: str, role: str, first: str = "", last: str = "", order: str = "") -> dict[str, str]:
    return {"event_id": event, "place_id": place, "role": role, "from": first, "to": last, "order": order}


def tables(rows: list[dict[str, str]], **changes: str) -> dict[str, list[dict[str, Any]]]:
    """Return a dataset with a deportation and a camp, and these rows of places."""
    events = [
        {"id": "taken", "title": "Taken", "place_id": "home", "edtf": "1941-06", "kind": "kind", **changes},
        {"id": "camp", "title": "Camp", "place_id": "old-camp", "edtf": "1930/1940", "kind": "kind"},
    ]
    places = [{"id": name, "name": name.title(), "at": (10.0 + 3 * at, 50.0), **PLACE} for at, name in enumerate(SITES)]
    cited = [{"event_id": event["id"], "source_id": "source"} for event in events]
    return {**SMALLEST, "places": places, "events": events, "citations": cited, "event_places": rows}


NINE_ROWS = [row("taken", place, "to") for place in NINE] + [row("camp", *parts) for parts in MOVED]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return a dataset with a deportation to nine regions and a camp that moved."""
    return geo.load(write(tmp_path_factory.mktemp("stays") / "data", tables(NINE_ROWS)))


def shown(atlas: Atlas, query: Query = Query()) -> Any:  # noqa: B008 - frozen
    return export.shown(atlas, query)


def at_places(atlas: Atlas, query: Query) -> dict[str, set[str]]:
    found = standing.standing(shown(atlas, query), query.years, atlas, certain=query.certain)
    return {place: set(events) for place, events in found.items()}


def test_a_deportation_to_nine_regions_has_nine_arrows_and_counts_once(moved: Atlas) -> None:
    query = Query(YearSpan(1941, 1941))
    events = shown(moved, query)
    assert standing.arrows(events, query.years, moved) == [("taken", "home", place) for place in NINE]
    assert at_places(moved, query) == {"home": {"taken"}}
    assert summarize.tally(shown(moved), query, moved) == summarize.Tally(1, 2, 0, 0)
    assert summarize.by_year(events, 1941, 1941).years == (1,)


@pytest.mark.parametrize(
    ("years", "places"),
    [
        ((1932, 1932), ["old-camp"]),
        ((1934, 1934), []),
        ((1936, 1938), ["new-camp"]),
        ((1933, 1935), ["old-camp", "new-camp"]),
        ((None, None), ["old-camp", "new-camp"]),
    ],
)
def test_a_camp_that_moved_stands_where_it_stood(moved: Atlas, years: tuple[int, int], places: list[str]) -> None:
    query = Query(YearSpan(*years))
    found = at_places(moved, query)
    assert [place for place in found if "camp" in found[place]] == places
    camp = shown(moved, query)[lambda rows: rows["id"] == "camp"]
    assert len(camp) == 1
    assert standing.unplaced(camp, query.years, moved) == (not places)


def test_nothing_certain_is_said_of_a_year_in_which_a_camp_may_have_moved() -> None:
    event = (1930.0, 1930.0, 1940.0, 1940.0)
    stay = stays.Stay("camp", "place", "at", "193X", "1937")
    assert standing.bounds(stay, event) == (1930, 1937, 1937, 1937)
    assert standing.bounds(stay._replace(first="", last=""), event) == event
    assert standing.bounds(stay._replace(first="1900", last=""), event)[0] == 1930


def test_a_way_leads_from_every_origin_through_the_stops_to_every_end() -> None:
    here = [
        stays.Stay("e", place, role)
        for place, role in zip("abcdef", ["from", "from", "via", "via", "to", "to"], strict=True)
    ]
    assert stays.ways(here, "abcdef") == [(0, 2), (1, 2), (2, 3), (3, 4), (3, 5)]
    assert stays.ways(here, "abdef") == [(0, 3), (1, 3), (3, 4), (3, 5)]
    assert stays.ways(here[:4], "abcd") == []


def test_rows_replace_the_record_of_their_role_only_and_stand_in_their_order(tmp_path: Path) -> None:
    rows = [
        row("taken", "region-2", "via", order="2"),
        row("taken", "region-1", "via", order="1"),
        row("taken", "stop", "to"),
    ]
    atlas = geo.load(write(tmp_path, tables(rows)))
    assert [(stay.place, stay.role) for stay in stays.of_events(atlas)["taken"]] == [
        ("home", "from"), ("region-1", "via"), ("region-2", "via"), ("stop", "to")
    ]  # fmt: skip


@given(st.builds(Query, years=spans(1880, 2000), certain=st.booleans()))
def test_without_rows_an_event_stands_at_the_place_of_its_record(query: Query) -> None:
    bare = replace(ATLAS, tables={**ATLAS.tables, stays.TABLE: ATLAS[stays.TABLE].iloc[:0]})
    events = shown(bare, query)
    placed = events[events.geometry.notna()]
    expected = {str(place): set(rows["id"]) for place, rows in placed.groupby("place_id")}
    assert at_places(bare, query) == expected
    assert standing.unplaced(events, query.years, bare, certain=query.certain) == len(events) - len(placed)


@given(st.builds(Query, years=spans(1880, 2000), certain=st.booleans()))
def test_who_stands_somewhere_is_shown_and_nowhere_more_certain(query: Query) -> None:
    events = shown(ATLAS, query)
    here = standing.standing(events, query.years, ATLAS, certain=query.certain)
    certain = set(filters.apply(events, query.with_(certain=True), ATLAS)["id"])
    assert {event for at in here.values() for event in at} <= set(events["id"])
    assert {event for at in here.values() for event, sure in at.items() if sure} <= certain


CASES = [
    (row("taken", "home", "sent"), "role 'sent' - is not an allowed value - one of at, from, via, to"),
    (
        row("taken", "stop", "via"),
        "role 'via' - the way of the event taken leads nowhere - add a row with the role 'to', ",
    ),
    (
        row("camp", "old-camp", "at", "1929"),
        "from '1929' - lies before the event camp, 1930/1940 - mend it, or the date ",
    ),
    (
        row("camp", "old-camp", "at", "", "1941-01"),
        "to '1941-01' - lies after the event camp, 1930/1940 - mend it, or ",
    ),
    (
        row("camp", "old-camp", "at", "1931/1933"),
        "from '1931/1933' - is an interval - write one date: the other end has ",
    ),
    (row("camp", "old-camp", "at", "1935", "1933"), "to '1933' - comes before from 1935 - exchange them, or mend the "),
    (row("taken", "home", "from", "", "", "first"), "order 'first' - is not a whole number - write digits only"),
    (row("taken", "nowhere", "from"), "place_id 'nowhere' - there is no such record in places - "),
]


@pytest.mark.parametrize(("wrong", "problem"), CASES, ids=[problem[:24] for _, problem in CASES])
def test_a_wrong_row_is_told_with_how_to_mend_it(tmp_path: Path, wrong: dict[str, str], problem: str) -> None:
    found = [str(one) for one in geo.check(write(tmp_path, tables([wrong]))).problems]
    assert [text for text in found if text.startswith(f"event_places.csv:2:{problem}")], found


def test_a_row_stands_once_and_the_record_of_its_event_names_one_of_them(tmp_path: Path) -> None:
    rows = [row("taken", "stop", "from"), row("taken", "region-1", "to"), row("taken", "region-1", "to")]
    found = [str(one) for one in geo.check(write(tmp_path, tables(rows, destination_id="region-2"))).problems]
    assert any(re.search("event_places.csv:4:.* - stands twice, first in line 3", text) for text in found)
    assert any("events.csv:2:place_id 'home' - is not among the places of event_places.csv" in text for text in found)
    assert any("destination_id 'region-2' - is not among" in text and "one of region-1" in text for text in found)


def test_a_dataset_without_the_table_loads_as_before(tmp_path: Path) -> None:
    atlas = geo.load(write(tmp_path, SMALLEST))
    assert stays.of_events(atlas) == {"event": [stays.Stay("event", "place", "at")]}


@pytest.mark.parametrize("place", ["New-Camp", "Region-7", "Home"])
def test_a_search_finds_an_event_by_any_of_its_places(moved: Atlas, place: str) -> None:
    assert list(shown(moved, Query(text=place))["id"]) == ["camp" if place == "New-Camp" else "taken"]


def test_exports_keep_one_row_an_event_and_all_its_places(moved: Atlas) -> None:
    one = export.select(moved, Query(YearSpan(1941, 1941)))
    assert export.to_csv(one.events, moved).count("\r\n") == 2
    (found,) = json.loads(export.to_geojson(one.events, moved))["features"]
    assert [place["place"] for place in found["properties"]["places"]] == ["home", *NINE]
    assert list(layers(export.to_geopackage(one))["event_places"]["place_id"]) == NINE
    part = read_package(export.to_package(one))
    assert set(part.places["id"]) == {"home", *NINE}
    assert list(part[stays.TABLE]["event_id"]) == ["taken"] * 9


def test_a_package_comes_back_cell_for_cell(moved: Atlas) -> None:
    first = export.to_package(export.select(moved, Query()))
    again = read_package(first)
    assert again[stays.TABLE].equals(moved[stays.TABLE])
    assert export.to_package(export.select(again, Query())) == first


def test_linked_places_say_when_an_event_was_at_each_place(moved: Atlas) -> None:
    features = read_json(export.to_linked_places(export.select(moved, Query())))["features"]
    told = {
        feature["properties"]["id"]: [(one["relationType"], one["when"]["timespans"]) for one in feature["relations"]]
        for feature in features
        if "relations" in feature
    }
    assert told["new-camp"] == [("crm:P7i_witnessed", [{"start": {"in": "1935"}, "end": {"in": "1940"}}])]
    assert [told[place][0][0] for place in ("home", "region-9")] == [
        "crm:P27i_was_origin_of",
        "crm:P26i_was_destination_of",
    ]


def test_a_kiosk_of_a_place_where_a_camp_stood_is_not_empty(moved: Atlas) -> None:
    kiosk = kiosks.find(moved, "new-camp")
    assert ("new-camp", kiosk.languages[0], "1930") in set(stops(moved, kiosk))
