"""Write a dataset: the files that `geo.dataset.assemble` reads, cell for cell the same.

The one writer of exports, imports and examples. The same tables give the same bytes: JSON and CSV in
UTF-8, lines end with LF, places stand one a line, so that versions can be compared.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from geo.dataset.description import FILE, field_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    from shapely.geometry.base import BaseGeometry


PIECE = 10_000
"""Rows that are written at once."""
_SPECIAL = re.compile('[,"\n]')
"""What a cell of CSV holds within quotes only."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a table, each with a cell for every field of its description, and of places the geometries."""

    rows: Iterable[Sequence[str]]
    shapes: Sequence[BaseGeometry | None] = ()

    @classmethod
    def of(cls, table: pd.DataFrame, fields: Sequence[str]) -> Records:
        """Return the records of a table as in `geo.model.Atlas`."""
        return cls(table[fields].to_numpy().tolist(), table["geometry"].tolist() if "geometry" in table else ())


def files(
    package: Mapping[str, Any], tables: Mapping[str, pd.DataFrame | Records], further: Sequence[Mapping[str, Any]] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file of a dataset.

    Parameters
    ----------
    package
        The description, see `geo.dataset.description`; its resources say which tables there are.
    tables
        A table that is left out is written without rows.
    further
        Descriptions of files that are no tables, and that are written elsewhere.
    """
    return ((name, b"".join(pieces)) for name, pieces in in_pieces(package, tables, further))


def in_pieces(
    package: Mapping[str, Any], tables: Mapping[str, pd.DataFrame | Records], further: Sequence[Mapping[str, Any]] = ()
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name of each file, and its content in pieces, none of which is as large as a large table is."""
    described = {**package, "resources": [*package["resources"], *further]}
    yield FILE, [(json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8")]
    for resource in package["resources"]:
        yield resource["path"], _table(resource, tables.get(resource["name"], Records(())))


def feature(properties: Mapping[str, Any], shape: BaseGeometry | None, **members: Any) -> dict[str, Any]:
    """Return a GeoJSON Feature; degrees, longitude before latitude, as exact as they were read."""
    geometry = None if shape is None else mapping(shape)
    return {"type": "Feature", **members, "geometry": geometry, "properties": properties}


def _table(resource: Mapping[str, Any], table: pd.DataFrame | Records) -> Iterator[bytes]:
    """Yield the content of a table in pieces."""
    names = field_names(resource)
    records = table if isinstance(table, Records) else Records.of(table, names)
    if resource.get("format") == "geojson":
        yield _geojson(resource["schema"]["fields"], records.rows, records.shapes).encode("utf-8")
        return
    yield _csv([names])
    rows = iter(records.rows)
    while piece := [*islice(rows, PIECE)]:
        yield _csv(piece)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as CSV (RFC 4180): what needs quotes has them, and of a row with a CR every cell."""
    columns = [*zip(*rows, strict=True)]
    texts = [*map("".join, columns)]
    lines = [*map(",".join, zip(*map(_quoted, columns, texts), strict=True))]
    if len(columns) == 1:  # its empty cells would be empty lines
        lines = [line or '""' for line in lines]
    for column in (column for column, text in zip(columns, texts, strict=True) if "\r" in text):
        for at in (at for at, cell in enumerate(column) if "\r" in cell):
            lines[at] = ",".join(map(_in_quotes, rows[at]))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _quoted(column: Sequence[str], text: str) -> Sequence[str]:
    """Return the cells of a column, those in quotes that need them; `text` is all of them as one."""
    if not _SPECIAL.search(text):
        return column
    return [_in_quotes(cell) if _SPECIAL.search(cell) else cell for cell in column]


def _in_quotes(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _geojson(
    fields: Sequence[Mapping[str, Any]], rows: Iterable[Sequence[str]], shapes: Sequence[BaseGeometry | None]
) -> str:
    """Return a FeatureCollection (RFC 7946), a feature a line."""
    named = ({field["name"]: _value(field, cell) for field, cell in zip(fields, row, strict=True)} for row in rows)
    lines = [
        json.dumps(feature(properties, shape), ensure_ascii=False, allow_nan=False)
        for properties, shape in zip(named, shapes, strict=True)
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def _value(field: Mapping[str, Any], cell: str) -> str | int | bool:
    """Return a cell as JSON has it, where that reads back as the very same text."""
    if (
        field.get("type") == "integer"
        and cell.isascii()
        and cell.removeprefix("-").isdigit()
        and str(int(cell)) == cell
    ):
        return int(cell)
    if field.get("type") == "boolean" and cell in ("true", "false"):
        return cell == "true"
    return cell
