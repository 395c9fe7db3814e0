"""Forty different faults in one copy of the published data give forty problems in one run, each in its place."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import geo
from geo.dataset import geojson
from tests.support.published import DATA

if TYPE_CHECKING:
    from pathlib import Path

Expected = tuple[str, str, str]
"""File, record and field of a problem."""
BOW_TIE = {"type": "Polygon", "coordinates": [[[30, 50], [40, 60], [40, 50], [30, 60], [30, 50]]]}
CLOCKWISE = {"type": "Polygon", "coordinates": [[[30, 50], [40, 60], [40, 50], [30, 50]]]}
AWAY = {"type": "Point", "coordinates": [37.6, 155.7]}

# File, record (its id, its number, or None for a copy of the last one), changes, field that is told.
CELLS: tuple[tuple[str, str | int | None, dict[str, str], str], ...] = (
    ("events.csv", "katyn-massacre", {"title": ""}, "title"),
    ("events.csv", "wall-of-sorrow-1988", {"title": "Wall "}, "title"),
    ("events.csv", "great-terror", {"description": "Terror\x1b[2J"}, "description"),
    ("events.csv", 30, {"scope": "sight"}, "scope"),
    ("events.csv", 31, {"graphic": "yes"}, "graphic"),
    ("events.csv", 32, {"edtf": "April 1940"}, "edtf"),
    ("events.csv", 33, {"edtf": "1937-02-30"}, "edtf"),
    ("events.csv", 34, {"edtf": "1938/1937"}, "edtf"),
    ("events.csv", "tartu-victims-1941", {"place_id": "tartu-prisn"}, "place_id"),
    ("events.csv", 36, {"kind": "kiling", "kind_detail": ""}, "kind"),
    ("events.csv", 37, {"kind": "massacre", "kind_detail": ""}, "kind"),
    ("events.csv", 38, {"kind": "killing", "kind_detail": "camp"}, "kind_detail"),
    ("events.csv", "polish-operation", {"part_of": "polish-operation"}, "part_of"),
    ("events.csv", None, {"id": "never-cited"}, "id"),
    ("groups.csv", "clergy", {"id": "The Clergy"}, "id"),
    ("persons.csv", "lenin", {"died": "1800"}, "died"),
    ("persons.csv", None, {"id": "nobody"}, "id"),
    ("sources.csv", 3, {"url": "www.example.org"}, "url"),
    ("sources.csv", None, {"id": "unread2026"}, "id"),
    ("citations.csv", 12, {"source_id": "harvey2052"}, "source_id"),
    ("figures.csv", 20, {"low": "12 733"}, "low"),
    ("figures.csv", 21, {"low": "-5", "best": "", "high": ""}, "low"),
    ("figures.csv", 22, {"low": "9", "best": "5", "high": ""}, "low"),
    ("figures.csv", 23, {"low": "", "best": "", "high": ""}, "best"),
    ("event_organizations.csv", 0, {"organization_id": "kgb"}, "organization_id"),
    ("event_organizations.csv", None, {}, "event_id"),
    ("coverage.csv", 2, {"organization_id": "chekka"}, "organization_id"),
    ("families.csv", "camps", {"colour": "#2b2e22"}, "colour"),
    ("organizations.csv", "dalstroi", {"successor_of": "dalstroi"}, "successor_of"),
    ("kinds.csv", None, {"id": "camps", "parent": ""}, "id"),
    ("texts.csv", 5, {"lang": "xx"}, "lang"),
)
# The same for places; the field is "geometry" for those that `validate` tells and "" for faults of form.
PLACES: tuple[tuple[int | None, dict[str, Any], Any, str], ...] = (
    (1, {}, BOW_TIE, "geometry"),
    (2, {}, CLOCKWISE, "geometry"),
    (3, {}, AWAY, ""),
    (4, {"colour": "red"}, None, ""),
    (None, {"id": "left-over", "note": ""}, None, "id"),
)


def break_cells(folder: Path) -> list[Expected]:
    """Change one cell after another; return where each fault is."""
    expected = []
    for name in sorted({file for file, *_ in CELLS}):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        broken = []
        for _, record, changes, field in (one for one in CELLS if one[0] == name):
            at = place(rows, record)
            rows[at] |= changes
            broken.append((at, field))
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            lines = [reader.line_num for _ in reader]
        expected += [(name, str(lines[at]), field) for at, field in broken]
    return expected


def place(rows: list[dict[str, Any]], record: str | int | None) -> int:
    """Return the number of a record; None adds one."""
    if record is None:
        rows.append(dict(rows[-1]))
        return len(rows) - 1
    return record if isinstance(record, int) else next(at for at, row in enumerate(rows) if row["id"] == record)


def break_places(folder: Path) -> list[Expected]:
    """Do the same with places, and exchange the coordinates of one, which stay legal."""
    path = folder / "places.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    features, expected = collection["features"], []
    for record, properties, geometry, field in PLACES:
        if record is None:
            features.append(json.loads(json.dumps(features[-1])))
        feature = features[len(features) - 1 if record is None else record]
        feature["properties"] |= properties
        feature["geometry"] = geometry or feature["geometry"]
        expected.append(("places.geojson", geojson.named(features.index(feature), feature["properties"]["id"]), field))
    moscow = next(at for at, one in enumerate(features) if one["properties"]["id"] == "tartu-grey-house")
    features[moscow]["geometry"]["coordinates"].reverse()
    path.write_text(json.dumps(collection), encoding="utf-8")
    return [*expected, ("places.geojson", f"features[{moscow}](tartu-grey-house)", "geometry")]


def break_files(folder: Path) -> list[Expected]:
    """Break the form of files at their ends, and a kiosk."""
    ends = {name: len((folder / name).read_bytes().splitlines()) for name in ("place_names.csv", "event_groups.csv")}
    with (folder / "place_names.csv").open("ab") as file:
        file.write(b'tartu,"Dorpat,de,,1893\n')
    with (folder / "event_groups.csv").open("ab") as file:
        file.write(b"katyn-massacre,poles,and more\n")
    kiosks = (folder / "kiosks.toml").read_text(encoding="utf-8")
    (folder / "kiosks.toml").write_text(f"{kiosks}\n[more]\nplaces = ['nazino-island']\nidle = 5\n", encoding="utf-8")
    return [
        ("place_names.csv", str(ends["place_names.csv"] + 1), ""),
        ("event_groups.csv", str(ends["event_groups.csv"] + 1), ""),
        ("kiosks.toml", "more", "idle"),
    ]


@pytest.fixture
def expected(dataset: Path) -> list[Expected]:
    shutil.copy(DATA / "kiosks.toml", dataset)
    return [*break_cells(dataset), *break_places(dataset), *break_files(dataset)]


def test_forty_faults_are_forty_problems(dataset: Path, expected: list[Expected]) -> None:
    report = geo.check(dataset)
    found = Counter((problem.file, problem.record, problem.field) for problem in report.problems)
    assert len(expected) == 40
    assert found - Counter(expected) == Counter()
    assert Counter(expected) - found == Counter()


def test_each_of_the_forty_says_something_of_its_own(dataset: Path, expected: list[Expected]) -> None:
    """They are forty kinds, not one kind forty times: no two share reason and advice."""
    problems = geo.check(dataset).problems
    assert all(problem.why and problem.fix for problem in problems)
    assert len({(problem.why, problem.fix) for problem in problems}) == len(problems)
    assert len([problem for problem in problems if problem.warning]) == 6
