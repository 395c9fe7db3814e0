"""Every record and cell in which two versions of a dataset differ, with the reason where the newer one gives it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely

from geo.dataset import changes, description
from geo.dataset.translate import DATASET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from geo.model import Atlas

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
FILES: Final = "files"
"""Stands for what a dataset has beside its tables, of which only the SHA-256 is told."""
GEOMETRY: Final = "geometry"
DIGITS: Final = 9
"""Of a degree, behind the point: more than any dataset has."""
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs.

    Attributes
    ----------
    table, id, field
        Where it stands. `id` is what `texts` would call the record: its id, or the cells of its key with / between.
    what
        Whether the record is in the newer version only, in the older one only, or in both.
    old, new
        What stood there and what stands there, as written; "" for nothing.
    reason
        Why, in the words of the newer version; "" where it does not say.
    """

    table: str
    id: str
    field: str
    what: str
    old: str
    new: str
    reason: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return it in types that JSON and CSV know."""
        return asdict(self)


def differences(old: Atlas, new: Atlas) -> Iterator[Difference]:
    """Yield what differs between two versions: the description, tables in the order of the newer one, files.

    In each table come the records of the newer version in their order, then those that it has no more. A record whose
    key has changed is another one: the old one is gone and the new one is there.
    """
    given = {tuple(row.items()) for row in _changelog(old)}
    reasons = changes.Reasons(row for row in _changelog(new) if tuple(row.items()) not in given)
    yield from _of_table(DATASET, _described(old), _described(new), reasons, {})
    for name in dict.fromkeys([*new.tables, *old.tables]):
        if name != changes.TABLE:
            key = _key(new, name) or _key(old, name)
            subjects = _subjects(new if name in new.tables else old, name)
            yield from _of_table(name, _records(old, name, key), _records(new, name, key), reasons, subjects)
    yield from _of_table(FILES, _beside(old), _beside(new), reasons, {})


def _of_table(
    name: str,
    old: Mapping[str, Cells],
    new: Mapping[str, Cells],
    reasons: changes.Reasons,
    subjects: Mapping[str, str],
) -> Iterator[Difference]:
    """Yield what differs in a table; `subjects` are its columns that name records of others, and which table each."""
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key, {}), new.get(key, {})
        if before == after:
            continue
        what = ADDED if key not in old else REMOVED if key not in new else CHANGED
        record = after or before
        of = [(record[to] if to == description.SUBJECT[0] else to, record[column]) for column, to in subjects.items()]
        for field in dict.fromkeys([*after, *before]):
            was, now = before.get(field, ""), after.get(field, "")
            if was != now:
                rows = reasons.of(name, key, field, of, both=what == CHANGED)
                why = " ".join(dict.fromkeys(row["reason"] for row in rows))
                yield Difference(name, key, field, what, was, now, why)


def _changelog(atlas: Atlas) -> list[Cells]:
    return atlas.rows(changes.TABLE) if changes.TABLE in atlas.tables else []


def _resource(atlas: Atlas, name: str) -> Mapping[str, Any]:
    listed: Sequence[Mapping[str, Any]] = atlas.package.get("resources", [])
    return next((one for one in listed if one["name"] == name), {})


def _key(atlas: Atlas, name: str) -> list[str]:
    """Return the columns that tell records of a table apart; all of one whose description names none."""
    resource = _resource(atlas, name)
    return (
        description.names(resource["schema"].get("primaryKey") or description.field_names(resource)) if resource else []
    )


def _subjects(atlas: Atlas, name: str) -> dict[str, str]:
    """Return the columns by which records of a table are said of those of others, and which table that is."""
    resource = _resource(atlas, name)
    named = {column: of for column, of, _ in description.foreign_keys(resource)} if resource else {}
    if name in atlas.tables and {*description.SUBJECT} <= {*atlas[name].columns}:
        named |= {description.SUBJECT[1]: description.SUBJECT[0]}
    return named


def _records(atlas: Atlas, name: str, key: Sequence[str]) -> dict[str, Cells]:
    """Return the records of a table by their key, in order; of equal keys the second gets a number."""
    if name not in atlas.tables:
        return {}
    table = atlas[name]
    columns = [str(column) for column in table.columns]
    texts = [_texts(table[column]) for column in columns]
    parts = [texts[columns.index(column)] for column in key if column in columns] or texts
    found: dict[str, Cells] = {}
    for named, row in zip(map("/".join, zip(*parts, strict=True)), zip(*texts, strict=True), strict=True):
        own, number = named, 1
        while own in found:
            number += 1
            own = f"{named} ({number})"
        found[own] = dict(zip(columns, row, strict=True))
    return found


def _texts(column: pd.Series[Any]) -> list[str]:
    if column.name == GEOMETRY:
        return ["" if shape is None else shapely.to_wkt(shape, rounding_precision=DIGITS) for shape in column]
    return list(map(str, column.tolist()))


def _described(atlas: Atlas) -> dict[str, Cells]:
    """Return what the description says: of the dataset, of each table, and of each of their columns."""
    found = {str(atlas.package.get("name", "")): _members(atlas.package, "resources")}
    for resource in atlas.package.get("resources", []):
        found[resource["name"]] = _members(resource, "schema") | _members(resource["schema"], "fields")
        found |= {f"{resource['name']}/{one['name']}": _members(one) for one in resource["schema"]["fields"]}
    return found


def _members(part: Mapping[str, Any], without: str = "") -> Cells:
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
        for name, value in part.items()
        if name != without
    }


def _beside(atlas: Atlas) -> dict[str, Cells]:
    return {name: {"sha256": hashlib.sha256(content).hexdigest()} for name, content in sorted(atlas.files.items())}
