"""An intake becomes a folder that passes `geo validate`."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from geo.dataset import changes
from geo.dataset.write import Records, files, in_pieces
from geo.imports import folder, mapping_file, schema
from geo.imports.model import MAX_RECORDS, refusal, unseen
from geo.imports.preview import Preview
from geo.imports.report import FILE
from geo.imports.tables import build
from geo.imports.values.slugs import slug
from geo.loading import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.imports.model import Intake, Options, Progress
    from geo.imports.report import ImportReport
    from geo.imports.tables import Tables

REPLACE: Final = f"{folder.NEW}, or replace it with --force"


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset as an import makes it, before it is written: its description, its tables, and what lies beside them."""

    package: Mapping[str, Any]
    tables: dict[str, Records]
    beside: Mapping[str, str]
    preview: Preview


def made(intake: Intake, options: Options, name: str, *, form: str = "", progress: Progress = unseen) -> Made:
    """Return the dataset that an intake becomes.

    Parameters
    ----------
    name
        Of the dataset.
    form
        The name of the format, for the mapping that lies beside the tables.

    Raises
    ------
    DataError
        When there is nothing to import, or too much.
    """
    intake, tables = tabled(intake, options, progress)
    preview = Preview.of(intake, tables)
    written = {table: Records(rows.records) for table, rows in tables.rows.items()}
    written["places"] = Records(tables.rows["places"].records, tables.shapes)
    described = schema.described(
        optional=schema.OPTIONAL,
        name=_own_name(written["texts"]) or slug(name) or "dataset",
        title=options.title or intake.file,
        version=_version(written[changes.TABLE]),
        description=f"Imported on {_today()} from {intake.file}; see {FILE}.",
    )
    beside = {FILE: preview.report.text(), mapping_file.FILE: mapping_file.text(intake, options, form)}
    return Made(described, written, beside, preview)


def _version(changed: Records) -> str:
    """Return the version of what brings its changelog along: the newest that this speaks of."""
    at = schema.columns()[changes.TABLE].index("version")
    return max((row[at] for row in changed.rows), key=changes.order, default=schema.FIRST)


def tabled(intake: Intake, options: Options, progress: Progress = unseen) -> tuple[Intake, Tables]:
    """Return the tables that an intake becomes, and the intake with a name that can be written.

    Raises
    ------
    DataError
        When there is nothing to import, or too much.
    """
    if not intake.rows:
        raise refusal(intake.file, "has no records", "look whether it is the right file or layer")
    if len(intake.rows) > MAX_RECORDS:
        raise refusal(intake.file, f"has more than {MAX_RECORDS:,} records", "split the file")
    intake = replace(intake, file=_printable(intake.file))
    tables = build(intake, options, _today(), progress)
    if changed := sum(table.finish() for table in tables.rows.values()):
        tables.remarks.append(f"control characters are written as their pictures, such as \u2408: {changed} cells")
    return intake, tables


def write(
    intake: Intake,
    target: Path,
    options: Options,
    *,
    form: str = "",
    force: bool = False,
    progress: Progress = unseen,
) -> ImportReport:
    """Write a dataset folder, whole or not at all, and return what became of the file.

    Parameters
    ----------
    intake
        What was read, by any format.
    target
        The folder to be.
    form
        The name of the format, for the mapping that is written beside the tables.
    force
        Replace a dataset that stands there.
    progress
        Is told each step before it starts.

    Raises
    ------
    DataError
        When there is nothing to import, too much, or the folder cannot be written.
    """
    found = made(intake, options, target.name, form=form, progress=progress)
    del intake  # it is large, and what follows needs room

    def make(draft: Path) -> None:
        progress("writing the tables")
        fill(draft, found.package, found.tables)
        found.tables.clear()
        pa.default_memory_pool().release_unused()  # before the dataset is read, which takes as much again
        for name, text in found.beside.items():
            (draft / name).write_text(text, encoding="utf-8", newline="\n")
        load(draft, progress)  # what we write, we can read: anything else is a defect and leaves no folder

    folder.build(target, make, force=force, fix=REPLACE)
    return found.preview.report


def zipped(found: Made) -> bytes:
    """Return a dataset as a zip file, which is made in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files(found.package, found.tables):
            archive.writestr(file, content)
        for file, text in found.beside.items():
            archive.writestr(file, text)
    return out.getvalue()


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def _own_name(texts: Records) -> str:
    """Return the name of a dataset by the translations of what describes it, "" without any."""
    table, key = (schema.columns()["texts"].index(name) for name in ("table", "id"))
    return next((row[key] for row in texts.rows if row[table] == "datapackage"), "")


def _printable(name: str) -> str:
    """Return the name of a file as a cell may hold it: no spaces around, and a sign for each byte that is not UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def fill(draft: Path, package: Mapping[str, Any], tables: Mapping[str, Records]) -> None:
    """Write ``datapackage.json`` and every table, those that are left out with their header."""
    for name, pieces in in_pieces(package, tables):
        with (draft / name).open("wb") as file:
            file.writelines(pieces)
