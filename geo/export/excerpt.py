"""A part of a dataset that is a dataset itself: some events, and what belongs to them.

It follows the keys that the description of the dataset declares, so that every one still holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import translate
from geo.package import foreign_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Atlas

EVENTS = "events"
COVERAGE = "coverage"
"""Says what a whole collection examined. Of an excerpt it would be untrue: empty years would look examined."""
NOTE = "atlas:excerpt"
"""Member of the description that says of what, and by which view, a dataset is an excerpt."""
Masks = dict[str, "pd.Series[bool]"]
Keys = dict[str, list[tuple[str, str, str]]]
"""Table -> its foreign keys, each a column, the table it refers to, and the column there."""


def excerpt(atlas: Atlas, event_ids: Iterable[str], view: Mapping[str, str] | None = None) -> Atlas:
    """Return a dataset of some events: with all that is said of them, and all that this refers to.

    A reference to an event that is left out (`part_of`) is cleared. The description says so under
    ``atlas:excerpt``, with the version of the whole and the view.
    """
    keys = {one["name"]: foreign_keys(one) for one in atlas.package["resources"] if one["name"] in atlas.tables}
    keep = _kept(atlas, keys, set(event_ids))
    tables = {name: table[keep[name]] for name, table in atlas.tables.items()}
    tables, cleared = _cleared(tables, keys)
    if translate.TEXTS in tables:
        tables[translate.TEXTS] = _translations(atlas, tables)
    note = {
        "version": atlas.version,
        "view": dict(view or {}),
        "events": len(tables[EVENTS]),
        "events_of_the_whole": len(atlas.events),
        "cleared": cleared,
    }
    return replace(atlas, tables=tables, package={**atlas.package, NOTE: note})


def _kept(atlas: Atlas, keys: Keys, shown: set[str]) -> Masks:
    """Return for each table which rows stay."""
    targets = {table for name, links in keys.items() for _, table, _ in links if table != name}
    keep: Masks = {}
    for name, table in atlas.tables.items():
        own = [column for column, target, _ in keys[name] if target == EVENTS and name != EVENTS]
        if name == EVENTS:
            keep[name] = table["id"].isin(shown)
        elif own:
            keep[name] = table[own].isin({*shown, ""}).all(axis=1)
        elif name in targets or name == COVERAGE:
            keep[name] = _rows(table, value=False)
    _follow(atlas, keys, keep)
    for name, table in atlas.tables.items():
        if name not in keep:
            found = [
                table[column].isin(set(atlas[to].loc[keep[to], target]))
                for column, to, target in keys[name]
                if to in keep
            ]
            keep[name] = pd.concat(found, axis=1).all(axis=1) if found else _rows(table, value=True)
    return keep


def _rows(table: pd.DataFrame, *, value: bool) -> pd.Series[bool]:
    return pd.Series(value, index=table.index, dtype=bool)


def _follow(atlas: Atlas, keys: Keys, keep: Masks) -> None:
    """Keep what the rows that stay refer to, and what that refers to in its turn; no further events."""
    before = -1
    while before != (before := sum(int(mask.sum()) for mask in keep.values())):
        for name in [name for name in keys if name in keep]:
            for column, to, target in keys[name]:
                if to != EVENTS and to in keep:
                    keep[to] |= atlas[to][target].isin(set(atlas[name].loc[keep[name], column]) - {""})


def _cleared(tables: dict[str, pd.DataFrame], keys: Keys) -> tuple[dict[str, pd.DataFrame], list[dict[str, Any]]]:
    """Clear references from event to event that lead out of the excerpt; return also which."""
    events = tables[EVENTS]
    cleared = []
    for column, _, target in [key for key in keys[EVENTS] if key[1] == EVENTS]:
        lost = ~events[column].isin({*events[target], ""})
        cleared += [
            {"table": EVENTS, "id": event, "field": column, "value": value}
            for event, value in events.loc[lost, ["id", column]].itertuples(index=False, name=None)
        ]
        events = events.assign(**{column: events[column].mask(lost, "")})
    return {**tables, EVENTS: events}, cleared


def _translations(atlas: Atlas, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the translations of what stays, and those of the description itself."""
    texts = tables[translate.TEXTS]
    part = replace(atlas, tables=dict(tables))
    stays = {(name, record) for name in tables if name != translate.TEXTS for record in translate.records(part, name)}
    keep = [
        table == translate.PACKAGE or (table, record) in stays
        for table, record in zip(texts["table"], texts["id"], strict=True)
    ]
    return texts[keep]
