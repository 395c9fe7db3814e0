"""Several datasets as one: what the members of a consortium keep apart, and publish together.

They are put together before they are stored. Numbers of events, positions of places and words, and counts are those of
a whole, and would have to be worked out at each opening if stored parts were read side by side. Every member keeps a
dataset, or a folder that ``geo load`` made of it, and any of them may be replaced before the whole is made anew.

An event belongs to one member: ids of events must differ. Whatever else has the same key in two datasets, such as a
place or a body, must be the same record, and then is one; where it is not, both are told.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from geo.checks.validate import validate
from geo.dataset import basemap, changes, description, media, settings, translate
from geo.dataset.problems import Problems
from geo.engine.owners import EVENTS
from geo.errors import DataError
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


Member = tuple[str, Atlas]
"""What a dataset is called in messages, and the dataset."""
SHAPE: Final = "geometry"
MEMBERS: Final = "atlas:members"
"""Of the description: of which datasets it was made, with title, version and how many events each has."""
LISTED: Final = ("contributors", "sources", "keywords")
"""Of the description: of all members, each once."""
DIGITS: Final = 12
"""Of a version."""


def merged(members: Sequence[Member], title: str, progress: Callable[[str], None] = lambda _: None) -> Atlas:
    """Return one dataset of several that passed their checks, in their order; what describes them is of the first.

    Raises
    ------
    DataError
        With every record that two of them say differently, and with all that is wrong with the whole.
    """
    problems = Problems()
    for problem in _licences(members):
        problems.append(problem)
    tables = {name: _table(name, members, problems) for name in _names(members)}
    files = _files(members, problems)
    if len(problems):
        raise DataError(problems.listed())
    digest = hashlib.sha256("\0".join(atlas.version for _, atlas in members).encode())
    made = Atlas(_package(members, title, tables), tables, digest.hexdigest()[:DIGITS], files=files)
    if errors := [one for one in validate(made, progress) if not one.warning]:
        raise DataError(errors)
    return made


def _names(members: Sequence[Member]) -> list[str]:
    return [*dict.fromkeys(name for _, atlas in members for name in atlas.tables)]


def _table(name: str, members: Sequence[Member], problems: Problems) -> pd.DataFrame:
    """Return a table with the records of all members, those of a key once."""
    own = [(called, atlas[name], atlas.path(name)) for called, atlas in members if name in atlas.tables]
    columns = [*dict.fromkeys(column for _, table, _ in own for column in table.columns)]
    frames = [_whole(table, columns).assign(**{_OF: at}) for at, (_, table, _) in enumerate(own)]
    every = pd.concat(frames, ignore_index=True)
    if name == translate.TEXTS:  # the whole has another title and description
        every = every[every["table"] != translate.DATASET]
    if name == changes.TABLE and not _version(members):  # corrections are those of a version
        every = every[:0]
    key = _key(name, members, columns)
    same = every.drop_duplicates([*columns[: columns.index(SHAPE)], _SHAPE] if SHAPE in columns else columns)
    again = every if name == EVENTS else same
    for problem in _differing(again[again.duplicated(key, keep=False)], key, own):
        problems.append(problem)
    kept = same[columns].reset_index(drop=True)
    return gpd.GeoDataFrame(kept, geometry=SHAPE, crs="EPSG:4326") if SHAPE in columns else kept


_OF, _SHAPE = "atlas:of", "atlas:shape"
"""Columns beside those of a table: from which member a record is, and its geometry as text."""


def _whole(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return a table with all columns, those that it has not itself empty; of places with the shapes as text, too."""
    found = pd.DataFrame(table).assign(**{column: "" for column in columns if column not in table})
    if SHAPE in columns:
        found[_SHAPE] = ["" if shape is None else shape.wkb_hex for shape in table[SHAPE]]
    return found[[*columns, *([_SHAPE] if SHAPE in columns else [])]]


def _key(name: str, members: Sequence[Member], columns: Sequence[str]) -> list[str]:
    """Return the columns by which a record is known: its primary key, else its id, else all."""
    keys = [one["schema"]["primaryKey"] for one in _described(name, members) if "primaryKey" in one["schema"]]
    if keys:
        return description.names(keys[0])
    return ["id"] if "id" in columns and "table" not in columns else [one for one in columns if one != SHAPE]


def _differing(
    rows: pd.DataFrame, key: Sequence[str], own: Sequence[tuple[str, pd.DataFrame, str]]
) -> Iterator[Problem]:
    """Yield each record that has the key of one of another member: what differs, or that it is there twice."""
    for _, same in rows.groupby([*key], sort=False):
        first, *others = same.to_dict("records")
        theirs, _, _ = own[first[_OF]]
        for other in others:
            called, _, path = own[other[_OF]]
            where = f"{called}/{path}", " ".join(str(other[column]) for column in key)
            columns = [one for one in same.columns if one not in (_OF, SHAPE) and other[one] != first[one]]
            for column in columns:
                why = f"is {first[column]!r} in {theirs}" if column != _SHAPE else f"is another one in {theirs}"
                value = "" if column == _SHAPE else str(other[column])
                fix = f"use another id, or say the same as {theirs}"
                yield Problem(*where, SHAPE if column == _SHAPE else str(column), value, why, fix)
            if not columns:
                yield Problem(*where, "", "", f"is in {theirs}, too", "leave it out of one of them, or use another id")


def _files(members: Sequence[Member], problems: Problems) -> dict[str, bytes]:
    """Return the basemap of the first member that has one, and all pictures, whose names must differ."""
    found: dict[str, tuple[str, bytes]] = {}
    for called, atlas in members:
        for name, content in atlas.files.items():
            folder = name.partition("/")[0]
            if folder not in (media.FOLDER, basemap.FOLDER):
                continue  # what a README, kiosks or stories say, they say of their own dataset
            theirs, known = found.setdefault(name, (called, content))
            if folder == media.FOLDER and known != content:
                problems.append(
                    Problem(f"{called}/{name}", "", "", "", f"is another picture in {theirs}", "give it another name")
                )
    return {name: content for name, (_, content) in found.items()}


def _licences(members: Sequence[Member]) -> Iterator[Problem]:
    """Yield each member that may be used otherwise than the first: a page tells one licence."""
    (first, of), *others = [(called, atlas.package.get("licenses")) for called, atlas in members]
    for called, licences in others:
        if licences != of:
            why = f"is another than in {first}, and the whole can have only one"
            yield Problem(f"{called}/{description.FILE}", "", "licenses", "", why, "agree on one licence")


def _package(members: Sequence[Member], title: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    first = members[0][1].package
    told = [
        {"title": str(atlas.package.get("title", called)), "version": atlas.edition, "events": len(atlas.events)}
        for called, atlas in members
    ]
    parts = "; ".join(f"{one['title']}, {one['version']}: {one['events']}" for one in told)
    listed = {name: _each_once(atlas.package.get(name, []) for _, atlas in members) for name in LISTED}
    found = {name: value for name, value in first.items() if name not in ("version", "homepage", "id")}
    found |= {"version": version} if (version := _version(members)) else {}
    resources = [_resource(name, members, tables[name]) for name in tables if _described(name, members)]
    said = {"title": title, "description": f"{title} ({parts}).", "resources": resources, MEMBERS: told}
    return {**found, **{name: values for name, values in listed.items() if values}, **said, **_spanning(members)}


def _version(members: Sequence[Member]) -> str:
    """Return the version that all members have; "" for several, or none."""
    every = {str(atlas.package.get("version", "")) for _, atlas in members}
    return every.pop() if len(every) == 1 else ""


def _each_once(lists: Iterator[list[Any]]) -> list[Any]:
    found: list[Any] = []
    for one in (one for some in lists for one in some):
        found += [] if one in found else [one]
    return found


def _described(name: str, members: Sequence[Member]) -> list[Mapping[str, Any]]:
    return [one for _, atlas in members for one in atlas.package["resources"] if one["name"] == name]


def _resource(name: str, members: Sequence[Member], table: pd.DataFrame) -> dict[str, Any]:
    """Return the description of a table: that of the first who has it, with the fields of all."""
    every = _described(name, members)
    fields = {field["name"]: field for one in reversed(every) for field in one["schema"]["fields"]}
    named = [column for column in (*table.columns, SHAPE) if column in fields]
    schema = {**every[0]["schema"], "fields": [fields[column] for column in dict.fromkeys(named)]}
    return {**every[0], "schema": schema}


def _spanning(members: Sequence[Member]) -> dict[str, Any]:
    """Return the axis and the languages of all, where any member says its own; else they follow from the events."""
    of = [settings.of(atlas) for _, atlas in members]
    found: dict[str, Any] = {}
    if any("atlas:axis" in atlas.package for _, atlas in members):
        found["atlas:axis"] = [min(one.axis[0] for one in of), max(one.axis[1] for one in of)]
    if any("atlas:languages" in atlas.package for _, atlas in members):
        found["atlas:languages"] = [*dict.fromkeys(lang for one in of for lang in one.languages)]
    return found
