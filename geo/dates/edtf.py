"""The syntax of EDTF levels 0 and 1, read strictly.

EDTF is the Extended Date/Time Format of the Library of Congress (2019), part of ISO 8601-2:2019.
This file knows how dates are *written*; what they mean for a filter is in `geo.dates.bounds`.

Where the standard leaves a choice:

- An interval may combine every level 1 form (``2000-XX/2012``), but not times of day and not
  years with ``Y``.
- ``../..``, ``/..`` and ``../`` are intervals that say nothing; ``/`` alone is an error.
- ``?``, ``~`` and ``%`` may follow any date, also a season or a decade.
- One or two ``X`` end a year; ``1XXX`` and ``XXXX`` are level 2, as is ``X`` for a single digit
  of a month or day.
- ``-0000`` is no year, and ``-00:00`` no offset. ``24:00:00`` ends its day.
"""

from __future__ import annotations

import calendar
import re
from typing import Final, NoReturn

from geo.dates.hints import LEVEL_2, explain
from geo.errors import CellError, DateError
from geo.model import Edge, Part, Side

LONGEST: Final = 64
"""Characters; the longest date in use has 21."""

SEASONS: Final = ("21", "22", "23", "24")
UNSPECIFIED: Final = "XX"

_DATE: Final = re.compile(
    r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_LONG_YEAR: Final = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,})(?P<mark>[?~%]?)")
_TIME: Final = re.compile(
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|(?!-00(?::00)?\Z)[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)
_MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read(text: str) -> tuple[Part] | tuple[Side, Side]:
    """Read an EDTF text as one date, or as the two sides of an interval.

    Raises
    ------
    DateError
        If the text is not EDTF level 0 or 1, or names a day that does not exist.
    """
    try:
        return sides(text)
    except CellError as part:
        raise DateError(text, *told(part)) from None


def sides(text: str) -> tuple[Part] | tuple[Side, Side]:
    """Read an EDTF text as `read` does, in half the time where it is none: why, `told` finds out of the error.

    Raises
    ------
    CellError
        Where `read` raises a DateError.
    """
    if len(text) > LONGEST:
        _reject(f"has {len(text)} characters", "write one EDTF date, such as 1937-08-11")
    return _interval(text) if "/" in text else (_single(text),)


def told(part: CellError) -> tuple[str, str]:
    """Return why a part of a text is no date, and how to mend it."""
    return (part.why, part.fix) if part.why else explain(part.text)


def _reject(why: str, fix: str) -> NoReturn:
    part = ""  # `read` knows the whole text
    raise CellError(part, why, fix)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12) in the proleptic Gregorian calendar."""
    return _MONTH_DAYS[month - 1] + (month == 2 and calendar.isleap(year))


def _interval(text: str) -> tuple[Side, Side]:
    if text == "/":
        _reject("names neither a start nor an end", "leave the cell empty")
    if text.count("/") > 1:
        _reject("has more than one slash", "write one start and one end, as in 1937/1938")
    start, end = text.split("/")
    return _side(start), _side(end)


def _side(text: str) -> Side:
    if text in {edge.value for edge in Edge}:
        return Edge(text)
    if text.startswith("Y"):
        _reject("a year with Y cannot be part of an interval", "write it alone")
    if _is_datetime(text):
        _reject("an interval has no times of day", f"write {text.partition('T')[0]} there")
    return _date(text)


def _single(text: str) -> Part:
    if _is_datetime(text):
        return _date(text.partition("T")[0])
    long_year = _LONG_YEAR.fullmatch(text) if text.startswith("Y") else None
    if long_year:
        year = int(long_year["year"])
        return _marked(long_year["mark"], (year, year))
    return _date(text)


def _is_datetime(text: str) -> bool:
    """Say whether a complete day, T and a complete time follow one another."""
    day, found, time = text.partition("T")
    if not found:  # nearly always, and quickly
        return False
    date = _DATE.fullmatch(day)
    complete = date is not None and (date["day"] or "X").isdigit() and not date["mark"]
    return complete and _TIME.fullmatch(time) is not None


def _date(text: str) -> Part:
    match = _DATE.fullmatch(text)
    if match is None:
        raise CellError(text, "", "")
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    years = _years(year)
    if ("X" in year and month) or (month == UNSPECIFIED and day.isdigit()):
        _reject(f"X before a known part {LEVEL_2}", f"write {year}")
    if month.isdigit():
        _check_month(year, month, day)
    if month.isdigit() and day.isdigit():
        _check_day(years[0], f"{year}-{month}", day)
    return _marked(match["mark"], years, month, day)


def _years(digits: str) -> tuple[int, int]:
    """Return the first and last year that ``1937``, ``193X`` or ``19XX`` can mean."""
    if digits == "-0000":
        _reject("the year 0 has no sign", "write 0000")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    # Of -000X the year 0 is not one: it is never written with a sign.
    return (high, min(low, -1)) if digits.startswith("-") else (low, high)


def _check_month(year: str, month: str, day: str) -> None:
    if 1 <= int(month) <= 12:
        return
    if 25 <= int(month) <= 41:
        fix = f"write a season, {year}-21 to {year}-24, or {year}"
        _reject(f"the code {month} {LEVEL_2}", fix)
    if month not in SEASONS:
        _reject(f"there is no month {month}", f"write {year}" if month == "00" else f"write {year}-12 or {year}")
    if day:
        _reject("a season has no days", f"write {year}-{month}")


def _check_day(year: int, month: str, day: str) -> None:
    if day == "00":
        _reject("there is no day 00", f"write {month}")
    length = month_length(year, int(month[-2:]))
    if int(day) > length:
        _reject(f"{month} has only {length} days", f"write {month}-{length} or {month}")


def _marked(mark: str, years: tuple[int, int], month: str = "", day: str = "") -> Part:
    # An absent mark is "", which is a substring of everything: hence tuples.
    return Part(years, month, day, mark in ("?", "%"), mark in ("~", "%"))
