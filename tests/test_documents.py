"""What the papers beside the code say is so: paths, names and versions."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"`([^`\n]+)`", GUIDE)
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def test_every_path_of_the_guide_exists():
    paths = [text for text in QUOTED if re.fullmatch(r"[\w.-]+(/[\w.<>-]+)*(/|\.\w+)", text) and "/" in text]
    assert len(paths) > 30
    assert [path for path in paths if not (ROOT / path.replace("<language>", "et")).exists()] == []


@pytest.mark.parametrize(("name", "path"), re.findall(r"`([A-Za-z_]+)`\s+(?:of|in)\s+`([\w/]+\.py)`", GUIDE))
def test_a_name_of_the_guide_stands_where_it_says(name, path):
    assert re.search(rf"^(class |def )?{name}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("thing", ["export", "import", "language", "filter", "kind", "check", "layer"])
def test_the_guide_tells_where_to_add(thing):
    assert re.search(rf"^## .*\b{thing}\b", GUIDE, re.MULTILINE)


def test_links_of_the_guide_lead_somewhere():
    assert all((ROOT / target.partition("#")[0]).exists() for target in re.findall(r"\]\(([^):]+)\)", GUIDE))


def test_the_citation_names_the_versions_of_software_and_data():
    cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    data = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["version"]
    assert re.findall(r"^ *version: (.+)$", cff, re.MULTILINE) == [VERSION, data]


def test_the_changes_begin_with_what_is_not_released_and_name_this_version():
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert VERSION in heads
