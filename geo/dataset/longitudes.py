"""Longitudes around the globe: beyond 180 degrees, and lines that cross the 180th meridian (the antimeridian).

RFC 7946, section 3.1.9, asks that a shape which crosses the antimeridian be cut there. One that is not
has two neighbours whose longitudes differ by more than 180 degrees; between these it goes the short way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Longitude = TypeVar("Longitude", float, "NDArray[np.float64]")
HALF = 180.0
"""Degrees: half of the way around."""
MOST = 360.0
"""Degrees that a longitude may be written with: what QGIS draws across the antimeridian runs on beyond 180."""


def turned(longitude: Longitude, cut: float) -> Longitude:
    """Return a longitude, or many, as on a map that is cut at `cut`: from there to 360 degrees east of it."""
    return longitude - 360 * ((longitude - cut) // 360)


def normal(longitude: float) -> float:
    """Return a longitude from -180 to 180; both of these stay as they are.

    >>> normal(187.25), normal(-187.25), normal(180.0), normal(-180.0)
    (-172.75, 172.75, 180.0, -180.0)
    """
    return longitude if abs(longitude) <= HALF else turned(longitude, -HALF)


def beyond(shape: BaseGeometry) -> float | None:
    """Return the first longitude of a shape that is beyond 180 degrees, if any."""
    longitudes = shapely.get_coordinates(shape)[:, 0]
    found = longitudes[np.abs(longitudes) > HALF]
    return float(found[0]) if found.size else None


def normalized(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with longitudes from -180 to 180, itself if they are.

    A part that lies wholly beyond 180 degrees is turned as one: where it touched 180 it touches -180. One
    that lies on both sides then jumps from side to side; see `unwrapped`.
    """
    if beyond(shape) is None:
        return shape
    parts = [shapely.transform(part, _normalized, include_z=part.has_z) for part in shapely.get_parts(shape)]
    return _joined(parts, like=shape)


def _normalized(at: NDArray[np.float64]) -> NDArray[np.float64]:
    longitudes = at[:, 0].copy()
    for side in (HALF, -HALF):
        if (longitudes / side >= 1).all() and (longitudes / side > 1).any():
            return np.column_stack([longitudes - 2 * side, at[:, 1:]])
    return np.column_stack([[normal(one) for one in longitudes], at[:, 1:]])


def jump(shape: BaseGeometry) -> tuple[float, float] | None:
    """Return the first two neighbours in a line or ring whose longitudes differ by more than 180 degrees, if any."""
    lines = shapely.get_parts(shape)
    if shapely.get_dimensions(shape) == 0:
        return None
    if shapely.get_dimensions(shape) == 2:
        lines = shapely.get_rings(lines)
    at, line = shapely.get_coordinates(lines, return_index=True)
    apart = np.abs(np.diff(at[:, 0]))
    found = np.flatnonzero((apart > HALF) & (np.diff(line) == 0))
    return (float(at[found[0], 0]), float(at[found[0] + 1, 0])) if found.size else None


def leap(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say of each of many shapes whether two positions that follow one another are more than 180 degrees apart.

    They may belong to two parts of it: `jump` finds something in some of these, and in no other.
    """
    at, shape = shapely.get_coordinates(shapes, return_index=True)
    found = np.zeros(len(shapes), dtype=bool)
    found[shape[1:][(np.abs(np.diff(at[:, 0])) > HALF) & (np.diff(shape) == 0)]] = True
    return found


def unwrapped(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape whose lines and rings go the short way around, in one piece.

    Parameters
    ----------
    shape
        Degrees (EPSG:4326), longitude before latitude, from -180 to 180.

    Returns
    -------
    BaseGeometry
        The same where no neighbours are more than 180 degrees apart. Else each part begins in the west
        between -180 and 180 degrees and may run beyond. An area around a pole stays as it is: there is no
        short way around it.
    """
    if jump(shape) is None:
        return shape
    parts = shapely.get_parts(shape)
    if shapely.get_dimensions(shape) == 1:
        return _joined([LineString(_shifted(_continued(part), -HALF)) for part in parts], like=shape)
    return _joined([_area(part) for part in parts], like=shape)


def _joined(parts: Sequence[BaseGeometry], *, like: BaseGeometry) -> BaseGeometry:
    """Return parts as a geometry of the type of another."""
    build: Mapping[str, Callable[..., BaseGeometry]]
    build = {"MultiPoint": MultiPoint, "MultiLineString": MultiLineString, "MultiPolygon": MultiPolygon}
    return build[like.geom_type](parts) if like.geom_type in build else parts[0]


def _area(part: Polygon) -> Polygon:
    shell = _continued(part.exterior)
    if shell[0, 0] != shell[-1, 0]:
        return part
    shell = _shifted(shell, -HALF)
    west = shell[:, 0].min()
    return Polygon(shell, [_shifted(_continued(hole), west) for hole in part.interiors])


def _continued(line: BaseGeometry) -> NDArray[np.float64]:
    """Return positions of a line; each longitude is at most 180 degrees from the one before it."""
    at = np.array(line.coords, dtype=float)
    steps = np.diff(at[:, 0])
    turns = np.where(np.abs(steps) > HALF, -np.round(steps / 360), 0)
    at[1:, 0] += 360 * np.cumsum(turns)
    return at


def _shifted(at: NDArray[np.float64], cut: float) -> NDArray[np.float64]:
    """Return positions moved by whole turns, so that the westernmost stands in the 360 degrees east of `cut`."""
    west = float(at[:, 0].min())
    return np.column_stack([at[:, 0] + (turned(west, cut) - west), at[:, 1:]])
