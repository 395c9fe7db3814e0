"""Values as both versions of the Linked Places format take them, 1.2.2 and 2.0: times, languages, countries, texts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from babel import Locale

from geo import dates
from geo.dates import edtf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Date, Day

Json = dict[str, Any]
DOUBT: Final = "less-certain"
CERTAINTIES: Final = ("certain", DOUBT, "uncertain")
LAST_YEAR: Final = 9999
"""The format has no years after it, and before its negative no months and days."""
NO_ISO: Final = {
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ",
}  # fmt: skip
"""Codes of two letters in CLDR that ISO 3166-1 does not assign."""
NOT_IN_SCHEMA: Final = {"GS", "PS", "TW"}
"""Codes that ISO 3166-1 assigns, and that the list of version 2.0 lacks."""
_LANGUAGE: Final = re.compile(
    r"[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
_LINK: Final = re.compile(r"https?://[A-Za-z0-9.-]{2,256}\.[a-z]{2,63}(:[0-9]{1,5})?(/.*)?")
_BREAKS: Final = re.compile(r"[\r\n\u2028\u2029]+")


def when(date: Date) -> Json:
    """Return a date as a ``when`` of LPF; an empty one for a date that says nothing.

    Each end has ``in`` where it is one year, month or day, else ``earliest`` and ``latest``. ``?``
    and ``~`` lower the certainty; the label is the date as written, EDTF,
    or in words where only other events tell it.
    """
    return between(date, date, date.text or dates.display(date))


def between(first: Date | None, last: Date | None, label: str) -> Json:
    """Return the time from one date to another, each None when it is unknown; empty when both say nothing.

    It always has both ends: the format asks for a start, and reads a span without an end as one that ends with
    its start. Of an end that is unknown it is known that it does not come before, or after, the other one.
    """
    start = _bound(first.earliest_start, first.latest_start) if first else {}
    end = _bound(last.earliest_end, last.latest_end) if last else {}
    start = start or _bound(None, last.latest_end if last else None)
    end = end or _bound(first.earliest_start if first else None, None)
    if not (start and end):
        return {}
    doubtful = any(date.uncertain or date.approximate for date in (first, last) if date)
    doubt = {"certainty": DOUBT} if doubtful else {}
    return {"timespans": [{"start": start, "end": end}], "label": label, **doubt}


def _bound(earliest: Day | None, latest: Day | None) -> Json:
    """Return one end of a timespan: what holds both days exactly, else each of them that is known."""
    earliest, latest = (day if day and day[0] <= LAST_YEAR else None for day in (earliest, latest))
    if earliest and latest:
        year, month, day = earliest
        if earliest == latest:
            return {"in": _iso(earliest)}
        if (month, day) == (1, 1) and latest == (year, 12, 31):
            return {"in": _iso(earliest[:1])}
        if day == 1 and latest == (year, month, edtf.month_length(year, month)):
            return {"in": _iso(earliest[:2])}
    return {name: _iso(one) for name, one in (("earliest", earliest), ("latest", latest)) if one}


def _iso(numbers: tuple[int, ...]) -> str:
    """Return a year, month or day as ISO 8601 has it; of years before -9999 only the year."""
    year, *rest = numbers
    rest = rest if year >= -LAST_YEAR else []
    return "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{number:02}" for number in rest)])


def one_line(value: Any) -> Any:
    """Return a value with a space for every line break in its texts: the format's texts are one line each."""
    if isinstance(value, str):
        return _BREAKS.sub(" ", value)
    if isinstance(value, list):
        return [one_line(part) for part in value]
    return {name: one_line(part) for name, part in value.items()} if isinstance(value, dict) else value


def language(tag: str) -> Json:
    """Return the member for a language; none for what is no well-formed tag (RFC 5646) to the format."""
    return {"lang": tag} if _LANGUAGE.fullmatch(tag) else {}


def countries(code: str) -> Json:
    """Return the member for the country of a place; none for what is no code of the format."""
    return {"ccodes": [code]} if code in _codes() else {}


@cache
def _codes() -> frozenset[str]:
    codes = frozenset(code for code in map(str, Locale.parse("en").territories) if re.fullmatch("[A-Z]{2}", code))
    return codes - NO_ISO - NOT_IN_SCHEMA


def exactness(row: Mapping[str, str]) -> Json:
    """Return how exact the position of a place is: its certainty, and its radius in kilometres."""
    metres = row["precision_m"]
    radius = {"type": "geo:hasSpatialAccuracy", "tolerance": int(metres) / 1000} if _is_radius(metres) else {}
    return {
        **({"certainty": row["certainty"]} if row["certainty"] in CERTAINTIES else {}),
        **({"approximation": radius} if radius else {}),
    }


def _is_radius(metres: str) -> bool:
    return metres.isascii() and metres.isdigit() and len(metres) < 12


def is_link(uri: str) -> bool:
    """Say whether the format takes an address for a link; of hosts it takes no ``x.org`` and no ``xn--``."""
    return _LINK.fullmatch(uri) is not None


def address(url: str) -> str:
    """Return an address without white space, which no identifier may have."""
    return re.sub(r"\s", "%20", url)
