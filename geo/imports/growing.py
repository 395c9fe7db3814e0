"""Tables as they grow, record by record."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Table:
    """A table as it grows: each record has the cells of all columns, "" where it says nothing."""

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = tuple(columns)
        self.records: list[tuple[str, ...]] = []
        self._empty = ("",) * len(self.columns)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.records)

    def add(self, record: Mapping[str, str]) -> None:
        """Add one record, column -> text."""
        self.records.append(tuple(map(record.get, self.columns, self._empty)))

    def adding(self, *names: str) -> Callable[..., None]:
        """Return what adds a record with the cells of these columns, in this order: for tables of many records."""
        pick = itemgetter(*[names.index(column) if column in names else -1 for column in self.columns])
        append = self.records.append
        return lambda *cells: append(pick((*cells, "")))

    def column(self, name: str) -> Iterator[str]:
        """Yield the cells of one column."""
        return map(itemgetter(self.columns.index(name)), self.records)
