"""Build the border of the Soviet Union by year: borders.json to draw, outlines.json to ask.

Run ``python data/basemap/borders.py``; see README.md for the two files and ``zones.py`` for what
joined when. Old borders are put together from Natural Earth's borders, province lines and rivers
of today, and from the hand-drawn lines of ``cuts.geojson``, so they are approximate.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import natural_earth
import shapely
import zones
from build import Feature, as_json, polygons
from faces import GRID, cut_land, modern_lines, read_countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    from faces import Face
    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent

EQUAL_AREA = "+proj=cea +lon_0=100 +datum=WGS84"
"""Cut open at 80 degrees W, for longitudes that run on past 180."""

LINE_TOLERANCE = {True: 0.006, False: 0.015}
"""Simplification of lines, in degrees, within ``EUROPE`` (True) and outside it."""

EUROPE = shapely.box(14, 44, 45, 72)
ZONE_TOLERANCE = 0.05
SMALLEST_ISLAND = 150
"""In km2, for the zones of outlines.json."""


def main() -> None:
    """Write borders.json and outlines.json beside this script."""
    with natural_earth.wheels_of_command_line(__doc__) as wheels:
        countries = read_countries(wheels)
        modern = modern_lines(wheels, countries)
    found = cut_land(modern, countries)
    notes = [{"from": first, "to": end, "note": n} for (first, end), n in zones.NOTES.items()]
    write(HERE / "borders.json", border_features(found, modern), notes=notes)
    write(HERE / "outlines.json", zone_features(found), notes=notes)


# Border lines -------------------------------------------------------------------------------


def border_features(found: Iterable[Face], modern: Sequence[BaseGeometry]) -> Iterator[Feature]:
    """Yield one feature for each pair of neighbours and each span of years of their border."""
    tree = shapely.STRtree(modern)
    shared: dict[tuple[str, str, bool], list[shapely.LineString]] = defaultdict(list)
    for step, labels in steps(found).items():
        if len(labels) == 2 and zones.border_years(*labels):
            line = shapely.LineString(step)
            by_hand = not tree.query(line.centroid, predicate="dwithin", distance=GRID).size
            shared[*sorted(labels), by_hand].append(line)
    for (one, other, by_hand), lines in shared.items():
        drawn = simplified_lines(shapely.line_merge(shapely.MultiLineString(lines)))
        for first, end in zones.border_years(one, other):
            properties = {
                "name": zones.line_name(one, other),
                "from": first,
                "to": end,
                "drawn": "by-hand" if by_hand else "natural-earth",
            }
            yield drawn, properties


def steps(found: Iterable[Face]) -> dict[tuple[tuple[float, float], ...], set[str]]:
    """Return each step from one vertex to the next with the labels on its sides.

    Faces of one network share their vertices, so a step with two labels is a border, one with a
    single label is a coast or lies within a zone.
    """
    sides: dict[tuple[tuple[float, float], ...], set[str]] = defaultdict(set)
    for face in found:
        for ring in (face.polygon.exterior, *face.polygon.interiors):
            for step in pairwise(ring.coords):
                sides[tuple(sorted(step))].add(face.label)
    return sides


def simplified_lines(lines: BaseGeometry) -> BaseGeometry:
    """Return the lines simplified; their ends stay, so that neighbouring lines still meet."""
    parts = shapely.get_parts(lines)
    drawn = [part.simplify(LINE_TOLERANCE[EUROPE.intersects(part)]) for part in parts]
    return shapely.MultiLineString(drawn)


# Zones --------------------------------------------------------------------------------------


def zone_features(found: Iterable[Face]) -> Iterator[Feature]:
    """Yield the zones as polygons that add up: Soviet in year y if from <= y < to."""
    soviet = gpd.GeoDataFrame(
        [(face.label, face.polygon) for face in found if face.label in zones.ZONES],
        columns=["zone", "geometry"],
        crs=4326,
    ).dissolve("zone")
    parts = soviet.explode()
    parts["geometry"] = shapely.coverage_simplify(parts.geometry.values, ZONE_TOLERANCE)
    parts = parts[square_km(parts.geometry) >= SMALLEST_ISLAND]
    for key, group in parts.groupby("zone"):
        zone = zones.ZONES[key]
        properties = {"id": key, "name": zone.name, "from": zone.first, "to": zone.end}
        yield shapely.MultiPolygon(polygons(group.geometry)), properties


def square_km(geometries: gpd.GeoSeries) -> pd.Series:
    """Return the areas in km2, also of land across the antimeridian."""
    areas: pd.Series = geometries.to_crs(EQUAL_AREA).area
    return areas / 1e6


# Output -------------------------------------------------------------------------------------


def write(path: Path, features: Iterable[Feature], **members: Any) -> None:
    """Write a FeatureCollection with foreign members (RFC 7946, section 6.1), one feature a line.

    The order of the features never changes.
    """
    collection = {"type": "FeatureCollection", **members}
    head = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    lines = sorted(as_json(geometry, properties) for geometry, properties in features)
    text = head[:-1] + ',"features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
