"""Places gathered in cells, so that a cube of millions of events fits into a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.engine.model import Box, Cube

    Numbers = NDArray[np.integer[Any]]

SIDES: Final = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 360.0)
"""Of cells, in degrees."""
COUNTS: Final = ("events", "drawn")
KEYS: Final = ("earliest_start", "latest_start", "earliest_end", "latest_end", "kind", "families")


def inside(cube: Cube, lon: NDArray[np.float64], lat: NDArray[np.float64], box: Box) -> Cube:
    """Return the rows of a cube whose places lie in a box; those without a place, or without a point, do not."""
    east = (lon - box.west) % 360 <= (box.east - box.west)
    held = np.append(east & (lat >= box.south) & (lat <= box.north), [False])  # at -1
    return _taken(cube, held[cube.spot])


def fitted(cube: Cube, lon: NDArray[np.float64], lat: NDArray[np.float64], weight: Numbers, most: int) -> Cube:
    """Return a cube of at most `most` rows, if the years and kinds alone are no more.

    Parameters
    ----------
    lon, lat
        Of every place in degrees, NaN where it has no point.
    weight
        How many events it has: the one with most stands for its cell.
    """
    if len(cube.spot) <= most:
        return cube
    rest = _numbered(cube)
    for side, standing in _levels(lon, lat, weight):
        spot = standing[cube.spot]
        key = (spot.astype(np.int64) + 1) * (int(rest.max()) + 1) + rest
        each, first, where = np.unique(key, return_index=True, return_inverse=True)
        if len(each) <= most or side == SIDES[-1]:
            sums = {name: np.bincount(where, getattr(cube, name), len(each)).astype(np.int32) for name in COUNTS}
            return replace(_taken(cube, first), spot=spot[first], degrees=side, **sums)
    return cube


def _levels(lon: NDArray[np.float64], lat: NDArray[np.float64], weight: Numbers) -> Iterator[tuple[float, Numbers]]:
    """Yield the sides of cells, and for each place (at the end for none) the one that stands for its cell."""
    placed = np.flatnonzero(~np.isnan(lon))
    heaviest_last = placed[np.argsort(weight[placed], kind="stable")]
    for side in SIDES:
        x, y = (np.floor(one[heaviest_last] / side).astype(np.int64) for one in (lon, lat))
        cell = (x + 4_000) * 10_000 + (y + 2_000)
        _, of = np.unique(cell, return_inverse=True)
        chief = np.empty(int(of.max(initial=-1)) + 1, np.int64)
        chief[of] = heaviest_last  # the last one written stays
        standing = np.full(len(lon) + 1, -1)
        standing[heaviest_last] = chief[of]
        yield side, standing


def _numbered(cube: Cube) -> Numbers:
    """Return a number for each row, the same where all but the place and the counts are."""
    found = np.zeros(len(cube.spot), np.int64)
    for name in KEYS:
        values, own = np.unique(getattr(cube, name), return_inverse=True)
        found = found * len(values) + own
        if len(values) > 1:
            found = np.unique(found, return_inverse=True)[1]
    return found


def _taken(cube: Cube, rows: NDArray[Any]) -> Cube:
    columns = {name: getattr(cube, name)[rows] for name in ("spot", *KEYS, *COUNTS)}
    return replace(cube, **columns)
