"""GeoParquet (1.0 and 1.1) and plain Parquet through Arrow, bounded before it is unpacked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.imports.formats import files
from geo.imports.formats.layers import Layer
from geo.imports.model import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.imports.model import File


def layer(path: File) -> Layer:
    """Return the only layer of a file.

    Raises
    ------
    DataError
        When it is too large.
    ArrowException
        When it is damaged.
    """
    data = pa.BufferReader(files.content(path))
    known = pq.read_metadata(data)
    files.check(path, b"", records=known.num_rows, cells=known.num_rows * known.num_columns)
    unpacked = sum(known.row_group(number).total_byte_size for number in range(known.num_row_groups))
    if unpacked > files.limits(path).bytes:
        raise refusal(path.name, f"is larger than {files.limits(path).bytes:,} bytes when unpacked", "split the file")
    described = json.loads((known.metadata or {}).get(b"geo", b"{}"))
    geometries = described.get("columns", {})
    table = pq.read_table(data)
    derived = {*geometries, *_boxes(geometries.values())}
    values = {name: table.column(name).to_pylist() for name in table.column_names if name not in derived}
    if not geometries:
        return Layer(values, [None] * table.num_rows, "")
    frame = gpd.read_parquet(data, columns=[described["primary_column"]])
    return Layer(values, [*frame.geometry], frame.crs.to_wkt() if frame.crs is not None else "")


def _boxes(geometries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the columns that repeat the extent of a shape (`covering` of GeoParquet 1.1)."""
    for geometry in geometries:
        yield from (path[0] for path in geometry.get("covering", {}).get("bbox", {}).values())
