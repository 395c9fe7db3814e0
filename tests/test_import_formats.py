"""GeoJSON, GeoPackage, Shapefile, UCDP GED, ACLED, TimeMap and Linked Places become datasets."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

import geo.map
from geo import export
from geo.cli import main
from geo.dataset.links import TYPES
from geo.errors import DataError
from geo.imports.formats import FORMATS
from geo.imports.formats.geojson_file import LONGEST, shape
from tests.support.blocks import carried
from tests.support.imported import HEADER, bring, foreign_rows, write_csv, write_geopackage

MAPPED = "title=Was geschah,edtf=Wann,place=Ort,kind=Art,organization.ordered=Behörde,killed=Tote,source=Quelle"
GED = """id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"""
ACLED = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"""


def columns(header: str, path: Path, *rows: dict[str, str]) -> Path:
    """Write rows in a column set, empty where nothing is given."""
    names = header.split(",")
    return write_csv(path, [names, *([row.get(name, "") for name in names] for row in rows)])


def ged(path: Path, **cells: str) -> Path:
    sound = {
        "id": "1", "type_of_violence": "3", "side_a": "Government of X", "side_b": "Civilians", "where_prec": "1",
        "where_coordinates": "Town", "latitude": "10.5", "longitude": "20.25", "country": "Chad", "date_prec": "1",
        "date_start": "2001-05-03 00:00:00.000", "date_end": "2001-05-03 00:00:00.000", "best": "5", "low": "3",
        "high": "7", "source_article": "News, 2001-05-04", "conflict_name": "X - Civilians", "priogrid_gid": "9",
    }  # fmt: skip
    return columns(GED, path / "ged.csv", sound | cells)


def acled(path: Path, **cells: str) -> Path:
    sound = {
        "event_id_cnty": "ETH1", "event_date": "15 January 2020", "time_precision": "1", "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "Army", "assoc_actor_1": "Police; Guard", "actor2": "Rebels",
        "iso": "231", "location": "Town", "latitude": "9.1", "longitude": "38.2", "geo_precision": "2",
        "source": "A News; B News", "notes": "What happened.", "fatalities": "3",
    }  # fmt: skip
    return columns(ACLED, path / "acled.csv", sound | cells)


def geojson_file(path: Path, *features: dict[str, Any], **members: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}), encoding="utf-8")
    return path


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def test_a_geopackage_in_another_system_becomes_a_map_with_every_event(tmp_path: Path) -> None:
    rows = foreign_rows()
    atlas, report = bring("vector", write_geopackage(tmp_path / "e.gpkg", rows), tmp_path / "out", MAPPED)
    assert report.problems == []
    assert "positions were converted from EPSG:3035 (ETRS89-extended / LAEA Europe) to EPSG:4326" in report.remarks
    first = atlas.places.geometry.iloc[0]
    assert (first.x, first.y) == pytest.approx((9.0, 46.0), abs=1e-6)
    assert len(set(carried(geo.map.page(atlas).html())["events"]["id"])) == 1000


def test_columns_of_a_geopackage_stay_what_they_are(tmp_path: Path) -> None:
    values = {
        "title": ["1937-08", "1e5"],
        "note": ["007", None],
        "killed": pd.array([9007199254740993, None], dtype="Int64"),
    }
    frame = gpd.GeoDataFrame(values, geometry=[Point(10, 50), None], crs="EPSG:4326")
    frame.to_file(tmp_path / "e.gpkg", driver="GPKG", use_arrow=True)
    atlas, _ = bring("vector", tmp_path / "e.gpkg", tmp_path / "out", "title=title,note=note,note=killed")
    assert list(atlas.events["title"]) == ["1937-08", "1e5"]
    assert list(atlas.events["note"]) == ["007\n9007199254740993", ""]


def test_a_shapefile_without_a_reference_system_asks_for_it(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[Point(659000, 6474000)], crs="EPSG:3301")
    frame.to_file(tmp_path / "e.shp")
    (tmp_path / "e.prj").unlink()
    with pytest.raises(DataError, match="does not say its reference system - name it, such as --crs EPSG:3301"):
        bring("vector", tmp_path / "e.shp", tmp_path / "out")
    atlas, _ = bring("vector", tmp_path / "e.shp", tmp_path / "out", crs="EPSG:3301")
    assert atlas.places.geometry.iloc[0].x == pytest.approx(26.7, abs=0.1)


@pytest.mark.parametrize("ending", [".dbf", ".shx"])
def test_a_shapefile_without_one_of_its_files_says_which(tmp_path: Path, ending: str) -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[Point(10, 50)], crs="EPSG:4326")
    frame.to_file(tmp_path / "e.shp")
    (tmp_path / f"e{ending}").unlink()
    with pytest.raises(DataError, match=rf"^e.shp - there is no e\{ending} beside it - "):
        bring("vector", tmp_path / "e.shp", tmp_path / "out")


def test_a_shapefile_without_its_encoding_asks_for_it(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"title": ["Тарту"]}, geometry=[Point(10, 50)], crs="EPSG:4326")
    frame.to_file(tmp_path / "e.shp", encoding="windows-1251")
    (tmp_path / "e.cpg").unlink()
    with pytest.raises(
        DataError, match=r"there is no e\.cpg beside it that names its encoding - .* --encoding windows-"
    ):
        bring("vector", tmp_path / "e.shp", tmp_path / "out")
    atlas, _ = bring("vector", tmp_path / "e.shp", tmp_path / "out", encoding="windows-1251")
    assert list(atlas.events["title"]) == ["Тарту"]


def test_a_layer_is_chosen_by_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        frame = gpd.GeoDataFrame({"title": [name]}, geometry=[Point(10, 50)], crs="EPSG:4326")
        frame.to_file(tmp_path / "e.gpkg", layer=name, driver="GPKG")
    with pytest.raises(DataError, match="has 2 layers - choose with --layer one of one, two"):
        bring("vector", tmp_path / "e.gpkg", tmp_path / "out")
    atlas, _ = bring("vector", tmp_path / "e.gpkg", tmp_path / "out", layer="two")
    assert list(atlas.events["title"]) == ["two"]


def test_an_area_that_crosses_itself_is_told_and_its_event_kept(tmp_path: Path) -> None:
    knot = Polygon([(10, 50), (11, 51), (11, 50), (10, 51)])
    gpd.GeoDataFrame({"title": ["a"]}, geometry=[knot], crs="EPSG:4326").to_file(tmp_path / "e.gpkg", driver="GPKG")
    atlas, report = bring("vector", tmp_path / "e.gpkg", tmp_path / "out")
    assert [str(problem).split(" - ")[1] for problem in report.problems] == ["crosses or repeats itself"]
    assert atlas.rows("events")[0]["note"].startswith("Not read: geometry = POLYGON")


@pytest.mark.parametrize("name", ["e.gpkg", "e.shp", "e.vrt", "e.gpkg.zip"])
@pytest.mark.parametrize(
    "data", [b"", b"<OGRVRTDataSource/>", b"SQLite format 3\0" + b"x" * 99, b"\0\0\x27\x0a" + b"x" * 200]
)
def test_a_file_that_is_no_vector_file_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DataError):
        bring("vector", tmp_path / name, tmp_path / "out")


@given(st.data())
def test_a_damaged_geopackage_is_imported_or_refused(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_geopackage(Path(name) / "e.gpkg", foreign_rows(5))
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 20))):
            content[data.draw(st.integers(16, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(bytes(content[: data.draw(st.integers(100, len(content)))]))
        try:
            bring("vector", path, Path(name) / "out", MAPPED)
        except DataError as error:
            text = str(error)
        else:
            text = " - "
        assert " - " in text


def test_geojson_keeps_areas_and_tells_what_is_no_geometry(tmp_path: Path) -> None:
    ring = [[10, 50], [10, 51], [11, 51], [10, 50]]
    area = {"type": "Polygon", "coordinates": [ring]}
    path = geojson_file(
        tmp_path / "e.geojson",
        feature(area, title="a", date=1937),
        feature(point(50, 100), title="b"),
        feature(None, title="c"),
    )
    atlas, report = bring("geojson", path, tmp_path / "out")
    assert [None if shape is None else shape.geom_type for shape in atlas.places.geometry] == ["Polygon"]
    assert list(atlas.events["edtf"]) == ["1937", "", ""]
    (problem,) = map(str, report.problems)
    assert problem.startswith("e.geojson:features[1]:geometry ")
    assert " - [50, 100] is not longitude, latitude in degrees, are they swapped, or has " in problem
    assert problem.endswith(" - see RFC 7946, section 3.1")


def test_a_geometry_with_many_faults_is_one_fault_and_its_note_stays_short() -> None:
    open_rings = [[[number / 4, 0], [1, 2], [2, 2], [3, 1]] for number in range(400)]
    coordinates = [*open_rings, [[0, 0]]]
    found, (fault,) = shape({"type": "Polygon", "coordinates": coordinates})
    assert found is None
    assert fault[2] == "a ring must end where it begins (and 1 other fault)"
    assert len(fault[1]) == LONGEST + 3


def test_properties_of_geojson_stay_what_they_are(tmp_path: Path) -> None:
    path = geojson_file(
        tmp_path / "e.geojson", feature(title="1e5", note=99999999999999999999, group=["x", "y"], extra={"a": 1})
    )
    atlas, report = bring("geojson", path, tmp_path / "out")
    assert atlas.rows("events")[0]["note"] == "99999999999999999999"
    assert list(atlas["groups"]["name"]) == ["x", "y"]
    assert report.unused == ["extra.a"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": [7]}', '{"type": "FeatureCollection", "features": [], "x": NaN}', "[" * 500, '{"type": "FeatureCollection", "features": [], "crs": {}}', '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": []}]}'],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["geojson", "linked-places"])
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "e.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        bring(kind, tmp_path / "e.json", tmp_path / "out")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84"])
def test_the_reference_system_that_gdal_writes_is_no_fault(tmp_path: Path, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    path = geojson_file(tmp_path / "e.json", feature(point(37.6, 55.7), title="a"), crs=crs)
    assert bring("geojson", path, tmp_path / "out")[0].places.geometry.iloc[0].x == 37.6


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::4326", "EPSG:3857", "EPSG:4326"])
def test_another_reference_system_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    path = geojson_file(tmp_path / "e.json", feature(), crs={"type": "name", "properties": {"name": name}})
    with pytest.raises(DataError, match="save it as GeoPackage and use geo import vector"):
        bring("geojson", path, tmp_path / "out")


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["when", "timespans", "start", "end", "in", "earliest", "latest", "toponym", "lang", "citations", "label", "year", "@id", "value", "type", "coordinates", "geometries", "title", "ccodes"]), inner, max_size=4), max_leaves=12)  # fmt: skip
MEMBERS = st.sampled_from(
    ["@id", "properties", "when", "names", "types", "geometry", "descriptions", "certainty", "links", "id"]
)


@settings(max_examples=50)
@given(
    st.lists(st.dictionaries(MEMBERS, JSON, max_size=6), min_size=1, max_size=8),
    st.sampled_from(["geojson", "linked-places"]),
)
def test_any_features_are_imported_or_refused(features: list[dict[str, Any]], kind: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = geojson_file(Path(name) / "e.json", *({"type": "Feature", **one} for one in features))
        try:
            _, report = bring(kind, path, Path(name) / "out")
        except DataError as error:
            text = str(error)
        else:
            text = report.text()
        assert text


# UCDP GED -------------------------------------------------------------------------------------


def test_ucdp_figures_sides_and_kinds_are_carried_over(tmp_path: Path) -> None:
    atlas, report = bring("ucdp-ged", ged(tmp_path), tmp_path / "out")
    event, figure = atlas.rows("events")[0], atlas.rows("figures")[0]
    assert (event["title"], event["kind"], event["edtf"]) == (
        "Government of X - Civilians, Town",
        "one-sided-violence",
        "2001-05-03",
    )
    assert (figure["measure"], figure["low"], figure["best"], figure["high"]) == ("killed", "3", "5", "7")
    assert list(atlas["event_organizations"]["role"]) == ["carried-out"]
    assert list(atlas["groups"]["name"]) == ["Civilians"]
    assert list(atlas["sources"]["title"]) == ["News, 2001-05-04", "ged.csv"]
    assert (report.unused, report.problems) == (["priogrid_gid"], [])


def test_both_sides_of_a_conflict_only_took_part(tmp_path: Path) -> None:
    atlas, _ = bring("ucdp-ged", ged(tmp_path, type_of_violence="1", side_b="Y"), tmp_path / "out")
    found = [(row["organization_id"], row["role"]) for row in atlas.rows("event_organizations")]
    assert found == [("government-of-x", "present"), ("y", "present")]


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2001-05-03", "2001-05-04", "1", "2001-05-03/2001-05-04"),
        ("2001-05-03", "2001-05-08", "3", "2001-05-03~/2001-05-08~"),
        ("2001-05-01", "2001-05-31", "4", "2001-05"),
        ("2001-01-01", "2001-12-31", "5", "2001"),
        ("2001-05-03", "2001-05-02", "1", ""),
        ("x", "2001-05-02", "1", ""),
    ],
)
def test_ucdp_dates_are_as_exact_as_they_say(
    tmp_path: Path, start: str, end: str, precision: str, expected: str
) -> None:
    atlas, report = bring(
        "ucdp-ged", ged(tmp_path, date_start=start, date_end=end, date_prec=precision), tmp_path / "out"
    )
    assert list(atlas.events["edtf"]) == [expected]
    assert len(report.problems) == (expected == "")


@pytest.mark.parametrize(
    ("code", "metres", "drawn"),
    [("1", "1000", True), ("2", "25000", True), ("4", "150000", True), ("6", "500000", False)],
)
def test_a_country_is_no_dot_in_its_middle(tmp_path: Path, code: str, metres: str, drawn: bool) -> None:
    atlas, _ = bring("ucdp-ged", ged(tmp_path, where_prec=code), tmp_path / "out")
    assert (list(atlas.places["precision_m"]), atlas.places.geometry.iloc[0] is not None) == ([metres], drawn)


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [
        ("365", "Russia (Soviet Union)", "RU"),
        ("", "Bosnia-Herzegovina", "BA"),
        ("490", "DR Congo (Zaire)", "CD"),
        ("", "Yemen (North Yemen)", "YE"),
        ("811", "Cambodia (Kampuchea)", "KH"),
        ("", "Kingdom of eSwatini (Swaziland)", "SZ"),
        ("640", "Turkey", "TR"),
        ("437", "a new name", "CI"),
    ],
)
def test_ucdp_names_of_states_are_known(tmp_path: Path, number: str, name: str, code: str) -> None:
    path = ged(tmp_path, country_id=number, country=name)
    atlas, report = bring("ucdp-ged", path, tmp_path / "out")
    assert (list(atlas.places["country_today"]), report.problems) == ([code], [])


@pytest.mark.parametrize(
    ("number", "name", "start", "why"),
    [
        ("365", "Russia (Soviet Union)", "1990-01-20", "was larger before 1992 than RU is today"),
        ("345", "Serbia (Yugoslavia)", "1999-04-01", "was larger before 2008 than RS is today"),
        ("365", "Ukraine", "2014-05-01", "is UA, but the number 365 is RU"),
        ("999", "Ruritania", "2014-05-01", "is no country of today"),
    ],
)
def test_a_state_that_is_no_country_of_today_is_told(
    tmp_path: Path, number: str, name: str, start: str, why: str
) -> None:
    path = ged(tmp_path, country_id=number, country=name, date_start=start, date_end=start)
    atlas, report = bring("ucdp-ged", path, tmp_path / "out")
    assert list(atlas.places["country_today"]) == [""]
    assert [str(one).split(" - ")[:2] for one in report.problems] == [[f"ged.csv:2:country {name!r}", why]]


def test_an_unknown_code_is_told_and_kept(tmp_path: Path) -> None:
    atlas, report = bring("ucdp-ged", ged(tmp_path, type_of_violence="9"), tmp_path / "out")
    assert str(report.problems[0]) == "ged.csv:2:type_of_violence '9' - is no known code (kind) - one of 1, 2, 3"
    assert "Not read: type_of_violence = 9" in atlas.rows("events")[0]["note"]


# ACLED ----------------------------------------------------------------------------------------


def test_acled_has_two_levels_of_kinds_and_all_actors(tmp_path: Path) -> None:
    atlas, _ = bring("acled", acled(tmp_path), tmp_path / "out")
    event = atlas.rows("events")[0]
    assert (event["kind"], event["kind_detail"], event["edtf"]) == ("battles", "armed-clash", "2020-01-15")
    assert list(atlas["organizations"]["name"]) == ["Army", "Police", "Guard", "Rebels"]
    assert (event["title"], event["description"]) == ("Armed clash, Town", "What happened.")
    assert list(atlas["sources"]["title"]) == ["A News", "B News", "acled.csv"]
    assert list(atlas.places[["country_today", "precision_m"]].iloc[0]) == ["ET", "25000"]
    assert [row["locator"] for row in atlas.rows("citations")] == ["", "", "id ETH1"]


@pytest.mark.parametrize(("code", "expected"), [("1", "2020-01-15"), ("2", "2020-01-15~"), ("3", "2020-01")])
def test_acled_dates_are_as_exact_as_they_say(tmp_path: Path, code: str, expected: str) -> None:
    atlas, _ = bring("acled", acled(tmp_path, time_precision=code), tmp_path / "out")
    assert list(atlas.events["edtf"]) == [expected]


@pytest.mark.parametrize(("make", "kind"), [(ged, "ucdp-ged"), (acled, "acled")])
def test_a_record_that_may_be_counted_twice_is_told_first(tmp_path: Path, make: Any, kind: str) -> None:
    path = make(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    _, report = bring(kind, path, tmp_path / "out")
    assert report.remarks[0].startswith("ATTENTION: 1 id for more than one record: they may be the same events")
    assert any("stands in lines 2 and 3: the second is called" in line for line in report.remarks)


@pytest.mark.parametrize("kind", ["ucdp-ged", "acled"])
def test_another_column_set_is_told(tmp_path: Path, kind: str) -> None:
    with pytest.raises(DataError, match="columns missing: "):
        bring(kind, write_csv(tmp_path / "e.csv", [HEADER, *foreign_rows(1)]), tmp_path / "out")


# TimeMap --------------------------------------------------------------------------------------


def timemap(folder: Path, ending: str) -> Path:
    events = [
        {"id": "1", "description": "A film shows it. " * 9, "date": "3/4/2014", "time": "9:05", "location": "Donetsk", "latitude": "48.0", "longitude": "37.81", "category": "alpha", "associations": "a1,n1", "sources": "s1,s9", "graphic": "TRUE", "civId": "C"},
        {"id": "2", "description": "Other", "date": "12/31/2014", "location": "Luhansk", "latitude": "48.57", "longitude": "39.31", "category": "beta", "associations": "a2", "sources": "s1", "graphic": "FALSE"},
    ]  # fmt: skip
    associations = [{"id": "a1", "title": "Tanks", "mode": "FILTER"}, {"id": "a2", "title": "", "mode": "FILTER", "filter_paths": "Vehicle,Truck"}, {"id": "n1", "title": "Story", "mode": "NARRATIVE"}]  # fmt: skip
    sources = [
        {
            "id": "s1",
            "title": "Film",
            "url": "https://example.org/f",
            "type": "Video",
            "date": "03/05/2014",
            "author": "X",
        }
    ]
    for name, rows in (("export_events", events), ("associations", associations), ("sources", sources)):
        keys = list(dict.fromkeys(key for row in rows for key in row))
        if ending == "json":
            (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        else:
            write_csv(folder / f"{name}.csv", [keys, *([row.get(key, "") for key in keys] for row in rows)])
    return folder


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_timemap_sheets_are_joined(tmp_path: Path, ending: str) -> None:
    (tmp_path / "in").mkdir()
    atlas, report = bring("timemap", timemap(tmp_path / "in", ending), tmp_path / "out")
    first, second = atlas.rows("events")
    assert (first["edtf"], first["kind"], first["graphic"]) == ("2014-03-04T09:05:00", "alpha", "true")
    assert (second["edtf"], second["kind"], second["graphic"]) == ("2014-12-31", "beta", "false")
    assert [row["group_id"] for row in atlas.rows("event_groups")] == ["tanks", "truck"]
    film = atlas.rows("sources")[0]
    assert (film["title"], film["author"], film["issued"], film["url"]) == (
        "Film",
        "X",
        "2014-03-05",
        "https://example.org/f",
    )
    assert report.unused == ["civId"]
    assert "1 association not carried over, being no filter" in report.remarks


def test_timemap_needs_its_events(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(DataError):
            bring("timemap", path, tmp_path / "out")


# Linked Places ----------------------------------------------------------------------------------


def test_no_column_of_a_feature_takes_the_place_of_another(tmp_path: Path) -> None:
    more = {"a.b": 1, "a": {"b": 2}, "id": "own", "title": "T"}
    feature = {"type": "Feature", "id": "else", "properties": more, "geometry": point(30, 50)}
    atlas, report = bring("geojson", geojson_file(tmp_path / "a.geojson", feature), tmp_path / "out")
    assert list(atlas.events["id"]) == ["own"]
    assert [*report.unused] == ["id of the feature", "a.b", "a.b 2"]


def lpf(**members: Any) -> dict[str, Any]:
    return {"@id": "http://x.example/1", "type": "Feature", "properties": {"title": "Abingdon", "ccodes": ["GB"]}, "geometry": point(-1.2879, 51.6708), **members}  # fmt: skip


CATALOGUES = (
    *("https://www.wikidata.org/entity/Q", "http://www.geonames.org/", "https://d-nb.info/gnd/1"),
    *("http://catalogue.example/?q=", "https://catalogue.example/Б/"),
)
URIS = st.builds("{}{}".format, st.sampled_from(CATALOGUES), st.integers(1, 10**6))
WHEN = {"timespans": [{"start": {"in": "1600"}, "end": {"in": "1699"}}]}


def test_each_time_span_of_a_place_is_one_attestation(tmp_path: Path) -> None:
    path = geojson_file(
        tmp_path / "p.json",
        lpf(when={**WHEN, "certainty": "uncertain"}, types=[{"label": "town"}], descriptions=[{"value": "A town."}]),
    )
    atlas, _ = bring("linked-places", path, tmp_path / "out")
    (event,) = atlas.rows("events")
    assert (event["title"], event["edtf"], event["kind"], event["description"]) == (
        "Abingdon - town",
        "1600?/1699?",
        "attested",
        "A town.",
    )
    assert atlas.rows("citations")[0]["locator"] == "http://x.example/1"
    assert list(atlas.places["country_today"]) == ["GB"]


def test_an_identifier_of_linked_places_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = geojson_file(tmp_path / "p.json", lpf(when=WHEN), lpf(when=WHEN))
    _, report = bring("linked-places", path, tmp_path / "out")
    assert "@id 'http://x.example/1' stands in features[0] and features[1]: each is carried over" in report.remarks


def test_a_place_without_time_makes_no_event(tmp_path: Path) -> None:
    atlas, report = bring("linked-places", geojson_file(tmp_path / "p.json", lpf(), lpf(when=WHEN)), tmp_path / "out")
    assert (len(atlas.events), len(atlas.places)) == (1, 1)
    assert "1 place without `when`, and so without an event" in report.remarks


def test_names_keep_their_languages_and_years(tmp_path: Path) -> None:
    names = [
        {
            "toponym": "Abyndon",
            "lang": "enm",
            "when": WHEN,
            "citations": [{"label": "Map", "year": 1635, "@id": "https://c.example/9"}],
        },
        {"toponym": "Abingdon"},
    ]
    atlas, _ = bring("linked-places", geojson_file(tmp_path / "p.json", lpf(when=WHEN, names=names)), tmp_path / "out")
    assert [tuple(row.values()) for row in atlas.rows("place_names")] == [
        ("abingdon", "Abyndon", "enm", "1600", "1699"),
        ("abingdon", "Abingdon", "und", "", ""),
    ]
    source = atlas.rows("sources")[0]
    assert (source["title"], source["issued"], source["url"]) == ("Map", "1635", "https://c.example/9")


def test_links_of_a_place_are_kept_and_short_forms_written_out(tmp_path: Path) -> None:
    links = [
        {"type": "exactMatch", "identifier": "wd:Q321381"},
        {"type": "closeMatch", "identifier": "http://www.geonames.org/2657780/"},
        {"type": "primaryTopicOf", "identifier": "https://en.wikipedia.org/wiki/Abingdon-on-Thames"},
        {"type": "exactMatch", "identifier": "https://www.wikidata.org/wiki/Abingdon"},
        {"type": "sameAs", "identifier": "https://x.example/"},
        {"type": "seeAlso", "identifier": "abingdon"},
    ]
    atlas, report = bring("linked-places", geojson_file(tmp_path / "p.json", lpf(links=links)), tmp_path / "out")
    assert [tuple(row.values()) for row in atlas.rows("links")] == [
        ("places", "abingdon", "exact", "https://www.wikidata.org/entity/Q321381"),
        ("places", "abingdon", "close", "http://www.geonames.org/2657780/"),
        ("places", "abingdon", "see", "https://en.wikipedia.org/wiki/Abingdon-on-Thames"),
    ]
    assert [(one.field, one.value) for one in report.problems] == [
        ("links", "https://www.wikidata.org/wiki/Abingdon"),
        ("links", "sameAs"),
        ("links", "abingdon"),
    ]


def test_the_radius_of_a_position_is_read_in_kilometres(tmp_path: Path) -> None:
    shape = point(1, 2) | {"approximation": {"type": "geo:hasSpatialAccuracy", "tolerance": 1.5}}
    atlas, _ = bring("linked-places", geojson_file(tmp_path / "p.json", lpf(geometry=shape)), tmp_path / "out")
    assert list(atlas.places["precision_m"]) == ["1500"]


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(sorted(TYPES)), URIS), max_size=4, unique_by=lambda pair: pair[1]))
def test_links_in_are_links_out(pairs: list[tuple[str, str]]) -> None:
    links = [{"type": TYPES[kind], "identifier": uri} for kind, uri in pairs]
    with tempfile.TemporaryDirectory() as folder:
        path = geojson_file(Path(folder) / "p.json", lpf(when=WHEN, links=links))
        atlas, _ = bring("linked-places", path, Path(folder) / "out")
    (feature,) = json.loads(export.to_linked_places(export.select(atlas, geo.Query())))["features"]
    assert feature.get("links", []) == links


def test_what_linked_places_has_more_is_named(tmp_path: Path) -> None:
    shapes = {"type": "GeometryCollection", "geometries": [{**point(1, 2), "when": WHEN}, point(3, 4)]}
    path = geojson_file(
        tmp_path / "p.json",
        lpf(
            when={**WHEN, "periods": [{"name": "x"}]},
            geometry=shapes,
            relations=[{}],
            depictions=[{}],
        ),
    )
    atlas, report = bring("linked-places", path, tmp_path / "out")
    assert set(report.unused) == {
        "relations",
        "depictions",
        "geometry.geometries after the first",
        "geometry.when and geometry.citations",
        "when.periods",
    }
    assert (atlas.places.geometry.iloc[0].x, atlas.places.geometry.iloc[0].y) == (1, 2)


# All ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_refuses_what_is_not_there(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", kind, str(tmp_path / "missing"), "--output", str(tmp_path / "out")]) == 1
    assert " - " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("data", [b"\xff\xfe\0", b"\0" * 50, b"a,b\n1,2\n", b"{}", b'"'])
def test_every_format_refuses_noise(tmp_path: Path, kind: str, data: bytes) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    with pytest.raises(DataError):
        bring(kind, tmp_path if kind == "timemap" and data != b"a,b\n1,2\n" else path, tmp_path / "out")


def test_csv_of_the_atlas_own_form_comes_back(tmp_path: Path) -> None:
    """An export is a table like any other: its columns are found by their names."""
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["title", "edtf", "latitude", "longitude", "kind"], ["a", "1937", "55.7558", "37.6173", "Trial"]]
        )
    atlas, report = bring("csv", path, tmp_path / "out")
    assert (list(atlas.events["edtf"]), list(atlas["kinds"]["name"]), report.unused) == (["1937"], ["Trial"], [])
