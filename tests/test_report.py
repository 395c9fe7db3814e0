"""``geo validate`` and ``geo.check``: one report of everything, for people and for machines."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

import geo
from geo import cli
from tests.support.zips import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def faulty(broken: Callable[..., Path]) -> Path:
    """Return a dataset with an error and a warning, the warning found first."""
    broken("sources.csv", 0, {"url": "www.example.org"})
    return broken("figures.csv", 0, {"low": "9", "high": "5"})


def test_errors_stand_apart_from_warnings_and_are_counted(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", str(faulty)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [lines[0], lines[3], lines[-1]] == ["errors:", "warnings:", "nkvd-atlas 1.1.0: 1 error and 1 warning"]
    assert lines[1].startswith("figures.csv:2:low '9' - low is more than high, 5 - ")
    assert lines[4].startswith("sources.csv:2:url ")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_what_a_terminal_cannot_show_is_escaped(tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.csv").write_text("title,Тип\na,b\n", encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["import", "csv", str(tmp_path / "t.csv"), "--output", str(tmp_path / "Архив")]) == 0
    assert cli.main(["validate", str(tmp_path / "Архив")]) == 0
    line = "kind=Тип".encode(encoding, "backslashreplace")
    assert line in out.buffer.getvalue()  # type: ignore[attr-defined]


def test_a_warning_alone_is_sound(broken: Callable[..., Path]) -> None:
    assert cli.main(["validate", str(broken("sources.csv", 0, {"url": "x"}))]) == 0


def test_json_is_one_document_with_every_field(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "--json", str(faulty)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["dataset"] == {"name": "nkvd-atlas", "version": "1.1.0", "digest": geo.check(faulty).atlas.version}
    assert (report["sound"], report["counts"]) == (False, {"errors": 1, "warnings": 1})
    assert {one["level"] for one in report["problems"]} == {"error", "warning"}
    assert all(
        one.keys() == {"level", "file", "record", "field", "value", "why", "fix", "count"} for one in report["problems"]
    )


@pytest.mark.parametrize("arguments", [["nowhere"], ["--data", "nowhere"], [".", "--data", "."]])
def test_wrong_use_is_told_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", *arguments]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mix.csv", "is a table, not a dataset - give the folder that holds datapackage.json, or use geo import csv"),
        ("a.xlsx", "is a table, not a dataset - give the folder that holds datapackage.json, or use geo import csv"),
        (
            "a.geojson",
            "is a table, not a dataset - give the folder that holds datapackage.json, or use geo import geojson",
        ),
        ("datapackage.json", "is a file, not a dataset - give the folder that holds datapackage.json"),
    ],
)
def test_one_file_is_no_dataset(tmp_path: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04" if name.endswith(".xlsx") else b"title\na\n")
    assert cli.main(["validate", str(tmp_path / name)]) == 2
    assert capsys.readouterr() == ("", f"geo validate: {name} - {message}\n")
    assert [str(one) for one in geo.check(tmp_path / name).problems] == [f"{name} - {message}"]


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(40), b"cut off"])
def test_a_damaged_zip_is_called_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.zip").write_bytes(content)
    assert str(geo.check(tmp_path / "mine.zip").problems[0]).startswith(
        "mine.zip - is not a zip file, or a damaged one"
    )


def test_folder_zip_file_and_bytes_give_one_report(faulty: Path, tmp_path: Path) -> None:
    content = zipped((path.name, path.read_bytes()) for path in sorted(faulty.iterdir()))
    (tmp_path / "data.zip").write_bytes(content)
    reports = [geo.check(source) for source in (faulty, str(faulty), tmp_path / "data.zip", content)]
    assert len({report.problems for report in reports}) == 1
    assert [len(reports[0].errors), len(reports[0].warnings), reports[0].sound] == [1, 1, False]


def test_a_text_of_the_dataset_cannot_steer_the_terminal(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    package["name"] = "\x1b[2J\u202e"
    (dataset / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    cli.main(["validate", str(dataset)])
    assert "\\x1b[2J\\u202e" in capsys.readouterr().out
