"""An engine over a database: `geo.engine.model.Engine`, of which a database only runs statements."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo.cache import Cache
from geo.dataset import screens
from geo.engine import counts, excerpts, grid, sql
from geo.engine.model import FACETS, MOST_ROWS, Cube, Facets, Hit
from geo.engine.owners import EVENTS
from geo.engine.questions import Questions
from geo.engine.searching import words
from geo.engine.sizes import ANYBODY, Sizes
from geo.engine.stored import LINE, NUMBER, ROWS
from geo.model import YearSpan
from geo.view import searched
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from geo.engine.database import Database
    from geo.engine.model import Box
    from geo.engine.searching import Words
    from geo.engine.stored import About
    from geo.model import Atlas

    Numbers = NDArray[np.integer[Any]]

COLUMNS: Final = tuple(one.name for one in fields(Cube))[:-1]
"""Of a cube, in the order of its statement."""
REMEMBERED: Final = 100_000_000
"""Bytes of answers that are kept: who goes back, or zooms, asks for the same again. A large one has 10 MB."""

UNKNOWN: Final = -2
"""The position of a place that is not in the skeleton; -1 stands for no place."""


class Answers:
    """See `geo.engine.model.Engine`."""

    def __init__(self, about: About, skeleton: Atlas, database: Database) -> None:
        self.version = about.version
        self.events = about.events
        self.skeleton = replace(skeleton, version=about.version)  # two datasets may differ in their events alone
        self._about = about
        self._database = database
        self._bones = excerpts.bones(self.skeleton)
        self._kept: Cache[list[Numbers]] = Cache(REMEMBERED, lambda columns: sum(one.nbytes for one in columns))
        self._words: Words = self._read_words()
        self._asked = Questions(self.skeleton, self._words, database).of
        self._sizes = Sizes(*database.numbers(Sizes.statement, len(Sizes.columns)))

    def measures(self, query: Query) -> list[str]:
        """See `Engine`."""
        if "figures" not in self._about.rows:
            return []
        return list(self._database.texts(sql.measures(self._asked(query), ROWS, NUMBER, LINE)).to_pylist())

    def close(self) -> None:
        """See `Engine`."""
        self._database.close()

    # Counts ---------------------------------------------------------------------------------------

    def cube(
        self,
        query: Query,
        *,
        most: int | None = None,
        box: Box | None = None,
        moved: bool = True,
        families: bool = True,
    ) -> Cube:
        """See `Engine`."""
        asked = self._asked(query)
        limit = MOST_ROWS[families] if most is None else most
        for level in range(self._level(query, asked, box, limit, families=families), len(grid.SIDES)):
            cells = counts.Cells(level, box)
            if self._is_whole(asked, cells, families=families):
                statement = counts.whole(asked, cells, moved=moved, families=families)
            else:
                statement = counts.cube(asked, cells, moved=moved, families=families)
            columns = self._once(statement, len(COLUMNS))
            if len(columns[0]) <= limit:
                break
        found: dict[str, Any] = dict(zip(COLUMNS, columns, strict=True))
        return Cube(**found, degrees=grid.SIDES[level])

    def _level(self, query: Query, asked: sql.Filter, box: Box | None, most: int, *, families: bool) -> int:
        """Return the finest level of which it is likely that a cube has so many rows at most."""
        many = self.count(query.with_(years=YearSpan()))
        share = 1.0
        if box and many:
            there = int(self._once(counts.within(box))[0][0])
            many, share = min(many, there), there / max(self.events, 1)
        roots = None if asked.kinds is None else {self._roots[kind] for kind in asked.kinds}
        who = (ANYBODY,) if asked.wanted is None else asked.wanted.who
        rows = self._sizes.of(who, roots, families=families and asked.wanted is None)
        return next((level for level, size in enumerate(rows) if min(size * share, many) <= most), len(rows) - 1)

    def _is_whole(self, asked: sql.Filter, cells: counts.Cells, *, families: bool) -> bool:
        """Whether a cube is that of all events which is stored."""
        every = asked.chosen == "TRUE" and asked.wanted is None and asked.events == sql.EVENTS
        return every and cells.box is None and cells.level == self._sizes.first(families=families)

    def facets(self, query: Query, what: Collection[int] | None = None) -> Facets:
        """See `Engine`."""
        asked = self._asked(query.with_(years=YearSpan()))
        wanted = range(len(FACETS)) if what is None else sorted(what)
        statement = counts.facets(asked, len(self.skeleton["organizations"]), wanted)
        return Facets(*self._once(statement, len(fields(Facets))))

    def _once(self, statement: str, columns: int = 1) -> list[Numbers]:
        """Return what a statement answers, kept for who asks the same again."""
        return self._kept.get(statement, lambda one: self._database.numbers(one, columns))

    def count(self, query: Query) -> int:
        """See `Engine`."""
        return int(self._once(sql.count(self._asked(query)))[0][0])

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
        asked = self._asked(query)
        some = [sql.unplaced(asked)] if unplaced else []
        some += [] if evidence is None else [sql.among("e.evidence", evidence)]
        return self._numbers(asked, sql.both(some), offset, limit, listed=listed)

    def at_place(self, place: str, query: Query, *, offset: int = 0, limit: int | None = None) -> Numbers:
        """See `Engine`."""
        at = self._bones.position.get(place, UNKNOWN)
        asked = self._asked(query, sql.of_place(at))
        return self._numbers(asked, sql.at_place(at, asked), offset, limit, listed=True)

    def _numbers(self, asked: sql.Filter, condition: str, offset: int, limit: int | None, *, listed: bool) -> Numbers:
        """Return the numbers of events in order; those that had begun are asked for by themselves, in order of time."""
        if not listed or asked.years.first is None:
            return self._database.numbers(sql.numbers(asked, condition, offset, limit))[0]
        begun, found, missing = sql.had_begun(asked, asked.years.first), [], limit
        for part in (f"NOT {begun}", begun):
            here = sql.both([condition, part])
            (some,) = self._database.numbers(sql.numbers(asked, here, offset, missing))
            found.append(some)
            missing = None if missing is None else missing - len(some)
            if missing == 0:
                break
            offset = 0 if len(some) or not offset else offset - int(self._once(sql.count_of(asked, here))[0][0])
        return np.concatenate(found)

    def at_places(self) -> Numbers:
        """See `Engine`."""
        place, events = self._once(sql.at_places(), 2)
        return np.bincount(place, events, len(self.skeleton.places)).astype(np.int64)

    def moved(self, query: Query) -> Numbers:
        """See `Engine`."""
        asked = self._asked(query.with_(years=YearSpan()))
        return self._database.numbers(sql.numbers(asked, "e.moved"))[0]

    def chosen(self, query: Query, numbers: Sequence[int] | Numbers) -> NDArray[np.bool_]:
        """See `Engine`."""
        asked = self._asked(query)
        if asked.events == sql.EVENTS:
            return np.ones(len(numbers), dtype=bool)
        (here,) = self._database.numbers(sql.among_picked(asked, map(int, numbers)))
        found: NDArray[np.bool_] = np.isin(np.asarray(numbers), here)
        return found

    def parts(self, number: int) -> int:
        """See `Engine`."""
        return int(self._database.numbers(sql.parts(number))[0][0])

    def number(self, event_id: str) -> int | None:
        """See `Engine`."""
        return self._database.number(event_id)

    def places(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """See `Engine`."""
        return np.array([self._bones.position[one] for one in ids], np.int64)

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

    def _rows(self, numbers: list[int], tables: Collection[str] = ()) -> dict[str, pd.DataFrame]:
        return {name: self._database.rows(name, numbers) for name in tables or self._about.rows}

    def hits(self, table: str, text: str, limit: int = 10) -> list[Hit]:
        """See `Engine`."""
        if table == EVENTS:
            events = self._rows([*map(int, self.numbers(Query(text=text), limit=limit))], (EVENTS,))[EVENTS]
            return [Hit(table, *row) for row in events[["id", "title"]].itertuples(index=False, name=None)]
        found = self.skeleton[table].iloc[self._words.records(table, text)[:limit]]
        return [Hit(table, *row) for row in pd.DataFrame(found)[["id", "name"]].itertuples(index=False, name=None)]

    # What is read once ------------------------------------------------------------------------------

    def _read_words(self) -> Words:
        (spoken,) = self._database.numbers("SELECT spoken FROM words ORDER BY number")
        what, record, word = self._database.numbers("SELECT what, record, word FROM said ORDER BY nth", 3)
        sizes = {table: len(self.skeleton[table]) for table in searched.NAMED}
        vocabulary = self._database.texts("SELECT word FROM words ORDER BY number")
        return words(vocabulary, spoken, (what, record, word), self._about.languages, sizes, self._database.dialect)

    @cached_property
    def _roots(self) -> list[int]:
        """The position of the kind of the first level of each kind."""
        table = self.skeleton["kinds"]
        parent = screens.positions(table, "parent", screens.column(table, "id"))
        return list(np.where(parent < 0, np.arange(len(parent)), parent).tolist())
