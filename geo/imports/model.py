"""What lies between a foreign file and the tables of the atlas."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, Protocol

from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

Cell = str | tuple[str, ...]
"""A text as written, or several where the format itself has lists."""
Fault = tuple[str, str, str, str]
"""What a format could not read of a record: column, value, why, how to fix."""
MAX_RECORDS: Final = 1_000_000
"""Events of one import, which are held in memory: 300,000 of UCDP GED take 1.3 GB."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody else sent: it stands in memory, and narrower limits hold for it."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name."""
        return PurePath(self.name).suffix

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePath(self.name).stem


File = Path | Upload
"""What is imported: a file on a disk of its owner, or one that was sent."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a foreign file; geometry in EPSG:4326, longitude before latitude.

    `place` is its line in a CSV file, else such as ``Sheet1!7`` or ``features[3]``.
    """

    place: str
    cells: Mapping[str, Cell]
    shape: BaseGeometry | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A foreign table as written: its columns in order, its records, what to say of it, and what else the file has.

    `others` are parts of the file, as named in reports, that no column holds: they are not carried over; `tags` are
    what the file itself says that its columns hold, see `geo.imports.hxl`.
    """

    file: str
    columns: Sequence[str]
    records: Sequence[Record]
    remarks: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def shaped(self) -> bool:
        """Whether some record has a geometry."""
        return any(record.shape is not None for record in self.records)


@dataclass(frozen=True, slots=True)
class Name:
    """A further name of a place; `first` and `last` are EDTF or empty."""

    name: str
    lang: str = "und"
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A record of an outside catalogue that is a place, or near it; `type` and `uri` as in `geo.dataset.links`."""

    type: str
    uri: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event to be: field -> its texts, none of them empty.

    With `event` false only its place is meant.
    """

    record: str
    values: Mapping[str, tuple[str, ...]]
    shape: BaseGeometry | None = None
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()
    event: bool = True
    faults: tuple[Fault, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return the first text of a field, "" when there is none."""
        found = self.values.get(name)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that an import carries over, the same for every format.

    Attributes
    ----------
    file
        The name of the file, for messages and for the source that names it.
    columns
        Field -> what the file calls it.
    unused
        Columns that are not carried over.
    mapping
        Field -> columns, where the person may choose them.
    remarks
        Sentences about how the file was read.
    sources
        Title of a source -> further columns of `sources`.
    kinds
        Name of a kind -> its description.
    cited
        Whether the file is a source of every event, beside those that it names.
    unique
        Whether no two records of the format may have one id.
    as_exported
        Whether it is an export of the atlas, so that its ids and texts stay as they are.
    whole
        Table -> its records, of an export that has all of them; `rows` then only count its events.
    shapes
        The geometry of each of its places.
    once
        Yields the rows of a large file one last time, and lets each go when the next one is asked for.
    as_written
        Whether people wrote the dates of its rows as they liked; else the format has its own way.
    """

    file: str
    rows: Sequence[Row]
    columns: Mapping[str, str] = field(default_factory=dict)
    unused: Sequence[str] = ()
    mapping: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    cited: bool = False
    unique: bool = False
    as_written: bool = False
    once: Callable[[], Iterable[Row]] | None = None
    as_exported: bool = False
    whole: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    shapes: Sequence[BaseGeometry | None] = ()

    def ids(self) -> frozenset[str]:
        """Return the ids that the file gives to its records."""
        return frozenset(row["id"] for row in self.rows)


class Progress(Protocol):
    """Is told which step begins, or how much of how much of it is done."""

    def __call__(self, step: str, done: int = 0, total: int = 0, /) -> None:
        """Take a step."""


def unseen(_step: str, _done: int = 0, _total: int = 0, /) -> None:
    """Show nothing of a step."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports decides.

    Attributes
    ----------
    mapping
        Field -> columns; empty lets the import look for well-known names.
    constants
        Field -> text that holds for every record.
    separator
        What stands between several values in one cell; "" takes each cell as one value.
    source
        The source of every event, as one would cite it.
    title
        Of the dataset; by default the name of the file.
    date_order
        "dmy" or "mdy" for dates such as 3/4/1937; "" tells them as ambiguous.
    position_order
        "lat-lon" or "lon-lat" for two numbers in one cell; "" tells them as ambiguous.
    one_person
        Whether a name of a person in several records is one person.
    encoding
        Of text files; "" is UTF-8.
    layer, crs
        The layer or sheet, for files with several, and for files that do not say it their reference system.
    where
        Column -> texts: records are taken that have one of them in each such column; small letters are as large ones.
    years
        First and last year of the events to be taken.
    progress
        Is told now and then how much of a long file is read.
    """

    mapping: Mapping[str, Sequence[str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    source: str = ""
    title: str = ""
    date_order: str = ""
    position_order: str = ""
    one_person: bool = False
    encoding: str = ""
    layer: str = ""
    crs: str = ""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    progress: Progress = field(default=unseen, compare=False)


def refusal(file: str, why: str, fix: str, *, record: str = "", value: str = "") -> DataError:
    """Return the error for a file, or a part of it, that cannot be imported at all."""
    return DataError([Problem(file, record, "", value, why, fix)])
