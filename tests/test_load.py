"""Reading a folder: texts stay as written, every fault of form is told with its place."""

from __future__ import annotations

import importlib
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import geo
from geo.dataset import assemble
from geo.dataset.limits import FOLDER
from geo.dataset.read import read
from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo import Atlas

reader = importlib.import_module("geo.dataset.read")


def problems_of(folder: Path) -> list[str]:
    """Return the faults of form of a folder, as printed."""
    return [str(problem) for problem in read(folder)[1]]


def append(path: Path, text: str) -> int:
    """Add raw text to a file; return the number of its lines before."""
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n")


def test_the_published_dataset_has_no_fault_of_form(dataset: Path) -> None:
    assert problems_of(dataset) == []


@pytest.mark.parametrize("name", ["persons.csv", "places.geojson", "datapackage.json"])
def test_a_missing_file_is_named(dataset: Path, name: str) -> None:
    (dataset / name).unlink()
    assert [line.split(" - ")[0] for line in problems_of(dataset)] == [name]
    with pytest.raises(DataError, match="No such file"):
        geo.load(dataset)


def test_a_folder_that_does_not_exist_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage\.json - cannot be read"):
        geo.load(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_file_is_told(dataset: Path) -> None:
    (dataset / "groups.csv").unlink()
    (dataset / "groups.csv").mkdir()
    assert ["groups.csv - cannot be read" in line for line in problems_of(dataset)] == [True]


def test_a_file_too_large_is_not_read(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(dataset / "groups.csv", "\n" * 2_900_000)
    monkeypatch.setattr(reader, "FOLDER", replace(FOLDER, bytes=2_900_000))
    assert problems_of(dataset) == ["groups.csv - with it more than 2,900,000 bytes would be read - split the dataset"]


def test_files_too_large_together_are_not_read(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in dataset.iterdir())
    monkeypatch.setattr(reader, "FOLDER", replace(FOLDER, bytes=size - 1))
    assert [line.split(" than ")[0] for line in problems_of(dataset)] == ["register_scopes.csv - with it more"]


def test_a_file_that_is_not_utf_8_is_told_by_line(dataset: Path) -> None:
    path = dataset / "groups.csv"
    lines = path.read_bytes().count(b"\n")
    path.write_bytes(path.read_bytes() + "kulaks,Кулаки\n".encode("cp1251"))
    assert problems_of(dataset)[0].startswith(f"groups.csv:{lines + 1} 'kulaks,Кулаки' - byte ")
    assert problems_of(dataset)[0].endswith("is not UTF-8; the file is probably Windows-1251 - save the file as UTF-8")


@pytest.mark.parametrize("name", ["groups.csv", "places.geojson", "datapackage.json"])
def test_a_byte_order_mark_is_accepted(dataset: Path, name: str) -> None:
    path, before = dataset / name, geo.load(dataset)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with_bom = geo.load(dataset)
    assert all(with_bom[table].equals(before[table]) for table in before.tables)


@pytest.mark.parametrize(("row", "cells"), [("poets,Poets,x", "3 cells"), ("poets", "1 cell")])
def test_a_ragged_row_is_named_by_its_line(dataset: Path, row: str, cells: str) -> None:
    line = append(dataset / "groups.csv", f"{row}\n") + 1
    fix = "put a text that holds a comma into quotes, or mend a missing or extra comma"
    assert problems_of(dataset) == [f"groups.csv:{line} - has {cells}, not 2 - {fix}"]


def test_an_empty_line_is_no_row(dataset: Path, atlas: Atlas) -> None:
    append(dataset / "groups.csv", "\n\n")
    assert len(geo.load(dataset)["groups"]) == len(atlas["groups"])


def test_a_record_is_indexed_by_the_line_it_ends_on(dataset: Path) -> None:
    line = append(dataset / "groups.csv", 'poets,"Poets\nand others"\npainters,Painters\n')
    groups = geo.load(dataset)["groups"]
    assert list(groups.index[-2:]) == [line + 2, line + 3]


def test_an_open_quote_is_told(dataset: Path) -> None:
    line = append(dataset / "groups.csv", 'poets,"Poets')
    why = 'opens a quote that is never closed - close it, or write "" for a quote within a text'
    assert problems_of(dataset) == [f"groups.csv:{line + 1} - {why}"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("id,title", "columns missing: name; columns unknown: 'title'"),
        ("id", "columns missing: name"),
        ("id,name,note", "columns unknown: 'note'"),
        ("name,id", "columns in another order"),
        ("id,name,name", "columns twice: 'name'"),
        ("id, name", "columns missing: name; columns unknown: ' name' (for 'name'?)"),
    ],
)
def test_a_fault_of_the_header_is_told(dataset: Path, header: str, why: str) -> None:
    (dataset / "groups.csv").write_text(f"{header}\n", encoding="utf-8")
    assert problems_of(dataset) == [f"groups.csv:1 - {why} - the header is id,name"]


def test_an_empty_file_is_told(dataset: Path) -> None:
    (dataset / "groups.csv").write_text("", encoding="utf-8")
    assert problems_of(dataset) == ["groups.csv:1 - has no header - begin with the header id,name"]


@pytest.mark.parametrize("text", ["NA", "null", "nan", "1937-08", "007", "1e3", "true", "'", '"', "1937?"])
def test_a_cell_stays_the_text_it_is(broken: Callable[..., Path], text: str) -> None:
    """Nothing becomes a date, a number or a missing value on the way in."""
    broken("groups.csv", 0, {"name": text})
    broken("places.geojson", 0, {"note": text})
    folder = broken("organizations.csv", "gulag", {"abbreviation": text})
    atlas = geo.load(folder)
    assert [atlas["groups"]["name"].iloc[0], atlas.places["note"].iloc[0]] == [text, text]
    assert text in set(atlas["organizations"]["abbreviation"])


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (None, ""), (19, "19"), (1.5, "1.5"), ("x", "x")])
def test_a_property_is_the_text_it_would_be_in_a_table(broken: Callable[..., Path], value: object, text: str) -> None:
    atlas, _ = read(broken("places.geojson", 0, {"note": value}))
    assert atlas.places["note"].iloc[0] == text


@pytest.mark.parametrize("number", ["1.0", "1e5", "-0", "-0.0", "0.10", "12345678901234567890", "1E+2"])
def test_a_number_of_a_property_stays_as_written(dataset: Path, number: str) -> None:
    feature = f'{{"type": "Feature", "geometry": null, "properties": {{"id": "a", "note": {number}}}}}'
    text = f'{{"type": "FeatureCollection", "features": [{feature}]}}'
    (dataset / "places.geojson").write_text(text, encoding="utf-8")
    assert list(read(dataset)[0].places["note"]) == [number]


def test_a_feature_whose_geometry_is_wrong_keeps_its_record(dataset: Path) -> None:
    """Events that name it, and its other properties, are still checked."""
    path = dataset / "places.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"]["coordinates"] = [1]
    collection["features"][0]["properties"]["certainty"] = "sure"
    path.write_text(json.dumps(collection), encoding="utf-8")
    problems = geo.check(dataset).problems
    assert [(problem.record, problem.field) for problem in problems if not problem.warning] == [
        ("features[0](moscow)", ""),
        ("features[0](moscow)", "certainty"),
    ]


def test_every_cell_of_every_table_is_text(atlas: Atlas) -> None:
    for name, table in atlas.tables.items():
        cells = table.drop(columns="geometry", errors="ignore").to_numpy().ravel()
        assert {type(cell) for cell in cells} == ({str} if len(table) else set()), name


def test_places_are_in_wgs_84(atlas: Atlas) -> None:
    assert atlas.places.crs.to_epsg() == 4326


def test_the_place_of_a_feature_survives_the_loss_of_another(dataset: Path) -> None:
    """A problem of content names the feature as it stands in the file."""
    path = dataset / "places.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"] = {"type": "Point", "coordinates": [1]}
    collection["features"][3]["properties"]["certainty"] = "sure"
    path.write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        geo.load(dataset)
    assert [str(problem).split(" ")[0] for problem in caught.value.problems] == [
        "places.geojson:features[0](moscow)",
        "places.geojson:features[3](yusupov-palace):certainty",
    ]


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        ([], "is not a Feature"),
        ({"type": "Feature", "geometry": None}, "has no properties"),
        ({"type": "Feature", "properties": {"id": "a"}}, "has no geometry"),
        ({"type": "Feature", "properties": {"colour": "red"}, "geometry": None}, "has an unknown property 'colour'"),
        ({"type": "Feature", "properties": {"name": ["a"]}, "geometry": None}, "property 'name' is not a single value"),
        ({"type": "Feature", "properties": {}, "geometry": {"type": "Point"}}, "coordinates of a Point"),
        ({"type": "Feature", "properties": {}, "geometry": None, "features": []}, "has no member 'features'"),
    ],
)
def test_a_fault_of_a_feature_is_told_by_its_position(dataset: Path, feature: object, why: str) -> None:
    collection = {"type": "FeatureCollection", "features": [feature]}
    (dataset / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    assert problems_of(dataset)[0].startswith(("places.geojson:features[0] - ", "places.geojson:features[0](a) - "))
    assert why in problems_of(dataset)[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("null", "is not a FeatureCollection"),
        ('{"type": "FeatureCollection"}', "has no list of features"),
        ('{"type": "FeatureCollection", "features": [], "crs": null}', "always WGS 84"),
        ('{"type": "Feature"}', "is not a FeatureCollection"),
        ('{"a": 1, "a": 2}', "is not strict JSON: the key 'a' stands twice"),
        ("[" * 100_000, "nested deeper"),
    ],
)
def test_a_fault_of_the_collection_is_told(dataset: Path, text: str, why: str) -> None:
    (dataset / "places.geojson").write_text(text, encoding="utf-8")
    assert len(problems_of(dataset)) == 1
    assert why in problems_of(dataset)[0]


@pytest.mark.parametrize(
    ("name", "warning", "fix"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True, "take it away, see RFC 7946, section 4"),
        ("urn:ogc:def:crs:EPSG::3857", False, "else save the layer anew with RFC7946=YES"),
    ],
)
def test_a_reference_system_that_says_nothing_new_is_a_warning(
    dataset: Path, name: str, warning: bool, fix: str
) -> None:
    path = dataset / "places.geojson"
    crs = {"type": "name", "properties": {"name": name}}
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "crs": crs}), encoding="utf-8")
    (problem,) = geo.check(dataset).problems
    assert (problem.file, problem.warning) == ("places.geojson", warning)
    assert problem.fix.endswith(fix)


def test_all_faults_of_form_come_at_once_in_the_order_of_the_package(dataset: Path) -> None:
    append(dataset / "groups.csv", "a\nb,c,d\n")
    (dataset / "places.geojson").write_text("{", encoding="utf-8")
    (dataset / "kinds.csv").unlink()
    lines = problems_of(dataset)
    assert [line.split(" ")[0].split(":")[0] for line in lines] == ["places.geojson", *["groups.csv"] * 2, "kinds.csv"]
    assert problems_of(dataset) == lines


def test_form_and_content_are_told_together(broken: Callable[..., Path]) -> None:
    """One run names the unreadable table and the wrong cell of another."""
    folder = broken("events.csv", "katyn-massacre", {"confidence": "D"})
    append(folder / "groups.csv", "a\n")
    with pytest.raises(DataError) as caught:
        geo.load(folder)
    assert [str(problem).split(":")[0] for problem in caught.value.problems] == ["groups.csv", "events.csv"]


def test_a_lost_record_is_not_also_missed_by_those_that_name_it(dataset: Path) -> None:
    """Only what the editor did wrong is told, not what follows from it."""
    path = dataset / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:-1], f"x,{lines[-1]}"]), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        geo.load(dataset)
    assert [str(problem).split(" - ")[0] for problem in caught.value.problems] == [f"events.csv:{len(lines)}"]


def test_a_warning_does_not_keep_a_dataset_from_being_used(broken: Callable[..., Path]) -> None:
    atlas = geo.load(broken("sources.csv", "harvey2025", {"url": "www.example.org"}))
    assert [problem.warning for problem in geo.validate(atlas)] == [True]


@pytest.mark.parametrize("text", ["null", "[]", "7", "{", "", '{"resources": [{}]}'])
def test_what_is_no_description_is_a_data_error(dataset: Path, text: str) -> None:
    (dataset / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json - "):
        geo.load(dataset)


def test_the_version_changes_with_the_content_of_any_file(dataset: Path) -> None:
    versions = {read(dataset)[0].version}
    for path in sorted(dataset.iterdir()):
        path.write_bytes(path.read_bytes() + b"\n")
        versions.add(read(dataset)[0].version)
    assert len(versions) == 1 + len(list(dataset.iterdir()))
    assert read(dataset)[0].version in versions


def version_of(**files: bytes | None) -> str:
    version = assemble.Version()
    for name, content in files.items():
        version.add(name, content)
    return str(version)


def test_no_two_contents_share_a_version() -> None:
    """Not of the same length, not with a byte moved to the next file, not a missing file for an empty one."""
    contents = [(b"xy", b""), (b"xz", b""), (b"x", b"y"), (b"xy", None), (None, b"xy"), (b"", b"xy")]
    versions = {version_of(a=one, b=other) for one, other in contents}
    assert len(versions) == len(contents)


def test_the_version_does_not_change_with_the_folder(dataset: Path) -> None:
    elsewhere = shutil.copytree(dataset, dataset.parent / "elsewhere")
    assert geo.load(dataset).version == geo.load(elsewhere).version


def test_geo_data_names_the_folder(monkeypatch: pytest.MonkeyPatch, broken: Callable[..., Path]) -> None:
    folder = broken("groups.csv", 0, {"name": "Elsewhere"})
    monkeypatch.setenv("GEO_DATA", str(folder))
    assert geo.load()["groups"]["name"].iloc[0] == "Elsewhere"


@pytest.mark.parametrize("inside", [True, False])
def test_without_geo_data_the_package_goes_before_what_lies_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, inside: bool
) -> None:
    (tmp_path / "geo/data" if inside else tmp_path / "geo").mkdir(parents=True)
    monkeypatch.setenv("GEO_DATA", "")
    monkeypatch.setattr(reader, "__file__", str(tmp_path / "geo/dataset/read.py"))
    assert reader.default() == (tmp_path / "geo/data" if inside else tmp_path / "data")
