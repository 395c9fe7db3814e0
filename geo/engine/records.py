"""Records of single events out of Parquet: those of a card stand in a few groups of rows, found by their numbers.

A database would look at the bounds of every group of every column for each question, which takes longer than to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.engine.stored import NUMBER

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """A file of records in order of the numbers of their events.

    Attributes
    ----------
    path
        Of the file.
    metadata
        What it says of itself, read once.
    first, last
        The least and the largest number of each group of its rows.
    """

    path: Path
    metadata: pq.FileMetaData
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def of(self, numbers: NDArray[np.int64]) -> pa.Table:
        """Return the records of some events; each call opens the file for itself, as threads may not share it."""
        begin, end = np.searchsorted(self.last, numbers, "left"), np.searchsorted(self.first, numbers, "right")
        groups = sorted({group for one, other in zip(begin, end, strict=True) for group in range(one, other)})
        with pq.ParquetFile(self.path, metadata=self.metadata) as file:
            if not groups:
                return file.schema_arrow.empty_table()
            wanted = pa.array(numbers, pa.int32())
            found = [file.read_row_group(group, use_threads=False) for group in groups]
            return pa.concat_tables(one.filter(pc.is_in(one.column(NUMBER), value_set=wanted)) for one in found)


def opened(path: Path) -> Records:
    """Return a file of records, ready to be asked."""
    metadata = pq.read_metadata(path)
    column = metadata.schema.to_arrow_schema().get_field_index(NUMBER)
    known: list[Any] = [metadata.row_group(at).column(column).statistics for at in range(metadata.num_row_groups)]
    ends = np.array([(one.min, one.max) for one in known if one is not None], np.int64).reshape(-1, 2)
    return Records(path, metadata, ends[:, 0], ends[:, 1])
