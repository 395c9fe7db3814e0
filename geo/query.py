"""A view of the atlas as a frozen value, and as an address.

`PARAMETERS` is the one table of what an address may hold. Ids are stable, defaults are left
out, and what is wrong is dropped or clamped and said.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from geo.model import YearSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.model import Atlas

MAX_TEXT = 200
YEARS = (-9999, 9999)
ZOOM = (2.0, 14.0)


@dataclass(frozen=True, slots=True)
class View:
    """Where the map looks: degrees, and Leaflet's zoom."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        """``lat,lon,zoom`` as in the address."""
        return f"{self.lat:.3f},{self.lon:.3f},{self.zoom:g}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the atlas; the default asks for everything.

    `organizations` may hold ids of families and the word ``none``.
    """

    years: YearSpan = field(default_factory=YearSpan)
    certain: bool = False
    organizations: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    text: str = ""
    place: str = ""
    view: View | None = None

    def cleared(self) -> Query:
        """Return the query without filters, at the same place and view."""
        return Query(place=self.place, view=self.view)

    def with_(self, **changes: Any) -> Query:
        """Return a copy with some parts changed."""
        return replace(self, **changes)


def to_params(query: Query) -> dict[str, str]:
    """Return the address of a query: parameter -> text, sorted ids, defaults left out."""
    written = {
        "from": "" if query.years.first is None else str(query.years.first),
        "to": "" if query.years.last is None else str(query.years.last),
        "certain": "1" if query.certain else "",
        "org": ",".join(sorted(query.organizations)),
        "kind": ",".join(sorted(query.kinds)),
        "group": ",".join(sorted(query.groups)),
        "person": ",".join(sorted(query.persons)),
        "q": query.text,
        "place": query.place,
        "v": str(query.view) if query.view else "",
    }
    return {name: value for name, value in written.items() if value}


def from_params(params: Mapping[str, str], atlas: Atlas) -> tuple[Query, list[str]]:
    """Read an address; return the query and a plain sentence for each thing left out.

    Unknown parameters are ignored: other software adds its own.
    """
    notices: list[str] = []
    known = _known(atlas)
    ids = {
        name: _ids(params.get(parameter, ""), known[name], notices)
        for parameter, name in (("org", "organizations"), ("kind", "kinds"), ("group", "groups"), ("person", "persons"))
    }
    query = Query(
        years=_years(params, notices),
        certain=params.get("certain", "") == "1",
        text=params.get("q", "")[:MAX_TEXT].strip(),
        place=next(iter(_ids(params.get("place", ""), known["places"], notices)), ""),
        view=_view(params.get("v", "")),
        **ids,
    )
    return query, notices


def _known(atlas: Atlas) -> dict[str, set[str]]:
    known = {name: set(atlas[name]["id"]) for name in ("kinds", "groups", "persons", "places")}
    known["organizations"] = {*atlas["organizations"]["id"], *atlas["families"]["id"], "none"}
    return known


def _ids(text: str, known: set[str], notices: list[str]) -> frozenset[str]:
    asked = [part for part in text.split(",") if part]
    notices += [
        f"The address names {part[:64]!r}, which this atlas does not have; it was left out."
        for part in asked
        if part not in known
    ]
    return frozenset(part for part in asked if part in known)


def _years(params: Mapping[str, str], notices: list[str]) -> YearSpan:
    first, last = (_year(params.get(name, ""), notices) for name in ("from", "to"))
    if first is not None and last is not None and first > last:
        notices.append(f"The years {first} to {last} ran backwards and were turned round.")
        first, last = last, first
    return YearSpan(first, last)


def _year(text: str, notices: list[str]) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,6}", text, re.ASCII):
        notices.append(f"{text[:20]!r} in the address is not a year; it was left out.")
        return None
    return min(max(int(text), YEARS[0]), YEARS[1])


def _view(text: str) -> View | None:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (lat, lon, zoom))):
        return None
    lat, lon = min(max(lat, -85.0), 85.0), min(max(lon, -180.0), 360.0)
    return View(round(lat, 3), round(lon, 3), min(max(round(zoom, 2), ZOOM[0]), ZOOM[1]))
