"""Dates as people write them, read as EDTF; what could mean two things is refused.

Read are: EDTF itself; ``1937-08-11 00:00:00`` of spreadsheets; ``11.08.1937``, ``08.1937``;
``8/21/1937`` and ``21/8/1937`` (the order follows from the numbers, else from `order`); names of
months in many languages; ``25.-29.3.1949``, ``25.3.-29.4.1949``, ``11.08.1937-17.11.1938``;
``c. 1937``, ``1937 (?)``, ``1930s``, ``1937-1938``, ``1937-38``; and two of these with a dash
between them. Two-digit years are refused. Further forms are in `archival`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from babel.dates import get_month_names

from geo import dates
from geo.errors import DateError
from geo.imports.values import archival, numbers
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDERS: Final = ("dmy", "mdy")
LONGEST: Final = 80
"""Characters; a longer text is no date, and would take long."""
REMEMBERED: Final = 40_000
"""Texts whose dates are remembered: the days of a century."""
_SPREADSHEET: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})(?:\.0+)?)?")
_DOTS: Final = re.compile(r"(?:([0-9]{1,2})\. ?)?([0-9]{1,2})\. ?([0-9]{4})(?: ?(?:\u0433|\u0440|r|a)\.?)?")
_SLASHES: Final = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})")
_MONTH_SLASH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_YEARS: Final = re.compile(r"([0-9]{4})\s*[-\u2013\u2014/]\s*([0-9]{4}|[0-9]{2})")
_DASH: Final = r"\s*[-\u2013\u2014]\s*"
_DAYS: Final = re.compile(
    rf"([0-9]{{1,2}})\.?(?: ?([0-9]{{1,2}})\.?)?{_DASH}([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?([0-9]{{4}})"
)
_DOTTED_SPAN: Final = re.compile(rf"([0-9. ]+[0-9]{{4}}){_DASH}([0-9. ]+[0-9]{{4}})")
_SPAN: Final = re.compile(r"(.+?)(?:\s+[-\u2013\u2014]\s+|\s*[\u2013\u2014]\s*)(.+)")
_DOUBT: Final = re.compile(r"(.+?)\s*(?:\(\?\)|\?)")


@lru_cache(maxsize=REMEMBERED)
def read(text: str, order: str = "") -> str:
    """Return a date as EDTF.

    Parameters
    ----------
    text
        As written, without spaces around it.
    order
        "dmy" or "mdy" where the numbers leave it open; "" refuses what they leave open.

    Raises
    ------
    DateError
        When it is none of these forms, or could mean two dates.
    """
    if len(text) > LONGEST:
        raise DateError(text, f"has {len(text)} characters", "write one date")
    if archival.is_serial(text):
        raise DateError(text, "looks like the day number of a spreadsheet", "format the column as text or date")
    found = _whole(text, order) or _whole(archival.plain(text), order)
    if found is None and (span := _SPAN.fullmatch(text)):
        sides = [_whole(archival.plain(side), order) for side in span.groups()]
        found = "/".join(side for side in sides if side and "/" not in side) if all(sides) else None
    if found is None:
        _refuse(text, order)
        dates.parse(text)  # says why it is no EDTF date
        found = text
    dates.parse(found)
    return found


def _refuse(text: str, order: str) -> None:
    """Refuse what the lists of archives have and EDTF cannot say, with what may be meant."""
    rest, form = archival.bound(text)
    date = _whole(rest, order) if rest else None
    if date and "/" not in date:
        raise DateError(text, f"does not say whether {date} is meant too", f"write {form.format(_day(date))} if it is")
    if archival.is_short(text):
        raise DateError(text, "has a year of two digits", "write all four")
    if numbers.says_nothing(text):
        raise DateError(text, *numbers.NOTHING)


def span(start: str, end: str) -> str:
    """Return one EDTF date for a first and a last one, either of which may be empty.

    Raises
    ------
    DateError
        If the last lies before the first, or a side is a duration itself.
    """
    if "/" in f"{start}{end}":
        text = f"{start} {end}"
        raise DateError(text, "a side of a duration is a duration itself", "write two single dates")
    if not end or start == end:
        return start
    text = f"{_day(start)}/{_day(end)}"
    dates.parse(text)
    return text


def _day(text: str) -> str:
    """Return a date without its time of day, which a duration cannot have."""
    return text.partition("T")[0]


@lru_cache(maxsize=REMEMBERED)
def _whole(text: str, order: str) -> str | None:
    """Return what one of the forms makes of a text; None when none fits.

    Marks before and after a date can be taken off in any order: each rest is read once.
    """
    if " " not in text and _is_edtf(text):
        return _not_two(text)
    for form in (
        _spreadsheet,
        _dots,
        _days,
        _dotted_span,
        _numbers,
        _year_first,
        _month,
        _years,
        _decade,
        _circa,
        _doubt,
        _words,
    ):
        found = form(text, order)
        if found is not None:
            return found
    return None


def _is_edtf(text: str) -> bool:
    return dates.try_parse(text) is not None


def _not_two(text: str) -> str:
    """Refuse ``1921-22``: summer of 1921 in EDTF, the years 1921 and 1922 to most who write it."""
    if re.fullmatch(r"[0-9]{4}-2[1-4]", text) and int(text[-2:]) == int(text[2:4]) + 1:
        why = "is a season in EDTF, but may mean two years"
        raise DateError(text, why, f"write {text[:4]}/{text[:2]}{text[-2:]}, or the season in words")
    return text


def _spreadsheet(text: str, _: str) -> str | None:
    match = _SPREADSHEET.fullmatch(text)
    if match is None:
        return None
    time = match[2] + (match[3] or ":00")
    return match[1] if time == "00:00:00" else f"{match[1]}T{time}"


def _dots(text: str, _: str) -> str | None:
    match = _DOTS.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


def _days(text: str, _: str) -> str | None:
    """Read ``25.-29.3.1949`` and ``25.3.-29.4.1949``: the first day lacks what the second one says."""
    match = _DAYS.fullmatch(text)
    if match is None:
        return None
    day, month, last_day, last_month, year = match.groups()
    start = f"{year}-{(month or last_month).zfill(2)}-{day.zfill(2)}"
    return f"{start}/{year}-{last_month.zfill(2)}-{last_day.zfill(2)}"


def _dotted_span(text: str, order: str) -> str | None:
    """Read ``11.08.1937-17.11.1938``: dots leave no doubt that the hyphen parts two dates."""
    match = _DOTTED_SPAN.fullmatch(text)
    sides = [_dots(side, order) for side in match.groups()] if match else []
    return "/".join(side for side in sides if side) if sides and all(sides) else None


def _numbers(text: str, order: str) -> str | None:
    match = _SLASHES.fullmatch(text)
    if match is None:
        return None
    first, _, second, year = match.groups()
    days_first = int(second) <= 12
    months_first = int(first) <= 12
    if days_first and months_first and int(first) != int(second) and not order:
        why = f"may be {year}-{second.zfill(2)}-{first.zfill(2)} or {year}-{first.zfill(2)}-{second.zfill(2)}"
        raise DateError(text, why, "say --date-order dmy or mdy")
    if not months_first or (days_first and order != "mdy"):
        first, second = second, first
    return f"{year}-{first.zfill(2)}-{second.zfill(2)}"


def _year_first(text: str, _: str) -> str | None:
    match = _YEAR_FIRST.fullmatch(text)
    return f"{match[1]}-{match[3].zfill(2)}-{match[4].zfill(2)}" if match else None


def _month(text: str, _: str) -> str | None:
    match = _MONTH_SLASH.fullmatch(text)
    return f"{match[2]}-{match[1].zfill(2)}" if match else None


def _years(text: str, _: str) -> str | None:
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = match.groups()
    if len(last) == 2 and last < first[2:]:
        return None  # 1946-13 is no duration that runs backwards, but a month that there is not
    return f"{first}/{first[: 4 - len(last)]}{last}"


def _decade(text: str, _: str) -> str | None:
    small, words = text.casefold(), word_list("dating")
    year = small[:4]
    if not re.fullmatch("[0-9]{3}0", year):
        before, _, year = small.rpartition(" ")
        fits = before in words["decade_before"] and re.fullmatch("[0-9]{3}0", year) is not None
    else:
        fits = small[4:].strip() in words["decade"]
    return f"{year[:3]}X" if fits else None


def _circa(text: str, order: str) -> str | None:
    small = text.casefold()
    for word in sorted(word_list("dating")["circa"], key=len, reverse=True):
        rest = text[len(word) :].strip()
        # "c1937" and "~1937" are usual, but "u1937" or "um1937" are slips: a letter needs its space.
        apart = word in ("c", "ca", "~") or small.startswith((f"{word} ", word if word.endswith(".") else f"{word} "))
        if small.startswith(word) and apart and rest[:1].isalnum():
            found = _whole(rest, order)
            return qualified(found, "~") if found else None
    return None


def _doubt(text: str, order: str) -> str | None:
    match = _DOUBT.fullmatch(text)
    found = _whole(match[1], order) if match else None
    return qualified(found, "?") if found else None


def qualified(text: str, qualifier: str) -> str | None:
    """Return a date with a qualifier (``?`` or ``~``) on each side; both together are ``%``; None if it bears none."""
    sides = []
    for side in text.split("/"):
        bare, old = (side[:-1], side[-1]) if side[-1:] in ("?", "~", "%") else (_day(side), "")
        sides.append(bare + (qualifier if old in ("", qualifier) else "%") if bare not in ("", "..") else bare)
    found = "/".join(sides)
    return found if _is_edtf(found) else None


def _words(text: str, _: str) -> str | None:
    """Read a date with the name of a month: ``11 August 1937``, ``August 11, 1937``."""
    if not re.fullmatch(r"[\w\s.,'\u2019]+", text):
        return None
    tokens = [
        one for one in re.findall(r"[^\W\d_]+|[0-9]+", text.casefold()) if one not in word_list("dating")["empty"]
    ]
    months = [_months()[one] for one in tokens if one in _months()]
    numbers = [one for one in tokens if one.isdigit()]
    if len(months) != 1 or len(tokens) != len(numbers) + 1:
        return None
    years = [one for one in numbers if len(one) == 4]
    days = [one for one in numbers if len(one) <= 2]
    if len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return None
    return "-".join([years[0], f"{months[0]:02}", *(day.zfill(2) for day in days)])


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
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and name.isalpha()}
