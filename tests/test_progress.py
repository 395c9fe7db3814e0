"""What a terminal shows of long work: each step and how far it is, and nothing to anything else."""

from __future__ import annotations

import io
import json
import sys
import time
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from geo import cli
from geo.commands import progress, validate
from geo.imports import mapping
from geo.imports.formats import FORMATS
from geo.imports.model import Options
from geo.imports.write import write
from geo.loading import load
from tests.support.imported import HEADER, MAP, foreign_rows, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAIT = 10
"""Seconds until a drawing that does not come is missed."""


class Screen(io.StringIO):
    """A terminal, or what is none, that keeps what is drawn."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.isatty = lambda: terminal  # type: ignore[method-assign]

    def await_(self, text: str) -> bool:
        """Say whether a text is drawn in time."""
        end = time.monotonic() + WAIT
        while text not in self.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
        return text in self.getvalue()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Screen]:
    """Return what makes stderr a screen on which everything is drawn at once."""

    def make(*, terminal: bool = True, delay: float = 0) -> Screen:
        found = Screen(terminal=terminal)
        monkeypatch.setattr(sys, "stderr", found)
        monkeypatch.setattr(progress, "DELAY", delay)
        monkeypatch.setattr(progress, "EVERY", 0.01)
        monkeypatch.setenv("COLUMNS", "80")
        return found

    return make


def test_a_step_and_how_far_it_is_are_drawn_and_taken_away(screen: Callable[..., Screen]) -> None:
    drawn = screen()
    with progress.shown() as step:
        step("reading a.csv")
        assert drawn.await_("reading a.csv [00:")
        step("records", 50, 200)
        assert drawn.await_("records  25% |")
        assert drawn.await_("50 of 200")
    assert drawn.getvalue().endswith(" \r")  # the line is empty again


def test_a_name_of_a_dataset_cannot_steer_the_terminal(screen: Callable[..., Screen]) -> None:
    drawn = screen()
    with progress.shown() as step:
        step("\x1b[2J.csv")
        assert drawn.await_("\\x1b[2J.csv")
    assert "\x1b[2J" not in drawn.getvalue()


def test_nothing_is_drawn_of_quick_work(screen: Callable[..., Screen]) -> None:
    drawn = screen(delay=60)
    with progress.shown() as step:
        step("reading a.csv")
    assert drawn.getvalue() == ""


@pytest.mark.parametrize(("terminal", "more"), [(True, []), (False, []), (True, ["--json"])])
def test_progress_is_shown_to_people_only(
    dataset: Path, screen: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch, terminal: bool, more: list[str]
) -> None:
    drawn, check = screen(terminal=terminal), validate.check
    told = terminal and not more

    def slow(source: Path, step: Callable[[str], None]) -> object:
        step("events.csv")
        assert not told or drawn.await_("events.csv")
        return check(source, step)

    monkeypatch.setattr(validate, "check", slow)
    cli.main(["validate", str(dataset), *more])
    assert ("events.csv" in drawn.getvalue()) is told


def test_every_table_and_check_is_told(dataset: Path) -> None:
    steps: list[str] = []
    load(dataset, steps.append)
    assert {"events.csv", "places.geojson", "check keys"} <= {*steps}


def test_an_import_tells_how_many_records_are_done(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "events.csv", [HEADER, *foreign_rows(2001)])
    options = Options(mapping=mapping.pairs([MAP]))
    steps: list[tuple[object, ...]] = []
    write(FORMATS["csv"].read(path, options), tmp_path / "out", options, progress=lambda *step: steps.append(step))
    assert [step for step in steps if len(step) == 3] == [("records", done, 2001) for done in (0, 1000, 2000)]
    assert ("writing the tables",) in steps
    assert ("events.csv",) in steps  # it is read again


@pytest.mark.parametrize(("form", "file"), [("geojson", "a.geojson"), ("json", "a.json"), ("vector", "a.gpkg")])
def test_features_and_objects_are_counted_as_they_are_read(tmp_path: Path, form: str, file: str) -> None:
    rows = [{"title": f"E{number}", "date": "1937", "lat": 55, "lon": 37} for number in range(2_500)]
    if form == "json":
        (tmp_path / file).write_text(json.dumps(rows), encoding="utf-8")
    else:
        frame = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy([37] * 2_500, [55] * 2_500), crs=4326)
        frame.to_file(tmp_path / file, index=False)
    steps: list[tuple[object, ...]] = []
    FORMATS[form].read(tmp_path / file, Options(progress=lambda *step: steps.append(step)))
    assert [one for one in steps if one[0] == f"reading {file}"][-1] == (f"reading {file}", 2_000, 2_500)
