"""The quick way to read a feature of GeoJSON of which there is nothing to report; `geo.dataset.tables` reads all other.

A feature is *plain* when it has the members that RFC 7946 asks for and no other, single values as properties, and no
geometry or a point in two numbers between -180 and 180 degrees east. Whatever is doubtful is not plain. Points are
made into geometries all at once, which is many times as fast as one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.dataset.geojson import Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float] | tuple[()]
"""Longitude and latitude in degrees, or nothing for a feature without a geometry."""
MEMBERS: Final = frozenset(("type", "id", "properties", "geometry"))
NUMBERS: Final = (int, Written)
"""Types of the numbers that `geo.dataset.geojson.parse` makes; true and false are of another one."""
_MANY: Final = frozenset((dict, list))


def position(feature: Any, fields: AbstractSet[str]) -> Point | None:
    """Return the point of a plain feature whose properties are among `fields`; None for any other feature."""
    if type(feature) is not dict or feature.get("type") != "Feature" or not feature.keys() <= MEMBERS:
        return None
    properties = feature.get("properties")
    if type(properties) is not dict or not properties.keys() <= fields:
        return None
    if not _MANY.isdisjoint(map(type, properties.values())) or type(feature.get("id", "")) not in (str, *NUMBERS):
        return None
    return _point(feature["geometry"]) if "geometry" in feature else None


def _point(geometry: Any) -> Point | None:
    if geometry is None:
        return ()
    if type(geometry) is not dict or len(geometry) != 2 or geometry.get("type") != "Point":
        return None
    at = geometry.get("coordinates")
    if type(at) is not list or len(at) != 2 or type(at[0]) not in NUMBERS or type(at[1]) not in NUMBERS:
        return None
    return (float(at[0]), float(at[1])) if -180 <= at[0] <= 180 and -90 <= at[1] <= 90 else None


def filled(shapes: Sequence[BaseGeometry | None], points: Mapping[int, Sequence[float]]) -> NDArray[np.object_]:
    """Return geometries with `points` (degrees, longitude before latitude) added, each at its place among them."""
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    if points:
        found[list(points)] = shapely.points(np.array(list(points.values()), dtype=np.float64))
    return found


def as_text(value: object) -> str:
    """Return a property as it would stand in a CSV cell, a number as written; one left out counts as null."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
