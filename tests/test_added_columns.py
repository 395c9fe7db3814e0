"""Columns that came after version 0.1.0: a dataset without them is read, checked and written as it was."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import Query, export
from geo.checks.validate import validate
from geo.dataset import archive, columns, description, settings, write
from geo.dataset.read import read
from geo.dataset.translate import localize, records
from geo.view import evidence
from tests.support.blocks import payload
from tests.support.exported import changes, read_package, unzip
from tests.support.foreign import SMALLEST
from tests.support.foreign import write as write_small
from tests.support.published import ATLAS, BARE

if TYPE_CHECKING:
    from pathlib import Path

Left = set[tuple[str, str]]
CELLS = [(table, column) for table in columns.ADDED for column in columns.names(table)[len(columns.asked(table)) :]]
"""Every table with each column that it may lack."""


def without(package: dict[str, Any], left: Left) -> dict[str, Any]:
    """Return a description as it was before it had some columns; keys without them, and none of only one of them."""
    before = copy.deepcopy(package)
    for resource in before["resources"]:
        schema, name = resource["schema"], resource["name"]
        schema["fields"] = [field for field in schema["fields"] if (name, field["name"]) not in left]
        if "primaryKey" in schema:
            schema["primaryKey"] = [one for one in description.names(schema["primaryKey"]) if (name, one) not in left]
    return before


def as_written_before(left: Left) -> bytes:
    """Return the published dataset as a zip, as a version without some columns wrote it."""
    package, texts = without(dict(ATLAS.package), left), BARE["texts"]
    of = [pair not in left for pair in zip(texts["table"], texts["field"], strict=True)]
    tables = BARE.tables | {"texts": texts[of]}  # nor does it translate what it does not have
    return export.package.zipped(write.files(package, tables))  # the very writer


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published dataset in the form of version 0.1.0."""
    return unzip(as_written_before(set(CELLS)), tmp_path_factory.mktemp("old"))


def test_a_description_need_not_list_them(old: Path) -> None:
    package = json.loads((old / description.FILE).read_text(encoding="utf-8"))
    assert list(description.faults(package)) == []
    assert not {(one["name"], name) for one in package["resources"] for name in description.field_names(one)} & {*CELLS}


def test_a_column_that_is_left_out_is_there_and_empty(old: Path) -> None:
    atlas = geo.load(old)
    assert [name for name in columns.ADDED if not {*columns.names(name)} <= {*atlas[name].columns}] == []
    assert {value for table, column in CELLS for value in atlas[table][column]} == {""}


def test_a_dataset_without_them_has_the_problems_it_had(old: Path) -> None:
    atlas, problems = read(old)
    assert [str(one) for one in (*problems, *validate(atlas)) if not one.warning] == []


def test_a_dataset_without_them_goes_through_a_package_byte_for_byte(old: Path) -> None:
    content = export.to_package(export.select(geo.load(old), Query()))
    back = unzip(content, old.parent / "back")
    package = json.loads((back / description.FILE).read_text(encoding="utf-8"))
    assert package.pop(evidence.MEMBER)["events"] == len(ATLAS.events)  # counted anew by every export
    (back / description.FILE).write_bytes(next(iter(write.files(package, {})))[1])
    assert {path.name: path.read_bytes() for path in old.iterdir()} == {
        path.name: path.read_bytes() for path in back.iterdir() if path.name in {one.name for one in old.iterdir()}
    }


def test_an_excerpt_without_them_is_read_back(old: Path) -> None:
    one = export.select(geo.load(old), Query(text="katyn"))
    back = read_package(export.to_package(one))
    assert 0 < len(back.events) < len(ATLAS.events)
    assert [changes(table, back[name])[1] for name, table in one.part.tables.items() if name in back.tables] == [
        [] for _ in back.tables
    ]


def test_records_without_a_key_keep_the_name_that_their_translations_use(tmp_path: Path) -> None:
    """The smallest dataset declares no keys, so that all its columns are one: those that it lists."""
    atlas = geo.load(write_small(tmp_path, SMALLEST))
    assert records(atlas, "citations") == ["event/source/"]


@pytest.mark.parametrize("lang", settings.of(ATLAS).languages)
def test_a_dataset_without_them_becomes_a_page_in_every_language(old: Path, lang: str) -> None:
    assert payload(geo.load(old), lang)["texts"]
    assert localize(geo.load(old), lang).lang == lang


def test_a_zip_without_them_is_opened() -> None:
    atlas, problems = archive.read_zip(as_written_before(set(CELLS)))
    assert ([one for one in problems if not one.warning], len(atlas.events)) == ([], len(ATLAS.events))


@given(left=st.sets(st.sampled_from(CELLS)))
def test_any_of_them_may_be_left_out(left: Left) -> None:
    package = without(dict(ATLAS.package), left)
    assert list(description.faults(package)) == []
    listed = {one["name"]: one for one in package["resources"]}
    assert {(name, column) for name in columns.ADDED for column in description.left_empty(listed[name])} == left


def test_what_they_hold_is_asked_where_they_are_listed(tmp_path: Path) -> None:
    rows = {**SMALLEST, "citations": [{"event_id": "event", "source_id": "source", "read": "perhaps"}]}
    atlas, problems = read(write_small(tmp_path, rows))
    assert [str(one) for one in (*problems, *validate(atlas))] == [
        "citations.csv:2:read 'perhaps' - is not an allowed value - one of yes, part, no"
    ]
