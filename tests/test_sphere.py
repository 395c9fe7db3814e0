"""Distances on the Earth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

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
