"""What a row says of its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from shapely.geometry import Point

from geo.errors import CellError
from geo.imports.places import CERTAIN, PlaceOfRow
from geo.imports.values import countries, degrees, numbers, positions

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.imports.reader import Reader


FIELDS: Final = (
    "place",
    "latitude",
    "longitude",
    "position",
    "precision_m",
    "certainty",
    "country",
    "place_kind",
    "scope",
    "place_note",
    "place_key",
)
"""What `place_of` asks of a row that has neither a geometry nor further names and links."""
HIGH: Final = "high"
"""Is assumed of a position whose heights are left out, as the report says of a file."""
DESTINATION: Final = ("destination", "destination_latitude", "destination_longitude", "destination_key")
"""What `destinations_of` asks."""


def place_of(reader: Reader, order: str = "") -> PlaceOfRow:
    """Return where the event of a row happened: its geometry, its position in one cell, else latitude and longitude.

    `order` is that of two numbers in one cell, as in `geo.imports.values.positions.position`.
    """
    row = reader.row
    shape, decimals = (row.shape, _decimals(row.shape)) if row.shape is not None else _written(reader, order)
    precision = reader.value("precision_m", numbers.count, None)
    certainty = reader.choice("certainty", "places", "certainty", "")
    if row["place"] or shape is not None:
        certainty = certainty or reader.assume("certainty", CERTAIN)
        precision = (
            int(reader.assume("precision_m", str(degrees.precision(decimals)))) if precision is None else precision
        )
    return PlaceOfRow(
        name=row["place"],
        shape=shape,
        precision=degrees.LEAST_PRECISION if precision is None else precision,
        certainty=certainty,
        country=reader.value("country", _country, ""),
        kind=reader.choice("place_kind", "places", "kind", ""),
        scope=reader.choice("scope", "places", "scope", "") if _is_of_place(reader, shape) else "",
        key=row["place_key"],
        note=row["place_note"],
        names=row.names,
        links=row.links,
    )


def _is_of_place(reader: Reader, shape: BaseGeometry | None) -> bool:
    """Say whether the scope of a row may be that of its place; an export has that of the event beside the place."""
    row = reader.row
    return bool(row["place"] or shape is not None) and not (reader.exported and not row["place_kind"])


def destinations_of(reader: Reader) -> list[PlaceOfRow]:
    """Return where people were taken, if the row says it; its one point belongs to one destination only."""
    shape, decimals = _point(reader, "destination_")
    names = reader.row.values.get("destination", ())
    if key := reader.row["destination_key"]:
        return [PlaceOfRow(key=key)]
    if len(names) < 2:
        return [PlaceOfRow(name=reader.row["destination"], shape=shape, precision=degrees.precision(decimals))]
    if shape is not None:
        for which in ("destination_latitude", "destination_longitude"):
            reader.keep(which, reader.row[which])
    return [PlaceOfRow(name=name) for name in names]


def _written(reader: Reader, order: str) -> tuple[BaseGeometry | None, int]:
    if not reader.row["position"]:
        return _point(reader, "")
    shape, decimals, high = reader.value("position", partial(positions.position, order=order), (None, 9, False))
    if high:
        reader.assume("position", HIGH)
    return shape, decimals if isinstance(shape, Point) else 9


def _point(reader: Reader, before: str) -> tuple[Point | None, int]:
    """Return the point that two columns give, and the decimals of the finer; None when one fails."""
    names = {which: f"{before}{which}" for which in ("latitude", "longitude")}
    faults = len(reader.faults)
    found = {which: reader.value(name, partial(degrees.degrees, which=which), None) for which, name in names.items()}
    given = {which: value for which, value in found.items() if value is not None}
    if len(given) == 2:
        return Point(given["longitude"][0], given["latitude"][0]), max(digits for _, digits in given.values())
    for which in given:
        if len(reader.faults) == faults:
            reader.fault(names[which], reader.row[names[which]], "stands alone", "give latitude and longitude")
        else:  # the other one is reported; this one is kept with it
            reader.keep(names[which], reader.row[names[which]])
    return None, 9


def _decimals(shape: object) -> int:
    """Return how many decimals the coordinates of a point were written with; a line or area is as exact as drawn."""
    if not isinstance(shape, Point):
        return 9
    return max(len(repr(number).partition(".")[2].rstrip("0")) for number in (shape.x, shape.y))


def _country(text: str) -> str:
    found = countries.country(text)
    if not found:
        raise CellError(text, "is no country of today", "write its ISO 3166-1 code, such as EE")
    return found
