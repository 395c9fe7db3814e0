"""Words as a search compares them: in any script, without case and accents, with or without their endings.

``static/shared/words.js`` has the same rules, with the tables of this module; a test compares the two.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST: Final = 4
"""Letters that are left of a word without its ending."""
_ALPHABETS: Final = ((0xDF, 0x2AF), (0x370, 0x588), (0x5D0, 0x5EB), (0x620, 0x64B), (0x10A0, 0x1100), (0x1E00, 0x1F00))
"""Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian: first letter, and where the next letters begin."""
_MARKS: Final = ("Mn", "Me")
"""Accents and what else is written on a letter."""
_KEPT: Final = re.compile(r"[a-z0-9]")
_PLAIN: Final = re.compile("[a-z0-9]+")
_WITHIN: Final = "'\u2019\u02bc\u02b9\u00b4`\u00ad\u200b\u200c\u200d"
"""Signs within a word that make no other of it."""
_JOINED: Final = str.maketrans("", "", _WITHIN)


def fold(text: str) -> str:
    """Return the words of a text for comparison, one space between them.

    Letters of alphabets are written in Latin ones (`anyascii`), those of other scripts stay; digits and letters make
    words, everything else parts them. What is folded stays the same when it is folded again.
    """
    if text.isascii():
        return " ".join(_PLAIN.findall(text.lower().translate(_JOINED)))
    return " ".join("".join(map(_letter, unicodedata.normalize("NFKD", text).lower())).split())


@cache
def _letter(char: str) -> str:
    if _KEPT.fullmatch(char):
        return char
    category = unicodedata.category(char)
    if char in _WITHIN or category in _MARKS or char in letters():
        return letters().get(char, "")
    return char if category[0] in "LN" or category == "Mc" else " "


@cache
def letters() -> Mapping[str, str]:
    """Return the letters of alphabets, in lower case and without accents, as they are written in Latin ones."""
    found = map(chr, (code for first, end in _ALPHABETS for code in range(first, end)))
    return {char: "".join(_KEPT.findall(anyascii(char).lower())) for char in found if char == _bare(char)}


def tables() -> dict[str, Any]:
    """Return what the page needs for the same rules; - stands for what is no letter of an alphabet."""
    alphabets = [
        (first, "|".join(letters().get(chr(code), "-") for code in range(first, end))) for first, end in _ALPHABETS
    ]
    alone = {lang: sorted(some) for lang, some in small().items()}
    return {"letters": alphabets, "within": _WITHIN, "endings": endings(), "least": LEAST, "small": alone}


def _bare(char: str) -> str:
    """Return a letter in lower case and without accents, nothing for what is no letter."""
    bare = unicodedata.normalize("NFKD", char).lower()
    return bare if unicodedata.category(char)[0] == "L" else ""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("endings.toml").read_text(encoding="utf-8"))


@cache
def endings() -> Mapping[str, tuple[str, ...]]:
    """Return the endings that words of a language have, the longest first."""
    return {lang: tuple(text.split()) for lang, text in _table().items() if isinstance(text, str)}


@cache
def endings_of_terms() -> Mapping[str, tuple[str, ...]]:
    """Return endings by which terms are found too, and names are not."""
    return {lang: tuple(text.split()) for lang, text in _table()["terms"].items()}


@cache
def small() -> Mapping[str, frozenset[str]]:
    """Return words of a language that are no form of another word, though they look like its stem."""
    return {lang: frozenset(text.split()) for lang, text in _table()["small"].items()}


def stem(word: str, lang: str) -> str:
    """Return a folded word without its ending in a language; the whole of it where nothing is known."""
    return _without(word, endings().get(lang, ()))


def stem_of_term(word: str, lang: str) -> str:
    """Return a folded word without an ending by which only terms are found."""
    return _without(word, endings_of_terms().get(lang, ()))


def _without(word: str, some: Iterable[str]) -> str:
    for ending in some:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word
