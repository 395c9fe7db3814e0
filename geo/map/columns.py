"""Columns of numbers as the page reads them: one block in gzip, which ``static/shared/columns.js`` makes arrays of.

Whole numbers are written from their least one on, in as few bytes as the largest then takes: the first bytes of
all numbers, then their second ones and so on, as these repeat more; but of numbers that recur in a row, as words of
texts do, the bytes stay side by side. Of a column that has one value but for a few, the places of these few and how
much more they are stand there, four bytes each: most events lead nowhere else, and end in the year in which they began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow.compute as pc

from geo.dataset import screens
from geo.map import written
from geo.map.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

OPEN = 32_000
"""Stands for an open end in the year columns; the page knows it under the same number."""
UNDATED = -32_768
LEVEL: Final = 4
"""Of gzip: at 6 it takes three times as long for two hundredths of the bytes."""
WIDTHS: Final = ((1, 0xFF), (2, 0xFFFF), (3, 0xFFFFFF), (4, 0xFFFFFFFF))
"""Bytes, and the largest number that they hold."""

MOST_SHARED: Final = 24
"""Bytes of an id that are compared with those of another."""
WHOLE: Final = 64
"""One in so many texts stands there as a whole: to read one, a page goes no farther back."""

FEW: Final = 16
"""Of so many numbers one may differ from the others of a column that is written as one value."""
SAMPLE: Final = 1_000
"""Numbers by which that value is guessed."""

Described = tuple[str, str, int, int, int, str, int]
"""Name, type in the page, how many numbers, bytes of each (below zero: side by side), the least number, the column
that was taken away, and, of a column without bytes for each, how many are more or less than what is given as least."""


class Column(NamedTuple):
    """Numbers of one kind.

    Attributes
    ----------
    name
        Where the page keeps it, such as ``events.place``.
    type
        As numpy calls it; in the page it is a typed array of the same.
    values
        One number for each record.
    after
        An earlier column, from which this one differs little.
    in_a_row
        Whether the same numbers follow one another again and again.
    """

    name: str
    type: str
    values: ArrayLike
    after: str = ""
    in_a_row: bool = False


def years(bounds: ArrayLike) -> NDArray[np.float64]:
    """Return years as the page has them: `OPEN` and -`OPEN` for infinity and what lies beyond, `UNDATED` for NaN."""
    clipped: NDArray[np.float64] = np.clip(np.asarray(bounds, dtype=float), -OPEN, OPEN)
    return np.where(np.isnan(clipped), UNDATED, clipped)


def block(columns: Iterable[Column], soon: int = LEVEL) -> tuple[bytes, list[Described]]:
    """Return columns as bytes in gzip (large ones of level `soon`), and what they are, in their order; see `raw`."""
    found, described = raw(columns)
    return zipped(found, soon=soon), described


def raw(columns: Iterable[Column]) -> tuple[bytes, list[Described]]:
    """Return columns as bytes, and what they are, in their order.

    Raises
    ------
    OverflowError
        When a whole number does not fit its type: numpy alone would take another for it.
    """
    whole: dict[str, NDArray[Any]] = {}
    described, parts = [], []
    for column in columns:
        written, one = _written(column, whole)
        parts.append(written)
        described.append(one)
    return b"".join(parts), described


def _written(column: Column, whole: dict[str, NDArray[Any]]) -> tuple[bytes, Described]:
    kind, given = np.dtype(column.type), np.asarray(column.values)
    if kind.kind == "f":
        written = _planes(given.astype(kind), kind.itemsize)
        return written, (column.name, column.type, given.size, kind.itemsize, 0, "", 0)
    if given.size and (given.min() < np.iinfo(kind).min or given.max() > np.iinfo(kind).max):
        msg = f"a column of {kind} cannot hold {given.min():.0f} to {given.max():.0f}"
        raise OverflowError(msg)
    numbers = whole[column.name] = given.astype(np.int64)
    if column.after:
        numbers = numbers - whole[column.after]
    few = _few(numbers)
    if few is not None:
        value, at = few
        differing = np.concatenate([at, numbers[at] - value]).astype("<u4")
        written = _planes(differing, differing.itemsize)
        return written, (column.name, column.type, given.size, 0, value, column.after, len(at))
    least = int(numbers.min())
    width = next(width for width, largest in WIDTHS if int(numbers.max()) - least <= largest)
    little = (numbers - least).astype("<u4")
    written, sign = (_side_by_side(little, width), -1) if column.in_a_row else (_planes(little, width), 1)
    return written, (column.name, column.type, given.size, sign * width, least, column.after, 0)


def _few(numbers: NDArray[np.int64]) -> tuple[int, NDArray[np.int64]] | None:
    """Return the value that all but a few numbers have, and where these few are; None where there is no such value."""
    if not numbers.size:
        return 0, np.empty(0, np.int64)
    sample = np.sort(numbers[:: numbers.size // SAMPLE + 1])
    value = int(sample[len(sample) // 2])
    at = np.flatnonzero(numbers != value)
    return (value, at) if len(at) * FEW <= numbers.size else None


def _planes(numbers: NDArray[Any], width: int) -> bytes:
    """Return the first byte of each number (the least significant), then the second of each, to that of `width`."""
    return _bytes(numbers)[:, :width].T.tobytes()


def _side_by_side(numbers: NDArray[Any], width: int) -> bytes:
    """Return the first `width` bytes of each number, those of one number in a row."""
    return _bytes(numbers)[:, :width].tobytes()


def _bytes(numbers: NDArray[Any]) -> NDArray[np.uint8]:
    little = np.ascontiguousarray(numbers, dtype=numbers.dtype.newbyteorder("<"))
    return little.view(np.uint8).reshape(little.size, little.itemsize)


def words(name: str, texts: pd.Series[str] | Sequence[str]) -> list[Column]:
    """Return texts as columns: how many bytes (UTF-8) each has in common with the one before, the others, how many."""
    held = written.array(texts)
    _, offsets, content = held.buffers()
    first = np.frombuffer(offsets, np.int64, len(held) + 1, 8 * held.offset) if len(held) else np.zeros(1, np.int64)
    every = np.frombuffer(content or b"", np.uint8)[first[0] : first[-1]]
    length, begins = np.diff(first), first[:-1] - first[0]
    shared = _shared(every, begins, length)
    ends = np.cumsum(length - shared)
    kept = np.repeat(begins + length - ends, length - shared) + np.arange(ends[-1] if len(ends) else 0)
    return [
        Column(f"{name}.shared", "uint8", shared),
        Column(f"{name}.length", "uint16", length - shared),
        Column(f"{name}.bytes", "uint8", every[kept]),
    ]


def _shared(every: NDArray[np.uint8], begins: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return with how many of its first bytes each text begins as the one before it.

    At most `MOST_SHARED`; one text in `WHOLE` with none.
    """
    shared = np.zeros(len(begins), np.int64)
    alike = np.arange(len(begins))
    alike = alike[alike % WHOLE > 0]
    for at in range(MOST_SHARED):
        alike = alike[np.minimum(length[alike], length[alike - 1]) > at]
        alike = alike[every[begins[alike] + at] == every[begins[alike - 1] + at]]
        shared[alike] += 1
    return shared


def positions(ids: pd.Series[str] | Sequence[str], wanted: pd.Series[str] | Sequence[str]) -> NDArray[np.int64]:
    """Return where each of `wanted` stands in `ids`, -1 where it does not."""
    known, asked = written.array(ids), written.array(wanted)
    if not pc.any(pc.not_equal(asked, "")).as_py():  # a column that nobody uses
        return np.full(len(asked), pc.index(known, "").as_py())
    return screens.standing(asked, known)


def flat(owner: NDArray[np.int64], value: NDArray[np.int64], n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many values each of `n` owners has, and all of them, those of one owner in order and each once."""
    width = int(value.max(initial=0)) + 1
    each = np.sort(owner[owner >= 0] * width + value[owner >= 0])
    each = each[np.diff(each, prepend=-1) > 0]
    return np.bincount(each // width, minlength=n), each % width
