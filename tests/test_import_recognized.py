"""A file is known by its first bytes: plain `geo import FILE` finds the format, a wrong verb is answered with the right one."""

from __future__ import annotations

import gzip
import json
import zipfile
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from geo.errors import DataError
from geo.imports import formats
from geo.imports.formats import recognize
from geo.imports.model import Options
from geo.imports.values.word_lists import word_list
from tests.support.cases import read_case
from tests.support.imported import bring
from tests.support.workbooks import ods, xlsx
from tests.test_import_formats import acled, feature, ged, geojson_file, point

if TYPE_CHECKING:
    from pathlib import Path

TABLE = [["title", "date", "latitude", "longitude"], ["Лагерь", "1937", "55.7", "37.6"]]
KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Camps</name>
<TimeSpan><begin>1930</begin><end>1955</end></TimeSpan>
<Placemark id="p1"><name>Лагерь</name><TimeSpan><begin>1937-08-05</begin><end>1938-11</end></TimeSpan>
<ExtendedData><Data name="killed"><value>12</value></Data></ExtendedData>
<Point><coordinates>37.6,55.7,0</coordinates></Point></Placemark>
<Placemark><name>b</name><TimeStamp><when>1941-06-14</when></TimeStamp></Placemark>
<Placemark><name>c</name><Polygon><outerBoundaryIs><LinearRing><coordinates>10,50 11,50 11,51 10,50</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>d</name><Point><coordinates>x</coordinates></Point></Placemark></Folder></Document></kml>"""


def text_of(delimiter: str) -> str:
    return "".join(f"{delimiter.join(row)}\n" for row in TABLE)


def frame(name: str = "Лагерь") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"title": [name], "date": ["1937"]}, geometry=[Point(37.6, 55.7)], crs="EPSG:4326")


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def shapefile(folder: Path, encoding: str = "windows-1251") -> Path:
    """Write a zipped Shapefile in a folder of the zip, as sites offer it."""
    frame().to_file(folder / "t.shp", encoding=encoding)
    return zip_of(folder / "t.zip", {f"data/t{one.suffix}": one.read_bytes() for one in folder.glob("t.*")})


def geopackage(path: Path) -> Path:
    frame().to_file(path.with_suffix(".gpkg"), driver="GPKG")
    return path.with_suffix(".gpkg").rename(path)


def flatgeobuf(path: Path) -> Path:
    frame().to_file(path.with_suffix(".fgb"), driver="FlatGeobuf")
    return path.with_suffix(".fgb").rename(path)


def parquet(path: Path) -> Path:
    frame().to_crs("EPSG:3035").to_parquet(path)
    return path


def write(folder: Path, kind: str) -> Path:
    """Write the same event in one of many forms, under a name that says nothing."""
    path = folder / "archive"
    event = {"title": "Лагерь", "date": "1937", "latitude": 55.7, "longitude": 37.6}
    texts = {
        "commas": text_of(","), "tabs": text_of("\t"), "pipes": text_of("|"), "semicolons": text_of(";"),
        "sep": "sep=;\r\n" + text_of(";"), "json": json.dumps([event]), "json-lines": json.dumps(event) + "\n" + json.dumps(event),
        "object": json.dumps({"count": 1, "events": [event]}), "kml": KML,
        "sparql": json.dumps({"head": {"vars": []}, "results": {"bindings": [{k: {"type": "literal", "value": str(v)} for k, v in event.items()}]}}),
    }  # fmt: skip
    if kind in texts:
        path.write_text(texts[kind], encoding="utf-8")
        return path
    if kind.startswith("utf-16"):
        path.write_bytes(
            (b"" if kind[-1] == "e" else b"\xff\xfe") + text_of("\t").encode(kind if kind[-1] == "e" else "utf-16-le")
        )
        return path
    writers: dict[str, Any] = {
        "xlsx": lambda: xlsx(path, {"S": TABLE}), "ods": lambda: ods(path, {"S": TABLE}),
        "kmz": lambda: zip_of(path, {"doc.kml": KML.encode(), "files/a.png": b"x"}),
        "geojson": lambda: geojson_file(path, feature(point(37.6, 55.7), title="Лагерь", date="1937")),
        "geojson-lines": lambda: path,
        "geopackage": lambda: geopackage(path), "flatgeobuf": lambda: flatgeobuf(path), "parquet": lambda: parquet(path),
        "shapefile": lambda: shapefile(folder),
    }  # fmt: skip
    if kind == "geojson-lines":
        one = json.dumps(feature(point(37.6, 55.7), title="Лагерь", date="1937"))
        path.write_text(f"{one}\n{one}\n", encoding="utf-8")
    found: Path = writers[kind]()
    return found


KINDS = [
    "commas", "tabs", "pipes", "semicolons", "sep", "utf-16", "utf-16-le", "utf-16-be", "xlsx", "ods", "json", "json-lines",
    "object", "sparql", "geojson", "geojson-lines", "kml", "kmz", "geopackage", "flatgeobuf", "parquet", "shapefile",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_plain_import_finds_the_format_whatever_the_file_is_called(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, kind)
    atlas, _ = bring("", path, tmp_path / "out", **({"encoding": "windows-1251"} if kind == "shapefile" else {}))
    event, where = atlas.rows("events")[0], atlas.places.geometry.iloc[0]
    assert (event["title"], event["edtf"][:4]) == ("Лагерь", "1937")
    assert (where.x, where.y) == pytest.approx((37.6, 55.7), abs=1e-6)


def test_a_placemark_has_its_own_time_or_that_of_its_folder(tmp_path: Path) -> None:
    atlas, report = bring("", write(tmp_path, "kml"), tmp_path / "out")
    assert list(atlas.events["edtf"]) == ["1937-08-05/1938-11", "1941-06-14", "1930/1955", "1930/1955"]
    assert [row["best"] for row in atlas.rows("figures")] == ["12"]
    assert [None if one is None else one.geom_type for one in atlas.places.geometry][:2] == ["Point", "Polygon"]
    assert "4 Placemarks, 4 with a time" in report.remarks
    assert str(report.problems[0]).startswith("archive:Placemark 4:geometry 'x' - has no coordinates")


@pytest.mark.parametrize(
    ("folders", "layer", "read"),
    [(["a", "__MACOSX"], "", True), (["a", "b"], "", False), (["a", "b"], "b/ev", True)],
)
def test_shapefiles_in_folders_of_a_zip_are_told_apart(
    tmp_path: Path, folders: list[str], layer: str, read: bool
) -> None:
    gpd.GeoDataFrame({"title": ["a"]}, geometry=[Point(24, 59)], crs=4326).to_file(tmp_path / "ev.shp")
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    marks = {folder: "._" if folder == "__MACOSX" else "" for folder in folders}
    zip_of(tmp_path / "a.zip", {f"{one}/{marks[one]}{name}": data for one in folders for name, data in parts.items()})
    with nullcontext() if read else pytest.raises(DataError, match="choose with --layer one of a/ev, b/ev"):
        assert read_case("vector", tmp_path / "a.zip", layer=layer).events("title") == ["a"]


MARK = "<Placemark><name>{}</name>{}</Placemark>"


@pytest.mark.parametrize(
    ("geometry", "read"),
    [
        ("<LineString><coordinates>24,59</coordinates></LineString>", ""),
        ("<Polygon><innerBoundaryIs><coordinates>1,1 2,1 2,2 1,1</coordinates></innerBoundaryIs></Polygon>", ""),
        ("<Point><coordinates>24,59 25,60</coordinates></Point>", ""),
        ("<Point><coordinates> 24 , 59 </coordinates></Point>", "POINT (24 59)"),
        ("<MultiGeometry><MultiGeometry><Point><coordinates>24,59</coordinates></Point></MultiGeometry></MultiGeometry>",
         "POINT (24 59)"),
        ("<Track><when>1937-08-11</when><coord>24 59 0</coord></Track>", "POINT (24 59)"),
        ("<MultiGeometry/>", ""),
    ],
)  # fmt: skip
def test_a_geometry_of_kml_is_read_or_told(tmp_path: Path, geometry: str, read: str) -> None:
    (tmp_path / "a.kml").write_text(f"<kml>{MARK.format('a', geometry)}</kml>", encoding="utf-8")
    found = read_case("vector", tmp_path / "a.kml")
    assert [*map(str, found.tables.shapes)] == ([read] if read else [])
    assert len(found.report.problems) == (not read)
    assert found.events("edtf") == ["1937-08-11" if "Track" in geometry else ""]


def test_a_feature_alone_is_geojson(tmp_path: Path) -> None:
    text = '{"type": "Feature", "properties": {"title": "a"}, "geometry": {"type": "Point", "coordinates": [24, 59]}}'
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert formats.found(tmp_path / "a.json", Options()) == "geojson"
    assert read_case("geojson", tmp_path / "a.json").events("title") == ["a"]


@pytest.mark.parametrize(
    ("geometry", "told"),
    [
        ("<Point><coordinates>37.6,55.7,180.5</coordinates></Point>", True),
        ("<Point><coordinates>37.6, 55.7, 0</coordinates></Point>", False),
        ("<LineString><coordinates>37.6,55.7 38,56,-3</coordinates></LineString>", True),
        ("<Track><coord>37.6 55.7 0.0</coord><coord>38 56 90</coord></Track>", True),
    ],
)
def test_heights_of_kml_do_not_vanish_without_a_word(tmp_path: Path, geometry: str, told: bool) -> None:
    (tmp_path / "a.kml").write_text(f"<kml>{MARK.format('a', geometry)}</kml>", encoding="utf-8")
    assert ("heights are left out" in bring("", tmp_path / "a.kml", tmp_path / "out")[1].remarks) is told


def test_entities_and_links_of_kml_lead_nowhere(tmp_path: Path) -> None:
    bomb = KML.replace(
        "<kml", '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><kml'
    ).replace(">b<", ">&b;<")
    (tmp_path / "a.kml").write_text(bomb, encoding="utf-8")
    with pytest.raises(DataError, match=r"a.kml - has a document type, which no KML needs"):
        bring("", tmp_path / "a.kml", tmp_path / "out")
    link = KML.replace("</Folder>", "<NetworkLink><Link><href>http://x.example/</href></Link></NetworkLink></Folder>")
    (tmp_path / "b.kml").write_text(link, encoding="utf-8")
    assert (
        "1 network link not followed: save what they show as a file"
        in bring("", tmp_path / "b.kml", tmp_path / "o")[1].remarks
    )


def test_the_encoding_that_a_zipped_shapefile_names_is_used(tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    assert list(bring("", path, tmp_path / "out")[0].events["title"]) == ["Лагерь"]


def test_a_geopackage_of_another_name_and_several_layers_asks(tmp_path: Path) -> None:
    for name in ("one", "two"):
        frame(name).to_file(tmp_path / "e.gpkg", layer=name, driver="GPKG")
    path = (tmp_path / "e.gpkg").rename(tmp_path / "e.db")
    with pytest.raises(DataError, match="has 2 layers - choose with --layer one of one, two"):
        bring("", path, tmp_path / "out")
    assert list(bring("", path, tmp_path / "out", layer="two")[0].events["title"]) == ["two"]


def test_parquet_without_positions_is_a_table(tmp_path: Path) -> None:
    pd.DataFrame({"title": ["a"], "year": [1937], "place": ["Narva"]}).to_parquet(tmp_path / "t.parquet")
    assert list(bring("", tmp_path / "t.parquet", tmp_path / "out")[0].events["edtf"]) == ["1937"]


def test_known_column_sets_and_linked_places_are_found(tmp_path: Path) -> None:
    linked = geojson_file(
        tmp_path / "l.json", feature(point(1, 2), title="x"), **{"@context": "https://linkedplaces.example"}
    )
    found = [formats.found(path, Options()) for path in (ged(tmp_path), acled(tmp_path), linked)]
    assert found == ["ucdp-ged", "acled", "linked-places"]
    assert formats.found(linked, Options(mapping={"title": ["title"]})) == "geojson"


def test_a_folder_is_timemap_or_a_dataset_already(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("id,description,date\n1,a,1/2/2014\n", encoding="utf-8")
    assert len(bring("", tmp_path, tmp_path / "out")[0].events) == 1
    with pytest.raises(DataError, match="is a dataset of the atlas already - give it to geo validate --data"):
        bring("", tmp_path / "out", tmp_path / "again")


@pytest.mark.parametrize(
    ("kind", "verb", "said"),
    [
        ("kml", "csv", "is a KML file, which `geo import csv` does not read - use `geo import vector`, or leave"),
        ("xlsx", "csv", "is an Excel workbook, which .* - use `geo import workbook`"),
        ("commas", "vector", "is a table as text, which .* - use `geo import csv`"),
        ("json", "geojson", "is JSON, which .* - use `geo import json`"),
        ("geojson", "csv", "is GeoJSON, which .* - use `geo import geojson`"),
        ("commas", "timemap", "is a table as text, which .* - use `geo import csv`"),
    ],
)
def test_a_wrong_verb_is_answered_with_the_right_one(tmp_path: Path, kind: str, verb: str, said: str) -> None:
    with pytest.raises(DataError, match=rf"^archive - {said}"):
        bring(verb, write(tmp_path, kind), tmp_path / "out")


FOREIGN = {
    "gzip": (gzip.compress(b"title,date\n"), "is compressed with gzip, not a table - unpack it"),
    "pdf": (b"%PDF-1.7\n...", "is a PDF document"),
    "png": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "sqlite": (b"SQLite format 3\0" + bytes(100), "is an SQLite database - export its table"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0k\0b\0o\0o\0k\0", r"is an old Excel workbook \(.xls\) - save it as .xlsx"),
    "html": (b"<!doctype html><html><body>404</body></html>", "is a web page"),
    "gpx": (b"<?xml version='1.0'?><gpx version='1.1'></gpx>", "is GPX, GML or OpenStreetMap data - open it in QGIS"),
    "noise": (bytes(range(256)) * 10, "no text and no known kind of file|is not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("verb", ["", "csv", "vector"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, kind: str, verb: str) -> None:
    content, said = FOREIGN[kind]
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(DataError, match=said if kind != "noise" or verb != "vector" else "t.csv"):
        bring(verb, tmp_path / "t.csv", tmp_path / "out")


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("a.csv", r"is a zip archive, not a table \(it holds a.csv\) - unpack it first"),
        ("word/document.xml", "is a Word document"),
        ("datapackage.json", "is a dataset of the atlas already"),
        ("xl/workbook.bin", "is an Excel workbook in binary form"),
    ],
)
def test_a_zip_is_called_what_is_in_it(tmp_path: Path, member: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        bring("", zip_of(tmp_path / "t.csv", {member: b"x"}), tmp_path / "out")


def test_an_option_that_a_format_lacks_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"archive is read as csv, which has no --layer - leave it out|which has no --layer"
    ):
        bring("", write(tmp_path, "commas"), tmp_path / "out", layer="x")


def test_every_kind_that_a_verb_reads_can_be_recognised() -> None:
    signatures = word_list("signatures")
    named = {one.get("kind") for one in (*signatures["files"], *signatures["zips"])} | {*recognize.WORDS}
    assert {kind for kinds in signatures["verbs"].values() for kind in kinds} <= named
    assert {*signatures["verbs"]} == {*formats.FORMATS}
