"""UCDP GED and ACLED: CSV with known columns and codes, read by the table ``column_sets.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, overload

from geo import dates
from geo.errors import CellError, DateError
from geo.imports.formats import csv_file, states
from geo.imports.mapping import many
from geo.imports.model import Fault, Intake, Row, refusal
from geo.imports.values import dating
from geo.imports.values.word_lists import word_list
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo.imports.model import Options

Table = dict[str, Any]
Cells = Mapping[str, str]
"""Column -> cell, without spaces around it."""
Values = dict[str, tuple[str, ...]]
"""Field -> its texts."""
Make = Callable[[Cells, list[Fault]], Values]
"""What makes a part of a row of some of its cells; what it cannot read it adds to the faults."""
_Making = tuple[Sequence[str], Make]
"""The columns of a part, and what makes it of their cells."""
Part = tuple[Values, tuple[Fault, ...]]
REMEMBERED: Final = 50_000
"""Cells of which each part is remembered."""
POSITION: Final = ("latitude", "longitude")
WHERE: Final = (*POSITION, "place")
NOTE: Final = "note"
"""The field in which each text stands after the name of its column; of few rows it is the same."""


def reader(name: str) -> Callable[[Path, Options], Intake]:
    """Return what reads one of the column sets of ``column_sets.toml``."""
    return partial(read, name=name)


def read(path: Path, options: Options, *, name: str) -> Intake:
    """Read a CSV file with a known set of columns; further columns are reported as not carried over.

    Raises
    ------
    DataError
        When a needed column is missing, or the file is no CSV.
    """
    table = word_list("column_sets")[name]
    grid = csv_file.grid(path, options.encoding, {*_used(table)})
    missing = [column for column in table["needed"] if column not in grid.columns]
    if missing:
        raise refusal(path.name, f"columns missing: {', '.join(missing)}", f"is it a file of {table['text']}?")
    dropped = _dropped(grid, table)
    notes = (f"{count(dropped, 'position')} left out, standing for a whole country",) if dropped else ()
    return Intake(
        file=path.name,
        rows=rows(grid, name),
        columns={field: columns[0] for field, columns in table["fields"].items()}
        | {field: codes["column"] for field, codes in table.get("codes", {}).items()}
        | {"edtf": table["dates"]["start"]},
        unused=grid.unused,
        remarks=(*grid.remarks, *notes),
        kinds=table.get("kinds", {}),
        cited=True,
        unique=True,
    )


def rows(grid: csv_file.Grid, name: str) -> Sequence[Row]:
    """Return the rows of a table with the columns of a column set, each made when it is asked for."""
    return _Rows(grid, word_list("column_sets")[name])


def _dropped(grid: csv_file.Grid, table: Table) -> int:
    """Return how many rows have a position that is none."""
    codes = table.get("unplaced", {})
    told = [(at, codes[column]) for at, column in enumerate(grid.columns) if column in codes]
    return sum(any(row[at] in known for at, known in told) for row in grid.rows)


def text(name: str) -> str:
    """Return what a column set is called."""
    label: str = word_list("column_sets")[name]["text"]
    return label


def _used(table: Table) -> Iterator[str]:
    """Yield every column that the table names."""
    for columns in (*table["fields"].values(), *table["joined"].values()):
        yield from columns
    for one in table["actors"]:
        yield from one["columns"]
    yield from table.get("states", {}).values()
    yield from (codes["column"] for codes in table["codes"].values())
    yield from (table["dates"][part] for part in ("start", "end", "precision") if part in table["dates"])


class _Rows(Sequence[Row]):
    """A row is put together of parts; each is made once of the same cells, since in a large file few are new."""

    def __init__(self, grid: csv_file.Grid, table: Table) -> None:
        self._grid = grid
        self._plain = [(field, grid.columns.index(column)) for field, column in _plain(table) if column in grid.columns]
        self._note = [(name, grid.columns.index(name)) for name in table["joined"][NOTE] if name in grid.columns]
        self._title = _Title(grid.columns, table["title"])
        self._same: Values = {"definition": (table["definition"],)}
        self._parts = [_Part(grid.columns, names, make, cut) for names, make, cut in _parts(table)]

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
        cells = self._grid.rows[at]
        values = self._same.copy()
        for field, place in self._plain:
            if text := cells[place].strip():
                values[field] = (text,)
        if note := "\n".join([f"{name}: {text}" for name, place in self._note if (text := cells[place].strip())]):
            values[NOTE] = (note,)
        if title := self._title.of(cells):
            values["title"] = (title,)
        faults: tuple[Fault, ...] = ()
        for part in self._parts:
            key = part.pick(cells)
            found, wrong = part.known.get(key) or part.new(key)
            values |= found
            if wrong:
                faults += wrong
        return Row(str(self._grid.lines[at]), values, faults=faults)


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
        self.known: dict[Any, Part] = {}
        places = [columns.index(name) for name in self._names]
        if any(name in cut for name in self._names):
            ends = [cut.get(name) for name in self._names]
            shown = [*zip(places, ends, strict=True)]
            self.pick: Callable[[Sequence[str]], Any] = lambda cells: tuple(
                [cells[place].strip()[:end] for place, end in shown]
            )
        else:
            self.pick = itemgetter(*places) if places else lambda _: ()

    def new(self, key: Any) -> Part:
        """Return what is made of cells that were not met before, as `pick` gives them."""
        if len(self.known) >= REMEMBERED:
            self.known.clear()
        cells = (key,) if isinstance(key, str) else key
        faults: list[Fault] = []
        values = self._make({name: cell.strip() for name, cell in zip(self._names, cells, strict=True)}, faults)
        kept = {field: tuple(filter(None, texts)) for field, texts in values.items()}
        found = self.known[key] = {field: texts for field, texts in kept.items() if texts}, tuple(faults)
        return found


def _plain(table: Table) -> Iterator[tuple[str, str]]:
    """Yield each field that is one column as written, and the column."""
    for field, columns in table["fields"].items():
        parted = "separator" in table and many(field)
        if len(columns) == 1 and not parted and field not in POSITION and not _is_state(field, table):
            yield field, columns[0]
    yield from (
        (field, columns[0]) for field, columns in table["joined"].items() if len(columns) == 1 and field != NOTE
    )


def _is_state(field: str, table: Table) -> bool:
    return field == "country" and "states" in table


def _parts(table: Table) -> Iterator[tuple[Iterable[str], Make, Mapping[str, int]]]:
    """Yield the columns of each part of a row, what makes it of their cells, and how much of them it needs to see.

    The parts come in the order of their faults. What is said of the place is one part, what of those who act another:
    in a large file both are found again and again.
    """
    where, others = _of_fields(table)
    yield from ((columns, make, {}) for columns, make in others)
    rules = table["dates"]
    yield (rules[part] for part in ("start", "end", "precision") if part in rules), partial(_dated, rules), {}
    acting = [*_acting(table["actors"])]
    who = [(acting, partial(_actors, table))]
    for field, codes in table["codes"].items():
        (who if codes["column"] in acting else where).append(([codes["column"]], partial(_coded, field, codes)))
    yield *_joint(who), {}
    yield *_joint(where), {}
    if "states" in table:
        named = table["states"]
        yield named.values(), partial(_located, named), {named["date"]: len("2023")}


def _of_fields(table: Table) -> tuple[list[_Making], list[_Making]]:
    """Return what makes the fields that are not one column as written: those of the place, and the others."""
    plain = {field for field, _ in _plain(table)}
    where: list[_Making] = []
    others: list[_Making] = []
    for field, columns in table["fields"].items():
        if field not in plain and not _is_state(field, table):
            unplaced = table.get("unplaced", {}) if field in POSITION else {}
            make = partial(_field, field, columns, table.get("separator"), unplaced)
            (where if field in WHERE else others).append(((*columns, *unplaced), make))
    for field, columns in table["joined"].items():
        if field not in plain and field != NOTE:
            others.append((columns, partial(_joined, field, columns)))
    return where, others


def _joint(parts: Sequence[_Making]) -> _Making:
    """Return several parts as one."""

    def make(cells: Cells, faults: list[Fault]) -> Values:
        return {field: texts for _, one in parts for field, texts in one(cells, faults).items()}

    return [name for names, _ in parts for name in names], make


def _field(
    field: str, columns: Sequence[str], separator: str | None, unplaced: Table, cells: Cells, _: list[Fault]
) -> Values:
    if any(cells.get(column) in codes for column, codes in unplaced.items()):
        return {}
    found = next((cells[column] for column in columns if cells.get(column)), "")
    parts = found.split(separator) if separator is not None and many(field) else [found]
    return {field: tuple(part.strip() for part in parts)}


def _joined(field: str, columns: Sequence[str], cells: Cells, _: list[Fault]) -> Values:
    return {field: ("\n".join(cells[name] for name in columns if cells.get(name)),)}


def _acting(rules: Sequence[Table]) -> Iterator[str]:
    for rule in rules:
        yield from (*rule["columns"], *rule.get("when", {}))


def _actors(table: Table, cells: Cells, _: list[Fault]) -> Values:
    """Return organizations with the role of the first rule that fits, and groups of people."""
    found: Values = {}
    seen: set[str] = set()
    for rule in table["actors"]:
        if any(cells.get(column) != code for column, code in rule.get("when", {}).items()):
            continue
        for column in rule["columns"]:
            if column in seen:
                continue
            seen.add(column)
            parts = [part.strip() for part in cells.get(column, "").split(table.get("separator", "\0"))]
            people = [part for part in parts if re.search(table["groups"]["pattern"], part)]
            others = [part for part in parts if part not in people]
            for field, names in (("group", people), (f"organization.{rule['role']}", others)):
                found[field] = tuple(dict.fromkeys((*found.get(field, ()), *names)))
    return found


def _dated(rules: Table, cells: Cells, faults: list[Fault]) -> Values:
    return {"edtf": (_date(rules, cells, faults),)}


def _date(rules: Table, cells: Cells, faults: list[Fault]) -> str:
    """Return an EDTF date of the first and the last possible day and how exactly they are known."""
    given = {part: cells.get(rules.get(part, ""), "") for part in ("start", "end")}
    code = cells.get(rules["precision"], "")
    how = rules["codes"].get(code)
    if how is None and code:
        faults.append((rules["precision"], code, "is no known precision", f"one of {', '.join(rules['codes'])}"))
    found = {}
    for part, raw in given.items():
        try:
            found[part] = dating.read(raw).partition("T")[0] if raw else ""
        except DateError as error:
            faults.append((rules[part], raw, error.why, error.fix))
            return ""
    try:
        return _between(found["start"], found["end"] or found["start"], how or "day")
    except DateError as error:
        faults.append((rules["end"], given["end"], error.why, error.fix))
        return ""


def _between(start: str, end: str, how: str) -> str:
    """Return a day, a month or year that both days fill, or the days from one to the other.

    EDTF level 1 has no "some day between"; ``~`` on both sides says that the days are bounds.
    """
    if how == "month":
        return start[:7]
    if how == "about":
        for whole in (start[:7], start[:4]):
            date = dates.parse(whole) if whole else None
            bounds = (dates.parse(start).earliest_start, dates.parse(end).latest_end) if whole else None
            if date and bounds == (date.earliest_start, date.latest_end) and start != whole:
                return whole
        return f"{start}~" if start == end else dating.span(f"{start}~", f"{end}~")
    return dating.span(start, end)


def _located(columns: Table, cells: Cells, faults: list[Fault]) -> Values:
    """Return the code of a country, or its name when that is to be reported as unknown."""
    number, name, year = (cells.get(columns[part], "") for part in ("number", "name", "date"))
    try:
        return {"country": (states.country(number, name, year) or name,)}
    except CellError as error:
        faults.append((columns["name"], name or number, error.why, error.fix))
        return {}


def _coded(field: str, codes: Table, cells: Cells, faults: list[Fault]) -> Values:
    code = cells.get(codes["column"], "")
    if code in codes and code != "column":
        return {field: (codes[code],)}
    if code:
        known = ", ".join(key for key in codes if key != "column")
        faults.append((codes["column"], code, f"is no known code ({field})", f"one of {known}"))
    return {}
