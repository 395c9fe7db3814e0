"""An engine over a database: `geo.engine.model.Engine`, of which a database only runs statements."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pandas as pd

from geo.dataset import columns as dataset_columns
from geo.dataset import screens
from geo.engine import counts, excerpts, grid, sql
from geo.engine.model import FACETS, MOST_ROWS, Cube, Facets, Hit
from geo.engine.owners import EVENTS
from geo.engine.searching import words
from geo.engine.stored import LINE, NUMBER, ROWS
from geo.model import YearSpan
from geo.view import filters, index, kinds
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.engine.model import Box
    from geo.engine.searching import Words
    from geo.engine.sql import Dialect
    from geo.engine.stored import About
    from geo.model import Atlas

    Numbers = NDArray[np.integer[Any]]

COLUMNS: Final = tuple(one.name for one in fields(Cube))[:-1]
"""Of a cube, in the order of its statement."""
REMEMBERED: Final = 24
"""Answers that are kept: who goes back, or zooms, asks for the same again. A large one has 15 MB."""


class Database(Protocol):
    """What runs statements. Each call may come from another thread."""

    @property
    def dialect(self) -> Dialect:
        """How it searches words."""

    def numbers(self, statement: str, columns: int = 1) -> list[Numbers]:
        """Return the columns of a result, so many, that has whole numbers only, none of them null."""

    def texts(self, statement: str) -> pa.Array:
        """Return the one column of a result that has texts."""

    def find(self, statement: str, text: str) -> int | None:
        """Return the first number of a result, or None; a ``?`` in the statement stands for the text."""

    def rows(self, table: str, events: Sequence[int]) -> pd.DataFrame:
        """Return the records of some events in a table of rows, with `NUMBER` and `LINE`."""

    def close(self) -> None:
        """Give back what it holds."""


class Answers:
    """See `geo.engine.model.Engine`."""

    def __init__(self, about: About, skeleton: Atlas, database: Database) -> None:
        self.version = about.version
        self.events = about.events
        self.skeleton = replace(skeleton, version=about.version)  # two datasets may differ in their events alone
        self._about = about
        self._database = database
        self._bones = excerpts.bones(self.skeleton)
        self._kept: OrderedDict[tuple[Any, ...], list[Numbers]] = OrderedDict()
        self._lock = threading.Lock()
        self._words: Words = self._read_words()
        self._sizes = self._read_sizes()

    def measures(self, query: Query) -> list[str]:
        """See `Engine`."""
        if "figures" not in self._about.rows:
            return []
        return list(self._database.texts(sql.measures(self._filter(query), ROWS, NUMBER, LINE)).to_pylist())

    def close(self) -> None:
        """See `Engine`."""
        self._database.close()

    # Counts ---------------------------------------------------------------------------------------

    def cube(
        self,
        query: Query,
        *,
        most: int = MOST_ROWS,
        box: Box | None = None,
        moved: bool = True,
        families: bool = True,
    ) -> Cube:
        """See `Engine`."""
        asked = self._filter(query)
        sizes = self._sizes[families]
        many = self._once((*key_of(query), box), counts.count_within(asked, counts.Cells(0, box)), 1)[0][0]
        share = many / max(self.events, 1) if box else 1.0  # of a part there are fewer rows than of everything
        fits = [level for level, rows in enumerate(sizes) if min(rows * share, many) <= most]
        for level in range(min(fits, default=len(sizes) - 1), len(sizes)):
            statement = counts.cube(asked, counts.Cells(level, box), moved=moved, families=families)
            columns = self._once((*key_of(query), box, moved, families, level), statement, len(COLUMNS))
            if len(columns[0]) <= most:
                break
        found: dict[str, Any] = dict(zip(COLUMNS, columns, strict=True))
        return Cube(**found, degrees=grid.SIDES[level])

    def facets(self, query: Query, what: Collection[int] | None = None) -> Facets:
        """See `Engine`."""
        asked = self._filter(query.with_(years=YearSpan()))
        wanted = tuple(range(len(FACETS)) if what is None else sorted(what))
        statement = counts.facets(asked, len(self.skeleton["organizations"]), wanted)
        return Facets(*self._once((*key_of(query), query.certain, wanted), statement, len(fields(Facets))))

    def _once(self, key: tuple[Any, ...], statement: str, columns: int) -> list[Numbers]:
        """Return what a statement answers, kept for who asks the same again."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._database.numbers(statement, columns)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return found

    def count(self, query: Query) -> int:
        """See `Engine`."""
        return int(self._database.numbers(sql.count(self._filter(query)))[0][0])

    # Events ---------------------------------------------------------------------------------------

    def numbers(
        self,
        query: Query,
        *,
        offset: int = 0,
        limit: int | None = None,
        listed: bool = True,
        unplaced: bool = False,
        evidence: Collection[int] | None = None,
    ) -> Numbers:
        """See `Engine`."""
        asked = self._filter(query)
        some = [sql.unplaced(asked)] if unplaced else []
        some += [] if evidence is None else [sql.among("e.evidence", evidence)]
        return self._database.numbers(sql.numbers(asked, sql.both(some), offset, limit, listed=listed))[0]

    def at_place(self, place: str, query: Query, *, offset: int = 0, limit: int | None = None) -> Numbers:
        """See `Engine`."""
        asked, at = self._filter(query), self._position("places", place)
        here = f"({sql.standing_at(at, asked)} OR {sql.leading_to(at)})"
        return self._database.numbers(sql.numbers(asked, here, offset, limit, listed=True))[0]

    def at_places(self) -> Numbers:
        """See `Engine`."""
        place, events = self._once(("at_places",), sql.at_places(), 2)
        return np.bincount(place, events, len(self.skeleton.places)).astype(np.int64)

    def moved(self, query: Query) -> Numbers:
        """See `Engine`."""
        asked = self._filter(query.with_(years=YearSpan()))
        return self._database.numbers(sql.numbers(asked, "e.moved", 0, None, listed=False))[0]

    def chosen(self, query: Query, numbers: Sequence[int] | Numbers) -> NDArray[np.bool_]:
        """See `Engine`."""
        picked = sql.both([*self._filter(query).picked, sql.among("e.n", map(int, numbers))])
        found: NDArray[np.bool_] = np.isin(np.asarray(numbers), self._database.numbers(sql.chosen(picked))[0])
        return found

    def parts(self, number: int) -> int:
        """See `Engine`."""
        return int(self._database.numbers(sql.parts(number))[0][0])

    def number(self, event_id: str) -> int | None:
        """See `Engine`."""
        return self._database.find("SELECT n FROM ids WHERE id = ?", event_id)

    def excerpt(self, numbers: Sequence[int] | Numbers) -> Atlas:
        """See `Engine`."""
        wanted = dict.fromkeys(int(one) for one in numbers)
        rows = self._rows([*wanted])
        while more := [n for one in sorted(excerpts.related(rows)) if (n := self.number(one)) is not None]:
            wanted |= dict.fromkeys(more)
            rows = self._rows([*wanted])
        return self._bones.with_rows(rows)

    def whole(self) -> Atlas:
        """See `Engine`."""
        rows = self._rows([*range(self.events)])
        tables = {name: pd.concat([self.skeleton[name], table], ignore_index=True) for name, table in rows.items()}
        return replace(self.skeleton, tables={**self.skeleton.tables, **tables})

    def _rows(self, numbers: list[int]) -> dict[str, pd.DataFrame]:
        rank = pd.Series(range(len(numbers)), index=numbers)
        found = {}
        for name in self._about.rows:
            table = self._database.rows(name, numbers)
            by = np.lexsort((table[LINE], rank.reindex(table[NUMBER]).to_numpy()))
            found[name] = table.iloc[by].drop(columns=[NUMBER, LINE]).reset_index(drop=True)
        return found

    def hits(self, table: str, text: str, limit: int = 10) -> list[Hit]:
        """See `Engine`."""
        if table == EVENTS:
            events = self.excerpt(self.numbers(Query(text=text), limit=limit)).events[:limit]
            return [Hit(table, *row) for row in events[["id", "title"]].itertuples(index=False, name=None)]
        found = self.skeleton[table].iloc[self._words.records(table, text)[:limit]]
        return [Hit(table, *row) for row in pd.DataFrame(found)[["id", "name"]].itertuples(index=False, name=None)]

    # What a query asks, in numbers ------------------------------------------------------------------

    def _filter(self, query: Query) -> sql.Filter:
        chosen, off = query.kinds, kinds.off(query.hidden, query.kinds, self.skeleton)
        found = self._words.conditions(query.text)
        found += [sql.within(-1 if (n := self.number(query.within)) is None else n)] if query.within else []
        for table in ("groups", "persons"):
            if wanted := getattr(query, table):
                named = sql.naming(index.NAMED.index(table), self._positions(table, wanted))
                found.append(f"e.n IN ({named})")
        wanted = self._positions("kinds", chosen) if chosen else None
        hidden = self._positions("kinds", off)
        return sql.Filter(tuple(found), wanted, hidden, self._wanted(query), query.certain, query.years)

    def _wanted(self, query: Query) -> sql.Wanted | None:
        """Return who must have acted: a family alone has rows of its own, several choices are those of their bodies."""
        if not (asked := query.organizations):
            return None
        bodies, families = len(self.skeleton["organizations"]), len(self.skeleton["families"])
        alone = self._positions("families", asked)
        if len(asked) == 1 and alone:
            return sql.Wanted((bodies + alone[0],), (1 << alone[0],))
        meant = self._positions("organizations", filters.expand(asked, self.skeleton))
        none = [bodies + families] if dataset_columns.NONE_NAMED in asked else []
        bits = [1 << self._families[body] for body in meant]
        return sql.Wanted((*meant, *none), (*bits, *(1 << families for _ in none)))

    def _positions(self, table: str, ids: frozenset[str] | set[str]) -> tuple[int, ...]:
        return tuple(np.flatnonzero(screens.among(self.skeleton[table], "id", ids)).tolist())

    def _position(self, table: str, one: str) -> int:
        return next(iter(self._positions(table, {one})), -2)

    @cached_property
    def _families(self) -> list[int]:
        """The position of the family of each organization."""
        bodies, families = self.skeleton["organizations"], screens.column(self.skeleton["families"], "id")
        return list(screens.positions(bodies, "family", families).tolist())

    # What is read once ------------------------------------------------------------------------------

    def _read_words(self) -> Words:
        (spoken,) = self._database.numbers("SELECT spoken FROM words ORDER BY number")
        what, record, word = self._database.numbers("SELECT what, record, word FROM said ORDER BY nth", 3)
        sizes = {table: len(self.skeleton[table]) for table in index.NAMED}
        vocabulary = self._database.texts("SELECT word FROM words ORDER BY number")
        return words(vocabulary, spoken, (what, record, word), self._about.languages, sizes, self._database.dialect)

    def _read_sizes(self) -> dict[bool, list[int]]:
        """Return how many rows a cube of all events has at each level, without families and with them."""
        statement = "SELECT CAST(families AS INT), many FROM sizes ORDER BY families, level"
        families, many = self._database.numbers(statement, 2)
        return {bool(told): many[families == told].tolist() for told in (0, 1)}


def key_of(query: Query) -> tuple[Query, bool]:
    """Return what counts by years depend on: neither on the years, nor on anything that shows but does not choose."""
    kept = ("organizations", "kinds", "groups", "persons", "hidden", "within", "text")
    return Query(**{name: getattr(query, name) for name in kept}), query.certain and bool(query.organizations)
