"""UCDP GED and ACLED: CSV with known columns and codes, read by the table ``column_sets.toml``."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.errors import CellError, DateError
from geo.imports.formats import csv_file, states
from geo.imports.mapping import many
from geo.imports.model import Intake, Row, refusal
from geo.imports.values import dating
from geo.imports.values.word_lists import word_list
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.imports.model import Cell, Fault, Options, Record

Table = dict[str, Any]


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
    sheet = csv_file.sheet(path, options.encoding)
    missing = [column for column in table["needed"] if column not in sheet.columns]
    if missing:
        raise refusal(path.name, f"columns missing: {', '.join(missing)}", f"is it a file of {table['text']}?")
    filled = {column for record in sheet.records for column in record.cells}
    used = set(_used(table))
    rows = [_row(record, table) for record in sheet.records]
    dropped = sum(_unplaced(record.cells, table) for record in sheet.records)
    notes = (f"{count(dropped, 'position')} left out, standing for a whole country",) if dropped else ()
    return Intake(
        file=path.name,
        rows=rows,
        columns={field: columns[0] for field, columns in table["fields"].items()}
        | {field: codes["column"] for field, codes in table.get("codes", {}).items()}
        | {"edtf": table["dates"]["start"]},
        unused=[column for column in sheet.columns if column in filled and column not in used],
        remarks=(*sheet.remarks, *notes),
        kinds=table.get("kinds", {}),
        cited=True,
        unique=True,
    )


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


def _row(record: Record, table: Table) -> Row:
    cells = {name: str(cell).strip() for name, cell in record.cells.items()}
    values = dict(_fields(cells, table))
    values["definition"] = (table["definition"],)
    values["title"] = (_title(cells, table["title"]),)
    for role, names in _actors(cells, table):
        values[role] = tuple(dict.fromkeys((*values.get(role, ()), *names)))
    values["note"] = ("\n".join(f"{name}: {cells[name]}" for name in table["joined"]["note"] if cells.get(name)),)
    faults: list[Fault] = []
    values["edtf"] = (_date(cells, table["dates"], faults),)
    values |= {field: (value,) for field, value in _codes(cells, table["codes"], faults)}
    if "states" in table:
        values["country"] = (_country(cells, table["states"], faults),)
    if _unplaced(cells, table):
        del values["latitude"], values["longitude"]
    kept = {field: tuple(filter(None, texts)) for field, texts in values.items()}
    return Row(record.place, {field: texts for field, texts in kept.items() if texts}, faults=tuple(faults))


def _unplaced(cells: Mapping[str, Cell], table: Table) -> bool:
    return any(cells.get(column) in codes for column, codes in table.get("unplaced", {}).items())


def _fields(cells: Mapping[str, str], table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field, columns in table["fields"].items():
        found = next((cells[column] for column in columns if cells.get(column)), "")
        parts = found.split(table["separator"]) if many(field) and "separator" in table else [found]
        yield field, tuple(part.strip() for part in parts)
    for field, columns in table["joined"].items():
        yield field, ("\n".join(cells[column] for column in columns if cells.get(column)),)


def _title(cells: Mapping[str, str], parts: Sequence[str]) -> str:
    """Return columns and what stands between them; nothing stands beside an empty one."""
    title = ""
    for between, column in zip(["", *parts[1::2]], parts[::2], strict=True):
        if cells.get(column):
            title += (between if title else "") + cells[column]
    return title


def _actors(cells: Mapping[str, str], table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield organizations with the role of the first rule that fits, and groups of people."""
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
            yield "group", tuple(people)
            yield f"organization.{rule['role']}", tuple(part for part in parts if part not in people)


def _date(cells: Mapping[str, str], rules: Table, faults: list[Fault]) -> str:
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


def _country(cells: Mapping[str, str], columns: Mapping[str, str], faults: list[Fault]) -> str:
    """Return the code of a country, or its name when that is to be reported as unknown."""
    number, name, date = (cells.get(columns[part], "") for part in ("number", "name", "date"))
    try:
        return states.country(number, name, date[:4]) or name
    except CellError as error:
        faults.append((columns["name"], name or number, error.why, error.fix))
        return ""


def _codes(cells: Mapping[str, str], codes: Table, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for field, table in codes.items():
        code = cells.get(table["column"], "")
        if code in table and code != "column":
            yield field, table[code]
        elif code:
            known = ", ".join(key for key in table if key != "column")
            faults.append((table["column"], code, f"is no known code ({field})", f"one of {known}"))
