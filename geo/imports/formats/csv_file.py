"""CSV with any columns: comma, semicolon or tab, strict about quotes and the number of cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from geo.dataset import strict_csv
from geo.dataset.columns import repeated
from geo.errors import DataError
from geo.imports import own_export
from geo.imports.formats import files
from geo.imports.mapping import intake
from geo.imports.model import MAX_RECORDS, Record, Sheet, refusal
from geo.model import Problem
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from geo.imports.model import Intake, Options

FEWEST: Final = 3
"""Cells by which a row is known as one of a table with a title above; a text may hold a semicolon or two."""
SHARED: Final = 70_000
"""Different cells of one column that are kept once however often they stand; most of a large table are repeated."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A CSV file as written: its columns, its rows that hold any text, and the line on which each ends.

    `unused` are columns that were not asked for and hold any text.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    remarks: tuple[str, ...]
    unused: Sequence[str]


def read(path: Path, options: Options) -> Intake:
    """Read a CSV file by `options.mapping`, or by well-known names of columns.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    return intake(own_export.restored(sheet(path, options.encoding)), options)


def sheet(path: Path, encoding: str = "") -> Sheet:
    """Return a CSV file as written, each row as a record; rows without any text are left out.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    found = grid(path, encoding)
    records = [_record(found.columns, line, row) for line, row in zip(found.lines, found.rows, strict=True)]
    return Sheet(path.name, found.columns, records, found.remarks)


def grid(path: Path, encoding: str = "", used: Collection[str] | None = None) -> Grid:
    """Return a CSV file as written, or the columns of it that are `used`; rows without any text are left out.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    lines = strict_csv.split(files.text(path, encoding))
    _check_first(path.name, lines)
    delimiter = _delimiter(lines)
    remarks = [f"cells are divided by {strict_csv.DELIMITERS[delimiter]}, text is {encoding or 'UTF-8'}"]
    problems: list[Problem] = []
    rows: list[list[str]] = []
    ends: list[int] = []
    columns: list[str] = []
    odd: list[int] = []
    kept = _Kept((), None)
    for first, line, row in strict_csv.records(lines, delimiter):
        if isinstance(row, str):
            fault = strict_csv.broken(first, row)
            problems.append(Problem(path.name, str(fault.line), "", "", fault.why, fault.fix))
        elif not columns:
            columns = _header(path.name, row)
            kept = _Kept(columns, used)
        elif len(rows) >= MAX_RECORDS:
            raise refusal(path.name, f"has more than {MAX_RECORDS:,} records", "split the file")
        elif any(map(str.strip, row)):
            odd += [] if len(row) == len(columns) else [len(rows)]
            rows.append(kept.cells(row) if len(row) == len(columns) else row)
            ends.append(line)
    if not columns and not problems:
        _header(path.name, [])
    if len(odd) == len(rows) and (surplus := _surplus(len(columns), rows)):
        odd, rows = [], [kept.cells(row[: len(columns)]) for row in rows]
        remarks.append(f"every row has {count(surplus, 'empty cell')} after its last column; left out")
    problems += (_of_another_length(path.name, len(columns), ends[at], rows[at]) for at in odd)
    if problems:
        raise DataError(problems[: strict_csv.MAX_FAULTS])
    return Grid(kept.columns, rows, ends, tuple(remarks), kept.unused)


class _Kept:
    """What is kept of the rows: the cells of used columns, each the very text of an earlier row with the same there.

    All of a large file would not fit in memory.
    """

    def __init__(self, columns: Sequence[str], used: Collection[str] | None) -> None:
        self._all = columns
        self._places = [at for at, column in enumerate(columns) if used is None or column in used]
        self._others = [*{*range(len(columns))}.difference(self._places)]
        self._silent = self._others
        self._known: list[dict[str, str]] = [{} for _ in self._places]
        self._takes: list[tuple[int, Callable[[str, str], str]]] = []
        self._rows = 0

    @property
    def columns(self) -> list[str]:
        """The used columns."""
        return [self._all[at] for at in self._places]

    @property
    def unused(self) -> list[str]:
        """The other columns, of those that hold any text."""
        return [self._all[at] for at in sorted({*self._others}.difference(self._silent))]

    def cells(self, row: list[str]) -> list[str]:
        """Return what is kept of a row, which has a cell for each column."""
        if self._rows % 1_000 == 0:
            takes = [one.setdefault if len(one) < SHARED else one.get for one in self._known]
            self._takes = [*zip(self._places, takes, strict=True)]
        self._rows += 1
        if any(row[at] for at in self._silent):
            self._silent = [at for at in self._silent if not row[at]]
        return [take(cell := row[at], cell) for at, take in self._takes]


def _check_first(name: str, lines: list[str]) -> None:
    """Refuse a title above the names of the columns: one filled cell however divided, where the next row has more."""
    tops = [_top(lines, delimiter) for delimiter in strict_csv.DELIMITERS]
    if any(len(first) != 1 for first, _ in tops):
        return
    (title,), widest = tops[0][0], max(len(second) for _, second in tops)
    if widest >= FEWEST or len(tops[0][1]) > 1:  # by commas two are enough: such a row would not fit either
        why = f"the first line must hold the column names, but has one cell, and the next has {widest}"
        fix = "take the title above the table away, or put a text that holds the delimiter into quotes"
        raise refusal(name, why, fix, record="1", value=title.strip(" ;\t"))


def _top(lines: list[str], delimiter: str) -> tuple[list[str], list[str]]:
    """Return the filled cells of the first two rows that have any."""
    rows = (row for _, _, row in strict_csv.records(lines, delimiter) if isinstance(row, list))
    filled = ([cell for cell in row if cell.strip(" ,;\t")] for row in rows)
    first, second = [*islice(filter(None, filled), 2), [], []][:2]
    return first, second


def _delimiter(lines: list[str]) -> str:
    """Return what divides the most columns of the header; a comma when nothing does."""
    counts = {}
    for delimiter in strict_csv.DELIMITERS:
        row = next(strict_csv.records(lines, delimiter), (0, 0, ""))[2]
        counts[delimiter] = len(row) if isinstance(row, list) else 0
    return max(counts, key=lambda delimiter: counts[delimiter])


def _header(name: str, row: list[str]) -> list[str]:
    """Return the names of columns; one without a name is called by its number."""
    if not any(cell.strip() for cell in row):
        raise refusal(name, "has no header", "give each column a name in the first row")
    if len(row) > strict_csv.MAX_COLUMNS:
        raise refusal(name, f"has more than {strict_csv.MAX_COLUMNS:,} columns", "look whether it is a table")
    columns = [cell.strip() or f"(column {number})" for number, cell in enumerate(row, 1)]
    twice = repeated(columns)
    if twice:
        raise DataError(
            [Problem(name, "1", "", column, "two columns have this name", "rename one") for column in twice]
        )
    return columns


def _surplus(width: int, rows: list[list[str]]) -> int:
    """Return how many empty cells every row has beyond the header, as programs write delimiters at the end.

    In one row only they are a text with a delimiter and without quotes, by which all later cells moved.
    """
    extra = {len(row) - width for row in rows}
    same = len(rows) > 1 and len(extra) == 1 and min(extra) > 0
    return min(extra) if same and not any(cell for row in rows for cell in row[width:]) else 0


def _of_another_length(name: str, width: int, line: int, row: list[str]) -> Problem:
    why = f"has {count(len(row), 'cell')}, not {width}"
    fix = "put a text that holds the delimiter into quotes, or mend a missing or extra delimiter"
    return Problem(name, str(line), "", "", why, fix)


def _record(columns: Sequence[str], line: int, row: Sequence[str]) -> Record:
    return Record(str(line), {column: cell for column, cell in zip(columns, row, strict=True) if cell})
