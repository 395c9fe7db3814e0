"""An intake becomes a folder that passes `geo validate`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.dataset.write import files
from geo.imports import folder, schema
from geo.imports.model import MAX_RECORDS, refusal
from geo.imports.report import FILE, ImportReport
from geo.imports.tables import build
from geo.imports.values.slugs import slug
from geo.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.imports.model import Intake, Options

PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
"""Control characters and what Unicode has to show them by."""
PLACES = "places"
"""The table whose rows have a geometry."""


def write(intake: Intake, target: Path, options: Options, *, force: bool = False) -> ImportReport:
    """Write a dataset folder, whole or not at all, and return what became of the file.

    Parameters
    ----------
    intake
        What was read, by any format.
    target
        The folder to be.
    force
        Replace a dataset that stands there.

    Raises
    ------
    DataError
        When there is nothing to import, too much, or the folder cannot be written.
    """
    if not intake.rows:
        raise refusal(intake.file, "has no records", "look whether it is the right file or layer")
    if len(intake.rows) > MAX_RECORDS:
        raise refusal(intake.file, f"has more than {MAX_RECORDS:,} records", "split the file")
    intake = replace(intake, file=_printable(intake.file))
    today = datetime.now(tz=UTC).date().isoformat()
    tables = build(intake, options, today)
    rows, changed = visible(tables.rows)
    if changed:
        tables.remarks.append(f"control characters are written as their pictures, such as \u2408: {changed} cells")
    report = ImportReport.of(intake, tables)
    title = options.title or intake.file
    described = schema.described(
        optional=schema.OPTIONAL,
        name=slug(target.name) or "dataset",
        title=title,
        description=f"Imported on {today} from {intake.file}; see {FILE}.",
    )

    def make(draft: Path) -> None:
        fill(draft, described, rows)
        (draft / FILE).write_text(report.text(), encoding="utf-8", newline="\n")
        load(draft)  # what we write, we can read: anything else is a defect and leaves no folder

    folder.build(target, make, force=force, fix=f"{folder.NEW}, or replace it with --force")
    return report


def _printable(name: str) -> str:
    """Return the name of a file with a sign for each byte that is not UTF-8, as in archives of old Windows programs."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def visible(value: Any) -> tuple[Any, int]:
    """Return rows with a picture for each control character, which no dataset may hold, and how many cells changed."""
    if isinstance(value, str):
        shown = value.translate(PICTURES)
        return shown, int(shown != value)
    if not isinstance(value, dict | list | tuple):
        return value, 0
    parts = [visible(part) for part in (value.values() if isinstance(value, dict) else value)]
    shown_parts = [part for part, _ in parts]
    whole = dict(zip(value, shown_parts, strict=True)) if isinstance(value, dict) else shown_parts
    return whole, sum(count for _, count in parts)


def fill(draft: Path, package: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Write ``datapackage.json`` and every table, those without rows with their header.

    Rows are column -> text, a column left out is empty; those of places have their geometry too.
    """
    for name, content in files(package, {name: _frame(name, table) for name, table in rows.items()}):
        (draft / name).write_bytes(content)


def _frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    texts = {column: [row.get(column, "") for row in rows] for column in schema.columns()[name]}
    shapes = {"geometry": [row["geometry"] for row in rows]} if name == PLACES else {}
    return pd.DataFrame({**texts, **shapes}, dtype="object")
