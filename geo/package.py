"""What ``datapackage.json`` must say before a table can be read by it.

The description comes from outside as the tables do: a wrong one is told, not stumbled over.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOREIGN_KEYS = ("foreignKeys", "atlas:foreignKeys")
"""Frictionless cannot refer to a GeoJSON file; `atlas:foreignKeys` does."""
NEEDED = {
    "places": "id name kind precision_m certainty country_today scope note",
    "kinds": "id name parent layer description",
    "sources": "id type author title container_title publisher issued url consulted note",
    "events": "id title place_id destination_id edtf kind kind_detail scope description note confidence"
    " collection graphic part_of",
    "citations": "event_id source_id locator",
}
"""Tables and columns that the atlas reads by name; a dataset may have more of both."""
OPTIONAL = {
    "place_names": "place_id name lang from to",
    "families": "id name letter colour note",
    "organizations": "id name abbreviation active_from active_to successor_of family note",
    "organization_names": "organization_id lang name abbreviation from to",
    "persons": "id name born died role note",
    "groups": "id name",
    "event_organizations": "event_id organization_id role",
    "event_persons": "event_id person_id role",
    "event_groups": "event_id group_id",
    "figures": "event_id measure low best high definition source_id locator",
    "coverage": "organization_id from to depth note",
    "texts": "table id field lang text",
}
"""Tables that a dataset may leave out, with the columns they have; see `left_out`."""

MAX_PATTERN = 200
MAX_REPEATS = 4
QUICK = {"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"}
"""A language tag repeats a group, and every repetition begins with a hyphen that the group has nowhere else."""
_ESCAPED = re.compile(r"\\(?![1-9]).", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"[*+]|\{[^}]*\}")
_INVOLVED = re.compile(r"\)[*+{]|\(\?[^:]|\\")


def faults(package: object) -> Iterator[str]:
    """Yield why a description cannot be used; nothing for a sound one."""
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not resources:
        yield "lists no resources"
        return
    shapes = [fault for number, resource in enumerate(resources) for fault in _resource_faults(number, resource)]
    yield from shapes
    if not shapes:
        yield from _repeated("resource name", [resource["name"] for resource in resources])
        yield from _repeated("path", [resource["path"] for resource in resources])
        columns = {resource["name"]: field_names(resource) for resource in resources}
        for resource in resources:
            yield from _key_faults(resource, columns)
        yield from _missing(columns)
        if any(resource["name"] == "places" and resource.get("format") != "geojson" for resource in resources):
            yield "the format of 'places' is not geojson"


def left_out(package: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the optional tables that a sound description does not list, with their columns."""
    listed = {resource["name"] for resource in package.get("resources", [])}
    return {table: columns.split() for table, columns in OPTIONAL.items() if table not in listed} if listed else {}


def field_names(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns of a resource in their order."""
    return [field["name"] for field in resource["schema"]["fields"]]


def names(value: str | Sequence[str]) -> list[str]:
    """Return the columns of a key, which may be written as one name or as a list."""
    return [value] if isinstance(value, str) else list(value)


def foreign_keys(resource: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return (column, table referred to, its column) of each foreign key."""
    keys = [key for word in FOREIGN_KEYS for key in resource["schema"].get(word, [])]
    return [
        (
            names(key["fields"])[0],
            key["reference"]["resource"] or resource["name"],
            names(key["reference"]["fields"])[0],
        )
        for key in keys
    ]


def _resource_faults(number: int, resource: object) -> Iterator[str]:
    place = f"resources[{number}]"
    if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
        yield f"{place} has no name"
        return
    path = resource.get("path")
    if not isinstance(path, str) or Path(path).name != path or path in {"", ".."} or not path.isprintable():
        yield f"{place} has no path that is a plain file name"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        yield f"{place} has no schema with fields"
        return
    wrong = [fault for field in fields for fault in _field_faults(field)]
    yield from (f"{place}: {fault}" for fault in wrong or _schema_faults(schema))


def _field_faults(field: object) -> Iterator[str]:
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        yield "a field has no name"
        return
    rules = field.get("constraints", {})
    if not isinstance(rules, dict):
        yield f"the constraints of {field['name']!r} are no object"
        return
    if "enum" in rules and not _are_texts(rules["enum"]):
        yield f"the enum of {field['name']!r} is no list of texts"
    if "minimum" in rules and type(rules["minimum"]) is not int:
        yield f"the minimum of {field['name']!r} is no whole number"
    if "pattern" in rules and not _is_pattern(rules["pattern"]):
        yield f"the pattern of {field['name']!r} is no regular expression"
    elif "pattern" in rules and not _is_quick(rules["pattern"]):
        yield f"the pattern of {field['name']!r} is too involved: repeat no group, at most {MAX_REPEATS} parts"


def _schema_faults(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from _repeated("field", [field["name"] for field in schema["fields"]])
    if "primaryKey" in schema and not _is_key(schema["primaryKey"]):
        yield "primaryKey is no column and no list of columns"
    for word in FOREIGN_KEYS:
        keys = schema.get(word, [])
        if not isinstance(keys, list) or not all(map(_is_foreign_key, keys)):
            yield f"{word} is no list of references from one column to one column"


def _key_faults(resource: Mapping[str, Any], columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    own = [(resource["name"], column) for column in names(resource["schema"].get("primaryKey", []))]
    for column, table, target in foreign_keys(resource):
        own += [(resource["name"], column), (table, target)]
    for table, column in own:
        if column not in columns.get(table, ()):
            yield f"a key of {resource['name']!r} names {table}.{column}, which is not there"


def _missing(columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for table, needed in {**NEEDED, **OPTIONAL}.items():
        absent = [name for name in needed.split() if name not in columns.get(table, ())]
        if table not in columns and table in NEEDED:
            yield f"the table {table!r} is missing"
        elif absent and table in columns:
            yield f"the table {table!r} lacks the columns {', '.join(absent)}"


def _repeated(what: str, values: Sequence[str]) -> Iterator[str]:
    yield from (f"the {what} {value!r} stands twice" for value in sorted({v for v in values if values.count(v) > 1}))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_key(value: object) -> bool:
    return isinstance(value, str) or _are_texts(value)


def _is_single(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and len(value) == 1 and isinstance(value[0], str))


def _is_foreign_key(key: object) -> bool:
    target = key.get("reference") if isinstance(key, dict) else None
    return (
        isinstance(key, dict)
        and isinstance(target, dict)
        and _is_single(key.get("fields"))
        and isinstance(target.get("resource"), str)
        and _is_single(target.get("fields"))
    )


def _is_pattern(value: object) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python may read otherwise one day is no pattern
            re.compile(str(value))
    except (re.error, OverflowError, RecursionError, Warning):
        return False
    return isinstance(value, str)


def _is_quick(pattern: str) -> bool:
    """Say whether a pattern cannot keep the machine busy for long, whatever the cell holds.

    A dataset comes from outside, and ``(a+)+b`` takes years for forty letters. So nothing is repeated
    that repeats, nothing looks around or back, and few repetitions follow one another.
    """
    plain = _CLASS.sub("x", _ESCAPED.sub("x", pattern))
    repeats = _REPEAT.findall(plain)
    return pattern in QUICK or not (_INVOLVED.search(plain) or len(repeats) > MAX_REPEATS or len(pattern) > MAX_PATTERN)
