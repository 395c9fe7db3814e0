"""Places gathered in cells, so that a cube of millions of events fits into a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.engine.model import Box, Cube

    Numbers = NDArray[np.integer[Any]]

SIDES: Final = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 360.0)
"""Of cells, in degrees."""
SPOTS: Final = ("spot", "destination")
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
    rest = _numbered([getattr(cube, name) for name in KEYS])
    for side, standing in _levels(lon, lat, weight):
        spots = {name: standing[getattr(cube, name)] for name in SPOTS}
        each, first, where = np.unique(_numbered([*spots.values(), rest]), return_index=True, return_inverse=True)
        if len(each) <= most or side == SIDES[-1]:
            sums = {name: np.bincount(where, getattr(cube, name), len(each)).astype(np.int32) for name in COUNTS}
            changed: dict[str, Any] = {name: spot[first] for name, spot in spots.items()} | sums
            return replace(_taken(cube, first), degrees=side, **changed)
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


def _numbered(columns: Sequence[Numbers]) -> Numbers:
    """Return a number for each row, the same where all columns are."""
    found, most = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        own = column.astype(np.int64) - column.min(initial=0)
        width = int(own.max(initial=0)) + 1
        if most * width > np.iinfo(np.int64).max:
            _, found = np.unique(found, return_inverse=True)
            most = int(found.max(initial=0)) + 1
        found, most = found * width + own, most * width
    return np.unique(found, return_inverse=True)[1]


def _taken(cube: Cube, rows: NDArray[Any]) -> Cube:
    columns = {name: getattr(cube, name)[rows] for name in (*SPOTS, *KEYS, *COUNTS)}
    return replace(cube, **columns)
