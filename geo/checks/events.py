"""Checks of what events, their kinds and their figures say together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset import cells, chains, columns, screens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geo.checks.context import CheckContext
    from geo.dataset.screens import Mask
    from geo.model import Atlas, Problem

RESERVED = {columns.NONE_NAMED}
MAX_FAMILIES = 8
"""Seven families and "other": the palette has eight colours that stay apart (see README)."""
KIND = ("kind", "kind_detail")
MOST = 65_535
"""Records of a table that the page numbers with 16 bits; it takes the number after the last for none."""


def check_addresses(atlas: CheckContext) -> Iterator[Problem]:
    """Addresses of sources are web addresses; others are not shown as links (a warning)."""
    for index, url in cells.rows(atlas["sources"], "url"):
        if url and not cells.host(url):
            why, fix = "is not a web address and will not be a link", "begin with https://"
            yield atlas.problem("sources", index, "url", url, why, fix, warning=True)


def check_names_of_filters(atlas: CheckContext) -> Iterator[Problem]:
    """Families, organizations and kinds are chosen by their ids, which must differ."""
    seen = dict.fromkeys(RESERVED, "a reserved word")
    for name in ("families", "organizations", "kinds"):
        here = f"in {atlas.path(name)}"
        for index, value in cells.rows(atlas[name], "id"):
            if value and seen.setdefault(value, here) != here:
                why = f"this id is already {seen[value]}"
                yield atlas.problem(name, index, "id", value, why, "choose another id")
    if len(atlas["families"]) > MAX_FAMILIES:
        why = f"there are more than {MAX_FAMILIES} families"
        yield atlas.problem("families", "", "id", "", why, "gather the rare ones under 'other'")


def check_sizes(atlas: CheckContext) -> Iterator[Problem]:
    """Kinds and organizations are no more than a page can number."""
    for name in ("kinds", "organizations"):
        if len(atlas[name]) > MOST:
            why = f"there are more than {MOST:,} {name}"
            fix = "take away those that no event names, or split the dataset"
            yield atlas.problem(name, "", "id", "", why, fix)


def check_levels(atlas: CheckContext) -> Iterator[Problem]:
    """Kinds have two levels: the parent of a kind has no parent."""
    parents = _parents(atlas)
    for index, parent in cells.rows(atlas["kinds"], "parent"):
        if parents.get(parent):
            why, fix = "has a parent itself, but kinds have two levels", f"write {parents[parent]!r}"
            yield atlas.problem("kinds", index, "parent", parent, why, fix)


def check_kinds(atlas: CheckContext) -> Iterator[Problem]:
    """Every event's `kind` is of the first level and its `kind_detail` belongs to it."""
    parents = _parents(atlas)
    together = screens.combinations(atlas.events, KIND).to_pydict().values()
    wrong = {kind for kind, detail in zip(*together, strict=True) if _misplaced(kind, detail, parents)}
    for index, kind, detail in atlas.suspects(atlas.events, screens.among(atlas.events, "kind", wrong), *KIND):
        if fault := _misplaced(kind, detail, parents):
            yield atlas.problem("events", index, *fault)


def _misplaced(kind: str, detail: str, parents: Mapping[str, str]) -> tuple[str, str, str, str] | None:
    """Return the column of what is of the other level or belongs elsewhere, its cell, why, and how to mend it."""
    if parents.get(kind):
        return "kind", kind, "is a detail, not a kind", f"write it as kind_detail of {parents[kind]!r}"
    if kind in parents and parents.get(detail, kind) != kind:
        fix = f"its kind is {parents[detail]!r}" if parents[detail] else "it is a kind itself, not a detail"
        return "kind_detail", detail, f"does not belong to the kind {kind!r}", fix
    return None


def _parents(atlas: Atlas) -> dict[str, str]:
    return dict(zip(atlas["kinds"]["id"], atlas["kinds"]["parent"], strict=True))


def check_figures(atlas: CheckContext) -> Iterator[Problem]:
    """Every figure has a number, and low <= best <= high; a cell that is no number is reported."""
    yield from faulty_numbers(atlas, "figures")


def faulty_numbers(atlas: CheckContext, table: str) -> Iterator[Problem]:
    """Yield what is wrong with the numbers of a table that has low, best and high."""
    names = columns.FIGURE
    for index, *row in atlas.suspects(atlas[table], _doubtful(atlas[table]), *names):
        given = {name: text for name, text in zip(names, row, strict=True) if text}
        wrong = [
            (name, *fault)
            for name, text in given.items()
            for fault in cells.faults({**columns.COUNT, "name": name}, text)
        ]
        yield from (atlas.problem(table, index, name, given[name], why, fix) for name, why, fix in wrong)
        numbers = [found for text in given.values() if (found := cells.number(text)) is not None]
        if not given:
            fix = "give low, best or high, or take the row away"
            yield atlas.problem(table, index, "best", "", "the figure has no number", fix)
        elif numbers != sorted(numbers) and not wrong:
            low, high = next((a, b) for a, b in pairwise(given) if int(given[a]) > int(given[b]))
            why, fix = f"{low} is more than {high}, {given[high]}", "exchange them, or mend the wrong one"
            yield atlas.problem(table, index, low, given[low], why, fix)


def _doubtful(figures: pd.DataFrame) -> Mask:
    """Say of each record whether its numbers are none, no plain counts, or not in their order."""
    low, best, high = numbers = [screens.numbers(figures, name) for name in columns.FIGURE]
    none = np.logical_and.reduce([np.isnan(one) for one in numbers])
    found: Mask = none | (np.fmin(np.fmin(low, best), high) < 0) | (low > best) | (best > high) | (low > high)
    return found


def check_containment(atlas: CheckContext) -> Iterator[Problem]:
    """`part_of` never leads back to its own event: totals would contain themselves."""
    for index, above in _rings(atlas.events, "part_of"):
        why, fix = "the event is part of itself", "clear part_of of one of them"
        yield atlas.problem("events", index, "part_of", above, why, fix)


def check_successors(atlas: CheckContext) -> Iterator[Problem]:
    """`successor_of` never leads back to its own organization."""
    for index, before in _rings(atlas["organizations"], "successor_of"):
        why, fix = "the organization succeeds itself", "clear successor_of of one of them"
        yield atlas.problem("organizations", index, "successor_of", before, why, fix)


def _rings(table: pd.DataFrame, column: str) -> Iterator[tuple[str, str]]:
    """Yield the line and the cell of each record from which a column leads back to itself."""
    named = screens.given(table, column)
    if not named.any():
        return
    if screens.given(table, "id").all():  # then no ring goes through a record that names none above it
        below = screens.among(table, "id", table.loc[named, "id"].tolist())
        table = table.loc[below, ["id", column]]
    rings = chains.rings(dict(zip(table["id"].tolist(), table[column].tolist(), strict=True)))
    for index, one, value in cells.rows(table, "id", column):
        if one and one in rings:
            yield index, value
