"""Dates of tables with known columns: first and last possible day with a code of exactness, or year, month and day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates
from geo.errors import DateError
from geo.imports.values import dating, numbers

if TYPE_CHECKING:
    from geo.imports.formats.parted_rows import Cells, Values
    from geo.imports.model import Fault

    Table = dict[str, Any]


def columns(rules: Table) -> list[str]:
    """Return the columns that say a date."""
    return [rules[part] for part in ("start", "end", "precision", "year", "month", "day") if part in rules]


def dated(rules: Table, cells: Cells, faults: list[Fault]) -> Values:
    """Return the date of a row as a field; what cannot be read is added to the faults."""
    return {"edtf": (_date(rules, cells, faults),)}


def _date(rules: Table, cells: Cells, faults: list[Fault]) -> str:
    """Return an EDTF date of the first and the last possible day and how exactly they are known."""
    given = {part: cells.get(rules.get(part, ""), "") for part in ("start", "end")}
    if "year" in rules:
        return _of_parts(rules, cells, faults)
    code = numbers.without_point(cells.get(rules["precision"], ""))
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


def _of_parts(rules: Table, cells: Cells, faults: list[Fault]) -> str:
    """Return the date of three columns, in which 0 is what is not known."""
    year, month, day = (numbers.without_point(cells.get(rules[part], "")) for part in ("year", "month", "day"))
    known = [year.zfill(4), *([month.zfill(2), day.zfill(2)] if month not in ("", "0") else [])]
    text = "-".join(part for part in known if part not in ("0000", "00"))
    try:
        return dating.read(text) if text else ""
    except DateError as error:
        faults.append((rules["year"], text, error.why, error.fix))
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
