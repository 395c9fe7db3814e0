"""Records of single events out of files of Arrow: those of a card stand here and there among millions.

They are packed in batches that hold the records of so many events, so that where those of an event stand is known from
its number. Parquet keeps the same rows in a third of the bytes, but takes thirty times as long for a few of many
columns.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from geo.engine.stored import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

EVENTS: Final = 256
"""Of which the records are packed together."""
IDS: Final = 1_024
"""Ids that are packed together."""
PACKED: Final = pa.ipc.IpcWriteOptions(compression="lz4")
ALONE: Final = pa.ipc.IpcReadOptions(use_threads=False)
"""A batch is small: to hand its columns to several threads takes four times as long as to unpack them."""


def write(path: Path, pieces: Iterable[pa.Table]) -> None:
    """Write records that come in order of the numbers of their events; there is one piece at least."""
    writer: pa.ipc.RecordBatchFileWriter | None = None
    begun, rest = 0, None
    for piece in pieces:
        rest = piece if rest is None else pa.concat_tables([rest, piece])
        writer = writer or pa.ipc.new_file(path, piece.schema, options=PACKED)
        numbers = rest.column(NUMBER).to_numpy()
        last = int(numbers[-1]) // EVENTS if len(numbers) else begun
        ends = np.searchsorted(numbers, np.arange(begun, last + 1) * EVENTS)
        for first, end in pairwise(ends.tolist()):
            writer.write_batch(_batch(rest.slice(first, end - first)))
        begun, rest = last, rest.slice(int(ends[-1]))
    if writer is not None and rest is not None:
        writer.write_batch(_batch(rest))
        writer.close()


def _batch(table: pa.Table) -> pa.RecordBatch:
    whole = table.combine_chunks()
    return pa.record_batch(
        [one.chunk(0) if one.num_chunks else pa.array([], one.type) for one in whole.columns], schema=whole.schema
    )


class File:
    """A file of batches. Threads take turns in reading it, a twentieth of a millisecond each."""

    def __init__(self, path: Path) -> None:
        self._file = pa.memory_map(str(path))
        self._reader = pa.ipc.open_file(self._file, options=ALONE)
        self._lock = threading.Lock()
        self.batches: int = self._reader.num_record_batches
        self.schema: pa.Schema = self._reader.schema

    def batch(self, at: int) -> pa.RecordBatch:
        """Return one of them."""
        with self._lock:
            return self._reader.get_batch(at)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


class Records(File):
    """What `write` wrote."""

    def of(self, numbers: NDArray[np.int64]) -> pa.Table:
        """Return the records of some events, in the order of these."""
        known: dict[int, tuple[pa.RecordBatch, Any]] = {}
        found = []
        for number, at in zip(numbers.tolist(), (numbers // EVENTS).tolist(), strict=True):
            if not 0 <= at < self.batches:
                continue
            if at not in known:
                batch = self.batch(at)
                known[at] = batch, batch.column(NUMBER).to_numpy()
            batch, own = known[at]
            first, end = np.searchsorted(own, number, "left"), np.searchsorted(own, number, "right")
            found.append(batch.slice(first, end - first))
        return pa.Table.from_batches(found, self.schema)


class Ids(File):
    """The ids of all events in their order, with their numbers."""

    @staticmethod
    def write(path: Path, table: pa.Table) -> None:
        """Write the table ``ids`` of `geo.engine.tables`."""
        with pa.ipc.new_file(path, table.schema, options=PACKED) as writer:
            writer.write_table(table, max_chunksize=IDS)

    def number(self, event_id: str) -> int | None:
        """Return the number of an event, None when there is none of this id."""
        at = bisect_right(range(self.batches), event_id, key=lambda one: self.batch(one).column(0)[0].as_py()) - 1
        if at < 0:
            return None
        batch = self.batch(at)
        ids: Sequence[str] = batch.column(0).to_pylist()
        place = bisect_right(ids, event_id) - 1
        return int(batch.column(1)[place].as_py()) if ids[place] == event_id else None
