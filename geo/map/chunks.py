"""Words in chunks: pieces of JSON in gzip, each with all fields of some records that are read together.

``static/shared/source.js`` reads them when they are wanted: a list those of its stretch of time, a card those of its
place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.map import written
from geo.map.written import Some
from geo.map.zipped import zipped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.map.texts import Fields
    from geo.map.written import Pieces

SIZES: Final = {"list": 256, "events": 128, "places": 256}
"""Records of a chunk, by what it is for."""


def packed(value: Any) -> bytes:
    """Return a value as JSON in gzip; the same value makes the same bytes."""
    return zipped(written.dumps(value).encode())


def chunks(fields: Fields, order: NDArray[np.int64], size: int) -> tuple[bytes, ...]:
    """Return the fields of records in an order, `size` records a chunk.

    A chunk is field -> one value for each of its records, or position in it -> value where few have one. What is empty
    in all of them is left out.
    """
    starts = np.arange(0, len(order), size)
    found: list[list[str]] = [[] for _ in starts]
    for name, field in fields.items():
        few = isinstance(field, Some)
        texts = _few(field, order, size) if few else _dense(field, order, size)
        for members, text in zip(found, texts, strict=True):
            if text:
                members.append(f'"{name}":{{{text}}}' if few else f'"{name}":[{text}]')
    raw = [("{" + ",".join(members) + "}").encode() for members in found]
    whole = sum(map(len, raw))
    return tuple(zipped(part, whole=whole) for part in raw)


def _dense(field: Pieces, order: NDArray[np.int64], size: int) -> list[str]:
    """Return what a field that all records have holds in each chunk; "" where it says nothing of any."""
    starts = np.arange(0, len(order), size)
    says = written.counted(written.says(field)[order], starts) > 0
    if not says.any():
        return [""] * len(starts)
    texts = written.joined(written.chosen(field, order), np.diff(starts, append=len(order))).to_pylist()
    return [text if some else "" for text, some in zip(texts, says.tolist(), strict=True)]


def _few(field: Some, order: NDArray[np.int64], size: int) -> list[str]:
    """Return the same of a field that few have, each value with its position in the chunk."""
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    at = np.argsort(rank[field.at])
    chunk, position = np.divmod(rank[field.at][at], size)
    members = written.around('"', written.numbers(position), '":', written.chosen(field.pieces, at))
    found: list[str] = written.joined(members, np.bincount(chunk, minlength=-(-len(order) // size))).to_pylist()
    return found
