"""Latitudes and longitudes as people write them; what could mean two things is refused."""

from __future__ import annotations

import re
from typing import Final

from geo.dataset.longitudes import MOST
from geo.errors import CellError
from geo.imports.values import numbers
from geo.imports.values.word_lists import word_list

LEAST_PRECISION: Final = 1000
"""Metres; no more is claimed of a position of which nothing is said, however many digits it has."""
METRES_A_DEGREE: Final = 111_320
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[.,]([0-9]{1,20}))?\s?[\u00b0\u00ba]?")
_SIGNS: Final = {ord(dash): "-" for dash in "\u2212\u2010\u2011\u2012\u2013"}
_PART: Final = r"([0-9]{1,2}(?:[.,][0-9]+)?)"
_DEGREES: Final = re.compile(
    r"([0-9]{1,3})\s*[\u00b0\u00ba]\s*"
    rf"(?:{_PART}\s*['\u2032\u2019]\s*)?(?:{_PART}\s*(?:[\u2033\u201d\"]|'')\s*)?"
)
_SPACED: Final = re.compile(rf"([0-9]{{1,3}})\s+{_PART}(?:\s+{_PART})?")
_NUMBER: Final = r"[+-]?[0-9]{1,3}[.,][0-9]{1,20}"
_PAIR: Final = re.compile(rf"[(\[]?{_NUMBER}(?:\s?[,;/]\s?|\s){_NUMBER}[)\]]?")
EXAMPLES: Final = {"latitude": "59.9386, or 59°56'19\"N", "longitude": "30.3141, or 30°18'51\"E"}
LIMITS: Final = {"latitude": (90, "NS"), "longitude": (180, "EW")}


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
    text = plain(text)
    bare, half = (text, "") if _DECIMAL.fullmatch(text) else _half(text)
    found = _decimal(bare, half) if half in ("", *letters) else None
    if found is None and half and half in letters:
        found = _sexagesimal(text, bare)
    if found is None:
        raise CellError(text, *_no_degrees(text, which))
    value, digits = found
    value = -value if half and half in "SW" else value
    if abs(value) > (MOST if which == "longitude" else most):
        fix = "look whether a decimal sign slipped, the two are swapped, or it is another system"
        raise CellError(text, f"is no {which}: it goes to {most} degrees", fix)
    return value, digits


def plain(text: str) -> str:
    """Return a number with a hyphen for the sign U+2212 and for dashes, and without quotes around it."""
    found = text.translate(_SIGNS)
    return found[1:-1].strip() if len(found) > 2 and found[0] == found[-1] and found[0] in "\"'" else found


def letters(text: str) -> bool:
    """Say whether a text names a half of the earth."""
    return any(_half(part)[1] for part in re.split(r"[,;/|]\s*|\s+", text))


def _decimal(bare: str, half: str) -> tuple[float, int] | None:
    """Return decimal degrees and their decimals; a sign and a half of the earth together say two things."""
    match = _DECIMAL.fullmatch(bare)
    if match is None or (half and bare[0] in "+-"):
        return None
    return float(bare.rstrip(" \u00b0\u00ba").replace(",", ".")), len(match[1] or "")


def _sexagesimal(text: str, bare: str) -> tuple[float, int] | None:
    """Return degrees, minutes and seconds as degrees, and as many decimals as are as exact."""
    match = _DEGREES.fullmatch(bare) or _SPACED.fullmatch(bare)
    if match is None:
        return None
    whole, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups())
    if max(minutes, seconds) >= 60:
        raise CellError(text, "has 60 minutes or seconds, or more", "look whether it is in decimal degrees")
    return whole + minutes / 60 + seconds / 3600, 4 if match[3] else 2 if match[2] else 0


def _no_degrees(text: str, which: str) -> tuple[str, str]:
    """Return why a text is no latitude or longitude, and how to write it."""
    if numbers.says_nothing(text):
        return numbers.NOTHING
    if is_pair(text):
        return "has two numbers in one cell", "say --map position=COLUMN --position-order lat-lon, or split it"
    other = next(name for name in LIMITS if name != which)
    bare, half = _half(text)
    if half and half in LIMITS[other][1] and not any(map(str.isalpha, bare)):
        return f"is a {other}, by its letter {half}", "look whether the two columns are swapped"
    return f"is no {which}", f"write decimal degrees, such as {EXAMPLES[which]}"


def _half(text: str) -> tuple[str, str]:
    """Return a text without the word for a half of the earth, and which: N, S, E, W, or "" for none."""
    small = text.casefold()
    for half, words in word_list("degrees")["halves"].items():
        for word in words:
            if small.endswith(word):
                return text[: -len(word)].rstrip(), half
            if small.startswith(word) and (len(word) == 1 or small[len(word) :].lstrip()[:1].isdigit()):
                return text[len(word) :].lstrip(), half
    return text, ""


def is_pair(text: str) -> bool:
    """Say whether a text holds two numbers with decimals, as a latitude and a longitude in one cell do."""
    return _PAIR.fullmatch(text.translate(_SIGNS)) is not None


def precision(decimals: int) -> int:
    """Return the radius in metres that a number of decimals of a degree allows, `LEAST_PRECISION` at least."""
    return max(LEAST_PRECISION, round(METRES_A_DEGREE / 10.0 ** min(decimals, 9)))
