"""Words in chunks: pieces of JSON in gzip, each with all fields of some records that are read together.

``static/shared/source.js`` reads them when they are wanted: a list those of its stretch of time, a card those of its
place.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.map.texts import Field, Fields

SIZES: Final = {"list": 256, "events": 128, "places": 256}
"""Records of a chunk, by what it is for."""
LEVEL: Final = 4
"""Of gzip: at 6 a build takes twice as long for words that are 3 in a hundred smaller."""


def packed(value: Any) -> bytes:
    """Return a value as JSON in gzip; the same value makes the same bytes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), LEVEL, mtime=0)


def chunks(fields: Fields, order: NDArray[np.int64], size: int) -> tuple[bytes, ...]:
    """Return the fields of records in an order, `size` records a chunk.

    A chunk is field -> one value for each of its records, or position in it -> value where few have one. What is empty
    in all of them is left out.
    """
    dense = {name: _ordered(field, order) for name, field in fields.items() if not isinstance(field, Mapping)}
    found: list[dict[str, Any]] = []
    for start in range(0, len(order), size):
        taken = ((name, array[start : start + size].tolist()) for name, array in dense.items())
        found.append({name: values for name, values in taken if any(values)})
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    for name, field in fields.items():
        if isinstance(field, Mapping):
            _scatter(found, name, field, rank, size)
    return tuple(map(packed, found))


def _ordered(field: Field, order: NDArray[np.int64]) -> NDArray[Any]:
    if isinstance(field, pd.Series):
        return field.take(order).to_numpy(dtype=object)  # its texts are made in the order in which they are read
    array = np.empty(len(field), dtype=object)  # else lists in a list would become a table
    array[:] = field
    return array[order]


def _scatter(
    found: list[dict[str, Any]], name: str, field: Mapping[int, Any], rank: NDArray[np.int64], size: int
) -> None:
    for i in sorted(field, key=rank.__getitem__):
        chunk, position = divmod(int(rank[i]), size)
        found[chunk].setdefault(name, {})[position] = field[i]
