"""Places that are more than a point, and a dataset of them."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box

import geo
from tests.support.foreign import SMALLEST, write

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

ROUTE = LineString([(177.5, 64.7), (-169.8, 66.15)])
"""Anadyr to Uelen, not cut at the antimeridian."""
CAPE = Polygon([(170, 60), (-170, 60), (-170, 70), (170, 70)], [[(-175, 64), (-175, 66), (-173, 66), (-173, 64)]])
"""An area with a hole, not cut there."""
CUT = MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)])
"""One that is."""


def shaped(folder: Path, *shapes: BaseGeometry, dates: tuple[str, ...] = ()) -> geo.Atlas:
    """Return a dataset whose places have these shapes; each has an event, of one of the dates if there are some.

    Where there are more dates than shapes, their events are at the first place.
    """
    place, event = SMALLEST["places"][0], SMALLEST["events"][0]
    places = [{**place, "id": f"p{n}"} for n in range(len(shapes))]
    pairs = zip_longest(range(len(shapes)), dates)
    events = [
        {**event, "id": f"e{n}", "place_id": f"p{at or 0}", "edtf": date or event["edtf"]}
        for n, (at, date) in enumerate(pairs)
    ]
    citations = [{"event_id": one["id"], "source_id": "source"} for one in events]
    write(folder, {**SMALLEST, "places": places, "events": events, "citations": citations})
    path = folder / "places.geojson"
    collection = json.loads(path.read_text("utf-8"))
    for feature, shape in zip(collection["features"], shapes, strict=True):
        feature["geometry"] = shapely.geometry.mapping(shape)
    path.write_text(json.dumps(collection), "utf-8")
    return geo.load(folder)
