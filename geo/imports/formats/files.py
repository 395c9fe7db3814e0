"""Files from outside: bounded in size, read whole, and their text told from noise."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from geo.dataset import encodings
from geo.dataset.disk import read_regular
from geo.dataset.limits import IMPORT, Budget, counted_csv, counted_json
from geo.errors import DataError
from geo.imports.model import refusal

if TYPE_CHECKING:
    from pathlib import Path

SHEETS: Final = {".csv", ".tsv", ".txt"}
"""Endings of tables; what else is text is JSON."""
WORKBOOKS: Final = ((b"PK\x03\x04", b"xl/workbook"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"W\0o\0r\0k\0b\0o\0o\0k"))
"""How an Excel file begins, and what else it holds: .xlsx is a zip, .xls an OLE file."""


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    DataError
        When it is no file, too large, or cannot be read.
    """
    try:
        found = read_regular(path, IMPORT.bytes) if path.is_file() else None
    except OSError as error:  # in somebody else's folder
        raise refusal(path.name, f"cannot be read ({error.strerror})", "mend its rights") from error
    if found is None:
        raise refusal(str(path), "is not a file", "look at its name")
    if not isinstance(found, bytes):
        raise DataError([found])
    if len(found) > IMPORT.bytes:
        raise refusal(path.name, f"is larger than {IMPORT.bytes:,} bytes", IMPORT.way_out)
    return found


def text(path: Path, encoding: str = "") -> str:
    """Return the text of a file, without a byte order mark; UTF-8 unless another encoding is named.

    Raises
    ------
    DataError
        When the bytes are no text in that encoding, or there is no such encoding.
    """
    data = content(path)
    if any(data.startswith(start) and part in data for start, part in WORKBOOKS):
        raise refusal(path.name, "is an Excel workbook", "save it as CSV UTF-8 in the spreadsheet program")
    counted = counted_csv if path.suffix.lower() in SHEETS else counted_json
    if why := Budget(IMPORT).excess(**counted(data)):
        raise refusal(path.name, why.replace("the dataset", "one file"), IMPORT.way_out)
    name, option = encoding or "utf-8-sig", "--encoding"
    try:
        found = data.decode(_codec(name))
        found.encode("utf-8")  # some codecs make lone surrogates
    except LookupError as error:
        raise refusal(option, "is no encoding of text", "such as windows-1251", value=encoding) from error
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = str(data.count(b"\n", 0, start) + 1)
        other = " or ".join(encodings.others(data, name))
        why = f"byte {start} is not {encoding or 'UTF-8'}"
        raise refusal(path.name, why, f"name its encoding, such as --encoding {other}", record=line) from error
    return found.removeprefix("\ufeff")


def _codec(name: str) -> str:
    known = codecs.lookup(name).name
    if known.endswith("escape"):  # of Python's source code; a sound file could not be told from a damaged one
        raise LookupError(name)
    return "utf-8-sig" if known == "utf-8" else name
