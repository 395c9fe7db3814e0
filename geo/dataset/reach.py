"""How high a kiosk may hang, so that who sits reaches what must be touched."""

from __future__ import annotations

import math
from typing import Final

HIGHEST_MM: Final = 1220
"""Of a control above the floor (ADA 308.2.1; EN 301 549, 8.3.3.1)."""
_LOW_REM, _NARROW_REM = 33, 30
"""Of the height and the width of a screen: a smaller one has other proportions, as ``static/kiosk/kiosk.css`` says."""


def letter_mm(distance_mm: float) -> float:
    """Return the size of a letter in millimetres, as ``static/kiosk/sizes.js`` chooses it."""
    return max(math.pi * distance_mm * 0.7 / 180, 4.8) / 0.65


def controls_mm(diagonal_inches: float, distance_mm: float, *, upright: bool) -> float:
    """Return how far above the lower edge of a 16:9 picture its highest control lies, in millimetres.

    Upright these are the tabs, which stand below the map, or on a narrow screen the buttons on it; else those at the
    right, below the title.
    """
    long, short = (diagonal_inches * 25.4 * side / math.hypot(16, 9) for side in (16, 9))
    letter = letter_mm(distance_mm)
    if upright:
        return 0.36 * long + (16.6 if short / letter < _NARROW_REM else 13.8) * letter
    return short - (3.4 if short / letter < _LOW_REM else 8.9) * letter


def lower_edge_mm(diagonal_inches: float, distance_mm: float, *, upright: bool) -> int:
    """Return how far above the floor the lower edge of the picture may hang at most, in whole centimetres of it."""
    highest = HIGHEST_MM - controls_mm(diagonal_inches, distance_mm, upright=upright)
    return max(0, math.floor(highest / 10) * 10)
