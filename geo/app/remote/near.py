"""Finer cells of what a map looks at, where all of a dataset was counted in coarse ones.

They take the place of coarse ones whole, so that the sums of a page stay those of all events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.engine import Box, grid
from geo.view import points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.model import Atlas

    Degrees = NDArray[np.float64]

TURNS: Final = (0.0, 360.0, -360.0)
"""Degrees by which a longitude may be written otherwise."""


def whole_cells(atlas: Atlas, box: Box, side: float) -> tuple[Box, NDArray[np.int64]]:
    """Return the box around all places of each cell of which a place lies in a box, and their positions.

    Nothing else lies in it: where it would cut another cell, that is taken too.

    Parameters
    ----------
    atlas
        Has the places.
    box
        In degrees; no wider than the Earth.
    side
        Of the cells, in degrees: one of `geo.engine.grid.SIDES`.
    """
    lon, lat = (np.asarray(one, float) for one in points.coordinates(atlas.places.geometry.to_numpy()))
    _, cell = np.unique(_cells(lon, lat, side), return_inverse=True)
    while True:
        inside = _within(lon, lat, box)
        whole = np.isin(cell, cell[inside]) & ~np.isnan(lon)
        if (whole == inside).all():
            return box, np.flatnonzero(inside)
        box = _around(lon[whole], lat[whole], box)


def _cells(lon: Degrees, lat: Degrees, side: float) -> NDArray[np.int64]:
    """Return the number of the cell of each place, one of its own for those without a point."""
    found = grid.cells(np.nan_to_num(lon), np.nan_to_num(lat), side)
    return np.where(np.isnan(lon), np.iinfo(np.int64).min, found)


def _within(lon: Degrees, lat: Degrees, box: Box) -> NDArray[np.bool_]:
    found: Any = (lat >= box.south) & (lat <= box.north)
    east = [(lon + turn >= box.west) & (lon + turn <= box.east) for turn in TURNS]
    both: NDArray[np.bool_] = found & np.logical_or.reduce(east)
    return both


def _around(lon: Degrees, lat: Degrees, box: Box) -> Box:
    """Return a box around another one and some points, each written as it lies nearest to the middle."""
    middle = (box.west + box.east) / 2
    near = np.array(TURNS)[np.abs(lon[:, None] + TURNS - middle).argmin(axis=1)] + lon
    west, south = float(near.min(initial=box.west)), float(lat.min(initial=box.south))
    return Box(west, south, float(near.max(initial=box.east)), float(lat.max(initial=box.north)))
