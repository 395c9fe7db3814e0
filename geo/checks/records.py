"""Checks of single records: what a cell may hold, and that no record stands twice."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.checks.context import EXPLAINED
from geo.dataset import cells, description, screens
from geo.model import Problem

SMALL = 2_000
"""Records of a table whose cells are sooner looked at one by one than by column."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.checks.context import CheckContext


def check_values(atlas: CheckContext) -> Iterator[Problem]:
    """Every cell obeys the type and constraints of its field."""
    for resource, table in atlas.resources():
        for field in resource["schema"]["fields"] if len(table) else ():
            if atlas.screened and len(table) > SMALL and not screens.suspected(table, field):
                continue
            is_sound = cells.soundness(field)
            wrong = {value for value in set(table[field["name"]].tolist()) if not is_sound(value)}
            if wrong:
                yield from _explained(atlas, resource["name"], field, wrong)


def _explained(atlas: CheckContext, table: str, field: Mapping[str, Any], wrong: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the first of the wrong cells of a column, and how many more there are."""
    name, suggest = field["name"], cells.suggester(field)
    places = ((index, value) for index, value in cells.rows(atlas[table], name) if value in wrong)
    for index, value in islice(places, EXPLAINED):
        for why, fix in cells.faults(field, value, suggest):
            yield atlas.problem(table, index, name, value, why, fix)
    if (more := sum(map(wrong.__contains__, atlas[table][name].tolist())) - EXPLAINED) > 0:
        why, fix = f"and {more:,} more cells of this column are wrong", "correct those before it first"
        yield Problem(atlas.path(table), "", name, "", why, fix, count=more)


def check_keys(atlas: CheckContext) -> Iterator[Problem]:
    """No two records share a primary key or a unique cell, and no row stands twice."""
    for resource, table in atlas.resources():
        fields = resource["schema"]["fields"]
        key = description.names(resource["schema"].get("primaryKey", [field["name"] for field in fields]))
        unique = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
        for columns in [key, *(one for one in unique if one != key)] if len(table) > 1 else ():
            if not atlas.screened or screens.repeated(_numbered(atlas, resource, name) for name in columns):
                yield from _repeated(atlas, resource["name"], table, columns)


def _numbered(atlas: CheckContext, resource: Mapping[str, Any], name: str) -> NDArray[np.int64]:
    """Return a number for each cell of a column: where what it names stands, if all is there, which is known anyway."""
    for field, other, target in description.foreign_keys(resource):
        if field == name and other in atlas.tables:
            found = atlas.positions(resource["name"], field, other, target)
            if (found != screens.NOWHERE).all():
                return found
    if name == "id":  # then others ask for the same
        return atlas.positions(resource["name"], name, resource["name"])
    return screens.numbered(atlas[resource["name"]], name)


def _repeated(atlas: CheckContext, name: str, table: pd.DataFrame, columns: list[str]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], str] = {}
    for index, *row in cells.rows(table, *columns):
        key = tuple(row)
        place = atlas.record(name, index)
        if key not in first:
            first[key] = place
        elif any(key):
            why = f"stands twice, first in {'' if 'geometry' in table else 'line '}{first[key]}"
            shown = ", ".join(filter(None, key))
            yield atlas.problem(name, index, columns[0], shown, why, "keep one of them, or give it another")
