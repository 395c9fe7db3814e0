"""Ids from names: ``Тарту, Серый дом`` becomes ``tartu-seryi-dom``."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 56
"""Characters before a number is added; an id has at most 64."""
_OTHERS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


def slug(text: str) -> str:
    """Return a text in ``[a-z0-9-]``, at most `LONGEST` characters; "" when nothing of it can be written so."""
    begin = text[: 8 * LONGEST]
    latin = begin if begin.isascii() else "".join(map(_latin, unicodedata.normalize("NFC", begin).lower()))
    words = "-".join(latin.lower().translate(_OTHERS).split())
    if len(words) <= LONGEST:
        return words
    whole, _, _ = words[: LONGEST + 1].rpartition("-")
    return whole or words[:LONGEST]


@cache
def _latin(char: str) -> str:
    """Return a character in Latin letters, of any script; signs for what has no letter are left out."""
    return char if char.isascii() else word_list("letters").get(char) or anyascii(char).replace("'", "")


class Ids:
    """Ids that are handed out once each."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, text: str, otherwise: str) -> str:
        """Return a new id for a name: its slug, or one of `otherwise`, with a number when that is taken."""
        own = slug(text)
        if own and own not in self._taken:
            self._taken.add(own)
            return own
        base = own or otherwise
        number = self._last.get(base, 1 if own else 0) + 1
        while f"{base}-{number}" in self._taken:
            number += 1
        self._last[base] = number
        self._taken.add(f"{base}-{number}")
        return f"{base}-{number}"
