"""Distances on the Earth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from geo.dataset import sphere

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def test_a_degree_of_a_meridian_is_111_kilometres_and_no_date_line_is_in_the_way() -> None:
    assert sphere.distance(Point(30, 60), Point(30, 61)) == pytest.approx(111_194.9, abs=0.1)
    assert sphere.distance(Point(179.5, 0), Point(-179.5, 0)) == pytest.approx(111_194.9, abs=0.1)


@given(POINTS, POINTS)
def test_a_distance_is_the_angle_between_two_directions(one: tuple[float, float], other: tuple[float, float]) -> None:
    first, second = sphere.directions(np.array([one, other]))
    assert first == pytest.approx(sphere.direction(*one))
    chord = min(1.0, math.dist(first, second) / 2)
    assert sphere.distance(Point(one), Point(other)) == pytest.approx(2 * sphere.RADIUS * math.asin(chord), abs=1)


def test_a_shape_is_as_far_as_the_nearest_point_of_it() -> None:
    railway, square = LineString([(40, 60), (40, 66)]), Polygon([(10, 50), (14, 50), (14, 54), (10, 54)])
    assert sphere.metres_between(Point(40, 67), railway) == pytest.approx(111_194.9, abs=0.1)
    assert sphere.metres_between(Point(41, 63), railway) == pytest.approx(50_480, abs=10)  # beside it, not to an end
    assert sphere.metres_between(square, Point(12, 52)) == 0
    assert sphere.metres_between(MultiPoint([(0, 0), (12, 55)]), square) == pytest.approx(111_194.9, abs=5)


def test_a_line_across_the_antimeridian_is_near_on_both_sides_of_it() -> None:
    assert sphere.metres_between(Point(180, 60), LineString([(170, 60), (-170, 60)])) == 0


@given(POINTS, POINTS)
def test_two_points_are_as_far_apart_as_two_shapes(one: tuple[float, float], other: tuple[float, float]) -> None:
    first, second = Point(one), Point(other)
    assert sphere.metres_between(first, second) == pytest.approx(sphere.distance(first, second), abs=1)
