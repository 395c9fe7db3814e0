"""Checks of single records: what a cell may hold, and that no record stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.dataset import cells, description, geojson
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd


def resources(atlas: Atlas) -> Iterator[tuple[Mapping[str, Any], pd.DataFrame]]:
    """Yield the description and the table of each resource that could be read, as it is checked."""
    for resource in atlas.package.get("resources", []):
        if resource["name"] in atlas.tables:
            yield resource, atlas[resource["name"]]


def record(table: pd.DataFrame, index: object) -> str:
    """Name a record as its editor sees it: the line of a CSV file, the feature of a GeoJSON file."""
    if "geometry" not in table:
        return str(index)
    return geojson.named(index, table["id"].get(int(str(index))) if "id" in table else None)


def check_values(atlas: Atlas) -> Iterator[Problem]:
    """Every cell obeys the type and constraints of its field."""
    for resource, table in resources(atlas):
        for field in resource["schema"]["fields"]:
            found: dict[str, list[tuple[str, str]]] = {}
            for index, value in zip(table.index, table[field["name"]].tolist(), strict=True):
                if value not in found:
                    found[value] = list(cells.faults(field, value))
                for why, fix in found[value]:
                    yield Problem(resource["path"], record(table, index), field["name"], value, why, fix)


def check_keys(atlas: Atlas) -> Iterator[Problem]:
    """No two records share a primary key or a unique cell, and no row stands twice."""
    for resource, table in resources(atlas):
        fields = resource["schema"]["fields"]
        key = description.names(resource["schema"].get("primaryKey", [field["name"] for field in fields]))
        unique = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
        for columns in [key, *(one for one in unique if one != key)]:
            yield from _repeated(resource["path"], table, columns)


def _repeated(path: str, table: pd.DataFrame, columns: list[str]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], str] = {}
    for index, *row in cells.rows(table, *columns):
        key = tuple(row)
        place = record(table, index)
        if key not in first:
            first[key] = place
        elif any(key):
            why = f"stands twice, first in {'' if 'geometry' in table else 'line '}{first[key]}"
            shown = ", ".join(filter(None, key))
            yield Problem(path, place, columns[0], shown, why, "keep one of them, or give it another")
