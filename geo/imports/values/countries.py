"""Countries of today, by the codes and names that people write."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from geo.imports.values.numbers import without_point
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("en", "ru", "et", "pl", "de", "fr", "es", "it", "uk", "lv", "lt")
"""In which names of countries are known."""
NO_COUNTRIES: Final = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Codes of CLDR that are no country."""


def country(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country of today, by a code or a name; "" when it is none."""
    known = _countries()
    small = without_point(text.casefold())
    if "?" in text or _plain(text) in word_list("countries")["several"]["names"]:
        return ""
    return known.get(small) or known.get(plain := _plain(text)) or known.get(_bare(plain), "")


def _plain(text: str) -> str:
    """Return a name without accents, signs and articles; "St" is written out, and "&"."""
    base = unicodedata.normalize("NFKD", text.casefold().replace("\u0451", "\u0435").replace("&", " and "))
    words = re.sub(r"[\W_]+", " ", "".join(char for char in base if not unicodedata.combining(char))).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


def _bare(plain: str) -> str:
    """Return a plain name without the words for the form of its state, which may stand before it or after."""
    for words in sorted(word_list("countries")["words"]["before"], key=len, reverse=True):
        if plain.startswith(f"{words} "):
            return plain[len(words) + 1 :]
        if plain.endswith(f" {words}"):
            return plain[: -len(words) - 1]
    return ""


@cache
def _countries() -> Mapping[str, str]:
    own = Locale.parse("en").territories
    codes = {code for code in map(str, own) if re.fullmatch("[A-Z]{2}", code)} - NO_COUNTRIES
    found: dict[str, str] = {code.casefold(): code for code in codes}
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    for alias, targets in aliases.items():
        if len(targets) == 1 and re.fullmatch("[A-Z]{3}|[0-9]{3}", alias):
            found[alias.casefold()] = targets[0]
            found[alias.lstrip("0")] = targets[0]
    names: dict[str, set[str]] = {}
    for lang in LANGUAGES:
        for code, name in Locale.parse(lang).territories.items():
            if code in codes:
                names.setdefault(str(name).casefold(), set()).add(code)
    further = {_plain(name): {*of} for name, of in names.items()}
    for name, of in names.items():
        further[_plain(name)] |= of
    further_names = {
        name: code for code, aliases in word_list("countries")["names"].items() for name in map(_plain, aliases)
    }
    plain = {name: min(of) for name, of in further.items() if len(of) == 1}
    whole = {name: min(of) for name, of in names.items() if len(of) == 1}
    return {**plain, **found, **whole, **_other_names(), **further_names}


def _other_names() -> dict[str, str]:
    """Return further English names of states that have not become smaller since."""
    states = word_list("states")
    return {name: code for name, code in states["names"].items() if code not in states["since"]}
