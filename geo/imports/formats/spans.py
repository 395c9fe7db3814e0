"""Time spans of Linked Places as EDTF."""

from __future__ import annotations

from typing import Any

from geo import dates
from geo.errors import CellError
from geo.imports.values import dating


def edtf(span: object) -> str:
    """Return a ``timespan`` of Linked Places, ``{"start": {...}, "end": {...}}``, as EDTF.

    A side has ``in``, or ``earliest`` and ``latest``: when these two are the first and the last
    year of a decade or century it is that, else the earliest start and the latest end, each ``~``.

    Raises
    ------
    CellError
        When it has neither side, or one is no date.
    """
    if not isinstance(span, dict):
        raise CellError(str(span), "is no timespan", "give it a start and an end")
    start, end = _side(span.get("start"), "earliest", "latest"), _side(span.get("end"), "latest", "earliest")
    if not start and not end:
        raise CellError(str(span), "has neither a start nor an end", "give it one")
    found = dating.span(start, end) if start and end else f"{start}/{end}"
    dates.parse(found)
    return found


def _side(side: Any, outer: str, inner: str) -> str:
    """Return one side as a date; "" when it says nothing."""
    if not isinstance(side, dict):
        return _read(side)
    if side.get("in") is not None:
        return _read(side["in"])
    far, near = _read(side.get(outer)), _read(side.get(inner))
    if not far or not near or far == near:
        return far or near
    return _whole(*sorted((far, near))) or dating.qualified(far, "~") or far


def _whole(low: str, high: str) -> str:
    """Return the decade or century that two years bound, ``193X`` or ``19XX``; "" when they bound none."""
    for open_digits in (1, 2):
        known = low[: 4 - open_digits]
        if (low, high) == (known + "0" * open_digits, known + "9" * open_digits):
            return known + "X" * open_digits
    return ""


def _read(value: object) -> str:
    """Return a year or a date as EDTF; years are written with as many digits as they have."""
    if value is None or value == "" or isinstance(value, bool | dict | list):
        return ""
    text = str(value).strip()
    bare = text.removeprefix("-")
    if bare.isascii() and bare.isdigit() and len(bare) < 4:
        text = ("-" if text != bare else "") + bare.zfill(4)
    return dating.read(text)
