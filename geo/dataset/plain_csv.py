"""The quick way to read CSV of which there is nothing to report; `geo.dataset.strict_csv` reads all other.

A look at the bytes says whether a table is *plain*: its header is the expected one, its cells are parted
by commas, its lines end in LF or CRLF, and its quotes stand only around whole cells. Of such a table
the reader of Apache Arrow, which is written in C++, makes the same as the strict one: tests compare the two.
Whatever is doubtful is not plain, so that nothing that is wrong passes unseen.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geo.dataset.limits import AT_ONCE
from geo.dataset.strict_csv import CELL, MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Positions = NDArray[np.int64]

TEXT: Final = pd.StringDtype(storage="pyarrow", na_value=np.nan)
"""What pandas calls ``str``, so that columns are taken over from Arrow as they are."""
_LF, _CR, _QUOTE, _COMMA = b'\n\r",'
MAX_EMPTY: Final = 64
"""Headers whose empty tables are kept; a dataset has some twenty."""
_BLOCK: Final = 2**20
"""Bytes that become one piece of each column. Each column gets room for all of them, which leaves holes as large; a
table with a longer row is not plain."""
_TOO_MANY: Final = b'"' * (2 * CELL + 4)
"""Quotes in a row that make a cell longer than any may be: to note where each stands takes hundreds of megabytes."""
_NO_TEXTS: Final = pa.array([], pa.large_string())
_NAME: Final = re.compile(r'[^",;\t\r\n]+')
"""A column whose name needs no quotes and holds nothing that could be taken for what parts cells."""


def read(content: bytes, columns: Sequence[str]) -> pd.DataFrame | None:
    """Return a plain table, every cell as text and indexed by the line on which its row ends; None for any other."""
    start = _header_end(content, columns)
    if start and start == len(content):  # an empty file is no table
        return _empty(tuple(columns)).copy()
    if not start or b"\0" in content or _TOO_MANY in content or _has_lone_returns(content) or _has_long_text(content):
        return None
    data = np.frombuffer(content, np.uint8)
    quotes = start + _positions(data[start:], _QUOTE)
    if not _around_cells(data, quotes):
        return None
    try:
        table = _parsed(content, columns)
    except pa.ArrowInvalid:  # rows of another length, bytes that are not UTF-8, or a very long row
        return None
    lines = _every_line(content, table.num_rows) if not len(quotes) else None
    lines = _lines(data, quotes, start) if lines is None else lines
    if len(lines) != table.num_rows or _has_empty_row(table) or _has_long_cell(table):
        return None
    found = dict(zip(table.column_names, table.columns, strict=True))
    del table  # of each column the pieces go when they are joined
    return _frame(found, lines)


def _has_lone_returns(content: bytes) -> bool:
    return b"\r" in content and content.count(b"\r") != content.count(b"\r\n")


def _has_long_text(content: bytes) -> bool:
    """Say whether so many bytes without a comma or the end of a line follow one another that a cell is too long."""
    most = 4 * CELL  # bytes; of twice as many one of these pieces is all within the cell
    return any(
        content.find(b",", at, at + most) < 0 and content.find(b"\n", at, at + most) < 0
        for at in range(0, len(content) - most, most)
    )


@lru_cache(maxsize=MAX_EMPTY)
def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table without a record: most tables that a dataset may leave out are such."""
    return _frame({name: pa.chunked_array([_NO_TEXTS]) for name in columns}, np.empty(0, np.int64))


def _frame(columns: dict[str, pa.ChunkedArray], lines: Positions) -> pd.DataFrame:
    """Return a table in pandas, whose columns are those of Arrow, each of them taken out of `columns`."""
    empty: list[pa.Array] = []  # of columns that nobody filled there may be ten, each with a number for every row
    named = {}
    for name in [*columns]:  # `Table.to_pandas` does the same, and much beside
        whole = pa.concat_arrays([_NO_TEXTS, *columns.pop(name).chunks])  # read in one go by all that comes after
        if not len(whole.buffers()[2] or b""):
            empty = empty or [whole]
            whole = empty[0]
        named[name] = pd.array(whole, dtype=TEXT)
    return pd.DataFrame(named, index=pd.Index(lines, name="line"), copy=False)


def _header_end(content: bytes, columns: Sequence[str]) -> int:
    """Return where the line after the header begins; 0 when the header is not exactly the one that is expected."""
    if not all(map(_NAME.fullmatch, columns)) or len(columns) > MAX_COLUMNS:
        return 0
    mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    written = (",".join(columns), ",".join(f'"{name}"' for name in columns))
    heads = (f"{one}{end}".encode("utf-8", "surrogatepass") for one in written for end in ("\n", "\r\n"))
    return next((mark + len(head) for head in heads if content.startswith(head, mark)), 0)


def _positions(data: Bytes, sign: int) -> Positions:
    """Return where a sign stands; to compare all at once takes a second file's room."""
    blocks = range(0, len(data), AT_ONCE)
    found: Positions = np.concatenate([at + np.flatnonzero(data[at : at + AT_ONCE] == sign) for at in blocks])
    return found


def _around_cells(data: Bytes, quotes: Positions) -> bool:
    """Say whether every quote opens or closes a whole cell, or is one of two that stand for one within it."""
    if len(quotes) % 2:
        return False
    opens, closes = quotes[::2], quotes[1::2]
    doubled = opens[1:] == closes[:-1] + 1  # the second of two within a cell: it closes and opens at once
    before = data[opens - 1]  # there is a header before the first
    after = data[np.minimum(closes + 1, len(data) - 1)]
    begins = (before == _COMMA) | (before == _LF)
    ends = (after == _COMMA) | (after == _LF) | (after == _CR) | (closes == len(data) - 1)
    begins[1:] |= doubled
    ends[:-1] |= doubled
    return bool(begins.all() and ends.all())


def _parsed(content: bytes, columns: Sequence[str]) -> pa.Table:
    """Return the rows as Arrow reads them, without the header; it passes over a mark of UTF-8 before that only."""
    return csv.read_csv(
        pa.BufferReader(content),
        read_options=csv.ReadOptions(column_names=columns, skip_rows=1, block_size=_BLOCK, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=b'"' in content),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.large_string()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )


def _every_line(content: bytes, rows: int) -> Positions | None:
    """Return the lines of a table without quotes when each is a row; there cannot be more rows than lines."""
    count = content.count(b"\n") - content.endswith(b"\n")  # the header is one
    return np.arange(2, rows + 2) if rows == count else None


def _lines(data: Bytes, quotes: Positions, start: int) -> Positions:
    """Return the number of the line on which each row after the header ends; a line without any character is no row."""
    breaks = _positions(data, _LF)
    if data[-1] != _LF:
        breaks = np.append(breaks, len(data))
    outside = np.searchsorted(quotes, breaks) % 2 == 0
    number, end = np.flatnonzero(outside) + 1, breaks[outside]
    begin = np.concatenate([[0], end[:-1] + 1])
    blank = (end == begin) | ((end == begin + 1) & (data[begin] == _CR))
    found: Positions = number[(begin >= start) & ~blank]
    return found


def _has_empty_row(table: pa.Table) -> bool:
    empty = pa.scalar(value=True)
    for column in table.columns:  # the first has nearly always something in each row
        empty = pc.and_(empty, pc.equal(column, ""))
        if not pc.any(empty).as_py():
            return False
    return bool(table.num_rows)


def _has_long_cell(table: pa.Table) -> bool:
    return any((pc.max(pc.binary_length(column)).as_py() or 0) > CELL for column in table.columns)
