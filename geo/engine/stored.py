"""All that is stored of a dataset for an engine, one table at a time, in the form in which both databases take it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from geo.dataset import screens, write
from geo.engine import owners, sums_stored, tables
from geo.map.moments import moments
from geo.view import index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.model import Atlas

FORMAT: Final = 2
"""Changes when what is stored does: an engine reads only its own."""
NUMBER, LINE = "atlas:n", "atlas:line"
"""Columns beside those of records: the number of their event, and their position among all of their table."""
ROWS: Final = "rows_"
"""Begins the names of tables that hold records as they are written."""


@dataclass(frozen=True, slots=True)
class About:
    """What an engine must know before it asks anything.

    Attributes
    ----------
    version
        Of the whole dataset, as `geo.model.Atlas.version`.
    events
        How many there are.
    languages
        Those whose endings words may have, in the order of the bits of ``words.spoken``.
    rows
        The tables of which records are stored.
    """

    version: str
    events: int
    languages: tuple[str, ...]
    rows: tuple[str, ...]

    def as_text(self) -> str:
        """Return it as JSON."""
        lists = {"languages": [*self.languages], "rows": [*self.rows]}
        return json.dumps({"format": FORMAT, "version": self.version, "events": self.events, **lists}, indent=1) + "\n"


def read_about(text: str | bytes) -> About | None:
    """Return what JSON tells of an engine; None when it is not of this `FORMAT`."""
    found: Mapping[str, Any] = json.loads(text)
    if found.get("format") != FORMAT:
        return None
    return About(found["version"], found["events"], tuple(found["languages"]), tuple(found["rows"]))


@dataclass(frozen=True, slots=True)
class Stored:
    """A dataset on its way into a database.

    Attributes
    ----------
    about
        See there.
    skeleton
        The dataset without its events.
    """

    about: About
    skeleton: Atlas
    _whole: Atlas
    _owners: Mapping[str, Any]

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield each table with its name: those of `geo.engine.tables`, their sums, records as they are written."""
        order = moments(self._whole).order()
        yield from sums_stored.extended(tables.derived(self._whole, order))
        number = np.empty(len(order), np.int64)
        number[order] = np.arange(len(order))
        for name in self.about.rows:
            yield f"{ROWS}{name}", self._rows(name, number)

    def _rows(self, name: str, number: Any) -> pa.Table:
        table, owner = self._whole[name], self._owners[name]
        line = np.flatnonzero(owner != owners.NOBODY)
        n = number[owner[line]]
        by = np.argsort(n, kind="stable")
        own = table.iloc[line[by]]
        columns = {str(column): screens.column(own, str(column)) for column in own.columns}
        return pa.table({NUMBER: pa.array(n[by], pa.int32()), LINE: pa.array(line[by], pa.int32()), **columns})

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the skeleton, which is a dataset in itself."""
        yield from write.files(self.skeleton.package, self.skeleton.tables)
        yield from self.skeleton.files.items()


def stored(atlas: Atlas) -> Stored:
    """Return what is to be stored of a dataset that passed its checks."""
    of = owners.owners(atlas)
    rows = tuple(name for name, owner in of.items() if (owner != owners.NOBODY).any() or name == owners.EVENTS)
    languages = tuple(index.of_atlas(atlas).spoken)
    return Stored(About(atlas.version, len(atlas.events), languages, rows), owners.skeleton(atlas, of), atlas, of)
