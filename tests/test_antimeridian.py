"""Shapes across the 180th meridian go the short way; longitudes beyond 180 degrees are turned, and said."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, Point, Polygon

from geo.checks.context import CheckContext
from geo.checks.places import check_antimeridian, check_geometries
from geo.dataset import settings
from geo.dataset.longitudes import jump, normalized, turned, unwrapped
from geo.dataset.read import read
from geo.map.antimeridian import placed
from geo.map.numbers import shapes
from tests.support.imported import bring
from tests.support.shapes import CAPE, CUT, ROUTE, shaped

SEAMS = st.floats(-360, 0).map(lambda degrees: round(degrees, 3))
LONGITUDES = st.floats(-180, 180).map(lambda degrees: round(degrees, 3))
POSITIONS = st.lists(st.tuples(LONGITUDES, st.floats(-80, 80)), min_size=2, max_size=8)


def longitudes(shape):
    return shapely.get_coordinates(shape)[:, 0]


def on_one_meridian(ones, others):
    return np.allclose((np.asarray(ones) - np.asarray(others) + 180) % 360, 180, atol=1e-6)


@given(POSITIONS)
def test_unwrapped_lines_take_the_short_way_along_the_same_meridians(positions):
    whole = unwrapped(LineString(positions))
    assert np.abs(np.diff(longitudes(whole))).max() <= 180
    assert on_one_meridian(longitudes(whole), [lon for lon, _ in positions])
    assert jump(whole) is None
    assert unwrapped(whole) is whole


@given(POSITIONS, st.integers(-1, 1))
def test_longitudes_to_360_are_turned_to_the_same_meridian(positions, turns):
    given_ = LineString([(max(-360, min(360, lon + 360 * turns)), lat) for lon, lat in positions])
    found = longitudes(normalized(given_))
    assert np.abs(found).max() <= 180
    assert on_one_meridian(found, longitudes(given_))


@given(POSITIONS, SEAMS)
def test_what_is_drawn_of_a_line_is_all_of_it_and_on_the_map(positions, seam):
    drawn = [LineString(part) for part in placed(LineString(positions), seam)["lines"]]
    assert all(seam - 1e-5 <= lon <= seam + 360 + 1e-5 for lon in longitudes(drawn))
    whole = unwrapped(LineString(positions))
    for at in (whole.interpolate(part, normalized=True) for part in (0, 0.3, 0.5, 0.8, 1)):
        copies = [Point(turned(at.x, seam) + by, at.y) for by in (0, 360, -360)]
        assert min(shapely.distance(copy, drawn).min() for copy in copies) < 1e-4


def test_a_line_across_the_antimeridian_is_drawn_the_short_way(tmp_path):
    atlas = shaped(tmp_path, ROUTE, Point(177.5, 64.7), Point(-169.8, 66.15))
    assert shapes(atlas)["0"]["lines"] == [[[-182.5, 64.7], [-169.8, 66.15]]]
    assert np.abs(np.diff(longitudes(ROUTE)))[0] > 180
    (problem,) = check_antimeridian(CheckContext.of(atlas))
    assert problem.warning
    assert "MultiLineString, as RFC 7946, section 3.1.9, asks" in str(problem)


def test_an_area_across_the_antimeridian_is_sound_and_keeps_its_hole(tmp_path):
    atlas = shaped(tmp_path, CAPE)
    whole = unwrapped(CAPE)
    assert whole.bounds == (170, 60, 190, 70)
    assert not whole.contains(Point(186, 65))
    assert list(check_geometries(CheckContext.of(atlas))) == []
    assert len(placed(CAPE, settings.of(atlas).seam)["lines"]) == 2


def test_what_was_cut_at_the_antimeridian_is_joined_where_the_map_is_whole_and_not_warned_of(tmp_path):
    atlas = shaped(tmp_path, CUT, MultiLineString([[(177, 64), (180, 65)], [(-180, 65), (-170, 66)]]))
    (ring,) = placed(CUT, settings.of(atlas).seam)["lines"]
    assert 180 not in {abs(lon) for lon, lat in ring if 60 < lat < 70}
    assert len(placed(CUT, -180)["lines"]) == 2
    assert list(check_antimeridian(CheckContext.of(atlas))) == []


def test_an_area_around_a_pole_stays_as_it_is():
    round_the_pole = Polygon([(-120, -70), (0, -70), (120, -70)])
    assert unwrapped(round_the_pole) is not None
    assert longitudes(unwrapped(round_the_pole)).tolist() == longitudes(round_the_pole).tolist()


def test_holes_are_outlines_and_every_point_of_several_is_kept():
    area = Polygon([(30, 55), (40, 55), (40, 60), (30, 60)], [[(33, 56), (33, 58), (36, 58), (36, 56)]])
    assert [len(ring) for ring in placed(area, -140)["lines"]] == [5, 5]
    assert placed(MultiPoint([(30, 55), (-175, 60)]), -140)["points"] == [[30, 55], [185, 60]]


def test_the_cut_of_the_map_is_opposite_of_shapes_that_run_beyond_180(tmp_path):
    atlas = shaped(tmp_path, Point(-178, 60), CAPE, LineString([(170, 60), (-160, 60)]))
    cut = settings.of(atlas).seam
    assert cut == round((170 + 200) / 2) - 540
    assert turned(-160, cut) - turned(170, cut) == 30


def test_longitudes_beyond_180_in_places_are_turned_and_warned_of(tmp_path):
    atlas = shaped(tmp_path, Point(187.3, 66), LineString([(180, 60), (185, 60)]), LineString([(175, 60), (185, 60)]))
    found = [longitudes(shape).round(6).tolist() for shape in atlas.places.geometry]
    assert found == [[-172.7], [-180, -175], [175, -175]]
    problems = read(tmp_path)[1]
    assert [problem.value for problem in problems if problem.warning] == ["187.3", "185", "185"]
    assert all(problem.warning for problem in problems)


def as_csv(path):
    path.write_text("title,date,place,lat,lon\nEvent,1937,Uelen,66.15,190.2\nOther,1938,Anadyr,64.7,177.5\n", "utf-8")


def as_geojson(path):
    feature = {"type": "Feature", "properties": {"title": "Event", "date": "1937", "place": "Uelen"}}
    geometry = {"type": "Point", "coordinates": [190.2, 66.15]}
    collection = {"type": "FeatureCollection", "features": [{**feature, "geometry": geometry}]}
    path.write_text(json.dumps(collection), "utf-8")


def as_vector(path):
    table = {"title": ["Event"], "date": ["1937"], "place": ["Uelen"]}
    gpd.GeoDataFrame(table, geometry=[Point(190.2, 66.15)], crs="EPSG:4326").to_file(path)


@pytest.mark.parametrize(
    ("kind", "name", "made"),
    [("csv", "a.csv", as_csv), ("geojson", "a.geojson", as_geojson), ("vector", "a.gpkg", as_vector)],
)
def test_longitudes_beyond_180_in_an_import_are_turned_and_said(tmp_path, kind, name, made):
    made(tmp_path / name)
    atlas, report = bring(kind, tmp_path / name, tmp_path / "atlas")
    remark = "ATTENTION: longitudes beyond 180 degrees in 1 record were turned by 360, such as 190.2 to -169.8"
    assert remark in report.remarks
    assert list(report.problems) == []
    assert atlas.places.geometry[0].x == pytest.approx(-169.8)
