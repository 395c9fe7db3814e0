"""A CSV file whose columns are known: under any of their names, without a row of tags and words for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.imports import hxl
from geo.imports.formats import csv_file
from geo.imports.guess import plain
from geo.imports.taking import emptied
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class _Named(Collection[str]):
    """Says of each name of a column in a file which one is meant, and whether one is."""

    def __init__(self, used: Sequence[str], also: Mapping[str, Sequence[str]]) -> None:
        self._known = {plain(name): column for column in used for name in (*also.get(column, ()), column)}

    def __contains__(self, name: object) -> bool:
        return plain(str(name)) in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def of(self, names: Sequence[str]) -> list[str]:
        """Return names as they are called by us; of two for one thing the second stays as it is."""
        found: dict[str, None] = {}
        for name in names:
            meant = self._known[plain(name)]
            found[name if meant in found else meant] = None
        return [*found]


def grid(path: Path, encoding: str, used: Sequence[str], table: Mapping[str, Any]) -> csv_file.Grid:
    """Return the `used` columns of a file under our names for them.

    Parameters
    ----------
    table
        Of ``column_sets.toml``: other names of columns, and further words for nothing.

    Raises
    ------
    DataError
        As `geo.imports.formats.csv_file.grid`.
    """
    named = _Named(used, table.get("also", {}))
    found = csv_file.grid(path, encoding, named)
    rows, lines, remarks = found.rows, found.lines, found.remarks
    if rows and hxl.are_tags(rows[0]):
        remarks = (*remarks, hxl.left_out(str(lines[0])))
        rows, lines = rows[1:], lines[1:]
    words = _words(table.get("nothing", ()))
    empty: Counter[str] = Counter()
    cleared = [row if words.isdisjoint(row) else _cleared(row, words, empty) for row in rows]
    if empty:
        remarks = (*remarks, emptied(empty))
    return replace(found, columns=named.of(found.columns), rows=cleared, lines=lines, remarks=remarks)


def _words(further: Sequence[str]) -> frozenset[str]:
    """Return words for nothing in the letters in which programs write them; those of people may be names."""
    known = (*word_list("numbers")["empty"], "NaN", "NaT")
    return frozenset(form for word in known for form in (word, word.upper(), word.capitalize())).union(further)


def _cleared(row: Sequence[str], words: frozenset[str], empty: Counter[str]) -> list[str]:
    empty.update(cell for cell in row if cell in words)
    return ["" if cell in words else cell for cell in row]
