"""Coordinates of a basemap in a third of their size as JSON numbers, and without any loss.

A line becomes base85 of its points as differences (zigzag varints as in Protocol Buffers), in
steps of a power of ten of a degree; ``static/shared/packed.js`` makes numbers of it again.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.map import base85

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DIGITS = 5
"""Decimal places at most: about one metre."""


def packed(collection: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection (EPSG:4326, lon-lat) with packed lines.

    `digits` says in how many decimal places its coordinates are counted.
    """
    shapes = [feature["geometry"] for feature in collection["features"]]
    every = [line for shape in shapes for line in lines(shape["coordinates"])]
    points = np.array([point[:2] for line in every for point in line], float).reshape(-1, 2)
    digits = _digits(points)
    ends = np.cumsum([0, *map(len, every)])
    texts = iter(_texts(np.rint(points * 10**digits).astype(np.int64), ends))
    features = [
        {**feature, "geometry": {**shape, "coordinates": _written(shape["coordinates"], texts)}}
        for feature, shape in zip(collection["features"], shapes, strict=True)
    ]
    return {**collection, "features": features, "digits": digits}


def lines(coordinates: list[Any]) -> Iterator[list[Any]]:
    """Yield the lines of points in nested coordinates."""
    if isinstance(coordinates[0][0], list):
        yield from chain.from_iterable(map(lines, coordinates))
    else:
        yield coordinates


def _written(coordinates: list[Any], texts: Iterator[str]) -> Any:
    """Return nested coordinates with the next of some texts for every line of points."""
    return [_written(part, texts) for part in coordinates] if isinstance(coordinates[0][0], list) else next(texts)


def _texts(steps: NDArray[np.int64], ends: NDArray[np.int64]) -> list[str]:
    """Return points as texts, one for each line; `ends` is where lines begin, and the last one ends."""
    differences = np.diff(steps, axis=0, prepend=0)
    differences[ends[:-1]] = steps[ends[:-1]]
    written, sizes = _varints(np.where(differences < 0, -2 * differences - 1, 2 * differences).ravel())
    at = np.cumsum([0, *sizes])[2 * ends].tolist()
    return [base85.encode(bytes(written[begin:end])) for begin, end in pairwise(at)]


def _varints(numbers: NDArray[np.int64]) -> tuple[bytes, NDArray[np.int64]]:
    """Return numbers in groups of seven bits, the least first, all but the last of each marked, and how many."""
    sizes = np.ones(len(numbers), np.int64)
    for bits in range(7, 63, 7):
        sizes += numbers >> bits > 0
    written = np.zeros(sizes.sum(), np.uint8)
    begins = np.cumsum(sizes) - sizes
    for group in range(sizes.max(initial=0)):
        has = sizes > group
        written[begins[has] + group] = numbers[has] >> 7 * group & 127 | np.where(sizes[has] > group + 1, 128, 0)
    return written.tobytes(), sizes


def _digits(numbers: NDArray[np.float64]) -> int:
    """Return how many decimal places the longest of some numbers has."""
    finest = np.rint(numbers * 10**DIGITS)
    return next((n for n in range(DIGITS) if not (finest % 10 ** (DIGITS - n)).any()), DIGITS)
