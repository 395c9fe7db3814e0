"""Dates as people write them, read as EDTF; what could mean two things is refused.

Read are: EDTF itself; ``1937-08-11 00:00:00`` of spreadsheets, ``1937.0`` of programs; ``11.08.1937``,
``08.1937``, ``00.08.1937``; ``8/21/1937`` and ``21/8/1937`` (the order follows from the numbers, else from
`order`); ``25.-29.3.1949``, ``25.3.-29.4.1949``, ``11.08.1937-17.11.1938``; ``c. 1937``, ``1937 (?)``, ``1930s``,
``1937-1938``, ``1937-38``; and two of these with a dash or words such as "to" between them. Two-digit years are
refused. Further forms are in `archival` and `date_words`; why a text is no date says `date_refusals`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from geo import dates
from geo.errors import DateError
from geo.imports.values import archival, date_numbers, date_refusals, date_words
from geo.imports.values.word_lists import word_list

ORDERS: Final = ("dmy", "mdy")
LONGEST: Final = 80
"""Characters; a longer text is no date, and would take long."""
REMEMBERED: Final = 40_000
"""Texts whose dates are remembered: the days of a century."""
NO_DATE: Final = ("is what programs write where there is no date", "leave the cell empty; the year before 1 is 1 BC")
_TIMED: Final = re.compile(r"(.*[0-9]{4}) ([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?")
_CUT: Final = re.compile(rf"\s*{date_words.DASH}\s*|\s+/\s+|\s+([^\W\d]+)\s+")
_BRACKETS: Final = re.compile(r"\(([^()]+)\)")
_DOUBT: Final = re.compile(r"(.+?)\s*(?:\(\?\)|\[\?\]|\?)")


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
    if date_numbers.is_zero(text):
        raise DateError(text, *NO_DATE)
    if stamp := date_numbers.stamp(text):  # first, since programs write so, and many of them
        date_refusals.check(stamp)
        return stamp
    if archival.is_serial(text):
        raise DateError(text, "looks like the day number of a spreadsheet", "format the column as text or date")
    found = _any(text, order)
    if found is None:
        date_refusals.refuse(text, lambda part: _any(part, order))
    date_refusals.check(found)
    return found


def _any(text: str, order: str) -> str | None:
    """Return what one of the forms makes of a text, or of it without what says nothing; None when none fits."""
    bare = _BRACKETS.sub(r"\1", text) if _BRACKETS.fullmatch(text) else text
    return _whole(bare, order) or _whole(archival.plain(bare), order) or _from_to(bare, order)


def _from_to(text: str, order: str) -> str | None:
    """Read two dates with a dash or a word between them, each in any form; None when there is no such cut, or two."""
    words, small = word_list("dating"), text.casefold()
    opened = next((word for word in words["from"] if small.startswith(f"{word} ")), "")
    rest = text[len(opened) :].strip() if opened else text
    found: dict[str, None] = {}
    for cut in _CUT.finditer(rest):
        word = cut[1] and cut[1].casefold()
        if word and word not in words["to"]:
            continue
        sides = [_side(rest[: cut.start()], order), _side(rest[cut.end() :], order)]
        if sides[1] is None and rest[cut.end() :].casefold() in words["open"]:
            sides[1] = ".."
        if sides[0] and sides[1] and archival.is_season(sides[0]) and re.fullmatch("[0-9]{4}", sides[1]):
            raise DateError(text, "may be one winter of two years", f"write {sides[0]}, or {sides[0]}/{sides[1]}-21")
        if all(sides):
            found["/".join(side for side in sides if side)] = None
    if not found and opened and (start := _whole(archival.plain(rest), order)) and start != "..":
        return start if "/" in start else f"{_day(start)}/"
    return next(iter(found)) if len(found) == 1 else None


def _side(text: str, order: str) -> str | None:
    """Return one side of a duration; None when it is no date, or a duration itself."""
    found = _whole(archival.plain(text.strip()), order) if text.strip() else None
    return _day(found) if found and "/" not in found else None


def last(text: str, order: str = "") -> str:
    """Return a date that ends something, ``..`` for words such as "present".

    Raises
    ------
    DateError
        As `read`.
    """
    return ".." if text.casefold() in word_list("dating")["open"] else read(text, order)


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
    if (stamp := date_numbers.stamp(text)) is not None:
        return stamp
    if " " not in text and _is_edtf(text):
        return _not_two(text)
    for form in (
        date_numbers.dots,
        date_numbers.days,
        date_numbers.dotted_span,
        date_numbers.numbers,
        date_numbers.year_first,
        date_numbers.month,
        date_numbers.years,
        date_numbers.year_month,
        date_numbers.decade,
        date_numbers.decades,
        _timed,
        _circa,
        _doubt,
        _in_words,
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


def _timed(text: str, order: str) -> str | None:
    """Read ``11.08.1937 14:30``; midnight is no time."""
    match = _TIMED.fullmatch(text)
    found = _whole(match[1], order) if match else None
    if not match or not found or "/" in found:
        return None
    return date_numbers.stamp(f"{found} {match[2]:0>5}{match[3] or ''}")


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


def _in_words(text: str, _: str) -> str | None:
    return (
        date_words.single(text)
        or date_words.between(text)
        or date_words.both_styles(text)
        or date_words.of_an_era(text)
    )


def is_both_styles(text: str) -> bool:
    """Say whether a date is written in old and new style."""
    try:
        return date_words.both_styles(archival.plain(text)) is not None
    except DateError:
        return False
