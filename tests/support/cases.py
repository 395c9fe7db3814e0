"""Small foreign files in `tests/data/imports`, read without a folder being written, which takes most of the time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.imports import mapping
from geo.imports.formats import FORMATS
from geo.imports.model import Options
from geo.imports.report import ImportReport
from geo.imports.tables import build

if TYPE_CHECKING:
    from geo.imports.model import Intake
    from geo.imports.tables import Tables

FOLDER = Path(__file__).parents[1] / "data" / "imports"


@dataclass(frozen=True)
class Case:
    """What was read of a file and what is said of it."""

    intake: Intake
    tables: Tables
    report: ImportReport

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the records of a table as column -> text."""
        found = self.tables.rows[table]
        return [dict(zip(found.columns, record, strict=True)) for record in found.records]

    def column(self, table: str, name: str) -> list[str]:
        """Return the cells of one column."""
        return list(self.tables.rows[table].column(name))

    def events(self, name: str) -> list[str]:
        """Return the cells of one column of the events."""
        return self.column("events", name)

    def place(self, event: int) -> dict[str, str]:
        """Return the place of an event, with its position as text."""
        key = self.rows("events")[event]["place_id"]
        number = self.column("places", "id").index(key)
        shape = self.tables.shapes[number]
        return {**self.rows("places")[number], "shape": "" if shape is None else shape.wkt}

    def of(self, event: int, table: str, name: str, field: str = "name") -> list[str]:
        """Return what an event is joined to: cells of `field` in the table of `name`, such as organizations."""
        key = self.rows("events")[event]["id"]
        cells = {row["id"]: row[field] for row in self.rows(f"{name}s")}
        return [cells[row[f"{name}_id"]] for row in self.rows(table) if row["event_id"] == key]


def read_case(kind: str, name: str | Path, *maps: str, **options: Any) -> Case:
    """Return what an import makes of a file."""
    chosen = Options(mapping=mapping.pairs(maps), **options)
    intake = FORMATS[kind].read(FOLDER / name, chosen)
    tables = build(intake, chosen, "2026-11-29")
    return Case(intake, tables, ImportReport.of(intake, tables))
