"""What `geo export` writes, known by its columns and read back as it was: ids, places, lists, figures."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from geo.export.cells import read_cell
from geo.export.selection import BETWEEN, LISTS, PLACE, PLACES
from geo.export.tables import BOUNDS, POINT
from geo.imports import schema
from geo.imports.model import Record, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from geo.imports.model import Cell

MARKS: Final = frozenset({"id", "title", "place_id", "edtf", *PLACE, *LISTS})
"""Columns that no other table has together."""
FIELDS: Final = {
    **{name: name for name in ("id", "title", "edtf", "kind", "kind_detail", "scope", "description", "note", "remark")},
    **{name: name for name in ("confidence", "collection", "graphic", "part_of", *POINT)},
    "place_id": "place_key",
    "destination_id": "destination_key",
    "place_name": "place",
    "place_precision_m": "precision_m",
    "place_certainty": "certainty",
    "organizations": "organization",
    "sources": "source",
}
"""Column of an export -> field."""
ROLES: Final = {"at": "place_id", "to": "destination_id"}
"""Role of a place -> the column that says it already."""


def is_own(columns: Collection[str]) -> bool:
    """Say whether a table has the columns of an export."""
    return MARKS.issubset(map(read_cell, columns))


def restored(sheet: Sheet) -> Sheet:
    """Return a sheet of CSV without what an export does for spreadsheets, its lists as such; any other as it is."""
    if not is_own(sheet.columns):
        return sheet
    records = [replace(record, cells=dict(_cells(record))) for record in sheet.records]
    return replace(sheet, columns=[read_cell(name) for name in sheet.columns], records=records)


def _cells(record: Record) -> Iterator[tuple[str, Cell]]:
    for name, cell in record.cells.items():
        text = read_cell(cell) if isinstance(cell, str) else cell
        yield read_cell(name), tuple(text.split(BETWEEN)) if isinstance(text, str) and name in LISTS else text


def columns_of(sheet: Sheet) -> dict[str, list[str]]:
    """Return field -> columns of an export; an id of several values is written in its columns as often."""
    known = {column: field for column, field in FIELDS.items() if column in sheet.columns}
    figures = {
        f"{measure}_{bound}": measure if bound == "best" else f"{measure}.{bound}"
        for measure in schema.measures()
        for bound in BOUNDS
    }
    known |= {column: field for column, field in figures.items() if column in sheet.columns}
    return {field: [column] for column, field in known.items()}


def row(record: str, properties: Mapping[str, Any], faults: Any = ()) -> Row:
    """Return an event with the properties that an export gives it, of which lists are lists."""
    values = {}
    for column, field in FIELDS.items():
        value = properties.get(column)
        texts = tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()
        if texts:
            values[field] = texts
    return Row(record, values, faults=faults)


def further_places(sheet: Sheet) -> bool:
    """Say whether events have more places than the ids of their rows say, or times of stay."""
    return any(
        has_further_places(record.cells, json.loads(cell))
        for record in sheet.records
        if isinstance(cell := record.cells.get(PLACES), str) and cell
    )


def has_further_places(event: Mapping[str, Any], places: Iterable[Mapping[str, str]]) -> bool:
    """Say the same of one event and its places as an export lists them."""
    return any({*one} - {"role", "place"} or event.get(ROLES.get(one["role"], "")) != one["place"] for one in places)


def several(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return low, best and high of several counts of one measure, which stand with "; " between them."""
    parted = {part: text.split(BETWEEN) for part, text in texts.items() if text}
    rows = zip_longest(*parted.values(), fillvalue="")
    return [{part: text for part, text in zip(parted, row, strict=True) if text not in ("", "-")} for row in rows]
