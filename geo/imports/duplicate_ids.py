"""Ids that a file gives to several records: a slip, or one thing counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.imports import phrases
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class DuplicateIds:
    """Which records bear which id, and what they are called in the dataset."""

    def __init__(self, what: str = "id") -> None:
        self._what = what
        self._found: dict[str, list[tuple[str, str]]] = {}

    def add(self, given: str, record: str, key: str = "") -> None:
        """Note the id that the file gives to a record, and the one that was made of it, if one was."""
        if given:
            self._found.setdefault(given, []).append((record, key))

    def sentences(self, *, unique: bool = False) -> Iterator[str]:
        """Tell which ids stand more than once; of a format that gives each `unique` ids that is urgent."""
        twice = {given: found for given, found in self._found.items() if len(found) > 1}
        if twice and unique:
            yield (
                f"{phrases.ATTENTION} {count(len(twice), 'id')} for more than one record: "
                "they may be the same events, counted again; look at them and take out what is double"
            )
        for given, found in list(twice.items())[: phrases.SHOWN]:
            records, keys = zip(*found, strict=True)
            yield f"{self._what} {given!r} stands in {phrases.stand(records)}: {_became(keys)}"
        if len(twice) > phrases.SHOWN:
            yield f"... and {len(twice) - phrases.SHOWN:,} more that stand in several records"


def _became(keys: Sequence[str]) -> str:
    if not any(keys):
        return "each is carried over"
    return f"{'the second is' if len(keys) == 2 else 'the others are'} called {phrases.listed(keys[1:])}"
