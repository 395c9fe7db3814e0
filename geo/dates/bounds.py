"""What EDTF dates mean: their bounds, which years they touch, and how they are told.

A `Date` is an event's extent in time, told by four bounds. ``1937`` is an extent somewhere in
1937: it starts and ends between 1 January and 31 December. ``1937/1938`` is a duration: it starts
in 1937 and ends in 1938. ``?`` and ``~`` widen nothing.

Where bounds need a decision:

- An event does not end before it starts. So an end is not earlier than the earliest start, a start
  not later than the latest end, and an interval whose end certainly precedes its start is an error.
- An open or unknown start has no earliest day, but a latest one: the latest end. An open or unknown
  end likewise has an earliest day only.
- Seasons are those of the northern hemisphere: March to May, June to August, September to November.
  Winter is December to February, and as ``1937-24`` does not say which December is meant, its
  bounds hold both readings: December 1936 to February 1938.
- The time of day and its offset are not used: the day counts as written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from geo.dates import edtf
from geo.model import Date, Day

__all__ = ["SortKey", "certainly", "parse", "possibly", "sort_key"]

# Bounds of a season: months, and by how many years they lie apart from the year written.
_SEASON_BOUNDS: Final = {"21": (0, 3, 0, 5), "22": (0, 6, 0, 8), "23": (0, 9, 0, 11)} | {"24": (-1, 12, 1, 2)}

SortKey = tuple[bool, Day, bool, Day, str]

_NO_DAY: Final[Day] = (0, 0, 0)


@lru_cache(maxsize=8192)
def parse(text: str) -> Date:
    """Read an EDTF date of level 0 or 1.

    Parameters
    ----------
    text
        Such as ``1937``, ``1937-08-11``, ``193X``, ``1937-08~``, ``1937-08/1938-11``, ``../1938``.

    Raises
    ------
    DateError
        If the text is no such date; the message reads ``text: why - how to mend it``.
    """
    reading = edtf.read(text)
    if isinstance(reading, edtf.Part):
        first, last = _bounds(reading)
        return _date(text, (reading,), (first, last, first, last))
    return _date(text, reading, _interval_bounds(text, *reading))


def _bounds(part: edtf.Part) -> tuple[Day, Day]:
    """Return the earliest and the latest day that a single date can mean."""
    first, last = part.years
    if part.month in _SEASON_BOUNDS:
        before, start, after, end = _SEASON_BOUNDS[part.month]
        return (first + before, start, 1), (last + after, end, edtf.month_length(last + after, end))
    if not part.month.isdigit():
        return (first, 1, 1), (last, 12, 31)
    month = int(part.month)
    if not part.day.isdigit():
        return (first, month, 1), (last, month, edtf.month_length(last, month))
    return (first, month, int(part.day)), (last, month, int(part.day))


def _interval_bounds(
    text: str, start: edtf.Side, end: edtf.Side
) -> tuple[Day | None, Day | None, Day | None, Day | None]:
    first, start_last = _bounds(start) if isinstance(start, edtf.Part) else (None, None)
    end_first, last = _bounds(end) if isinstance(end, edtf.Part) else (None, None)
    if first and last and last < first:
        swapped = "/".join(reversed(text.split("/")))
        raise edtf.error(text, "the end comes before the start", f"write {swapped} if that is meant")
    latest_start = min((day for day in (start_last, last) if day), default=None)
    earliest_end = max((day for day in (end_first, first) if day), default=None)
    return first, latest_start, earliest_end, last


def _date(
    text: str,
    sides: tuple[edtf.Side, ...],
    days: tuple[Day | None, Day | None, Day | None, Day | None],
) -> Date:
    parts = [side for side in sides if isinstance(side, edtf.Part)]
    return Date(
        text,
        *days,
        interval=len(sides) == 2,
        uncertain=any(part.uncertain for part in parts),
        approximate=any(part.approximate for part in parts),
    )


def possibly(date: Date, first: int | None, last: int | None) -> bool:
    """Say whether the event may touch the years `first` to `last`, both included.

    ``None`` leaves that side unbounded.
    """
    return _not_after(date.earliest_start, last, unknown=True) and _not_before(date.latest_end, first, unknown=True)


def certainly(date: Date, first: int | None, last: int | None) -> bool:
    """Say whether the event touches the years `first` to `last` whatever its true days are.

    It does when its latest start is not after them and its earliest end not before them. An event
    that lies wholly inside the years fulfils this too, since bounds are in order.
    """
    return _not_after(date.latest_start, last, unknown=False) and _not_before(date.earliest_end, first, unknown=False)


def _not_after(day: Day | None, year: int | None, *, unknown: bool) -> bool:
    if year is None:
        return True
    return unknown if day is None else day[0] <= year


def _not_before(day: Day | None, year: int | None, *, unknown: bool) -> bool:
    if year is None:
        return True
    return unknown if day is None else day[0] >= year


def sort_key(date: Date) -> SortKey:
    """Return a key that puts dates in the order of a chronicle.

    Dates go by their earliest start, those without one first; of equal starts the date that can
    end earliest goes first (a day before its month, a month before its year), open ends last.
    """
    start, end = date.earliest_start, date.latest_end
    return (start is not None, start or _NO_DAY, end is None, end or _NO_DAY, date.text)
