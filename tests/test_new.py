"""``geo new`` makes a dataset that is sound, small, explains itself and can be drawn."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

import geo
import geo.map
from geo.checks.validate import validate
from geo.cli import main
from geo.dataset import description, kiosks
from geo.dataset.read import read
from geo.imports import example
from geo.view import story_checks
from tests.support.blocks import carried

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    example.make(tmp_path / "new")
    return tmp_path / "new"


def test_the_example_has_neither_errors_nor_warnings(made: Path) -> None:
    atlas, problems = read(made)
    assert [
        str(problem) for problem in (*problems, *validate(atlas), *kiosks.check(atlas), *story_checks.check(atlas))
    ] == []
    assert [story.id for story in story_checks.sound(atlas).stories] == ["tolpuddle"]


def test_the_example_becomes_a_map(made: Path) -> None:
    atlas = geo.load(made)
    assert carried(geo.map.page(atlas).html())["events"]["title"] == list(atlas.events["title"])


def test_the_example_shows_what_a_dataset_can_say(made: Path) -> None:
    atlas = geo.load(made)
    kinds = {"interval": atlas.events["edtf"].str.contains("/"), "nowhere": atlas.events["place_id"] == ""}
    kinds |= {"way": atlas.events["destination_id"] != "", "part": atlas.events["part_of"] != ""}
    assert {name for name, found in kinds.items() if found.any()} == set(kinds)
    assert len(atlas.events) <= 10


def test_every_file_is_explained(made: Path) -> None:
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in made.iterdir() if path.name not in readme and path.name != "README.md"] == []


def test_every_column_is_described(made: Path) -> None:
    atlas = geo.load(made)
    fields = [field for resource in atlas.package["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in fields)
    assert not any("Soviet" in str(field) or "article" in field["description"] for field in fields)


def test_every_table_of_the_schema_is_there(made: Path, atlas: geo.Atlas) -> None:
    for resource in atlas.package["resources"]:
        if resource["path"].endswith(".csv"):
            with (made / resource["path"]).open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == description.field_names(resource)


def test_nothing_is_overwritten(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made / "events.csv").write_text("mine", encoding="utf-8")
    assert main(["new", str(made)]) == 1
    assert capsys.readouterr().err.endswith("holds a dataset already - choose a new folder\n")
    assert (made / "events.csv").read_text(encoding="utf-8") == "mine"


def test_the_verb_says_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "a")]) == 0
    assert "geo validate " in capsys.readouterr().out
