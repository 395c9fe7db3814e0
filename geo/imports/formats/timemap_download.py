"""Events that hold their sources and filters themselves, as people can download them from a map of TimeMap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from geo.imports.formats import geojson_file
from geo.imports.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILTERS: Final = "filters"


def sources(events: Iterable[Record]) -> Iterator[Record]:
    """Yield each source that stands within an event, by the id that it has or its address."""
    for event in events:
        for one in _objects(event, "sources"):
            cells = {name: geojson_file.cell(value) for name, value in one.items()}
            yield Record(event.place, {**cells, "id": _key(one)})


def keys(event: Record) -> list[str]:
    """Return the ids of the sources that stand within an event, as `sources` has them."""
    return [_key(one) for one in _objects(event, "sources")]


def filters(event: Record) -> Iterator[str]:
    """Yield the values of its filters, ``{"key": "Weapon", "value": "Cluster"}``; each is a group."""
    for one in _objects(event, FILTERS):
        if value := str(geojson_file.cell(one.get("value"))).strip():
            yield value


def _key(one: dict[str, Any]) -> str:
    found = (one.get(name) for name in ("id", "path", "url", "title"))
    return next((str(value).strip() for value in found if isinstance(value, str | int) and str(value).strip()), "")


def _objects(record: Record, column: str) -> list[dict[str, Any]]:
    """Return the objects of a list, which stand in the cell as JSON text."""
    cell = record.cells.get(column, "")
    if not isinstance(cell, str) or not cell.startswith("[{"):
        return []
    value = json.loads(cell)
    return [one for one in value if isinstance(one, dict)]
