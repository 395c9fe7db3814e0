"""Build the offline basemap: land, lakes and rivers as small GeoJSON files without any border.

Run ``python data/basemap/build.py``; the same wheels and the same libraries give the same bytes.

The window of the atlas is 8-195 degrees E and 33-84 degrees N. Longitudes run on past 180 so
that Chukotka stays in one piece with the rest of Asia; only a coarse rest of the world lies
outside the window, lest the land end in a straight line on a wide screen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import geopandas as gpd
import history
import natural_earth
import pandas as pd
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent

SEAM = -75.0
"""Longitude, in degrees E, at which the world is cut open: it then runs from -75 to 285."""

EQUAL_AREA = "EPSG:6933"

Feature = tuple[BaseGeometry, dict[str, Any]]
Coordinates: TypeAlias = "float | Sequence[Coordinates]"


@dataclass(frozen=True, slots=True)
class Band:
    """A box drawn in one detail; a band leaves out the boxes of the finer bands before it.

    ``tolerance`` of simplification and ``grid`` of rounding are in degrees, areas in km2.
    """

    land: str
    box: shapely.Polygon
    tolerance: float
    grid: float
    smallest_island: float
    smallest_lake: float = 0.0


DETAIL = Band("land_10m", shapely.box(14, 53, 43, 67.5), 0.012, 0.001, 4, 150)
WINDOW = Band("land_50m", shapely.box(-12, 25, 195, 84), 0.03, 0.01, 50, 650)
WORLD = Band("land_110m", shapely.box(SEAM, -60, SEAM + 360, 84), 0.15, 0.1, 2000)

EUROPEAN_RIVERS = shapely.box(19, 44, 62, 72)
"""Here rivers of every rank are drawn, elsewhere those up to ``LEAST_RANK`` (1 the largest)."""

LEAST_RANK = 6
RIVER_TOLERANCE = {True: 0.018, False: 0.045}
RIVER_GRID = {True: 0.001, False: 0.01}
"""In degrees, for the European rivers (True) and the others."""

SMALLEST_LAKE_ISLAND = 25
"""In km2: the thousands of skerries in the Finnish lakes would outweigh the rest of the map."""


def main() -> None:
    """Write land.json, lakes.json and rivers.json beside this script."""
    with natural_earth.wheels_of_command_line(__doc__) as wheels:
        lakes = read_lakes(wheels)
        write(HERE / "land.json", [(land(wheels), {})])
        write(HERE / "lakes.json", lake_features(lakes))
        write(HERE / "rivers.json", river_features(wheels, lakes))


# Land ---------------------------------------------------------------------------------------


def land(wheels: Path) -> BaseGeometry:
    """Return the land of all bands as one MultiPolygon."""
    pieces: list[BaseGeometry] = []
    finer: BaseGeometry = shapely.Polygon()
    for band in (DETAIL, WINDOW, WORLD):
        layer = opened(natural_earth.read_layer(wheels, band.land).geometry)
        pieces.append(band_land(layer, band).intersection(band.box.difference(finer)))
        finer = shapely.union(finer, band.box)
    return shapely.unary_union(polygons(pieces), grid_size=DETAIL.grid)


def band_land(layer: gpd.GeoSeries, band: Band) -> BaseGeometry:
    """Return the islands and continents that reach into the band, in its detail."""
    islands = layer.explode(ignore_index=True)
    islands = islands[islands.intersects(band.box) & (square_km(islands) >= band.smallest_island)]
    drawn = [simplified(island, band.tolerance, band.grid) for island in islands]
    return shapely.unary_union(drawn)


def opened(layer: gpd.GeoSeries) -> gpd.GeoSeries:
    """Cut the world open at ``SEAM`` instead of the antimeridian and close it there."""
    world = layer.union_all()
    west = world.intersection(shapely.box(-180, -90, SEAM, 90))
    east = world.intersection(shapely.box(SEAM, -90, 180, 90))
    moved = affinity.translate(west, xoff=360)
    joined = shapely.unary_union([east, moved], grid_size=1e-6)
    return gpd.GeoSeries([joined], crs=layer.crs)


# Lakes --------------------------------------------------------------------------------------


def read_lakes(wheels: Path) -> gpd.GeoDataFrame:
    """Return the lakes of the window with name, from and to, the Aral Sea of 1960 included."""
    lakes = natural_earth.read_layer(wheels, "lakes_10m").cx[8:180, 33:84]
    names = lakes["ne_id"].map(history.NAMES).fillna(lakes["name_en"]).fillna(lakes["name"])
    history.check_names(names)
    periods = [history.period(*key) for key in zip(names, lakes["year"], strict=True)]
    lakes = lakes.assign(
        name=names,
        first=pd.Series([first for first, _ in periods], lakes.index, dtype=object),
        last=pd.Series([last for _, last in periods], lakes.index, dtype=object),
    )
    return pd.concat([lakes, aral(lakes)], ignore_index=True)


def aral(lakes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the undivided Aral Sea: the hand-drawn outline and what is left of it today."""
    left = lakes[lakes["name"].isin(history.ARAL_REMNANTS)].union_all()
    whole = shapely.union(left, history.ARAL_1960)
    row = {"name": "Aral Sea", "first": None, "last": history.ARAL_SPLIT, "geometry": whole}
    return gpd.GeoDataFrame([row], crs=lakes.crs)


def lake_features(lakes: gpd.GeoDataFrame) -> Iterable[Feature]:
    """Yield the lakes that are large enough for the band in which they lie."""
    for lake, area in zip(lakes.itertuples(), square_km(lakes.geometry), strict=True):
        band = DETAIL if DETAIL.box.contains(lake.geometry.centroid) else WINDOW
        if area >= band.smallest_lake:
            name = lake.name if isinstance(lake.name, str) else None
            properties = {"name": name, "from": lake.first, "to": lake.last}
            yield simplified(without_islets(lake.geometry), band.tolerance, band.grid), properties


def without_islets(lake: BaseGeometry) -> BaseGeometry:
    """Fill the holes in a lake that are smaller than ``SMALLEST_LAKE_ISLAND``."""
    parts = shapely.get_parts(lake)
    holes = gpd.GeoSeries([shapely.Polygon(r) for p in parts for r in p.interiors], crs=4326)
    large = holes[square_km(holes) >= SMALLEST_LAKE_ISLAND].union_all()
    whole = shapely.union_all([shapely.Polygon(part.exterior) for part in parts])
    drawn: BaseGeometry = shapely.difference(whole, large)
    return drawn


# Rivers -------------------------------------------------------------------------------------


def river_features(wheels: Path, lakes: gpd.GeoDataFrame) -> Iterable[Feature]:
    """Yield one feature per rank and region; rank is Natural Earth's scalerank, 1 the largest."""
    rivers = natural_earth.read_layer(wheels, "rivers_10m").cx[8:180, 33:84]
    changing = lakes[lakes["first"].notna() | lakes["last"].notna()].union_all()
    # The course within a lake shows only where the lake comes or goes with the years.
    rivers = rivers[(rivers.featurecla == "River") | rivers.intersects(changing)]
    rivers = rivers.assign(european=rivers.intersects(EUROPEAN_RIVERS))
    rivers = rivers[rivers.european | (rivers.scalerank <= LEAST_RANK)]
    for (european, rank), group in rivers.groupby(["european", "scalerank"]):
        lines = shapely.line_merge(shapely.union_all(group.geometry.values))
        drawn = simplified(lines, RIVER_TOLERANCE[european], RIVER_GRID[european])
        yield drawn, {"rank": int(rank)}


# Geometry -----------------------------------------------------------------------------------


def simplified(geometry: BaseGeometry, tolerance: float, grid: float) -> BaseGeometry:
    """Return the valid geometry, simplified and rounded; both lengths in degrees."""
    return shapely.set_precision(geometry.simplify(tolerance), grid)


def square_km(geometries: gpd.GeoSeries) -> pd.Series:
    """Return the areas in km2."""
    areas: pd.Series = geometries.to_crs(EQUAL_AREA).area
    return areas / 1e6


def polygons(geometries: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Return the polygons in the geometries, without the lines and points a cut may leave."""
    parts = shapely.get_parts(shapely.get_parts(list(geometries)))
    return [part for part in parts if part.geom_type == "Polygon"]


# Output -------------------------------------------------------------------------------------


def write(path: Path, features: Iterable[Feature]) -> None:
    """Write an RFC 7946 FeatureCollection, one feature a line, in an order that never changes."""
    lines = sorted(as_json(geometry, properties) for geometry, properties in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def as_json(geometry: BaseGeometry, properties: dict[str, Any]) -> str:
    """Return a GeoJSON feature as compact text: three decimals, outer rings anticlockwise."""
    plain = shapely.orient_polygons(shapely.normalize(geometry))
    mapping = {
        "type": plain.geom_type,
        "coordinates": rounded(plain.__geo_interface__["coordinates"]),
    }
    feature = {"type": "Feature", "properties": properties, "geometry": mapping}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def rounded(coordinates: Coordinates) -> Coordinates:
    """Return the coordinates to 0.001 degree, whole degrees as integers to save bytes."""
    if isinstance(coordinates, float | int):
        number = round(coordinates, 3)
        return int(number) if number == int(number) else number
    return [rounded(part) for part in coordinates]


if __name__ == "__main__":
    main()
