"""An intake becomes a folder that passes `geo validate`."""

from __future__ import annotations

import operator
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from geo.dataset.write import Records, files
from geo.imports import folder, schema
from geo.imports.model import MAX_RECORDS, refusal, unseen
from geo.imports.report import FILE, ImportReport
from geo.imports.tables import build
from geo.imports.values.slugs import slug
from geo.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.imports.model import Intake, Options, Progress

PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
"""Control characters and what Unicode has to show them by."""
AT_ONCE = 10_000
"""Records that are looked through as one text."""
_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, PICTURES)))}]")


def write(
    intake: Intake, target: Path, options: Options, *, force: bool = False, progress: Progress = unseen
) -> ImportReport:
    """Write a dataset folder, whole or not at all, and return what became of the file.

    Parameters
    ----------
    intake
        What was read, by any format.
    target
        The folder to be.
    force
        Replace a dataset that stands there.
    progress
        Is told each step before it starts.

    Raises
    ------
    DataError
        When there is nothing to import, too much, or the folder cannot be written.
    """
    if not intake.rows:
        raise refusal(intake.file, "has no records", "look whether it is the right file or layer")
    if len(intake.rows) > MAX_RECORDS:
        raise refusal(intake.file, f"has more than {MAX_RECORDS:,} records", "split the file")
    today = datetime.now(tz=UTC).date().isoformat()
    intake = replace(intake, file=_printable(intake.file))
    tables = build(intake, options, today, progress)
    if changed := sum(visible(table.records) for table in tables.rows.values()):
        tables.remarks.append(f"control characters are written as their pictures, such as \u2408: {changed} cells")
    report = ImportReport.of(intake, tables)
    written = {name: Records(table.records) for name, table in tables.rows.items()}
    written["places"] = Records(tables.rows["places"].records, tables.shapes)
    described = schema.described(
        optional=schema.OPTIONAL,
        name=_own_name(written["texts"]) or slug(target.name) or "dataset",
        title=options.title or intake.file,
        description=f"Imported on {today} from {intake.file}; see {FILE}.",
    )
    del intake, tables  # they are large, and what follows needs room

    def make(draft: Path) -> None:
        progress("writing the tables")
        fill(draft, described, written)
        written.clear()
        (draft / FILE).write_text(report.text(), encoding="utf-8", newline="\n")
        load(draft, progress)  # what we write, we can read: anything else is a defect and leaves no folder

    folder.build(target, make, force=force, fix=f"{folder.NEW}, or replace it with --force")
    return report


def _own_name(texts: Records) -> str:
    """Return the name of a dataset by the translations of what describes it, "" without any."""
    table, key = (schema.columns()["texts"].index(name) for name in ("table", "id"))
    return next((row[key] for row in texts.rows if row[table] == "datapackage"), "")


def _printable(name: str) -> str:
    """Return the name of a file with a sign for each byte that is not UTF-8, as in archives of old Windows programs."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def visible(records: list[tuple[str, ...]]) -> int:
    """Put a picture for each control character, which no dataset may hold; return how many cells changed."""
    changed = 0
    for begin in range(0, len(records), AT_ONCE):
        some = records[begin : begin + AT_ONCE]
        if _CONTROL.search("".join(chain.from_iterable(some))):
            shown = [tuple(cell.translate(PICTURES) for cell in record) for record in some]
            changed += sum(map(operator.ne, chain.from_iterable(some), chain.from_iterable(shown)))
            records[begin : begin + AT_ONCE] = shown
    return changed


def fill(draft: Path, package: Mapping[str, Any], tables: Mapping[str, Records]) -> None:
    """Write ``datapackage.json`` and every table, those that are left out with their header."""
    for name, content in files(package, tables):
        (draft / name).write_bytes(content)
