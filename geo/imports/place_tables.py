"""What is written of imported places: their records and shapes, further names, and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo.dataset.longitudes import normalized, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.imports.places import Place


def shapes(places: Iterable[Place]) -> list[BaseGeometry | None]:
    """Return the geometry of each place, outer rings counterclockwise (RFC 7946)."""
    return [place.shape and _counterclockwise(place.shape) for place in places]


def _counterclockwise(shape: BaseGeometry) -> BaseGeometry:
    return shape if isinstance(shape, Point) else normalized(shapely.orient_polygons(unwrapped(shape)))


def rows(places: Iterable[Place]) -> Iterator[dict[str, str]]:
    """Yield each place as column -> text."""
    for place in places:
        yield {
            "id": place.id,
            "name": place.name,
            "kind": place.kind or "place",
            "precision_m": str(place.precision),
            "certainty": place.certainty,
            "country_today": place.country,
            "scope": place.scope,
            "note": "\n".join(place.notes),
        }


def name_rows(places: Iterable[Place]) -> Iterator[dict[str, str]]:
    """Yield the further names of each place; those of which no language is known are ``und`` (BCP 47)."""
    for place in places:
        names = [(name.name, name.lang, name.first, name.last) for name in place.names]
        known = {name for name, *_ in names}
        names += [(name, "und", "", "") for name in place.others if name not in known]
        keys = dict.fromkeys((name, lang, first) for name, lang, first, _ in names)
        last = {(name, lang, first): end for name, lang, first, end in reversed(names)}
        for name, lang, first in keys:
            yield {"place_id": place.id, "name": name, "lang": lang, "from": first, "to": last[name, lang, first]}


def link_rows(places: Iterable[Place]) -> Iterator[dict[str, str]]:
    """Yield the links of each place; an address that is given with two types keeps the first."""
    for place in places:
        kinds = reversed({link.uri: link.type for link in reversed(place.links)}.items())
        yield from ({"table": "places", "id": place.id, "type": kind, "uri": uri} for uri, kind in kinds)
