"""What is given out: the name of the import beside another package, the container, the recipe for OGC API Features."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import geo
import repression_atlas

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCKER = (ROOT / "Dockerfile").read_text(encoding="utf-8")
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD", "ENV"}


def test_both_names_of_the_package_are_the_same():
    assert repression_atlas.__all__ == geo.__all__
    assert all(getattr(repression_atlas, name) is getattr(geo, name) for name in geo.__all__)
    assert repression_atlas.map is __import__("geo.map").map
    with pytest.raises(AttributeError):
        _ = repression_atlas.nothing


def test_the_second_name_works_where_another_package_has_taken_the_first(tmp_path):
    """As after `pip install geo`, whose `geo/__init__.py` lies where ours was."""
    for name in ("geo", "repression_atlas", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.html", "media"))
    (tmp_path / "geo" / "__init__.py").write_text("Point2D = object\n", encoding="utf-8")
    code = "import geo, repression_atlas as ours; geo.Point2D; print(ours.YearSpan(1937, 1938), ours.map.page.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "YearSpan(first=1937, last=1938) page\n"


def test_the_index_of_packages_is_told_who_and_for_whom():
    assert PROJECT["authors"]
    assert PROJECT["keywords"]
    assert {"Typing :: Typed", "Programming Language :: Python :: 3.11"} <= set(PROJECT["classifiers"])
    assert {"notebook", "pdf", "release"} <= set(PROJECT["optional-dependencies"])


def test_the_container_is_sound():
    """What a linter asks: a tag, a user, lists of words, a health check; and paths that exist."""
    lines = re.sub(r"\\\n\s*", "", DOCKER).splitlines()
    words = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    assert {first for first, _ in words} <= KNOWN
    steps = dict(words)
    assert re.fullmatch(r"python:3\.\d+-slim", steps["FROM"])
    assert PROJECT["requires-python"].lstrip(">=") <= steps["FROM"][7:11]
    assert steps["USER"] == "atlas"
    assert steps["ENTRYPOINT"].startswith("[")
    assert "CMD [" in steps["HEALTHCHECK"]
    assert "-c constraints.txt" in steps["RUN"]
    copied = {path for first, rest in words if first == "COPY" for path in rest.split()[:-1]}
    assert all((ROOT / path).exists() for path in copied)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    needed = {*wheel["packages"], *wheel["force-include"], PROJECT["readme"], *PROJECT["license-files"]}
    assert all(any(path == one or path.startswith(f"{one}/") for one in copied) for path in needed)


@pytest.mark.skipif(not shutil.which("docker"), reason="no container engine")
def test_an_engine_that_is_there_finds_nothing_wrong_with_it():
    done = subprocess.run(["docker", "build", "--check", str(ROOT)], capture_output=True, text=True, check=False)
    if "daemon" in done.stderr or "unknown flag" in done.stderr:
        pytest.skip("the container engine does not run, or knows no checks")
    assert done.returncode == 0, done.stderr


def test_the_recipe_serves_layers_that_an_export_has(atlas):
    recipe = yaml.safe_load((ROOT / "docs" / "pygeoapi.yml").read_text(encoding="utf-8"))
    for name, one in recipe["resources"].items():
        (provider,) = one["providers"]
        assert (provider["table"], provider["name"], provider["data"]) == (name, "SQLiteGPKG", "atlas.gpkg")
        assert provider["id_field"] in atlas[name].columns
