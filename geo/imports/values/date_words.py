"""Dates with words: names of months and weekdays, days and months from one to another, old style beside new, eras.

Read are ``11 August 1937``, ``05-January-2015``, ``Wed, 11 Aug 1937``; ``25-29 March 1949``,
``March 25 - April 29, 1949``, ``May-June 1945``, ``Jan 1942-Jun 1944``; ``5 (18) March 1917`` and
``13/26 March 1917``, of which the new style is
taken; ``88 BC``, ``18th century``. Old and new style must lie as far apart as the Julian and the Gregorian
calendar did in that year, else they are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names, get_month_names

from geo.errors import DateError
from geo.imports.values.archival import ROMAN
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DASH: Final = "[-\u2010-\u2015\u2212]"
_ALLOWED: Final = re.compile(rf"(?:[\w\s.,'\u2019]|{DASH})+")
_TOKEN: Final = re.compile(r"[^\W\d_]+|[0-9]+")
_MIXED: Final = re.compile(r"[0-9]+([^\W\d_]+)|[^\W\d_]+[0-9]+")
_PAIR: Final = re.compile(r"(?P<old>[^()/]+?)\s*(?:\((?P<new>[^()/]+)\)(?P<rest>[^()/]*)|/(?P<slash>[^()/]+))")
_DOTTED: Final = re.compile(r"([0-9]{1,2})\s*\.\s*([0-9]{1,2})\s*\.?\s*([0-9]{4})?(?:\s?\u0433\.?)?")
_ERA: Final = re.compile(r"([0-9]{1,4})")
_CENTURY: Final = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|th|rd|[.-]?(?:\u0433\u043e|\u0439|e|\u00e8me)?)?|([IVX]{1,5}))[. ]*(.+)"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text says of a date; None where it says nothing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The date as EDTF; "" without a year, or with a day and no month."""
        if self.year is None or (self.day is not None and self.month is None):
            return ""
        rest = [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04}", *rest])


def single(text: str) -> str | None:
    """Return a date with the name of a month as EDTF, None when it is none.

    Raises
    ------
    DateError
        When the weekday it names was not the weekday of that day.
    """
    if not _ALLOWED.fullmatch(text):
        return None
    found = parts(text)
    if found is None or found.year is None or found.month is None:
        return None
    if found.day is None and "X" in _TOKEN.findall(text):
        return None  # which may be an unknown month
    _check_weekday(text, found)
    return found.edtf


def between(text: str) -> str | None:
    """Return ``25-29 March 1949`` as EDTF: each side lacks what the other one says. None when it is none.

    Raises
    ------
    DateError
        When the sides lie in two years, of which one is not written.
    """
    if not _ALLOWED.fullmatch(text):
        return None
    found = dict.fromkeys(
        f"{start.edtf}/{end.edtf}" for one, other in _cuts(text) for start, end in _completed(parts(one), parts(other))
    )
    if len(found) != 1:
        return None
    start, _, end = (only := next(iter(found))).partition("/")
    if start[:4] == end[:4] and start > end:
        earlier = f"{int(start[:4]) - 1:04}{start[4:]}/{end}"
        raise DateError(text, "begins later in the year than it ends", f"write {earlier} if it began the year before")
    return only


def both_styles(text: str) -> str | None:
    """Return the new style of ``25 October (7 November) 1917`` and ``13/26 March 1917`` as EDTF; None when it is none.

    Raises
    ------
    DateError
        When the two lie otherwise apart than the calendars did.
    """
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    if match["new"] and (turned := _new_first(match)):
        return turned
    new, old = (_numbered(side) for side in (f"{match['new'] or match['slash']} {match['rest'] or ''}", match["old"]))
    if new is None or old is None or None in (old.day, new.day):
        return None
    old_month, month = old.month or new.month, new.month or old.month
    year = new.year or old.year
    if old_month is None or month is None or year is None or len(str(year)) != 4:
        return None
    new = Parts(year, month, new.day)
    try:
        day = dt.date(*map(int, new.edtf.split("-")))
    except ValueError:
        return new.edtf  # which does not exist, as will be said
    if _julian(day) == (old_month, old.day) and old.year in (None, year, year - 1):
        return new.edtf
    first = replace(old, year=old.year or year, month=old_month).edtf
    why = "has two days, which are not one day in old and new style"
    raise DateError(text, why, f"write {first}/{new.edtf} if it lasted from one to the other, or one day alone")


def _new_first(match: re.Match[str]) -> str:
    """Return the new style of ``7 November (25 October) 1917``, which stands first; "" if they are no such pair."""
    new, old = (_numbered(f"{match[side]} {match['rest'] or ''}") for side in ("old", "new"))
    if new is None or old is None or None in (new.year, new.month, new.day, old.month, old.day):
        return ""
    try:
        day = dt.date(*map(int, new.edtf.split("-")))
    except ValueError:
        return ""
    return new.edtf if _julian(day) == (old.month, old.day) else ""


def _numbered(text: str) -> Parts | None:
    """Return what a side says, which may also be such as ``07.11`` or ``26.03.1917``."""
    if match := _DOTTED.fullmatch(text.strip()):
        day, month, year = match.groups()
        return Parts(int(year) if year else None, int(month), int(day)) if 1 <= int(month) <= 12 else None
    return parts(text)


def _julian(day: dt.date) -> tuple[int, int]:
    """Return month and day in the Julian calendar, by the difference of the calendars on that day."""
    year = day.year if (day.month, day.day) > (2, 28) else day.year - 1
    found = day - dt.timedelta(days=year // 100 - year // 400 - 2)
    return found.month, found.day


def of_an_era(text: str) -> str | None:
    """Return ``88 BC``, ``AD 61`` or ``5th century BC`` as EDTF; the year before 1 is 0000. None when it is none."""
    bare, era = _without_era(text)
    if found := _century(bare.strip(), era):
        return found
    if not era or not _ERA.fullmatch(bare.strip()):
        return None
    year = int(bare) if era == "after" else 1 - int(bare)
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _without_era(text: str) -> tuple[str, str]:
    """Return a text without the words of an era, and whether that is "before" or "after" the birth of Christ."""
    small = text.casefold()
    for era, words in word_list("dating")["eras"].items():
        for word in sorted(words, key=len, reverse=True):
            if small.endswith(f" {word}") or (small.endswith(word) and small[: -len(word)].isdigit()):
                return text[: -len(word)], era
            if small.startswith(f"{word} "):
                return text[len(word) :], era
    return text, ""


def _century(text: str, era: str) -> str:
    match = _CENTURY.fullmatch(text)
    if match is None or match[3].casefold().strip(" .") not in word_list("dating")["century"]:
        return ""
    number = int(match[1]) if match[1] else _roman(match[2])
    if not 1 <= number <= 21:
        return ""
    return f"-{number - 1:02}XX" if era == "before" else f"{number - 1:02}XX"


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def parts(text: str) -> Parts | None:
    """Return what a text says of one date; None when it says anything else, or one thing twice."""
    words = word_list("dating")["empty"]
    mixed = (one for word in re.findall(r"[^\W_]+", text) if (one := _MIXED.fullmatch(word)))
    if any((one[1] or "").casefold() not in words and (one[1] or "").casefold() not in _months() for one in mixed):
        return None
    tokens = [one for one in _TOKEN.findall(text) if one.casefold() not in words and not weekday(one)]
    found: dict[str, int] = {}
    for token in tokens:
        small = token.casefold()
        if token.isdecimal() and len(token) in (1, 2, 4):
            what, number = ("year" if len(token) == 4 else "day"), int(token)
        elif small in _months() or token in ROMAN:
            what, number = "month", _months().get(small) or ROMAN.index(token) + 1
        else:
            return None
        if what in found:
            return None
        found[what] = number
    return Parts(**found) if found else None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of each dash, and of each word such as "to"."""
    words = word_list("dating")
    first, _, rest = text.partition(" ")
    bare = rest if first.casefold() in words["from"] else text
    for match in re.finditer(rf"{DASH}|\s([^\W\d]+)\s", bare):
        if match[1] is None or match[1].casefold() in words["to"]:
            yield bare[: match.start()], bare[match.end() :]


def _completed(start: Parts | None, end: Parts | None) -> Sequence[tuple[Parts, Parts]]:
    """Return two sides, each with what only the other one says; none when they are no dates or not alike."""
    if start is None or end is None or (start.month is None and end.month is None):
        return ()
    whole = (
        Parts(start.year or end.year, start.month or end.month, start.day),
        Parts(end.year or start.year, end.month or start.month, end.day),
    )
    days_alike = (start.day is None) == (end.day is None)
    said_twice = start.year is not None and end.year is not None
    if not all(one.edtf for one in whole) or not (days_alike or said_twice):
        return ()
    if whole[0] == whole[1] or (said_twice and (start.month is None or end.month is None) and not days_alike):
        return ()
    return [whole]


def weekday(token: str) -> int:
    """Return the number of a weekday by its name, Monday 1; 0 for any other word."""
    return _weekdays().get(token.casefold(), 0)


def _check_weekday(text: str, found: Parts) -> None:
    named = {number for token in _TOKEN.findall(text) if (number := weekday(token))}
    if not named or found.day is None:
        return
    try:
        day = dt.date(*map(int, found.edtf.split("-")))
    except ValueError:
        return
    if named != {day.isoweekday()}:
        why = f"names another weekday than {found.edtf} had"
        raise DateError(text, why, f"write {found.edtf} if that is the day in the calendar of today")


@cache
def _weekdays() -> Mapping[str, int]:
    found: dict[str, set[int]] = {}
    for lang in word_list("dating")["months"]:
        for width in ("wide", "abbreviated"):
            for number, name in get_day_names(width, "format", locale=lang).items():
                plain = name.casefold().strip(".")
                if len(plain) > 2:  # "do" and "vi" are other things too
                    found.setdefault(plain, set()).add(number + 1)
    return {name: min(of) for name, of in found.items() if len(of) == 1 and name.isalpha() and name not in _months()}


@cache
def _months() -> Mapping[str, int]:
    """Return name -> month; a name that is another month in another language is left out."""
    found: dict[str, set[int]] = {}
    for lang in word_list("dating")["months"]:
        for names in (
            get_month_names("wide", "format", locale=lang),
            get_month_names("wide", "stand-alone", locale=lang),
            get_month_names("abbreviated", "format", locale=lang),
        ):
            for number, name in names.items():
                found.setdefault(name.casefold().strip("."), set()).add(number)
    for name, number in word_list("dating")["further_months"].items():
        found.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and name.isalpha()}


def month(text: str) -> int:
    """Return the number of a month by its name or by itself; 0 when it is none."""
    bare = text.strip().strip(".")
    if bare.isascii() and bare.isdigit():
        return int(bare) if 1 <= int(bare) <= 12 else 0
    return _months().get(bare.casefold(), 0) or (ROMAN.index(bare) + 1 if bare in ROMAN else 0)
