"""Strict JSON and RFC 7946: what other readers repair or let pass is told."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import geojson

RING = [[30, 50], [40, 50], [40, 60], [30, 50]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NUMBERS = st.integers(-(10**400), 10**400) | st.floats(allow_nan=True)
COORDINATES = st.recursive(NUMBERS | st.booleans() | st.none() | st.text(), lambda inner: st.lists(inner, max_size=5))


def faults(kind: str, coordinates: object) -> list[str]:
    return list(geojson.geometry_faults({"type": kind, "coordinates": coordinates}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"id": 1, "id": 1}', "the key 'id' stands twice"),
        ("[NaN]", "NaN is not JSON"),
        ("[Infinity]", "Infinity is not JSON"),
        ("[-Infinity]", "-Infinity is not JSON"),
        ("[1e999]", "the number 1e999 is too large"),
        ("[" * 41 + "]" * 41, "nested deeper than 40"),
        ("[" * 200_000, "nested deeper than 40"),
        ('["\\ud800"]', "surrogates not allowed"),
        ('{"\\udfff": 1}', "surrogates not allowed"),
        ("[1,]", "line 1 column"),
        ("{'a': 1}", "line 1 column"),
        ('["a\nb"]', "control character"),
        ("[01]", "line 1 column"),
        ("", "line 1 column"),
        ("[1] [2]", "Extra data"),
        ("[" + "9" * 5000 + "]", "is too large"),
    ],
)
def test_what_is_not_strict_json_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError) as caught:
        geojson.parse(text)
    assert why in str(caught.value)


@given(JSON)
def test_strict_json_is_read_as_written(value: object) -> None:
    assert geojson.parse(json.dumps(value)) == value


@given(st.text('[]{}"\\ ,:a1', max_size=40))
def test_nesting_is_measured_outside_of_strings(text: str) -> None:
    assert geojson.nesting(json.dumps([text])) == 1
    assert geojson.nesting(json.dumps({text: [[text]]})) == 3


def test_counting_of_nesting_ends_one_level_beyond_the_limit() -> None:
    assert geojson.nesting("[" * 1_000_000) == geojson.MAX_DEPTH + 1


@given(st.text(max_size=30) | st.text('[]{}",:0eE+-.NaIinfty\\ud8', max_size=30))
def test_any_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert geojson.parse(text) == json.loads(text)


@pytest.mark.parametrize(
    ("kind", "coordinates", "why"),
    [
        ("Point", [37.6], "a position has two numbers"),
        ("Point", [37.6, 55.7, 100, 5], "a position has two numbers"),
        ("Point", [], "lists of numbers"),
        ("Point", None, "lists of numbers"),
        ("Point", ["37.6", "55.7"], "lists of numbers"),
        ("Point", [True, False], "lists of numbers"),
        ("Point", [[37.6, 55.7]], "lists of numbers"),
        ("LineString", [37.6, 55.7], "nested 2 deep"),
        ("Point", [37.6, 158.2], "are they swapped, or has a decimal sign slipped?"),
        ("Point", [191.0, 569.49], "in degrees, has a decimal sign slipped?"),
        ("Point", [10**400, 1], "is not longitude, latitude in degrees"),
        ("Point", [float("nan"), 1], "is not longitude, latitude in degrees"),
        ("Point", [37.6, 55.7, 10**400], "is no height"),
        ("LineString", [[37, 55]], "at least 2 positions, not 1"),
        ("LineString", [[37, 55], [38, 56, 120]], "some positions have two numbers and some three"),
        ("Polygon", [RING[:3]], "at least 4 positions, not 3"),
        ("Polygon", [[*RING[:3], [30, 51]]], "a ring must end where it begins"),
        ("Polygon", [RING, [[31, 51], [32, 51], [32, 52], [31, 52]]], "a ring must end where it begins"),
        ("MultiPolygon", [[RING], [RING[:3]]], "at least 4 positions, not 3"),
        ("GeometryCollection", [], "geometry must be null or one of"),
        ("point", [37.6, 55.7], "geometry must be null or one of"),
    ],
)
def test_a_fault_of_a_geometry_is_told_once(kind: str, coordinates: object, why: str) -> None:
    found = faults(kind, coordinates)
    assert len(found) == 1
    assert why in found[0]


@pytest.mark.parametrize("geometry", [[], "Point", 1, {}, {"type": ["Point"]}, {"type": None}])
def test_what_is_no_geometry_object_is_told(geometry: object) -> None:
    assert list(geojson.geometry_faults(geometry)) == [f"geometry must be null or one of {', '.join(geojson.BUILDERS)}"]


def test_swapped_is_not_suspected_of_a_place_that_no_exchange_would_mend() -> None:
    assert "swapped" not in faults("Point", [191.0, 95.0])[0]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [37.6, 55.7]),
        ("Point", [180, -90, 150.5]),
        ("MultiPoint", [[37.6, 55.7]]),
        ("LineString", [[37, 55], [38, 56]]),
        ("MultiLineString", [[[37, 55], [38, 56]]]),
        ("Polygon", [RING]),
        ("MultiPolygon", [[RING]]),
    ],
)
def test_a_sound_geometry_is_built_as_written(kind: str, coordinates: object) -> None:
    geometry = {"type": kind, "coordinates": coordinates}
    shape = geojson.to_shape(geometry)
    assert faults(kind, coordinates) == []
    assert shape is not None
    assert json.loads(json.dumps(shape.__geo_interface__)) == geometry


def test_a_place_without_a_point_has_no_geometry() -> None:
    assert list(geojson.geometry_faults(None)) == []
    assert geojson.to_shape(None) is None


@given(st.sampled_from([*geojson.BUILDERS]), COORDINATES)
def test_any_coordinates_are_told_or_built(kind: str, coordinates: object) -> None:
    """What has no fault makes a geometry: shapely never has to refuse."""
    if not faults(kind, coordinates):
        assert geojson.to_shape({"type": kind, "coordinates": coordinates}) is not None


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"type": "Feature", "coordinates": []}, "a Feature has no member 'coordinates'"),
        ({"type": "Feature", "features": []}, "a Feature has no member 'features'"),
        ({"type": "FeatureCollection", "properties": {}}, "a FeatureCollection has no member 'properties'"),
        ({"type": "Point", "properties": {}}, "a Point has no member 'properties'"),
        ({"type": "Feature", "crs": {"type": "name"}}, "always WGS 84"),
        ({"type": "Feature", "bbox": [1, 2, 3]}, "bbox must be"),
        ({"type": "Feature", "bbox": "all"}, "bbox must be"),
        ({"type": "Feature", "id": None}, "must be a text or a number"),
        ({"type": "Feature", "id": True}, "must be a text or a number"),
    ],
)
def test_members_that_rfc_7946_forbids_are_told(members: dict[str, Any], why: str) -> None:
    found = list(geojson.member_faults(members))
    assert len(found) == 1
    assert why in found[0]


def test_foreign_members_and_ids_are_allowed() -> None:
    feature = {"type": "Feature", "id": 7, "bbox": [1, 2, 3, 4], "properties": {}, "geometry": None, "note": "x"}
    assert list(geojson.member_faults(feature)) == []


@pytest.mark.parametrize("digits", ["9" * 400, "-" + "9" * 400, "1" + "0" * 5000])
def test_a_whole_number_beyond_any_float_is_too_large_as_one_with_a_point_is(digits):
    with pytest.raises(ValueError, match=r"the number -?[0-9]+\.\.\. is too large"):
        geojson.parse(f'{{"a": {digits}}}')
    assert geojson.parse("9" * 300) == int("9" * 300)
