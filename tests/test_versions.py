"""A site keeps what it said: each version stays to be read, says that it is one, and leads to the present."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from geo.cli import main
from geo.imports import example
from geo.site import changed, kept
from geo.site.addresses import Files
from geo.site.edition import Edition
from tests.support.hostile import HOSTILE
from tests.support.html import Read, errors
from tests.support.links import broken
from tests.support.published import ATLAS
from tests.test_changes import with_rows

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://atlas.example/t/"
ID = "{http://www.w3.org/2005/Atom}id"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def rows_of(data: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((data / name).read_text(encoding="utf-8").splitlines()))


def edit(data: Path, name: str, change) -> None:
    """Write one table of a dataset anew."""
    fields = (data / name).read_text(encoding="utf-8").partition("\n")[0].split(",")
    rows = change(rows_of(data, name))
    with (data / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fields, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def versioned(data: Path, version: str) -> None:
    path = data / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "version": version}), encoding="utf-8")


def build(data: Path, site: Path, *more: str) -> int:
    return main(["site", str(site), "--data", str(data), "--languages", "en,pl", "--no-pictures", *more])


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three versions, one after the other: in the second a title is another one and a person is gone."""
    folder = tmp_path_factory.mktemp("versions")
    data, found = folder / "tolpuddle", {}
    example.make(data)
    site = folder / "site"
    assert build(data, site, "--base", BASE) == 0
    edit(data, "events.csv", lambda rows: [{**rows[0], "title": "Another title"}, *rows[1:]])
    found["gone"], found["event"] = rows_of(data, "persons.csv")[0]["id"], rows_of(data, "events.csv")[0]["id"]
    for name, field in (("persons.csv", "id"), ("event_persons.csv", "person_id")):
        edit(data, name, lambda rows, field=field: [row for row in rows if row[field] != found["gone"]])
    row = {
        "version": "1.1.0",
        "date": "2026-05-04",
        "table": "events",
        "id": found["event"],
        "field": "title",
        "what": "corrected",
        "reason": HOSTILE[0],
    }
    edit(data, "changes.csv", lambda _: [row])
    versioned(data, "1.1.0")
    assert build(data, site, "--base", BASE, "--keep") == 0
    found["second"] = folder / "second"
    shutil.copytree(site, found["second"])
    versioned(data, "1.2.0")
    assert build(data, site, "--base", BASE, "--keep") == 0
    return {**found, "data": data, "site": site}


def page(site: Path, name: str) -> Read:
    return Read((site / name).read_text(encoding="utf-8"))


def test_an_earlier_version_says_what_it_said_and_leads_to_the_present(sites: dict[str, Path]) -> None:
    name = f"pl/event/{sites['event']}.html"
    old, new = page(sites["second"], f"v/1.0.0/{name}"), page(sites["second"], name)
    assert "Another title" in new.text
    assert "Another title" not in old.text
    assert "wersja 1.0.0" in old.text
    assert f"../../../../{name}" in old.links
    assert f"../../v/1.0.0/{name}" in new.links
    assert f"{BASE}v/1.0.0/{name}" in old.text
    assert "version 1.0.0 of the atlas" in (sites["site"] / "v/1.0.0/map.html").read_text(encoding="utf-8")
    assert old.of("link", rel="canonical") == new.of("link", rel="canonical")


def test_every_link_of_every_version_leads_to_a_file(sites: dict[str, Path]) -> None:
    site = sites["site"]
    every = [
        one.relative_to(site).as_posix() for one in site.rglob("*.html") if one.name not in ("map.html", "404.html")
    ]
    assert sum(name.startswith("v/1.1.0/") for name in every) > 50
    assert [(name, link) for name in every for link in broken(site, name, page(site, name))] == []
    of_old = [name for name in every if name.startswith("v/")][::7]
    assert [name for name in of_old if errors((site / name).read_text(encoding="utf-8"))] == []


def test_a_page_that_is_gone_says_where_it_was(sites: dict[str, Path]) -> None:
    name = f"en/person/{sites['gone']}.html"
    said = page(sites["site"], name)
    assert said.links[-1] == f"../../v/1.0.0/{name}"
    assert not (sites["site"] / "v/1.1.0" / name).exists()


def test_other_data_of_the_same_version_do_not_take_its_place(sites: dict[str, Path], tmp_path: Path) -> None:
    data, site = tmp_path / "data", tmp_path / "site"
    shutil.copytree(sites["data"], data)
    shutil.copytree(sites["site"], site)
    before = (site / f"en/event/{sites['event']}.html").read_bytes()
    edit(data, "events.csv", lambda rows: [{**rows[0], "title": "A third title"}, *rows[1:]])
    assert build(data, site, "--base", BASE, "--keep") == 2
    assert (site / f"en/event/{sites['event']}.html").read_bytes() == before


def test_the_feed_is_one_by_rfc_4287(sites: dict[str, Path]) -> None:
    root = ET.parse(sites["site"] / "pl/feed.xml").getroot()  # noqa: S314 - our own
    for part in (root, *root.findall("atom:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"atom:{name}", ATOM)) == 1
        assert part.find("atom:id", ATOM).text.startswith("urn:uuid:")
        assert part.find("atom:updated", ATOM).text == "2026-05-04T00:00:00Z"
        (link,) = part.findall("atom:link[@rel='alternate']", ATOM)
        assert (sites["site"] / urlsplit(link.get("href")).path.removeprefix("/t/")).is_file()
    assert root.find("atom:author/atom:name", ATOM).text
    (entry,) = root.findall("atom:entry", ATOM)
    assert HOSTILE[0] in entry.find("atom:content", ATOM).text
    assert root.find("atom:link[@rel='self']", ATOM).get("href") == f"{BASE}pl/feed.xml"


def test_the_same_change_has_the_same_id_wherever_the_feed_stands() -> None:
    atlas = with_rows({}, of=ATLAS)
    found = [changed.feed(Edition(atlas, "ru", ["ru"], Files(base))) for base in ("", BASE)]
    ids = [[one.text for one in ET.fromstring(text).iter(ID)] for text in found]  # noqa: S314 - our own
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_a_version_that_is_no_name_of_a_folder_is_called_by_its_content() -> None:
    assert kept.named(ATLAS) == ATLAS.package["version"]
    assert kept.NAME.fullmatch("../1") is None
