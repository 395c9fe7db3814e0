"""Numbers, degrees and countries as people write them; what could mean two things is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from geo.dataset import cells
from geo.errors import CellError
from geo.imports.values.data import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES: Final = ("en", "ru", "et", "pl", "de", "fr", "es", "it", "uk", "lv", "lt")
"""In which names of countries are known."""
NO_COUNTRIES: Final = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Codes of CLDR that are no country."""
LEAST_PRECISION: Final = 1000
"""Metres; no more is claimed of a position of which nothing is said, however many digits it has."""
METRES_A_DEGREE: Final = 111_320
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_WHOLE: Final = re.compile(r"([0-9]+)\.0+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[.,]([0-9]{1,20}))?\s?[\u00b0\u00ba]?")
_PART: Final = r"([0-9]{1,2}(?:[.,][0-9]+)?)"
_DEGREES: Final = re.compile(
    r"([0-9]{1,3})\s*[\u00b0\u00ba]\s*"
    rf"(?:{_PART}\s*['\u2032\u2019]\s*)?(?:{_PART}\s*(?:[\u2033\u201d\"]|'')\s*)?"
)
_SPACED: Final = re.compile(rf"([0-9]{{1,3}})\s+{_PART}(?:\s+{_PART})?")
_INEXACT: Final = tuple(
    (re.compile(pattern), why, mend)
    for pattern, why, mend in (
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
"""Numbers that are not whole as written: why, and how to mend them."""
_NUMBER: Final = r"[+-]?[0-9]{1,3}[.,][0-9]{1,20}"
_PAIR: Final = re.compile(rf"[(\[]?{_NUMBER}(?:\s?[,;/]\s?|\s){_NUMBER}[)\]]?")
NOTHING: Final = ("says that nothing is known", "leave the cell empty")
"""Why and how to mend it, of what `says_nothing`."""
LIMITS: Final = {"latitude": (90, "NS"), "longitude": (180, "EW")}


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
    return text.casefold() in data("reading")["nothing"]


def _not_whole(text: str) -> tuple[str, str]:
    """Return why a text is no whole number, and how to mend it."""
    if says_nothing(text):
        return NOTHING
    found = ((why, mend) for pattern, why, mend in _INEXACT if pattern.fullmatch(text))
    return next(found, ("is not a whole number", "write digits only"))


def degrees(text: str, which: str) -> tuple[float, int]:
    """Return degrees, and the number of decimals they were written with.

    Parameters
    ----------
    text
        ``59.9386``, ``59,9386°``, ``N 59.9``, ``59°56'19"N`` or ``59 56 N``.
    which
        "latitude" or "longitude".

    Raises
    ------
    CellError
        When it is none, or could mean two things.
    """
    most, letters = LIMITS[which]
    bare, half = (text, "") if _DECIMAL.fullmatch(text) else _half(text)
    decimal = _DECIMAL.fullmatch(bare)
    sexagesimal = (_DEGREES.fullmatch(bare) or _SPACED.fullmatch(bare)) if half else None
    if decimal and half in ("", *letters) and not (half and bare[0] in "+-"):
        value, digits = float(bare.rstrip(" \u00b0\u00ba").replace(",", ".")), len(decimal[1] or "")
    elif sexagesimal and half in letters:
        parts = [float((part or "0").replace(",", ".")) for part in sexagesimal.groups()]
        if max(parts[1:]) >= 60:
            raise CellError(text, "has 60 minutes or seconds, or more", "write such as 59°56'19\"N")
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
        digits = 4 if sexagesimal[3] else 2 if sexagesimal[2] else 0
    elif says_nothing(text):
        raise CellError(text, *NOTHING)
    elif is_pair(text):
        raise CellError(text, "has two numbers in one cell", "split it into two columns")
    else:
        raise CellError(text, f"is no {which}", "write decimal degrees, such as 59.9386, or 59°56'19\"N")
    value = -value if half and half in "SW" else value
    if abs(value) > most:
        raise CellError(
            text,
            f"is no {which}: it goes to {most} degrees",
            "look whether a decimal sign slipped, the two are swapped, or it is another system",
        )
    return value, digits


def _half(text: str) -> tuple[str, str]:
    """Return a text without the word for a half of the earth, and which: N, S, E, W, or "" for none."""
    small = text.casefold()
    for half, words in data("reading")["halves"].items():
        for word in words:
            if small.endswith(word):
                return text[: -len(word)].rstrip(), half
            if small.startswith(word) and len(word) == 1:
                return text[1:].lstrip(), half
    return text, ""


def is_pair(text: str) -> bool:
    """Say whether a text holds two numbers with decimals, as a latitude and a longitude in one cell do."""
    return _PAIR.fullmatch(text) is not None


def precision(decimals: int) -> int:
    """Return the radius in metres that a number of decimals of a degree allows, `LEAST_PRECISION` at least."""
    return max(LEAST_PRECISION, round(METRES_A_DEGREE / 10.0 ** min(decimals, 9)))


def country(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country of today, by a code or a name; "" when it is none."""
    return _countries().get(text.casefold(), "")


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
    return found | {name: min(of) for name, of in names.items() if len(of) == 1} | _other_names()


def _other_names() -> dict[str, str]:
    """Return further English names of states that have not become smaller since."""
    states = data("states")
    return {name: code for name, code in states["names"].items() if code not in states["since"]}
