"""Checks of the changelog: each row is of a version that there is, and of a record that there is or was."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo import dates
from geo.dataset import cells, changes, description

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem


def check_versions(atlas: CheckContext) -> Iterator[Problem]:
    """Every version is a semantic one and no later than that of the dataset, and every date a day."""
    own = changes.stated(atlas)
    for index, version, date in cells.rows(atlas[changes.TABLE], "version", "date"):
        if version and not changes.VERSION.fullmatch(version):
            why, fix = "is no semantic version", "write it as 1.2.0, see https://semver.org"
            yield atlas.problem(changes.TABLE, index, "version", version, why, fix)
        elif version and changes.order(version) > changes.order(own):
            why = f"is later than the version of the dataset, {own or 'which has none'}"
            fix = f"raise the version in {description.FILE}"
            yield atlas.problem(changes.TABLE, index, "version", version, why, fix)
        found = dates.try_parse(date)
        if found and (not found.earliest_start or found.earliest_start != found.latest_end):
            fix = "give the day on which it was changed"
            yield atlas.problem(changes.TABLE, index, "date", date, "is no day", fix)


def check_changed(atlas: CheckContext) -> Iterator[Problem]:
    """Every row names a table, a record of it that there is (or is no more), and something that is said of it."""
    owners = changes.owners(atlas)
    fields = cache(lambda name: _fields(atlas, name))
    ids = cache(lambda name: frozenset(atlas[name]["id"].tolist()))
    lost = {resource["name"] for resource in atlas.package.get("resources", [])} - atlas.tables.keys()
    rows = cells.rows(atlas[changes.TABLE], "table", "id", "field", "what")
    for index, table, key, field, what in rows:
        if table in lost or key in atlas.incomplete.get(table, ()):
            continue  # what it is about could not be read, which is told already
        known = owners if key else [*atlas.tables]
        if table and table not in known:
            why, fix = "has no records of that kind", cells.suggest(table, known)
            yield atlas.problem(changes.TABLE, index, "table", table, why, fix)
        elif table and key and (key in ids(table)) == (what == changes.REMOVED):
            why = f"is still in {table}" if key in ids(table) else f"there is no such record in {table}"
            fix = "write 'removed' of records that are gone, and of no others"
            yield atlas.problem(changes.TABLE, index, "id", key, why, fix)
        elif table and field and field not in fields(table) and field not in lost:
            why, fix = (
                f"is no column of {table}, and no table of what is said of it",
                cells.suggest(field, fields(table)),
            )
            yield atlas.problem(changes.TABLE, index, "field", field, why, fix)


def _fields(atlas: CheckContext, name: str) -> list[str]:
    """Return the columns of a table, and the tables whose records are said of those of it."""
    said = [
        resource["name"]
        for resource, table in atlas.resources()
        if {*description.SUBJECT} <= {*table.columns}
        or any(other == name for _, other, _ in description.foreign_keys(resource))
    ]
    return [*map(str, atlas[name].columns), *said]
