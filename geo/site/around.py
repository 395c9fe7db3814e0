"""Which places with events lie nearest to a place, for its page: who looks for a town finds the sites in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.dataset import sphere
from geo.view.points import coordinates
from geo.view.towns import REGIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

MOST: Final = 5
"""Places that are named."""


class Around:
    """The places with events that do not stand for a whole region by a mere point.

    Parameters
    ----------
    shapes
        Place -> its shape, degrees (EPSG:4326), longitude before latitude.
    kinds
        Place -> its kind.
    told
        Places with events.
    """

    def __init__(self, shapes: Mapping[str, BaseGeometry], kinds: Mapping[str, str], told: Collection[str]) -> None:
        self.shapes = {key: one for key, one in shapes.items() if kinds[key] not in REGIONS or one.geom_type != "Point"}
        self.ids: Sequence[str] = [place for place in self.shapes if place in told]
        every = np.array([self.shapes[place] for place in self.ids], dtype=object)
        self.directions = sphere.directions(np.column_stack(coordinates(every)).reshape(-1, 2))
        sides = [sphere.sides(one) if one.geom_type != "Point" else None for one in every]
        self.reach = np.array([_reach(at, of) for at, of in zip(self.directions, sides, strict=True)], dtype=float)

    def nearest(self, place: str) -> list[tuple[str, float]]:
        """Return the `MOST` nearest other places and the kilometres to their nearest points; none for a region."""
        if place not in self.shapes:
            return []
        shape = self.shapes[place]
        lon, lat = coordinates(np.array([shape], dtype=object))
        own = sphere.direction(lon[0], lat[0])
        far = sphere.metres_from(lon[0], lat[0], self.directions)
        # What can be among the nearest, as the points of places lie on them: of these alone the shapes are measured.
        most = np.sort(far)[: MOST + 1].max(initial=0)
        reach = self.reach + _reach(np.array(own), None if shape.geom_type == "Point" else sphere.sides(shape))
        found = []
        for at in np.flatnonzero(far - reach <= most).tolist():
            if self.ids[at] != place:
                exact = far[at] if reach[at] == 0 else sphere.metres_between(shape, self.shapes[self.ids[at]])
                found.append((self.ids[at], float(exact) / 1000))
        return sorted(found, key=lambda one: one[1])[:MOST]

    def is_wide(self, *places: str) -> bool:
        """Say whether one of some places is more than a point: how far it is is to the nearest of it."""
        return any(self.shapes[place].geom_type != "Point" for place in places)


def _reach(point: NDArray[np.float64], sides: NDArray[np.float64] | None) -> float:
    """Return the metres from the point of a place to what of its `sides` is farthest from it; 0 for a mere point."""
    if sides is None:
        return 0.0
    chord = np.linalg.norm(sides - point, axis=2).max()
    return float(2 * sphere.RADIUS * np.arcsin(min(1.0, chord / 2)))


def rounded(kilometres: float) -> float:
    """Return a distance as exactly as it is of use: as the page says it (`geo/static/shared/whereabouts.js`)."""
    return round(kilometres, 1) if kilometres < 10 else round(kilometres) if kilometres < 100 else round(kilometres, -1)
