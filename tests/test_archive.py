"""A dataset in a zip is read as one in a folder, in memory; what is wrong with the zip is told, never raised."""

from __future__ import annotations

import random
import stat
import tracemalloc
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import geo
from geo.dataset import archive, kiosks, media
from geo.dataset.archive import read_zip
from geo.dataset.limits import ZIP
from geo.dataset.read import read
from tests.support.published import DATA
from tests.support.zips import zipped

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Atlas
    from tests.support.zips import Member


@pytest.fixture(scope="module")
def members(atlas: Atlas) -> list[Member]:
    """Return the files of the published dataset as members of a zip."""
    tables, pictures = (resource["path"] for resource in atlas.package["resources"]), media.names(atlas)
    names = ["datapackage.json", *tables, *sorted(pictures), "kiosks.toml"]
    return [(name, (DATA / name).read_bytes()) for name in names]


def problems_of(content: bytes) -> list[str]:
    return [str(problem) for problem in read_zip(content)[1]]


@pytest.mark.parametrize("top", ["", "data/", "Мои данные/"])
def test_a_zip_is_read_as_its_folder(members: list[Member], atlas: Atlas, top: str) -> None:
    found, problems = read_zip(zipped((f"{top}{name}", content) for name, content in members))
    assert problems == []
    assert found.version == atlas.version
    assert all(found[name].equals(table) for name, table in atlas.tables.items())
    assert kiosks.names(found) == kiosks.names(atlas)


def test_what_lies_beside_the_tables_is_read_too(members: list[Member]) -> None:
    rivers = ("basemap/rivers.json", b'{"type": "FeatureCollection", "features": []}')
    assert rivers[0] in read_zip(zipped([*members, rivers]))[0].files
    assert kiosks.names(read_zip(zipped(members[:-1]))[0]) == []


def test_nothing_is_written_to_disk(members: list[Member], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read_zip(zipped([*members, ("../../escaped.csv", b"x")]))
    read_zip(zipped(members))
    assert list(tmp_path.iterdir()) == []


def test_what_file_managers_add_and_what_the_dataset_does_not_name_is_no_fault(members: list[Member]) -> None:
    more = ["__MACOSX/._events.csv", ".DS_Store", "README.md", "basemap/land.json", "notes/datapackage.json", "photos/"]
    assert problems_of(zipped([*members, *((name, b"x") for name in more)])) == []


def test_the_slashes_of_windows_programs_are_read(members: list[Member]) -> None:
    assert problems_of(zipped((_windows(f"data\\{name}"), content) for name, content in members)) == []


def _windows(name: str) -> zipfile.ZipInfo:
    """Return a member whose name is stored as it is."""
    info = zipfile.ZipInfo()
    info.filename = name
    return info


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ("../events.csv", "member '../events.csv' is a name that leads out of its folder"),
        ("../" + "x" * 200, f"member '../{'x' * 77}...' is a name that leads out of its folder"),
        ("a/../../b", "is a name that leads out of its folder"),
        ("/etc/passwd", "is a name that leads out of its folder"),
        ("C:\\data\\x.csv", "is a name that leads out of its folder"),
        ("..\\x.csv", "is a name that leads out of its folder"),
        (_link("groups.lnk"), "member 'groups.lnk' is a link - put the file itself there"),
        ("events.csv", "member 'events.csv' stands twice - keep one of them"),
        ("Events.CSV", "differs from 'Events.CSV' only in upper and lower case - rename or remove one"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_no_dataset_has_is_told(members: list[Member], member: str | zipfile.ZipInfo, why: str) -> None:
    problems = problems_of(zipped([*members, (member, b"x")]))
    assert len(problems) == 1
    assert problems[0].startswith("zip - member ")
    assert why in problems[0]


@pytest.mark.parametrize(
    ("offset", "change", "why"), [(8, b"\x01", "is encrypted"), (10, b"\x63", "in an unusual way")]
)
def test_a_member_that_cannot_be_unpacked_is_told(members: list[Member], offset: int, change: bytes, why: str) -> None:
    content = bytearray(zipped(members))
    entry = content.index(b"PK\x01\x02") + offset
    content[entry : entry + 1] = change
    assert [why in problem for problem in problems_of(bytes(content))] == [True]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_without_a_bound_is_refused(members: list[Member], method: int) -> None:
    problems = problems_of(zipped(members, method))
    assert len(problems) == len(members)
    assert all("is compressed in an unusual way - make the zip with the usual" in problem for problem in problems)


@pytest.mark.parametrize("content", [b"", b"PK", b"id,name\n", b"PK\x05\x06" + b"\0" * 17, b"\0" * 1000])
def test_what_is_no_zip_is_told(content: bytes) -> None:
    assert [problem.split(" (")[0] for problem in problems_of(content)] == ["zip - is not a zip file, or a damaged one"]


@pytest.mark.parametrize("names", [[], ["a/b/datapackage.json"], ["a/datapackage.json", "b/datapackage.json"]])
def test_a_zip_without_a_description_at_its_top_says_so(names: list[str]) -> None:
    problems = problems_of(zipped((name, b"{}") for name in names))
    assert [problem.split(",")[0] for problem in problems] == ["zip - has no datapackage.json"]


def test_a_missing_table_is_named_as_in_a_folder(members: list[Member], dataset: Path) -> None:
    (dataset / "groups.csv").unlink()
    assert read_zip(zipped(m for m in members if m[0] != "groups.csv"))[1] == read(dataset)[1]


def test_a_damaged_member_is_named_and_the_others_are_read(members: list[Member]) -> None:
    content = bytearray(zipped(members, zipfile.ZIP_STORED))
    content[content.index(b"id,name\npolitical-opponents")] ^= 1
    atlas, problems = read_zip(bytes(content))
    assert [(problem.file, problem.why.split(" (")[0]) for problem in problems] == [
        ("groups.csv", "is damaged within the zip")
    ]
    assert "events" in atlas.tables


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("MAX_ZIP", 1_000, "zip - is larger than 1,000 bytes"),
        ("MAX_MEMBERS", 5, "zip - has more than 5 members"),
        ("LIMITS", replace(ZIP, bytes=200_000), "with it the zip unpacks to more than 200,000 bytes"),
        ("LIMITS", replace(ZIP, records=200), "records the dataset has more than 200"),
        ("LIMITS", replace(ZIP, cells=2_000), "cells the dataset has more than 2,000"),
        ("LIMITS", replace(ZIP, values=500), "values the dataset has more than 500"),
    ],
)
def test_what_is_too_large_is_told(
    members: list[Member], monkeypatch: pytest.MonkeyPatch, limit: str, value: object, why: str
) -> None:
    monkeypatch.setattr(archive, limit, value)
    assert why in problems_of(zipped(members))[0]


def test_a_bomb_is_unpacked_only_to_the_bound(members: list[Member], monkeypatch: pytest.MonkeyPatch) -> None:
    """A header that lies about the size does not help it."""
    monkeypatch.setattr(archive, "LIMITS", replace(ZIP, bytes=3_000_000))
    content = zipped([*(m for m in members if m[0] != "groups.csv"), ("groups.csv", b"\n" * 50_000_000)])
    lying = content.replace((50_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    for bomb in (content, lying):
        tracemalloc.start()
        problems = problems_of(bomb)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert ["groups.csv" in problem for problem in problems] == [True]
        assert peak < 40_000_000


def test_bytes_of_any_kind_are_told_or_read(members: list[Member]) -> None:
    rng = random.Random(5)
    whole = zipped(members)
    for _ in range(60):
        content = bytearray(whole[: rng.randrange(len(whole))] if rng.random() < 0.2 else whole)
        for _ in range(rng.randrange(1, 6)):
            # The directory at the end is where damage matters most.
            at = len(content) - 1 - int(rng.random() ** 3 * (len(content) - 1))
            content[at] = rng.randrange(256)
        atlas, problems = read_zip(bytes(content))
        # The name of an optional file may be what was damaged: what tells of stories misses theirs.
        assert problems or {one.file for one in geo.validate(atlas)} <= {"media.csv"}
