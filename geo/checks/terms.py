"""Checks of the terms that cards explain: each must be able to be found, and to mean one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.dataset import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem

TERMS: Final = "terms"


def check_terms(atlas: CheckContext) -> Iterator[Problem]:
    """Every term has a word, and no other row explains the same words."""
    known: dict[str, str] = {}
    for index, key, term in cells.rows(atlas[TERMS], "id", "term"):
        said = "".join(char for char in term.casefold() if char.isalnum())
        if term and not said:
            yield atlas.problem(TERMS, index, "term", term, "has no word", "write the term as texts do", warning=True)
        elif said in known:
            why, fix = f"is what {known[said]!r} explains, too", "keep one of the two rows"
            yield atlas.problem(TERMS, index, "term", term, why, fix, warning=True)
        elif said:
            known[said] = key
