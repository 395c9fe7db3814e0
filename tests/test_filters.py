"""Filters only take rows away, and say nothing of what they leave."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import Query, YearSpan, dates
from geo.dataset import columns
from geo.view import filters
from tests.support.published import ATLAS
from tests.support.strategies import BROAD, PARTS, QUERIES, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import geopandas as gpd

    from geo.model import Date

SCRIPT = Path(geo.__file__).parent / "static" / "shared" / "facets.js"
EVENTS = geo.join(ATLAS.places, ATLAS.events)
ROWS = ATLAS.rows("events")
STEPS: tuple[Callable[[gpd.GeoDataFrame, Query], gpd.GeoDataFrame], ...] = (
    lambda events, query: filters.by_years(events, query.years, certain=query.certain),
    lambda events, query: filters.by_organizations(
        events, query.organizations, ATLAS, query.years, certain=query.certain
    ),
    lambda events, query: filters.by_kinds(events, query.kinds),
    lambda events, query: filters.without_kinds(events, query.hidden),
    lambda events, query: filters.within(events, query.within, ATLAS),
    lambda events, query: filters.by_groups(events, query.groups, ATLAS),
    lambda events, query: filters.by_persons(events, query.persons, ATLAS),
    lambda events, query: filters.by_text(events, query.text, ATLAS),
)


def shown(query: Query) -> set[str]:
    return set(filters.apply(EVENTS, query, ATLAS)["id"])


def linked(table: str, column: str, wanted: Collection[str]) -> set[str]:
    """Return the events of a link table row by row, without the code under test."""
    return {row["event_id"] for row in ATLAS.rows(table) if row[column] in wanted}


@given(BROAD | QUERIES)
def test_filters_only_take_rows_away(query: Query) -> None:
    chosen = filters.apply(EVENTS, query, ATLAS)
    assert chosen.equals(EVENTS.loc[chosen.index])
    assert list(chosen.columns) == list(EVENTS.columns)
    assert chosen.crs == EVENTS.crs


@given(BROAD | QUERIES)
def test_a_filter_applied_twice_is_the_same_filter(query: Query) -> None:
    once = filters.apply(EVENTS, query, ATLAS)
    assert filters.apply(once, query, ATLAS).equals(once)


@given(BROAD | QUERIES, st.permutations(range(len(STEPS))))
def test_filters_commute(query: Query, order: list[int]) -> None:
    """Also when one of them leaves nothing for the next."""
    events = EVENTS
    for step in order:
        events = STEPS[step](events, query)
    assert events.equals(filters.apply(EVENTS, query, ATLAS))


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_each_part_of_a_query_filters_on_its_own(part: str, data: st.DataObject) -> None:
    query = Query(**{part: data.draw(PARTS[part])})
    alone = [set(step(EVENTS, query)["id"]) for step in STEPS]
    assert shown(query) == set.intersection(*alone)


def test_an_empty_query_shows_every_event() -> None:
    assert filters.apply(EVENTS, Query(), ATLAS).equals(EVENTS)


@given(PARTS["organizations"])
def test_a_family_stands_for_its_organizations(wanted: frozenset[str]) -> None:
    """`none` adds the events that name no organization at all."""
    table = ATLAS["organizations"]
    bodies = {body for body, family in zip(table["id"], table["family"], strict=True) if {body, family} & wanted}
    expected = linked("event_organizations", "organization_id", bodies)
    if "none" in wanted:
        expected |= set(EVENTS["id"]) - set(ATLAS["event_organizations"]["event_id"])
    assert shown(Query(organizations=wanted)) == (expected if wanted else set(EVENTS["id"]))


def test_none_named_are_the_events_without_an_organization() -> None:
    unnamed = shown(Query(organizations=frozenset({"none"})))
    assert unnamed
    assert unnamed.isdisjoint(ATLAS["event_organizations"]["event_id"])


def test_secret_police_stands_for_the_whole_line() -> None:
    assert {"cheka", "ogpu", "nkvd-ussr", "kgb"} <= filters.expand({"secret-police"}, ATLAS)
    assert filters.expand({"cheka"}, ATLAS) == {"cheka"}
    assert filters.expand({"none", "no-such"}, ATLAS) == set()


@given(PARTS["kinds"])
def test_a_kind_stands_for_its_details(wanted: frozenset[str]) -> None:
    expected = {row["id"] for row in ROWS if {row["kind"], row["kind_detail"]} & wanted}
    assert shown(Query(kinds=wanted)) == (expected if wanted else set(EVENTS["id"]))


@given(PARTS["hidden"])
def test_a_layer_that_is_off_takes_away_what_the_kind_would_show(hidden: frozenset[str]) -> None:
    expected = shown(Query(kinds=hidden)) if hidden else set()
    assert shown(Query(hidden=hidden)) == set(EVENTS["id"]) - expected


def test_within_an_event_are_itself_and_its_parts_at_any_depth() -> None:
    inside = shown(Query(within="great-terror"))
    assert {"great-terror", "national-operations-1937", "polish-operation"} <= inside
    assert inside >= shown(Query(within="national-operations-1937")) > shown(Query(within="polish-operation"))
    assert shown(Query(within="polish-operation")) == {"polish-operation"}


def test_a_ring_of_parts_does_not_hang() -> None:
    """Validation refuses it, but a dataset made by hand may have it."""
    events = ATLAS.events.assign(part_of=ATLAS.events["id"])
    ring = replace(ATLAS, tables={**ATLAS.tables, "events": events})
    assert filters.family_tree("great-terror", ring) == {"great-terror"}


@pytest.mark.parametrize(
    ("part", "table", "column", "one"),
    [
        ("groups", "event_groups", "group_id", "clergy"),
        ("persons", "event_persons", "person_id", "yezhov"),
    ],
)
def test_groups_and_persons_are_found_by_their_links(part: str, table: str, column: str, one: str) -> None:
    assert shown(Query().with_(**{part: frozenset({one})})) == linked(table, column, {one}) != set()


@given(spans(1890, 2030))
def test_years_hold_what_the_dates_say(span: YearSpan) -> None:
    """The columns of the join and the days of `geo.dates` tell the same."""
    for certain in (False, True):
        expected = {row["id"] for row in ROWS if touches(dates.parse(row["edtf"]), span, certain)}
        assert shown(Query(years=span, certain=certain)) == expected


def touches(date: Date, span: YearSpan, certain: bool) -> bool:
    """Say by its days, one date at a time, what the filter says by columns of years."""
    start, end = (date.latest_start, date.earliest_end) if certain else (date.earliest_start, date.latest_end)
    starts = span.last is None or (start[0] <= span.last if start else not certain)
    return starts and (span.first is None or (end[0] >= span.first if end else not certain))


@given(BROAD | QUERIES)
def test_what_is_certainly_shown_is_possibly_shown(query: Query) -> None:
    assert shown(query.with_(certain=True)) <= shown(query.with_(certain=False))


def test_an_undated_event_is_shown_only_when_all_years_are() -> None:
    undated = ATLAS.events.assign(edtf="")
    events = geo.join(ATLAS.places, undated)
    assert len(filters.by_years(events, YearSpan())) == len(events)
    for span in (YearSpan(1900, None), YearSpan(None, 2000), YearSpan(-9999, 9999)):
        assert len(filters.by_years(events, span)) == len(filters.by_years(events, span, certain=True)) == 0


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Козьи", "katyn-massacre"),
        ("ВЧК", "cheka-founded-1917"),
        ("Yezhov", "yezhov-execution-1940"),
        ("Soviet Poles", "polish-operation"),
        ("1940-04", "katyn-massacre"),
    ],
)
def test_every_name_of_what_an_event_names_is_searched(text: str, event: str) -> None:
    assert event in shown(Query(text=text))


def test_page_and_server_have_one_word_for_no_organization() -> None:
    assert re.findall(r'const NONE_NAMED = "(.*?)"', SCRIPT.read_text(encoding="utf-8")) == [columns.NONE_NAMED]


@pytest.mark.parametrize(
    ("year", "bodies"), [(1932, {"ogpu"}), (1934, {"ogpu", "nkvd-ussr"}), (1950, {"mvd-ussr"}), (1960, {"mvd-ussr"})]
)
def test_an_organization_counts_for_an_event_only_in_the_years_it_lived(year: int, bodies: set[str]) -> None:
    """The camps of 1930 to 1960 were those of three bodies, one after the other."""
    asked = {"ogpu", "nkvd-ussr", "mvd-ussr"}
    at = {one: shown(Query(years=YearSpan(year, year), organizations=frozenset({one}))) for one in asked}
    assert {one for one, found in at.items() if "gulag-general" in found} == bodies
    assert "gulag-general" in shown(Query(organizations=frozenset({"nkvd-ussr"})))
    assert "gulag-general" in shown(Query(years=YearSpan(year, year), organizations=frozenset({"secret-police"})))


def test_an_event_outside_of_a_life_counts_for_it_in_its_own_years() -> None:
    """What is remembered of the NKVD in 1990 concerns the NKVD."""
    events = geo.join(ATLAS.places, ATLAS.events.assign(edtf="1990"))
    found = filters.by_organizations(events, {"nkvd-ussr"}, ATLAS, YearSpan(1990, 1990))
    assert set(found["id"]) == linked("event_organizations", "organization_id", {"nkvd-ussr"})
