"""The sources of each event as a card names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.dataset import citations
from geo.dataset.translate import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.translate import Localized

Row = dict[str, str]


def cited(localized: Localized, event: Mapping[str, int], sources: Mapping[str, int]) -> list[list[Any]]:
    """Return each event's sources in their order, every source once with its passages.

    A passage says how far it was read and where it stands, and beyond that only what there is. Those of which no
    more is said than where they are stand together, as far as they were read alike.
    """
    table = localized.atlas["citations"]
    given = {str(name): table[name].tolist() for name in table.columns if name != "event_id"}
    empty = dict.fromkeys([name for name, values in given.items() if not any(values)], "")
    used = {name: values for name, values in given.items() if name not in empty}
    if localized.untranslated:  # the key of a record matters to its translation only
        used["key"] = records(localized.atlas, "citations")
    found: list[list[tuple[str, ...]]] = [[] for _ in event]
    for one, row in zip(table["event_id"].tolist(), zip(*used.values(), strict=True), strict=True):
        found[event[one]].append(row)
    consulted = citations.consulted(localized.atlas)
    made: dict[tuple[Any, ...], list[Any]] = {}  # many events cite the same
    keys = [tuple(rows) for rows in found]
    for rows in keys:
        if rows not in made:
            written = [empty | dict(zip(used, row, strict=True)) for row in rows]
            read = [row | {"read": citations.read(row, consulted.get(row["source_id"], ""))} for row in written]
            made[rows] = _of_one(localized, read, sources)
    return [made[rows] for rows in keys]


def _of_one(localized: Localized, rows: list[Row], sources: Mapping[str, int]) -> list[Any]:
    found: dict[int, dict[object, list[Any]]] = {}
    for row in rows:
        passages = found.setdefault(sources[row["source_id"]], {})
        more: dict[str, Any] = citations.web(row) | ({"passage": row["passage"]} if row["passage"] else {})
        more = localized.with_untranslated(more, "citations", row.get("key", ""))
        passage = passages.setdefault(
            len(passages) if more else row["read"], [row["read"], [], *([more] if more else [])]
        )
        where = citations.locator(row, localized.lang)
        passage[1] += [where] if where else []
    return [[at, [*one.values()]] for at, one in found.items()]
