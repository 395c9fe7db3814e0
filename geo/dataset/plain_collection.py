"""The quick way to read a file of GeoJSON of whose features each is plain (`geo.dataset.plain_features`).

Python's own reader of JSON is then all that looks at single values; what it makes is examined by column. It does not
tell a key that stands twice, nor numbers as they were written: a file that may have such is left to the strict reader.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.dataset import encodings, geojson
from geo.dataset.plain_csv import TEXT
from geo.dataset.plain_features import MEMBERS, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Objects = Sequence[dict[str, Any]]

_OF_COLLECTION: Final = frozenset(("type", "name", "features"))
_NEEDED: Final = MEMBERS - {"id"}
_OF_POINT: Final = frozenset(("type", "coordinates"))
_SPACED: Final = re.compile(rb'"\s+:')
"""A colon that does not stand at its key, as it nearly always does: by that keys are counted."""
_LARGE: Final = 10**300
"""From where on a whole number may be larger than any that JSON is read for."""


def read(content: bytes, fields: Sequence[str]) -> gpd.GeoDataFrame | None:
    """Return the features of a file as text, indexed by their position, if each is plain; None for any other file.

    Geometries are points or None, in EPSG:4326, longitude before latitude.
    """
    collection = _parsed(content) or {}
    features = collection.get("features")
    if not isinstance(features, list) or not _are(features, MEMBERS, _NEEDED, "Feature"):
        return None
    properties, shapes = ([one[name] for one in features] for name in ("properties", "geometry"))
    points = [shape for shape in shapes if shape is not None]
    if not _are(properties, frozenset(fields)) or not _are(points, _OF_POINT, _OF_POINT, "Point"):
        return None
    keys = sum(map(len, chain([collection], features, properties, points)))
    texts, at = [*map(_texts, _by_name(properties, fields))], _positions(points)
    columns = {name: _column(one) for name, one in zip(fields, texts, strict=True) if one is not None}
    if at is None or len(columns) < len(texts) or not _may_be_ids(features) or content.count(b'":') != keys:
        return None
    index = pd.Index(np.arange(len(features)))
    frame = pd.DataFrame(columns, index=index, copy=False)
    geometry = np.full(len(shapes), None, dtype=object)
    geometry[[shape is not None for shape in shapes]] = shapely.points(at)
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(geometry, index=index, crs="EPSG:4326"))


def _parsed(content: bytes) -> dict[str, Any] | None:
    """Return a file as Python reads it, if it is a collection whose keys can be counted and whose texts encoded."""
    if encodings.wide(content) or _SPACED.search(content):
        return None
    try:
        text = content.decode()
        found = None if geojson.SURROGATE.search(text) else json.loads(text, parse_constant=geojson.refuse)
    except (ValueError, RecursionError):
        return None
    if type(found) is not dict or found.get("type") != "FeatureCollection":
        return None
    return found if found.keys() <= _OF_COLLECTION and type(found.get("name", "")) is str else None


def _are(values: Sequence[Any], members: frozenset[str], needed: frozenset[str] = frozenset(), kind: str = "") -> bool:
    """Say whether all values are objects of a type that have some members, those that are needed among them."""
    if {*map(type, values)} - {dict}:
        return False
    alike = {*map(tuple, values)}  # the names of their members, of which there are few different ones
    if not all(needed <= {*names} <= members for names in alike):
        return False
    return not kind or [one["type"] for one in values].count(kind) == len(values)


def _by_name(properties: Objects, fields: Sequence[str]) -> list[Sequence[Any]]:
    """Return the values of each property of all features."""
    alike = {*map(tuple, properties)}
    if len(alike) != 1:
        return [[one.get(name) for one in properties] for name in fields]
    none = [None] * len(properties)
    found = dict(zip(*alike, zip(*map(dict.values, properties), strict=True), strict=True))
    return [found.get(name, none) for name in fields]


def _texts(values: Sequence[Any]) -> Sequence[str] | None:
    """Return a property of all features as text; None where it may have been written in another way."""
    kinds = {*map(type, values)}
    if kinds == {str}:
        return values
    if not (kinds <= {str, int, type(None)} or kinds <= {str, bool, type(None)}):
        return None  # to a dict, 1 and true are the same
    texts = {value: as_text(value) for value in {*values}}
    whole = [value for value in texts if type(value) is int]
    doubtful = 0 in whole or any(abs(value) >= _LARGE for value in whole)  # -0 is read as 0
    return None if doubtful else [texts[value] for value in values]


def _column(texts: Sequence[str]) -> Any:
    return pd.array(pa.array(texts, pa.large_string()), dtype=TEXT)


def _positions(points: Objects) -> NDArray[np.float64] | None:
    """Return longitude and latitude (degrees) of all points; None where one has others than two such numbers."""
    at = [one["coordinates"] for one in points]
    if {*map(type, at)} - {list} or {*map(len, at)} - {2}:
        return None
    numbers = [*chain.from_iterable(at)]
    kinds = {*map(type, numbers)}
    if not kinds <= {int, float} or (int in kinds and any(type(one) is int and one == 0 for one in numbers)):
        return None  # what was -0 is another float than 0
    lon, lat = numbers[::2], numbers[1::2]
    inside = not numbers or (min(lon) >= -180 and max(lon) <= 180 and min(lat) >= -90 and max(lat) <= 90)
    return np.array(numbers, np.float64).reshape(-1, 2) if inside else None


def _may_be_ids(features: Objects) -> bool:
    return {type(one.get("id", "")) for one in features} <= {str, int, float}
