"""Events as one table: CSV for spreadsheets, GeoJSON for maps."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from geo.dataset.write import feature
from geo.export.cells import write_cell
from geo.export.selection import LISTS, PLACES, columns, places_of, records
from geo.view import evidence
from geo.view.points import representative

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas

POINT = ("longitude", "latitude")


def to_csv(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as CSV (UTF-8, RFC 4180), one row each.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; `read_cell`
    takes it away again. Longitude and latitude (EPSG:4326) are numbers, of the point at which the
    map has the place (`geo.view.points`), that of `place_id` where an event has several; ids of organizations
    and sources stand with "; " between them.
    """
    texts = columns(atlas)
    point = [name for name in POINT if name not in texts]
    lists = [name for name in LISTS if name not in texts]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([write_cell(name) for name in [*texts, *point, *lists]])
    for row, shape in zip(records(events, atlas), events.geometry, strict=True):
        at = dict(zip(POINT, _point(shape), strict=True))
        joined = ["; ".join(row[name]) for name in lists]
        writer.writerow(
            [*(write_cell(row[name]) for name in texts), *(at[name] for name in point), *map(write_cell, joined)]
        )
    return out.getvalue()


def _point(shape: BaseGeometry | None) -> tuple[str, str]:
    if shape is None:
        return "", ""
    point = representative(shape)
    return f"{point.x:.5f}", f"{point.y:.5f}"


def to_geojson(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as a GeoJSON FeatureCollection (RFC 7946), one feature each; geometry null without a place.

    The geometry is that of `place_id`; the property `places` lists all places with their roles.
    The member ``atlas:evidence`` says how well they are supported.
    """
    places = places_of(atlas)
    features = [
        feature({PLACES: places.get(row["id"], []), **row}, shape, id=row["id"])
        for row, shape in zip(records(events, atlas), events.geometry, strict=True)
    ]
    counts = {evidence.MEMBER: evidence.count(events, atlas).as_dict()}
    return json.dumps({"type": "FeatureCollection", **counts, "features": features}, ensure_ascii=False, indent=1)
