"""What changed from version to version of a dataset, and why: ``changes.csv``, its changelog.

A row is of a record, by its table and id; one without an id is of a whole table. `field` is what changed in it: a
column, or the table of what is said of it (the figures of an event); "" is all of it. Only what changed for a reason
that somebody knows has a row: `geo.dataset.differences` tells everything, and gives the reasons that stand here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geo.dataset import cells, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Atlas

Row = dict[str, str]
TABLE: Final = "changes"
CORRECTED, ADDED, REMOVED = WHAT = ("corrected", "added", "removed")
"""What happened to a record."""
BESIDE: Final = (TABLE, "texts", "links", "series")
"""Tables whose records have no id of their own: they are said of those of others."""
VERSION: Final = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?", re.ASCII
)
"""Of a version as https://semver.org has it."""


def order(version: str) -> tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]:
    """Return by what versions are sorted, the earliest first; what is no semantic version comes before all.

    >>> sorted(["1.10.0", "1.9.0", "1.10.0-rc.1", "spring"], key=order)
    ['spring', '1.9.0', '1.10.0-rc.1', '1.10.0']
    """
    found = VERSION.fullmatch(version)
    if not found:
        return -1, 0, 0, False, ((True, 0, version),)
    major, minor, patch, before = found.groups()
    parts = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in (before or "").split("."))
    return int(major), int(minor), int(patch), not before, parts


def owners(atlas: Atlas) -> list[str]:
    """Return the tables whose records may be named: those with an id of their own."""
    return [name for name, table in atlas.tables.items() if "id" in table and name not in BESIDE]


def rows(atlas: Atlas) -> list[Row]:
    """Return the changes, the newest version first and in it in the order of the file.

    Each has also `key`, by which `texts` knows its reason.
    """
    if TABLE not in atlas.tables or atlas[TABLE].empty:
        return []
    found = [{**row, "key": key} for row, key in zip(atlas.rows(TABLE), translate.records(atlas, TABLE), strict=True)]
    return sorted(found, key=lambda row: order(row["version"]), reverse=True)


def of_records(atlas: Atlas, table: str) -> dict[str, list[Row]]:
    """Return the changes of each record of a table that has any, as `rows` does."""
    return cells.grouped((row["id"], row) for row in rows(atlas) if row["table"] == table and row["id"])


def stated(atlas: Atlas) -> str:
    """Return the version that the editors of a dataset gave it; "" when they gave none."""
    return str(atlas.package.get("version") or "")


class Reasons:
    """Why something changed, as far as some changes tell."""

    def __init__(self, changes: Iterable[Mapping[str, str]]) -> None:
        self._found: dict[tuple[str, str, str], list[Mapping[str, str]]] = {}
        for row in changes:
            self._found.setdefault((row["table"], row["id"], row["field"]), []).append(row)

    def of(
        self, table: str, key: str, field: str, subjects: Iterable[tuple[str, str]], *, both: bool = True
    ) -> list[Mapping[str, str]]:
        """Return the rows that tell why a cell changed; those that tell it most closely, none where none does.

        Parameters
        ----------
        table, key, field
            Where the cell stands; the key of a record without an id is that of nothing.
        subjects
            The records of other tables that its record is said of, each a table and an id.
        both
            Whether both versions have the record: what is said of a whole table is said of no new one.
        """
        asked = [(table, key, field), (table, key, ""), *((of, one, table) for of, one in subjects)]
        asked += [(table, "", field), (table, "", "")] if both else []
        return next((self._found[one] for one in asked if one in self._found), [])
