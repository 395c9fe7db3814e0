"""Which cells of a sheet of ODS are merged: calamine tells it of XLSX only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from geo.imports.formats import recognize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.imports.formats.headings import Merged
    from geo.imports.model import File

CONTENT: Final = "content.xml"
"""The member of an ODS file that holds its sheets."""
_SPANNED: Final = re.compile(rb"""number-(?:rows|columns)-spanned\s*=\s*["'](?:[2-9]|1[0-9])""")
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")


def merged(path: File, sheet: str) -> Merged:
    """Return first and last cell (row and column, from 0) of what is merged in a sheet; nothing for other files."""
    data = recognize.unpacked(path, [CONTENT]).get(CONTENT, b"") if recognize.kind(path).name == "ods" else b""
    if not _SPANNED.search(data):  # as in most: to meet every cell takes long
        return ()
    spans = _Spans(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler = spans.start
    parser.Parse(data, True)  # noqa: FBT003 - the C interface has no names
    return spans.found


class _Spans:
    """Counts rows and columns on the way through the sheets."""

    def __init__(self, sheet: str) -> None:
        self.found: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._sheet = sheet
        self._here = False
        self._row = self._next = self._column = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element that begins."""
        if name == "table:table":
            self._here, self._next = attributes.get("table:name") == self._sheet, 0
        elif name == "table:table-row":
            self._row, self._column = self._next, 0
            self._next += int(attributes.get("table:number-rows-repeated", 1))
        elif name in _CELLS:
            rows, columns = (int(attributes.get(f"table:number-{what}-spanned", 1)) for what in ("rows", "columns"))
            if self._here and rows * columns > 1:
                last = self._row + rows - 1, self._column + columns - 1
                self.found.append(((self._row, self._column), last))
            self._column += int(attributes.get("table:number-columns-repeated", 1))
