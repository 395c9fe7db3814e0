"""JSON written by column: the value of each record as a piece of text, which chunks join.

Python's own writer would be asked once for each of hundreds of thousands of records; Arrow is asked once for all.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import ArrayLike, NDArray

Pieces: TypeAlias = pa.LargeStringArray
"""JSON, one value for each record."""
TEXT: Final = pa.large_string()
NOTHING: Final = pa.scalar("", TEXT)
EMPTY: Final = ('""', "[]", "{}")
"""What says nothing of a record."""


class Some(NamedTuple):
    """What is said of some records only.

    Attributes
    ----------
    at
        Their positions, each once.
    pieces
        What is said of each of them.
    """

    at: NDArray[np.int64]
    pieces: Pieces


_AT_ONCE: Final = 2**18
"""Bytes that are looked at together."""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def dumps(value: Any) -> str:
    """Return JSON as short as it can be."""
    return _JSON.encode(value)


def array(texts: Any) -> Pieces:
    """Return texts, of a column or others, as Arrow holds them, in one part."""
    held = getattr(texts, "array", texts)
    found = held if isinstance(held, pa.ChunkedArray) else pa.array(held, TEXT, from_pandas=True)
    if not isinstance(found, pa.ChunkedArray):
        return found
    parts = [part.cast(TEXT) for part in found.chunks]  # pandas mixes widths
    return parts[0] if len(parts) == 1 else pa.concat_arrays([pa.array([], TEXT), *parts])


def quoted(texts: Pieces) -> Pieces:
    """Return texts as JSON, as `dumps` writes them."""
    for char in _escaped(texts):
        texts = pc.replace_substring(texts, char, json.dumps(char)[1:-1])
    return around('"', texts, '"')


def _escaped(texts: Pieces) -> list[str]:
    """Return those characters of some texts that JSON escapes, the backslash first: the others get one."""
    content = np.frombuffer(texts.buffers()[2] or b"", np.uint8)
    found: set[int] = set()
    for at in range(0, len(content), _AT_ONCE):  # which stay in the memory of a processor
        block = content[at : at + _AT_ONCE]
        found |= {ord(sign) for sign in '\\"' if (block == ord(sign)).any()}
        found |= {*block[block < ord(" ")].tolist()} if block.min() < ord(" ") else set()
    return [sign for sign in map(chr, (*b'\\"', *range(ord(" ")))) if ord(sign) in found]


def each(values: Iterable[Any]) -> Pieces:
    """Return values as JSON, one by one."""
    return pa.array([dumps(value) for value in values], TEXT)


def numbers(values: ArrayLike) -> Pieces:
    """Return whole numbers as JSON."""
    return pa.array(np.asarray(values, np.int64)).cast(TEXT)


def some(values: Mapping[int, Any]) -> Some:
    """Return values by position as JSON."""
    return Some(np.fromiter(values, np.int64, len(values)), each(values.values()))


def gathered(pieces: Pieces, owner: NDArray[np.int64]) -> Some:
    """Return the lists of pieces of those owners that have any."""
    at, which = np.unique(owner, return_inverse=True)
    return Some(at, grouped(pieces, which, len(at)))


def around(*parts: str | Pieces) -> Pieces:
    """Return texts and pieces behind one another."""
    texts = (pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts)
    return pc.binary_join_element_wise(*texts, NOTHING)


def objects(members: Mapping[str, Pieces], *further: Pieces) -> Pieces:
    """Return pieces as members of one object for each record; `further` ones are written with their commas."""
    named = ((f'{"," * (at > 0)}"{name}":', pieces) for at, (name, pieces) in enumerate(members.items()))
    return around("{", *chain.from_iterable(named), *further, "}")


def joined(pieces: Pieces, counts: ArrayLike, *, between: str = ",") -> Pieces:
    """Return pieces that stand together as one: as many for each as `counts` says."""
    offsets = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    return pc.binary_join(pa.LargeListArray.from_arrays(pa.array(offsets), pieces), pa.scalar(between, TEXT))


def grouped(pieces: Pieces, owner: NDArray[np.int64], n: int) -> Pieces:
    """Return the list of pieces of each of `n` owners, in the order in which they stand."""
    in_order = pieces.take(pa.array(np.argsort(owner, kind="stable")))
    return around("[", joined(in_order, np.bincount(owner, minlength=n)), "]")


def counted(holds: NDArray[np.bool_], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many hold in each stretch of them, given where each begins."""
    found: NDArray[np.int64] = np.add.reduceat(holds.astype(np.int64), begins) if len(begins) else np.zeros(0, np.int64)
    return found


def chosen(pieces: Pieces, at: NDArray[np.int64] | pa.Array) -> Pieces:
    """Return the pieces at some positions."""
    return pieces.take(at if isinstance(at, pa.Array) else pa.array(at))


def says(pieces: Pieces) -> NDArray[np.bool_]:
    """Say of each piece whether it holds something."""
    found: NDArray[np.bool_] = np.asarray(pc.invert(pc.is_in(pieces, value_set=pa.array(EMPTY, TEXT))))
    return found
