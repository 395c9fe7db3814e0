"""Why a text is no date that can be read, and how to write it: a reason that is true of it, a way that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn

from geo import dates
from geo.errors import DateError
from geo.imports.values import archival, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], str | None]

ANY: Final = ("is no date that can be read", "write a year 1937, a month 1937-08, a day 1937-08-11 or years 1937/1938")
_LIKE_EDTF: Final = re.compile(r"[0-9XYxuESTZ:/.?~%,{}\[\]+-]*")
_TWO_DIGITS: Final = re.compile(r"-?[0-9]{1,2}")
_SHORT_END: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2})?-)([0-9]{2})/([0-9]{1,2})")
_NEAREST: Final = re.compile(r"^write \S+ or (?=[0-9]{4}(?:-[0-9]{2})?$)")
_WORD_BOUNDARY: Final = re.compile(r"(?<=\S)[\s,;]+(?=\S)")


def check(edtf: str) -> None:
    """Refuse a day or month that there is not; no other one is proposed, since nobody wrote it."""
    try:
        dates.parse(edtf)
    except DateError as error:
        raise DateError(error.text, error.why, _NEAREST.sub("write ", error.fix)) from error


def refuse(text: str, read: Read) -> NoReturn:
    """Refuse a text that is no date, with what may be meant.

    Parameters
    ----------
    text
        As written.
    read
        Returns what a part of it is as EDTF, None if it is no date.

    Raises
    ------
    DateError
        Always.
    """
    _refuse_bound(text, read)
    if not text:
        dates.parse(text)
    if _TWO_DIGITS.fullmatch(text):
        raise DateError(text, "has a year of two digits", f"write all four, {text.zfill(4)} for the year {int(text)}")
    if archival.is_short(text):
        raise DateError(text, "has a year of two digits", "write all four")
    if numbers.says_nothing(text):
        raise DateError(text, *numbers.NOTHING)
    if match := _SHORT_END.fullmatch(text):
        raise DateError(
            text, "has an end that is no whole date", f"write {match[1]}{match[2]}/{match[1]}{match[3]:0>2}"
        )
    if text[0] == "[" and (date := read(text.strip("[]"))):
        raise DateError(text, "stands in brackets, as what is not written in the source", f"write {date}, or {date}?")
    if beside := _beside(text, read):
        raise DateError(text, "has other words beside a date", f"write {beside} alone, and the words in another column")
    if _LIKE_EDTF.fullmatch(text):
        check(text)  # says why it is none
    raise DateError(text, *ANY)


def _refuse_bound(text: str, read: Read) -> None:
    """Refuse ``not before 1937``, which is no date, and ``before 1941``, which does not say whether 1941 is meant."""
    for bound, doubt in ((archival.is_bound, False), (archival.bound, True)):
        rest, form = bound(text)
        date = read(rest) if rest else None
        if date and "/" not in date:
            mend = f"write {form.format(date.partition('T')[0])}"
            why = f"does not say whether {date} is meant too" if doubt else "is a bound, not a date"
            raise DateError(text, why, f"{mend} if it is" if doubt else mend)


def _beside(text: str, read: Read) -> str:
    """Return the one date with which a text begins or ends, when words without digits are the rest of it."""
    found = set()
    for cut in _WORD_BOUNDARY.finditer(text):
        for part, rest in ((text[: cut.start()], text[cut.end() :]), (text[cut.end() :], text[: cut.start()])):
            if not any(char.isdigit() for char in rest):
                try:
                    found.add(read(part))
                except DateError:
                    return ""
    found.discard(None)
    return str(found.pop()) if len(found) == 1 else ""
