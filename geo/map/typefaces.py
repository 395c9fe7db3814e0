"""Typefaces cut down to the characters of one page, so that a single file can carry them."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

WEIGHTS = (400, 700)
OPTICAL_SIZE = 20
"""Points; one cut of the design is enough for a screen that is read from half a metre."""
FEATURES = ["kern", "liga", "lnum", "tnum", "locl", "ccmp", "mark"]


def style_sheet(fonts: Mapping[str, Path], characters: Iterable[str]) -> str:
    """Return rules with the fonts inside.

    Parameters
    ----------
    fonts
        Family name as the style sheet of the page calls it -> file of a variable font.
    characters
        All that is ever written with them.
    """
    wanted = sorted({ord(char) for char in characters})
    return "".join(_rule(family, cut(path, wanted)) for family, path in fonts.items())


def cut(path: Path, characters: Iterable[int]) -> bytes:
    """Return a font (WOFF2) with nothing but some characters and the weights of the page."""
    options = Options(layout_features=FEATURES, name_IDs=[0, 13, 14])  # who made it, and its licence
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(characters))
    font = TTFont(path)
    subsetter.subset(font)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    limits = {"wght": WEIGHTS} | ({"opsz": OPTICAL_SIZE} if "opsz" in axes else {})
    small = instantiateVariableFont(font, limits, inplace=True)
    small.flavor = "woff2"
    file = io.BytesIO()
    small.save(file)
    return file.getvalue()


def _rule(family: str, woff2: bytes) -> str:
    source = f"url(data:font/woff2;base64,{base64.b64encode(woff2).decode()}) format('woff2')"
    weights = "{} {}".format(*WEIGHTS)
    return f"@font-face{{font-family:'{family}';font-weight:{weights};font-display:swap;src:{source}}}\n"
