"""Ids that a file gives to several records, and records that are the same: a slip, or one thing counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.imports import phrases
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.imports.model import Row


class DuplicateIds:
    """Which records bear which id, and what they are called in the dataset."""

    def __init__(self, what: str = "id") -> None:
        self._what = what
        self._first: dict[str, str] = {}
        """Id -> the first record that bears it; of nearly all there is no other."""
        self._more: dict[str, list[tuple[str, str]]] = {}

    def add(self, given: str, record: str, key: str = "") -> None:
        """Note the id that the file gives to a record, and the one that was made of it, if one was."""
        if given in self._first:
            self._more.setdefault(given, []).append((record, key))
        elif given:
            self._first[given] = record

    def sentences(self, *, unique: bool = False) -> Iterator[str]:
        """Tell which ids stand more than once; of a format that gives each `unique` ids that is urgent."""
        twice = [given for given in self._first if given in self._more]
        if twice and unique:
            yield (
                f"{phrases.ATTENTION} {count(len(twice), 'id')} for more than one record: "
                "they may be the same events, counted again; look at them and take out what is double"
            )
        for given in twice[: phrases.SHOWN]:
            records, keys = zip(*self._more[given], strict=True)
            yield f"{self._what} {given!r} stands in {phrases.stand([self._first[given], *records])}: {_became(keys)}"
        if len(twice) > phrases.SHOWN:
            yield f"... and {len(twice) - phrases.SHOWN:,} more that stand in several records"


def _became(keys: Sequence[str]) -> str:
    """Return what became of the records after the first."""
    if not any(keys):
        return "each is carried over"
    return f"{'the second is' if len(keys) == 1 else 'the others are'} called {phrases.listed(keys)}"


class SameRows:
    """Which records without an id say the same as one before them: one event written twice, or two alike."""

    def __init__(self) -> None:
        self._first: dict[int, str] = {}
        self._again: list[str] = []
        self._count = 0

    def add(self, row: Row) -> None:
        """Note what is taken of a record; of each only a number is kept, since files may be long."""
        shape = None if row.shape is None else row.shape.wkb
        first = self._first.setdefault(hash((*row.values.items(), shape)), row.record)
        if first != row.record:
            self._count += 1
            if len(self._again) < phrases.SHOWN:
                self._again.append(f"{phrases.stand([row.record])} as {phrases.stand([first])}")

    def sentences(self) -> Iterator[str]:
        """Tell how many there are, and the first of them."""
        if self._count:
            verb = "says" if self._count == 1 else "say"
            rest = self._count - len(self._again)
            listed = ", ".join(self._again) + (f" and {rest:,} more" if rest else "")
            yield (
                f"{count(self._count, 'record')} without an id {verb} in every column that is taken the same as one "
                f"before, {listed}: each is an event of its own; take out what is one event written twice"
            )
