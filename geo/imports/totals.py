"""Rows that are probably no events: a total has figures, and neither a date nor a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from geo.dataset import columns
from geo.imports import phrases, schema
from geo.imports.values.word_lists import word_list
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.imports.model import Row, Sheet

DATE: Final = {"edtf", "start", "end"}
PLACE: Final = {"place", "latitude", "longitude"}


def likely_totals(sheet: Sheet, rows: Sequence[Row]) -> Iterator[str]:
    """Tell which rows look like totals by the first word of the row or its title, and which have figures alone.

    Those have neither a date nor a place. All are kept: whether they are events say those who know the table.
    """
    counts = {*schema.counts(), *columns.FIGURE}
    known = {name for row in rows for name in row.values}
    totals, bare = [], []
    for record, row in zip(sheet.records, rows, strict=True):
        first = next((cell for cell in record.cells.values() if isinstance(cell, str) and cell.strip()), "")
        dated = not DATE.isdisjoint(row.values)
        if total := next((text for text in (first, row["title"]) if _is_total(text, dated=dated)), ""):
            totals.append(f"{phrases.stand([row.record])} {shorten(total.strip())!r}")
        elif not counts.isdisjoint(row.values) and row.shape is None and (DATE | PLACE).isdisjoint(row.values):
            bare.append(row.record)
    if totals:
        yield f"{phrases.ATTENTION} looks like a row of totals; take it out of the table: {phrases.listed(totals)}"
    if bare and not (DATE | PLACE).isdisjoint(known):
        yield (
            f"{phrases.ATTENTION} figures with neither a date nor a place in {phrases.stand(bare)}: "
            "take out what is no event, such as a total"
        )


def _is_total(text: str, *, dated: bool) -> bool:
    """Say whether a first cell is a word for totals, or begins with one and its row has no date."""
    small = text[:80].casefold().strip(" \t\n.,:;=*-\u2013\u2014")
    return small in _words() or (not dated and any(small.startswith(f"{word} ") for word in _words()))


@cache
def _words() -> frozenset[str]:
    return frozenset(word_list("totals")["words"])
