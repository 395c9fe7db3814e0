"""Counts say what filters would show, and sums never add what overlaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import Query, YearSpan
from geo.errors import QueryError
from geo.view import filters, summarize
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

EVENTS = geo.join(ATLAS.places, ATLAS.events)


def of(*ids: str) -> pd.DataFrame:
    return ATLAS.events[ATLAS.events["id"].isin(ids)]


@settings(max_examples=30)
@given(BROAD, st.integers(1890, 2030), st.integers(0, 20))
def test_a_bar_is_what_a_filter_on_its_year_shows(query: Query, first: int, more: int) -> None:
    chosen = filters.select(EVENTS, query, ATLAS)
    of = (query.organizations, ATLAS)
    bars = summarize.by_year(chosen, first, first + more, certain=query.certain, of=of)

    def shown(low: int | None, high: int | None, *, certain: bool) -> int:
        return len(filters.apply(EVENTS, query.with_(years=YearSpan(low, high), certain=certain), ATLAS))

    years = range(first, first + more + 1)
    assert list(bars.years) == [shown(year, year, certain=query.certain) for year in years]
    assert bars.before == shown(None, first - 1, certain=False)
    assert bars.after == shown(first + more + 1, None, certain=False)


def test_an_undated_event_is_in_no_bar() -> None:
    bars = summarize.by_year(geo.join(ATLAS.places, ATLAS.events.assign(edtf="")), 1917, 1991)
    assert (sum(bars.years), bars.before, bars.after) == (0, 0, 0)


def test_a_long_event_is_in_the_bar_of_each_of_its_years() -> None:
    event = geo.join(ATLAS.places, of("gulag-general").assign(edtf="1930/1960"))
    bars = summarize.by_year(event, 1917, 1991)
    assert [bars.first + place for place, count in enumerate(bars.years) if count] == list(range(1930, 1961))


@given(BROAD, st.sets(st.integers(0, len(EVENTS) - 1)))
def test_a_tally_adds_up(query: Query, undated: set[int]) -> None:
    """What other filters choose is shown, or lies outside of the years, or has no date."""
    table = ATLAS.events.copy()
    table.iloc[sorted(undated), list(table).index("edtf")] = ""
    events = geo.join(ATLAS.places, table)
    chosen, shown = filters.select(events, query, ATLAS), filters.apply(events, query, ATLAS)
    tally = summarize.tally(events, query, ATLAS)
    assert (tally.shown, tally.total) == (len(shown), len(events))
    assert tally.undated == (chosen["edtf"] == "").sum()
    assert tally.unplaced == shown.geometry.isna().sum()


@settings(max_examples=20)
@given(BROAD)
def test_the_count_of_an_organization_is_what_choosing_it_shows(query: Query) -> None:
    """Of families, of bodies that no event names, and of events that name none, too."""
    events = filters.apply(EVENTS, query, ATLAS)
    mode = {"years": query.years, "certain": query.certain}
    counts = summarize.by_organization(events, ATLAS, **mode)
    assert set(counts) == {*ATLAS["organizations"]["id"], *ATLAS["families"]["id"], "none"}
    assert counts == {one: len(filters.by_organizations(events, {one}, ATLAS, **mode)) for one in counts}


@settings(max_examples=20)
@given(BROAD)
def test_the_count_of_a_kind_is_what_choosing_it_shows(query: Query) -> None:
    events = filters.apply(EVENTS, query, ATLAS)
    counts = summarize.by_kind(events)
    for kind in ATLAS["kinds"]["id"]:
        assert counts.get(kind, 0) == len(filters.by_kinds(events, {kind}))


@settings(max_examples=20)
@given(BROAD)
def test_the_count_of_a_group_or_person_is_what_choosing_it_shows(query: Query) -> None:
    events = filters.apply(EVENTS, query, ATLAS)
    groups, persons = (summarize.by_named(events, table, ATLAS) for table in ("groups", "persons"))
    assert groups == {one: len(filters.by_groups(events, {one}, ATLAS)) for one in ATLAS["groups"]["id"]}
    assert persons == {one: len(filters.by_persons(events, {one}, ATLAS)) for one in ATLAS["persons"]["id"]}


def test_a_total_counts_only_the_outermost_event() -> None:
    """The Polish operation lies within the national operations, and these within the Great Terror."""
    total = summarize.total(of("great-terror", "national-operations-1937", "polish-operation"), "executed", ATLAS)
    assert total.events == ("great-terror",)
    assert total.left_out == ("national-operations-1937", "polish-operation")
    assert (total.low, total.high) == (681_692, 681_692)


def test_a_total_leaves_out_a_part_of_a_part() -> None:
    total = summarize.total(of("great-terror", "polish-operation"), "executed", ATLAS)
    assert (total.events, total.left_out) == (("great-terror",), ("polish-operation",))


def test_a_total_adds_events_that_lie_beside_each_other() -> None:
    total = summarize.total(of("greek-operation", "iranian-operation"), "executed", ATLAS)
    assert (total.low, total.high, total.left_out) == (10_545 + 2_046, 10_545 + 2_046, ())


def test_a_part_is_counted_when_its_whole_has_no_such_figure() -> None:
    """Nobody gives the cases examined for the Great Terror, so the national operations stand for themselves."""
    total = summarize.total(of("great-terror", "national-operations-1937"), "cases-examined", ATLAS)
    assert (total.events, total.low) == (("national-operations-1937",), 346_713)


def test_a_total_adds_one_measure_only() -> None:
    assert summarize.total(of("gulag-general"), "died", ATLAS).low == 1_600_000
    assert summarize.total(of("gulag-general"), "imprisoned-peak", ATLAS).low == 2_561_351


def figures(*rows: dict[str, str]) -> geo.Atlas:
    """Return an atlas with nothing but these figures, each with a measure and a best number unless told."""
    blank: dict[str, Any] = {**dict.fromkeys(ATLAS["figures"].columns, ""), "measure": "killed"}
    return replace(ATLAS, tables={**ATLAS.tables, "figures": pd.DataFrame([{**blank, **row} for row in rows])})


@pytest.mark.parametrize(
    ("rows", "bounds"),
    [
        ([{"best": "5"}], (5, 5)),
        ([{"low": "3", "best": "5", "high": "9"}], (3, 9)),
        ([{"best": "5"}, {"low": "7"}], (5, None)),
        ([{"best": "5"}, {"high": "3"}], (None, 5)),
        ([{"best": "5"}, {"low": "4"}], (4, 5)),
        ([{"low": "3"}], (3, None)),
        ([{"high": "9"}], (None, 9)),
        ([{"low": "3"}, {"high": "9"}], (3, 9)),
        ([{"best": "5"}, {"low": "3", "event_id": "blokhin"}], (8, None)),
        ([{"best": "5"}, {"high": "3", "event_id": "blokhin"}], (None, 8)),
        ([], (None, None)),
        ([{"measure": "died", "best": "5"}], (None, None)),
    ],
)
def test_a_bound_that_nobody_gives_is_not_made_up(rows: list[dict[str, str]], bounds: tuple[int | None, ...]) -> None:
    """A figure "at least 3" has no upper bound, and what is unknown is not 0."""
    atlas = figures(*({"event_id": "katyn-massacre", **row} for row in rows)) if rows else figures({})
    total = summarize.total(of("katyn-massacre", "blokhin"), "killed", atlas)
    assert (total.low, total.high) == bounds


@pytest.mark.parametrize("measure", sorted(summarize.NOT_A_SUM))
def test_figures_that_make_no_sum_are_refused(measure: str) -> None:
    """One event's figure may be told; those of two may not be added."""
    rows = [{"event_id": one, "measure": measure, "best": "5"} for one in ("katyn-massacre", "blokhin")]
    assert summarize.total(of("blokhin"), measure, figures(*rows)).high == 5
    with pytest.raises(QueryError, match="cannot be added"):
        summarize.total(of("katyn-massacre", "blokhin"), measure, figures(*rows))


def test_a_ring_of_events_does_not_hang() -> None:
    """Validation refuses it, but a dataset made by hand may have it."""
    events = ATLAS.events.copy()
    events.loc[events["id"] == "great-terror", "part_of"] = "polish-operation"
    atlas = replace(ATLAS, tables={**ATLAS.tables, "events": events})
    assert summarize.total(of("katyn-massacre", "great-terror"), "executed", atlas).events == ("great-terror",)
