"""Which events name which organizations, groups and persons, by number: worked out once, counted for every view."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo import dates
from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from geo.model import Atlas


@dataclass(frozen=True)
class Ties:
    """Pairs of an event and what it names, each pair once.

    Attributes
    ----------
    ids
        Of all events.
    events, named
        Positions in `ids` and in `names`, one of each a pair.
    names
        Organizations, families, groups or persons.
    """

    ids: pd.Index[str]
    events: NDArray[np.intp]
    named: NDArray[np.intp]
    names: pd.Index[str]

    def rows(self, events: pd.Series[str]) -> NDArray[np.intp]:
        """Return the positions of some events in `ids`; -1 for one that is unknown."""
        return self.ids.get_indexer(pd.Index(events))

    def counts(self, rows: NDArray[np.intp]) -> dict[str, int]:
        """Return how many of the events at some positions name each."""
        here = np.zeros(len(self.ids) + 1, dtype=bool)  # what is unknown falls on the last
        here[rows] = True
        found = np.bincount(self.named[here[self.events]], minlength=len(self.names))
        return dict(zip(self.names.tolist(), found.tolist(), strict=True))

    def naming(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Return for each of all events whether it names any of these, and at the end no for an unknown one."""
        marks = np.zeros(len(self.ids) + 1, dtype=bool)
        marks[self.events[self.names.isin(wanted)[self.named]]] = True
        return marks

    def anything(self) -> NDArray[np.bool_]:
        """Return for each of all events whether it names anything, and at the end no for an unknown one."""
        marks = np.zeros(len(self.ids) + 1, dtype=bool)
        marks[self.events] = True
        return marks


class Spans(NamedTuple):
    """In which years events count for what they name: one of each for each pair.

    Attributes
    ----------
    row, named
        Position of the event among those asked for, and of what it names in `Ties.names`.
    start, end
        Years, as `geo.view.filters.extent` has them; NaN of an event without a date.
    """

    row: NDArray[np.intp]
    named: NDArray[np.intp]
    start: NDArray[np.float64]
    end: NDArray[np.float64]

    def touching(self, first: float, last: float) -> NDArray[np.bool_]:
        """Say of each pair whether it counts in some of these years; one of an event without a date always does."""
        return np.isnan(self.start) | ((self.start <= last) & (self.end >= first))


_KNOWN: dict[int, Ties] = {}
"""By the identity of a table, for as long as it lives."""
_LIVES: weakref.WeakKeyDictionary[Atlas, tuple[NDArray[np.float64], NDArray[np.float64]]] = weakref.WeakKeyDictionary()


def of_atlas(atlas: Atlas) -> Ties:
    """Return the ties of events to organizations."""
    return _of(atlas, atlas["event_organizations"], "organization_id")


def spans(events: pd.DataFrame, atlas: Atlas, *, certain: bool = False) -> Spans:
    """Return in which years organizations count for events that name them: those in which they lived.

    An event that lies outside of a life, such as one of memory, counts in all its years. ``static/shared/acting.js``
    has the same rule.

    Parameters
    ----------
    events
        One row each with ``id`` and the four `geo.model.BOUNDS` as years.
    certain
        Whether the years are those between which an event certainly went on.
    """
    organizations = of_atlas(atlas)
    place = np.full(len(organizations.ids) + 1, -1)
    place[organizations.rows(events["id"])] = np.arange(len(events))
    place[-1] = -1  # on which what is unknown falls
    row, here = place[organizations.events], place[organizations.events] >= 0
    row, named = row[here], organizations.named[here]
    early, begun, ended, late = (events[name].to_numpy(dtype=np.float64)[row] for name in BOUNDS)
    if atlas not in _LIVES:
        _LIVES[atlas] = _lives(atlas, organizations.names)
    first, last = _LIVES[atlas]
    meets = (early <= last[named]) & (late >= first[named])
    start, end = (begun, ended) if certain else (early, late)
    clipped = np.maximum(start, first[named]), np.minimum(end, last[named])
    return Spans(row, named, np.where(meets, clipped[0], start), np.where(meets, clipped[1], end))


def _lives(atlas: Atlas, names: pd.Index[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the first and the last year of organizations, infinite where that is open or unknown."""
    table = atlas["organizations"].set_index("id").reindex(names)
    first = [dates.try_parse(text) if isinstance(text, str) else None for text in table["active_from"]]
    last = [dates.try_parse(text) if isinstance(text, str) else None for text in table["active_to"]]
    return (
        np.array([one.earliest_start[0] if one and one.earliest_start else -np.inf for one in first], dtype=np.float64),
        np.array([one.latest_end[0] if one and one.latest_end else np.inf for one in last], dtype=np.float64),
    )


def of_named(atlas: Atlas, table: str) -> Ties:
    """Return the ties of events to the records of a table: ``groups`` or ``persons``."""
    return _of(atlas, atlas[f"event_{table}"], f"{table[:-1]}_id")


def _of(atlas: Atlas, links: pd.DataFrame, column: str) -> Ties:
    """Return the ties of a table of links, made once for it."""
    if (found := _KNOWN.get(id(links))) is None:
        found = _KNOWN[id(links)] = _ties(pd.Index(atlas.events["id"]), links, links[column])
        weakref.finalize(links, _KNOWN.pop, id(links), None)
    return found


def _ties(ids: pd.Index[str], table: pd.DataFrame, named: pd.Series[str]) -> Ties:
    numbers, names = pd.factorize(named)  # what is missing is -1
    pairs = np.stack([ids.get_indexer(pd.Index(table["event_id"])), numbers])
    events, kept = np.unique(pairs[:, (pairs >= 0).all(axis=0)], axis=1)
    return Ties(ids, events, kept, pd.Index(names))
