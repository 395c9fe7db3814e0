"""Positions that stand in one cell: well-known text (WKT), or a latitude and a longitude in an order to be said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry import Point

from geo.dataset import geojson
from geo.dataset.longitudes import unwrapped
from geo.errors import CellError
from geo.imports.values import degrees

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ORDERS: Final = ("lat-lon", "lon-lat")
_WKT: Final = re.compile(
    r"(?:SRID=(?P<srid>[0-9]+);|<(?P<crs>[^<>]+)>)?\s*"
    r"(?P<shape>(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*(?:ZM?|M)?\s*(?:\(.*\)|EMPTY))",
    re.IGNORECASE | re.DOTALL,
)
_WGS84: Final = re.compile(r"4326|.*(?:CRS84|/4326|Q2)")
"""Reference systems of longitude before latitude; Q2 is Earth, as Wikidata names it."""
_CUT: Final = re.compile(r"\s*[,;/|]\s*|\s+")
EXAMPLE: Final = "59.9386 N, 30.3141 E"
FIX: Final = "write such as POINT(30.3 59.9), longitude first"


class Position(NamedTuple):
    """A geometry in EPSG:4326 without heights, longitude before latitude.

    Attributes
    ----------
    decimals
        With which its degrees were written.
    high
        Whether heights were left out; 0, which many programs write of every position, is none.
    """

    shape: BaseGeometry
    decimals: int
    high: bool = False


def is_well_known(text: str) -> bool:
    """Say whether a text is a geometry in well-known text."""
    return _WKT.fullmatch(text) is not None


def position(text: str, order: str = "") -> Position:
    """Return the position that a text is.

    Parameters
    ----------
    text
        Well-known text, which has longitude first; or two of what `degrees.degrees` reads.
    order
        One of `ORDERS`, for two numbers that leave it open.

    Raises
    ------
    CellError
        When it is none, or its order is neither said nor to be seen.
    """
    if match := _WKT.fullmatch(text):
        return _geometry(text, match)
    found = {one: point for one in ORDERS if (point := _point(text, one))}
    if len(found) == 1 and order and order not in found and not degrees.letters(text):
        raise CellError(text, f"cannot be {order}", "look whether the two are swapped, and say --position-order")
    if len(found) == 1 or order in found:
        return Position(*(found.get(order) or next(iter(found.values()))))
    if found:
        first, other = (f"{shape.y:g} N {shape.x:g} E" for shape, _ in found.values())
        raise CellError(text, f"may be {first} or {other}", "say --position-order lat-lon or lon-lat")
    raise CellError(text, "is no position", f"write such as {EXAMPLE}, or split it into two columns")


def _geometry(text: str, match: re.Match[str]) -> Position:
    system = match["srid"] or match["crs"]
    if system and not _WGS84.fullmatch(system):
        raise CellError(text, f"is in the reference system {system}", "convert it to WGS 84 (EPSG:4326)")
    try:
        written = shapely.from_wkt(match["shape"])
    except shapely.errors.GEOSException as error:
        raise CellError(text, "is no well-known text of a geometry", FIX) from error
    shape = shapely.force_2d(written)
    faults = [*geojson.geometry_faults(json.loads(shapely.to_geojson(shape)))] if not shape.is_empty else ["is empty"]
    if not faults and not unwrapped(shape).is_valid:
        faults = ["crosses or repeats itself"]
    if faults:
        raise CellError(text, faults[0], FIX)
    heights = shapely.get_coordinates(written, include_z=True)[:, 2]
    degrees_of = [" ".join(one.split()[:2]) for one in re.split("[(),]", match["shape"])]
    decimals = max((len(one) for both in degrees_of for one in re.findall(r"\.([0-9]+)", both)), default=0)
    return Position(shape, decimals, bool(np.nan_to_num(heights).any()))


def _point(text: str, order: str) -> tuple[Point, int] | None:
    """Return the point that two parts of a text give in one order; None when they do in no way, or in two."""
    which = ("latitude", "longitude") if order == ORDERS[0] else ("longitude", "latitude")
    bare = text.strip("()[] ")
    found = {}
    for cut in _CUT.finditer(bare):
        try:
            sides = [
                degrees.degrees(part, name)
                for part, name in zip((bare[: cut.start()], bare[cut.end() :]), which, strict=True)
            ]
        except CellError:
            continue
        (first, digits), (second, others) = sides
        at = (second, first) if order == ORDERS[0] else (first, second)
        found[at] = max(digits, others)
    if len(found) != 1:
        return None
    ((at, decimals),) = found.items()
    return Point(at), decimals
