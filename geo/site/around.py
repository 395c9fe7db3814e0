"""Which places with events lie nearest to a place, for its page: who looks for a town finds the sites in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.dataset import sphere
from geo.view.towns import REGIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

MOST: Final = 5
"""Places that are named."""


class Around:
    """The places with events that stand for a point, not for a whole region.

    Parameters
    ----------
    points
        Place -> longitude and latitude in degrees (EPSG:4326).
    kinds
        Place -> its kind.
    told
        Places with events.
    """

    def __init__(
        self, points: Mapping[str, tuple[float, float]], kinds: Mapping[str, str], told: Collection[str]
    ) -> None:
        self.points = {place: at for place, at in points.items() if kinds[place] not in REGIONS}
        self.ids: Sequence[str] = [place for place in self.points if place in told]
        at = np.array([self.points[place] for place in self.ids], dtype=float).reshape(-1, 2)
        self.directions = sphere.directions(at)

    def nearest(self, place: str) -> list[tuple[str, float]]:
        """Return the `MOST` nearest other places and their distances in kilometres; none for a region."""
        if place not in self.points:
            return []
        far = sphere.metres_from(*self.points[place], self.directions)
        order = [at for at in np.argsort(far, kind="stable")[: MOST + 1].tolist() if self.ids[at] != place][:MOST]
        return [(self.ids[at], float(far[at]) / 1000) for at in order]


def rounded(kilometres: float) -> float:
    """Return a distance as exactly as it is of use: as the page says it (`geo/static/shared/whereabouts.js`)."""
    return round(kilometres, 1) if kilometres < 10 else round(kilometres) if kilometres < 100 else round(kilometres, -1)
