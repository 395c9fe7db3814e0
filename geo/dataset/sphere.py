"""Distances on the Earth, taken as a sphere of its mean radius."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import Point

RADIUS: Final = 6_371_000
"""Metres: the mean radius of the Earth (R1 of the IUGG, 6 371 008.8 m), rounded as it is usual."""


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
