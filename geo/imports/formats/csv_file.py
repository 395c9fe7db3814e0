"""CSV with any columns: comma, semicolon, tab or pipe, strict about quotes and the number of cells."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from geo.dataset import strict_csv
from geo.errors import DataError
from geo.imports import phrases
from geo.imports.formats import files
from geo.imports.formats.grids import UNNAMED, Grid, Kept, header, sheet_of
from geo.imports.model import MAX_RECORDS, refusal, unseen
from geo.imports.packed import Packed
from geo.model import Problem
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geo.imports.model import File, Progress, Sheet

DELIMITERS: Final = {**strict_csv.DELIMITERS, "|": "pipes"}
"""The expected one first."""
FEWEST: Final = 3
"""Cells by which a row is known as one of a table with a title above; a text may hold a semicolon or two."""
AT_ONCE: Final = 1_000
"""Lines after which it is told how many are read."""
_SEP: Final = re.compile(r'"?sep=(.)"?[;,\t|]*[\r\n]*', re.IGNORECASE)
"""The line by which Excel is told what divides the cells; it is no row."""
_BARE: Final = re.compile(rb'^[,;|\t "\r]*\n', re.MULTILINE)
"""A line that holds no text."""


def sheet(path: File, encoding: str = "") -> Sheet:
    """Return a CSV file as written, each row as a record; rows without any text are left out.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    return sheet_of(path.name, grid(path, encoding))


def grid(path: File, encoding: str = "", used: Collection[str] | None = None, progress: Progress = unseen) -> Grid:
    """Return a CSV file as written, or the columns of it that are `used`; rows without any text are left out.

    `progress` is told now and then how many lines are read.

    Raises
    ------
    DataError
        With every fault of form, when there is any.
    """
    lines, name = _lines(path, encoding)
    delimiter = _given(lines)
    if not delimiter:
        _check_first(path.name, lines)
        delimiter = _delimiter(lines)
    rows = _Rows(path.name, used)
    for first, line, row in strict_csv.records(lines, delimiter):
        if isinstance(row, str):
            rows.fault(line=first, why=row)
        elif row:
            rows.add(line, row)
        if line // AT_ONCE != (first - 1) // AT_ONCE:
            progress(f"reading {path.name}", line, len(lines))
    return rows.grid(f"cells are divided by {DELIMITERS[delimiter]}, text is {name}")


def _lines(path: File, encoding: str) -> tuple[list[str], str]:
    """Return the lines of a file, and what its encoding is called; nothing else of it stays in memory."""
    text, name = _text(path, encoding)
    return strict_csv.split(text), name


def _text(path: File, encoding: str) -> tuple[str, str]:
    data = files.content(path)
    files.check(path, data, records=_fewest_rows(data), cells=_most_cells(data))
    return files.decoded(path, data, encoding)


def names(path: File, encoding: str = "") -> list[str]:
    """Return the cells of the first row that has any, as far as the beginning of the file shows it."""
    head = files.content(path, files.HEAD)
    text, _ = files.decoded(path, head, encoding, "replace")
    lines = strict_csv.split(text)
    delimiter = _given(lines) or _delimiter(lines)
    rows = strict_csv.records(lines, delimiter)
    row = next((row for _, _, row in rows if isinstance(row, str) or any(map(str.strip, row))), [])
    return [cell.strip() for cell in row] if isinstance(row, list) else []


def _given(lines: list[str]) -> str:
    """Return the delimiter that a first line ``sep=;`` gives, "" for none; it is emptied, so that numbers stay."""
    match = _SEP.fullmatch(lines[0]) if lines else None
    if match is None:
        return ""
    lines[0] = "\n"
    return match[1] if match[1] in DELIMITERS else ""


def _fewest_rows(data: bytes) -> int:
    """Return how many lines with a text there are, of a file that could have too many; without quotes each is a row."""
    ends = data.count(b"\n")
    return ends - len(_BARE.findall(data)) if ends > MAX_RECORDS and b'"' not in data else 0


def _most_cells(data: bytes) -> int:
    return sum(data.count(one.encode()) for one in ("\n", *DELIMITERS))


class _Rows:
    """The rows of one file as they are read; those of which only some columns are used may be very many."""

    def __init__(self, name: str, used: Collection[str] | None) -> None:
        self._name = name
        self._used = used
        self._columns: list[str] = []
        self._named = 0
        self._kept = Kept((), None)
        self._rows: list[Sequence[str]] | Packed = [] if used is None else Packed()
        self._lines: list[int] = []
        self._odd: dict[int, list[str]] = {}
        """Position -> a row of another length, for which an empty one stands among the others."""
        self._cut: dict[int, Sequence[str]] = {}
        """Position -> what was taken of such a row."""
        self._problems: list[Problem] = []

    def fault(self, line: int, why: str) -> None:
        """Take what `csv` says against a record."""
        fault = strict_csv.broken(line, why)
        self._problems.append(Problem(self._name, str(fault.line), "", "", fault.why, fault.fix))

    def add(self, line: int, row: list[str]) -> None:
        """Take the header, or a row."""
        if not any(map(str.strip, row)):
            return
        if not self._columns:
            self._columns = header(self._name, row, str(line))
            self._named = max(at for at, one in enumerate(self._columns, 1) if not one.startswith(UNNAMED))
            self._kept = Kept(self._columns, self._used, share=self._used is None)
        elif len(self._rows) >= MAX_RECORDS:
            raise refusal(self._name, f"has more than {MAX_RECORDS:,} records", "split the file")
        else:
            if len(row) != len(self._columns):
                self._odd[len(self._rows)] = row
                row = [""] * len(self._columns)
            self._rows.append(self._kept.cells(row))
            self._lines.append(line)

    def grid(self, how: str) -> Grid:
        """Return the table, or raise every fault of form."""
        if not self._columns and not self._problems:
            header(self._name, [])
        remarks = [how, *self._surplus(), *self._longer(), *self._shorter()]
        self._problems += map(self._of_another_length, self._odd)
        if self._problems:
            raise DataError(self._problems[: strict_csv.MAX_FAULTS])
        rows = self._rows
        if self._cut:
            rows = type(rows)(self._cut.get(at, row) for at, row in enumerate(rows))
        return Grid(self._kept.columns, rows, self._lines, tuple(remarks), self._kept.unused)

    def _take(self, found: Iterable[int]) -> None:
        """Give rows as many cells as there are columns."""
        width = len(self._columns)
        for at in found:
            row = self._odd.pop(at)
            self._cut[at] = self._kept.cells([*row[:width], *[""] * (width - len(row))])

    def _surplus(self) -> Iterator[str]:
        """Cut the empty cells that every row has beyond the header, as programs write delimiters at the end."""
        width, odd = len(self._columns), self._odd.values()
        extra = {len(row) - width for row in odd} if len(odd) == len(self._rows) > 1 else set()
        if len(extra) == 1 and min(extra) > 0 and not any(cell for row in odd for cell in row[width:]):
            self._take([*self._odd])
            yield f"every row has {count(min(extra), 'empty cell')} after its last column; left out"

    def _longer(self) -> Iterator[str]:
        """Cut empty cells of single rows where columns without a name are empty too.

        Elsewhere they may be a text with a delimiter and without quotes, by which all later cells moved.
        """
        unnamed = self._named < len(self._columns)
        longer = {at: row for at, row in self._odd.items() if unnamed and len(row) > len(self._columns)}
        found = [at for at, row in longer.items() if not any(row[self._named :])]
        self._take(found)
        if found:
            yield f"empty cells after the last column left out in {self._stand(found)}"

    def _shorter(self) -> Iterator[str]:
        """Fill up rows that end early, unless they look like parts of a line that was broken."""
        width, short = len(self._columns), {at: len(row) for at, row in self._odd.items()}
        found = [
            at
            for at, cells in short.items()
            if 1 < cells < width and width + 1 not in (cells + short.get(at - 1, 0), cells + short.get(at + 1, 0))
        ]
        self._take(found)
        if found:
            what = "row ends" if len(found) == 1 else "rows end"
            yield (
                f"{phrases.ATTENTION} {len(found):,} {what} before the last column, the cells that lack are taken as "
                f"empty: look at {self._stand(found)}"
            )

    def _stand(self, rows: Sequence[int]) -> str:
        return phrases.stand([str(self._lines[at]) for at in rows])

    def _of_another_length(self, at: int) -> Problem:
        row, width = self._odd[at], len(self._columns)
        surplus = len(row) > width and not any(row[width:])
        last = ", and what is beyond is empty" if surplus else ""
        fix = "put a text that holds the delimiter into quotes, or mend a missing or extra delimiter"
        why = f"has {count(len(row), 'cell')}, not {width}{last}"
        return Problem(self._name, str(self._lines[at]), "", "", why, fix)


def _check_first(name: str, lines: list[str]) -> None:
    """Refuse a title above the names of the columns: one filled cell however divided, where the next row has more."""
    tops = [_top(lines, delimiter) for delimiter in DELIMITERS]
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
    filled = ([cell for cell in row if cell.strip(" ,;\t|")] for row in rows)
    first, second = [*islice(filter(None, filled), 2), [], []][:2]
    return first, second


def _delimiter(lines: list[str]) -> str:
    """Return what divides the most columns of the header; a comma when nothing does."""
    counts = {}
    for delimiter in DELIMITERS:
        rows = (row for _, _, row in strict_csv.records(lines, delimiter) if row)
        row = next(rows, [])
        counts[delimiter] = len(row) if isinstance(row, list) else 0
    return max(counts, key=lambda delimiter: counts[delimiter])
