"""What a dataset says of itself holds; what it does not say follows from its data; what is wrong is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

import geo
from geo.checks.validate import validate
from geo.dataset import basemap, settings
from geo.dataset.longitudes import turned
from geo.dataset.read import own_folder
from geo.map.antimeridian import cut
from geo.map.layers import of_atlas, own_land
from tests.support.foreign import SMALLEST, chile, write


def small(folder, *points, dates=("1848",), **package):
    """Return a dataset with places at some points (longitude, latitude) and events of some dates."""
    place, event = SMALLEST["places"][0], SMALLEST["events"][0]
    places = [{**place, "id": f"p{n}", "at": at} for n, at in enumerate(points or [(10, 50)])]
    events = [{**event, "id": f"e{n}", "place_id": "p0", "edtf": date} for n, date in enumerate(dates)]
    citations = [{"event_id": one["id"], "source_id": "source"} for one in events]
    tables = {**SMALLEST, "places": places, "events": events, "citations": citations}
    return geo.load(write(folder, tables, **package))


def problems_of(atlas, **package):
    return [str(problem) for problem in validate(replace(atlas, package={**atlas.package, **package}))]


@pytest.mark.parametrize(
    ("dates", "axis"),
    [
        (["1973-09-11", "1990"], (1973, 1990)),
        (["193X?", ""], (1930, 1939)),
        (["../1848", "1850/.."], (1848, 1850)),
        (["-0043-03", "0014"], (-43, 14)),
        ([""], settings.FALLBACK_AXIS),
    ],
)
def test_the_axis_follows_from_the_dates(tmp_path, dates, axis):
    assert settings.of(small(tmp_path, dates=dates)).axis == axis


def test_an_axis_that_is_given_holds(tmp_path):
    assert settings.of(small(tmp_path, **{"atlas:axis": [1800, 1900]})).axis == (1800, 1900)


@pytest.mark.parametrize(
    ("longitudes", "seam", "width"),
    [((-70, -72), -251, 2), ((10,), -170, 0), ((178, -178), -360, 4), ((170, -100), -325, 90), ((-1, 1), -180, 2)],
)
def test_the_map_is_cut_opposite_of_its_places(tmp_path, longitudes, seam, width):
    atlas = small(tmp_path, *[(lon, 0) for lon in longitudes])
    assert settings.of(atlas).seam == seam
    on_map = [turned(lon, seam) for lon in longitudes]
    assert max(on_map) - min(on_map) == width


@given(st.floats(-180, 180), st.floats(-360, 0))
def test_a_longitude_stands_east_of_the_cut_and_is_the_same_meridian(longitude, seam):
    on_map = turned(longitude, seam)
    assert seam - 1e-9 <= on_map <= seam + 360
    assert round((on_map - longitude) / 360, 9).is_integer()


def test_the_window_holds_all_land_and_all_places(tmp_path):
    (south, west), (north, east) = settings.of(small(tmp_path, (0, -77.8), (0, 84.5))).window
    assert (south, north, east - west) == (-85, 85, 360)


def test_settings_that_are_sound_are_not_told(tmp_path):
    sound = {
        "atlas:axis": [1800, 1900], "atlas:view": [50, 10, 4], "atlas:zoom": [2, 10], "atlas:seam": -180,
        "atlas:window": [[40, 0], [60, 20]], "atlas:language": "pt-BR", "atlas:languages": ["en", "pt-BR"],
    }  # fmt: skip
    assert problems_of(small(tmp_path), **sound) == []


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("axis", [1991, 1917], "runs backwards"),
        ("axis", [1917.5, 1991], "is not two years"),
        ("axis", "1917", "is not two years"),
        ("axis", [1, 99999], "is not two years"),
        ("view", [95, 0, 4], "is not latitude, longitude and zoom"),
        ("view", [True, 0, 4], "is not latitude, longitude and zoom"),
        ("zoom", [9, 3], "is not the least and the most zoom"),
        ("seam", 12, "is not a longitude from -360 to 0"),
        ("window", [[60, 0], [40, 20]], "is not south-west"),
        ("window", [[0, 0], [10, 20]], "leaves out 1 of the places"),
        ("window", [0, 0, 10, 20], "is not two corners"),
        ("language", "spanish", "is no language"),
        ("language", 7, "is no language"),
        ("languages", ["en", "xx"], "'xx' is no language"),
        ("languages", ["en", "en"], "names one twice"),
        ("languages", ["ru"], "leaves out 'en'"),
        ("languages", [], "is no list of languages"),
        ("axes", [1, 2], "is no setting of a dataset - did you mean 'atlas:axis'?"),
    ],
)
def test_a_wrong_setting_is_told_once_with_how_to_mend_it(tmp_path, key, value, why):
    (problem,) = problems_of(small(tmp_path), **{f"atlas:{key}": value})
    assert problem.startswith(f"datapackage.json:atlas:{key} ")
    assert why in problem


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[]], [None, None], {"a": 1}, True, 1e300, [[1], [2]]])
@pytest.mark.parametrize("key", sorted(settings.SETTINGS))
def test_no_setting_breaks_a_check_and_a_wrong_one_counts_as_left_out(atlas, key, value):
    odd = replace(atlas, package={**atlas.package, key: value})
    bare = replace(atlas, package={name: part for name, part in atlas.package.items() if name != key})
    assert list(settings.check(odd)) or value is None
    assert replace(settings.of(odd), problems=()) == replace(settings.of(bare), problems=())


def test_settings_are_parsed_once_and_look_at_each_place_once(tmp_path, monkeypatch):
    atlas = small(tmp_path, *[(n / 10, 50) for n in range(100)], **{"atlas:window": [[40, 0], [60, 20]]})
    looked: list[int] = []
    monkeypatch.setattr(settings, "_middle", lambda extents: looked.append(len(extents)) or 0.0)
    copy = replace(atlas)
    assert settings.of(copy).window == ((40.0, 0.0), (60.0, 20.0))
    assert (settings.of(copy) is settings.of(copy), looked) == (True, [100])


def test_a_translation_into_a_language_that_is_not_offered_is_told(tmp_path):
    texts = [{"table": "events", "id": "event", "field": "title", "lang": "es", "text": "Un hecho"}]
    folder = write(tmp_path, {**SMALLEST, "texts": texts}, **{"atlas:languages": ["en", "uk"]})
    with pytest.raises(geo.DataError, match="lang 'es' - the atlas does not speak this language"):
        geo.load(folder)


@pytest.mark.parametrize("seam", [-75.0, -180.0, -251.0, -340.0])
def test_the_land_of_the_atlas_can_be_cut_anywhere(seam):
    land = of_land(seam)
    west, _, east, _ = land.bounds
    assert seam <= west < east <= seam + 360
    for lon, lat in ((-70.6, -33.5), (37.6, 55.7), (-75.05, 45.0), (-74.97, 50.0), (25.0, -29.0)):
        assert land.contains(Point(turned(lon, seam), lat)) or seam == -75.0
    assert not land.contains(Point(turned(-140.0, seam), 0.0))


def of_land(seam):
    content = (own_folder() / basemap.LAND).read_bytes()
    return shape(cut(basemap.layers({basemap.LAND: content})["land"], seam)["features"][0]["geometry"])


def test_a_dataset_without_a_basemap_is_drawn_on_the_land_of_the_atlas_alone(tmp_path):
    drawn = of_atlas(small(tmp_path))
    assert (list(drawn["layers"]), drawn["labels"], drawn["legend"], drawn["own"]) == (["land"], [], [], True)
    assert own_land(-180.0) is own_land(-180.0)


SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def layer(geometry, **properties):
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def test_a_basemap_of_its_own_takes_the_place_of_ours(tmp_path):
    files = {
        "basemap/land.json": layer(SQUARE),
        "basemap/legend.csv": b"sign,from,to,text,text_es\nsource,,,Own,Propio\n",
    }
    drawn = of_atlas(replace(small(tmp_path), files=files), "es")
    assert (len(drawn["layers"]["land"]["features"]), drawn["own"]) == (1, False)
    assert drawn["legend"] == [{"sign": "source", "from": None, "to": None, "text": "Propio"}]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("land.json", b"{", "is not strict JSON"),
        ("land.json", b"\xff", "is not strict JSON"),
        ("land.json", b"[]", "is not a FeatureCollection"),
        ("land.json", layer({"type": "Point", "coordinates": [0, 0]}), "geometry of the type Polygon or MultiPolygon"),
        ("land.json", layer({"type": "Polygon", "coordinates": [[[0, 0]]]}), "coordinates that are no lines"),
        (
            "rivers.json",
            layer({"type": "LineString", "coordinates": [[0, 0], [0, 91]]}),
            "coordinates that are no lines",
        ),
        ("land.json", layer({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}), "at least 4 points"),
        ("rivers.json", layer({"type": "LineString", "coordinates": [[0, 0], [0, 1, 2]]}), "that are no lines"),
        ("rivers.json", layer({"type": "LineString", "coordinates": [[0] * 5, [1] * 5]}), "that are no lines"),
        ("labels.csv", b"name,from,to,lon,lat,rank,class\nx,,,0,300,1,city\n", "is no number of degrees"),
        ("labels.csv", b"name,from,to,lon,lat,rank,class\nx," + b"9" * 5000 + b",,0,0,1,city\n", "is no year"),
        ("borders.json", layer(SQUARE), "geometry of the type LineString or MultiLineString"),
        ("lakes.json", layer(SQUARE, **{"from": "1941"}), "a from or to that is no year"),
        ("labels.csv", b"name,lon\nx,1\n", "lacks the columns"),
        ("labels.csv", b"name,from,to,lon,lat,rank,class\nx,,,east,0,9,city\n", "is not a rank"),
        ("legend.csv", b"sign,from,to,text\nx,soon,,y\n", "is no year"),
    ],
)
def test_a_basemap_that_cannot_be_drawn_is_told(tmp_path, name, content, why):
    atlas = replace(small(tmp_path), files={f"basemap/{name}": content})
    found = [str(problem) for problem in validate(atlas)]
    assert found
    assert found[0].startswith(f"basemap/{name}")
    assert any(why in problem for problem in found)


def test_the_published_basemap_can_be_drawn(atlas):
    assert set(basemap.FILES) <= atlas.files.keys()
    assert list(basemap.check(atlas)) == []


def test_every_place_of_another_hemisphere_is_drawn_where_it_is(tmp_path):
    atlas = geo.load(chile(tmp_path))
    assert settings.of(atlas).seam <= -180
    assert all(-180 < turned(shape.x, settings.of(atlas).seam) < 0 for shape in atlas.places.geometry)


def test_a_page_carries_the_years_of_its_lakes_and_borders_and_nothing_else_of_them(atlas):
    layers = of_atlas(atlas)["layers"]
    assert {key for layer in layers.values() for one in layer["features"] for key in one["properties"]} == {
        "from",
        "to",
    }
    assert {"to": 1989} in [one["properties"] for one in layers["lakes"]["features"]]  # the Aral Sea
