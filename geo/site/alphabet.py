"""The order of names in a list from A to Z, by the alphabet of its language; Python has none of its own."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABETS: Final[Mapping[str, str]] = {
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "et": "ABCDEFGHIJKLMNOPQRSŠZŽTUVWÕÄÖÜXY",
    "pl": "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ",
}
"""Language -> its alphabet; of others that of English."""
NONE: Final = "#"
"""Stands for what begins with no letter."""


def letter(name: str, lang: str) -> str:
    """Return the letter under which a name stands.

    >>> letter("«Żydzi»", "pl"), letter("Őrség", "en"), letter("Õpetaja", "et"), letter("1937", "en")
    ('Ż', 'O', 'Õ', '#')
    """
    first = next((char for char in name if char.isalnum()), "")
    return _known(first.upper()[:1], lang) if first.isalpha() else NONE


def order(name: str, lang: str) -> tuple[int, ...]:
    """Return by what a name is sorted: its letters and digits as the alphabet has them, digits before letters."""
    places = _places(lang)
    chars = (_known(char, lang) for char in name.upper() if char.isalnum() or char == " ")
    return tuple(places.get(char, ord(char) if char in " 0123456789" else 1000 + ord(char)) for char in chars)


@cache
def _places(lang: str) -> Mapping[str, int]:
    return {char: 100 + at for at, char in enumerate(ALPHABETS.get(lang, LATIN))}


def _known(char: str, lang: str) -> str:
    """Return a letter of the alphabet, or the one without accents for one that it does not have."""
    if char in _places(lang):
        return char
    bare = unicodedata.normalize("NFKD", char)[:1]
    return bare if bare in _places(lang) else char
