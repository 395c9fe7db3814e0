"""GeoParquet in pieces: each is written as a file of its own (`geo.export.geoparquet`), and they become one.

What a file says of its geometries as a whole stands at its end, when all of them are known.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

GEO: Final = b"geo"
LISTS: Final = pa.list_(pa.string())
"""Of a piece without any value Arrow does not know what its lists hold."""


class _Sent(io.RawIOBase):
    """Takes what is written until it is sent."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, content: Any) -> int:
        """Keep some bytes."""
        self._waiting.append(bytes(content))
        self._at += len(self._waiting[-1])
        return len(self._waiting[-1])

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._at

    def taken(self) -> bytes:
        """Return what was written since it was asked the last time."""
        found, self._waiting = b"".join(self._waiting), []
        return found


def joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield one file of some, all of the same columns; each becomes a group of rows, and is sent when it is made."""
    sent, writer = _Sent(), None
    whole: Mapping[str, Any] = {}
    for content in pieces:
        found = pq.read_table(io.BytesIO(content))
        whole = _both(whole, json.loads(found.schema.metadata[GEO]))
        table = _plain(found)
        if writer is None:
            writer = pq.ParquetWriter(pa.PythonFile(sent, mode="w"), table.schema, compression="zstd")
        writer.write_table(table.cast(writer.schema))
        yield sent.taken()
    if writer is not None:
        writer.add_key_value_metadata({"geo": json.dumps(whole)})
        writer.close()
        yield sent.taken()


def _plain(table: pa.Table) -> pa.Table:
    """Return a table without what it says of itself, its lists those of texts."""
    fields = [pa.field(one.name, LISTS if pa.types.is_list(one.type) else one.type) for one in table.schema]
    return table.replace_schema_metadata().cast(pa.schema(fields))


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what two pieces say of their geometries: the kinds of both, and the box around both."""
    if not one:
        return other
    name = other["primary_column"]
    first, second = one["columns"][name], other["columns"][name]
    types = sorted({*first["geometry_types"], *second["geometry_types"]})
    said = {**first, "geometry_types": types, **_box(first.get("bbox"), second.get("bbox"))}
    return {**one, "columns": {name: said}}


def _box(one: Sequence[float] | None, other: Sequence[float] | None) -> dict[str, list[float]]:
    boxes = [box for box in (one, other) if box and box[0] <= box[2]]
    if not boxes:
        return {}
    west, south, east, north = zip(*boxes, strict=True)
    return {"bbox": [min(west), min(south), max(east), max(north)]}
