"""Files from outside: bounded in size, read whole, and their text told from noise."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from geo.dataset import encodings
from geo.dataset.disk import read_regular
from geo.dataset.limits import IMPORT, ZIP, Budget, Limits, counted_json
from geo.errors import DataError
from geo.imports.formats import encodings_of
from geo.imports.model import MAX_RECORDS, Upload, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TypeVar

    from geo.imports.model import File, Progress

    One = TypeVar("One")

AT_ONCE: Final = 1_000
"""Records after which it is told how many are read."""
HEAD: Final = 100_000
"""Bytes by which a file is recognised."""


def limits(path: File) -> Limits:
    """Return how much of a file is read: of one that somebody sent no more than a dataset in a zip may hold."""
    return ZIP if isinstance(path, Upload) else IMPORT


def most_records(path: File) -> int:
    """Return how many records a file may have."""
    return min(MAX_RECORDS, limits(path).records)


def counted(path: File, progress: Progress, found: Sequence[One]) -> Iterator[tuple[int, One]]:
    """Yield what was found in a file with its number from 0, and tell now and then how many are read."""
    for number, one in enumerate(found):
        if number % AT_ONCE == 0:
            progress(f"reading {path.name}", number, len(found))
        yield number, one


def content(path: File, most: int | None = None) -> bytes:
    """Return the bytes of a file, or so many of them.

    Raises
    ------
    DataError
        When it is no file, too large, or cannot be read.
    """
    data = path.data if isinstance(path, Upload) else _on_disk(path, most)
    if most is not None:
        return data[:most]
    if len(data) > limits(path).bytes:
        raise refusal(path.name, f"is larger than {limits(path).bytes:,} bytes", "split the file")
    return data


def _on_disk(path: Path, most: int | None) -> bytes:
    try:
        found = read_regular(path, IMPORT.bytes if most is None else most) if path.is_file() else None
    except OSError as error:  # in somebody else's folder
        raise refusal(path.name, f"cannot be read ({error.strerror})", "mend its rights") from error
    if found is None:
        raise refusal(str(path), "is not a file", "look at its name")
    if not isinstance(found, bytes):
        raise DataError([found])
    return found


def check(path: File, data: bytes, **counts: int) -> None:
    """Refuse what is more than the limits allow, before anything is made of it.

    Raises
    ------
    DataError
        With the number and the limit.
    """
    check_records(path, counts.get("records", 0), most_records(path))
    if why := Budget(limits(path)).excess(bytes=len(data), **counts):
        raise refusal(path.name, why.replace("the dataset", "one file"), "split the file")


def check_records(path: File, number: int, most: int) -> None:
    """Refuse more records than so many.

    Raises
    ------
    DataError
        With the number and the limit.
    """
    if number > most:
        raise refusal(path.name, f"has {number:,} records, more than {most:,}", "split the file")


def text(path: File, encoding: str = "") -> str:
    """Return the text of a JSON file, without a byte order mark; UTF-8 unless another encoding is named.

    Raises
    ------
    DataError
        When it is too much, the bytes are no text in that encoding, or there is no such encoding.
    """
    data = content(path)
    check(path, data, **counted_json(data))
    return decoded(path, data, encoding)[0]


def decoded(path: File, data: bytes, encoding: str = "", errors: str = "strict") -> tuple[str, str]:
    """Return bytes as text without a byte order mark, and what their encoding is called.

    Without a name it is UTF-8, or UTF-16, which shows itself; any other is proposed and never chosen. `errors` is as in
    `bytes.decode`: the beginning of a file may end within a letter.

    Raises
    ------
    DataError
        When the bytes are no text in that encoding, or there is no such encoding.
    """
    wide = "" if encoding else encodings.wide(data)
    name, option = encoding or wide or "utf-8-sig", "--encoding"
    try:
        found = data.decode(_codec(name), errors)
        found.encode("utf-8")  # some codecs make lone surrogates
    except LookupError as error:
        raise refusal(option, "is no encoding of text", "such as windows-1251", value=encoding) from error
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = str(data.count(b"\n", 0, start) + 1)
        why = f"byte {start} is not {encoding or 'UTF-8'}"
        raise refusal(path.name, why, encodings_of.proposal(data, start, name), record=line) from error
    return found.removeprefix("\ufeff"), encoding or (wide and "UTF-16") or "UTF-8"


def is_text(name: str) -> bool:
    """Say whether a name is UTF-8, which other libraries take it for."""
    return name.encode("utf-8", "replace").decode() == name


def _codec(name: str) -> str:
    known = codecs.lookup(name).name
    if known.endswith("escape"):  # of Python's source code; a sound file could not be told from a damaged one
        raise LookupError(name)
    return "utf-8-sig" if known == "utf-8" else name
