"""A table as written, whatever program wrote it: its columns, its rows, and where each stands in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geo.dataset import strict_csv
from geo.dataset.columns import repeated
from geo.errors import DataError
from geo.imports import selecting
from geo.imports.model import Record, Sheet, refusal
from geo.imports.packed import Packed
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from geo.imports.model import Options

SHARED: Final = 70_000
"""Different cells of one column that are kept once however often they stand; most of a large table are repeated."""
UNNAMED: Final = "(column "
"""Begins what a column without a name is called."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as written: its columns, its rows that hold any text, and the line on which each ends.

    `unused` are columns that were not asked for and hold any text. Of a workbook `sheet` is the name of its sheet.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    remarks: tuple[str, ...]
    unused: Sequence[str]
    sheet: str = ""

    def place(self, at: int) -> str:
        """Return where a row stands: its line, or its sheet and row as ``Sheet1!7``."""
        return f"{self.sheet}!{self.lines[at]}" if self.sheet else str(self.lines[at])

    def column(self, at: int) -> Iterator[str]:
        """Yield the cells of one column."""
        return self.rows.column(at) if isinstance(self.rows, Packed) else (row[at] for row in self.rows)

    def once(self) -> Iterator[Sequence[str]]:
        """Yield each row one last time: what is made of the rows of a large file needs the room."""
        return self.rows.once() if isinstance(self.rows, Packed) else iter(self.rows)


class Kept:
    """What is kept of the rows: the cells of used columns, each the very text of an earlier row with the same there.

    All of a large file would not fit in memory. With `share` false they are packed instead, see `geo.imports.packed`.
    """

    def __init__(self, columns: Sequence[str], used: Collection[str] | None, *, share: bool = True) -> None:
        self._all = columns
        self._places = [at for at, column in enumerate(columns) if used is None or column in used]
        self._others = [*{*range(len(columns))}.difference(self._places)]
        self._silent = self._others
        self._known: list[dict[str, str]] = [{} for _ in self._places]
        self._takes: list[tuple[int, Callable[[str, str], str]]] = []
        self._rows = 0
        self._share = share

    @property
    def columns(self) -> list[str]:
        """The used columns."""
        return [self._all[at] for at in self._places]

    @property
    def unused(self) -> list[str]:
        """The other columns, of those that hold any text."""
        return [self._all[at] for at in sorted({*self._others}.difference(self._silent))]

    def cells(self, row: Sequence[str]) -> list[str]:
        """Return what is kept of a row, which has a cell for each column."""
        if any(row[at] for at in self._silent):
            self._silent = [at for at in self._silent if not row[at]]
        if not self._share:
            return [row[at] for at in self._places]
        if self._rows % 1_000 == 0:
            takes = [one.setdefault if len(one) < SHARED else one.get for one in self._known]
            self._takes = [*zip(self._places, takes, strict=True)]
        self._rows += 1
        return [take(cell := row[at], cell) for at, take in self._takes]


def header(name: str, row: Sequence[str], record: str = "1") -> list[str]:
    """Return the names of columns; one without a name is called by its number.

    Raises
    ------
    DataError
        When there is no name, there are too many, or one stands twice.
    """
    if not any(cell.strip() for cell in row):
        raise refusal(name, "has no header", "give each column a name in the first row")
    if len(row) > strict_csv.MAX_COLUMNS:
        raise refusal(name, f"has more than {strict_csv.MAX_COLUMNS:,} columns", "look whether it is a table")
    columns = [cell.strip() or f"{UNNAMED}{number})" for number, cell in enumerate(row, 1)]
    twice = repeated(columns)
    if twice:
        why, fix = "two columns have this name", "rename one"
        raise DataError([Problem(name, record, "", column, why, fix) for column in twice])
    return columns


def sheet_of(name: str, grid: Grid) -> Sheet:
    """Return a table as records; empty cells are none."""
    columns = grid.columns
    records = [
        Record(grid.place(at), {column: cell for column, cell in zip(columns, row, strict=True) if cell})
        for at, row in enumerate(grid.rows)
    ]
    return Sheet(name, columns, records, grid.remarks)


def part(file: str, grid: Grid, options: Options) -> Grid:
    """Return the rows of a table that `options.where` asks for, and say how many.

    Raises
    ------
    DataError
        When there is no such column, or no such row.
    """
    if not options.where:
        return grid
    asked = [(at, name) for at, name in enumerate(grid.columns) if name in options.where]
    rows = [{name: row[at] for at, name in asked} for row in grid.rows]
    found, remark = selecting.taken(file, grid.columns, rows, options.where)
    taken, lines = [grid.rows[at] for at in found], [grid.lines[at] for at in found]
    return replace(grid, rows=taken, lines=lines, remarks=(remark, *grid.remarks))


def only(grid: Grid, columns: Collection[str]) -> Grid:
    """Return some columns of a table; the others are unused where they hold any text."""
    kept = [at for at, name in enumerate(grid.columns) if name in columns]
    if len(kept) == len(grid.columns):
        return grid
    others = [at for at in range(len(grid.columns)) if at not in kept]
    left = [grid.columns[at] for at in others if any(row[at] for row in grid.rows)]
    rows = [[row[at] for at in kept] for row in grid.rows]
    return replace(grid, columns=[grid.columns[at] for at in kept], rows=rows, unused=[*grid.unused, *left])
