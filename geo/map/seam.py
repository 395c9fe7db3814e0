"""Where the map of the world is cut open: layers turned so that nothing that matters lies on the cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely import affinity
from shapely.geometry import shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

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
    geometry = shape(feature["geometry"])
    west, _, east, _ = geometry.bounds
    if seam <= west and east <= seam + 360:
        return feature
    turned = _turned(geometry, seam)
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
    return _mended(joined, west) if east - west > WORLD else joined


def _mended(land: BaseGeometry, longitude: float) -> BaseGeometry:
    """Close the slivers that are left where land was cut before: its sides were simplified each on its own."""
    strips = [shapely.box(at - STRIP, -90, at + STRIP, 90) for at in (longitude - 360, longitude, longitude + 360)]
    near = land.intersection(shapely.union_all(strips))
    closed = near.buffer(SLIVER, join_style="mitre").buffer(-SLIVER, join_style="mitre")
    return shapely.union_all([land, closed], grid_size=GRID)
