"""Read a dataset from a zip file held in memory; nothing is ever written to disk.

A zip comes from outside: nothing in its headers is trusted. Members are unpacked one by one, only
those that the dataset names, and all of them together only up to a bound.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from geo.dataset import description
from geo.dataset.assemble import Version, assemble
from geo.dataset.limits import ZIP as LIMITS
from geo.dataset.limits import Budget
from geo.dataset.tables import fault
from geo.model import Atlas, Problem
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ZIP = "zip"
"""Stands for the file in problems of the zip as a whole: its name is not known here."""
MAX_ZIP = 50_000_000
"""Bytes of the zip itself."""
MAX_MEMBERS = 1_000
"""Files and folders; a dataset has about twenty."""
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What every program that makes zips uses. The others cannot be unpacked piece by piece within a bound."""
IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What file managers put into a zip unasked."""
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, OverflowError, LookupError)
"""What `zipfile` raises for a damaged member, NotImplementedError and UnicodeDecodeError among them."""


def read_zip(content: bytes, progress: Callable[[str], None] = lambda _: None) -> tuple[Atlas, list[Problem]]:
    """Read a dataset from the bytes of a zip file, as `geo.dataset.read.read` does from a folder.

    The files lie at the top of the zip, or in one folder at its top. What is no part of a dataset
    (pictures, other tables) is not unpacked.

    Parameters
    ----------
    content
        The whole zip file.
    progress
        Is called with the name of each table before it is read.

    Returns
    -------
    Atlas
        With every table that could be read, and what lies beside them.
    list of Problem
        Everything wrong with the zip and the form of its files: larger than `MAX_ZIP`, more than
        `MAX_MEMBERS` members, or beyond `geo.dataset.limits.ZIP` unpacked; names that leave the folder,
        stand twice or differ only in case; links, encrypted or damaged members. Nothing is raised.
    """
    budget = Budget(LIMITS)
    members, problems = _open(content, budget)
    if problems:
        return nothing(*problems)
    return assemble(members.fetch, budget, progress)


def nothing(*problems: Problem) -> tuple[Atlas, list[Problem]]:
    """Return what there is of a dataset of which no file can be had, and why."""
    return Atlas({}, {}, str(Version())), [*problems]


class _Members:
    """The members of a zip by their names in the folder of the dataset, and how much may yet be unpacked."""

    def __init__(self, file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], budget: Budget) -> None:
        self._file = file
        self._members = members
        self._budget = budget

    def fetch(self, name: str) -> bytes | Problem | None:
        """Return the content of a member, or what is wrong with it, or None when there is none."""
        info = self._members.get(name)
        if info is None:
            return None
        if self._budget.excess(bytes=info.file_size):
            why = f"with it the zip unpacks to more than {LIMITS.bytes:,} bytes"
            return fault(name, why, LIMITS.way_out)
        try:
            with self._file.open(info) as member:
                return member.read(info.file_size)  # never more than its header tells, which is checked above
        except _BROKEN as error:
            return fault(name, f"is damaged within the zip ({error})", "make the zip anew")


def _open(content: bytes, budget: Budget) -> tuple[_Members, list[Problem]]:
    """Return the members of a zip, none when there is anything wrong with it."""
    file = zipfile.ZipFile(io.BytesIO(), "w")
    problem = _size_fault(content)
    if problem is None:
        try:
            file = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            problem = fault(ZIP, f"is not a zip file, or a damaged one ({error})", "make the zip anew")
    if problem is not None:
        return _Members(file, {}, budget), [problem]
    members = [(name, info) for info in file.infolist() if not _is_ignored(name := _plain(info))]
    problems = [fault(ZIP, f"member {shorten(name)!r} {why}", fix) for name, why, fix in _faults(members)]
    files = {name: info for name, info in members if not name.endswith("/")}
    top = _top(files)
    if top is None and not problems:
        why = f"has no {description.FILE}, neither at its top nor in one folder at its top"
        problems.append(fault(ZIP, why, f"put {description.FILE} and the tables at the top"))
    inside = {name.removeprefix(top or ""): info for name, info in files.items() if name.startswith(top or "")}
    return _Members(file, inside, budget), problems


def _size_fault(content: bytes) -> Problem | None:
    if len(content) > MAX_ZIP:
        return fault(ZIP, f"is larger than {MAX_ZIP:,} bytes", "leave out what is not part of the dataset")
    if content.count(_ENTRY) > MAX_MEMBERS:  # counted before zipfile makes an object of each
        return fault(ZIP, f"has more than {MAX_MEMBERS:,} members", "put only the dataset into it")
    return None


def _plain(info: zipfile.ZipInfo) -> str:
    """Return the name as stored, not cut at a NUL as `ZipInfo.filename` is; some Windows programs write backslashes."""
    return info.orig_filename.replace("\\", "/")


def _is_ignored(name: str) -> bool:
    return any(part in IGNORED for part in name.split("/"))


def _faults(members: Sequence[tuple[str, zipfile.ZipInfo]]) -> Iterator[tuple[str, str, str]]:
    """Yield (member, why, how to mend) for what no zip of a dataset has, whether the member is used or not."""
    for name, info in members:
        wrong = next(_member_faults(name, info), None)
        if wrong:
            yield (name, *wrong)
    counts = Counter(name for name, _ in members)
    yield from ((name, "stands twice", "keep one of them") for name, count in counts.items() if count > 1)
    for first, *others in _alike(counts):
        named = ", ".join(repr(shorten(name)) for name in others)
        yield first, f"differs from {named} only in upper and lower case", "rename or remove one"


def _member_faults(name: str, info: zipfile.ZipInfo) -> Iterator[tuple[str, str]]:
    parts = name.split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name:
        yield "is a name that leads out of its folder", "zip the folder itself, with plain names"
    if stat.S_ISLNK(info.external_attr >> 16):
        yield "is a link", "put the file itself there"
    if info.flag_bits & _ENCRYPTED:
        yield "is encrypted", "make the zip without a password"
    if info.compress_type not in METHODS:
        yield "is compressed in an unusual way", "make the zip with the usual compression (deflate)"


def _alike(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield names that are one on a disk that does not tell upper from lower case."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.casefold(), []).append(name)
    yield from (group for group in groups.values() if len(group) > 1)


def _top(names: Iterable[str]) -> str | None:
    """Return the one folder that holds the dataset, ending in a slash, "" for the top, None for neither."""
    found = [name for name in names if name.count("/") <= 1 and name.split("/")[-1] == description.FILE]
    if description.FILE in found:
        return ""
    return found[0].removesuffix(description.FILE) if len(found) == 1 else None
