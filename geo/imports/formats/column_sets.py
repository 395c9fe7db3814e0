"""UCDP GED and ACLED: CSV with known columns and codes, read by the table ``column_sets.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geo.errors import CellError
from geo.imports.formats import known_columns, known_dates, states
from geo.imports.formats.parted_rows import Make, PartedRows
from geo.imports.guess import many
from geo.imports.model import Intake, refusal
from geo.imports.values import numbers
from geo.imports.values.word_lists import word_list
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from geo.imports.formats.grids import Grid
    from geo.imports.formats.parted_rows import Cells, Making, Values
    from geo.imports.model import Fault, File, Options

Table = dict[str, Any]
_Joint = tuple[Sequence[str], Make]
"""The columns of a part, and what makes it of their cells."""
POSITION: Final = ("latitude", "longitude")
WHERE: Final = (*POSITION, "place")
NOTE: Final = "note"
"""The field in which each text stands after the name of its column; of few rows it is the same."""


def reader(name: str) -> Callable[[File, Options], Intake]:
    """Return what reads one of the column sets of ``column_sets.toml``."""
    return partial(read, name=name)


def read(path: File, options: Options, *, name: str, whole: Grid | None = None) -> Intake:
    """Read a table with a known set of columns; further columns are reported as not carried over.

    `whole` is the table if it was read already.

    Raises
    ------
    DataError
        When a needed column is missing, or the file is no CSV.
    """
    table = word_list("column_sets")[name]
    grid = known_columns.grid(path, options, [*dict.fromkeys(_used(table))], table, whole)
    missing = [column for column in table["needed"] if column not in grid.columns]
    if missing:
        raise refusal(path.name, f"columns missing: {', '.join(missing)}", f"is it a file of {table['text']}?")
    dropped = _dropped(grid, table)
    notes = (f"{count(dropped, 'position')} left out, standing for a whole country",) if dropped else ()
    found = rows(grid, name)
    return Intake(
        file=path.name,
        rows=found,
        once=found.once,
        columns={field: columns[0] for field, columns in table["fields"].items()}
        | {field: codes["column"] for field, codes in table.get("codes", {}).items()}
        | {"edtf": table["dates"].get("start") or table["dates"]["year"]},
        unused=grid.unused,
        remarks=(*grid.remarks, *notes),
        kinds=table.get("kinds", {}),
        cited=True,
        unique=True,
    )


def known(columns: Collection[str]) -> str:
    """Return the column set that a table has whole, "" for none."""
    sets = word_list("column_sets").items()
    return next((name for name, table in sets if known_columns.has(columns, table["needed"], table)), "")


def rows(grid: Grid, name: str) -> PartedRows:
    """Return the rows of a table with the columns of a column set, each made when it is asked for."""
    table = word_list("column_sets")[name]
    return PartedRows(
        grid,
        _parts(table),
        plain=_plain(table),
        title=[_instead(part, grid.columns, table) for part in table["title"]],
        note=table["joined"][NOTE],
        listed=table.get("quoted", ()),
        same={"definition": (table["definition"],)},
    )


def _instead(part: str, columns: Sequence[str], table: Table) -> str:
    """Return what stands in a title for a column that the file does not have; any other part as it is."""
    other: str = table.get("instead", {}).get(part, part)
    return part if part in columns else other


def _dropped(grid: Grid, table: Table) -> int:
    """Return how many rows have a position that is none."""
    codes = table.get("unplaced", {})
    told = [column for column in grid.columns if column in codes]
    cells = zip(*(grid.column(grid.columns.index(column)) for column in told), strict=True)
    known = [codes[column] for column in told]
    return sum(any(numbers.without_point(cell) in none for cell, none in zip(row, known, strict=True)) for row in cells)


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
    yield from known_dates.columns(table["dates"])


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


def _parts(table: Table) -> Iterator[Making]:
    """Yield the columns of each part of a row, what makes it of their cells, and how much of them it needs to see.

    The parts come in the order of their faults. What is said of the place is one part, what of those who act another:
    in a large file both are found again and again.
    """
    where, others = _of_fields(table)
    yield from ((columns, make, {}) for columns, make in others)
    rules = table["dates"]
    yield known_dates.columns(rules), partial(known_dates.dated, rules), {}
    acting = [*_acting(table["actors"])]
    who = [(acting, partial(_actors, table))]
    for field, codes in table["codes"].items():
        (who if codes["column"] in acting else where).append(([codes["column"]], partial(_coded, field, codes)))
    yield *_joint(who), {}
    yield *_joint(where), {}
    if "states" in table:
        named = table["states"]
        yield named.values(), partial(_located, named), {named["date"]: len("2023")}


def _of_fields(table: Table) -> tuple[list[_Joint], list[_Joint]]:
    """Return what makes the fields that are not one column as written: those of the place, and the others."""
    plain = {field for field, _ in _plain(table)}
    where: list[_Joint] = []
    others: list[_Joint] = []
    for field, columns in table["fields"].items():
        if field not in plain and not _is_state(field, table):
            unplaced = table.get("unplaced", {}) if field in POSITION else {}
            make = partial(_field, field, columns, table.get("separator"), unplaced)
            (where if field in WHERE else others).append(((*columns, *unplaced), make))
    for field, columns in table["joined"].items():
        if field not in plain and field != NOTE:
            others.append((columns, partial(_joined, field, columns)))
    return where, others


def _joint(parts: Sequence[_Joint]) -> _Joint:
    """Return several parts as one."""

    def make(cells: Cells, faults: list[Fault]) -> Values:
        return {field: texts for _, one in parts for field, texts in one(cells, faults).items()}

    return [name for names, _ in parts for name in names], make


def _field(
    field: str, columns: Sequence[str], separator: str | None, unplaced: Table, cells: Cells, _: list[Fault]
) -> Values:
    if any(numbers.without_point(cells.get(column, "")) in codes for column, codes in unplaced.items()):
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
        if any(numbers.without_point(cells.get(column, "")) != code for column, code in rule.get("when", {}).items()):
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


def _located(columns: Table, cells: Cells, faults: list[Fault]) -> Values:
    """Return the code of a country, or its name when that is to be reported as unknown."""
    number, name, year = (cells.get(columns[part], "") for part in ("number", "name", "date"))
    number = numbers.without_point(number)
    try:
        return {"country": (states.country(number, name, year) or name,)}
    except CellError as error:
        faults.append((columns["name"], name or number, error.why, error.fix))
        return {}


def _coded(field: str, codes: Table, cells: Cells, faults: list[Fault]) -> Values:
    code = numbers.without_point(cells.get(codes["column"], ""))
    if code in codes and code != "column":
        return {field: (codes[code],)}
    if code:
        known = ", ".join(key for key in codes if key != "column")
        faults.append((codes["column"], code, f"is no known code ({field})", f"one of {known}"))
    return {}
