"""What the dates of a table say together: pairs of years among months, two orders of day and month, old style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geo.imports import phrases
from geo.imports.values import date_words, dating
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.model import Row

FIELDS: Final = ("edtf", "start", "end")
_PAIR: Final = re.compile(rf"([0-9]{{4}})\s*{date_words.DASH}\s*([0-9]{{4}}|[0-9]{{2}})")
_MONTH: Final = re.compile(r"([0-9]{2})([0-9]{2})-([0-9]{2})")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}.*")
FEWEST: Final = 3
"""Dates of which it is remarkable that all of them are a 1 January."""


def has_pairs(rows: Sequence[Row], field: str) -> bool:
    """Say whether a field has pairs of years, ``1885-1908`` or ``1921-22``, beside which ``1904-08`` may be one too."""
    return any((match := _PAIR.fullmatch(row[field])) and _is_pair(*match.groups()) for row in rows)


def _is_pair(first: str, last: str) -> bool:
    return len(last) == 4 or (int(last) > 12 and last > first[2:])


def may_be_pair(text: str) -> bool:
    """Say whether a month, as it reads, may also be two years: ``1904-08``."""
    match = _MONTH.fullmatch(text)
    return match is not None and 1 <= int(match[3]) <= 12 and match[3] > match[2]


def sentences(rows: Sequence[Row], chosen: Mapping[str, Sequence[str]], order: str) -> Iterator[str]:
    """Tell what whoever knows the table should look at."""
    for field in FIELDS:
        if field in chosen:
            found: dict[str, list[str]] = {}
            for row in rows:
                if text := row[field]:
                    found.setdefault(text, []).append(row.record)
            yield from _column(chosen[field][0], found, order)


def _column(column: str, found: Mapping[str, list[str]], order: str) -> Iterator[str]:
    first = {text: _order(text) for text in found}
    for said, other in (("dmy", "mdy"), ("mdy", "dmy")):
        against = [text for text, only in first.items() if only == other]
        if against and (order == said or (not order and said == "dmy" and said in first.values())):
            records = [record for text in against for record in found[text]]
            open_ones = sum(len(found[text]) for text, only in first.items() if only == "either")
            though = f"though --date-order is {said}" if order else f"others only {said}"
            yield (
                f"{phrases.ATTENTION} {against[0]!r} in column {column!r} ({phrases.stand(records)}) can only be "
                f"{other}, {though}: the order of the file is in doubt, and with it {count(open_ones, 'date')} that "
                "may be both"
            )
    if styled := sum(len(records) for text, records in found.items() if _is_styled(text)):
        yield f"{count(styled, 'date')} in old and new style in column {column!r}: the new style was taken"
    if len(found) >= FEWEST and all(re.fullmatch(r"\+?-?[0-9]{4}-01-01([T ]00:00.*)?", text) for text in found):
        yield (
            f"{phrases.ATTENTION} every date in column {column!r} is a 1 January: programs write so what is known "
            "to the year; if it is, leave the years alone in that column"
        )


def _order(text: str) -> str:
    """Return the order of day and month that a date can have: "dmy", "mdy", "either", or "" when it shows none."""
    match = _NUMBERS.fullmatch(text)
    if match is None or match[1] == match[2]:
        return ""
    days, months = int(match[2]) <= 12, int(match[1]) <= 12
    return "either" if days and months else "dmy" if days else "mdy" if months else ""


def _is_styled(text: str) -> bool:
    return ("(" in text or "/" in text) and dating.is_both_styles(text)
