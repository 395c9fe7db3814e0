"""How large the sheets of a workbook are, counted before any is read: a few bytes may stand for all of a sheet.

A cell in the last column of the last row makes a table of 17,000 million cells, a repeated cell of ODS too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from geo.imports import phrases
from geo.imports.formats import files, recognize
from geo.imports.formats.ods_merged import CONTENT
from geo.imports.model import refusal
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.imports.model import File

LOOKED: Final = 60
"""Rows by which a sheet is known as a table."""
MOST: Final = 30_000_000
"""Cells of one sheet, the empty ones between others too; each takes about 30 bytes."""
_SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_COLUMN: Final = re.compile(rb' r="([A-Za-z]{1,3})')
_ROW: Final = re.compile(rb'<row[^>]* r="([0-9]+)')
_ODD: Final = (b" r='", b" r =", b" r= ", b"\nr=", b"\tr=", b"\rr=", b":row ", b":row>", b"<row\n", b"<row\t")
"""Places of cells that are not written as every program writes them, and so are looked for thoroughly."""
_FILLED: Final = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})(\d+)["'](?:[^>]*[^/])?>""")
_BARE_FORMULA: Final = re.compile(rb"</f></c>|<f[^>]*/></c>|</f><v></v></c>|</f><v/></c>")
_REPEATED: Final = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)""")
_EMPTY_TAIL: Final = re.compile(rb"(?:<table:(?:covered-)?table-cell(?:(?!office:)[^<>])*/>\s*)+$")


@dataclass(frozen=True, slots=True)
class Sizes:
    """What was found in the sheets on the way: formulas without a value, and errors."""

    bare: int = 0
    errors: int = 0
    sheets: int = field(default=1)

    def remarks(self, _: str) -> Iterator[str]:
        """Yield what a reader of values does not see."""
        where = "" if self.sheets == 1 else " in all sheets"
        if self.bare:
            yield (
                f"{phrases.ATTENTION} {count(self.bare, 'formula')}{where} without a saved value, read as empty: "
                "open the workbook in a spreadsheet program and save it again"
            )
        if self.errors:
            yield f"{count(self.errors, 'cell')}{where} with an error such as #N/A taken as empty"


def check(path: File) -> Sizes:
    """Count the cells of each sheet.

    Raises
    ------
    DataError
        When one is too large, or the file damaged.
    """
    names = [one for one in recognize.members(path) if _SHEETS.fullmatch(one) or one == CONTENT]
    found = recognize.unpacked(path, names)
    most = min(MOST, files.limits(path).cells * 10)
    for name, data in found.items():
        if name == CONTENT:
            _well_formed(path, data)
        rows, columns = _of_ods(data) if name == CONTENT else _of_xlsx(data, most)
        if rows * columns > most:
            why = f"has a sheet of {rows:,} rows and {columns:,} columns"
            raise refusal(path.name, why, "delete the rows and columns beyond the table, or save it as CSV UTF-8")
    return _sizes(found)


def _well_formed(path: File, data: bytes) -> None:
    """Refuse damaged XML: calamine reads on for ever where the end of a table of ODS is missing."""
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - the C interface has no names
    except expat.ExpatError as error:
        why = f"is damaged (content.xml: {error})"
        raise refusal(path.name, why, "open it in a spreadsheet program and save it again") from error


def _sizes(found: Mapping[str, bytes]) -> Sizes:
    sheets = [data for name, data in found.items() if name != CONTENT]
    return Sizes(
        sum(len(_BARE_FORMULA.findall(data)) for data in sheets if b"</f>" in data or b"<f " in data),
        sum(data.count(b't="e"') for data in sheets),
        len(sheets),
    )


def _of_xlsx(data: bytes, most: int) -> tuple[int, int]:
    """Return the last row and column of a sheet; styled cells without a value count only where that is much."""
    rows = max(map(int, {*_ROW.findall(data)}), default=1)
    columns = _columns(data, most // rows)
    further = re.search(rb' r="[A-Za-z]{1,3}[0-9]{%d}' % (len(str(rows)) + 1), data)
    if rows * columns <= most and not further and not any(one in data for one in _ODD):
        return rows, columns
    places = {(found[1], found[2]) for found in _FILLED.finditer(data)}
    rows = max((int(row) for _, row in places), default=1)
    return rows, max((_number(letters) for letters, _ in places), default=1)


def _columns(data: bytes, most: int) -> int:
    """Return the last column, or a later one that is not beyond `most`: by its letters, which is seen at once."""
    for letters, last in ((2, 26), (3, 702)):
        if last <= most and not re.search(rb' r="[A-Za-z]{%d}' % letters, data):
            return last
    return max(map(_number, {*_COLUMN.findall(data)}), default=1)


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found


def _of_ods(data: bytes) -> tuple[int, int]:
    """Return how many rows and columns the sheets have at most, without the empty ones after the last."""
    rows = columns = empty = 0
    for part in data.split(b"<table:table-row")[1:]:
        head, _, inner = part.partition(b">")
        body = _EMPTY_TAIL.sub(b"", inner.partition(b"</table:table-row>")[0].strip())
        repeated = _times(head)
        if not body:
            empty += repeated
            continue
        rows, empty = rows + empty + repeated, 0
        columns = max(columns, body.count(b"table-cell") + _times(body))
    return max(rows, 1), max(columns, 1)


def _times(text: bytes) -> int:
    """Return how often the cells or the row that a text names are repeated, at least once."""
    return max(1, sum(map(int, _REPEATED.findall(text))))
