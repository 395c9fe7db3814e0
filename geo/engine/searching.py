"""Which events a text asks for, as statements: the rules of `geo.view.search`, whose words stand in tables here.

Which words are meant is found in the vocabulary, which is in memory; so are the words of what events name. Only which
events say a word is asked of the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from geo.engine import sql
from geo.view import index, search, searched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.engine.sql import Dialect

    Numbers = NDArray[np.integer[Any]]


class Vocabulary(Sequence[str]):
    """Folded words in order, as Arrow holds them: a million take no more than their letters."""

    def __init__(self, words: pa.Array) -> None:
        self._words = words

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """Return a word, or some as a list."""
        found: str | list[str] = self._words[at].to_pylist() if isinstance(at, slice) else self._words[at].as_py()
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All words of a dataset, and those of what its events name.

    Attributes
    ----------
    among
        An index without the words of events.
    dialect
        How a database is asked for these.
    """

    among: index.Index
    dialect: Dialect

    def statements(self, text: str) -> list[str]:
        """Return statements for the numbers of events that a text asks for: one for each word or phrase of it."""
        return [self._statement(one) for one in search.asked(text)]

    def records(self, table: str, text: str) -> Numbers:
        """Return the positions of the records of a table whose own words a text asks for."""
        said = self.among.said[table]
        found = np.ones(len(said.begin) - 1, dtype=bool)
        for one in search.asked(text):
            found &= search.records(said, self._masks(one))
        return np.flatnonzero(found)

    def _statement(self, one: search.Asked) -> str:
        masks = self._masks(one)
        named = [
            sql.naming(what, np.flatnonzero(search.records(self.among.said[table], masks)).tolist())
            for what, table in enumerate(searched.NAMED)
        ]
        found = [statement for statement in (*self._own(masks), *named) if not statement.endswith(sql.NOTHING)]
        return " UNION ALL ".join(found) or sql.nobody()

    def _own(self, masks: list[search.Mask]) -> Iterator[str]:
        if len(masks) == 1:
            if ranges := runs(np.flatnonzero(masks[0])):
                yield self.dialect.saying(ranges)
        elif all(mask.any() for mask in masks):  # the words of a phrase are as they are written: one each
            yield self.dialect.phrase([int(np.argmax(mask)) for mask in masks])

    def _masks(self, one: search.Asked) -> list[search.Mask]:
        return [search.meant(self.among, word, whole=one.whole) for word in one.words]


def runs(positions: Numbers) -> list[tuple[int, int]]:
    """Return whole numbers in order as ranges, both ends included."""
    ends = np.flatnonzero(np.diff(positions) != 1)
    first = positions[np.concatenate([[0], ends + 1])] if len(positions) else positions
    last = positions[np.concatenate([ends, [len(positions) - 1]])] if len(positions) else positions
    return list(zip(first.tolist(), last.tolist(), strict=True))


def words(
    vocabulary: pa.Array,
    spoken: Numbers,
    said: tuple[Numbers, Numbers, Numbers],
    languages: Sequence[str],
    sizes: Mapping[str, int],
    dialect: Dialect,
) -> Words:
    """Return the words of a dataset from its tables ``words`` and ``said``; `sizes` is how many records a table has."""
    what, record, word = said
    of = {}
    for number, table in enumerate(searched.NAMED):
        own = what == number
        counts = np.bincount(record[own], minlength=sizes[table])
        of[table] = index.Said(np.concatenate([[0], np.cumsum(counts)]), word[own])
    marks = {lang: (spoken >> at & 1).astype(bool) for at, lang in enumerate(languages)}
    return Words(index.Index(Vocabulary(vocabulary), marks, of, {}, {}), dialect)
