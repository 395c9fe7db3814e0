"""Columns of numbers as the page reads them: base64 of little-endian typed arrays."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

OPEN = 32_000
"""Stands for an open end in the year columns; the page knows it under the same number."""
UNDATED = -32_768


def years(bounds: ArrayLike) -> NDArray[np.float64]:
    """Return years as the page has them: `OPEN` and -`OPEN` for infinity and what lies beyond, `UNDATED` for NaN."""
    clipped: NDArray[np.float64] = np.clip(np.asarray(bounds, dtype=float), -OPEN, OPEN)
    return np.where(np.isnan(clipped), UNDATED, clipped)


def pack(values: Any, dtype: str) -> str:
    """Return a column as base64 of little-endian numbers.

    Raises
    ------
    OverflowError
        When a whole number does not fit: numpy alone would take another for it.
    """
    given, kind = np.asarray(values), np.dtype(dtype)
    if kind.kind in "iu" and given.size:
        least, most = given.min(), given.max()
        if least < np.iinfo(kind).min or most > np.iinfo(kind).max:
            msg = f"a column of {dtype} cannot hold {least} to {most}"
            raise OverflowError(msg)
    return base64.b64encode(given.astype(kind.newbyteorder("<")).tobytes()).decode()
