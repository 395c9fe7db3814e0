"""Shapes of a basemap in a third of their size as JSON numbers, and without any loss.

All points of a layer, one after the other, become base85 of their differences (zigzag varints as in
Protocol Buffers), in steps of a power of ten of a degree; ``static/shared/packed.js`` makes shapes of
them again.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.map import base85

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DIGITS = 5
"""Decimal places at most: about one metre."""


def packed(collection: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection of lines or polygons (EPSG:4326, lon-lat) as a page carries it.

    ``{"digits", "points", "features": [{"properties", "lines"}], "notes"}``: `digits` says in how many
    decimal places coordinates are counted, `lines` how many points each line or ring of a feature has.
    """
    shapes = [list(lines(feature["geometry"]["coordinates"])) for feature in collection["features"]]
    points = np.array([point[:2] for line in chain.from_iterable(shapes) for point in line], float).reshape(-1, 2)
    digits = _digits(points)
    differences = np.diff(np.rint(points * 10**digits).astype(np.int64), axis=0, prepend=0)
    features = [
        {"properties": feature.get("properties") or {}, "lines": [len(line) for line in shape]}
        for feature, shape in zip(collection["features"], shapes, strict=True)
    ]
    notes = {"notes": collection["notes"]} if "notes" in collection else {}
    return {"digits": digits, "points": base85.encode(_varints(differences.ravel())), "features": features, **notes}


def lines(coordinates: list[Any]) -> Iterator[list[Any]]:
    """Yield the lines of points in nested coordinates."""
    if isinstance(coordinates[0][0], list):
        yield from chain.from_iterable(map(lines, coordinates))
    else:
        yield coordinates


def _varints(differences: NDArray[np.int64]) -> bytes:
    """Return numbers, zigzag, in groups of seven bits, the least first, all but the last of each marked."""
    numbers = np.where(differences < 0, -2 * differences - 1, 2 * differences)
    sizes = np.ones(len(numbers), np.int64)
    for bits in range(7, 63, 7):
        sizes += numbers >> bits > 0
    written = np.zeros(sizes.sum(), np.uint8)
    begins = np.cumsum(sizes) - sizes
    for group in range(sizes.max(initial=0)):
        has = sizes > group
        written[begins[has] + group] = numbers[has] >> 7 * group & 127 | np.where(sizes[has] > group + 1, 128, 0)
    return written.tobytes()


def _digits(numbers: NDArray[np.float64]) -> int:
    """Return how many decimal places the longest of some numbers has."""
    finest = np.rint(numbers * 10**DIGITS)
    return next((n for n in range(DIGITS) if not (finest % 10 ** (DIGITS - n)).any()), DIGITS)
