"""Properties that hold for every date, and for every text that is none."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geo import dates
from geo.errors import DateError

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


@given(ANY_DATE)
def test_bounds_are_in_order(date: Date) -> None:
    pairs = [
        (date.earliest_start, date.latest_start),
        (date.earliest_end, date.latest_end),
        (date.earliest_start, date.earliest_end),
        (date.latest_start, date.latest_end),
    ]
    assert all(one <= two for one, two in pairs if one and two)


@given(ANY_DATE, BOUND, BOUND)
def test_what_is_certain_is_possible(date: Date, first: int | None, last: int | None) -> None:
    assert dates.possibly(date, first, last) or not dates.certainly(date, first, last)


@given(ANY_DATE, BOUND, BOUND)
def test_what_lies_wholly_inside_the_years_is_certain(date: Date, first: int | None, last: int | None) -> None:
    after = first is None or (date.earliest_start is not None and date.earliest_start[0] >= first)
    before = last is None or (date.latest_end is not None and date.latest_end[0] <= last)
    assert dates.certainly(date, first, last) or not (after and before)


@given(ANY_DATE, st.integers(-10_000, 10_000), st.integers(0, 99), st.integers(0, 99))
def test_more_years_lose_no_event(date: Date, first: int, length: int, more: int) -> None:
    last = first + length
    for holds in (dates.possibly, dates.certainly):
        wider = [(first - more, last), (first, last + more), (None, last), (first, None)]
        assert not holds(date, first, last) or all(holds(date, *span) for span in wider)


@given(ANY_DATE)
def test_every_date_is_certain_when_all_years_are_meant(date: Date) -> None:
    assert dates.possibly(date, None, None)
    assert dates.certainly(date, None, None)


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
