"""Checks of what records say of one another: nothing is named that is not there, nothing is left unused.

One slip is told once. A record that many others miss is told at the first of them; and what was
probably meant by a wrong id counts as named: it is neither without a source nor unused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.checks.records import record, resources
from geo.dataset import cells, description, kiosks, translate
from geo.dataset.suggest import ASKED, Suggester
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Self

LISTED = 3
"""Further records that miss the same one and are named."""
USED = {
    "places": ("add the events that happened there, say in its note why it is kept, or take it away", ("note",)),
    "sources": ("cite it in citations.csv or figures.csv, or take it away", ()),
    "persons": ("name the person in event_persons.csv, or take them away", ()),
}
"""Tables whose records exist to be named by others: how to mend one that is not, and fields that may say why."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that others name and that is not there: who names it, and what was probably meant."""

    places: tuple[tuple[str, str, str], ...]
    meant: str
    fix: str


class Examined(Atlas):
    """A dataset while it is checked: its description made `strict`, and what several checks ask found once."""

    @classmethod
    def of(cls, atlas: Atlas) -> Self:
        """Return a dataset as the checks want it."""
        described = {**atlas.package, "resources": [*map(description.strict, atlas.package.get("resources", []))]}
        return cls(described, atlas.tables, atlas.version, atlas.incomplete, atlas.files)

    @cached_property
    def missing(self) -> Mapping[tuple[str, str], Missing]:
        """What foreign keys do not find; see `missing`."""
        return missing(self)


def missing(atlas: Atlas) -> dict[tuple[str, str], Missing]:
    """Return by table and value what foreign keys do not find; what may stand in a lost record is left out."""
    places: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    known: dict[str, dict[str, None]] = {}
    for resource, table in resources(atlas):
        for field, other, target in description.foreign_keys(resource):
            if other not in atlas.tables:
                continue
            if other not in known:
                known[other] = dict.fromkeys(atlas[other][target].tolist())
            there = known[other]
            for index, value in cells.rows(table, field):
                if value and value not in there and value not in atlas.incomplete.get(other, ()):
                    place = (resource["path"], record(table, index), field)
                    places.setdefault((other, value), []).append(place)
    suggest = {table: Suggester([value for value in there if value]) for table, there in known.items()}
    return {
        (table, value): Missing(tuple(found), suggest[table].nearest(value), suggest[table](value))
        for (table, value), found in places.items()
    }


def check_references(atlas: Examined) -> Iterator[Problem]:
    """Every foreign key finds its record, unless the record it means is told for a fault of its own id."""
    wrong = {name: _faulty_ids(atlas, name) for name in atlas.tables}
    for (table, value), found in atlas.missing.items():
        if found.meant not in wrong[table]:
            (path, place, field), *more = found.places
            named = "; ".join(":".join(one) for one in more[:LISTED])
            rest = f" and {len(more) - LISTED} more" if len(more) > LISTED else ""
            also = f" (also missed by {named}{rest})" if more else ""
            yield Problem(path, place, field, value, f"there is no such record in {table}{also}", found.fix)


def _faulty_ids(atlas: Atlas, name: str) -> set[str]:
    """Return the ids of a table that `check_values` tells."""
    for resource, table in resources(atlas):
        for field in resource["schema"]["fields"]:
            if resource["name"] == name and field["name"] == "id":
                return {value for value in table["id"].unique().tolist() if value and any(cells.faults(field, value))}
    return set()


def check_coverage(atlas: Atlas) -> Iterator[Problem]:
    """Every stretch of coverage is of an organization or a family: a key to either, which no schema expresses."""
    known = dict.fromkeys(sorted({*atlas["organizations"]["id"], *atlas["families"]["id"]} - {""}))
    lost = {*atlas.incomplete.get("organizations", ()), *atlas.incomplete.get("families", ())}
    suggest = Suggester(known)
    wrong = _faulty_ids(atlas, "organizations") | _faulty_ids(atlas, "families")
    for index, value in atlas["coverage"]["organization_id"].items():
        if value and value not in known and value not in lost and suggest.nearest(value) not in wrong:
            why = "there is no such organization or family"
            yield Problem("coverage.csv", str(index), "organization_id", value, why, suggest(value))


def check_sources(atlas: Examined) -> Iterator[Problem]:
    """Every event has at least one source."""
    cited = {*atlas["citations"]["event_id"].tolist(), *atlas.incomplete.get("citations", ()), ""}
    bare = [(index, event_id) for index, event_id in cells.rows(atlas.events, "id") if event_id not in cited]
    meant = _meant(atlas, "events") if bare else set()
    for index, event_id in bare:
        if event_id not in meant:
            yield Problem("events.csv", index, "id", event_id, "has no source", "add a row to citations.csv")


def check_unused(atlas: Examined) -> Iterator[Problem]:
    """Places, sources and persons are named by something (a warning); a place may say in its note why it is kept."""
    named = _named(atlas)
    for resource, table in resources(atlas):
        name = resource["name"]
        if name not in USED or name not in named:
            continue
        fix, reason = USED[name]
        kept = atlas.files.get(kiosks.FILE, b"").decode("utf-8", "replace")
        unused = [
            (index, value)
            for index, value, *reasons in cells.rows(table, "id", *reason)
            if value and value not in named[name] and f'"{value}"' not in kept and not any(reasons)
        ]
        meant = _meant(atlas, name) if unused else set()
        for index, value in unused:
            if value not in meant:
                place, why = record(table, index), "is not named by any other record"
                yield Problem(resource["path"], place, "id", value, why, fix, warning=True)


def _named(atlas: Atlas) -> Mapping[str, set[str]]:
    """Return for each table the ids by which others name it, without tables that one unread table may name."""
    named: dict[str, set[str]] = {}
    unknown = set()
    for resource in atlas.package.get("resources", []):
        for field, other, _ in description.foreign_keys(resource):
            if resource["name"] not in atlas.tables:
                unknown.add(other)
                continue
            named.setdefault(other, set()).update(atlas[resource["name"]][field].tolist())
            named[other].update(atlas.incomplete.get(resource["name"], ()))
    return {table: ids for table, ids in named.items() if table not in unknown}


def _meant(atlas: Examined, table: str) -> set[str]:
    """Return the ids of a table that wrong references probably mean; any of them when too many are wrong to tell."""
    found = [one.meant for (other, _), one in atlas.missing.items() if other == table]
    return {*(found if len(found) <= ASKED else atlas[table]["id"].tolist())}


def check_texts(atlas: Examined) -> Iterator[Problem]:
    """Every translation belongs to a text that exists; what is told elsewhere is not told again."""
    texts, path = atlas[translate.TEXTS], _path(atlas, translate.TEXTS)
    names = {index: (table, key) for index, table, key in cells.rows(texts, "table", "id")}
    wrong = list(translate.check(atlas))
    gone = atlas.missing if wrong else {}
    renamed = {table: _Renamed(atlas, table) for table in {names[one.record][0] for one in wrong} & atlas.tables.keys()}
    told: set[tuple[str, str]] = set()
    for problem in wrong:
        table, key = names[problem.record]
        if problem.field == "id" and table in atlas.tables:
            parts = {key, *key.split("/")}
            follows = parts & atlas.incomplete.get(table, set()) or any((table, part) in gone for part in parts)
            if (table, key) in told or follows or renamed[table].probably(key):
                continue
            told.add((table, key))
        yield replace(problem, file=path)


class _Renamed:
    """Knows whether a key was probably that of a record of which a part is told for a fault of its own."""

    def __init__(self, atlas: Atlas, table: str) -> None:
        schema: Mapping[str, Any] = next((one["schema"] for one, _ in resources(atlas) if one["name"] == table), {})
        fields = {field["name"]: field for field in schema.get("fields", [])}
        self._key = [fields[name] for name in description.names(schema.get("primaryKey", []))]
        self._suggest = Suggester([one for one in translate.records(atlas, table) if one])

    def probably(self, key: str) -> bool:
        """Say so of one key."""
        parts = self._suggest.nearest(key).split("/")
        return any(any(cells.faults(field, part)) for field, part in zip(self._key, parts, strict=False) if part)


def _path(atlas: Atlas, table: str) -> str:
    return next((str(one["path"]) for one, _ in resources(atlas) if one["name"] == table), f"{table}.csv")
