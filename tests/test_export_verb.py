"""``geo export``: the format from the name, the view from an address, and sentences when that cannot be."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from codecs import BOM_UTF8

import pytest

from geo import Query, YearSpan, export
from geo.cli import main
from geo.commands import output
from geo.export import files
from tests.support.exported import read_csv
from tests.support.published import ATLAS, DATA

VIEW = "from=1937&to=1938&org=nkvd-ussr"
TERROR = Query(YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"}), hidden=frozenset({"context"}))


def run(*arguments):
    return main(["export", "--data", str(DATA), *map(str, arguments)])


@pytest.mark.parametrize(("name", "kind"), list(export.FORMATS.items()))
def test_the_name_of_a_file_says_its_format(tmp_path, name, kind):
    path = tmp_path / f"Mine{kind.suffix.upper()}"
    assert run(path, "--view", VIEW) == 0
    expected = kind.write(export.select(ATLAS, TERROR))
    assert path.read_bytes() == (expected.encode() if isinstance(expected, str) else expected)
    assert export.format_of(path) == name


@pytest.mark.parametrize("view", [VIEW, f"?{VIEW}", f"https://atlas.example/?{VIEW}&v=55.000,37.000,5&lang=ru"])
def test_a_view_is_what_the_address_of_the_app_shows(tmp_path, view, capsys):
    assert run(tmp_path / "a.csv", "--view", view) == 0
    written = (tmp_path / "a.csv").read_bytes()
    assert written.startswith(BOM_UTF8)  # else Excel does not know that it is UTF-8
    rows = read_csv(written.decode("utf-8-sig"))
    assert [row["id"] for row in rows] == list(export.shown(ATLAS, TERROR)["id"])
    assert capsys.readouterr().err == f"{len(rows)} of {len(ATLAS.events)} events: {tmp_path / 'a.csv'}\n"


@pytest.mark.parametrize(("file", "count"), [("a.bib", "\n@"), ("a.csl.json", '"type": ')])
def test_a_file_of_sources_is_told_in_sources(tmp_path, file, count, capsys):
    assert run(tmp_path / file, "--view", VIEW) == 0
    found = f"\n{(tmp_path / file).read_text(encoding='utf-8')}".count(count)
    assert capsys.readouterr().err == f"{found} of {len(ATLAS['sources'])} sources: {tmp_path / file}\n"


def test_a_page_is_told_with_its_size_in_a_terminal_too(tmp_path, capsys, monkeypatch):
    output.write_page(tmp_path / "a.html", lambda: "é" * 100_000)
    assert capsys.readouterr().err == f"{tmp_path / 'a.html'}: 0.2 MB\n"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("geo.commands.progress.DELAY", 60)
    output.write_page(tmp_path / "a.html", lambda: "x" * 1_160_000)
    assert capsys.readouterr().err == f"{tmp_path / 'a.html'}: 1.2 MB\n"


def test_without_a_view_everything_is_exported_and_a_format_can_be_named(tmp_path):
    assert run(tmp_path / "a.txt", "--format", "geojson") == 0
    assert len(json.loads((tmp_path / "a.txt").read_text(encoding="utf-8"))["features"]) == len(ATLAS.events)


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        ("org=nkvd-usr", "The address names 'nkvd-usr', which this atlas does not have"),
        ("from=1937&from=1938", "'from' stands twice in the view - write it once"),
        ("frm=1937", "'frm' is no part of a view - did you mean 'from'?"),
        ("from=abc", "'abc' in the address is not a year"),
        ("nkvd-ussr", "'nkvd-ussr' is no part of a view - one of story, step, from, to"),
        ("http://[x?from=1937", "'http://[x?from=1937' is no view - write it as from=1937&to=1938"),
        ("https://atlas.example/", "'https://atlas.example/' is no part of a view"),
    ],
)
def test_a_view_with_a_wrong_part_exports_nothing(tmp_path, capsys, view, sentence):
    """Left out in silence it would turn a part into the whole."""
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    assert run(path, "--view", view) == 2
    assert sentence in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "old"


def test_a_name_that_says_no_format_is_told_the_formats(tmp_path, capsys):
    assert run(tmp_path / "a.json") == 2
    assert "end its name with .csv, .geojson" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_told_in_a_sentence(tmp_path, capsys):
    assert run(tmp_path / "missing" / "a.csv") == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / 'missing' / 'a.csv'} was not written: its folder does not exist - make the folder first\n"
    )


def test_faults_of_the_data_are_told_and_nothing_is_written(tmp_path, broken, capsys):
    folder = broken("events.csv", "katyn-massacre", {"kind": "nonsense"})
    assert main(["export", "--data", str(folder), str(tmp_path / "a.csv")]) == 1
    assert "events.csv" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


def test_the_command_clears_what_a_killed_one_left_here_and_among_temporary_files(tmp_path, monkeypatch):
    here, temporary = tmp_path / "here", tmp_path / "tmp"
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for folder in (here, temporary):
        folder.mkdir()
        files._draft(folder).close()
    assert run(here / "a.csv") == 0
    assert (os.listdir(here), os.listdir(temporary)) == (["a.csv"], [])  # noqa: PTH208


def test_a_whole_package_takes_the_kiosks_along(tmp_path):
    assert run(tmp_path / "a.zip") == 0
    assert "kiosks.toml" in zipfile.ZipFile(tmp_path / "a.zip").namelist()


def test_places_are_called_by_the_public_address(tmp_path):
    assert run(tmp_path / "a.lpf.json", "--public-address", "https://atlas.example") == 0
    first = json.loads((tmp_path / "a.lpf.json").read_text(encoding="utf-8"))["features"][0]
    assert first["@id"] == "https://atlas.example/?place=moscow"


def test_an_exported_zip_is_a_dataset_to_every_verb(tmp_path):
    assert run(tmp_path / "part.zip", "--view", VIEW) == 0
    for verb in (["validate"], ["map", "--output", str(tmp_path / "part.html")]):
        assert main([verb[0], "--data", str(tmp_path / "part.zip"), *verb[1:]]) == 0
    assert main(["export", "--data", str(tmp_path / "part.zip"), str(tmp_path / "again.zip")]) == 0
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "part.zip").read_bytes()
