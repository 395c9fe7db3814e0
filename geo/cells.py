"""What one cell may hold, by the field that describes it."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EDTF = "http://id.loc.gov/datatypes/edtf"
"""The `rdfType` of fields that hold an EDTF date; Frictionless has no format of that name."""
COUNT: Mapping[str, Any] = {"type": "integer", "constraints": {"minimum": 0}}
"""A number of people, metres or the like."""
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_LONGEST_GUESS = 100
"""Characters; a longer value is not a slip of an id, and comparing it would take long."""


def faults(field: Mapping[str, Any], value: str) -> Iterator[tuple[str, str]]:
    """Yield (why, how to mend) for one cell and one field of the schema; nothing for a sound one."""
    if value == "":
        if field.get("constraints", {}).get("required"):
            yield "must not be empty", f"give the {field['name']}"
        return
    if value != value.strip():
        yield "begins or ends with a space", "take the space away"
        return
    yield from _constraint_faults(field.get("constraints", {}), value)
    if field.get("type") == "integer":
        yield from _number_faults(field.get("constraints", {}).get("minimum"), value)
    if field.get("type") == "boolean" and value not in ("true", "false"):
        yield "is neither true nor false", "write true or false"
    if field.get("rdfType") == EDTF:
        yield from _date_faults(value)


def number(text: str) -> int | None:
    """Return a whole number of at most 15 digits as written in a cell, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def suggest(value: str, choices: Sequence[str]) -> str:
    """Return how to mend a value that is none of `choices`: the nearest, or all of a few."""
    near = difflib.get_close_matches(value, choices, n=1) if len(value) <= _LONGEST_GUESS else []
    if near:
        return f"did you mean {near[0]!r}?"
    return f"one of {', '.join(choices)}" if 0 < len(choices) <= 20 else "add it first or choose another"


def _constraint_faults(rules: Mapping[str, Any], value: str) -> Iterator[tuple[str, str]]:
    if "enum" in rules and value not in rules["enum"]:
        yield "is not an allowed value", suggest(value, rules["enum"])
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
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
        told, _, mend = str(error).rpartition(" - ")  # geo.edtf_hints promises this form
        yield told.rpartition(": ")[2], mend
