"""Land cut into faces along every line that was once a border of the Soviet Union.

The lines are Natural Earth's borders, province lines and rivers of today, and the hand-drawn
lines of ``cuts.geojson``; ``zones.py`` tells whose land a face was. Coordinates are WGS 84,
longitude before latitude; longitudes run on past 180.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import natural_earth
import shapely
import zones
from shapely import affinity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent

GRID = 0.001
"""In degrees: lines that come closer than this become one."""

REACH = 0.15
"""In degrees: the end of a line that stops so short of another line is led up to it."""

LARGEST_SLIVER = 0.01
"""In square degrees: a larger piece cut off without a town or box in it stops the build."""


@dataclass(frozen=True, slots=True)
class Face:
    """A piece of land between lines: a zone of ``zones.ZONES`` or another country's code."""

    polygon: shapely.Polygon
    label: str


def modern_lines(wheels: Path, countries: gpd.GeoDataFrame) -> Sequence[BaseGeometry]:
    """Return today's borders, province lines and rivers that were once a border, cut at nodes."""
    lines = [countries.boundary.union_all(), *province_lines(wheels), *rivers(wheels)]
    return closed(noded(lines))


def cut_land(modern: Sequence[BaseGeometry], countries: gpd.GeoDataFrame) -> list[Face]:
    """Cut the Soviet Union and its neighbours along every line that was once its border."""
    net = noded([*modern, *cuts()])
    return list(labelled(shapely.get_parts(shapely.polygonize(net)), countries))


def read_countries(wheels: Path) -> gpd.GeoDataFrame:
    """Return one row a zone or neighbour, dissolved, with the code in the index.

    The borders between most of the later republics vanish here: none was ever a border of the
    Soviet Union. Chukotka is moved by 360 degrees beside the rest of Asia.
    """
    layer = natural_earth.read_layer(wheels, "countries_10m")
    codes = zones.COUNTRIES | {code: code for code in zones.NEIGHBOURS}
    layer = layer[layer["ADM0_A3"].isin(codes)].explode(ignore_index=True)
    west = layer.geometry.bounds.maxx < -160
    layer.loc[west, "geometry"] = layer[west].translate(xoff=360)
    layer["label"] = layer["ADM0_A3"].map(codes)
    layer["apart"] = layer["ADM0_A3"].where(layer["ADM0_A3"].isin(zones.APART), "")
    layer["geometry"] = shapely.set_precision(layer.geometry.values, GRID)
    return layer.dissolve(["label", "apart"], grid_size=GRID)[["geometry"]]


def province_lines(wheels: Path) -> list[BaseGeometry]:
    """Return the lines between a group of ``zones.PROVINCES`` and the provinces outside it."""
    layer = natural_earth.read_layer(wheels, "provinces_10m")
    lines = []
    for country, names in zones.PROVINCES:
        outer = layer["name_l"].isin(names) != layer["name_r"].isin(names)
        lines.append(layer[outer & (layer["adm0_a3"] == country)].union_all())
    return lines


def rivers(wheels: Path) -> list[BaseGeometry]:
    """Return the stretches of ``zones.RIVERS``."""
    layer = natural_earth.read_layer(wheels, "rivers_10m")
    boxes = ((name, shapely.box(*bounds)) for name, bounds in zones.RIVERS)
    return [layer[layer["name"] == name].union_all().intersection(box) for name, box in boxes]


def cuts() -> list[BaseGeometry]:
    """Return the hand-drawn lines of cuts.geojson."""
    return list(gpd.read_file(HERE / "cuts.geojson").geometry)


def noded(lines: Iterable[BaseGeometry]) -> Sequence[BaseGeometry]:
    """Return the lines cut at every crossing, on the grid, merged between crossings."""
    network = shapely.unary_union(list(lines), grid_size=GRID)
    return shapely.get_parts(shapely.line_merge(network))


def closed(net: Sequence[BaseGeometry]) -> Sequence[BaseGeometry]:
    """Lead ends that stop just short of another line up to it; polygonizing needs closed rings."""
    ends = Counter(point for line in net for point in (line.coords[0], line.coords[-1]))
    tree = shapely.STRtree(net)
    loose = [shapely.Point(point) for point, count in ends.items() if count == 1]
    return noded([*net, *(gap for point in loose for gap in bridge(point, net, tree))])


def bridge(end: shapely.Point, net: Sequence[BaseGeometry], tree: shapely.STRtree) -> Iterator[shapely.LineString]:
    """Yield the short line from a loose end to the nearest other line, if one is in reach."""
    near = [net[i] for i in tree.query(end, predicate="dwithin", distance=REACH)]
    others = [line for line in near if line.distance(end) > 0]
    if others:
        nearest = min(others, key=end.distance)
        target = nearest.interpolate(nearest.project(end))
        # A little beyond, lest rounding leave the gap open again.
        beyond = affinity.scale(shapely.LineString([end, target]), 1.02, 1.02, origin=end)
        yield beyond


# Whose land ---------------------------------------------------------------------------------


def labelled(pieces: Sequence[shapely.Polygon], countries: gpd.GeoDataFrame) -> list[Face]:
    """Return the pieces of land with their zone or country; what lies in no country is sea."""
    parts = countries.explode().reset_index()
    tree = shapely.STRtree(parts.geometry.values)
    seeds = [(shapely.Point(x, y), zone) for x, y, zone in zones.SEEDS.values()]
    known, slivers = [], []
    for piece in pieces:
        for index in tree.query(piece.point_on_surface(), predicate="within"):
            home, country = parts.label[index], parts.geometry[index]
            label = special_zone(piece, home, seeds)
            if label or home not in zones.ZONES or piece.area > 0.99 * country.area:
                known.append(Face(piece, label or home))
            else:
                slivers.append(piece)
    return known + [Face(sliver, neighbour(sliver, known)) for sliver in slivers]


def neighbour(sliver: shapely.Polygon, known: Sequence[Face]) -> str:
    """Return the label of the face that shares the longest line with a sliver without a town.

    Slivers arise where a hand-drawn line crosses a river or a border at a flat angle.
    """
    if sliver.area > LARGEST_SLIVER:
        msg = f"no town of zones.SEEDS in the land around {sliver.point_on_surface().wkt}"
        raise ValueError(msg)
    touching = (face for face in known if face.polygon.intersects(sliver))
    edge = sliver.exterior
    return max(touching, key=lambda face: edge.intersection(face.polygon.boundary).length).label


def special_zone(piece: shapely.Polygon, home: str, seeds: Iterable[tuple[shapely.Point, str]]) -> str | None:
    """Return the zone of the towns in the piece or of a box around it, None without either."""
    labels = {zone for town, zone in seeds if piece.contains(town)}
    labels = labels or {
        zone
        for default, bounds, zone in zones.BOXES
        if default == home and shapely.box(*bounds).contains(piece.point_on_surface())
    }
    if len(labels) > 1:
        msg = f"no line between {' and '.join(sorted(labels))}"
        raise ValueError(msg)
    return labels.pop() if labels else None
