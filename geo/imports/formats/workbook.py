"""Sheets of XLSX and ODS workbooks, read by calamine: values as the program holds them, not as it shows them.

A day is written as ISO 8601, a whole number without ``.0``, a formula as the value that was saved with it, an
error such as #N/A as nothing. Titles above the table, headings over several columns, and cells merged over
several rows are recognised, and that is said.
"""

from __future__ import annotations

import io
import itertools
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import python_calamine as calamine

from geo.imports import phrases
from geo.imports.formats import files, ods_merged, workbook_size
from geo.imports.formats.grids import Grid, Kept, header
from geo.imports.formats.headings import Headings
from geo.imports.model import refusal, unseen
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.imports.formats.headings import Merged
    from geo.imports.model import File, Progress

ERRORS: Final = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "Err:502", "Err:508"})
WHOLE: Final = 2**53
"""Up to this a number of a spreadsheet is exact."""
DIGITS: Final = 15
"""What a spreadsheet shows of a number at most; the others are noise of the binary form."""
REMEMBERED: Final = 40_000
"""Numbers of which the text is remembered."""
AT_ONCE: Final = 1_000
"""Rows after which it is told how many are read."""
FEW: Final = 3
"""Days of one column from which it is asked whether they are months."""
DAY_0: Final = date(1899, 12, 30)
YEARS: Final = (date(1905, 1, 1), date(1905, 7, 31))
"""The days on which the numbers 1828 to 2039 lie."""
Value = str | float | bool | date | time | timedelta


def grid(path: File, wanted: str = "", used: Collection[str] | None = None, progress: Progress = unseen) -> Grid:
    """Return a sheet as written, or the columns of it that are `used`; rows without any text are left out.

    Parameters
    ----------
    wanted
        The name of a sheet; without it the first is taken that has a table, hidden ones last, else one with a list.
    progress
        Is told now and then how many rows are read.

    Raises
    ------
    DataError
        When the workbook is damaged, locked or too large, has no such sheet or no table, or names two columns alike.
    """
    sizes = workbook_size.check(path)
    sheet, others = _sheet(path, wanted)
    read = _Cells(sheet, sheet.merged_cell_ranges or ods_merged.merged(path, sheet.name))
    headings = Headings.of(read.rows, read.merged)
    read.fill(headings.last)
    columns = header(path.name, headings.names, f"{sheet.name}!{headings.last + 1}")
    body = read.rows[headings.last + 1 :]
    named = [at for at, name in enumerate(headings.names) if name or any(row[at] for row in body)]
    kept = Kept([columns[at] for at in named], used)
    rows, lines = [], []
    for line, row in enumerate(body, headings.last + 2):
        if line % AT_ONCE == 0:
            progress(f"reading {path.name}", line, len(read.rows))
        if any(map(str.strip, row)):
            rows.append(kept.cells([row[at] for at in named]))
            lines.append(line)
    files.check(path, b"", records=len(rows))
    remarks = (
        f"sheet {sheet.name!r} of the workbook{others}",
        *headings.remarks(),
        *sizes.remarks(sheet.name),
        *read.remarks(columns),
    )
    return Grid(kept.columns, rows, lines, remarks, kept.unused, sheet.name)


def _sheet(path: File, wanted: str) -> tuple[calamine.CalamineSheet, str]:
    """Return a sheet, and what to say of the others."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(files.content(path)))  # a name may be no text
        names = [one.name for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        shown = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
        if wanted and wanted not in names:
            raise refusal(path.name, "there is no such sheet", f"one of {phrases.listed(names)}", value=wanted)
        ordered = sorted(itertools.product(names, (False, True)), key=lambda one: (one[0] not in shown, one[1]))
        for name, lists in [(wanted, False)] if wanted else ordered:
            sheet = book.get_sheet_by_name(name)
            if wanted or _is_table(sheet, lists=lists):
                left = [one if one in shown else f"{one} (hidden)" for one in names if one != name]
                others = f"; there are also {phrases.listed(left)}: choose with --sheet" if left else ""
                return sheet, others
    except calamine.PasswordError as error:
        raise refusal(path.name, "is locked with a password", "save it without one") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        fix = "open it in a spreadsheet program and save it again"
        raise refusal(path.name, f"cannot be read ({error})", fix) from error
    raise refusal(path.name, "has no sheet with a table", "look whether it is the right file")


def _is_table(sheet: calamine.CalamineSheet, *, lists: bool) -> bool:
    """Say whether two rows have more than one cell; with `lists`, whether each of several rows has one."""
    filled = [sum(cell != "" for cell in row) for row in sheet.to_python(nrows=workbook_size.LOOKED)]
    return (len(filled) > 1 and set(filled) == {1}) if lists else sum(cells > 1 for cells in filled) > 1


class _Cells:
    """The cells of a sheet as texts, from its first row and column on, and what was done to them."""

    def __init__(self, sheet: calamine.CalamineSheet, merged: Merged) -> None:
        self._errors: list[str] = []
        self._days: dict[int, Counter[date]] = {}
        self._times: Counter[int] = Counter()
        self._spread = 0
        self.merged = merged
        self.rows: list[list[str]] = [
            [
                # most are one of these, and there may be millions
                value if type(value) is str else _number(value) if type(value) is float else self._text(column, value)
                for column, value in enumerate(row)
            ]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        for at, row in enumerate(self.rows):
            if not ERRORS.isdisjoint(row):
                self._drop_errors(at, row)

    def _text(self, column: int, value: Value) -> str:
        """Return a value as text."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, datetime):
            if value.time() != time():
                self._times[column] += 1
                return value.isoformat(timespec="seconds")
            value = value.date()
        if isinstance(value, date):
            self._days.setdefault(column, Counter())[value] += 1
            return value.isoformat()
        return str(value)

    def _drop_errors(self, at: int, row: list[str]) -> None:
        self._errors += [f"row {at + 1}" for cell in row if cell in ERRORS]
        self.rows[at] = ["" if cell in ERRORS else cell for cell in row]

    def fill(self, head: int) -> None:
        """Write the text of cells that are merged over several rows below the names into each; they all show it."""
        for (top, left), (bottom, _) in self.merged:
            text = self.rows[top][left] if top < len(self.rows) and left < len(self.rows[top]) else ""
            if bottom > top > head and text:
                for row in self.rows[top + 1 : bottom + 1]:
                    row[left] = text
                    self._spread += 1

    def remarks(self, columns: Sequence[str]) -> Iterator[str]:
        """Yield what was done to the cells, by the names of their columns."""
        if self._spread:
            yield f"cells merged over several rows: {count(self._spread, 'empty cell')} taken as what is shown there"
        if self._errors:
            stand = phrases.listed([*dict.fromkeys(self._errors)])
            yield f"{count(len(self._errors), 'cell')} with an error such as #N/A taken as empty: {stand}"
        for column, number in self._times.items():
            yield f"{count(number, 'cell')} of {columns[column]!r} {'has' if number == 1 else 'have'} a time of day"
        for column, counted in self._days.items():
            days = [*counted]
            if counted.total() >= FEW and all(YEARS[0] <= day <= YEARS[1] for day in days):
                year = (days[0] - DAY_0).days
                yield (
                    f"{phrases.ATTENTION} every day of {columns[column]!r} lies in 1905, as years do that are shown as "
                    f"days ({days[0].isoformat()} is the number {year}): look at the format of the column"
                )
            if counted.total() >= FEW and all(day.day == 1 for day in days) and len(days) > 1:
                what, long = ("years", 4) if all(day.month == 1 for day in days) else ("months", 7)
                yield (
                    f"{phrases.ATTENTION} every day of {columns[column]!r} is the first of its {what[:-1]}: if the "
                    f"sheet shows {what} only, write them as text such as {days[0].isoformat()[:long]}"
                )


@lru_cache(maxsize=REMEMBERED)
def _number(value: float) -> str:
    """Return a number as the sheet shows it."""
    if value.is_integer() and abs(value) <= WHOLE:
        return str(int(value))
    text = f"{value:.{DIGITS}g}"
    return format(Decimal(text), "f") if "e" in text else text
