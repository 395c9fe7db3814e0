"""Dates mean what they say and no more: their bounds, and the years they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo import YearSpan, dates
from geo.dates import edtf
from geo.view import filters
from geo.view.join import bounds

if TYPE_CHECKING:
    from geo.model import Day


def day(text: str) -> Day | None:
    """Return ``-1937-08-11`` as a tuple, and ``-`` as None."""
    if text == "-":
        return None
    year, month, number = text.rsplit("-", 2)
    return int(year), int(month), int(number)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1937", "1937-01-01", "1937-12-31"),
        ("1937-02", "1937-02-01", "1937-02-28"),
        ("1936-02", "1936-02-01", "1936-02-29"),
        ("1937-08-11", "1937-08-11", "1937-08-11"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("193X", "1930-01-01", "1939-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1937-XX", "1937-01-01", "1937-12-31"),
        ("1937-XX-XX", "1937-01-01", "1937-12-31"),
        ("1900-02-XX", "1900-02-01", "1900-02-28"),
        ("1937-21", "1937-03-01", "1937-05-31"),
        ("1937-22", "1937-06-01", "1937-08-31"),
        ("1937-23", "1937-09-01", "1937-11-30"),
        ("1935-24", "1934-12-01", "1936-02-29"),
        ("0000", "0-01-01", "0-12-31"),
        ("-0004-02", "-4-02-01", "-4-02-29"),
        ("-198X", "-1989-01-01", "-1980-12-31"),
        ("-00XX", "-99-01-01", "-1-12-31"),
        ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
        ("Y170000002", "170000002-01-01", "170000002-12-31"),
    ],
)
def test_a_single_date_starts_and_ends_within_what_its_digits_allow(text: str, earliest: str, latest: str) -> None:
    date = dates.parse(text)
    assert (date.earliest_start, date.latest_start) == (day(earliest), day(latest))
    assert (date.earliest_end, date.latest_end) == (day(earliest), day(latest))
    assert not date.interval


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1930/1960", "1930-01-01 1930-12-31 1960-01-01 1960-12-31"),
        ("1937-08-11/1938-11", "1937-08-11 1937-08-11 1938-11-01 1938-11-30"),
        ("2000-XX/2012", "2000-01-01 2000-12-31 2012-01-01 2012-12-31"),
        ("1937-08/1937", "1937-08-01 1937-08-31 1937-08-01 1937-12-31"),
        ("1937/1937-08", "1937-01-01 1937-08-31 1937-08-01 1937-08-31"),
        ("193X/1937", "1930-01-01 1937-12-31 1937-01-01 1937-12-31"),
        ("../1938", "- 1938-12-31 1938-01-01 1938-12-31"),
        ("/1938", "- 1938-12-31 1938-01-01 1938-12-31"),
        ("1937/..", "1937-01-01 1937-12-31 1937-01-01 -"),
        ("1937/", "1937-01-01 1937-12-31 1937-01-01 -"),
        ("../..", "- - - -"),
    ],
)
def test_an_interval_takes_its_start_from_the_left_and_its_end_from_the_right(text: str, bounds: str) -> None:
    date = dates.parse(text)
    found = (date.earliest_start, date.latest_start, date.earliest_end, date.latest_end)
    assert found == tuple(day(bound) for bound in bounds.split())
    assert date.interval


@pytest.mark.parametrize("core", ["1937", "1937-08", "1937-08-11", "1937-21", "193X", "1937-XX"])
@pytest.mark.parametrize(("mark", "doubts"), [("?", (1, 0)), ("~", (0, 1)), ("%", (1, 1))])
def test_marks_are_kept_and_widen_nothing(core: str, mark: str, doubts: tuple[int, int]) -> None:
    plain, marked = dates.parse(core), dates.parse(core + mark)
    assert (marked.uncertain, marked.approximate) == doubts
    assert (marked.earliest_start, marked.latest_end) == (plain.earliest_start, plain.latest_end)


def test_each_side_of_an_interval_may_carry_its_own_mark() -> None:
    date = dates.parse("1937?/1938~")
    assert (date.uncertain, date.approximate) == (True, True)
    assert not dates.parse("1937/1938~").uncertain


@pytest.mark.parametrize(
    ("text", "first", "last", "possible", "certain"),
    [
        ("1930/1960", 1937, 1937, True, True),
        ("193X", 1937, 1937, True, False),
        ("193X", 1930, 1939, True, True),
        ("193X", 1935, 1945, True, False),
        ("193X", 1940, 1950, False, False),
        ("1937?", 1937, 1937, True, True),
        ("1937~", 1937, 1937, True, True),
        ("1937-08-11", 1938, None, False, False),
        ("1937-24", 1937, 1937, True, False),
        ("1937-24", 1936, 1938, True, True),
        ("1937/1938", 1938, 1938, True, True),
        ("1936/193X", 1937, 1938, True, False),
        ("1937/..", 1937, 1937, True, True),
        ("1937/..", 1950, 1950, True, False),
        ("1937/..", 1950, None, True, False),
        ("1937/..", None, 1950, True, True),
        ("1937/..", None, 1936, False, False),
        ("../1938", 1938, 1938, True, True),
        ("../1938", 1937, 1937, True, False),
        ("../1938", None, 1937, True, False),
        ("/1938", 1917, None, True, True),
        ("../1938", 1939, None, False, False),
        ("../..", 1937, 1937, True, False),
        ("../..", None, 1937, True, False),
        ("../..", 1937, None, True, False),
        ("../..", None, None, True, True),
    ],
)
def test_a_date_is_possible_or_certain_in_years(
    text: str, first: int | None, last: int | None, possible: bool, certain: bool
) -> None:
    years, span = bounds(pd.Series([text], dtype="str")), YearSpan(first, last)
    assert filters.touching(years, span).all() == possible
    assert filters.touching(years, span, certain=True).all() == certain


def test_dates_sort_as_in_a_chronicle() -> None:
    order = ["../1938", "1930", "1930/..", "1937-01-01", "1937", "1937/1938", "1937-08-11"]
    shuffled = sorted(order, key=len)
    assert [shuffled[position] for position in dates.in_order(shuffled)] == order


def test_equal_dates_stay_in_the_order_given_and_undated_ones_come_last() -> None:
    """What is equal in both bounds is equal, however it is written."""
    assert dates.in_order(["", "1937~", "1937", "1936/1937", "1937?", ""]) == [3, 1, 2, 4, 0, 5]


def test_the_dates_of_a_large_dataset_are_parsed_once(monkeypatch):
    parsed = []
    real = edtf.sides
    monkeypatch.setattr(edtf, "sides", lambda text: parsed.append(text) or real(text))
    days = [
        f"{year}-{month:02}-{day:02}~" for year in range(1600, 1640) for month in range(1, 13) for day in range(1, 29)
    ]
    for _ in range(2):
        assert all(dates.display(dates.parse(day)) for day in days)
    assert len(parsed) == len(days) > 8192
