"""Where the map looks, as an address holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo.dataset import settings

ZOOM = settings.ZOOM
LATITUDES = settings.LATITUDES
LONGITUDES: Final = (-360.0, 360.0)
"""Degrees; the map is cut where its dataset says, not always at 180 degrees."""


@dataclass(frozen=True, slots=True)
class View:
    """Where the map looks: degrees, and Leaflet's zoom; rounded as an address holds them."""

    lat: float
    lon: float
    zoom: float

    def __post_init__(self) -> None:
        """Round and clamp to what the map can show; about 100 metres, a hundredth of a step."""
        for name, digits, (low, high) in (("lat", 3, LATITUDES), ("lon", 3, LONGITUDES), ("zoom", 2, ZOOM)):
            value = min(max(round(float(getattr(self, name)), digits), low), high)
            object.__setattr__(self, name, value + 0.0)  # no -0.0

    def __str__(self) -> str:
        """``lat,lon,zoom`` as in the address."""
        return f"{self.lat:.3f},{self.lon:.3f},{self.zoom:g}"


def read(text: str) -> View | None:
    """Return the view of an address, ``lat,lon,zoom``; None for what is none."""
    if not re.fullmatch(r"(?:-?[0-9]{1,6}(?:\.[0-9]{1,20})?(?:,|\Z)){3}(?<!,)", text):
        return None
    return View(*(float(part) for part in text.split(",")))
