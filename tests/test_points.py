"""One point stands for a place, and every face has the same."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

import geo
from geo import dates
from geo.export.tables import to_csv
from geo.view.points import representative
from tests.support.blocks import payload
from tests.support.published import ATLAS

EVENTS = geo.join(ATLAS.places, ATLAS.events)
POSITIONS = st.tuples(st.floats(-90, 90, width=32), st.floats(-85, 85, width=32))
"""No two of them are more than half of Earth apart, so that the short way between them is that of the numbers."""


def column(table, name):
    return payload(ATLAS)[table][name]


def test_the_table_and_the_map_put_every_event_at_one_point():
    """The map turns what lies west of its cut by 360 degrees."""
    lon, lat = column("places", "lon"), column("places", "lat")
    rows = [row for row in csv.DictReader(io.StringIO(to_csv(EVENTS, ATLAS))) if row["place_id"]]
    at = [list(ATLAS.places["id"]).index(row["place_id"]) for row in rows]
    assert {"LineString", "Point"} <= set(ATLAS.places.geom_type)
    x, y = (np.array([float(row[name]) for row in rows]) for name in ("longitude", "latitude"))
    assert np.abs(y - lat[at]).max() < 1e-4
    assert np.abs((x - lon[at] + 180) % 360 - 180).max() < 1e-4


def test_equal_dates_stand_in_the_same_order_in_the_page_and_in_the_tables():
    order = [int(i) for i in column("events", "order")]
    rows = list(csv.DictReader(io.StringIO(to_csv(EVENTS, ATLAS))))
    assert [row["id"] for row in rows] == payload(ATLAS)["events"]["id"]
    days = [dates.parse(row["edtf"]) for row in rows]
    ends = [(day.earliest_start, day.latest_end) for day in days]
    equal = [(one, two) for one, two in pairwise(order) if ends[one] == ends[two]]
    assert len(equal) > 20
    assert [pair for pair in equal if pair[0] > pair[1]] == []


@given(st.lists(POSITIONS, min_size=2, max_size=12))
def test_the_point_of_a_line_lies_on_it(positions):
    line = LineString(positions)
    assert line.distance(representative(line)) < 1e-6


def test_the_point_of_a_line_across_the_antimeridian_lies_on_its_short_way():
    assert representative(LineString([(170, 60), (-170, 64)])).coords[0] in {(180, 62), (-180, 62)}


def test_the_point_of_several_lines_is_the_middle_of_the_longest():
    lines = MultiLineString([[(0, 0), (1, 0)], [(10, 10), (10, 14)], [(5, 5), (5, 6)]])
    assert representative(lines) == Point(10, 12)


@given(st.integers(2, 40), st.integers(2, 40), st.integers(1, 20))
def test_the_point_of_an_area_is_in_none_of_its_holes(width, height, edge):
    """A hole in the middle of a ring, and areas of which one is a ring."""
    outer = box(0, 0, width + 2 * edge, height + 2 * edge)
    ring = Polygon(outer.exterior.coords, [box(edge, edge, edge + width, edge + height).exterior.coords])
    assert ring.contains(representative(ring))
    two = MultiPolygon([ring, box(100, 0, 101, 1)])
    assert two.contains(representative(two))


def test_the_point_of_several_points_is_one_of_them():
    assert representative(MultiPoint([(0, 0), (10, 10), (4, 4)])) == Point(4, 4)
    assert representative(Point(37.6, 55.7)) == Point(37.6, 55.7)
