"""Where the names of columns stand in a sheet that people made: below a title, under headings of several columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.imports import phrases
from geo.imports.formats.csv_file import FEWEST
from geo.wording import plural, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Rows = Sequence[Sequence[str]]
    Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]

LOOKED: Final = 50
"""Rows among which the names of columns are looked for."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The names of the columns, "" for one without a name, and the row in which the last of them stands, from 0.

    `titles` are row and text of what stands above them, `over` what stands over several columns.
    """

    names: Sequence[str]
    last: int
    titles: Sequence[tuple[int, str]] = ()
    over: Sequence[str] = ()
    joined: bool = False

    @classmethod
    def of(cls, rows: Rows, merged: Merged) -> Headings:
        """Find the names: the first row that is filled to a half of the widest, with what is merged into it.

        Parameters
        ----------
        merged
            First and last cell (row and column, from 0) of what is merged.
        """
        filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:LOOKED]]
        width = max(filled, default=0)
        if not width:
            return cls((), 0)
        enough = 1 if width < FEWEST else max(2, (width + 1) // 2)
        first = next(at for at, cells in enumerate(filled) if cells >= enough)
        last = _last(rows, merged, first)
        own = [_lowest(rows[first : last + 1], column) for column in range(len(rows[first]))]
        above = first - 1 if last == first and first and filled[first - 1] > 1 else first
        groups = _groups(rows[above], own) if above < last else [""] * len(own)
        twice = {name for name, number in Counter(own).items() if name and number > 1}
        pairs = zip(groups, own, strict=True)
        names = [f"{group} {name}" if name in twice and group else name for group, name in pairs]
        titles = [(at, " ".join(filter(None, rows[at]))) for at in range(min(above, first)) if filled[at]]
        return cls(names, last, titles, [*dict.fromkeys(filter(None, groups))], names != own)

    def remarks(self) -> Iterator[str]:
        """Yield what was left out above the names, and what stands over them."""
        if self.titles:
            rows = phrases.listed([str(at + 1) for at, _ in self.titles])
            texts = phrases.listed([repr(shorten(text)) for _, text in self.titles])
            yield f"{plural('row', len(self.titles))} {rows} above the column names left out: {texts}"
        if self.over:
            how = "stand before the names that are there twice" if self.joined else "are left out"
            yield f"headings over several columns {how}: {phrases.listed([repr(shorten(one)) for one in self.over])}"


def _last(rows: Rows, merged: Merged, first: int) -> int:
    """Return the last row of names: cells may be merged downwards into it, or sideways above it."""
    if first + 1 >= len(rows):
        return first
    down = [bottom for (top, _), (bottom, _) in merged if top == first and top < bottom < len(rows)]
    below = rows[first + 1]
    aside = any(
        top == bottom == first and right > left and all(below[left : right + 1])
        for (top, left), (bottom, right) in merged
    )
    gaps = [at for at, cell in enumerate(rows[first]) if not cell]
    texts = [cell for cell in below if cell]
    values = rows[first + 2] if first + 2 < len(rows) else ()
    below_names = len(texts) < len(below) or any(map(_is_number, values))
    filled_up = gaps and all(below[at] for at in gaps) and below_names and not any(map(_is_number, texts))
    return max([*down, first + 1] if aside or (filled_up and not merged) else [*down, first])


def _is_number(text: str) -> bool:
    return text[:1].isdigit() or text[:1] in "-+" or text in ("true", "false")


def _lowest(rows: Rows, column: int) -> str:
    return next((row[column].strip() for row in reversed(rows) if row[column].strip()), "")


def _groups(row: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return what stands over each column: its own cell above, else the nearest one to its left."""
    found, group = [], ""
    for cell, name in zip(row, own, strict=True):
        group = cell.strip() or group
        found.append("" if group == name else group)
        group = "" if cell.strip() == name else group
    return found
