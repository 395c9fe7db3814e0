"""What changed between two versions is told cell by cell, with the reasons that the changelog of the dataset gives."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import cli
from geo.checks.validate import validate
from geo.dataset import changes
from geo.dataset.differences import Difference, differences
from geo.export.excerpt import excerpt
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from geo.model import Atlas

KATYN = "katyn-massacre"
PART = excerpt(ATLAS, [KATYN, "stalin-dies-1953"])
ROW = {
    "version": "1.1.0",
    "date": "2026-11-29",
    "table": "events",
    "id": KATYN,
    "field": "title",
    "what": "corrected",
    "reason": "Why.",
}


def with_rows(*rows: dict[str, str], of: Atlas = PART) -> Atlas:
    columns = of[changes.TABLE].columns
    table = pd.DataFrame([ROW | row for row in rows], columns=columns, dtype="str")
    return replace(of, tables={**of.tables, changes.TABLE: table})


def with_cell(table: str, key: str, field: str, text: str, of: Atlas = PART, by: str = "id") -> Atlas:
    frame = of[table].copy()
    frame.loc[frame[by] == key, field] = text
    return replace(of, tables={**of.tables, table: frame})


def problems(*rows: dict[str, str]) -> list[str]:
    return [one.why for one in validate(with_rows(*rows)) if one.file == "changes.csv"]


def test_a_version_differs_from_itself_in_nothing() -> None:
    assert list(differences(PART, PART)) == []


@settings(max_examples=25)
@given(st.sampled_from(PART.events["id"].tolist()), st.text(min_size=1))
def test_a_changed_cell_is_told_with_what_stood_and_what_stands_there(key: str, text: str) -> None:
    old = PART.events.set_index("id").loc[key, "note"]
    found = list(differences(PART, with_cell("events", key, "note", text)))
    assert found == ([] if text == old else [Difference("events", key, "note", "changed", old, text)])


def test_a_record_that_is_gone_is_one_that_was_added_seen_backwards() -> None:
    less = replace(PART, tables={**PART.tables, "figures": PART["figures"].iloc[1:]})
    gone, new = list(differences(PART, less)), list(differences(less, PART))
    assert {one.what for one in gone} == {"removed"}
    assert [(one.field, one.old) for one in gone] == [(one.field, one.new) for one in new]
    assert gone[0].old == PART["figures"]["event_id"].iloc[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "Why."),
        ({"field": ""}, "Why."),
        ({"id": ""}, "Why."),
        ({"id": "", "field": ""}, "Why."),
        ({"field": "note"}, ""),
        ({"id": "stalin-dies-1953"}, ""),
    ],
)
def test_a_cell_has_the_reason_of_its_field_its_record_or_its_table(row: dict[str, str], reason: str) -> None:
    new = with_rows(row, of=with_cell("events", KATYN, "title", "Other"))
    assert [one.reason for one in differences(PART, new)] == [reason]


def test_a_record_said_of_an_event_has_the_reason_that_its_event_gives() -> None:
    new = with_cell("figures", KATYN, "best", "1", with_rows({"field": "figures"}), by="event_id")
    assert {one.reason for one in differences(PART, new)} == {"Why."}


def test_a_translation_has_the_reason_that_its_record_gives() -> None:
    new = with_cell("texts", KATYN, "text", "Other", with_rows({"field": "texts"}))
    found = {(one.table, one.reason) for one in differences(PART, new)}
    assert found == {("texts", "Why.")}


def test_a_reason_of_an_earlier_version_is_none_of_this_change() -> None:
    old = with_rows({})
    assert [one.reason for one in differences(old, with_cell("events", KATYN, "title", "Other", old))] == [""]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({}, ""),
        ({"id": "gone", "what": "removed", "field": ""}, ""),
        ({"field": "figures"}, ""),
        ({"version": "1.1"}, "is no semantic version"),
        ({"version": "1.10.0"}, "is later than the version of the dataset, 1.1.0"),
        ({"date": "2026"}, "is no day"),
        ({"table": "figures"}, "has no records of that kind"),
        ({"id": "gone"}, "there is no such record in events"),
        ({"what": "removed"}, "is still in events"),
        ({"field": "place_names"}, "is no column of events, and no table of what is said of it"),
        ({"what": "mended"}, "is not an allowed value"),
        ({"reason": ""}, "must not be empty"),
    ],
)
def test_the_changelog_is_checked(row: dict[str, str], why: str) -> None:
    assert problems(row) == ([why] if why else [])


def test_versions_are_ordered_as_numbers_and_come_newest_first() -> None:
    rows = changes.rows(with_rows({"version": "1.0.9"}, {"version": "1.0.10"}, {"version": "1.0.10-rc.1"}))
    assert [row["version"] for row in rows] == ["1.0.10", "1.0.10-rc.1", "1.0.9"]


def test_an_excerpt_has_the_changes_of_its_records_with_their_translations() -> None:
    named = {row["id"] for row in PART.rows(changes.TABLE)}
    assert "stalin-dies-1953" in named
    assert "siblag" not in named
    assert {row["id"] for row in PART.rows("texts") if row["table"] == changes.TABLE} == {
        row["key"] for row in changes.rows(PART)
    }
    assert validate(PART) == []


def test_the_published_changes_are_of_the_version_that_is_published() -> None:
    root = Path(__file__).parents[1]
    version = changes.stated(ATLAS)
    assert changes.VERSION.fullmatch(version)
    assert changes.rows(ATLAS)[0]["version"] == version
    data = (root / "CITATION.cff").read_text(encoding="utf-8").partition("references:")[2]
    assert f"    version: {version}\n" in data
    names = [one["title"] for one in ATLAS.package["contributors"]]
    assert [line.partition("name: ")[2] for line in data.splitlines() if "- name:" in line] == names
    assert f"### Dataset {version}\n" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Write a version and one in which a note differs that begins as a formula does."""
    folder, paths = tmp_path_factory.mktemp("versions"), []
    for name, atlas in (("old", PART), ("new", with_cell("events", KATYN, "note", "=1\x1b[2J"))):
        paths.append(folder / f"{name}.zip")
        paths[-1].write_bytes(geo.export.to_package(geo.export.select(atlas, geo.Query())))
    return str(paths[0]), str(paths[1])


def test_the_verb_tells_it_as_text_json_and_csv(versions: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for form in ([], ["--json"], ["--csv"]):
        assert cli.main(["diff", *versions, *form]) == 0
        said.append(capsys.readouterr().out)
    text, document, table = said
    assert "  events katyn-massacre\n    note: " in text
    assert "\x1b" not in text
    rows = [one for one in json.loads(document)["differences"] if one["table"] == "events"]
    assert [(one["field"], one["new"]) for one in rows] == [("note", "=1\x1b[2J")]
    cells = [one for one in csv.DictReader(io.StringIO(table)) if one["table"] == "events"]
    assert [one["new"] for one in cells] == ["'=1\x1b[2J"]


def test_the_verb_refuses_what_is_no_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", str(tmp_path), str(tmp_path / "none")]) == 1
    assert "datapackage.json" in capsys.readouterr().err
