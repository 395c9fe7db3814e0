"""Places gathered in cells, so that a cube of millions of events fits into a page.

Which place stands for a cell, that with most events of the whole dataset, is the same for every question, and stored
with a dataset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

SIDES: Final = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6)
"""Of cells, in degrees; with 0 every place stands for itself."""


def levels(lon: NDArray[np.float64], lat: NDArray[np.float64], weight: Numbers) -> Iterator[Numbers]:
    """Yield for each of `SIDES` which place stands for each one; at the end -1 for no place.

    Places without a point stand for themselves at 0 only, and then are none.

    Parameters
    ----------
    lon, lat
        Of every place in degrees, NaN where it has no point.
    weight
        How many events it has.
    """
    yield np.append(np.arange(len(lon)), -1)
    placed = np.flatnonzero(~np.isnan(lon))
    heaviest_last = placed[np.argsort(weight[placed], kind="stable")]
    for side in SIDES[1:]:
        _, cell = np.unique(cells(lon[heaviest_last], lat[heaviest_last], side), return_inverse=True)
        chief = np.empty(int(cell.max(initial=-1)) + 1, np.int64)
        chief[cell] = heaviest_last  # the one that is written last stays
        found = np.full(len(lon) + 1, -1)
        found[heaviest_last] = chief[cell]
        yield found


def cells(lon: NDArray[np.float64], lat: NDArray[np.float64], side: float) -> Numbers:
    """Return a number for the cell of each point; `side`, `lon` and `lat` in degrees, none of them NaN."""
    x, y = (np.floor(one / side).astype(np.int64) for one in (lon, lat))
    return x * 8_192 + y


def numbered(columns: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return a number for each row, the same where all columns are, and for each number the first row that has it."""
    found, most = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        own = column.astype(np.int64) - column.min(initial=0)
        width = int(own.max(initial=0)) + 1
        if most * width > np.iinfo(np.int64).max:
            _, found = np.unique(found, return_inverse=True)
            most = int(found.max(initial=0)) + 1
        found, most = found * width + own, most * width
    _, first, of = np.unique(found, return_index=True, return_inverse=True)
    return of, first
