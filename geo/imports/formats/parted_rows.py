"""Rows of a table with known columns, put together of parts, each of which is made once of the same cells."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, overload

from geo.imports.model import Fault, Row
from geo.imports.values.numbers import without_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.imports.formats.grids import Grid

Cells = Mapping[str, str]
"""Column -> cell, without spaces around it."""
Values = dict[str, tuple[str, ...]]
"""Field -> its texts."""
Make = Callable[[Cells, list[Fault]], Values]
"""What makes a part of a row of some of its cells; what it cannot read it adds to the faults."""
Making = tuple[Iterable[str], Make, Mapping[str, int]]
"""The columns of a part, what makes it of their cells, and how many characters it sees of some of them."""
Made = tuple[Values, tuple[Fault, ...]]
REMEMBERED: Final = 50_000
"""Cells of which each part is remembered."""


class PartedRows(Sequence[Row]):
    """Each is made when it is asked for, of parts that are made once of the same cells: in a large file few are new."""

    def __init__(
        self,
        grid: Grid,
        parts: Iterable[Making],
        *,
        plain: Iterable[tuple[str, str]],
        title: Sequence[str],
        note: Iterable[str],
        listed: Iterable[str] = (),
        same: Values,
    ) -> None:
        """Take a table and what is made of its columns.

        Parameters
        ----------
        parts
            In the order of their faults.
        plain
            Each field that is one column as written, and the column.
        title
            Columns, and between each two what stands between them.
        note
            Columns whose texts stand in the note, each after the name of its column.
        listed
            Fields of which a text that begins with a quote is several, each in quotes and with a semicolon between.
        same
            What every row has.
        """
        self._grid = grid
        self._plain = [(field, grid.columns.index(column)) for field, column in plain if column in grid.columns]
        self._note = [(name, grid.columns.index(name)) for name in note if name in grid.columns]
        self._title = _Title(grid.columns, title)
        self._same = same
        self._listed = frozenset(listed)
        self._parts = [_Part(grid.columns, names, make, cut) for names, make, cut in parts]

    def __len__(self) -> int:
        """Return how many rows the file has."""
        return len(self._grid.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Return a row by its position."""
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        return self._row(at, self._grid.rows[at])

    def _row(self, at: int, cells: Sequence[str]) -> Row:
        values = self._same.copy()
        for field, place in self._plain:
            if text := cells[place].strip():
                values[field] = _several(text) if text[0] == '"' and field in self._listed else (text,)
        if "id" in values and values["id"][0][-2:] == ".0":
            values["id"] = (without_point(values["id"][0]),)
        if note := "\n".join(
            [
                f"{name}: {text if text[-2:] != '.0' else without_point(text)}"
                for name, place in self._note
                if (text := cells[place].strip())
            ]
        ):
            values["note"] = (note,)
        if title := self._title.of(cells):
            values["title"] = (title,)
        faults: tuple[Fault, ...] = ()
        for part in self._parts:
            key = part.pick(cells)
            found, wrong = part.known.get(key) or part.new(key)
            values |= found
            if wrong:
                faults += wrong
        return Row(self._grid.place(at), values, faults=faults)

    def once(self) -> Iterator[Row]:
        """Yield each row, whose cells are let go."""
        return itertools.starmap(self._row, enumerate(self._grid.once()))


def _several(text: str) -> tuple[str, ...]:
    """Return ``"one";"two"`` as two texts; one that is not written so stays as it is."""
    try:
        found = next(csv.reader([text], delimiter=";", strict=True), [])
    except csv.Error:
        return (text,)
    return tuple(dict.fromkeys(part.strip() for part in found if part.strip())) or (text,)


class _Title:
    """Columns and what stands between them, nothing beside an empty one; hardly two rows have the same."""

    def __init__(self, columns: Sequence[str], parts: Sequence[str]) -> None:
        named = zip(["", *parts[1::2]], parts[::2], strict=True)
        self._parts = [(between, columns.index(column)) for between, column in named if column in columns]

    def of(self, cells: Sequence[str]) -> str:
        """Return the title of a row."""
        title = ""
        for between, place in self._parts:
            if text := cells[place].strip():
                title += between + text if title else text
        return title


class _Part:
    """What makes a part of a row of its cells in some columns; what it has made is `known`.

    Of the columns in `cut` it sees so many characters only: of a date its year is found in many more rows.
    """

    def __init__(self, columns: Sequence[str], names: Iterable[str], make: Make, cut: Mapping[str, int]) -> None:
        self._names = [name for name in dict.fromkeys(names) if name in columns]
        self._make = make
        self.known: dict[Any, Made] = {}
        places = [columns.index(name) for name in self._names]
        if any(name in cut for name in self._names):
            ends = [cut.get(name) for name in self._names]
            shown = [*zip(places, ends, strict=True)]
            self.pick: Callable[[Sequence[str]], Any] = lambda cells: tuple(
                [cells[place].strip()[:end] for place, end in shown]
            )
        else:
            self.pick = itemgetter(*places) if places else lambda _: ()

    def new(self, key: Any) -> Made:
        """Return what is made of cells that were not met before, as `pick` gives them."""
        if len(self.known) >= REMEMBERED:
            self.known.clear()
        cells = (key,) if isinstance(key, str) else key
        faults: list[Fault] = []
        values = self._make({name: cell.strip() for name, cell in zip(self._names, cells, strict=True)}, faults)
        kept = {field: tuple(filter(None, texts)) for field, texts in values.items()}
        found = self.known[key] = {field: texts for field, texts in kept.items() if texts}, tuple(faults)
        return found
