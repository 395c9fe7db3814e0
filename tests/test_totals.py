"""Totals over the published figures never add what overlaps, and refuse what cannot be added."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import Query, QueryError, YearSpan
from geo.app import state
from geo.dataset.translate import localize
from geo.i18n import LANGUAGES
from geo.view import filters, summarize
from tests.support.published import ATLAS
from tests.support.strategies import BROAD, spans

ABOVE = dict(zip(ATLAS.events["id"], ATLAS.events["part_of"], strict=True))
NATIONAL = "national-operations-1937"
LINES = {event for event, whole in ABOVE.items() if whole == NATIONAL}
MEASURES = sorted(set(ATLAS["figures"]["measure"]))
INCOMPARABLE = {"arrested", "condemned", "died", "visitors"}
"""Measures of which no whole with an upper figure has a part with a lower one."""


EVENTS = geo.join(ATLAS.places, ATLAS.events)


def of(*ids):
    return ATLAS.events[ATLAS.events["id"].isin(ids)]


def wholes(event):
    """Return every event that contains this one."""
    found = []
    while ABOVE[event]:
        event = ABOVE[event]
        found.append(event)
    return found


def test_the_parts_of_the_great_terror_are_known_as_such():
    assert len(LINES) == 11
    assert wholes("polish-operation") == [NATIONAL, "great-terror"]
    assert wholes("order-00447") == ["great-terror"]


def test_the_great_terror_contains_its_orders_and_its_burial_sites():
    parts = {"order-00447", NATIONAL, "polish-operation", "butovo-1937-38", "sandarmokh-1937-38"}
    total = summarize.total(of("great-terror", *parts), "executed", ATLAS)
    assert total.events == ("great-terror",)
    assert set(total.left_out) == parts
    assert (total.low, total.high) == (681_692, 681_692)


def test_the_national_operations_contain_their_lines():
    total = summarize.total(of(NATIONAL, *LINES), "executed", ATLAS)
    assert total.events == (NATIONAL,)
    assert (total.low, total.high) == (247_157, 247_157)


def test_order_00447_and_the_national_operations_lie_beside_each_other():
    """Together they stay within the archival count of the whole terror."""
    total = summarize.total(of("order-00447", NATIONAL), "executed", ATLAS)
    assert total.left_out == ()
    assert total.low == total.high == 386_798 + 247_157 < 681_692


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - set(summarize.NOT_A_SUM)))
def test_a_total_of_everything_counts_no_event_inside_another(measure):
    total = summarize.total(ATLAS.events, measure, ATLAS)
    given = set(ATLAS["figures"][ATLAS["figures"]["measure"] == measure]["event_id"])
    assert {*total.events, *total.left_out} == given
    assert [event for event in total.events if set(wholes(event)) & given] == []
    beside = {whole for event in total.events for whole in [*wholes(event), event]}
    assert [event for event in total.left_out if not set(wholes(event)) & (given | beside)] == []


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - INCOMPARABLE))
def test_no_part_is_larger_than_its_whole(measure):
    given = ATLAS["figures"][ATLAS["figures"]["measure"] == measure]["event_id"].unique()
    least = {event: summarize.total(of(event), measure, ATLAS).low for event in given}
    most = {event: summarize.total(of(event), measure, ATLAS).high for event in given}
    pairs = [(part, whole) for part in given if least[part] for whole in wholes(part) if most.get(whole)]
    assert pairs
    assert [(part, whole) for part, whole in pairs if least[part] > most[whole]] == []


def test_the_peaks_of_camps_are_refused_with_the_reason():
    with pytest.raises(QueryError, match=r"'imprisoned-peak' of 2 events cannot be added: .* one day"):
        summarize.total(of("karlag", "bamlag"), "imprisoned-peak", ATLAS)


def test_the_peak_of_one_camp_is_no_sum():
    """Also beside a building site of the same camp, whose prisoners are the same."""
    total = summarize.total(of("belbaltlag", "belomor-construction"), "imprisoned-peak", ATLAS)
    assert (total.low, total.high, total.left_out) == (107_900, 107_900, ("belomor-construction",))


def test_visitors_of_several_events_are_refused():
    rows = [{**row, "measure": "visitors"} for row in ATLAS.rows("figures")]
    atlas = replace(ATLAS, tables={**ATLAS.tables, "figures": pd.DataFrame(rows)})
    with pytest.raises(QueryError, match="same people"):
        summarize.total(of("katyn-massacre", "polish-operation"), "visitors", atlas)


def test_an_operation_and_the_places_of_its_executions_are_not_added():
    found = summarize.total(of("finnish-operation", "karelia-terror-1937-38"), "executed", ATLAS)
    assert found.events == ("karelia-terror-1937-38",)
    assert found.left_out == ("finnish-operation",)


def added(first, last):
    """Return the totals of what is shown in some years, by measure."""
    years = YearSpan(first, last)
    shown = filters.apply(EVENTS, Query(years=years), ATLAS)
    return {found.measure: found for found in summarize.totals(shown, ATLAS, years)}


def test_totals_of_years_hold_no_figure_of_other_years():
    """A burial site used until 1941, the whole Gulag, and a terror that began the year before."""
    executed, killed = (added(1937, 1938)[measure] for measure in ("executed", "killed"))
    assert (executed.low, executed.high) == (386_798 + 247_157, 386_798 + 247_157)
    assert "great-terror" in executed.beyond
    assert (killed.events, killed.low) == ((), None)
    assert "piatykhatky-burials" in killed.beyond
    first = added(1936, 1936)["executed"]
    assert (first.events, first.low) == (("first-victims-1936",), 16)
    assert set(first.beyond) == {"great-terror", "kazan-arkhangelskoye"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_of_1937_and_1938_name_no_figure_of_longer_spans(lang):
    found = list(added(1937, 1938).values())
    count, apart = state.apart(found, localize(ATLAS, lang))
    digits = ["".join(filter(str.isdigit, line)) for line in state.totals(found, lang)]
    assert any("633955" in line for line in digits)
    assert [line for line in digits for wrong in ("4302", "18000000", "2561351", "681692") if wrong in line] == []
    assert count == len(apart) == len({event for one in found for event in one.beyond})
    assert any(line.startswith(("Siblag", "Сиблаг", "Sibłag")) for line in apart)


@settings(max_examples=25)
@given(BROAD, spans(1917, 1960))
def test_a_total_counts_whole_events_inside_the_years(query, years):
    """What is shown and has such a figure is added, left out, or listed apart: each once."""
    shown = filters.apply(EVENTS, query.with_(years=years), ATLAS)
    inside = set(shown["id"][filters.inside(shown, years)])
    for found in summarize.totals(shown, ATLAS, years):
        given = set(ATLAS["figures"]["event_id"][ATLAS["figures"]["measure"] == found.measure]) & set(shown["id"])
        assert {*found.events, *found.left_out} == given & inside
        assert set(found.beyond) == given - inside
        assert not set(found.events) & set(found.left_out)
        assert bool(found.events) == bool(given & inside)


NODES = st.tuples(st.integers(0, 99), st.sampled_from("ab"), st.integers(1, 99), st.integers(1930, 1940))
"""Of an event: which of those before it (or none) it is part of, its kind, its figure, its first year."""


def forest(nodes):
    """Return an atlas of events that are parts of each other and last one to three years."""
    whole = [str(part % (i + 1) - 1) if part % (i + 1) else "" for i, (part, *_) in enumerate(nodes)]
    rows = [(str(i), kind, str(n), f"{year}/{year + n % 3}") for i, (_, kind, n, year) in enumerate(nodes)]
    events = [
        {"id": event, "part_of": whole[i], "kind": kind, "edtf": edtf} for i, (event, kind, _, edtf) in enumerate(rows)
    ]
    counts = [{"event_id": event, "measure": "killed", "best": n} for event, _, n, _ in rows]
    tables = {"events": events, "figures": counts}
    made = {
        name: pd.DataFrame(records, columns=ATLAS[name].columns, dtype="str").fillna("")
        for name, records in tables.items()
    }
    return replace(ATLAS, tables={**ATLAS.tables, **made})


@given(st.lists(NODES, min_size=1, max_size=12), spans(1930, 1943))
def test_no_total_adds_what_overlaps_whatever_years_are_chosen(nodes, years):
    """Neither a part to its whole at any depth, nor two sides of a whole that is itself outside of the years."""
    atlas = forest(nodes)
    rows = {row["id"]: row for row in atlas.rows("events")}
    shown = filters.apply(geo.join(atlas.places, atlas.events), Query(years=years), atlas)
    found = summarize.total(shown, "killed", atlas, years)
    lines = {event: line(event, rows) for event in found.events}
    assert [one for one, above in lines.items() if set(above[1:]) & set(lines)] == []
    kinds = {(above[-1], rows[one]["kind"]) for one, above in lines.items()}
    assert len(kinds) == len({root for root, _ in kinds})
    best = [int(row["best"]) for row in atlas.rows("figures") if row["event_id"] in lines]
    assert found.low == found.high == (sum(best) if best else None)


def line(event, rows):
    """Return an event and all that contain it, the outermost last."""
    above = rows[event]["part_of"]
    return [event, *(line(above, rows) if above else [])]


def test_two_sides_of_a_whole_are_not_added_when_the_years_leave_it_out():
    """The national operations and the burial site Butovo belong to the Great Terror, which began in 1936."""
    shown = EVENTS[EVENTS["id"].isin([NATIONAL, "butovo-1937-38"])]
    found = summarize.total(shown, "executed", ATLAS, YearSpan(1937, 1938))
    assert (found.events, found.left_out) == ((NATIONAL,), ("butovo-1937-38",))


@pytest.mark.parametrize(
    ("event", "measure", "bounds"),
    [
        ("great-terror", "executed", (681_692, 681_692)),
        ("deport-poles-total", "deported", (315_000, 340_000)),
        ("cheka-tactical-repression", "executed", (12_733, None)),
    ],
)
def test_the_bounds_of_an_event_come_from_one_definition(event, measure, bounds):
    found = summarize.total(of(event), measure, ATLAS)
    assert ((found.low, found.high), found.other_counts) == (bounds, (event,))


@pytest.mark.parametrize(
    ("definitions", "result"),
    [
        (("People buried here", "All people shot in the region"), (19_450, 19_450, ("levashovo-1937-54",))),
        (("People buried here", "People buried here"), (19_450, 46_771, ())),
    ],
)
def test_only_rows_of_one_definition_bound_each_other(definitions, result):
    """A second row that counts all people of the region is no bound of those buried here."""
    (row,) = [row for row in ATLAS.rows("figures") if row["event_id"] == "levashovo-1937-54"]
    counts = zip(("19450", "46771"), definitions, strict=True)
    figures = pd.DataFrame([{**row, "best": best, "definition": definition} for best, definition in counts])
    atlas = replace(ATLAS, tables={**ATLAS.tables, "figures": figures})
    found = summarize.total(of("levashovo-1937-54"), "executed", atlas)
    assert (found.low, found.high, found.other_counts) == result
