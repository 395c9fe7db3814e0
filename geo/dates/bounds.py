"""What EDTF dates mean: their bounds, which years they touch, and how they are written.

A `Date` is an event's extent in time, given by four bounds. ``1937`` is an extent somewhere in
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
from typing import TYPE_CHECKING, Final

from geo.dates import edtf
from geo.errors import CellError, DateError
from geo.model import Date, Day, Part, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEMBERED: Final = 2**17
"""Dates that stay parsed, 1 kB each. With fewer than a dataset has, every pass over it would miss all of them."""
# Bounds of a season: months, and by how many years they lie apart from the year written.
_SEASON_BOUNDS: Final = {"21": (0, 3, 0, 5), "22": (0, 6, 0, 8), "23": (0, 9, 0, 11)} | {"24": (-1, 12, 1, 2)}

SortKey = tuple[bool, bool, Day, bool, Day]

_NO_DAY: Final[Day] = (0, 0, 0)
_UNDATED: Final[SortKey] = (True, False, _NO_DAY, False, _NO_DAY)


def parse(text: str) -> Date:
    """Read an EDTF date of level 0 or 1.

    Parameters
    ----------
    text
        Such as ``1937``, ``1937-08-11``, ``193X``, ``1937-08~``, ``1937-08/1938-11``, ``../1938``.

    Raises
    ------
    DateError
        If the text is no such date.
    """
    date = _read(text)
    if isinstance(date, CellError):
        raise DateError(text, *edtf.told(date))
    return date


def try_parse(text: str) -> Date | None:
    """Return a date; None for an empty text and for one that is no date, which the check of its cell tells."""
    date = _read(text) if text else None
    return None if isinstance(date, CellError) else date


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> Date | CellError:
    """Return a date, or what knows why a text is none: that is remembered as well, as it takes longer."""
    try:
        sides = edtf.sides(text)
        if len(sides) == 1:
            first, last = _bounds(sides[0])
            return Date(text, first, last, first, last, sides)
        return Date(text, *_interval_bounds(text, *sides), sides)
    except CellError as error:
        return error.with_traceback(None)


def _bounds(part: Part) -> tuple[Day, Day]:
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


def _interval_bounds(text: str, start: Side, end: Side) -> tuple[Day | None, Day | None, Day | None, Day | None]:
    first, start_last = _bounds(start) if isinstance(start, Part) else (None, None)
    end_first, last = _bounds(end) if isinstance(end, Part) else (None, None)
    if first and last and last < first:
        swapped = "/".join(reversed(text.split("/")))
        raise CellError(text, "the end comes before the start", f"write {swapped} if that is meant")
    latest_start = min((day for day in (start_last, last) if day), default=None)
    earliest_end = max((day for day in (end_first, first) if day), default=None)
    return first, latest_start, earliest_end, last


def in_order(dated: Iterable[str | Date | None]) -> list[int]:
    """Return the positions of dates, or of EDTF texts, in the order of a chronicle; every list of events has this one.

    Dates go by their earliest start, those without one first; of equal starts the date that can
    end earliest goes first (a day before its month, a month before its year), open ends last. What is equal
    in both stays in the order given, and what has no date (None or an empty text) comes at the end.

    Raises
    ------
    DateError
        If a text is no date.
    """
    keys = [_sort_key(parse(one) if isinstance(one, str) else one) if one else _UNDATED for one in dated]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _sort_key(date: Date) -> SortKey:
    start, end = date.earliest_start, date.latest_end
    return (False, start is not None, start or _NO_DAY, end is None, end or _NO_DAY)
