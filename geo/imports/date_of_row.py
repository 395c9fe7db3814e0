"""What a row says of its date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from geo import dates
from geo.errors import DateError
from geo.imports import date_columns
from geo.imports.values import date_numbers, date_words, dating
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from geo.imports.reader import Reader

FIELDS: Final = ("edtf", "start", "end", "year", "month", "day")
"""What `date_of` asks of a row."""
SAME: Final = "same"
"""Given as a start or an end, of the rows that have none: that it is the other one."""
UNKNOWN: Final = "unknown"
_NO_PART: Final = ("0", "00", "99", "-9")
"""Months and days that are not known, as some tables have them."""


def date_of(reader: Reader, order: str, pairs: Collection[str] = ()) -> str:
    """Return the date of a row as EDTF, "" when it says none that can be read.

    A start or an end that is missing or cannot be read is unknown, ``1937-08-11/``, never the other one.

    Parameters
    ----------
    order
        Of day and month, as in `geo.imports.values.dating.read`.
    pairs
        Fields that hold pairs of years, so that ``1904-08`` may be one too.
    """
    row = reader.row
    if reader.exported:
        return str(reader.value("edtf", _as_written, ""))
    if row["year"] and not row["edtf"] and not row["start"]:
        return _of_parts(reader)
    start, end = ("start" if row["start"] or not row["edtf"] else "edtf"), "end"
    if not row["start"] and not row["end"]:
        return str(reader.value("edtf", _reading(dating.read, order, "edtf" in pairs), ""))
    found = {
        side: "" if row[side] == SAME else reader.value(side, _reading(read, order, side in pairs), "")
        for side, read in ((start, dating.read), (end, dating.last))
    }
    return _span(reader, start, end, found[start], found[end])


def _as_written(text: str) -> str:
    """Return a date of an export, which is EDTF: what people may mean by such a text is no question there."""
    dates.parse(text)
    return text


def _span(reader: Reader, start: str, end: str, first: str, last: str) -> str:
    """Return one date for a start and an end, of which either may be missing, unread, or the same as the other one."""
    row = reader.row
    first = last if row[start] == SAME and not first else first
    last = first if row[end] == SAME and not last else last
    only = not row[end] and end not in reader.mapped  # there is no column of ends
    if "/" in first or (first and only):
        last = last or first
    if not first and not last:
        return ""
    if first and last:
        try:
            return first if first == last else dating.span(first, last)
        except DateError as error:
            for side in (start, end):
                reader.fault(side, row[side], error.why, error.fix)
            return ""
    for side in (start, end):
        if not row[side] and (side == end or side in reader.mapped):
            reader.assume(side if side != "edtf" else "start", UNKNOWN)
    first, last = (one.partition("T")[0] for one in (first, last))
    return f"{first}/{last}" if first or last != ".." else ""


def _reading(read: Callable[..., str], order: str, beside_pairs: bool) -> Callable[[str], str]:  # noqa: FBT001
    return partial(_not_a_pair, read, order) if beside_pairs else partial(read, order=order)


def _not_a_pair(read: Callable[..., str], order: str, text: str) -> str:
    if date_columns.may_be_pair(text):
        raise DateError(text, *date_numbers.month_or_years(text[:4], text[5:]))
    return read(text, order)


def _of_parts(reader: Reader) -> str:
    """Return year, month and day of three columns as one date, as far as each can be read."""
    year = reader.value("year", dating.read, "")
    month = reader.value("month", _month, 0)
    if not year or not month:
        if reader.row["day"] not in ("", *_NO_PART) and (year or reader.row["year"]):
            reader.keep("day", reader.row["day"])
        if reader.row["month"] and month and not year:
            reader.keep("month", reader.row["month"])
        return str(year)
    day = reader.value("day", partial(_day, year, month), 0)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month(text: str) -> int:
    bare = text.partition(".")[0] if text.endswith(".0") else text
    found = date_words.month(bare)
    if not found and bare not in _NO_PART:
        raise DateError(text, "is no month", "write a number from 1 to 12, or its name")
    return found


def _day(year: str, month: int, text: str) -> int:
    bare = text.removesuffix(".0")
    if bare in _NO_PART:
        return 0
    if not (bare.isascii() and bare.isdigit()):
        raise DateError(text, "is no day", "write a number from 1 to 31")
    dates.parse(f"{year}-{month:02}-{bare.zfill(2)}")
    return int(bare)


def sentences(found: dict[tuple[str, str], int]) -> Iterator[str]:
    """Tell how many starts and ends were taken as unknown, and how to say that they are not."""
    for side, other, form in (("end", "start", "1937/"), ("start", "end", "/1937")):
        if number := found.get((side, UNKNOWN)):
            verb = "has" if number == 1 else "have"
            yield (
                f"{count(number, 'record')} {verb} a date of the {other} and none of the {side}: it was taken as "
                f"unknown, {form}; if it is that of the {other}, say --set {side}={SAME}"
            )
