"""Totals over the published figures never add what overlaps, and refuse what cannot be added."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geo import QueryError
from geo.view import summarize
from tests.support.published import ATLAS

ABOVE = dict(zip(ATLAS.events["id"], ATLAS.events["part_of"], strict=True))
NATIONAL = "national-operations-1937"
LINES = {event for event, whole in ABOVE.items() if whole == NATIONAL}
MEASURES = sorted(set(ATLAS["figures"]["measure"]))
INCOMPARABLE = {"arrested", "condemned", "died", "visitors"}
"""Measures of which no whole with an upper figure has a part with a lower one."""


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
    assert (total.low, total.high) == (681_692, None)


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
