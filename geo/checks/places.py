"""Checks of places: sound geometries, longitude before latitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import Point

from geo.dataset import cells, longitudes, screens
from geo.dataset.sphere import RADIUS, directions

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.checks.context import CheckContext
    from geo.dataset.screens import Mask
    from geo.model import Problem

FAR_KM = 500.0
"""A place farther than this from every other of its country is looked at."""
NEAR_KM = 200.0
"""Exchanged, it must lie nearer than this to one of them, and ten times as near as it is written."""
FEWEST = 3
"""Other places of the country; with fewer nothing can be said."""
CELL = 3.0
"""Degrees; the diagonal of a cell is shorter than `FAR_KM` anywhere on Earth."""
_AT_ONCE = 500
POINT, POLYGON = int(shapely.GeometryType.POINT), int(shapely.GeometryType.POLYGON)
WIDE = {"region", "national", "international"}
"""Scopes of places that no point alone can stand for."""
LEAST_METRES = 10_000
"""What concerned a region lies not within a smaller radius."""


def check_geometries(atlas: CheckContext) -> Iterator[Problem]:
    """Lines and rings do not cross themselves; outer rings run counterclockwise (RFC 7946, a warning)."""
    for index, written in _suspects_of(atlas, _doubtful(atlas.places)):
        shape = longitudes.unwrapped(written)
        if not shape.is_valid:
            why, fix = "the geometry crosses or repeats itself", "draw it again without crossing lines"
            yield atlas.problem("places", index, "geometry", "", why, fix)
        elif any(not part.exterior.is_ccw for part in getattr(shape, "geoms", [shape]) if hasattr(part, "exterior")):
            why, fix = "the outer ring runs clockwise", "reverse it, as RFC 7946, section 3.1.6, asks"
            yield atlas.problem("places", index, "geometry", "", why, fix, warning=True)


def _doubtful(places: gpd.GeoDataFrame) -> Mask:
    """Say of each place whether its geometry may be one of which `check_geometries` says something."""
    shapes = _shapes(places)
    parts, place = shapely.get_parts(shapes, return_index=True)
    found: Mask = ~shapely.is_valid(shapes) | longitudes.leap(shapes)
    found[place[(shapely.get_type_id(parts) == POLYGON) & ~shapely.is_ccw(shapely.get_exterior_ring(parts))]] = True
    return found & ~shapely.is_missing(shapes)


def _suspects_of(atlas: CheckContext, suspect: Mask) -> Iterator[tuple[int, BaseGeometry]]:
    """Yield the position and the geometry of those places that a screen suspects, all when there is none."""
    found = atlas.places.geometry[atlas.screen(suspect)]
    yield from ((index, shape) for index, shape in found.items() if shape is not None)


def _shapes(places: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the geometries as `shapely` takes them: many at once."""
    return np.asarray(places.geometry.array, dtype=object)


def _are_points(places: gpd.GeoDataFrame) -> Mask:
    found: Mask = shapely.get_type_id(_shapes(places)) == POINT
    return found


def check_antimeridian(atlas: CheckContext) -> Iterator[Problem]:
    """No line or ring jumps from one side of the 180th meridian to the other (RFC 7946, a warning)."""
    for index, shape in _suspects_of(atlas, longitudes.leap(_shapes(atlas.places))):
        if not (found := longitudes.jump(shape)):
            continue
        kind = shape.geom_type.removeprefix("Multi")
        why = "goes more than half around the Earth; it is drawn the short way, across the 180th meridian"
        fix = f"cut it there into a Multi{kind}, as RFC 7946, section 3.1.9, asks"
        shown = f"longitude {found[0]:g} to {found[1]:g}"
        yield atlas.problem("places", index, "geometry", shown, why, fix, warning=True)


def check_nowhere(atlas: CheckContext) -> Iterator[Problem]:
    """No place lies at 0, 0, in the sea, where programs put what has no position (a warning)."""
    shapes = _shapes(atlas.places)
    for index, shape in _suspects_of(atlas, (shapely.get_x(shapes) == 0) & (shapely.get_y(shapes) == 0)):
        if isinstance(shape, Point) and shape.x == shape.y == 0:
            why = "lies in the sea, where empty cells become zeros"
            fix = "give its position, or null if it is not known"
            yield atlas.problem("places", index, "geometry", "[0, 0]", why, fix, warning=True)


def check_radius(atlas: CheckContext) -> Iterator[Problem]:
    """Points have a radius as wide as what stands there says of itself (a warning).

    What concerned a region did not happen within a few metres. Where a point is the seat of what acted from
    there, the kind of the event says so (`seat` of ``kinds.csv``).
    """
    wide = atlas.screen(screens.among(atlas.places, "scope", WIDE))
    regional = atlas.screen(screens.among(atlas.events, "scope", ["region"]))
    small = _small_points(atlas) if wide.any() or regional.any() else {}
    for index, place, scope in atlas.suspects(atlas.places, wide, "id", "scope"):
        if scope in WIDE and place in small:
            yield _too_small(atlas, "places", index, "precision_m", small[place])
    seats = {kind for kind, seat in zip(atlas["kinds"]["id"], atlas["kinds"]["seat"], strict=True) if seat == "true"}
    names = ("place_id", "scope", "kind", "kind_detail")
    for index, place, scope, kind, detail in atlas.suspects(atlas.events, regional, *names):
        if scope == "region" and place in small and (detail or kind) not in seats:
            yield _too_small(atlas, "events", index, "scope", small[place])


def _small_points(atlas: CheckContext) -> dict[str, int]:
    """Return the places that are a point with a radius (metres) smaller than that of a region."""
    metres = dict(zip(atlas.places["id"], map(cells.number, atlas.places["precision_m"]), strict=True))
    points = {*atlas.places.loc[_are_points(atlas.places), "id"].tolist()}
    return {
        place: radius for place, radius in metres.items() if place in points and (radius or LEAST_METRES) < LEAST_METRES
    }


def _too_small(atlas: CheckContext, table: str, index: str, field: str, radius: int) -> Problem:
    why = f"says more than a town, but the point has a radius of {radius:,} m"
    fix = "give the place a wider radius or an area, the event another place, or its kind a seat (see data/README.md)"
    return atlas.problem(table, index, field, "", why, fix, warning=True)


def check_swapped(atlas: CheckContext) -> Iterator[Problem]:
    """Longitude stands before latitude, also where either order is legal (a warning).

    A place is suspected when it lies far from all other places of the same `country_today`, and with
    its coordinates exchanged close to one of them. Kolyma is far away too, but no exchange mends that.
    """
    places = atlas.places
    points = places[_are_points(places)]
    for _, group in points.groupby("country_today"):
        at = np.column_stack([group.geometry.x, group.geometry.y])
        if len(at) <= FEWEST:
            continue
        for row in _suspects(at):
            lon, lat = at[row]
            why = "lies far from the other places of its country, but close to them if exchanged: are they swapped?"
            fix = f"write longitude before latitude, [{lat:g}, {lon:g}], if that is meant"
            shown = f"[{lon:g}, {lat:g}]"
            yield atlas.problem("places", group.index[row], "geometry", shown, why, fix, warning=True)


def _suspects(at: NDArray[np.float64]) -> Iterator[int]:
    """Yield the rows of longitudes and latitudes that are probably exchanged."""
    others = directions(at)
    legal = np.flatnonzero((np.abs(at[:, 0]) <= 90) & _alone(at))
    for start in range(0, len(legal), _AT_ONCE):
        rows = legal[start : start + _AT_ONCE]
        written = _nearest(directions(at[rows]), others, rows)
        far, written = rows[written > FAR_KM], written[written > FAR_KM]
        exchanged = _nearest(directions(at[far][:, ::-1]), others, far)
        yield from map(int, far[(exchanged < NEAR_KM) & (exchanged * 10 < written)])


def _alone(at: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say of each point whether its cell of 3 degrees holds no other: two in one are at most 472 km apart, not far."""
    cells = np.floor(at / CELL).astype(np.int64) @ [1_000, 1]
    _, which, counts = np.unique(cells, return_inverse=True, return_counts=True)
    return np.asarray(counts[which] == 1)


def _nearest(points: NDArray[np.float64], others: NDArray[np.float64], own: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return how far (km) each point is from the nearest of the others, which are not itself."""
    cosine = points @ others.T
    cosine[np.arange(len(own)), own] = -1
    angle: NDArray[np.float64] = np.arccos(np.clip(cosine.max(axis=1), -1, 1))
    return RADIUS / 1000 * angle
