"""Check a dataset: every rule is a small function in a list, all problems come at once.

Adding a check is one function and one line in `CHECKS`.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.errors import DateError
from geo.model import Atlas, Date, Day, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd

_UNKNOWN = Date("", None, None, None, None, interval=False, uncertain=False, approximate=False)
EDTF = "http://id.loc.gov/datatypes/edtf"
"""The `rdfType` of fields that hold an EDTF date; Frictionless has no format of that name."""
RESERVED = {"none"}
MAX_FAMILIES = 8
"""Seven families and "other": the palette has eight colours that stay apart (see README)."""
EXEMPT_FROM_LIFETIME = {"memory"}
"""Kinds that may name an organization after its end: remembering happens later."""


def validate(atlas: Atlas) -> list[Problem]:
    """Return every problem of a dataset, errors and warnings, in the order of `CHECKS`."""
    return [problem for check in CHECKS for problem in check(atlas)]


def _resources(atlas: Atlas) -> Iterator[tuple[Mapping[str, Any], pd.DataFrame]]:
    for resource in atlas.package["resources"]:
        yield resource, atlas[resource["name"]]


def _record(table: pd.DataFrame, index: Any) -> str:
    """Name a record as its editor sees it: the line of a CSV file, the feature of a GeoJSON file."""
    return f"features[{index}]" if "geometry" in table else str(index)


def check_values(atlas: Atlas) -> Iterator[Problem]:
    """Every cell obeys the type and constraints of its field."""
    for resource, table in _resources(atlas):
        for field in resource["schema"]["fields"]:
            for index, value in table[field["name"]].items():
                for why, fix in value_faults(field, value):
                    yield Problem(resource["path"], _record(table, index), field["name"], value, why, fix)


def value_faults(field: Mapping[str, Any], value: str) -> Iterator[tuple[str, str]]:
    """Yield (why, how to mend) for one cell and one field of the schema."""
    constraints = field.get("constraints", {})
    if value == "":
        if constraints.get("required"):
            yield "must not be empty", f"give the {field['name']}"
        return
    if value != value.strip():
        yield "begins or ends with a space", "take the space away"
    if "enum" in constraints and value not in constraints["enum"]:
        yield "is not an allowed value", _suggest(value, constraints["enum"])
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], value):
        yield "has a character or length that is not allowed", f"it must match {constraints['pattern']}"
    if field.get("type") == "integer" and not re.fullmatch(r"-?\d{1,15}", value):
        yield "is not a whole number", "write digits only"
    if field.get("type") == "boolean" and value not in ("true", "false"):
        yield "is neither true nor false", "write true or false"
    if field.get("rdfType") == EDTF:
        yield from _date_faults(value)


def _date_faults(value: str) -> Iterator[tuple[str, str]]:
    try:
        dates.parse(value)
    except DateError as error:
        yield "is not an EDTF date", str(error)


def _suggest(value: str, choices: Sequence[str]) -> str:
    near = difflib.get_close_matches(value, choices, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"one of {', '.join(choices)}" if len(choices) <= 20 else "add it first or choose another"


def check_keys(atlas: Atlas) -> Iterator[Problem]:
    """No two records share a primary key, and no row stands twice."""
    for resource, table in _resources(atlas):
        fields = [field["name"] for field in resource["schema"]["fields"]]
        key = resource["schema"].get("primaryKey", fields)
        key = [key] if isinstance(key, str) else key
        twice = table[table.duplicated(key, keep="first")]
        for index, row in twice.iterrows():
            shown = ", ".join(row[name] for name in key)
            yield Problem(
                resource["path"], _record(table, index), key[0], shown, "stands twice", "keep one of them"
            )


def check_references(atlas: Atlas) -> Iterator[Problem]:
    """Every foreign key finds its record; `atlas:foreignKeys` are those to the GeoJSON file."""
    for resource, table in _resources(atlas):
        schema = resource["schema"]
        for key in [*schema.get("foreignKeys", []), *schema.get("atlas:foreignKeys", [])]:
            field, target = _single(key["fields"]), _single(key["reference"]["fields"])
            other = key["reference"]["resource"] or resource["name"]
            known = set(atlas[other][target])
            for index, value in table[field].items():
                if value and value not in known:
                    fix = _suggest(value, sorted(known))
                    why = f"there is no such record in {other}"
                    yield Problem(resource["path"], _record(table, index), field, value, why, fix)


def _single(names: str | Sequence[str]) -> str:
    return names if isinstance(names, str) else names[0]


def check_names_of_filters(atlas: Atlas) -> Iterator[Problem]:
    """Families, organizations and kinds share the address, so their ids must differ."""
    seen = dict.fromkeys(RESERVED, "a reserved word")
    for name in ("families", "organizations"):
        for index, value in atlas[name]["id"].items():
            if value in seen:
                why = f"this id is already {seen[value]}"
                yield Problem(f"{name}.csv", str(index), "id", value, why, "choose another id")
            seen.setdefault(value, f"in {name}.csv")
    if len(atlas["families"]) > MAX_FAMILIES:
        why = f"there are more than {MAX_FAMILIES} families"
        yield Problem("families.csv", "", "id", "", why, "gather the rare ones under 'other'")


def check_kinds(atlas: Atlas) -> Iterator[Problem]:
    """An event's `kind` is of the first level and its `kind_detail` belongs to it."""
    parents = dict(zip(atlas["kinds"]["id"], atlas["kinds"]["parent"], strict=True))
    for index, event in atlas.events.iterrows():
        kind, detail = event["kind"], event["kind_detail"]
        if parents.get(kind):
            why, fix = "is a detail, not a kind", f"write it as kind_detail of {parents[kind]!r}"
            yield Problem("events.csv", str(index), "kind", kind, why, fix)
        if detail and parents.get(detail, kind) != kind:
            why, fix = f"does not belong to the kind {kind!r}", f"its kind is {parents[detail]!r}"
            yield Problem("events.csv", str(index), "kind_detail", detail, why, fix)


def check_sources(atlas: Atlas) -> Iterator[Problem]:
    """Every event has at least one source."""
    cited = set(atlas["citations"]["event_id"])
    for index, event_id in atlas.events["id"].items():
        if event_id not in cited:
            fix = "add a row to citations.csv"
            yield Problem("events.csv", str(index), "id", event_id, "has no source", fix)


def check_figures(atlas: Atlas) -> Iterator[Problem]:
    """A figure has a number, and low <= best <= high."""
    for index, row in atlas["figures"].iterrows():
        numbers = [int(row[name]) for name in ("low", "best", "high") if row[name].lstrip("-").isdigit()]
        if not numbers:
            fix = "give low, best or high, or take the row away"
            yield Problem("figures.csv", str(index), "best", "", "the figure has no number", fix)
        elif numbers != sorted(numbers) or numbers[0] < 0:
            shown = "/".join(row[name] for name in ("low", "best", "high"))
            fix = "order them low, best, high, none below zero"
            yield Problem("figures.csv", str(index), "low", shown, "low, best and high run backwards", fix)


def check_lifetimes(atlas: Atlas) -> Iterator[Problem]:
    """An organization was alive, to the day, at some time of each event that names it."""
    events = atlas.events.set_index("id")
    lives = {row["id"]: _life(row) for _, row in atlas["organizations"].iterrows()}
    for index, row in atlas["event_organizations"].iterrows():
        event = events.loc[row["event_id"]] if row["event_id"] in events.index else None
        life = lives.get(row["organization_id"])
        if event is None or life is None or event["kind"] in EXEMPT_FROM_LIFETIME:
            continue
        when = _date(event["edtf"])
        if when is not None and not _meet(when, life):
            why = f"did not exist at {event['edtf']} (event {row['event_id']})"
            fix = "name the body of that day, or mend active_from and active_to"
            value = row["organization_id"]
            yield Problem("event_organizations.csv", str(index), "organization_id", value, why, fix)


def _date(text: str) -> Date | None:
    try:
        return dates.parse(text) if text else None
    except DateError:
        return None  # check_values tells it


def _life(row: pd.Series[str]) -> tuple[Date | None, Date | None]:
    return _date(row["active_from"]), _date(row["active_to"])


def _meet(when: Date, life: tuple[Date | None, Date | None]) -> bool:
    born, died = (bound or _UNKNOWN for bound in life)
    return not (_before(when.latest_end, born.earliest_start) or _before(died.latest_end, when.earliest_start))


def _before(one: Day | None, other: Day | None) -> bool:
    """Whether `one` certainly precedes `other`; what is unknown or open never does."""
    return one is not None and other is not None and one < other


def check_containment(atlas: Atlas) -> Iterator[Problem]:
    """`part_of` never leads back to its own event: totals would contain themselves."""
    above = {row["id"]: row["part_of"] for _, row in atlas.events.iterrows() if row["part_of"]}
    for index, event in atlas.events.iterrows():
        seen, step = {event["id"]}, above.get(event["id"])
        while step and step not in seen:
            seen.add(step)
            step = above.get(step)
        if step == event["id"]:
            fix = "clear part_of of one of them"
            why = "the event is part of itself"
            yield Problem("events.csv", str(index), "part_of", event["part_of"], why, fix)


CHECKS: tuple[Callable[[Atlas], Iterator[Problem]], ...] = (
    check_values,
    check_keys,
    check_references,
    check_names_of_filters,
    check_kinds,
    check_sources,
    check_figures,
    check_lifetimes,
    check_containment,
)
