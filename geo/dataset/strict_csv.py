"""Strict CSV (RFC 4180): what other readers repair in silence is reported, and the rest is still read.

Decisions where the RFC leaves a choice, or where spreadsheets do otherwise:

- A file with semicolons or tabs is read, with a *warning*: its header shows beyond doubt which of
  them parts the cells, so no value can change. Programs that go by ``datapackage.json`` need commas.
- Lines end in LF or CRLF; a file that has only CR, as of old Macs, is read the same way. Elsewhere a
  CR outside of quotes is an error.
- Columns are found by their names. Another order or an additional column is an error, but the table
  is read; when one is missing or stands twice, it is not.
- A quote that is never closed costs its own line, not all lines after it.
- A line without any character is no row; a row of empty cells is reported and left out.
"""

from __future__ import annotations

import csv
import difflib
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from geo.dataset.columns import repeated
from geo.dataset.encodings import is_damaged
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
"""The expected one first."""
MAX_FAULTS: Final = 100
"""Records with wrong quotes; after so many the rest of a file is not looked at."""
MAX_COLUMNS: Final = 1000
CELL: Final = 1_000_000
"""Characters of the longest cell."""
MAX_VAIN: Final = 10 * CELL
"""Characters read again because a wrong quote had taken them in; after so many the rest is not looked at either."""
UNREAD: Final = "too many records with wrong quotes"
"""Stands for the rest of a file that is not looked at."""
_LISTED: Final = 20
"""Columns that a sentence names."""
_LENGTH: Final = "put a text that holds a comma into quotes, or mend a missing or extra comma"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line."""

    line: int
    why: str
    fix: str
    warning: bool = False


@dataclass(slots=True)
class Rows:
    """The rows that could be read, the line on which each ends, and what is wrong with the others.

    `usable` is False when the header leaves the columns unknown. `lost` holds what stood in the cells of
    rows that could not be read: what refers to them is not wrong.
    """

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    usable: bool = True


def read(text: str, columns: Sequence[str], note: Callable[[Fault], None] | None = None) -> Rows:
    """Read the rows of a CSV text, each with the cells of `columns` in their order, exactly as written.

    `note` takes each fault as it is found; without it they are kept in `Rows.faults`.
    """
    lines = split(text)
    header, delimiter = _header(lines, columns)
    found = Rows()
    note = note or found.faults.append
    if delimiter != ",":
        why = f"uses {DELIMITERS[delimiter]} between its cells, not commas"
        note(Fault(1, why, "save it with commas, as datapackage.json promises", warning=True))
    wrong = header_fault(header, columns)
    if wrong:
        note(wrong)
    if len(header) > MAX_COLUMNS or len(set(header)) < len(header) or not set(columns) <= set(header):
        found.usable = False
        return found
    order = [header.index(name) for name in columns]
    straight = order == list(range(len(header)))
    _read_rows(lines, delimiter, len(header), found, note)
    if not straight:
        found.rows = [[row[place] for place in order] for row in found.rows]
    return found


def split(text: str) -> list[str]:
    """Split at LF, or at CR when there is no LF; the ends are kept."""
    end = "\n" if "\n" in text or "\r" not in text else "\r"
    lines, start = [], 0
    while start < len(text):  # `str.split` takes the ends off, and to put them on again twice the memory
        after = text.find(end, start) + 1 or len(text)
        lines.append(text[start:after])
        start = after
    return lines


def _header(lines: list[str], columns: Sequence[str]) -> tuple[list[str], str]:
    """Return the first record and the delimiter by which most of its names are known, a comma if in doubt."""
    read = {delimiter: next(records(lines, delimiter), (0, 0, []))[2] for delimiter in DELIMITERS}
    headers = {delimiter: row for delimiter, row in read.items() if isinstance(row, list)}
    if not headers:
        return [], ","
    best = max(headers, key=lambda delimiter: len({*headers[delimiter]} & {*columns}))
    return headers[best], best


def header_fault(header: Sequence[str], columns: Sequence[str]) -> Fault | None:
    """Return what is wrong with a header, None for a sound one."""
    if not any(header):
        return Fault(1, "has no header", f"begin with the header {','.join(columns)}")
    if len(header) > MAX_COLUMNS:
        return Fault(1, f"has more than {MAX_COLUMNS:,} columns", "look whether it is a table")
    if list(header) == list(columns):
        return None
    counts, known = Counter(header), {*columns}
    missing = [name for name in columns if name not in counts]
    extra = [name for name in header if name not in known]
    twice = repeated(header)
    parts = (
        f"columns missing: {', '.join(missing)}" if missing else "",
        f"columns unknown: {_listed([_named(name, missing) for name in extra[:_LISTED]], len(extra))}" if extra else "",
        f"columns twice: {_listed([repr(shorten(name)) for name in twice[:_LISTED]], len(twice))}" if twice else "",
    )
    why = "; ".join(part for part in parts if part) or "columns in another order"
    return Fault(1, why, f"the header is {','.join(columns)}")


def _listed(names: Sequence[str], count: int) -> str:
    """Return the first of so many names, and how many more there are."""
    return ", ".join(names) + (f" and {count - len(names)} more" if count > len(names) else "")


def _named(name: str, missing: Sequence[str]) -> str:
    """Return a name as it can be seen, and which of the missing columns it may mean."""
    near = difflib.get_close_matches(name.strip().casefold()[:64], missing, n=1)
    return repr(shorten(name)) + (f" (for {near[0]!r}?)" if near else "")


def records(lines: list[str], delimiter: str) -> Iterator[tuple[int, int, list[str] | str]]:
    """Yield the first and last line of each record, and its cells or what `csv` says against it.

    After a record that is none reading goes on in the line after its first: an open quote would
    otherwise take in the rest of the file. After `MAX_FAULTS` of them, or `MAX_VAIN` characters read
    again, all further lines are one record of which `UNREAD` is said. The length of a cell is limited for
    the whole process, and other libraries set it too: so it is set at each reading.
    """
    csv.field_size_limit(CELL)
    start = faults = vain = 0
    while start < len(lines):
        if faults == MAX_FAULTS or vain > MAX_VAIN:
            yield start + 1, len(lines), UNREAD
            return
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        first = start
        try:
            for row in reader:
                yield first + 1, start + reader.line_num, row
                first = start + reader.line_num
        except csv.Error as error:
            yield first + 1, first + 1, str(error)
            faults += 1
            vain += sum(map(len, lines[first + 1 : start + reader.line_num]))
            start = first + 1
        else:
            return


def _read_rows(lines: list[str], delimiter: str, width: int, found: Rows, note: Callable[[Fault], None]) -> None:
    """Put sound rows and faults into `found`; the header is passed over."""
    damaged = any(map(is_damaged, lines))
    for first, last, row in islice(records(lines, delimiter), 1, None):
        if isinstance(row, str):
            found.lost |= _words(delimiter.join(lines[first - 1 : last]), delimiter)
            note(broken(first, row))
        elif len(row) != width and row:
            found.lost |= {*row}
            why = f"has {len(row)} cell{'' if len(row) == 1 else 's'}, not {width}"
            note(Fault(last, why, _LENGTH))
        elif damaged and is_damaged("".join(row)):
            found.lost |= {*row}  # the fault is reported once for the file
        elif any(row):
            found.rows.append(row)
            found.lines.append(last)
        elif row:
            note(Fault(last, "is a row of empty cells", "take it away", warning=True))


def _words(line: str, delimiter: str) -> set[str]:
    """Return what probably were the cells of a line that is no record."""
    return {cell.strip('"\r\n') if len(cell) <= CELL else "" for cell in line.split(delimiter)}


def broken(line: int, error: str) -> Fault:
    """Tell in the words of an editor what `csv` says in those of a programmer."""
    if error == UNREAD:
        return Fault(line, "is not read, nor what follows", "mend the lines before it first")
    if "unexpected end" in error:
        return Fault(line, "opens a quote that is never closed", 'close it, or write "" for a quote within a text')
    if "expected after" in error:
        return Fault(line, "has text after a closing quote", 'write "" for a quote within a text')
    if "new-line character" in error:
        return Fault(line, "has a carriage return outside of quotes", "take it away, or put the cell into quotes")
    if "field limit" in error:
        return Fault(line, f"has a cell of more than {CELL:,} characters", "look for a quote that is not closed")
    return Fault(line, f"is not CSV: {error}", "check the quotes")
