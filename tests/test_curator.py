"""A curator drops a zip, reads what is wrong and sees the map; nothing of it is kept."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.app import access, curator, store
from geo.cli import main
from tests.support.blocks import carried
from tests.support.foreign import CHILE, SMALLEST, SPANISH, write
from tests.support.hostile import HOSTILE
from tests.support.imported import HEADER, MAP, foreign_rows, write_csv, write_geopackage
from tests.support.workbooks import xlsx

EXPLORE = Path(geo.__file__).parent / "app" / "explore.py"


def zipped(folder):
    """Return a folder as the bytes of a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for path in folder.iterdir():
            file.write(path, path.name)
    return out.getvalue()


@pytest.fixture
def curating(tmp_path, monkeypatch):
    """The page that checks datasets, in an app that shows a small one."""
    monkeypatch.setenv(access.CURATOR, "1")
    shown = store.Store(write(tmp_path / "shown", SMALLEST))
    monkeypatch.setattr(store, "shared", lambda: shown)
    test = AppTest.from_file(EXPLORE, default_timeout=60)
    test.query_params[curator.PARAMETER] = ""
    return test.run()


def drop(test, content):
    test.file_uploader(key="zip").upload("data.zip", content, "application/zip").run()
    assert not test.exception
    return {item.key: json.loads(item.proto.json) for item in test.get("bidi_component")}


def test_a_sound_zip_is_shown_as_a_map(curating, tmp_path):
    found = drop(curating, zipped(write(tmp_path / "mine", CHILE, **SPANISH)))
    assert found["preview"]["title"] == SPANISH["title"]
    assert "Villa Grimaldi" in carried(found["preview"]["html"])["places"]["name"]
    assert "No problems were found." in [text.value for text in curating.text]


def test_any_file_may_be_dropped_and_what_is_no_zip_is_told_so(curating):
    assert list(curating.file_uploader(key="zip").proto.type) == []
    for name, said in {"events.csv": b"id,title\n", "t.pdf": b"%PDF-1.7"}.items():
        curating.file_uploader(key="zip").upload(name, said, "text/csv").run()
        found = next(json.loads(item.proto.json) for item in curating.get("bidi_component") if item.key == "errors")
        assert found["lines"][0].startswith(
            {b"%PDF-1.7": "t.pdf - is a PDF document"}.get(said, "events.csv - has no records")
        )
    assert curating.file_uploader(key="zip").proto.max_upload_size_mb == curator.MEGABYTES


def test_a_faulty_zip_is_told_and_not_shown(curating, tmp_path):
    tables = {**SMALLEST, "events": [{**SMALLEST["events"][0], "edtf": "1848-02-31", "title": HOSTILE[0]}]}
    found = drop(curating, zipped(write(tmp_path / "mine", tables)))
    assert "preview" not in found
    assert len(found["errors"]["lines"]) == 1
    assert found["errors"]["lines"][0].startswith("events.csv:2:edtf '1848-02-31' - ")
    assert [one.value for one in curating.markdown if "1 error" in one.value]


def test_a_faulty_kiosk_is_told_beside_the_map(curating, tmp_path):
    folder = write(tmp_path / "mine", SMALLEST)
    (folder / "kiosks.toml").write_text('[here]\nplaces = ["nowhere"]\n', encoding="utf-8")
    found = drop(curating, zipped(folder))
    assert [line.split(":")[0] for line in found["errors"]["lines"]] == ["kiosks.toml"]
    assert "A place" in carried(found["preview"]["html"])["places"]["name"]


def test_text_of_a_dataset_never_becomes_markdown_or_html(curating, tmp_path):
    tables = {**SMALLEST, "kinds": [{**SMALLEST["kinds"][0], "parent": HOSTILE[10]}]}
    drop(curating, zipped(write(tmp_path / "mine", tables, title=HOSTILE[11])))
    drawn = [one.value for one in (*curating.markdown, *curating.title, *curating.caption)]
    assert not [text for text in drawn for hostile in HOSTILE if hostile in text]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_dataset_is_told(curating, content):
    assert drop(curating, content)["errors"]["lines"]


def test_what_was_dropped_goes_with_the_file_and_the_visit(curating, tmp_path):
    drop(curating, zipped(write(tmp_path / "mine", CHILE, **SPANISH)))
    curating.file_uploader(key="zip").set_value(None).run()
    assert curator.KEPT not in curating.session_state
    assert store.shared().current().events["title"].iloc[0] == "An event"


def test_nothing_is_written(tmp_path, monkeypatch):
    content = zipped(write(tmp_path / "mine", CHILE, **SPANISH))
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
    monkeypatch.setattr(Path, "write_text", lambda *_, **__: pytest.fail("written"))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *_, **__: pytest.fail("written"))
    assert curator.check(content).html


def test_where_nobody_curates_the_page_is_the_map(tmp_path, monkeypatch):
    monkeypatch.setenv(access.CURATOR, "0")
    shown = store.Store(write(tmp_path / "shown", SMALLEST))
    monkeypatch.setattr(store, "shared", lambda: shown)
    test = AppTest.from_file(EXPLORE, default_timeout=60)
    test.query_params[curator.PARAMETER] = ""
    test.run()
    assert not test.exception
    assert not test.file_uploader
    assert "frame" in {item.key for item in test.get("bidi_component")}


def test_a_table_becomes_a_dataset_to_take_away(curating, tmp_path):
    rows = [["title", "date", "latitude", "longitude"], [HOSTILE[0], "1937", 58.4, 26.7], ["b", "soon", 58.5, 26.8]]
    name, content = "archive.xlsx", xlsx(tmp_path / "t", {"Liste": rows}).read_bytes()
    curating.file_uploader(key="zip").upload(name, content, "application/zip").run()
    assert not curating.exception
    found = {item.key: json.loads(item.proto.json) for item in curating.get("bidi_component")}
    assert "edtf = date" in found["columns"]["lines"]
    assert found["events"]["lines"][1].startswith("title: b; date: (none); place: ")
    assert any(line.startswith("archive.xlsx:Liste!3:date 'soon' - ") for line in found["report"]["lines"])
    assert sorted(carried(found["preview"]["html"])["events"]["title"]) == sorted([HOSTILE[0], "b"])
    assert not [one.value for one in curating.markdown if HOSTILE[0] in one.value]


def test_the_dataset_of_a_table_is_the_one_that_the_command_writes(tmp_path):
    path = write_csv(tmp_path / "t.csv", [HEADER, *foreign_rows(30)], ";")
    mapping = "[map]\n" + "".join(f'"{one.partition("=")[0]}" = "{one.partition("=")[2]}"\n' for one in MAP.split(","))
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    assert main(["import", str(path), "--output", str(tmp_path / "t"), "--mapping", str(tmp_path / "m.toml")]) == 0
    checked, found = curator.look("t.csv", path.read_bytes(), mapping.encode())
    assert (checked.errors, len(found.preview.events)) == ((), 5)
    with zipfile.ZipFile(io.BytesIO(found.package)) as package:
        assert {one: package.read(one) for one in package.namelist()} == {
            one.name: one.read_bytes() for one in (tmp_path / "t").iterdir()
        }


@pytest.mark.parametrize("write", [xlsx, lambda path, _: write_geopackage(path.with_suffix(".gpkg"), foreign_rows(5))])
def test_nothing_of_a_table_is_written(tmp_path, monkeypatch, write):
    content = write(tmp_path / "t", {"S": [["Was geschah", "Wann"], ["a", "1937"]]}).read_bytes()
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
    monkeypatch.setattr(Path, "write_text", lambda *_, **__: pytest.fail("written"))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *_, **__: pytest.fail("written"))
    assert curator.look("t", content)[0].html


def test_a_format_that_is_none_is_told_on_the_page_too():
    checked, found = curator.look("t.csv", b"title\na\n", b"format = 'tables'\n")
    assert found is None
    assert "'tables' - is no format - one of csv" in checked.errors[0]


def test_a_wrong_mapping_is_told_on_the_page():
    errors = curator.look("t.csv", b"title,date\na,1937\n", b"[map]\nx = 'y'\n")[0].errors
    assert errors[0].startswith("import-mapping.toml:map 'x' - is no field")


def test_the_encoding_of_a_table_can_be_named_on_the_page(curating):
    content = "title;date\nЛидия;1937\n".encode("cp866")
    curating.file_uploader(key="zip").upload("t.csv", content, "text/csv").run()
    found = {item.key: json.loads(item.proto.json) for item in curating.get("bidi_component")}
    assert "--encoding cp866 if this reads well: 'Лидия;1937'" in found["errors"]["lines"][0]
    curating.text_input(key="encoding").input("cp866").run()
    found = {item.key: json.loads(item.proto.json) for item in curating.get("bidi_component")}
    assert found["events"]["lines"][0].startswith("title: Лидия; date: 1937; ")
