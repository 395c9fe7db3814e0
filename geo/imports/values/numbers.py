"""Numbers and choices as people write them; what could mean two things is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from geo.dataset import cells
from geo.errors import CellError
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPED: Final = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,3}(?:[,.][0-9]{3}){2,}|[0-9]{1,3}(?:['\u2019][0-9]{3})+"
)
"""Groups of three; one comma or point alone may also begin a fraction."""
_SAME_SIGN: Final = re.compile(r"[0-9]+([^0-9])(?:[0-9]+(?:\1[0-9]+)*)")
_RANGE: Final = re.compile(
    r"(.*[0-9])\s*(?:[-\u2010-\u2015\u2212]|\.\.\.?|\u2026|\s(?:to|bis|do|kuni|до|a|à)\s)\s*([0-9].*)"
)
WHOLE: Final = r"(?![1-9][0-9]{0,2}\.000\Z)([0-9]+)(\.0+)?"
"""A whole number as programs write it, also with a point; ``12.000`` is twelve thousand in some languages."""
_WHOLE: Final = re.compile(WHOLE)
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
SIGNS: Final = " .,:;\u2026\u00b7*_/\\|?()[]{}\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"
"""What says nothing by itself, and may stand around a word; quotes are no such, which may repeat the cell above."""
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
    grouped = _GROUPED.fullmatch(text) and _SAME_SIGN.fullmatch(text)
    bare = re.sub("[^0-9]", "", text) if grouped else text
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
    """Say whether a text stands for an empty cell, such as a dash, ``n/a`` or "unknown"."""
    return _is_one(text.casefold(), _nothing())


def is_empty(text: str) -> bool:
    """Say whether a text stands for an empty cell, also where people write sentences: a dash, ``n/a``, ``NULL``."""
    return _is_one(text.casefold(), _empty())


def _is_one(text: str, words: frozenset[str]) -> bool:
    """Say whether a text is one of some words, as such or in brackets and the like, or has none but such signs."""
    if text in words:
        return True
    if text[:1].isalnum() and text[-1:].isalnum():  # nearly all are
        return False
    bare = text.strip(SIGNS)
    return bool(text) and (not bare or bare in words)


def is_above(text: str) -> bool:
    """Say whether a text means the cell above: a ditto mark, ``ibid.``."""
    return text.casefold() in _above()


@cache
def _above() -> frozenset[str]:
    return frozenset(word_list("numbers")["above"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(word_list("numbers")["empty"])


@cache
def _nothing() -> frozenset[str]:
    return _empty() | {*word_list("numbers")["unknown"]}


def ends(text: str) -> tuple[int, int] | None:
    """Return the least and the most of ``10-12``; None when it is no range of two whole numbers, the less first."""
    match = _RANGE.fullmatch(text)
    try:
        low, high = (count(side.strip()) for side in match.groups()) if match else (0, 0)
    except CellError:
        return None
    return (low, high) if low < high else None


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


def without_point(text: str) -> str:
    """Return a whole number without the ``.0`` that programs write after it; any other text as it is."""
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text
