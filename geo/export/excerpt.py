"""A part of a dataset that is a dataset itself: some events, and what belongs to them.

It follows the keys that the description of the dataset declares, and those that the atlas relies on, so that
every one still holds.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import i18n
from geo.dataset import cells, changes, dating, description, media, settings, translate
from geo.dataset.links import LINKS
from geo.dataset.registers import REGISTERS, SCOPES
from geo.dataset.series import OF, SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geo.model import Atlas

EVENTS = "events"
COVERAGE = "coverage"
"""Says what a whole collection examined. Of an excerpt it would be untrue: empty years would look examined."""
OF_RECORDS = (changes.TABLE, LINKS, translate.TEXTS)
"""Tables that name any record by table and id, which no foreign key expresses; texts those of the others, too."""
NOTE = "atlas:excerpt"
"""Member of the description that says of what, and by which view, a dataset is an excerpt."""
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Masks = dict[str, Mask]
"""Table -> which of its rows stay."""
Keys = dict[str, list[tuple[str, str, str]]]
"""Table -> its foreign keys, each a column, the table it refers to, and the column there."""


def excerpt(
    atlas: Atlas, event_ids: Iterable[str], view: Mapping[str, str] | None = None, *, total: int | None = None
) -> Atlas:
    """Return a dataset of some events: with all that is said of them, and all that this refers to.

    A reference to an event that is left out (`part_of`) is cleared, and a date that such an event tells
    (`dated_by`) is told no more: what is left says less and nothing else. The description says so under
    ``atlas:excerpt``, with the version of the whole and the view; title and description say it to readers. `total`
    says how many events the whole has where `atlas` is a part of it already.
    """
    described = [description.strict(one) for one in atlas.package["resources"] if one["name"] in atlas.tables]
    declared = {one["name"]: description.foreign_keys(one) for one in described}
    keys: Keys = {name: declared.get(name, []) for name in atlas.tables}  # a table may be left out
    keep = _kept(atlas, keys, set(event_ids))
    tables = {name: table[keep[name]] for name, table in atlas.tables.items()}
    tables, cleared = _cleared(tables, keys)
    if media.TABLE in tables:
        tables[media.TABLE] = tables[media.TABLE].assign(story="")  # an excerpt has no stories
    tables[dating.TABLE], lost = _dated(atlas, tables)
    cleared += lost
    tables |= _of_what_stays(atlas, tables)
    note = {
        "version": atlas.version,
        "view": dict(view or {}),
        "events": len(tables[EVENTS]),
        "events_of_the_whole": len(atlas.events) if total is None else total,
        "cleared": cleared,
    }
    before = atlas.package.get(NOTE)
    note |= {"of": before} if before else {}
    return _named(replace(atlas, tables=tables, package={**atlas.package, NOTE: note}), before)


def _named(part: Atlas, before: Any) -> Atlas:
    """Say in title and description, in all languages, that this is an excerpt; `before` is the note of the whole."""
    own, note = settings.of(part).language, part.package[NOTE]
    texts = {"description": "", **part.package}
    marked = {
        field: _as_excerpt(field, str(text), own, note, before)
        for field, text in texts.items()
        if field in translate.OF_DATASET
    }
    tables = dict(part.tables)
    if translate.TEXTS in tables:
        translated = tables[translate.TEXTS]
        rows = cells.rows(translated, *translate.COLUMNS)
        marked_texts = [
            _as_excerpt(field, text, lang, note, before) if table == translate.DATASET else text
            for _, table, _, field, lang, text in rows
        ]
        tables[translate.TEXTS] = translated.assign(text=marked_texts)
    return replace(part, tables=tables, package={**part.package, **marked})


def _as_excerpt(field: str, text: str, lang: str, note: Any, before: Any) -> str:
    """Return the title with its mark, or the description behind what was chosen; each once, however often cut."""
    messages = i18n.translator(lang if i18n.is_language(lang) else i18n.DEFAULT)
    if field == "title":
        mark = messages.gettext("%(title)s (excerpt)") % {"title": ""}
        return (text.removesuffix(mark) if before else text) + mark
    rest = text.removeprefix(_chosen(before, messages)).lstrip() if before else text
    return f"{_chosen(note, messages)} {rest}".rstrip()


def _chosen(note: Any, messages: i18n.Translator) -> str:
    """Return which events the note of an excerpt speaks of; "" for a note that is none of ours."""
    if not (isinstance(note, dict) and isinstance(note.get("view"), dict)):
        return ""
    view = "&".join(f"{name}={text}" for name, text in note["view"].items()) or "–"
    values = {"n": note.get("events"), "all": note.get("events_of_the_whole"), "view": view}
    return messages.gettext("Excerpt. Events: %(n)s of %(all)s. Chosen: %(view)s.") % values


def _kept(atlas: Atlas, keys: Keys, shown: set[str]) -> Masks:
    """Return for each table which rows stay."""
    targets = {table for name, links in keys.items() for _, table, _ in links if table != name}
    keep: Masks = {}
    for name, table in atlas.tables.items():
        own = [column for column, target, _ in keys[name] if target == EVENTS and name != EVENTS]
        if name == EVENTS:
            keep[name] = _among(table["id"], shown)
        elif name == media.TABLE:
            keep[name] = np.zeros(len(table), dtype=bool)
        elif own:
            keep[name] = np.logical_and.reduce([_among(table[column], {*shown, ""}) for column in own])
        elif name in targets or name in (COVERAGE, SERIES):
            keep[name] = np.full(len(table), name == REGISTERS)
    _follow(atlas, keys, keep)
    for name in [name for name in atlas.tables if name not in keep]:
        links = [key for key in keys[name] if key[1] in keep]
        named = [(column, _values(atlas[to][target], keep[to]) | {""}) for column, to, target in links]
        found = [_among(atlas[name][column], values) for column, values in named]
        keep[name] = np.logical_and.reduce([np.ones(len(atlas[name]), dtype=bool), *found])
    _ask_for(atlas, keep)
    return keep


def _follow(atlas: Atlas, keys: Keys, keep: Masks) -> None:
    """Keep what the rows that stay refer to, and what that refers to in its turn; no further events.

    Numbers by date and pictures stay with the record that they are of.
    """
    before = -1
    while before != (before := sum(int(mask.sum()) for mask in keep.values())):
        if SERIES in keep:
            keep[SERIES] = _numbers_of(atlas, keep)
        if media.TABLE in keep:
            keep[media.TABLE] = _pictures_of(atlas, keep)
        for name in [name for name in keys if name in keep]:
            for column, to, target in keys[name]:
                if to != EVENTS and to in keep:
                    keep[to] |= _among(atlas[to][target], _values(atlas[name][column], keep[name]) - {""})


def _ask_for(atlas: Atlas, keep: Masks) -> None:
    """Keep scopes of registers whose organization (or family) and country, if any, stay; and registers with a scope."""
    if SCOPES in keep and REGISTERS in keep:
        scopes = atlas[SCOPES]
        bodies = [_values(atlas[name]["id"], keep[name]) for name in ("organizations", "families") if name in keep]
        keep[SCOPES] &= _among(scopes["organization_id"], {"", *chain.from_iterable(bodies)})
        keep[SCOPES] &= _among(scopes["country"], {"", *_values(atlas.places["country_today"], keep["places"])})
        keep[REGISTERS] = _among(atlas[REGISTERS]["id"], _values(scopes["register_id"], keep[SCOPES]))


def _numbers_of(atlas: Atlas, keep: Masks) -> Mask:
    """Return which numbers by date are of records that stay."""
    table = atlas[SERIES]
    stays = {(name, one) for name in {*OF} & keep.keys() for one in _values(atlas[name]["id"], keep[name])}
    named = zip(table["table"].tolist(), table["id"].tolist(), strict=True)
    return np.array([one in stays for one in named], dtype=bool)


def _pictures_of(atlas: Atlas, keep: Masks) -> Mask:
    """Return which pictures are of an event that stays, or of no event and of a place or person that stays."""
    table, (event, *others, _) = atlas[media.TABLE], media.NAMED.items()
    found = {
        column: _among(table[column], _values(atlas[of]["id"], keep[of]) - {""})
        for column, of in (event, *others)
        if of in keep
    }
    of_others = [found[column] & _among(table[event[0]], {""}) for column, _ in others if column in found]
    stays: Mask = np.logical_or.reduce([found[event[0]], *of_others])
    return stays


def _values(column: pd.Series[str], mask: Mask) -> set[str]:
    return set(column.to_numpy()[mask])


def _among(column: pd.Series[str], values: set[str]) -> Mask:
    return np.array([value in values for value in column.to_numpy()], dtype=bool)


def _cleared(tables: dict[str, pd.DataFrame], keys: Keys) -> tuple[dict[str, pd.DataFrame], list[dict[str, Any]]]:
    """Clear references from event to event that lead out of the excerpt; return also which."""
    events = tables[EVENTS]
    cleared = []
    for column, _, target in [key for key in keys[EVENTS] if key[1] == EVENTS]:
        lost = ~_among(events[column], {*events[target].to_numpy(), ""})
        cleared += [
            {"table": EVENTS, "id": event, "field": column, "value": value}
            for event, value in events.loc[lost, ["id", column]].itertuples(index=False, name=None)
        ]
        events = events.assign(**{column: events[column].mask(lost, "")})
    return {**tables, EVENTS: events}, cleared


def _dated(atlas: Atlas, tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Return the relations of dates that still say something, and which do not, of the events that stay.

    An event that only one of those left out dates has no date here: nor does it date another one.
    """
    table = tables[dating.TABLE]
    while lost := dating.resolved(tables[EVENTS], table).undated:
        table = table.drop(index=table.index[[*lost]])
    gone = atlas[dating.TABLE].drop(index=table.index)
    gone = gone[_among(gone["event_id"], set(tables[EVENTS]["id"]))]
    rows = cells.rows(gone, "event_id", "to_event")
    return table, [
        {"table": dating.TABLE, "id": event, "field": "to_event", "value": other} for _, event, other in rows
    ]


def _of_what_stays(atlas: Atlas, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables `OF_RECORDS` with those rows that are of records that stay, or of the description itself."""
    part = replace(atlas, tables=dict(tables))
    stays = {
        (table, record) for table in tables if table not in OF_RECORDS for record in translate.records(part, table)
    }
    found = {}
    for name in (one for one in OF_RECORDS if one in tables):
        rows = tables[name]
        named = zip(rows["table"], rows["id"], strict=True)
        keep = [table == translate.DATASET or (table, key) in stays for table, key in named]
        found[name] = rows[np.array(keep, dtype=bool)]
        part = replace(part, tables={**part.tables, name: found[name]})
        stays |= {(name, record) for record in translate.records(part, name)}
    return found
