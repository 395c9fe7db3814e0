"""EDTF dates in English for the public, with every doubt told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geo.edtf import SEASONS, UNSPECIFIED, Edge, Part, Side, read

if TYPE_CHECKING:
    from geo.model import Date

DASH: Final = "\N{EN DASH}"
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASON_NAMES: Final = dict(zip(SEASONS, ("spring", "summer", "autumn", "winter"), strict=True))


def display(date: Date) -> str:
    """Return a date in English, such as "8 July 1941", "1930s", "perhaps about 1937".

    The sides of an interval stand around an en dash and share a year that is the same.

    ``?`` is "perhaps" and ``~`` is "about", said of each side that carries it. Years before 1 are
    told as BC, years up to 999 as AD.
    """
    reading = read(date.text)
    if isinstance(reading, Part):
        return _qualified(reading)
    start, end = reading
    if isinstance(start, Edge) or isinstance(end, Edge):
        return _half_open(start, end)
    return _span(start, end)


def years(first: str, last: str) -> str:
    """Return the years of a life told by two EDTF texts: "1917", "from 1917", "until 1922".

    Parameters
    ----------
    first, last
        When it began and ended; empty is open. Of an interval its outer side counts.

    Raises
    ------
    DateError
        If a text is not an EDTF date of level 0 or 1.
    """
    start, end = _year_part(first, 0), _year_part(last, -1)
    if isinstance(start, Part) and isinstance(end, Part):
        return _span(start, end)
    if isinstance(start, Part):
        return f"from {_told(start)}"
    return f"until {_told(end)}" if isinstance(end, Part) else ""


def _year_part(text: str, side: int) -> Side:
    """Return the first (0) or last (-1) side of a date, cut to its year."""
    reading = read(text) if text else Edge.OPEN
    chosen = reading[side] if isinstance(reading, tuple) else reading
    return replace(chosen, month="", day="") if isinstance(chosen, Part) else chosen


def _half_open(start: Side, end: Side) -> str:
    if isinstance(end, Part):
        if start is Edge.OPEN:
            return f"before {_told(end)}"
        return f"until {_told(end)}, start unknown"
    if isinstance(start, Part):
        return f"from {_told(start)}" + (", end unknown" if end is Edge.UNKNOWN else "")
    return "start and end unknown"


def _span(start: Part, end: Part) -> str:
    if start == end:
        return _qualified(start)
    if _contains(start, end) or _contains(end, start):
        return f"{_somewhere_in(start, end)} {DASH} {_somewhere_in(end, start)}"
    unmarked = not (_is_marked(start) or _is_marked(end))
    if unmarked and _is_common_year(start) and _is_common_year(end):
        return f"{_plain(start)}{DASH}{_plain(end)}"
    if unmarked and _shares_year(start, end):
        if start.month == end.month and start.day.isdigit() and end.day.isdigit():
            return f"{int(start.day)}{DASH}{_plain(end)}"
        return f"{_head(start)} {DASH} {_plain(end)}"
    return f"{_qualified(start)} {DASH} {_qualified(end)}"


def _is_marked(part: Part) -> bool:
    return part.uncertain or part.approximate


def _is_common_year(part: Part) -> bool:
    """Say whether the part is a plain year that needs no BC or AD."""
    first, last = part.years
    return not part.month and first == last and first >= 1000


def _shares_year(start: Part, end: Part) -> bool:
    """Say whether the year, told once at the end, holds for both sides."""
    exact = start.month.isdigit() and end.month.isdigit() and start.day != UNSPECIFIED
    return start.years == end.years and exact


def _contains(part: Part, other: Part) -> bool:
    """Say whether `part` is a year or month that `other` names more closely."""
    years = part.years[0] <= other.years[0] and other.years[1] <= part.years[1]
    return part != other and years and part.month in ("", other.month) and not part.day


def _somewhere_in(part: Part, other: Part) -> str:
    return f"some time in {_told(part)}" if _contains(part, other) else _qualified(part)


def _qualified(part: Part) -> str:
    """Return a part with its doubts, as it stands alone: "1930s", "about the 1930s"."""
    return _told(part) if _is_marked(part) else _plain(part)


def _told(part: Part) -> str:
    """Return a part with its doubts, as it stands after another word: "the 1930s"."""
    words = ("perhaps " if part.uncertain else "") + ("about " if part.approximate else "")
    plain = _plain(part)
    return words + ("the " if plain.endswith("0s") else "") + plain


def _plain(part: Part) -> str:
    first, last = part.years
    year = _year(first) if first == last else _years(first, last)
    if part.month == UNSPECIFIED:
        return f"some {'day' if part.day else 'month'} of {year}"
    return f"{_head(part)} {year}".lstrip()


def _head(part: Part) -> str:
    """Return what goes before the year: a season, or a month with its day."""
    if not part.month.isdigit():
        return ""
    if part.month in _SEASON_NAMES:
        return _SEASON_NAMES[part.month]
    month = _MONTHS[int(part.month) - 1]
    if part.day == UNSPECIFIED:
        return f"some day in {month}"
    return f"{int(part.day)} {month}" if part.day else month


def _year(year: int) -> str:
    if year < 1:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else str(year)


def _years(first: int, last: int) -> str:
    """Return a decade as "1930s"; "1900s" could be a century, so that is spelled out."""
    if first >= 1000 and last - first == 9 and first % 100:
        return f"{first}s"
    if last < 1:
        return f"some year of {1 - first}{DASH}{1 - last} BC"
    return f"some year of {_year(first)}{DASH}{_year(last)}"
