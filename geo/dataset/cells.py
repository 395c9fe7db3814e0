"""What one cell may hold, by the field that describes it."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from geo import dates
from geo.dataset import columns
from geo.dataset.description import longest
from geo.dataset.suggest import Suggester
from geo.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

Value = TypeVar("Value")
_RANGE = re.compile(r"[0-9][0-9 .,]*\s*(?:-|\u2013|\u2014|/|\.\.+)\s*[0-9][0-9 .,]*")
_ABOUT = re.compile(r"[^\W\d_]{1,12}\.?\s*[0-9][0-9 .,]*|[~<>\u2248\u2264\u2265]\s*[0-9][0-9 .,]*|[0-9][0-9 .,]*[+?~]")
_LONGEST_NUMBER = 40
_MOST_MARKS = 100
"""To normalize n of them takes n squared steps; the Stream-Safe Text Format of Unicode (UAX #15) has at most 30."""
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")


def soundness(field: Mapping[str, Any]) -> Callable[[str], bool]:
    """Return what says whether `faults` would yield nothing for a cell, many times as fast."""
    rules = field.get("constraints", {})
    demands = [*tests(field)]

    def is_sound(value: str) -> bool:
        if not value:
            return not rules.get("required")
        return _is_plain(value) and all(test(value) for test in demands)

    return is_sound


def tests(field: Mapping[str, Any]) -> Iterator[Callable[[str], object]]:
    """Yield one test for each thing that a field asks of those of its cells that hold something."""
    rules = field.get("constraints", {})
    if "enum" in rules:
        yield frozenset(rules["enum"]).__contains__
    if "pattern" in rules:
        matches = re.compile(rules["pattern"]).fullmatch
        most = longest(rules["pattern"])
        yield lambda value: len(value) <= most and matches(value)
    if field.get("type") == "integer":
        minimum = rules.get("minimum")
        yield lambda value: (found := number(value)) is not None and (minimum is None or found >= minimum)
    if field.get("type") == "boolean":
        yield ("true", "false").__contains__
    if field.get("rdfType") == columns.EDTF:
        yield dates.try_parse


def _is_plain(value: str) -> bool:
    if value != value.strip() or (not value.isprintable() and _CONTROL.search(value)):
        return False
    return len(value) <= _MOST_MARKS or value.isascii() or not _has_many_marks(value)


def suggester(field: Mapping[str, Any]) -> Suggester:
    """Return what finds the allowed value that was meant, made once for all cells of a field."""
    return Suggester(dict.fromkeys(field.get("constraints", {}).get("enum", ())))


def faults(field: Mapping[str, Any], value: str, suggest: Suggester | None = None) -> Iterator[tuple[str, str]]:
    """Yield (why, how to mend) for one cell and one field of the schema; nothing for a sound one."""
    if value == "":
        if field.get("constraints", {}).get("required"):
            yield "must not be empty", f"give the {field['name']}"
        return
    if value != value.strip():
        yield "begins or ends with a space", "take the space away"
        return
    if not value.isprintable() and _CONTROL.search(value):
        yield "has a control character", "take it away"
        return
    if not _is_plain(value):
        yield f"has more than {_MOST_MARKS} combining marks in a row", "keep those that are meant"
        return
    yield from _constraint_faults(field.get("constraints", {}), value, suggest or suggester(field))
    if field.get("type") == "integer":
        why = inexact(value) if field.get("name") in columns.FIGURE and number(value) is None else ""
        if why:
            yield why, "write the least into low and the most into high"
        else:
            yield from _number_faults(field.get("constraints", {}).get("minimum"), value)
    if field.get("type") == "boolean" and value not in ("true", "false"):
        yield "is neither true nor false", "write true or false"
    if field.get("rdfType") == columns.EDTF:
        yield from _date_faults(value)


def rows(table: pd.DataFrame, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield the line (or position) of each record as text, and some of its cells; lists are ten times as fast."""
    if table.empty:
        return iter(())
    return zip(map(str, table.index.tolist()), *(table[name].tolist() for name in names), strict=True)


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """Return key -> its values, both in their order."""
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def number(text: str) -> int | None:
    """Return a whole number of at most 15 digits as written in a cell, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def is_number(value: object, bounds: tuple[float, float] = (-math.inf, math.inf)) -> bool:
    """Say whether a value of JSON or TOML is a number within bounds, both included; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and bounds[0] <= value <= bounds[1]


def inexact(text: str) -> str:
    """Return in which way a number is not exact, such as ``10-15`` or ``ca. 120``; "" for any other text."""
    if len(text) > _LONGEST_NUMBER:
        return ""  # matching it would take long
    if _RANGE.fullmatch(text):
        return "is a range"
    return "is no exact number" if _ABOUT.fullmatch(text) else ""


def host(url: str) -> str:
    """Return the host of a web address; "" for what is none and cannot be a link."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "https://[x"
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def suggest(value: str, choices: Sequence[str]) -> str:
    """Return how to mend a value that is none of `choices`: the nearest, or all of a few."""
    return Suggester(choices)(value)


def _has_many_marks(text: str) -> bool:
    """Say whether more than `_MOST_MARKS` combining marks stand in a row: then each so many-th character is one."""
    return any(
        _marks(text[at : at + _MOST_MARKS]) + _marks(text[max(at - _MOST_MARKS, 0) : at][::-1]) > _MOST_MARKS
        for at in range(0, len(text), _MOST_MARKS)
        if unicodedata.combining(text[at])
    )


def _marks(text: str) -> int:
    """Return with how many combining marks a text begins."""
    return sum(1 for _ in takewhile(unicodedata.combining, text))


def _constraint_faults(rules: Mapping[str, Any], value: str, suggest: Suggester) -> Iterator[tuple[str, str]]:
    if "enum" in rules and value not in rules["enum"]:
        yield "is not an allowed value", suggest(value)
    if "pattern" in rules and (len(value) > longest(rules["pattern"]) or not re.fullmatch(rules["pattern"], value)):
        yield "has a character or length that is not allowed", f"it must match {rules['pattern']}"


def _number_faults(minimum: int | None, value: str) -> Iterator[tuple[str, str]]:
    found = number(value)
    if found is None:
        yield "is not a whole number", "write digits only"
    elif minimum is not None and found < minimum:
        yield f"is less than {minimum}", "mend the number, or leave the cell empty if it is unknown"


def _date_faults(value: str) -> Iterator[tuple[str, str]]:
    try:
        dates.parse(value)
    except DateError as error:
        yield error.why, error.fix
