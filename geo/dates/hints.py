"""Why a text is not an EDTF date, and how to write it.

The first pattern of `HINTS` that is found in the text says both.
"""

from __future__ import annotations

import calendar
import re
from typing import Final

LEVEL_2: Final = "is EDTF level 2; the atlas reads levels 0 and 1"
_ANY: Final = (
    "is not an EDTF date",
    "write a year 1937, a month 1937-08, a day 1937-08-11 or a duration 1937/1938",
)

HINTS: Final = tuple(
    (re.compile(pattern), why, fix)
    for pattern, why, fix in (
        (r"^\s*\Z", "there is no date", "write a year such as 1937, or leave the cell empty"),
        (r"^\s|\s\Z", "has a space before or after it", "remove the space"),
        (
            r"^([0-9]{4})\s?[-\u2013\u2014]\s?([0-9]{4})\Z",
            "a duration is written with a slash",
            r"write \1/\2",
        ),
        (r"[\u2010-\u2015\u2212]", "has a dash that is not a hyphen", "write a hyphen"),
        (r"[\[\]{},]", f"a set of dates {LEVEL_2}", "write a duration, such as 1937/1938"),
        (r"^Y-?[0-9]+[ES]", f"a year with an exponent {LEVEL_2}", "write all its digits"),
        (r"^-?[0-9]{4}S", f"a year with significant digits {LEVEL_2}", "write 19XX or 193X"),
        (
            r"^[Yy]",
            "Y begins only a year of five digits or more, with no leading zero and no month",
            "write four digits without Y, or such as Y17000",
        ),
        (r"(?i)unknown|open|present", "is from an older draft of EDTF", "write 1937/ or 1937/.."),
        (r"(?i)^(?:ca?|circa|about)\.?\s?([0-9]{4})\Z", "is not an EDTF date", r"write \1~"),
        (r"[?~]{2}", "has two marks", "write % for uncertain and approximate together"),
        (
            r"[?~%][0-9X-]",
            f"a mark on one part of a date {LEVEL_2}",
            "write the mark once, at the end, as in 1937-08?",
        ),
        (r"[0-9][xu]", "unspecified digits are written with a capital X", "write 193X or 1937-XX"),
        (r"^-?[0-9X]*X", f"X there {LEVEL_2}", "write such as 193X, 19XX, 1937-XX or 1937-08-XX"),
        (r"^[+]", "has a plus sign", "write the year without it"),
        (r"^([0-9]{4})([0-9]{2})([0-9]{2})\Z", "has no hyphens", r"write \1-\2-\3"),
        (
            r"^-?[0-9]{5,}\Z",
            "a year of more than four digits needs a Y",
            "write such as Y17000, or 1937-08 if a month is meant",
        ),
        (r"^(-?)([0-9]{3})\Z", "a year has four digits", r"write \g<1>0\2 or \g<1>\2X"),
        (r"^(-?[0-9]{2})\Z", "a year has four digits", r"write \1XX for the years \g<1>00-\g<1>99"),
        (r"^-?[0-9]{1,3}(?:-|\Z)", "a year has four digits", "write such as 0987"),
        (
            r"^[0-9]{4}-[0-9](?:-|\Z)|^[0-9]{4}-[0-9]{2}-[0-9]\Z",
            "months and days have two digits",
            "write such as 1937-08-01",
        ),
        (
            r"^-?[0-9]{4}(?:-[0-9X]{2}){1,2}\Z",
            f"X for one digit of a month or day {LEVEL_2}",
            "write XX for the whole month or day, or leave it out",
        ),
        (
            r"[0-9][Tt]",
            "is not a complete day with a complete time",
            "write the day alone, or such as 1937-08-11T23:20:30Z",
        ),
        (
            r"^[0-9]{1,2}[./ ][0-9]{1,2}[./ ][0-9]{4}\Z",
            "is not an EDTF date",
            "write year, month and day, as in 1937-08-11",
        ),
    )
)

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([. -]) ?([0-9]{1,2})\2 ?([0-9]{4})")


def explain(text: str) -> tuple[str, str]:
    """Return why `text` is not a single EDTF date of level 0 or 1, and how to write it."""
    if day := _day_first(text):
        return _ANY[0], f"write {day}"
    for pattern, why, fix in HINTS:
        match = pattern.search(text)
        if match:
            return why, match.expand(fix) if "\\" in fix else fix  # a template is parsed anew each time
    return _ANY


def _day_first(text: str) -> str:
    """Return ``11.08.1937`` as EDTF: between dots the day comes first; with other signs only if it is above 12."""
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return ""
    day, sign, month, year = int(match[1]), match[2], int(match[3]), int(match[4])
    known = (sign == "." or day > 12) and 1 <= month <= 12 and year > 0
    return f"{year:04}-{month:02}-{day:02}" if known and 1 <= day <= calendar.monthrange(year, month)[1] else ""
