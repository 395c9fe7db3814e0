"""Look before anything is written, take a part, keep the mapping and give it again."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.dataset.read import read
from geo.errors import DataError
from geo.imports import formats, mapping_file, selecting
from geo.imports.model import Options
from tests.support.cases import read_case
from tests.support.imported import HEADER, MAP, foreign_rows, write_csv
from tests.support.workbooks import xlsx
from tests.test_import_formats import ged

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ["title", "date", "latitude", "longitude", "country", "kind", "organization", "killed", "source"],
    ["a", "1936", "55.7", "37.6", "Ukraine", "Arrest", "Police", "3", "Report"],
    ["b", "1937-08/1938-11", "55.8", "37.7", "ukraine ", "Trial", "Police", "", "Report"],
    ["c", "soon", "55.9", "37.8", "Russia", "Arrest", "Army", "", ""],
    ["d", "1941", "56.0", "37.9", "Russia", "Arrest", "Army", "", ""],
]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run `geo import`, which must do well, and return what it says."""
    status = main(["import", *map(str, arguments)])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    return said.out


def titles(folder: Path) -> list[str]:
    return list(read(folder)[0].events["title"])


def test_a_dry_run_shows_what_would_be_made_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(capsys, write_csv(tmp_path / "t.csv", ROWS), "--dry-run")
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]
    for line in (
        "Read as csv; nothing is written.", "  edtf = date", "  title: a", "    date: 1936", "    kind: Arrest",
        "    organization: Police (subject)", "    killed: 3", "    source: Report", "KINDS (number of events)",
        "        3 Arrest", "        2 Police (subject)",
    ):  # fmt: skip
        assert f"{line}\n" in said
    assert "55.7000, 37.6000" in said
    assert "t.csv:4:date 'soon' - " in said


def test_the_mapping_is_kept_with_the_dataset_and_gives_the_same_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(tmp_path / "t.csv", [HEADER, *foreign_rows(30)], ";")
    out, again, kept = tmp_path / "out", tmp_path / "again", tmp_path / "kept.toml"
    said = run(
        capsys,
        path,
        "--output",
        out,
        "--map",
        MAP,
        "--set",
        'confidence=C,"description=A \\ ""text"""',
        "--save-mapping",
        kept,
    )
    assert kept.read_bytes() == (out / mapping_file.FILE).read_bytes()
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["set"]["description"] == 'A \\ "text"'
    assert run(capsys, path, "--output", again, "--mapping", kept) == said
    assert (again / "events.csv").read_bytes() == (out / "events.csv").read_bytes()
    run(capsys, path, "--output", again, "--mapping", kept, "--map", "title=Ort", "--force")
    assert titles(again)[0] == "Ort 0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "title = 3\n[maps]\n",
            "'3' - is no text - put it into quotes\nm.toml 'maps' - is no option - did you mean 'map'",
        ),
        ("[map]\ntitel = 'a'\n", "m.toml:map 'titel' - is no field - did you mean 'title'"),
        ("map = 'x'\n", "is no table of texts"),
        ("format = 'tables'\n", "'tables' - is no format - one of csv"),
        ("x", "is no TOML"),
        ("years = '1939/1936'\n", "--years '1939/1936' - is no span of years"),
    ],
)
def test_a_wrong_mapping_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    path = write_csv(tmp_path / "t.csv", ROWS)
    assert main(["import", str(path), "--dry-run", "--mapping", str(tmp_path / "m.toml")]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "expected", "said"),
    [
        (["--where", "country=Ukraine"], ["a", "b"], "2 of 4 records taken, those with country = Ukraine"),
        (["--where", "kind=Arrest", "--where", "country=Russia"], ["c", "d"], "country = Russia"),
        (["--where", "title=a", "--where", "title=d"], ["a", "d"], "title = a or d"),
        (["--years", "1936/1939"], ["a", "b"], "2 events taken, those that may lie in 1936/1939; left out: 1 of other years, 1 without a date"),
        (["--years", "1938"], ["b"], "1 event taken"),
    ],
)  # fmt: skip
def test_a_part_is_taken_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], expected: list[str], said: str
) -> None:
    path = write_csv(tmp_path / "t.csv", ROWS)
    assert said in run(capsys, path, "--output", tmp_path / "out", *options)
    assert titles(tmp_path / "out") == expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--where", "country=Latvia"], "no record has country = Latvia - country has 'Russia' (2), 'Ukraine' (1)"),
        (["--where", "Country=Ukraine"], "no column has this name (--where) - did you mean 'country'?"),
        (["--where", "country"], "--where 'country' - is no pair - write COLUMN=TEXT"),
        (
            ["--years", "1950"],
            "no event may lie in 1950 - look at the columns of the date: 3 are of other years, 1 have no",
        ),
    ],
)
def test_a_part_that_there_is_not_is_told_with_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    path = write_csv(tmp_path / "t.csv", ROWS)
    assert main(["import", str(path), "--output", str(tmp_path / "out"), *options]) == 1
    assert said in capsys.readouterr().err


def test_a_part_of_a_known_column_set_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(
        capsys, ged(tmp_path), "--output", tmp_path / "out", "--where", "country=chad", "--where", "priogrid_gid=9"
    )
    assert "1 of 1 record taken" in said
    assert "not carried over: priogrid_gid" in said


def test_where_nothing_can_be_written_nothing_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    for output in (["--output", str(tmp_path / "out")], ["--output", str(tmp_path / "no" / "out")], []):
        assert main(["import", str(tmp_path / "missing.csv"), *output]) == 1
    said = capsys.readouterr().err
    assert [
        part in said
        for part in ("holds other things", "there is no such folder", "--output - is missing", "is not a file")
    ] == [True, True, True, False]


@pytest.mark.parametrize(
    "name", [" spaces in it .csv", "csv", "архив.csv", b"\xe0\xf0\xf5\xe8\xe2.csv", b"\xe0.xlsx", b"\xe0.kml"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str | bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    if path.suffix == ".xlsx":
        xlsx(path, {"S": ROWS})
    elif path.suffix == ".kml":
        path.write_text("<kml><Placemark><name>a</name></Placemark></kml>", encoding="utf-8")
    else:
        write_csv(path, ROWS)
    assert main(["import", str(path), "--output", str(tmp_path / "out")]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert titles(tmp_path / "out")[0] == "a"


def test_reading_a_long_table_tells_how_far_it_is(tmp_path: Path) -> None:
    rows = [["title", "date"], *[[f"Event {at}", "1937"] for at in range(2_500)]]
    steps: list[tuple[object, ...]] = []
    options = Options(progress=lambda *step: steps.append(step))
    for path in (write_csv(tmp_path / "t.csv", rows), xlsx(tmp_path / "t.xlsx", {"T": rows})):
        steps.clear()
        formats.read(path, options)
        assert [(done // 1000, total) for _, done, total in steps] == [(1, 2501), (2, 2501)]
        assert {step for step, *_ in steps} == {f"reading {path.name}"}


def linked(name: str, kind: str, years: str) -> dict[str, object]:
    first, last = years.split("/")
    when = {"timespans": [{"start": {"in": first}, "end": {"in": last}}]}
    return {
        "@id": f"https://example.org/{name}",
        "type": "Feature",
        "properties": {"title": name, "ccodes": ["EE"]},
        "types": [{"label": kind}],
        "geometry": {"type": "Point", "coordinates": [26.7, 58.4]},
        "when": when,
    }


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ("title=Oak", ["Oak - camp"]),
        ("types=Camp", ["Oak - camp", "Elm - camp"]),
        ("ccodes=ee", ["Oak - camp", "Pine - prison", "Elm - camp"]),
        ("@id=https://example.org/Elm", ["Elm - camp"]),
    ],
)
def test_a_part_of_linked_places_is_taken(tmp_path: Path, where: str, named: list[str]) -> None:
    found = [
        linked("Oak", "camp", "1937/1938"),
        linked("Pine", "prison", "1941/1941"),
        linked("Elm", "camp", "1950/1951"),
    ]
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found}), encoding="utf-8")
    case = read_case("linked-places", path, where=selecting.where([where]))
    assert case.events("title") == named
    assert f"{len(named)} of 3 records taken, those with {where.replace('=', ' = ')}" in case.report.text()
    with pytest.raises(DataError, match=r"no record has title = Ash - title has 'Oak' \(1\)"):
        read_case("linked-places", path, where={"title": ["Ash"]})
