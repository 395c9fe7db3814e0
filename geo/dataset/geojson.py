"""Strict JSON and RFC 7946 geometry: what GDAL would repair in silence is reported instead.

``json`` alone accepts NaN, Infinity and duplicate keys, and GDAL accepts open rings and swapped
coordinates; a dataset about real places may not be changed on the way in.
"""

from __future__ import annotations

import json
import math
import re
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

from geo.dataset.longitudes import MOST
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

MAX_DEPTH = 40
MAX_HEIGHT = 100_000
"""Metres above or below the ellipsoid; more is no height on Earth."""
BUILDERS: Mapping[str, tuple[int, Callable[..., BaseGeometry]]] = {
    "Point": (0, Point),
    "MultiPoint": (1, MultiPoint),
    "LineString": (1, LineString),
    "MultiLineString": (2, MultiLineString),
    "Polygon": (2, lambda rings: Polygon(rings[0], rings[1:])),
    "MultiPolygon": (3, lambda parts: MultiPolygon([(rings[0], rings[1:]) for rings in parts])),
}
LEAST_POSITIONS = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
OF_OTHERS = {
    "FeatureCollection": ("coordinates", "geometries", "geometry", "properties"),
    "Feature": ("coordinates", "geometries", "features"),
}
"""Members that RFC 7946, section 7.1, forbids because they belong to another type of object."""
CRS = "has a member 'crs', but GeoJSON is always WGS 84, longitude before latitude"
WGS84 = {
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "OGC:CRS84",
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
}
"""Names of WGS 84 with longitude first that GDAL, and so QGIS and geopandas, write into a member 'crs'.

EPSG:4326 is not among them: by the book its latitude stands first, and programs differ.
"""
OF_GEOMETRIES = ("geometry", "properties", "features")
_ID = re.compile("[a-z0-9-]{1,64}")
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape of one half of a character, whose other half may be missing."""
_AT_ONCE = 1_000_000
"""Bytes whose brackets are counted at a time."""
_STEPS = np.zeros(256, dtype=np.int8)
"""By how many levels each byte leads deeper."""
_STEPS[[*b"[{"]], _STEPS[[*b"]}"]] = 1, -1


def parse(text: str, *, written: bool = True) -> object:
    """Read JSON strictly.

    Parameters
    ----------
    text
        The whole of it.
    written
        Whether numbers remember how they were written (`Written`); many coordinates are read faster without.

    Raises
    ------
    ValueError
        For malformed JSON, duplicate keys, NaN, Infinity and numbers too large to tell from it,
        lone surrogates, or nesting deeper than 40 levels.
    """
    if nesting(text) > MAX_DEPTH:
        msg = f"nested deeper than {MAX_DEPTH} levels"
        raise ValueError(msg)
    numbers = {"parse_float": _written, "parse_int": _whole} if written else {"parse_float": _finite}
    value: object = json.loads(text, object_pairs_hook=_unique, parse_constant=refuse, **numbers)
    if SURROGATE.search(text):  # only an escape can bring in a lone one, which cannot be encoded
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


class Written(float):
    """A number that remembers how it was written: ``1.0``, ``1e5`` and ``-0`` stay what they are as text."""

    __slots__ = ("text",)
    text: str

    def __str__(self) -> str:
        """Return the digits of the file."""
        return self.text


def nesting(text: str) -> int:
    """Return how deep brackets nest, outside of strings; counting ends one level beyond `MAX_DEPTH`.

    A text with a lone surrogate is a ValueError.
    """
    content = (
        text.encode("utf-8").replace(rb"\\", b"").replace(rb"\"", b"")
    )  # what is left of quotes opens or ends texts
    depth = deepest = quotes = 0
    for start in range(0, len(content), _AT_ONCE):
        block = np.frombuffer(content, np.uint8, min(_AT_ONCE, len(content) - start), start)
        ends, brackets = np.flatnonzero(block == ord('"')), np.flatnonzero(_STEPS[block])
        outside = brackets[(np.searchsorted(ends, brackets) + quotes) % 2 == 0]
        depths = depth + np.cumsum(_STEPS[block[outside]], dtype=np.int64)
        quotes += len(ends)
        if len(depths):
            depth, deepest = int(depths[-1]), max(deepest, int(depths.max()))
        if deepest > MAX_DEPTH:
            return MAX_DEPTH + 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        msg = f"the key {shorten(_twice(pairs))!r} stands twice in one object"
        raise ValueError(msg)
    return result


def _twice(pairs: list[tuple[str, Any]]) -> str:
    """Return the first key that stood before."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return key
        seen.add(key)
    return ""


def refuse(constant: str) -> object:
    """Raise a ValueError: what Python's reader takes for a number beyond numbers is no JSON."""
    msg = f"{constant} is not JSON"
    raise ValueError(msg)


def _whole(digits: str) -> int | float:
    if len(digits) > sys.float_info.max_10_exp:
        _finite(digits)  # one that is too large takes long to read
    return _written(digits) if digits == "-0" else int(digits)


def _written(digits: str) -> Written:
    value = Written(digits)
    if math.isinf(value):
        _finite(digits)  # says so
    value.text = digits
    return value


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        msg = f"the number {shorten(digits, 40)} is too large"
        raise ValueError(msg)
    return value


def named(position: object, key: object) -> str:
    """Return how a fault names a feature: by its position, and by its id where that is one: ``features[3](tartu)``."""
    return f"features[{position}]({key})" if isinstance(key, str) and _ID.fullmatch(key) else f"features[{position}]"


def member_faults(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the members that a Feature or FeatureCollection has beside its content."""
    for name in OF_OTHERS.get(value["type"], OF_GEOMETRIES):
        if name in value:
            yield f"a {value['type']} has no member {name!r}"
    if "crs" in value and value["type"] != "FeatureCollection":
        yield CRS
    if "bbox" in value and not (_nested(value["bbox"], 0) and len(value["bbox"]) in (4, 6)):
        yield "bbox must be a list of four or six numbers"
    if value["type"] == "Feature" and isinstance(value.get("id", ""), bool | list | dict | None):
        yield "the id of a feature must be a text or a number"


def names_wgs84(crs: object) -> bool:
    """Say whether the member 'crs' of a collection, as GeoJSON had it in 2008, names what RFC 7946 means anyway."""
    return crs in [{"type": "name", "properties": {"name": name}} for name in WGS84]


def geometry_faults(geometry: object) -> Iterator[str]:
    """Yield what is wrong with a GeoJSON geometry object; nothing for ``None`` and sound ones."""
    if geometry is None:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or kind not in BUILDERS:
        yield f"geometry must be null or one of {', '.join(BUILDERS)}"
        return
    yield from member_faults(geometry)
    depth, _ = BUILDERS[kind]
    coordinates = geometry.get("coordinates")
    if not _nested(coordinates, depth):
        yield f"coordinates of a {kind} must be lists of numbers nested {depth + 1} deep"
        return
    yield from _position_faults(list(_positions(coordinates, depth)))
    yield from _line_faults(kind, coordinates, depth)


def _nested(value: object, depth: int) -> bool:
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


def _position_faults(positions: list[list[float]]) -> Iterator[str]:
    for position in positions:
        fault = _position_fault(*position)
        if fault:
            yield fault
            return
    if len({len(position) for position in positions}) > 1:
        yield "some positions have two numbers and some three"


def _position_fault(*numbers: float) -> str:
    """Return what is wrong with one position; numbers may be integers beyond any float."""
    if len(numbers) not in (2, 3):
        return f"a position has two numbers (longitude, latitude) or three, not {len(numbers)}"
    lon, lat = numbers[:2]
    if not (abs(lon) <= MOST and abs(lat) <= 90):
        swapped = abs(lat) <= 180 and abs(lon) <= 90
        hint = ", are they swapped, or has a decimal sign slipped?" if swapped else ", has a decimal sign slipped?"
        return f"[{_short(lon)}, {_short(lat)}] is not longitude, latitude in degrees{hint}"
    if not all(abs(height) <= MAX_HEIGHT for height in numbers[2:]):
        return f"{_short(numbers[2])} is no height in metres"
    return ""


def _short(number: float) -> str:
    return shorten(str(number), 24)


def _line_faults(kind: str, coordinates: object, depth: int) -> Iterator[str]:
    least = LEAST_POSITIONS.get(kind)
    if least is None:
        return
    for line in _positions(coordinates, depth - 1):
        if len(line) < least:
            yield f"a part of a {kind} needs at least {least} positions, not {len(line)}"
        elif least == 4 and line[0] != line[-1]:
            yield "a ring must end where it begins"


def to_shape(geometry: Mapping[str, Any] | None) -> BaseGeometry | None:
    """Build the geometry of a sound GeoJSON object as written; degrees, longitude before latitude."""
    if geometry is None:
        return None
    _, build = BUILDERS[geometry["type"]]
    return build(geometry["coordinates"])
