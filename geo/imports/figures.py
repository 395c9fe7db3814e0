"""Numbers of people in imported rows, each with what it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geo.dataset import columns
from geo.imports import schema
from geo.imports.values import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.imports.reader import Reader


def figures_fields() -> list[str]:
    """Return every field that `figures` asks of a row."""
    return ["measure", "definition", *columns.FIGURE, *schema.counts()]


def figures(reader: Reader) -> Iterator[dict[str, str]]:
    """Yield the figures of a row: `low`, `best`, `high` of its `measure`, and one for each measure mapped."""
    found: set[tuple[str, str]] = set()
    for measure, names in _wanted(reader):
        read = partial(numbers.count, ends=(names["low"], names["high"]))
        values = {part: reader.value(name, read, None) for part, name in names.items()}
        given = {part: number for part, number in values.items() if number is not None}
        if not given:
            continue
        definition = reader.row["definition"] or reader.definition_of([names[part] for part in given])
        fault = _fault(list(given.values()), known=bool(measure), again=(measure, definition) in found)
        if fault:
            for part in given:
                reader.fault(names[part], reader.row[names[part]], *fault)
            continue
        found.add((measure, definition))
        yield {"measure": measure, **{part: str(number) for part, number in given.items()}, "definition": definition}


def _wanted(reader: Reader) -> Iterator[tuple[str, dict[str, str]]]:
    if any(reader.row[part] for part in columns.FIGURE):
        yield reader.choice("measure", "figures", "measure", ""), {part: part for part in columns.FIGURE}
    for measure in schema.measures():
        names = {"low": f"{measure}.low", "best": measure, "high": f"{measure}.high"}
        if any(name in reader.row.values for name in names.values()):
            yield measure, names


def _fault(numbers: list[int], *, known: bool, again: bool) -> tuple[str, str] | None:
    if not known:
        return "does not say what it counts", f"say --set measure=..., one of {', '.join(schema.measures())}"
    if numbers != sorted(numbers):
        return "low, best and high run backwards", "order them low, best, high"
    if again:
        return "is given twice under one definition", "map one of the columns"
    return None
