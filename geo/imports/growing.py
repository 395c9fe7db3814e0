"""Tables as they grow, record by record."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from geo.imports import packed
from geo.imports.controls import visible
from geo.imports.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Table:
    """A table as it grows: each record has the cells of all columns, "" where it says nothing."""

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = tuple(columns)
        self.records = Packed()
        self._recent = self.records.recent
        self._empty = ("",) * len(self.columns)
        self._pictures = 0

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.records)

    def add(self, record: Mapping[str, str]) -> None:
        """Add one record, column -> text."""
        self.take(tuple(map(record.get, self.columns, self._empty)))

    def take(self, record: tuple[str, ...]) -> None:
        """Add one record, which has a cell for each column."""
        self._recent.append(record)
        if len(self._recent) == packed.PIECE:
            self.finish()
            self.records.pack()

    def adding(self, *names: str) -> Callable[..., None]:
        """Return what adds a record with the cells of these columns, in this order: for tables of many records."""
        pick = itemgetter(*[names.index(column) if column in names else -1 for column in self.columns])
        return lambda *cells: self.take(pick((*cells, "")))

    def finish(self) -> int:
        """Put pictures for control characters in the last records too; return how many cells of all have changed."""
        self._pictures += visible(self._recent)
        return self._pictures

    def column(self, name: str) -> Iterator[str]:
        """Yield the cells of one column."""
        return self.records.column(self.columns.index(name))
