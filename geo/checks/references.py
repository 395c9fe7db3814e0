"""Checks of what records say of one another: nothing is named that is not there, nothing is left unused.

One slip is reported once. A record that many others miss is reported at the first of them; and what was
probably meant by a wrong id counts as named: it is neither without a source nor unused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.dataset import cells, columns, description, kiosks, links, screens, series, translate
from geo.dataset.suggest import Suggester
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.checks.context import CheckContext, Place
    from geo.dataset.screens import Mask
    from geo.model import Atlas

LISTED = 3
"""Further records that miss the same one and are named."""
USED = {
    "places": ("add the events that happened there, say in its note why it is kept, or take it away", ("note",)),
    "sources": ("cite it in {citations} or {figures}, or take it away", ()),
    "persons": ("name the person in {event_persons}, or take them away", ()),
}
"""Tables whose records exist to be named by others: how to mend one that is not, and fields that may say why."""


def check_references(atlas: CheckContext) -> Iterator[Problem]:
    """Every foreign key finds its record, unless the record it means is reported for a fault of its own id."""
    wrong = {name: _faulty_ids(atlas, name) for name in {table for table, _ in atlas.missing.explained}}
    for (table, value), found in atlas.missing.explained.items():
        (name, index, field), *more = found.places
        if found.meant not in wrong[table]:
            why = f"there is no such record in {table}{_also(atlas, more)}"
            yield atlas.problem(name, index, field, value, why, found.fix)
    for (name, field), count in atlas.missing.cells.items():
        why, fix = f"and {count:,} more cells name what is not there", "correct those before it first"
        yield Problem(atlas.path(name), "", field, "", why, fix, count=count)


def _also(atlas: CheckContext, places: Sequence[Place]) -> str:
    """Return who else misses a record: the first of them, and how many more."""
    named = "; ".join(f"{atlas.path(table)}:{atlas.record(table, at)}:{field}" for table, at, field in places[:LISTED])
    rest = f" and {len(places) - LISTED} more" if len(places) > LISTED else ""
    return f" (also missed by {named}{rest})" if places else ""


def _faulty_ids(atlas: CheckContext, name: str) -> set[str]:
    """Return the ids of a table that `check_values` tells."""
    for resource, table in atlas.resources():
        for field in resource["schema"]["fields"]:
            if resource["name"] == name and field["name"] == "id":
                is_sound = cells.soundness(field)
                return {value for value in set(table["id"].tolist()) if value and not is_sound(value)}
    return set()


def check_coverage(atlas: CheckContext) -> Iterator[Problem]:
    """Every stretch of coverage is of an organization or a family: a key to either, which no schema expresses."""
    known = dict.fromkeys(sorted({*atlas["organizations"]["id"], *atlas["families"]["id"]} - {""}))
    lost = {*atlas.incomplete.get("organizations", ()), *atlas.incomplete.get("families", ())}
    suggest = Suggester(known)
    wrong = _faulty_ids(atlas, "organizations") | _faulty_ids(atlas, "families")
    for index, value in atlas["coverage"]["organization_id"].items():
        if value and value not in known and value not in lost and suggest.nearest(value) not in wrong:
            why = "there is no such organization or family"
            yield atlas.problem("coverage", index, "organization_id", value, why, suggest(value))


def check_sources(atlas: CheckContext) -> Iterator[Problem]:
    """Every event has at least one source."""
    suspect = atlas.screen(~_used(atlas, "events", [("citations", "event_id")]))
    if not suspect.any():
        return
    cited = _ids(atlas, [("citations", "event_id")]) | {""}
    bare = [row for row in atlas.suspects(atlas.events, suspect, "id") if row[1] not in cited]
    meant = _meant(atlas, "events") if bare else set()
    fix = f"add a row to {atlas.path('citations')}"
    for index, event_id in bare:
        if event_id not in meant:
            yield atlas.problem("events", index, "id", event_id, "has no source", fix)


def check_unused(atlas: CheckContext) -> Iterator[Problem]:
    """Places, sources and persons are named by something (a warning); a place may say in its note why it is kept."""
    named = _named(atlas)
    for resource, table in atlas.resources():
        name = resource["name"]
        if name not in USED or name not in named:
            continue
        advice, reason = USED[name]
        fix = advice.format_map({other: atlas.path(other) for other in (*columns.NEEDED, *columns.OPTIONAL)})
        kept = atlas.files.get(kiosks.FILE, b"").decode("utf-8", "replace")
        suspect = atlas.screen(~(_used(atlas, name, named[name]) | screens.given(table, *reason)))
        if not suspect.any():
            continue
        ids = _ids(atlas, named[name]) | {""}
        unused = [
            (index, value)
            for index, value, *reasons in atlas.suspects(table, suspect, "id", *reason)
            if value not in ids and f'"{value}"' not in kept and not any(reasons)
        ]
        meant = _meant(atlas, name) if unused else set()
        for index, value in unused:
            if value not in meant:
                yield atlas.problem(name, index, "id", value, "is not named by any other record", fix, warning=True)


def _named(atlas: Atlas) -> Mapping[str, list[tuple[str, str]]]:
    """Return where the records of each of `USED` are named, without those that one unread table may name."""
    named: dict[str, list[tuple[str, str]]] = {}
    unknown = set()
    for resource in atlas.package.get("resources", []):
        for field, other, _ in description.foreign_keys(resource):
            if resource["name"] not in atlas.tables:
                unknown.add(other)
            elif other in USED:
                named.setdefault(other, []).append((resource["name"], field))
    return {table: places for table, places in named.items() if table not in unknown}


def _ids(atlas: Atlas, named: Sequence[tuple[str, str]]) -> set[str]:
    """Return what stands in some columns of tables, or may have stood in records that were lost."""
    found = (one for name, field in named for one in screens.distinct(atlas[name], field))
    return {*found, *(one for name, _ in named for one in atlas.incomplete.get(name, ()))}


def _used(atlas: CheckContext, other: str, named: Sequence[tuple[str, str]]) -> Mask:
    """Say of each record of a table whether it is named in some columns of others; of equal ids the first is."""
    found = np.zeros(len(atlas[other]) + 1, dtype=bool)
    for name, field in named:
        found[atlas.positions(name, field, other)] = True
    return found[: screens.NOWHERE]


def _meant(atlas: CheckContext, table: str) -> set[str]:
    """Return the ids of a table that wrong references probably mean; any of them when too many are wrong to tell."""
    found = atlas.missing.meant(table)
    return {*(atlas[table]["id"].tolist() if found is None else found)}


def check_texts(atlas: CheckContext) -> Iterator[Problem]:
    """Every translation belongs to a text that exists."""
    rows = atlas[translate.TEXTS][atlas.screen(translate.doubtful(atlas))]
    yield from _reported_once(atlas, translate.TEXTS, list(translate.faults(atlas, rows)))


def check_linked(atlas: CheckContext) -> Iterator[Problem]:
    """Every link to an outside catalogue is of a record that exists."""
    yield from _of_no_record(atlas, links.LINKS, links.OF)


def check_subjects(atlas: CheckContext) -> Iterator[Problem]:
    """Every number by date is of a record that exists."""
    yield from _of_no_record(atlas, series.SERIES, series.OF)


def _of_no_record(atlas: CheckContext, name: str, of: Sequence[str]) -> Iterator[Problem]:
    rows = atlas[name][atlas.screen(translate.of_no_record(atlas, name, of))]
    yield from _reported_once(atlas, name, list(translate.subject_faults(atlas, rows, of)))


def _reported_once(
    atlas: CheckContext, name: str, wrong: Sequence[tuple[str, str, str, str, str]]
) -> Iterator[Problem]:
    """Yield the faults of a table that names records by table and id; what is reported elsewhere is left out."""
    if not wrong:
        return
    names = {index: (table, key) for index, table, key in cells.rows(atlas[name], "table", "id")}
    gone = atlas.missing
    renamed = {table: _Renamed(atlas, table) for table in {names[one[0]][0] for one in wrong} & atlas.tables.keys()}
    reported: set[tuple[str, str]] = set()
    for index, field, *parts in wrong:
        table, key = names[index]
        if field == "id" and table in atlas.tables:
            keys = {key, *key.split("/")}
            follows = keys & atlas.incomplete.get(table, set()) or any((table, one) in gone for one in keys)
            if (table, key) in reported or follows or renamed[table].probably(key):
                continue
            reported.add((table, key))
        yield atlas.problem(name, index, field, *parts)


class _Renamed:
    """Knows whether a key was probably that of a record of which a part is reported for a fault of its own."""

    def __init__(self, atlas: CheckContext, table: str) -> None:
        schema: Mapping[str, Any] = next((one["schema"] for one, _ in atlas.resources() if one["name"] == table), {})
        fields = {field["name"]: field for field in schema.get("fields", [])}
        self._key = [fields[name] for name in description.names(schema.get("primaryKey", []))]
        self._suggest = Suggester([one for one in translate.records(atlas, table) if one])

    def probably(self, key: str) -> bool:
        """Say so of one key."""
        parts = self._suggest.nearest(key).split("/")
        return any(any(cells.faults(field, part)) for field, part in zip(self._key, parts, strict=False) if part)
