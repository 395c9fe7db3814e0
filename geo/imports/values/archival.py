"""Dates as the lists of archives have them: what reads in one way only, and how to fix the rest.

Read are ``1937 r.``, ``jesień 1937 r.``, ``5.VIII.1937``, ``VI 1945`` and ``05.08.1937 00:00``. Told are
``before 1941``, which does not say whether 1941 is meant, years of two digits, and the day numbers of
spreadsheets.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_WITH_ROMAN: Final = re.compile(r"(?:([0-9]{1,2})[./ -]{1,2})?([IVX]{1,4}|(?!x[./ -])[ivx]{1,4})[./ -]{1,2}([0-9]{4})")
_MIDNIGHT: Final = re.compile(r"([0-9./-]{8,10}) (?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?[Aa][Mm])")
_SEASON: Final = re.compile(r"([^\W\d_]{3,12})(?:,| of)? ([0-9]{4})")
_YEARS: Final = re.compile(r"(?:.*[^0-9])?[0-9]{4}")
_TWO_YEARS: Final = re.compile(r"[0-9]{4} ?[-\u2013\u2014/] ?(?:[0-9]{2}){1,2}")
_SHORT: Final = re.compile(r"(?:[0-9]{1,2}[./ -]+)?(?:[0-9]{1,2}[./ -]+|[^\W\d_]{3,12}[./ -]*)[0-9]{2}")
_SERIAL: Final = range(6_000, 60_000)
"""Days since 1900: 1916 to 2064 in a cell that is not formatted as a date; no year is as late."""


def plain(text: str) -> str:
    """Return a date without what says nothing, seasons and Roman months as EDTF has them."""
    bare = _without_word(text)
    if match := _MIDNIGHT.fullmatch(bare):
        return match[1]
    match = _WITH_ROMAN.fullmatch(bare)
    month = ROMAN.index(match[2].upper()) + 1 if match and match[2].upper() in ROMAN else 0
    if match and month and (match[1] or (match[2].isupper() and match[2] != "X")):  # an unknown month, or "and"
        day = match[1]
        return "-".join([match[3], f"{month:02}", *([day.zfill(2)] if day else [])])
    match = _SEASON.fullmatch(bare)
    season = _seasons().get(match[1].casefold()) if match else None
    return f"{match[2]}-{season}" if match and season else bare


def bound(text: str) -> tuple[str, str]:
    """Return what follows ``before`` or ``after``, and the EDTF of it with that included, ``{}`` for its date."""
    return _behind(text, {"before": "../{}", "after": "{}/.."})


def is_bound(text: str) -> tuple[str, str]:
    """Return what follows ``not before`` or ``not later than``, which is meant too, and the form of its EDTF."""
    return _behind(text, {"not_after": "../{}", "not_before": "{}/.."})


def _behind(text: str, forms: Mapping[str, str]) -> tuple[str, str]:
    """Return what follows a word of one of some lists, and the form of that list."""
    small = text.casefold()
    for name, form in forms.items():
        word = next((word for word in word_list("dating")[name] if small.startswith(f"{word} ")), "")
        if word:
            return plain(text[len(word) + 1 :].strip()), form
    return "", ""


def is_season(edtf: str) -> bool:
    """Say whether a date is a season of a year."""
    return edtf[-2:] in _seasons().values() and edtf.count("-", 1) == 1


def is_serial(text: str) -> bool:
    """Say whether a text is the number by which a spreadsheet knows a day."""
    return re.fullmatch("[0-9]{4,5}", text) is not None and int(text) in _SERIAL


def is_short(text: str) -> bool:
    """Say whether a date ends with a year of two digits, of which the century is not known."""
    return _SHORT.fullmatch(text) is not None


def _without_word(text: str) -> str:
    first, _, after = text.partition(" ")
    if after and first.casefold() in word_list("dating")["on"]:
        return _without_word(after.strip())
    for name, form in (("after_year", _YEARS), ("after_years", _TWO_YEARS)):
        for word in word_list("dating")[name]:
            rest = text[: -len(word)].rstrip()
            if text.casefold().endswith(word) and form.fullmatch(rest):
                return rest
            year = rest.removesuffix(".")  # 1937. a., as Estonian has it
            if name == "after_year" and text.casefold().endswith(word) and re.fullmatch("[0-9]{4}", year):
                return year
    return text


@cache
def _seasons() -> Mapping[str, str]:
    return {word: code for code, words in word_list("dating")["seasons"].items() for word in words}
