"""What is told of the tables that were made of a file: what it did not say, and what became of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.imports import date_of_row
from geo.imports.entities import ANY_KIND
from geo.imports.figures import RANGE
from geo.imports.formats.wgs84 import HEIGHTS
from geo.imports.place_of_row import HIGH
from geo.wording import count

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from geo.imports.entities import Entities, Sources
    from geo.imports.places import Gazetteer

BARE = {
    "title": "it was put together of kind, place and date",
    "kind": f"{ANY_KIND!r} was taken",
}
"""What every event has -> what becomes of it where the file says nothing."""


def of(
    bare: Counter[str],
    assumed: Counter[tuple[str, str]],
    gazetteer: Gazetteer,
    entities: Entities,
    sources: Sources,
) -> list[str]:
    """Return the sentences of a report.

    Parameters
    ----------
    bare
        One of `BARE` -> how many events have none in the file.
    assumed
        Field and value -> for how many records it was taken.
    """
    halves = {one: number for one, number in assumed.items() if one[1] == date_of_row.UNKNOWN}
    ranges = sum(number for (_, value), number in assumed.items() if value == RANGE)
    others = {one: number for one, number in assumed.items() if one[1] not in (date_of_row.UNKNOWN, RANGE, HIGH)}
    return [
        *([f"{count(ranges, 'range')} in one cell: read as the least and the most of a figure"] if ranges else []),
        *date_of_row.sentences(halves),
        *([HEIGHTS] if any(value == HIGH for _, value in assumed) else []),
        *_bare(bare),
        *_assumed(others),
        *_unnamed(sources),
        *entities.namesakes(),
        *gazetteer.turned(),
        *gazetteer.shared(),
        *gazetteer.namesakes(),
        *gazetteer.extent(),
    ]


def _bare(found: Counter[str]) -> Iterator[str]:
    for name, instead in BARE.items():
        if number := found[name]:
            yield f"{count(number, 'event')} without a {name} in the file: {instead}"


def _assumed(found: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Tell in one line what no one said, for how many records, and how to say it."""
    if found:
        values = ", ".join(
            f"{name} {value} for {count(number, 'record')}" for (name, value), number in sorted(found.items())
        )
        fix = "say it with --map or --set, such as --set confidence=C (csv, geojson, vector), or in the tables"
        yield f"assumed, since the file does not say it: {values}; {fix}"


def _unnamed(sources: Sources) -> Iterator[str]:
    if sources.unnamed:
        events = count(sources.unnamed, "event")
        yield f"{events} without a source: the file and the line are cited; give it by --map source=COLUMN or --source"
