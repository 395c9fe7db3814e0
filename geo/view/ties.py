"""Which events name which organizations, groups and persons, by number: worked out once, counted for every view."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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


_KNOWN: dict[int, tuple[Ties, ...]] = {}
"""By the identity of a table, for as long as it lives."""


def of_atlas(atlas: Atlas) -> tuple[Ties, Ties]:
    """Return the ties of events to organizations and to families of them."""
    organizations, families = _kept(atlas["event_organizations"], lambda: _worked_out(atlas))
    return organizations, families


def of_named(atlas: Atlas, table: str) -> Ties:
    """Return the ties of events to the records of a table: ``groups`` or ``persons``."""
    links = atlas[f"event_{table}"]
    return _kept(links, lambda: (_ties(pd.Index(atlas.events["id"]), links, links[f"{table[:-1]}_id"]),))[0]


def _kept(table: pd.DataFrame, make: Callable[[], tuple[Ties, ...]]) -> tuple[Ties, ...]:
    """Return what was made for a table before, or make it."""
    if (found := _KNOWN.get(id(table))) is None:
        found = _KNOWN[id(table)] = make()
        weakref.finalize(table, _KNOWN.pop, id(table), None)
    return found


def _worked_out(atlas: Atlas) -> tuple[Ties, Ties]:
    table, organizations = atlas["event_organizations"], atlas["organizations"]
    families = dict(zip(organizations["id"], organizations["family"], strict=True))
    ids = pd.Index(atlas.events["id"])
    return _ties(ids, table, table["organization_id"]), _ties(ids, table, table["organization_id"].map(families))


def _ties(ids: pd.Index[str], table: pd.DataFrame, named: pd.Series[str]) -> Ties:
    numbers, names = pd.factorize(named)  # what is missing is -1
    pairs = np.stack([ids.get_indexer(pd.Index(table["event_id"])), numbers])
    events, kept = np.unique(pairs[:, (pairs >= 0).all(axis=0)], axis=1)
    return Ties(ids, events, kept, pd.Index(names))
