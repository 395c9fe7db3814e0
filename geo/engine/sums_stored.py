"""What is summed when a dataset is stored, so that the common questions never look at every event.

Most of what counts depends on few things: on the dates of an event, and on who acted. Events that agree in both share
a *profile*, and millions have some thousands of these. So the years in which events count for whom are told of
profiles, and counts without places are those of a small table.

======== =========================================================================================================
events   and cells: as in `geo.engine.tables`, with the numbers of span and profile, and how many events stand there
spans    span, and its four bounds: dates that are equal by years
profiles profile, and its four bounds
tied     who, certain, profile, start, finish, weight: as ``acting`` of `geo.engine.tables`, for which it stands
sums     kind, detail, evidence, placed, moved, profile, families, four bounds, weight: how many such events there are
whole    told (with families), the columns of a `geo.engine.model.Cube` of all events that are not moved, in cells
sizes    who (-1: anybody), kind, told, level, many: how many rows of a cube are of who acted and of a kind
======== =========================================================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from geo.engine.grid import SIDES, numbered
from geo.engine.sizes import ANYBODY, Sizes
from geo.map.columns import UNDATED
from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

TAKEN: Final = ("events", "cells", "acting")
"""Tables that are stored in another form."""
_SMALL, _WHOLE = pa.int16(), pa.int32()
_KEPT: Final = ("kind", "detail", "evidence", "placed", "moved")


def extended(tables: Iterable[tuple[str, pa.Table]]) -> Iterator[tuple[str, pa.Table]]:
    """Yield tables of `geo.engine.tables`, and the sums of them."""
    taken: dict[str, pa.Table] = {}
    for name, table in tables:
        if name in TAKEN:
            taken[name] = table
        else:
            yield name, table
        del table  # it may be large, and what follows needs room
    yield from summed(taken["events"], taken["cells"], taken["acting"])


def summed(events: pa.Table, cells: pa.Table, acting: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables above by name; what is given are those of the same names of `geo.engine.tables`."""
    bounds = [_filled(events, name) for name in BOUNDS]
    span, first = numbered(bounds)
    yield "spans", pa.table({"span": pa.array(np.arange(len(first)), _WHOLE), **_dates(bounds, first)})
    profile, of = _profiles(events, span, acting)
    yield "profiles", pa.table({"profile": pa.array(np.arange(len(of)), _WHOLE), **_dates(bounds, of)})
    extended = events.append_column("span", pa.array(span, _WHOLE)).append_column("profile", pa.array(profile, _WHOLE))
    yield "events", extended
    place = _column(events, "place")
    many = np.bincount(place + 1, minlength=len(cells))
    yield "cells", cells.append_column("many", pa.array(np.append(many[1:], many[0]), _WHOLE))
    tied = _tied(acting, of)
    yield "tied", tied
    yield "sums", _sums(extended)
    cubes = _Cubes(extended, cells, tied)
    sizes = cubes.sizes()
    yield "sizes", sizes
    known = Sizes(*(_column(sizes, name) for name in Sizes.columns))
    yield "whole", pa.concat_tables([cubes.whole(known, told=told) for told in (False, True)])


def _profiles(events: pa.Table, span: Numbers, acting: pa.Table) -> tuple[Numbers, Numbers]:
    """Return the profile of each event, and for each profile an event that has it."""
    names = ("who", "certain", "start", "finish", "weight")
    kind, _ = numbered([_filled(acting, name) for name in names])
    event = _column(acting, "n")
    order = np.argsort(event, kind="stable")
    event, kind = event[order], kind[order]
    count = np.bincount(event, minlength=len(span))
    nth = np.arange(len(event)) - np.repeat(np.cumsum(count) - count, count)
    width = int(kind.max(initial=0)) + 1
    found, _ = numbered([span, _column(events, "families")])
    for step in range(int(nth.max(initial=-1)) + 1):
        rows = np.flatnonzero(nth == step)
        own, base = event[rows], int(found.max(initial=0)) + 1
        found[own] = base + np.unique(found[own] * width + kind[rows], return_inverse=True)[1]
    _, of, profile = np.unique(found, return_index=True, return_inverse=True)
    return profile, of


def _tied(acting: pa.Table, of: Numbers) -> pa.Table:
    """Return what is said of the events that stand for profiles, as said of these."""
    profile = np.full(int(max(of.max(initial=-1), _column(acting, "n").max(initial=-1))) + 1, -1)
    profile[of] = np.arange(len(of))
    own = profile[_column(acting, "n")]
    rows = acting.filter(pa.array(own >= 0))
    columns = {name: rows.column(name) for name in ("start", "finish", "weight")}
    first = {"who": rows.column("who"), "certain": rows.column("certain"), "profile": pa.array(own[own >= 0], _WHOLE)}
    return pa.table({**first, **columns})


def _sums(events: pa.Table) -> pa.Table:
    of, first = numbered([_column(events, name) for name in (*_KEPT, "profile")])
    rows = events.select([*_KEPT, "profile", "families", *BOUNDS]).take(pa.array(first))
    return rows.append_column("weight", pa.array(np.bincount(of, minlength=len(first)), _WHOLE))


class _Cubes:
    """Cubes of all events: how many rows they have, and those that a page is given first."""

    def __init__(self, events: pa.Table, cells: pa.Table, tied: pa.Table) -> None:
        self._events = events
        self._spots = [_column(cells, f"spot{level}") for level in range(len(SIDES))]
        self._tied = tied

    def sizes(self) -> pa.Table:
        """Return how many rows there are of whom, of a kind, at each level."""
        kind, span = (_column(self._events, name) for name in ("kind", "span"))
        found = [
            self._size(ANYBODY, np.arange(len(kind)), [kind, span, *more], told=bool(more))
            for more in ([], [_column(self._events, "families")])
        ]
        found += [self._size(who, rows, [kind[rows], span[rows], dates]) for who, rows, dates in self._acts()]
        columns = np.concatenate([*found, np.zeros((5, 0), np.int64)], axis=1)
        names = {"who": _WHOLE, "kind": _SMALL, "told": pa.bool_(), "level": _SMALL, "many": _WHOLE}
        return pa.table(
            {name: pa.array(one, _WHOLE).cast(held) for (name, held), one in zip(names.items(), columns, strict=True)}
        )

    def _acts(self) -> Iterator[tuple[int, Numbers, Numbers]]:
        """Yield for all who acted their events, and the dates by which these count for them."""
        profile = _column(self._events, "profile")
        tied = self._tied.filter(pa.array(~_column(self._tied, "certain").astype(bool)))
        who, of = _column(tied, "who"), _column(tied, "profile")
        dates, _ = numbered([_filled(tied, "start"), _filled(tied, "finish")])
        for one in np.unique(who).tolist():
            when = np.full(int(profile.max(initial=-1)) + 1, -1)
            when[of[who == one]] = dates[who == one]
            rows = np.flatnonzero(when[profile] >= 0)
            yield one, rows, when[profile[rows]]

    def _size(self, who: int, rows: Numbers, keys: list[Numbers], *, told: bool = False) -> Numbers:
        place, destination = (_column(self._events, name)[rows] for name in ("place", "destination"))
        found = []
        rest, _ = numbered(keys)
        for level, spots in enumerate(self._spots):
            _, first = numbered([spots[place], spots[destination], rest])
            many = np.bincount(keys[0][first] + 1)
            kinds = np.flatnonzero(many)
            one = np.full_like(kinds, 1)
            found.append(np.stack([who * one, kinds - 1, told * one, level * one, many[kinds]]))
        return np.concatenate(found, axis=1)

    def whole(self, sizes: Sizes, *, told: bool) -> pa.Table:
        """Return the rows of events that are not moved, in cells of which there are not too many."""
        level = sizes.first(families=told)
        events = self._events.filter(pa.array(~_column(self._events, "moved").astype(bool)))
        spots = self._spots[level]
        spot, destination = (spots[_column(events, name)] for name in ("place", "destination"))
        families = _column(events, "families") if told else np.zeros(len(events), np.int64)
        of, first = numbered([spot, destination, _column(events, "kind"), _column(events, "span"), families])
        start = _filled(events, "earliest_start")[first]
        order = np.lexsort((start, start == UNDATED))
        first, many = first[order], np.bincount(of, minlength=len(first))[order]
        return pa.table(
            {
                "told": pa.repeat(pa.scalar(told), len(first)),
                "spot": pa.array(spot[first], _WHOLE),
                "destination": pa.array(destination[first], _WHOLE),
                **{name: events.column(name).take(pa.array(first)) for name in BOUNDS},
                "kind": pa.array(_column(events, "kind")[first], _SMALL),
                "families": pa.array(families[first], pa.int64()),
                "events": pa.array(many, _WHOLE),
            }
        )


def _column(table: pa.Table, name: str) -> Numbers:
    found: Numbers = table.column(name).to_numpy()
    return found


def _filled(table: pa.Table, name: str) -> Numbers:
    """Return a column of years, `UNDATED` for none."""
    column = table.column(name)
    found: Numbers = (column.fill_null(UNDATED) if column.null_count else column).to_numpy()
    return found


def _dates(bounds: list[Numbers], rows: Numbers) -> dict[str, pa.Array]:
    return {
        name: pa.array(one[rows], _SMALL, mask=one[rows] == UNDATED) for name, one in zip(BOUNDS, bounds, strict=True)
    }
