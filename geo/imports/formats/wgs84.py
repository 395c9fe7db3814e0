"""Positions of any reference system in WGS 84, as the atlas has them, and what is to be said of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import shapely
from pyproj import CRS

from geo.imports.model import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    Shapes = Sequence[BaseGeometry | None]

WGS84: Final = "EPSG:4326"
HEIGHTS: Final = "heights are left out"
DECIMALS: Final = 7
"""Of a converted degree: one centimetre."""


def converted(name: str, shapes: Shapes, crs: str) -> tuple[Shapes, tuple[str, ...]]:
    """Return shapes in EPSG:4326 without heights, longitude before latitude, and what was done.

    Raises
    ------
    DataError
        When there are shapes and no reference system; `name` is that of their file.
    CRSError
        When nobody knows that system.
    """
    high = any(shape is not None and shape.has_z for shape in shapes)
    flat, remarks = [shapely.force_2d(shape) for shape in shapes], (HEIGHTS,) if high else ()
    if all(shape is None for shape in flat):
        return flat, remarks
    if not crs:
        raise refusal(name, "does not say its reference system", "name it, such as --crs EPSG:3301")
    system, target = CRS.from_user_input(crs), CRS.from_user_input(WGS84)
    code = system.to_authority()
    label = f"{':'.join(code)} ({system.name})" if code else system.name
    if system == target:
        return flat, (*remarks, f"positions are {label}")
    there = gpd.GeoSeries(flat, crs=system).to_crs(target)
    rounded = [shapely.transform(one, lambda xy: xy.round(DECIMALS)) if one is not None else None for one in there]
    return rounded, (*remarks, f"positions were converted from {label} to {WGS84}")
