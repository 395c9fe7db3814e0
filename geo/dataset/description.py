"""What ``datapackage.json`` must say before a table can be read by it.

The description comes from outside as the tables do: a wrong one is reported, not stumbled over.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.dataset.columns import Column

FILE = "datapackage.json"
FOREIGN_KEYS = ("foreignKeys", "atlas:foreignKeys")
"""Frictionless cannot refer to a GeoJSON file; `atlas:foreignKeys` does."""
MAX_RESOURCES, MAX_MEMBERS, MAX_ENUM = 100, 1_000, 1_000
MAX_PATTERN = 200
MAX_REPEATS = 2
LONGEST, LONGEST_INVOLVED = 300, 80
"""Characters of a cell with a pattern, and with one that leaves `MAX_REPEATS` lengths open."""
QUICK = {"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"}
"""A language tag repeats a group, and every repetition begins with a hyphen that the group has nowhere else."""
_ESCAPED = re.compile(r"\\(?![1-9]).", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"[*+?]|\{[0-9]*,")
_INVOLVED = re.compile(r"\)[*+?{]|\(\?|\||\\")


def faults(package: object) -> Iterator[str]:
    """Yield why a description cannot be used; nothing for a sound one."""
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(package, dict) or not isinstance(resources, list) or not resources:
        yield "lists no resources"
        return
    if len(resources) > MAX_RESOURCES or len(package) > MAX_MEMBERS:
        yield f"has more than {MAX_RESOURCES} resources or {MAX_MEMBERS:,} members"
        return
    shapes = [fault for number, resource in enumerate(resources) for fault in _resource_faults(number, resource)]
    yield from shapes
    if not shapes:
        yield from _repeated("resource name", [resource["name"] for resource in resources])
        yield from _repeated("path", [resource["path"] for resource in resources])
        described = {resource["name"]: {*field_names(resource)} for resource in resources}
        for resource in resources:
            yield from _key_faults(resource, described)
        yield from _missing(described)
        if any(resource["name"] == "places" and resource.get("format") != "geojson" for resource in resources):
            yield "the format of 'places' is not geojson"


def left_out(package: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the optional tables that a sound description does not list, with their columns."""
    listed = {resource["name"] for resource in package.get("resources", [])}
    return {table: columns.names(table) for table in columns.OPTIONAL if table not in listed} if listed else {}


def left_empty(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns that the atlas reads of a table and that its sound description may, and does, leave out."""
    return [name for name in columns.names(resource["name"]) if name not in field_names(resource)]


def strict(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the description of a resource with all that the atlas relies on, whether it says so or not."""
    read = {column.name: column for column in columns.columns(resource["name"])}
    schema, known, described = resource["schema"], foreign_keys(resource), field_names(resource)
    fields = [_stricter(field, read[field["name"]]) if field["name"] in read else field for field in schema["fields"]]
    keys = [
        {"fields": one.name, "reference": {"resource": one.table, "fields": "id"}}
        for one in read.values()
        if one.table and one.name in described and (one.name, one.table, "id") not in known
    ]
    return {**resource, "schema": {**schema, "fields": fields, "foreignKeys": [*schema.get("foreignKeys", []), *keys]}}


def _stricter(field: Mapping[str, Any], column: Column) -> dict[str, Any]:
    constraints = {**field.get("constraints", {}), **column.field["constraints"]}
    return {**field, **column.field, "constraints": constraints}


def field_names(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns of a resource in their order."""
    return [field["name"] for field in resource["schema"]["fields"]]


SUBJECT: Final = ("table", "id")
"""Columns by which some tables name records of any other one."""


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
    if len(fields) > columns.MAX:
        yield f"{place} has more than {columns.MAX:,} fields"
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
    elif len(rules.get("enum", ())) > MAX_ENUM:
        yield f"the enum of {field['name']!r} has more than {MAX_ENUM:,} texts; make a table of them and refer to it"
    if "minimum" in rules and type(rules["minimum"]) is not int:
        yield f"the minimum of {field['name']!r} is no whole number"
    if "pattern" in rules:
        yield from (f"the pattern of {field['name']!r} is {fault}" for fault in _pattern_faults(rules["pattern"]))


def _schema_faults(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from _repeated("field", [field["name"] for field in schema["fields"]])
    if "primaryKey" in schema and not _is_key(schema["primaryKey"]):
        yield "primaryKey is no column and no list of columns"
    for word in FOREIGN_KEYS:
        keys = schema.get(word, [])
        if not isinstance(keys, list) or not all(map(_is_foreign_key, keys)):
            yield f"{word} is no list of references from one column to one column"
        elif len(keys) > columns.MAX:
            yield f"{word} has more than {columns.MAX:,} references"


def _key_faults(resource: Mapping[str, Any], described: Mapping[str, set[str]]) -> Iterator[str]:
    own = [(resource["name"], column) for column in names(resource["schema"].get("primaryKey", []))]
    for column, table, target in foreign_keys(resource):
        own += [(resource["name"], column), (table, target)]
    for table, column in own:
        if column not in described.get(table, ()):
            yield f"a key of {resource['name']!r} names {table}.{column}, which is not there"


def _missing(described: Mapping[str, set[str]]) -> Iterator[str]:
    for table in (*columns.NEEDED, *columns.OPTIONAL):
        absent = [name for name in columns.asked(table) if name not in described.get(table, ())]
        if table not in described and table in columns.NEEDED:
            yield f"the table {table!r} is missing"
        elif absent and table in described:
            yield f"the table {table!r} lacks the columns {', '.join(absent)}"


def _repeated(what: str, values: Sequence[str]) -> Iterator[str]:
    yield from (f"the {what} {value!r} stands twice" for value in columns.repeated(values))


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


def _pattern_faults(pattern: object) -> Iterator[str]:
    if isinstance(pattern, str) and len(pattern) > MAX_PATTERN:
        yield f"longer than {MAX_PATTERN} characters"
    elif not isinstance(pattern, str) or not _compiles(pattern):
        yield "no regular expression"
    elif not _is_quick(pattern):
        yield f"too involved: no alternatives, repeat no group, leave at most {MAX_REPEATS} lengths open"


@lru_cache(maxsize=MAX_MEMBERS)
def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python may read otherwise one day is no pattern
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning):
        return False
    return True


def _is_quick(pattern: str) -> bool:
    """Say whether a pattern cannot keep the machine busy for long, whatever the cell holds.

    A dataset comes from outside, and ``(a+)+b`` takes years for forty letters, as does ``(a|a)`` forty times.
    So nothing is repeated that repeats, nothing looks around or back, there are no alternatives, and of
    how many characters a part stands is open in few of them.
    """
    return pattern in QUICK or not (_INVOLVED.search(_outline(pattern)) or _open_lengths(pattern) > MAX_REPEATS)


def longest(pattern: str) -> int:
    """Return how many characters a cell with a pattern may have: to match n with two open lengths takes n squared."""
    return LONGEST if pattern in QUICK or _open_lengths(pattern) < MAX_REPEATS else LONGEST_INVOLVED


@lru_cache(maxsize=MAX_MEMBERS)
def _open_lengths(pattern: str) -> int:
    return len(_REPEAT.findall(_outline(pattern)))


def _outline(pattern: str) -> str:
    """Return a pattern with a letter for each escape and class."""
    return _CLASS.sub("x", _ESCAPED.sub("x", pattern))
