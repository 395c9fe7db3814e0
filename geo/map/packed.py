"""Coordinates of a basemap in a third of their size as JSON numbers, and without any loss.

A line becomes base64 of its points as differences (zigzag varints as in Protocol Buffers), in
steps of a power of ten of a degree; ``static/shared/packed.js`` makes numbers of it again.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DIGITS = 5
"""Decimal places at most: about one metre."""


def packed(collection: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection (EPSG:4326, lon-lat) with packed lines.

    `digits` says in how many decimal places its coordinates are counted.
    """
    digits = _digits(list(_numbers(collection["features"])))
    features = [_feature(feature, 10**digits) for feature in collection["features"]]
    return {**collection, "features": features, "digits": digits}


def _feature(feature: dict[str, Any], scale: int) -> dict[str, Any]:
    shape = feature["geometry"]
    return {**feature, "geometry": {**shape, "coordinates": _lines(shape["coordinates"], scale)}}


def _lines(coordinates: list[Any], scale: int) -> Any:
    """Return nested coordinates with every line of points as one text."""
    if isinstance(coordinates[0][0], list):
        return [_lines(part, scale) for part in coordinates]
    return base64.b64encode(bytes(_bytes(coordinates, scale))).decode()


def _bytes(points: Sequence[Sequence[float]], scale: int) -> Iterator[int]:
    before = [0, 0]
    for point in points:
        now = [round(value * scale) for value in point[:2]]
        for step in (now[0] - before[0], now[1] - before[1]):
            yield from _varint(step << 1 if step >= 0 else (-step << 1) - 1)
        before = now


def _varint(number: int) -> Iterator[int]:
    while number > 127:
        yield number & 127 | 128
        number >>= 7
    yield number


def _numbers(features: Iterable[dict[str, Any]]) -> Iterator[float]:
    """Yield every coordinate of features whose geometries are lines or areas."""
    todo: list[Any] = [feature["geometry"]["coordinates"] for feature in features]
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo += part
        else:
            yield part


def _digits(values: Sequence[float]) -> int:
    """Return how many decimal places the longest of some numbers has; a few of them rule most answers out."""
    return next((n for n in range(DIGITS) if all(round(one, n) == round(one, DIGITS) for one in values)), DIGITS)
