"""Numbers and choices as people write them; what could mean two things is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geo.dataset import cells
from geo.errors import CellError
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_WHOLE: Final = re.compile(r"([0-9]+)\.0+")
_INEXACT: Final = tuple(
    (re.compile(pattern), why, fix)
    for pattern, why, fix in (
        (r"[0-9]{1,3}[.,][0-9]{3}", "may be a thousand or a fraction", "write digits only"),
        (r"[0-9]{1,3}(?:[.,'\u2019][0-9]{3})+", "has signs between its digits", "write digits only"),
        (r"[0-9]+[.,][0-9]+", "is a fraction", "write whole people, or leave the cell empty"),
        (
            r"[0-9][0-9.,]{0,20}[eE][+-]?[0-9]{1,3}",
            "was shortened by a spreadsheet",
            "format the column as whole numbers",
        ),
    )
)
"""Numbers that are not whole as written: why, and how to write them."""
NOTHING: Final = ("says that nothing is known", "leave the cell empty")
"""Why and how to write it, of what `says_nothing`."""


def count(text: str, ends: tuple[str, str] | None = None) -> int:
    """Return a number of people: digits, in groups of three if there are spaces between them.

    Parameters
    ----------
    text
        As written.
    ends
        The fields that hold the least and the most of what is counted, if there are such.

    Raises
    ------
    CellError
        When it is none, or could mean two things.
    """
    bare = re.sub(r"\s", "", text) if _GROUPED.fullmatch(text) else text
    whole = _WHOLE.fullmatch(bare)
    found = cells.number(whole[1] if whole else bare)
    if found is None and ends and (why := cells.inexact(text)):
        raise CellError(text, why, f"map the least to {ends[0]} and the most to {ends[1]}")
    if found is None:
        raise CellError(text, *_not_whole(text))
    if found < 0:
        raise CellError(text, "is less than 0", "leave the cell empty if it is unknown")
    return found


def says_nothing(text: str) -> bool:
    """Say whether a text stands for an empty cell, such as a dash or ``n/a``."""
    return text.casefold() in word_list("numbers")["nothing"]


def _not_whole(text: str) -> tuple[str, str]:
    """Return why a text is no whole number, and how to write it."""
    if says_nothing(text):
        return NOTHING
    found = ((why, fix) for pattern, why, fix in _INEXACT if pattern.fullmatch(text))
    return next(found, ("is not a whole number", "write digits only"))


def truth(text: str) -> str:
    """Return "true" or "false".

    Raises
    ------
    CellError
        When it is none, or could mean two things.
    """
    small = text.casefold()
    if small in ("true", "yes", "y", "1", "1.0", "да", "jah", "tak", "ja", "oui", "sí"):
        return "true"
    if small in ("false", "no", "n", "0", "0.0", "нет", "ei", "nie", "nein", "non"):
        return "false"
    raise CellError(text, "is neither true nor false", "write true or false")


def one_of(text: str, choices: Sequence[str]) -> str:
    """Return a value as the schema writes it: small letters, hyphens for spaces; "A" stays "A".

    Raises
    ------
    CellError
        When it is none, or could mean two things.
    """
    for value in (text, re.sub(r"[\s_]+", "-", text.casefold())):
        if value in choices:
            return value
    raise CellError(text, "is not an allowed value", cells.suggest(text, choices))
