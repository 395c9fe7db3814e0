"""Strict JSON and RFC 7946 geometry: what GDAL would repair in silence is told instead.

``json`` alone accepts NaN, Infinity and duplicate keys, and GDAL accepts open rings and swapped
coordinates; a dataset about real places may not be changed on the way in.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 40
BUILDERS = {
    "Point": (0, Point),
    "MultiPoint": (1, MultiPoint),
    "LineString": (1, LineString),
    "MultiLineString": (2, MultiLineString),
    "Polygon": (2, lambda rings: Polygon(rings[0], rings[1:])),
    "MultiPolygon": (3, lambda parts: MultiPolygon([(rings[0], rings[1:]) for rings in parts])),
}
LEAST_POSITIONS = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}


def parse(text: str) -> Any:
    """Read JSON strictly.

    Raises
    ------
    ValueError
        For malformed JSON, duplicate keys, NaN or Infinity, lone surrogates, or nesting deeper
        than 40 levels.
    """
    if nesting(text) > MAX_DEPTH:
        msg = f"nested deeper than {MAX_DEPTH} levels"
        raise ValueError(msg)
    value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate cannot be encoded
    return value


def nesting(text: str) -> int:
    """Return how deep brackets nest, outside of strings."""
    depth = deepest = 0
    inside = escaped = False
    for char in text:
        if inside:
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            msg = f"the key {key!r} stands twice in one object"
            raise ValueError(msg)
        result[key] = value
    return result


def _refuse(constant: str) -> Any:
    msg = f"{constant} is not JSON"
    raise ValueError(msg)


def geometry_faults(geometry: Any) -> Iterator[str]:
    """Yield what is wrong with a GeoJSON geometry object; nothing for ``None`` and sound ones."""
    if geometry is None:
        return
    if not isinstance(geometry, dict) or geometry.get("type") not in BUILDERS:
        yield f"geometry must be null or one of {', '.join(BUILDERS)}"
        return
    kind = geometry["type"]
    depth, _ = BUILDERS[kind]
    coordinates = geometry.get("coordinates")
    if not _nested(coordinates, depth):
        yield f"coordinates of a {kind} must be lists of numbers nested {depth + 1} deep"
        return
    yield from _position_faults(_positions(coordinates, depth))
    yield from _line_faults(kind, coordinates, depth)


def _nested(value: Any, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_nested(part, depth - 1) for part in value)
    return all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)


def _positions(value: Any, depth: int) -> Iterator[list[float]]:
    if depth == 0:
        yield value
    else:
        for part in value:
            yield from _positions(part, depth - 1)


def _position_faults(positions: Iterator[list[float]]) -> Iterator[str]:
    for position in positions:
        if len(position) not in (2, 3):
            yield f"a position has two numbers (longitude, latitude) or three, not {len(position)}"
            return
        lon, lat = position[:2]
        if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
            hint = ", are they swapped?" if abs(lat) <= 180 and abs(lon) <= 90 else ""
            yield f"[{lon}, {lat}] is not longitude, latitude in degrees{hint}"
            return


def _line_faults(kind: str, coordinates: Any, depth: int) -> Iterator[str]:
    least = LEAST_POSITIONS.get(kind)
    if least is None:
        return
    for line in _positions(coordinates, depth - 1):
        if len(line) < least:
            yield f"a part of a {kind} needs at least {least} positions, not {len(line)}"
        elif least == 4 and line[0] != line[-1]:
            yield "a ring must end where it begins"


def to_shape(geometry: dict[str, Any] | None) -> shapely.Geometry | None:
    """Build the geometry of a sound GeoJSON object; degrees, longitude before latitude."""
    if geometry is None:
        return None
    _, build = BUILDERS[geometry["type"]]
    shape: shapely.Geometry = build(geometry["coordinates"])
    return shape
