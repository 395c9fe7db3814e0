"""Small files that unpack to much, files that are none, and many faults of one kind: each ends in a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import cli
from geo.checks import places
from geo.dataset import cells, kiosks, problems, sphere, tables, toml_tables
from geo.dataset.disk import read_regular
from geo.dataset.read import read
from geo.imports import example
from geo.model import Problem
from tests.support.published import DATA
from tests.support.zips import zipped
from tests.test_forty_faults import break_cells, break_files, break_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILES = {"events.csv": 60_000_000, "places.geojson": 60_000_000, "kiosks.toml": 900_000, "datapackage.json": 900_000}
FIELDS: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "string", "constraints": {"required": True}},
    {"type": "string", "constraints": {"enum": ["a", "b"]}},
    {"type": "string", "constraints": {"pattern": "[a-z0-9-]{1,64}"}},
    {"type": "string", "constraints": {"pattern": "a*b*"}},
    {"type": "integer", "constraints": {"minimum": 0}},
    {"type": "boolean"},
    {"type": "string", "rdfType": "http://id.loc.gov/datatypes/edtf"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small example dataset."""
    example.make(tmp_path / "example")
    return tmp_path / "example"


@pytest.mark.parametrize("part", [b"\n", b",", b'"', b"[", b"{}", b"a\n", b"a.", b'"",', b"[[a]]\n", b"{a=", b"9"])
def test_a_small_zip_that_unpacks_to_much_is_refused_without_lists_of_it(folder: Path, part: bytes) -> None:
    members = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    large = {name: part * (min(size, 3_000_000) // len(part)) for name, size in FILES.items()}
    for name, content in large.items():
        found = geo.check(zipped({**members, name: content}.items())).errors
        assert name in {problem.file for problem in found}, name
        assert len(found) < 1_000


def test_memory_that_is_not_there_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_csv(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(tables.plain_csv, "read", read_csv)
    assert "events.csv - needs more memory than this machine has left - split the dataset" in map(str, read(folder)[1])


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_bytes((folder / "groups.csv").read_bytes())
    (folder / "groups.csv").unlink()
    (folder / "groups.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "persons.csv").rename(folder / "..persons")
    (folder / "persons.csv").symlink_to("..persons")
    why = "cannot be read: it is a link that leads out of the folder"
    assert [(one.file, one.why) for one in read(folder)[1]] == [("groups.csv", why)]


@pytest.mark.parametrize("name", ["basemap", "basemap/land.json", "kiosks.toml", "README.md"])
def test_nothing_beside_the_tables_comes_from_elsewhere_either(folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "basemap").mkdir()
    (tmp_path / "basemap" / "land.json").write_text("{}")
    (folder / name).unlink(missing_ok=True)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(tmp_path / "basemap" / ("" if name == "basemap" else "land.json"))
    atlas, found = read(folder)
    assert len(found) == 1
    assert b"{}" not in atlas.files.values()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_is_told_and_does_not_block(folder: Path, make: Callable[[Path], None]) -> None:
    (folder / "places.geojson").unlink()
    make(folder / "places.geojson")
    assert "places.geojson - cannot be read: it is not a regular file" in str(read(folder)[1][0])


def test_no_more_is_read_than_the_bound(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert [read_regular(tmp_path / "a", most) for most in (5, 4, 0)] == [b"12345", b"12345", b"1"]
    assert len(read_regular(Path("/proc/self/status"), 7) or b"") == 8  # its size is said to be 0


def test_a_kind_of_problem_is_listed_a_hundred_times_and_then_counted() -> None:
    collected = problems.Problems()
    for line in range(1_000):
        collected.append(Problem("a.csv", str(line), "", "", f"has {line} cells, not 14", "fix it"))
        collected.append(Problem("a.csv", "1", "", "", "is empty", "fix it"))
    found = collected.listed()
    assert [one.count for one in found if one.count > 1] == [900]
    assert sum(one.count for one in found) == 1_001
    assert str(found[-1]) == "a.csv - and 900 more of this kind: has 99 cells, not 14 - fix it"


def test_every_face_counts_what_is_not_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "groups.csv").open("a") as file:
        file.write("x\n" * 500)
    report = geo.check(folder)
    assert (report.counts["errors"], len(report.errors)) == (500, 101)
    assert cli.main(["validate", str(folder)]) == 1
    assert "500 errors" in capsys.readouterr().out


def test_the_cells_of_a_column_are_explained_only_so_far(folder: Path) -> None:
    with (folder / "groups.csv").open("a") as file:
        file.writelines(f" {number},x\n" for number in range(2_000))
    found = [one for one in geo.check(folder).errors if one.field == "id"]
    assert sum(one.count for one in found) == 2_000
    assert found[-1].why.startswith("and 1,700 more cells of this column")


@pytest.mark.parametrize("field", FIELDS, ids=str)
@given(
    st.text(max_size=6) | st.sampled_from(["1", "a", "true", "1937", "1937-13", " a", "", "-1", "aab", "e\u0301" * 300])
)
def test_a_cell_is_sound_exactly_when_nothing_is_wrong_with_it(field: dict[str, Any], value: str) -> None:
    named = {**field, "name": "x"}
    assert cells.soundness(named)(value) == (not any(cells.faults(named, value)))


@given(st.lists(st.tuples(st.sampled_from("a\u0301"), st.integers(1, 130)), max_size=6))
def test_marks_in_a_row_are_too_many_from_a_hundred_and_one_on_wherever_they_stand(runs: list[tuple[str, int]]) -> None:
    text = "x" + "".join(char * length for char, length in runs) + "x"
    assert cells.soundness({"name": "x"})(text) == ("\u0301" * 101 not in text)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=4, max_size=40), st.integers(0, 39))
def test_exchanged_places_are_those_that_all_distances_tell(points: list[tuple[float, float]], odd: int) -> None:
    points = [(lon % 30 + 30, lat % 20 + 40) for lon, lat in points]
    points[odd % len(points)] = points[odd % len(points)][::-1]
    at = np.array(points)
    rows = np.arange(len(at))
    written = places._nearest(sphere.directions(at), sphere.directions(at), rows)
    exchanged = places._nearest(sphere.directions(at[:, ::-1]), sphere.directions(at), rows)
    wrong = (written > places.FAR_KM) & (exchanged < places.NEAR_KM) & (exchanged * 10 < written)
    assert list(places._suspects(at)) == np.flatnonzero(wrong & (np.abs(at[:, 0]) <= 90)).tolist()


@pytest.mark.parametrize("text", ["a" * 300_000, ".".join("a" * 100) + "=1", "[a]\n" * 2_000])
def test_a_file_of_kiosks_that_takes_long_is_not_parsed(
    atlas: geo.Atlas, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml_tables.tomllib, "loads", lambda _: pytest.fail("was parsed"))
    assert len(kiosks.check(replace(atlas, files={kiosks.FILE: text.encode()}))) == 1


@pytest.fixture
def elsewhere(dataset: Path) -> Path:
    """Return a dataset with faults of all kinds whose tables have other paths."""
    (dataset / "kiosks.toml").write_bytes((DATA / "kiosks.toml").read_bytes())
    for spoil in (break_cells, break_places, break_files):
        spoil(dataset)
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        (dataset / resource["path"]).rename(dataset / f"my-{resource['path']}")
        resource["path"] = f"my-{resource['path']}"
    (dataset / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return dataset


def test_no_problem_names_a_file_that_is_not_there(elsewhere: Path) -> None:
    report = geo.check(elsewhere)
    assert len({one.file for one in report.problems}) > 12
    named = {name for one in report.problems for name in _files(one)}
    assert {name for name in named if not (elsewhere / name).exists()} == set()


def _files(problem: Problem) -> Iterator[str]:
    yield problem.file
    yield from re.findall(r"[\w-]+\.(?:csv|geojson)\b", f"{problem.why} {problem.fix}")


def test_a_file_whose_name_is_not_utf_8_is_imported(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "архив".encode("cp1251") + b".csv"
    with open(path, "w") as file:  # noqa: PTH123 - a name of bytes
        file.write("title,date\nA,1937\n")
    command = [sys.executable, "-m", "geo.cli", "import", "csv", path, "--output", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert geo.check(tmp_path / "out").sound
