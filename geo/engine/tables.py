"""What an engine stores of a dataset: its events as numbers, and by which words they are found.

Every statement of `geo.engine.sql` asks these tables only. Events have their number in order of time, ``n``; places,
kinds, organizations, groups and persons their position in the skeleton, -1 for none; years are whole numbers as in
`geo.map.columns`, null for an event without a date.

======== =========================================================================================================
events   n, place, destination, kind, detail, families (a bit each, the next for none named), evidence, placed
         (whether its own place has a point), moved (whether it has others), part (the event that it is part of), and
         the four bounds of its date
cells    place, lon, lat, and for each of `geo.engine.grid.SIDES` which place stands for it (spot0 ...); one row is of
         no place, -1
ids      id, n: in order of the ids
acting   who, certain, n, start, finish, weight: the years in which events count for an organization, a family
         (their positions after those of organizations), or for none (the last position): `geo.engine.pieces`
stands   n, place (-1: any with a point), certain, four bounds, weight: the same of events of several places
ways     place, n: to or through which places events of several places lead
ties     what, record, n: which event names which record of a table of `geo.view.searched.NAMED`
words    number, word, spoken: every folded word in order, with a bit for each language whose endings it may have
said     nth, what, record, word: the words of those records, in the order in which they are written
postings word, n, nth: which event says which word, and where among all words of all events
======== =========================================================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import screens, stays
from geo.engine import grid, pieces
from geo.engine.grid import SIDES
from geo.map import columns
from geo.map.moments import moments
from geo.model import BOUNDS
from geo.view import evidence, index, points, searched, standing, ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.model import Atlas

    Numbers = NDArray[np.integer[Any]]

SMALL, WHOLE, LONG, YEAR, YES = pa.int16(), pa.int32(), pa.int64(), pa.int16(), pa.bool_()
DEGREES: Final = pa.float64()
_YEARS: Final = tuple((name, YEAR) for name in BOUNDS)
SCHEMAS: Final = {
    "events": pa.schema(
        [
            ("n", WHOLE),
            ("place", WHOLE),
            ("destination", WHOLE),
            ("kind", SMALL),
            ("detail", SMALL),
            ("families", LONG),
            ("evidence", SMALL),
            ("placed", YES),
            ("moved", YES),
            ("part", WHOLE),
            *_YEARS,
        ]
    ),
    "cells": pa.schema(
        [("place", WHOLE), ("lon", DEGREES), ("lat", DEGREES), *((f"spot{at}", WHOLE) for at in range(len(SIDES)))]
    ),
    "ids": pa.schema([("id", pa.string()), ("n", WHOLE)]),
    "acting": pa.schema(
        [("who", WHOLE), ("certain", YES), ("n", WHOLE), ("start", YEAR), ("finish", YEAR), ("weight", SMALL)]
    ),
    "stands": pa.schema([("n", WHOLE), ("place", WHOLE), ("certain", YES), *_YEARS, ("weight", SMALL)]),
    "ways": pa.schema([("place", WHOLE), ("n", WHOLE)]),
    "ties": pa.schema([("what", SMALL), ("record", WHOLE), ("n", WHOLE)]),
    "words": pa.schema([("number", WHOLE), ("word", pa.string()), ("spoken", WHOLE)]),
    "said": pa.schema([("nth", WHOLE), ("what", SMALL), ("record", WHOLE), ("word", WHOLE)]),
    "postings": pa.schema([("word", WHOLE), ("n", WHOLE), ("nth", LONG)]),
}

AT_ONCE: Final = 50_000
"""Events of which it is worked out together for whom they count: a kilobyte each, of millions too much."""
_ACTING: Final = (np.int32, np.bool_, np.int32, np.int16, np.int16, np.int8)


def derived(atlas: Atlas, order: Numbers) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables above by name; `order` are the positions of the events in order of time."""
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    bounds = columns.years(moments(atlas).bounds())
    moved = _moved(atlas)
    events = _events(atlas, order, number, bounds, moved)
    yield "events", events
    yield from gathered(atlas, events)
    ids = screens.column(atlas.events, "id").combine_chunks()
    by_id = pc.array_sort_indices(ids)
    yield "ids", _table("ids", [ids.take(by_id).cast(pa.string()), number[np.asarray(by_id)]])
    yield "acting", _acting(atlas, number)
    yield from _stays(atlas, number)
    among = index.of_atlas(atlas)
    yield "ties", _ties(among, number)
    bits = sum(marks.astype(np.int64) << at for at, marks in enumerate(among.spoken.values()))
    each = np.arange(len(among.words))
    yield "words", _table("words", [each, among.words, np.broadcast_to(bits, len(each))])
    yield "said", _said(among)
    yield "postings", _postings(among.said[searched.EVENTS], order)


def gathered(atlas: Atlas, events: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Yield which place stands for which; `events` is the table of that name."""
    lon, lat = (np.asarray(one, float) for one in points.coordinates(atlas.places.geometry.to_numpy()))
    kept = ("place", "destination", "kind", "families")
    column = {name: events.column(name).to_numpy() for name in kept}
    weight = np.bincount(column["place"] + 1, minlength=len(lon) + 1)[1:]
    standing = list(grid.levels(lon, lat, weight))
    own = [
        np.append(np.arange(len(lon)), -1),
        *(pa.array(np.append(one, np.nan), from_pandas=True) for one in (lon, lat)),
    ]
    yield "cells", _table("cells", [*own, *standing])


def years(values: Numbers | NDArray[np.float64]) -> pa.Array:
    """Return years as they are stored: null for `geo.map.columns.UNDATED`."""
    whole = np.asarray(values).astype(np.int16)
    return pa.array(whole, YEAR, mask=whole == columns.UNDATED)


def _table(name: str, values: Sequence[Any]) -> pa.Table:
    schema = SCHEMAS[name]
    arrays = [
        one if isinstance(one, pa.Array) else pa.array(one, field.type)
        for one, field in zip(values, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _events(
    atlas: Atlas, order: Numbers, number: Numbers, bounds: NDArray[np.float64], moved: NDArray[np.bool_]
) -> pa.Table:
    events, (places, kinds) = atlas.events, (screens.column(atlas[name], "id") for name in ("places", "kinds"))
    part = screens.positions(events, "part_of", screens.column(events, "id"))
    found = [
        screens.positions(events, "place_id", places),
        screens.positions(events, "destination_id", places),
        screens.positions(events, "kind", kinds),
        screens.positions(events, "kind_detail", kinds),
        _families(atlas),
        np.array(evidence.flags(atlas), np.int64),
        screens.among(events, "place_id", standing.placed_ids(atlas)),
        moved,
        np.where(part < 0, -1, number[part]) if len(number) else part,
    ]
    dated = [years(bounds[order, at]) for at in range(len(BOUNDS))]
    return _table("events", [np.arange(len(order)), *(one[order] for one in found), *dated])


def _families(atlas: Atlas) -> Numbers:
    """Return a bit for each family that acted in an event, the next one for an event that names no organization."""
    links, bodies = atlas["event_organizations"], atlas["organizations"]
    event = screens.positions(links, "event_id", screens.column(atlas.events, "id"))
    body = screens.positions(links, "organization_id", screens.column(bodies, "id"))
    family = screens.positions(bodies, "family", screens.column(atlas["families"], "id"))
    mask = np.zeros(len(atlas.events), np.int64)
    known = (event >= 0) & (body >= 0)
    np.bitwise_or.at(mask, event[known], np.int64(1) << family[body[known]])
    mask[mask == 0] = np.int64(1) << len(atlas["families"])
    return mask


def _moved(atlas: Atlas) -> NDArray[np.bool_]:
    """Say of each event whether it has places beside those of its own record."""
    return screens.among(atlas.events, "id", stays.written(atlas).keys())


def _acting(atlas: Atlas, number: Numbers) -> pa.Table:
    named = ties.of_atlas(atlas)
    dated = pd.DataFrame(moments(atlas).bounds(), columns=list(BOUNDS)).assign(id=atlas.events["id"].to_numpy())
    bare = ~named.anything()[named.rows(dated["id"])]
    found: list[list[Numbers]] = []
    for certain in (False, True):
        for begin in range(0, max(len(dated), 1), AT_ONCE):
            whose, bounds = _spans(atlas, dated, bare, begin, certain=certain)
            one = pieces.union(whose, bounds, certain=certain)
            who, row = np.divmod(one.group, max(len(dated), 1))
            kept = (who, np.full(len(who), certain), number[row], one.bounds[:, 0], one.bounds[:, 3], one.weight)
            found.append([each.astype(held) for each, held in zip(kept, _ACTING, strict=True)])
    who, marks, event, start, end, weight = (np.concatenate(each) for each in zip(*found, strict=True))
    del found
    by = np.lexsort((event, marks, who))
    return _table("acting", [who[by], marks[by], event[by], years(start[by]), years(end[by]), weight[by]])


def _spans(
    atlas: Atlas, dated: pd.DataFrame, bare: NDArray[np.bool_], begin: int, *, certain: bool
) -> tuple[Numbers, Numbers]:
    """Return of the events from a position on for whom each counts in which years: a number for both, four bounds."""
    bodies, families = atlas["organizations"], atlas["families"]
    some, alone = dated.iloc[begin : begin + AT_ONCE], np.flatnonzero(bare[begin : begin + AT_ONCE])
    spans = ties.spans(some, atlas, certain=certain)
    body = pd.Index(bodies["id"]).get_indexer(ties.of_atlas(atlas).names)[spans.named]
    family = screens.positions(bodies, "family", screens.column(families, "id"))[body]
    own = some[["latest_start", "earliest_end"] if certain else ["earliest_start", "latest_end"]].to_numpy()[alone]
    none = np.full(len(alone), len(bodies) + len(families))
    who = np.concatenate([body, len(bodies) + family, none])
    row = begin + np.concatenate([spans.row, spans.row, alone])
    start, end = columns.years(np.concatenate([np.stack([spans.start, spans.end])] * 2 + [own.T], axis=1))
    return who * len(dated) + row, np.stack([start, start, end, end], axis=1).astype(np.int64)


def _stays(atlas: Atlas, number: Numbers) -> Iterator[tuple[str, pa.Table]]:
    """Yield where events of several places stand when, at each place and at any that has a point, and their ways."""
    written = stays.written(atlas)
    rows = [stay for here in written.values() for stay in here]
    event, place = (
        screens.standing(pa.array(ids, pa.large_string()), screens.column(atlas[table], "id"))
        for ids, table in (([stay.event for stay in rows], "events"), ([stay.place for stay in rows], "places"))
    )
    stands = np.array([stay.stands for stay in rows], dtype=bool)
    yield "stands", _stands(atlas, [stay for stay in rows if stay.stands], event[stands], place[stands], number)
    yield "ways", _table("ways", [place[~stands], number[event[~stands]]])


def _stands(atlas: Atlas, rows: Sequence[stays.Stay], event: Numbers, place: Numbers, number: Numbers) -> pa.Table:
    exact, placed = moments(atlas).bounds(), standing.placed_ids(atlas)
    dated = [standing.bounds(stay, tuple(exact[at])) for stay, at in zip(rows, event.tolist(), strict=True)]
    spans = columns.years(np.array(dated).reshape(-1, len(BOUNDS))).astype(np.int64)
    on_map = np.array([stay.place in placed for stay in rows], dtype=bool)
    owner = np.concatenate([event, event[on_map]])
    where = np.concatenate([place, np.full(int(on_map.sum()), -1)])
    spans = np.concatenate([spans, spans[on_map]])
    found: list[Numbers] = []
    for certain in (False, True):
        one = pieces.union((where + 1) * len(number) + owner, spans, certain=certain)
        at, row = np.divmod(one.group, max(len(number), 1))
        found.append(np.stack([number[row], at - 1, np.full(len(row), certain), *one.bounds.T, one.weight]))
    n, at, marks, *dates, weight = np.concatenate(found, axis=1)
    return _table("stands", [n, at, marks.astype(bool), *map(years, dates), weight])


def _ties(among: index.Index, number: Numbers) -> pa.Table:
    found = []
    for what, table in enumerate(searched.NAMED):
        event, named = among.ties[table]
        each = np.unique(np.stack([np.asarray(named, np.int64), number[event]]), axis=1)
        found.append(np.concatenate([np.full((1, each.shape[1]), what), each]))
    return _table("ties", [*np.concatenate(found, axis=1)])


def _said(among: index.Index) -> pa.Table:
    found = []
    for what, table in enumerate(searched.NAMED):
        said = among.said[table]
        record = np.repeat(np.arange(len(said.begin) - 1), np.diff(said.begin))
        found.append(np.stack([np.full(len(record), what), record, said.words]))
    rows = np.concatenate(found, axis=1)
    return _table("said", [np.arange(rows.shape[1]), *rows])


def _postings(said: index.Said, order: Numbers) -> pa.Table:
    """Return where each word stands; between texts lies a position of no word, so that no phrase goes on over it."""
    length = np.diff(said.begin)[order]
    words = _in_order(said, order, length)
    nth = np.argsort(words, kind="stable")[int((words <= searched.NAME_END).sum()) :]  # what is no word comes first
    words = words[nth]
    n = np.repeat(np.arange(len(order), dtype=np.int32), length)[nth]
    return _table("postings", [words, n, nth])


def _in_order(said: index.Said, order: Numbers, length: Numbers) -> Numbers:
    """Return the words of all events in their order; `length` tells how many each has, of which there may be thirty."""
    begin, ends, all_words = np.asarray(said.begin[:-1])[order], np.cumsum(length), np.asarray(said.words)
    found = np.empty(int(length.sum()), all_words.dtype)
    for first in range(0, len(order), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        after = ends[some] - length[some]
        at = np.arange(after[0], ends[some][-1]) + np.repeat(begin[some] - after, length[some])
        found[after[0] : ends[some][-1]] = all_words[at]
    return found
