"""What a query asks of an engine, in numbers: ids become positions in the skeleton, by which statements ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset import columns, screens
from geo.engine import sql
from geo.view import filters, kinds, searched

if TYPE_CHECKING:
    from geo.engine.database import Database
    from geo.engine.searching import Words
    from geo.model import Atlas
    from geo.view.query import Query


class Questions:
    """Queries as conditions of statements; the events of a search are picked by the database first."""

    def __init__(self, skeleton: Atlas, words: Words, database: Database) -> None:
        self._skeleton, self._words, self._database = skeleton, words, database

    def of(self, query: Query, *more: str) -> sql.Filter:
        """Return what a query asks; `more` are statements for the numbers of events among which it asks."""
        chosen, off = query.kinds, kinds.off(query.hidden, query.kinds, self._skeleton)
        single = [*more, *self._words.statements(query.text)]
        single += [sql.within(-1 if (n := self._database.number(query.within)) is None else n)] if query.within else []
        for table in ("groups", "persons"):
            if wanted := getattr(query, table):
                single.append(sql.naming(searched.NAMED.index(table), self._positions(table, wanted)))
        events = self._database.picked(sql.all_of(single)) if single else sql.EVENTS
        wanted = self._positions("kinds", chosen) if chosen else None
        hidden = self._positions("kinds", off)
        return sql.Filter(events, wanted, hidden, self._wanted(query), query.certain, query.years)

    def _wanted(self, query: Query) -> sql.Wanted | None:
        """Return who must have acted: a family alone has rows of its own, several choices are those of their bodies."""
        if not (asked := query.organizations):
            return None
        bodies, families = len(self._skeleton["organizations"]), len(self._skeleton["families"])
        alone = self._positions("families", asked)
        if len(asked) == 1 and alone:
            return sql.Wanted((bodies + alone[0],), (1 << alone[0],))
        meant = self._positions("organizations", filters.expand(asked, self._skeleton))
        none = [bodies + families] if columns.NONE_NAMED in asked else []
        bits = [1 << self._families[body] for body in meant]
        return sql.Wanted((*meant, *none), (*bits, *(1 << families for _ in none)))

    def _positions(self, table: str, ids: frozenset[str] | set[str]) -> tuple[int, ...]:
        return tuple(np.flatnonzero(screens.among(self._skeleton[table], "id", ids)).tolist())

    @cached_property
    def _families(self) -> list[int]:
        """The position of the family of each organization."""
        bodies, families = self._skeleton["organizations"], screens.column(self._skeleton["families"], "id")
        return list(screens.positions(bodies, "family", families).tolist())
