"""Properties that hold for every date, and for every text that is none."""

from __future__ import annotations

import math
import string
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo import YearSpan, dates
from geo.errors import DateError
from geo.view import filters
from geo.view.join import bounds

if TYPE_CHECKING:
    from geo.model import Date

YEARS = st.integers(-9999, 9999).map(lambda year: f"{'-' * (year < 0)}{abs(year):04}")
CENTURIES = st.integers(1, 99).map(lambda century: f"{century:02}XX")
DECADES = st.integers(1, 999).map(lambda decade: f"{decade:03}X")
MONTHS = st.integers(1, 12).map(lambda month: f"-{month:02}")
SEASONS = st.sampled_from(["-21", "-22", "-23", "-24", "-XX", "-XX-XX"])
DAYS = st.integers(1, 28).map(lambda number: f"-{number:02}") | st.just("-XX")
CORES = (
    YEARS
    | CENTURIES
    | DECADES
    | st.builds(str.__add__, YEARS, MONTHS | SEASONS)
    | st.builds("{}{}{}".format, YEARS, MONTHS, DAYS)
)
SINGLES = st.builds(str.__add__, CORES, st.sampled_from(["", "?", "~", "%"]))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw any valid single date or interval."""
    start, end = (
        draw(SINGLES | st.sampled_from(["", ".."])),
        draw(SINGLES | st.sampled_from(["", ".."])),
    )
    if {start, end} == {""} or draw(st.booleans()):
        return draw(SINGLES)
    try:
        dates.parse(f"{start}/{end}")
    except DateError:
        return f"{end}/{start}"
    return f"{start}/{end}"


ANY_DATE = texts().map(dates.parse)
BOUND = st.none() | st.integers(-10_000, 10_000)
SPANS = st.tuples(BOUND, BOUND).map(lambda ends: YearSpan(*(ends if None in ends else sorted(ends))))


@given(ANY_DATE)
def test_bounds_are_in_order(date: Date) -> None:
    pairs = [
        (date.earliest_start, date.latest_start),
        (date.earliest_end, date.latest_end),
        (date.earliest_start, date.earliest_end),
        (date.latest_start, date.latest_end),
    ]
    assert all(one <= two for one, two in pairs if one and two)


def possibly(date: Date, span: YearSpan) -> bool:
    return bool(filters.touching(bounds(pd.Series([date.text], dtype="str")), span).all())


def certainly(date: Date, span: YearSpan) -> bool:
    return bool(filters.touching(bounds(pd.Series([date.text], dtype="str")), span, certain=True).all())


def inside(date: Date, span: YearSpan) -> bool:
    return bool(filters.inside(bounds(pd.Series([date.text], dtype="str")), span).all())


@given(ANY_DATE, SPANS)
def test_what_is_inside_is_certain_and_what_is_certain_is_possible(date: Date, span: YearSpan) -> None:
    assert inside(date, span) <= certainly(date, span) <= possibly(date, span)


@given(ANY_DATE, SPANS)
def test_what_lies_wholly_inside_the_years_starts_and_ends_in_them(date: Date, span: YearSpan) -> None:
    after = span.first is None or (date.earliest_start is not None and date.earliest_start[0] >= span.first)
    before = span.last is None or (date.latest_end is not None and date.latest_end[0] <= span.last)
    assert inside(date, span) == (after and before)


@given(ANY_DATE, st.integers(-10_000, 10_000), st.integers(0, 99), st.integers(0, 99))
def test_more_years_lose_no_event(date: Date, first: int, length: int, more: int) -> None:
    last = first + length
    for holds in (possibly, certainly, inside):
        wider = [(first - more, last), (first, last + more), (None, last), (first, None)]
        assert not holds(date, YearSpan(first, last)) or all(holds(date, YearSpan(*span)) for span in wider)


@given(ANY_DATE)
def test_every_date_is_certain_when_all_years_are_meant(date: Date) -> None:
    assert possibly(date, YearSpan())
    assert certainly(date, YearSpan())
    assert inside(date, YearSpan())


@given(st.lists(texts() | st.just(""), max_size=8))
def test_a_chronicle_holds_every_event_once_and_is_in_order(edtf: list[str]) -> None:
    """By the earliest start; to order it once more changes nothing."""
    order = dates.in_order(edtf)
    assert sorted(order) == list(range(len(edtf)))
    starts = [dates.parse(edtf[i]).earliest_start or (-math.inf,) if edtf[i] else (math.inf,) for i in order]
    assert starts == sorted(starts)
    assert dates.in_order(edtf[i] for i in order) == list(range(len(edtf)))


@given(ANY_DATE)
def test_every_date_can_be_shown(date: Date) -> None:
    assert dates.display(date).strip()
    assert "X" not in dates.display(date)


@given(st.text() | st.text("0123456789-/.X?~%TZ:+Y[]{} ", max_size=24) | st.text(string.printable))
def test_any_text_is_a_date_or_a_date_error_with_a_fix(text: str) -> None:
    parts = ("shown", "why", "fix")
    try:
        assert dates.display(dates.parse(text))
    except DateError as error:
        parts = (str(error), error.why, error.fix)
    assert all(part and part.isprintable() for part in parts)


@given(SINGLES, SINGLES)
def test_two_dates_make_an_interval_in_one_order_at_least(one: str, two: str) -> None:
    def valid(text: str) -> bool:
        try:
            return dates.parse(text).interval
        except DateError:
            return False

    assert valid(f"{one}/{two}") or valid(f"{two}/{one}")
