"""CSV with any columns: comma, semicolon or tab, strict about quotes and the number of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo import strict_csv
from geo.errors import DataError
from geo.imports import files
from geo.imports.mapping import intake
from geo.imports.model import MAX_RECORDS, Record, Sheet, refusal
from geo.model import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from geo.imports.model import Intake, Options

MAX_COLUMNS: Final = 1000


def read(path: Path, options: Options) -> Intake:
    """Read a CSV file by `options.mapping`, or by well-known names of columns.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    return intake(sheet(path, options.encoding), options)


def sheet(path: Path, encoding: str = "") -> Sheet:
    """Return a CSV file as written; rows without any text are left out.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    lines = strict_csv.split(files.text(path, encoding))
    delimiter = _delimiter(lines)
    said = (f"cells are divided by {strict_csv.DELIMITERS[delimiter]}, text is {encoding or 'UTF-8'}",)
    problems: list[Problem] = []
    records: list[Record] = []
    columns: list[str] = []
    for _, line, row in strict_csv.records(lines, delimiter):
        if isinstance(row, str):
            fault = strict_csv.broken(line, row)
            problems.append(Problem(path.name, str(fault.line), "", "", fault.why, fault.fix))
        elif not columns:
            columns = _header(path.name, row)
        elif len(records) >= MAX_RECORDS:
            raise refusal(path.name, f"has more than {MAX_RECORDS:,} records", "split the file")
        else:
            _add(records, problems, path.name, columns, row, str(line))
        if len(problems) >= strict_csv.MAX_FAULTS:
            break
    if not columns and not problems:
        _header(path.name, [])
    if problems:
        raise DataError(problems)
    return Sheet(path.name, columns, records, said)


def _delimiter(lines: list[str]) -> str:
    """Return what divides the most columns of the header; a comma when nothing does."""
    counts = {}
    for delimiter in strict_csv.DELIMITERS:
        row = next(strict_csv.records(lines, delimiter), (0, 0, ""))[2]
        counts[delimiter] = len(row) if isinstance(row, list) else 0
    return max(counts, key=lambda delimiter: counts[delimiter])


def _header(name: str, cells: list[str]) -> list[str]:
    """Return the names of columns; one without a name is called by its number."""
    if not any(cell.strip() for cell in cells):
        raise refusal(name, "has no header", "give each column a name in the first row")
    if len(cells) > MAX_COLUMNS:
        raise refusal(name, f"has more than {MAX_COLUMNS} columns", "look whether it is a table")
    columns = [cell.strip() or f"(column {number})" for number, cell in enumerate(cells, 1)]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise DataError(
            [Problem(name, "1", "", column, "two columns have this name", "rename one") for column in twice]
        )
    return columns


def _add(
    records: list[Record], problems: list[Problem], name: str, columns: list[str], row: list[str], line: str
) -> None:
    """Add a row; one that is longer by empty cells only is taken, as spreadsheets write such."""
    while len(row) > len(columns) and not row[-1]:
        row.pop()
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(columns):
        why = f"has {len(row)} cells, not {len(columns)}"
        problems.append(Problem(name, line, "", "", why, "look for a missing or extra delimiter, or quotes"))
        return
    records.append(Record(line, {column: cell for column, cell in zip(columns, row, strict=True) if cell}))
