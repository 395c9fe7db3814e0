"""The one point that stands for a place: its symbol, its position in a table. Distances are to the nearest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import Point

from geo.dataset.longitudes import HALF, normal, unwrapped

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


def representative(shape: BaseGeometry) -> Point:
    """Return a point that lies on or in a shape.

    Of a line it is the point half-way along it, of several lines that of the longest; both are
    measured in degrees. Of an area it lies inside, in none of its holes (GEOS, interior point); of
    several areas in the one that is widest there. Of several points it is the one nearest to their middle.
    What crosses the antimeridian goes the short way.

    Parameters
    ----------
    shape
        Degrees (EPSG:4326), longitude before latitude.

    Returns
    -------
    Point
        In the same coordinates: `x` is the longitude, `y` the latitude.
    """
    shape = unwrapped(shape)
    if shape.geom_type == "MultiLineString":
        shape = max(shapely.get_parts(shape), key=lambda line: line.length)
    line = shape.geom_type == "LineString"
    point = shape.interpolate(0.5, normalized=True) if line else shape.representative_point()
    return Point(normal(point.x), point.y)


def coordinates(shapes: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude (degrees) of the point of each shape, NaN without one."""
    lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)  # of what is no point NaN
    for at in np.flatnonzero((shapely.get_type_id(shapes) > 0) | (np.abs(lon) > HALF)):
        point = representative(shapes[at])
        lon[at], lat[at] = point.x, point.y
    return lon, lat
