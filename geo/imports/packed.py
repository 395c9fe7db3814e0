"""Records of which there may be very many, packed by column: as texts of Python they take several times the room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias, overload

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE: Final = 10_000
"""Records that are packed together; fewer never are."""
Record = Sequence[str]
Column: TypeAlias = str | pa.Array
"""The cells of a piece in one column, or the one text that all of them have."""


class Packed(Sequence[Record]):
    """Records with a cell for each column, in the order in which they came."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        """Take some records, each of which may be let go when the next one comes."""
        self.recent: list[Any] = []
        """Those that are not packed yet; whoever adds to them has them packed when they are a piece."""
        self._pieces: list[Sequence[Column] | None] = []
        self._last: tuple[int, list[Record]] = (-1, [])
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        """Return how many records there are, with those that were let go."""
        return PIECE * len(self._pieces) + len(self.recent)

    def __iter__(self) -> Iterator[Record]:
        """Yield each record; of those that are packed one piece at a time stands as texts."""
        yield from chain.from_iterable(map(_records, self._pieces))
        yield from self.recent

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        """Return a record; its piece stays as texts until one of another piece is asked for."""
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        piece, place = divmod(range(len(self))[at], PIECE)
        if piece == len(self._pieces):
            found: Record = self.recent[place]
            return found
        if piece != self._last[0]:
            self._last = piece, [*_records(self._pieces[piece])]
        return self._last[1][place]

    def append(self, record: Record) -> None:
        """Add a record."""
        self.recent.append(record)
        if len(self.recent) == PIECE:
            self.pack()

    def pack(self) -> None:
        """Pack what is recent, which is a piece."""
        self._pieces.append([*map(_packed, zip(*self.recent, strict=True))])
        self.recent.clear()

    def column(self, at: int) -> Iterator[str]:
        """Yield the cells of one column."""
        yield from chain.from_iterable(_cells(piece[at]) for piece in self._pieces if piece)
        yield from (record[at] for record in self.recent)

    def once(self) -> Iterator[Record]:
        """Yield each record one last time, and let its piece go."""
        for at, piece in enumerate(self._pieces):
            self._pieces[at] = None
            yield from _records(piece)
        yield from self.recent


def _packed(cells: tuple[str, ...]) -> Column:
    return cells[0] if cells.count(cells[0]) == len(cells) else pa.array(cells, pa.string())


def _records(piece: Sequence[Column] | None) -> Iterator[Record]:
    return zip(*map(_cells, piece or ()), strict=True)


def _cells(column: Column) -> list[str]:
    return [column] * PIECE if isinstance(column, str) else column.to_pylist()
