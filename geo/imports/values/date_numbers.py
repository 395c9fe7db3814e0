"""Dates in numbers alone, as EDTF: one function for each form, which returns None for any other text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geo.errors import DateError
from geo.imports.values.date_words import DASH
from geo.imports.values.word_lists import word_list

_DASH: Final = rf"\s*{DASH}\s*"
_STAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})(?:\.[0-9]+)?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2}| ?(?:UTC|GMT))?"
)
_FLOAT: Final = re.compile(r"(-?[0-9]{4})[.,]0+")
_PART_OF_DATE: Final = r"([0-9]{1,2}|[?_xX\u0445\u0425-]{2}|\?)"
_DOTS: Final = re.compile(rf"(?:{_PART_OF_DATE}\. ?)?{_PART_OF_DATE}\. ?([0-9]{{4}})\.?(?: ?(?:\u0433|\u0440|r|a)\.?)?")
_ZERO: Final = re.compile(
    r"(?:0000(?:[-./ ]00){0,2}|00[-./ ]00[-./ ]0000|0001-01-01|01[./]01[./]0001)(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?"
)
_SLASHES: Final = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})([/.]|{DASH}){_PART_OF_DATE}(?:\2{_PART_OF_DATE})?")
_YEAR_MONTH: Final = re.compile(r"([0-9]{4})[/-]([0-9]{1,2})")
_DECADES: Final = re.compile(rf"([0-9]{{3}}0)[^\W\d]*(?:-\w)?{_DASH}([0-9]{{2}})?([0-9]0)([^0-9].*)")
_MONTH_SLASH: Final = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})")
_YEARS: Final = re.compile(r"([0-9]{4})\s*[-\u2013\u2014/]\s*([0-9]{4}|[0-9]{2})")
_DAYS: Final = re.compile(
    rf"([0-9]{{1,2}})\.?(?: ?([0-9]{{1,2}})\.?)?{_DASH}([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?([0-9]{{4}})"
)
_DOTTED_SPAN: Final = re.compile(rf"([0-9. ]+[0-9]{{4}}){_DASH}([0-9. ]+[0-9]{{4}})")


def month_or_years(year: str, two: str, month: str = "") -> tuple[str, str]:
    """Return why ``1904-08`` is not read where it may mean two years, and how to write it."""
    month, last = month or two, f"{year[:2]}{two}"
    return f"may be month {month} of {year}, or the years {year} to {last}", f"write {month}.{year}, or {year}/{last}"


def is_zero(text: str) -> bool:
    """Say whether a text is the date that programs have for none, such as ``0000-00-00``."""
    return text[:1] == "0" and _ZERO.fullmatch(text) is not None


def stamp(text: str) -> str | None:
    """Read a day with its time, which at midnight is none; a year as programs write numbers; days and months of 00."""
    if match := _FLOAT.fullmatch(text.removeprefix("+")):
        return match[1]
    match = _STAMP.fullmatch(text.removeprefix("+"))
    if match is None:
        return None
    time, zone = match[2] + (match[3] or ":00"), (match[4] or "").strip()
    zone = "Z" if zone.isalpha() else f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return match[1] if time == "00:00:00" else f"{match[1]}T{time}{zone}"


def dots(text: str, _: str) -> str | None:
    """Read ``11.08.1937``, ``08.1937`` and ``00.08.1937``."""
    match = _DOTS.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    return known(year, month, day or "")


def known(year: str, month: str, day: str) -> str:
    """Return year, month and day without those that are written as unknown, such as 00 and ??."""
    unknown = word_list("dating")["unknown_part"]
    if month in unknown and (not day or day in unknown):
        return year
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day and day not in unknown else [])])


def days(text: str, _: str) -> str | None:
    """Read ``25.-29.3.1949`` and ``25.3. bis 29.4.1949``: the first day lacks what the second one says."""
    match = _DAYS.fullmatch(" - ".join(part.strip() for part in _to().split(text)))
    if match is None:
        return None
    day, month, last_day, last_month, year = match.groups()
    start = f"{year}-{(month or last_month).zfill(2)}-{day.zfill(2)}"
    return f"{start}/{year}-{last_month.zfill(2)}-{last_day.zfill(2)}"


@cache
def _to() -> re.Pattern[str]:
    """Return what finds the words between a first and a last date."""
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, word_list('dating')['to']))})\s", re.IGNORECASE)


def dotted_span(text: str, order: str) -> str | None:
    """Read ``11.08.1937-17.11.1938``: dots leave no doubt that the hyphen parts two dates."""
    match = _DOTTED_SPAN.fullmatch(text)
    sides = [dots(side, order) for side in match.groups()] if match else []
    return "/".join(side for side in sides if side) if sides and all(sides) else None


def numbers(text: str, order: str) -> str | None:
    """Read ``8/21/1937`` and ``21-8-1937``; raise `DateError` where `order` is "" and the numbers leave it open."""
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


def year_first(text: str, _: str) -> str | None:
    """Read ``1937/8/11``, ``1937.08.11``, ``1937-8-11``, ``1937-08-00`` and ``1937-??``."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is None or (match[4] is None and match[3] not in word_list("dating")["unknown_part"]):
        return None
    return known(match[1], match[3], match[4] or "")


def month(text: str, _: str) -> str | None:
    """Read ``08/1937`` and ``08-1937``."""
    match = _MONTH_SLASH.fullmatch(text)
    return f"{match[2]}-{match[1].zfill(2)}" if match else None


def years(text: str, _: str) -> str | None:
    """Read ``1937-1938`` and ``1937-38``; raise `DateError` for ``1904/08``, which may be a month."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = match.groups()
    if len(last) == 2 and last < first[2:]:
        return None  # 1946-13 is no duration that runs backwards, but a month that there is not
    if len(last) == 2 and "/" in text and 1 <= int(last) <= 12:
        raise DateError(text, *month_or_years(first, last))
    return f"{first}/{first[: 4 - len(last)]}{last}"


def year_month(text: str, _: str) -> str | None:
    """Read ``1942/01``; ``1904/08`` may be a month or the years 1904 to 1908."""
    match = _YEAR_MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    if len(match[2]) == 1 and match[2] > match[1][-1]:
        raise DateError(text, *month_or_years(match[1], match[1][2] + match[2], match[2].zfill(2)))
    return f"{match[1]}-{match[2].zfill(2)}"


def decade(text: str, _: str) -> str | None:
    """Read ``1930s`` and "lata 1930"."""
    small, words = text.casefold().removeprefix("the "), word_list("dating")
    year = small[:4]
    if not re.fullmatch("[0-9]{3}0", year):
        before, _, year = small.rpartition(" ")
        fits = before in words["decade_before"] and re.fullmatch("[0-9]{3}0", year) is not None
    else:
        fits = small[4:].strip() in words["decade"]
    return f"{year[:3]}X" if fits else None


def decades(text: str, _: str) -> str | None:
    """Read ``1930-40s`` and ``1930-1940s``, of which the first is ten years too."""
    match = _DECADES.fullmatch(text)
    year = f"{match[2] or match[1][:2]}{match[3]}" if match else ""
    last = decade(f"{year}{match[4]}", "") if match and year > match[1] else None
    return f"{match[1][:3]}X/{last}" if match and last else None
