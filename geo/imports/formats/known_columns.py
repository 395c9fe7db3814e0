"""A CSV file whose columns are known: under any of their names, without a row of tags and words for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.imports import hxl
from geo.imports.formats import grids, table_file
from geo.imports.guess import plain
from geo.imports.packed import Packed
from geo.imports.taking import emptied
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.formats.grids import Grid
    from geo.imports.model import File, Options


class _Named(Collection[str]):
    """Says of each name of a column in a file which one is meant, and whether one is."""

    def __init__(self, used: Sequence[str], also: Mapping[str, Sequence[str]], further: Collection[str] = ()) -> None:
        self._further = further
        self._known = {plain(name): column for column in used for name in (*also.get(column, ()), column)}

    def __contains__(self, name: object) -> bool:
        return plain(str(name)) in self._known or name in self._further

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def known(self, names: Collection[str]) -> dict[str, str]:
        """Return what those of some names mean that are known, and these names."""
        return {self._known[plain(name)]: name for name in names if plain(name) in self._known}

    def of(self, names: Sequence[str]) -> list[str]:
        """Return names as they are called by us; of two for one thing the second stays as it is."""
        found: dict[str, None] = {}
        for name in names:
            meant = self._known[plain(name)]
            found[name if meant in found else meant] = None
        return [*found]


def has(columns: Collection[str], needed: Sequence[str], table: Mapping[str, Any]) -> bool:
    """Say whether all columns that are needed are among some, under any of their names."""
    return {*needed} <= {*_Named(needed, table.get("also", {})).known(columns)}


def grid(
    path: File, options: Options, used: Sequence[str], table: Mapping[str, Any], whole: Grid | None = None
) -> Grid:
    """Return the `used` columns of a file under our names for them.

    Parameters
    ----------
    table
        Of ``column_sets.toml``: other names of columns, and further words for nothing.
    whole
        The file, if it was read already.

    Raises
    ------
    DataError
        As `geo.imports.formats.table_file.grid`.
    """
    named = _Named(used, table.get("also", {}), options.where)
    whole = whole or table_file.grid(path, options, named)
    found = grids.only(grids.part(path.name, whole, options), [*named.known(whole.columns).values()])
    rows, lines, remarks = found.rows, found.lines, found.remarks
    if rows and hxl.are_tags(rows[0]):
        remarks = (*remarks, hxl.left_out(str(lines[0])))
        rows, lines = Packed(islice(rows, 1, None)), lines[1:]
    words = _words(table.get("nothing", ()))
    empty: Counter[str] = Counter()
    cleared = Packed(row if words.isdisjoint(row) else _cleared(row, words, empty) for row in rows)
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
