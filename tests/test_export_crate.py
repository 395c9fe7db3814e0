"""The zip for an archive is an RO-Crate and a data package in one, and what is not known is not in it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rocrate.rocrate import ROCrate

import geo
from geo import export
from geo.export import crate
from tests.support.published import ATLAS, BARE

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Atlas


def written(atlas: Atlas, query: geo.Query | None = None) -> bytes:
    content = export.FORMATS["crate"].write(export.select(atlas, query or geo.Query()))
    assert isinstance(content, bytes)
    return content


def metadata(content: bytes) -> dict[str, dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one["@id"]: one for one in json.loads(archive.read(crate.FILE))["@graph"]}


@pytest.fixture(scope="module")
def whole() -> bytes:
    return written(ATLAS)


def test_a_library_of_the_field_loads_it(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.crate.zip"
    path.write_bytes(whole)
    assert export.format_of(path) == "crate"
    loaded = ROCrate(path)
    assert loaded.name == ATLAS.package["title"]
    assert [one["name"] for one in loaded.root_dataset["author"]] == [
        one["title"] for one in ATLAS.package["contributors"]
    ]
    assert [one.id for one in loaded.root_dataset["license"]] == [one["path"] for one in ATLAS.package["licenses"]]
    assert loaded.root_dataset["datePublished"] == max(ATLAS["changes"]["date"])


def test_every_file_stands_in_it_with_its_size_and_checksum(whole: bytes) -> None:
    said = metadata(whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        there = {name: archive.read(name) for name in archive.namelist() if name != crate.FILE}
    assert {name for name, one in said.items() if one["@type"] == "File"} == there.keys()
    assert {one["@id"] for one in said["./"]["hasPart"]} == there.keys()
    for name, content in there.items():
        assert said[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert said[name]["contentSize"] == str(len(content))


def test_it_is_a_dataset_too_and_of_a_part_one_of_the_part(tmp_path: Path) -> None:
    path = tmp_path / "part.zip"
    path.write_bytes(written(ATLAS, geo.Query(years=geo.YearSpan(1985, 1986))))
    assert 0 < len(geo.load(path).events) < len(ATLAS.events)
    assert metadata(path.read_bytes())["./"]["name"].endswith("(excerpt)")


def test_what_a_dataset_does_not_say_is_not_made_up() -> None:
    silent = ("contributors", "licenses", "sources", "title", "version")
    package = {name: value for name, value in BARE.package.items() if name not in silent}
    tables = {**BARE.tables, "changes": BARE["changes"].iloc[:0]}
    root = metadata(written(replace(BARE, package=package, tables=tables)))["./"]
    assert not {"author", "license", "citation", "datePublished"} & root.keys()
    assert root["name"] == "nkvd-atlas"
    assert root["version"] == ATLAS.version
