"""Where the map of the world is cut open: layers and places turned so that nothing that matters lies on the cut.

The cut is the meridian opposite the middle of the places, or the one that ``atlas:seam`` of the dataset names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely import affinity
from shapely.geometry import LineString, shape

from geo.dataset.longitudes import HALF, turned, unwrapped
from geo.map.packed import lines

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 5
"""Of a degree of a place's shape: about a metre."""
GRID = 0.001
"""Degrees; what is cut is rounded to this, as coordinates of a basemap are no finer."""

WORLD = 355
"""Degrees; what is wider goes round the globe and was cut where it begins."""
STRIP = 0.5
SLIVER = 0.08
"""Half the width of a strip around the old cut, and of a sliver there, in degrees."""


def cut(collection: dict[str, Any], seam: float) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection (EPSG:4326, lon-lat) that fills the 360 degrees east of `seam`.

    What lies there already stays as it is; what does not is cut at the seam, moved by whole turns
    and joined again where it was cut before.
    """
    features = [_feature(feature, seam) for feature in collection["features"]]
    return {**collection, "features": [feature for feature in features if feature is not None]}


def _feature(feature: dict[str, Any], seam: float) -> dict[str, Any] | None:
    longitudes = [point[0] for line in lines(feature["geometry"]["coordinates"]) for point in line]
    if seam <= min(longitudes) and max(longitudes) <= seam + 360:
        return feature
    turned = _turned(shape(feature["geometry"]), seam)
    return None if turned.is_empty else {**feature, "geometry": json.loads(shapely.to_geojson(turned))}


def _turned(geometry: BaseGeometry, seam: float) -> BaseGeometry:
    window = shapely.box(seam, -90, seam + 360, 90)
    whole = shapely.make_valid(geometry)
    copies = [affinity.translate(whole, xoff=360 * turn).intersection(window) for turn in (-1, 0, 1)]
    kind = 2 if "Polygon" in geometry.geom_type else 1
    parts = [part for part in shapely.get_parts(shapely.get_parts(copies)) if shapely.get_dimensions(part) == kind]
    joined = shapely.union_all(parts, grid_size=GRID)
    if kind == 1:
        return shapely.line_merge(joined)
    west, _, east, _ = geometry.bounds
    return _closed(joined, west) if east - west > WORLD else joined


def _closed(land: BaseGeometry, longitude: float) -> BaseGeometry:
    """Close the slivers that are left where land was cut before: its sides were simplified each on its own."""
    strips = [shapely.box(at - STRIP, -90, at + STRIP, 90) for at in (longitude - 360, longitude, longitude + 360)]
    near = land.intersection(shapely.union_all(strips))
    closed = near.buffer(SLIVER, join_style="mitre").buffer(-SLIVER, join_style="mitre")
    return shapely.union_all([land, closed], grid_size=GRID)


def placed(geometry: BaseGeometry, seam: float) -> dict[str, list[Any]]:
    """Return what is drawn of the shape of a place on a map that is cut at `seam`.

    Parameters
    ----------
    geometry
        Degrees (EPSG:4326), longitude before latitude.
    seam
        Degrees east, -360 to 0.

    Returns
    -------
    dict
        ``lines``: lists of [longitude, latitude], of an area the outline of each part and of each hole; a
        ring ends where it begins. ``points``: [longitude, latitude] of each of several points. Longitudes
        are those of the map, from `seam` to 360 degrees east of it.
    """
    if shapely.get_dimensions(geometry) == 0:
        points = [[_rounded(turned(part.x, seam)), _rounded(part.y)] for part in shapely.get_parts(geometry)]
        return {"lines": [], "points": points}
    parts = [_stood(part, seam) for part in shapely.get_parts(unwrapped(geometry))]
    if _is_cut_at_180(geometry):
        parts = list(shapely.get_parts(shapely.union_all(parts)))
    lines = shapely.get_rings(parts) if shapely.get_dimensions(geometry) == 2 else parts
    return {"lines": [_positions(one) for line in lines for one in _on_map(line, seam)], "points": []}


def _stood(part: BaseGeometry, seam: float) -> BaseGeometry:
    """Return a part moved by whole turns to the side of the map where its middle lies."""
    west, _, east, _ = part.bounds
    middle = (west + east) / 2
    return affinity.translate(part, xoff=turned(middle, seam) - middle)


def _is_cut_at_180(geometry: BaseGeometry) -> bool:
    """Say whether an area was cut at the antimeridian: its parts are to be joined there, where the map is not cut."""
    if shapely.get_dimensions(geometry) < 2 or not geometry.is_valid:
        return False
    west, _, east, _ = geometry.bounds
    return west == -HALF and east == HALF


def _on_map(line: BaseGeometry, seam: float) -> list[BaseGeometry]:
    """Return a line as it is, or, where it crosses the cut, what lies on each side of it."""
    west, _, east, _ = line.bounds
    if seam <= west and east <= seam + 360:
        return [line]
    window = shapely.box(seam, -90, seam + 360, 90)
    turns = range(int((west - seam) // 360), int((east - seam) // 360) + 1)
    copies = [affinity.translate(LineString(line.coords), xoff=-360 * turn) for turn in turns]
    inside = shapely.get_parts(shapely.intersection(copies, window))
    return [part for part in inside if shapely.get_dimensions(part) == 1]


def _positions(line: BaseGeometry) -> list[list[float]]:
    return [[_rounded(lon), _rounded(lat)] for lon, lat, *_ in line.coords]


def _rounded(degrees: float) -> float:
    return round(degrees, DECIMALS)
