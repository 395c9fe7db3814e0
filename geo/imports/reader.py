"""Reads the values of one row; what it cannot read becomes a problem and a line of the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from geo.errors import CellError
from geo.imports import schema
from geo.imports.model import Row
from geo.imports.values import numbers
from geo.model import Problem
from geo.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from geo.imports.model import Fault, Intake

T = TypeVar("T")
Texts = tuple[tuple[str, ...] | None, ...]
"""What stands in some fields."""
REMEMBERED: Final = 50_000
"""Texts of which each part is remembered."""


class Reader:
    """Reads the values of one row; what it cannot read becomes a problem and a line of the note."""

    def __init__(self, intake: Intake, row: Row) -> None:
        self.row = row
        self.lost: list[str] = []
        self.faults: list[Fault] = []
        self.assumed: list[tuple[str, str]] = []
        self._intake = intake
        for column, value, why, fix in row.faults:
            self._lose(column, value, why, fix)

    @property
    def problems(self) -> list[Problem]:
        """What was not read, each with the record in which it stands."""
        return [Problem(self._intake.file, self.row.record, *fault, warning=True) for fault in self.faults]

    @property
    def mapped(self) -> Collection[str]:
        """The fields for which the file has a column."""
        return self._intake.columns

    @property
    def exported(self) -> bool:
        """Whether the file is an export of the atlas."""
        return self._intake.as_exported

    def column(self, name: str) -> str:
        """Return what the file calls a field."""
        return self._intake.columns.get(name, name)

    def definition_of(self, names: Sequence[str]) -> str:
        """Return where the numbers of some fields come from, as a definition for readers."""
        given = [f'"{self.column(name)}"' for name in names if name in self._intake.columns]
        if not given:
            return f"As given for every event of {self._intake.file}."
        return f"As given in the {plural('column', len(given))} {', '.join(given)} of {self._intake.file}."

    def assume(self, name: str, value: str) -> str:
        """Take a value of which the row says nothing; the report tells how often."""
        self.assumed.append((name, value))
        return value

    def fault(self, name: str, value: str, why: str, fix: str) -> None:
        """Note that a value was not read."""
        self._lose(self.column(name), value, why, fix)

    def _lose(self, column: str, value: str, why: str, fix: str) -> None:
        self.faults.append((column, value, why, fix))
        self.lost.append(f"Not read: {column} = {value}" if value else f"Not read: {column}")

    def keep(self, name: str, value: str) -> None:
        """Keep a value in the note that is of no use without another one."""
        self.lost.append(f"Not read: {self.column(name)} = {value}")

    def leave(self, name: str, value: str) -> str:
        """Leave out an id that names nothing in the file, and return nothing."""
        self.fault(name, value, "is no id in this file", "export everything, or add the event it names")
        return ""

    def value(self, name: str, read: Callable[[str], Any], default: Any) -> Any:
        """Return what `read` makes of the value of a field, the default when there is none or it fails."""
        text = self.row[name]
        if not text:
            return default
        try:
            return read(text)
        except CellError as error:
            self.fault(name, text, error.why, error.fix)
        return default

    def choice(self, name: str, table: str, column: str, default: str) -> str:
        """Return one of the values that the schema allows."""
        found = self.value(name, lambda text: numbers.one_of(text, schema.allowed(table, column)), default)
        return str(found)

    def chosen(self, name: str, table: str, column: str, otherwise: str) -> str:
        """Return one of the values that the schema allows; where the row gives none, the usual one is assumed."""
        return self.choice(name, table, column, "") or self.assume(name, otherwise)


class Part(Generic[T]):
    """Makes something of some fields of a row, once for the same texts: in a large file few of them are new.

    What could not be read of them, and what was assumed, is noted for each row. `make` sees these fields only.
    """

    def __init__(self, intake: Intake, fields: Iterable[str], make: Callable[[Reader], T]) -> None:
        self._intake = intake
        self._fields = tuple(dict.fromkeys(fields))
        self._make = make
        self._asked = frozenset(self._fields)
        self._none: Texts = (None,) * len(self._fields)
        self._known: dict[Texts, tuple[T, Reader | None]] = {}

    def of(self, reader: Reader) -> T:
        """Return what the fields of a row become."""
        values = reader.row.values
        texts = self._none if self._asked.isdisjoint(values) else tuple(map(values.get, self._fields))
        made, part = self._known.get(texts) or self._new(texts)
        if part is not None:
            reader.faults += part.faults
            reader.lost += part.lost
            reader.assumed += part.assumed
        return made

    def _new(self, texts: Texts) -> tuple[T, Reader | None]:
        if len(self._known) == REMEMBERED:
            self._known.clear()
        given = zip(self._fields, texts, strict=True)
        part = Reader(self._intake, Row("", {field: found for field, found in given if found is not None}))
        made = self._make(part)
        found = self._known[texts] = made, part if part.lost or part.assumed else None
        return found
