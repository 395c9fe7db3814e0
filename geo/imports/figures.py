"""Numbers of people in imported rows, each with what it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from geo.dataset import columns
from geo.export.selection import BETWEEN
from geo.imports import own_export, schema
from geo.imports.values import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.imports.reader import Reader

RANGE: Final = "range"
"""What is noted of a figure that stands as a range in one cell."""
BACKWARDS: Final = ("low, best and high run backwards", "order them low, best, high")


def figures_fields() -> list[str]:
    """Return every field that `figures` asks of a row."""
    return ["measure", "definition", *columns.FIGURE, *schema.counts()]


def figures(reader: Reader) -> Iterator[dict[str, str]]:
    """Yield the figures of a row: `low`, `best`, `high` of its `measure`, and one for each measure mapped."""
    found: set[tuple[str, str]] = set()
    for measure, names in _wanted(reader):
        if counted := _several(reader, names):
            yield from ({"measure": measure, **one} for one in counted)
            continue
        given = _numbers(reader, names)
        if not given:
            continue
        definition = reader.row["definition"] or reader.definition_of(_named(reader, names, given))
        if not measure:
            fault = "does not say what it counts", f"say --set measure=..., one of {', '.join(schema.measures())}"
        elif (measure, definition) in found:
            fault = "is given twice under one definition", "map one of the columns"
        else:
            fault = None
        for part in [*given] if fault else _against(given):
            reader.fault(names[part], reader.row[names[part]], *(fault or BACKWARDS))
            del given[part]
        if not given:
            continue
        found.add((measure, definition))
        yield {"measure": measure, **{part: str(number) for part, number in given.items()}, "definition": definition}


def _numbers(reader: Reader, names: Mapping[str, str]) -> dict[str, int]:
    """Return the numbers of one figure; a range in the cell of the best one is its least and most."""
    text = reader.row[names["best"]]
    ends = numbers.ends(text) if text and not any(reader.row[names[part]] for part in ("low", "high")) else None
    if ends:
        reader.assume(names["best"], RANGE)
        return dict(zip(("low", "high"), ends, strict=True))
    read = partial(numbers.count, ends=(names["low"], names["high"]))
    values = {part: reader.value(name, read, None) for part, name in names.items()}
    return {part: number for part, number in values.items() if number is not None}


def _several(reader: Reader, names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return several counts of one measure, as an export has them in one cell; none when there is but one."""
    texts = {part: reader.row[name] for part, name in names.items()}
    if not reader.exported or not any(BETWEEN in text for text in texts.values()):
        return []
    definition = reader.definition_of([name for part, name in names.items() if texts[part]])
    rows = own_export.several(texts)
    return [{**one, "definition": f"{definition} ({at} of {len(rows)})"} for at, one in enumerate(rows, 1)]


def _named(reader: Reader, names: Mapping[str, str], given: Mapping[str, int]) -> list[str]:
    """Return the fields in which the numbers of a figure stand."""
    return [names[part] for part in given if reader.row[names[part]]] or [names["best"]]


def _against(given: Mapping[str, int]) -> list[str]:
    """Return the bounds that contradict the best number, which stays; without one both that run backwards."""
    best = given.get("best")
    low, high = given.get("low"), given.get("high")
    if best is None:
        return ["low", "high"] if low is not None and high is not None and low > high else []
    below = ["low"] if low is not None and low > best else []
    return below + (["high"] if high is not None and high < best else [])


def _wanted(reader: Reader) -> Iterator[tuple[str, dict[str, str]]]:
    if any(reader.row[part] for part in columns.FIGURE):
        yield reader.choice("measure", "figures", "measure", ""), {part: part for part in columns.FIGURE}
    for measure in schema.measures():
        names = {"low": f"{measure}.low", "best": measure, "high": f"{measure}.high"}
        if any(name in reader.row.values for name in names.values()):
            yield measure, names
