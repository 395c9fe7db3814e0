"""Distances on the Earth, taken as a sphere of its mean radius; of shapes to their nearest points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo.dataset.longitudes import unwrapped

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

RADIUS: Final = 6_371_000
"""Metres: the mean radius of the Earth (R1 of the IUGG, 6 371 008.8 m), rounded as it is usual."""
STEP: Final = 1.0
"""Degrees: a longer side of a shape, straight in longitude and latitude (RFC 7946), is taken in such pieces."""


def direction(longitude: float, latitude: float) -> tuple[float, float, float]:
    """Return where a point (degrees) lies on a sphere of radius 1, seen from its middle."""
    lon, lat = math.radians(longitude), math.radians(latitude)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def directions(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the `direction` of many points at once.

    Parameters
    ----------
    at
        Shape (n, 2): longitudes and latitudes in degrees.

    Returns
    -------
    NDArray
        Shape (n, 3).
    """
    lon, lat = np.radians(at).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def metres_from(longitude: float, latitude: float, directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the metres on the great circle from a point (degrees) to many `directions`, NaN where these are."""
    chord = np.linalg.norm(directions - np.array(direction(longitude, latitude)), axis=1)
    metres: NDArray[np.float64] = 2 * RADIUS * np.arcsin(chord / 2)
    return metres


def distance(one: Point, other: Point) -> float:
    """Return the metres on the great circle between two points (degrees, longitude before latitude).

    The haversine formula, which is exact for small distances too.
    """
    lon, lat, lon2, lat2 = (math.radians(degree) for degree in (one.x, one.y, other.x, other.y))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def sides(shape: BaseGeometry) -> NDArray[np.float64]:
    """Return the sides of a shape as directions of their two ends, shape (n, 2, 3); a point is one without length."""
    shape = shapely.segmentize(unwrapped(shape), STEP)
    parts = shapely.get_parts(shape)
    lines = shapely.get_rings(parts) if shapely.get_dimensions(shape) == 2 else parts
    at, line = shapely.get_coordinates(lines, return_index=True)
    ends, alone = directions(at), np.bincount(line) == 1
    goes_on = np.flatnonzero(line[1:] == line[:-1])
    pairs = [np.stack([ends[goes_on], ends[goes_on + 1]], axis=1), np.stack([ends[alone[line]]] * 2, axis=1)]
    return np.concatenate(pairs)


def metres_between(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the metres on the great circle between the nearest points of two shapes, 0 where they meet.

    Parameters
    ----------
    one, other
        Points, lines or areas, degrees (EPSG:4326), longitude before latitude.
    """
    if shapely.intersects(unwrapped(one), unwrapped(other)):
        return 0.0
    first, second = sides(one), sides(other)
    return min(_least(ends, of) for at, of in ((first, second), (second, first)) for ends in (at[:, 0], at[:, 1]))


def _least(points: NDArray[np.float64], of: NDArray[np.float64]) -> float:
    """Return the least metres from `points`, shape (m, 3), to the sides `of` a shape, (n, 2, 3).

    The nearest point of a great circle lies beneath the point, and counts where it is between the ends of the side.
    """
    begin, end = of[:, 0], of[:, 1]
    pole = np.cross(begin, end)
    length = np.linalg.norm(pole, axis=1, keepdims=True)
    pole = np.divide(pole, length, out=np.zeros_like(pole), where=length > 0)
    is_beside = (points @ np.cross(pole, begin).T > 0) & (points @ np.cross(end, pole).T > 0)
    off = np.where(is_beside, np.abs(points @ pole.T), np.inf)
    ends = min(np.linalg.norm(points[:, None] - at[None], axis=2).min() for at in (begin, end))
    across = np.arcsin(min(1.0, off.min())) if np.isfinite(off.min()) else np.inf
    return float(RADIUS * min(across, 2 * np.arcsin(min(1.0, ends / 2))))
