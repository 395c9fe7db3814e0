"""Damaged files of every kind are told or read: a few hundred of those that ``bench/fuzz.py`` makes."""

from __future__ import annotations

import json
import time

import pytest

import geo
from geo.dataset import assemble
from tests.support.bench import bench

fuzz = bench("fuzz")


@pytest.mark.parametrize("kind", ["json", "geojson", "csv", "edtf", "toml", "zip"])
def test_nothing_is_raised_for_damaged_files(kind: str) -> None:
    tally = fuzz.run([(kind, seed) for seed in range(1_000_000, 1_000_000 + (400 if kind == "edtf" else 40))])
    assert tally.raised == []
    assert tally.slowest[0][0] < 10 * fuzz.SLOW


def test_the_dataset_that_is_damaged_is_sound_before() -> None:
    report = geo.check(fuzz.zipped(fuzz.files()))
    assert report.sound
    assert len(report.atlas.events) == fuzz.EVENTS


def test_a_seed_gives_the_same_damage_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = {(kind, seed): fuzz.damaged(kind, seed) for kind in fuzz.KINDS for seed in range(7, 12)}
    monkeypatch.setattr(time, "time", lambda: 1e9)
    assert {key: fuzz.damaged(*key) for key in first} == first
    assert len(set(first.values())) == len(first)


def test_tables_that_are_sound_are_read_once_in_a_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    read = assemble.read_table  # type: ignore[attr-defined]
    monkeypatch.setattr(assemble, "read_table", lambda one, *more: (reads.append(one["name"]), read(one, *more))[1])
    fuzz.remember_sound_tables()
    reports = [geo.check(fuzz.zipped(fuzz.files())) for _ in range(2)]
    assert [report.sound for report in reports] == [True, True]
    assert len(reads) == len(set(reads)) > 10


def test_what_is_raised_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run itself would notice."""

    def broken(_: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz.dates, "parse", broken)
    assert len(fuzz.run([("edtf", 1), ("edtf", 2)]).raised) == 2


def test_a_pattern_that_would_never_end_is_refused() -> None:
    package = json.loads(fuzz.files()["datapackage.json"])
    package["resources"][0]["schema"]["fields"][1]["constraints"]["pattern"] = "(x+x+)+y"
    report = geo.check(fuzz.zipped({**fuzz.files(), "datapackage.json": json.dumps(package).encode()}))
    assert ["too involved" in problem.why for problem in report.problems] == [True]
