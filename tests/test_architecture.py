"""Imports inside `geo` point one way: a module may import only the layers listed above its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

GEO = Path(__file__).parents[1] / "geo"
LAYERS = [
    {"cache", "wording"},
    {"errors"},
    {"model"},
    {"i18n"},
    {"dates"},
    {"dataset"},
    {"checks"},
    {"view"},
    {"loading", "report"},
    {"export"},
    {"public"},
    {"imports"},
    {"map"},
    {"engine"},
    {"site"},
    {"app"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
FACADE = "geo"
"""The package itself: whoever imports a name from it imports everything in it."""
ONLY_IN = {
    "streamlit": {"app"},
    "starlette": {"app"},
    "folium": {"map"},
    "branca": {"map"},
    "tqdm": {"commands"},
    "duckdb": {"engine"},
    "psycopg": {"engine"},
}
LEVEL = {module: level for level, layer in enumerate([*LAYERS, {FACADE}]) for module in layer}
BELOW_FACADE = {"cli", "__main__"}
"""Modules that the façade does not import, so that they may use it."""


def modules(geo: Path) -> list[Path]:
    """Return every module, those of sub-packages too, but not the façade."""
    return sorted(path for path in geo.rglob("*.py") if path != geo / "__init__.py")


def module(path: Path, geo: Path) -> str:
    """Return the first part of the path under `geo`: a module, or the sub-package it lives in."""
    return path.relative_to(geo).parts[0].removesuffix(".py")


def imported(path: Path, geo: Path) -> set[str]:
    """Return the modules and libraries that a file imports anywhere, also only for its types."""
    names: set[str] = set()
    for node in imports(path.read_text(encoding="utf-8")):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        else:
            base = absolute(node, path, geo)
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return {first(name) for name in names}


@cache
def imports(code: str) -> list[ast.Import | ast.ImportFrom]:
    """Return the statements of a module that import something."""
    return [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)]


def absolute(node: ast.ImportFrom, path: Path, geo: Path) -> str:
    """Return the dotted name of the module of a ``from`` import, also of a relative one."""
    package = ["geo", *path.relative_to(geo).parts[:-1]]
    base = package[: len(package) - node.level + 1] if node.level else []
    return ".".join([*base, *([node.module] if node.module else [])])


def first(name: str) -> str:
    """Return the module of a dotted name inside `geo`, else the library it belongs to."""
    library, _, rest = name.partition(".")
    inside = rest.split(".")[0]
    if library != "geo":
        return library
    return inside if inside in LEVEL else FACADE


def upward(path: Path, geo: Path) -> set[str]:
    """Return what a module imports though it stands on the same layer or below."""
    own = module(path, geo)
    allowed = {own} | ({FACADE} if own in BELOW_FACADE else set())
    return {name for name in imported(path, geo) if LEVEL.get(name, -1) >= LEVEL[own]} - allowed


def inside(geo: Path) -> dict[str, dict[str, set[str]]]:
    """Return for each folder which of its modules and sub-packages import which others of them."""
    graphs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    modules = {dotted(path, geo) for path in geo.rglob("*.py")}
    for path in geo.rglob("*.py"):
        own = dotted(path, geo).split(".")
        for node in imports(path.read_text(encoding="utf-8")):
            base = "" if isinstance(node, ast.Import) else absolute(node, path, geo)
            for name in (f"{base}.{alias.name}".lstrip(".") for alias in node.names):
                other = (name if name in modules else name.rpartition(".")[0]).split(".")
                fork = next((i for i, (one, two) in enumerate(zip(own, other, strict=False)) if one != two), 0)
                if fork and ".".join(other) in modules:
                    graphs[".".join(own[:fork])][own[fork]].add(other[fork])
    return graphs


def dotted(path: Path, geo: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(["geo", *path.relative_to(geo).with_suffix("").parts]).removesuffix(".__init__")


def circles(geo: Path) -> dict[str, list[str]]:
    """Return for each folder a circle of imports among its modules and sub-packages, where there is one."""
    found = {}
    for folder, graph in inside(geo).items():
        try:
            list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            found[folder] = error.args[1]
    return found


def strangers(path: Path, geo: Path) -> set[str]:
    """Return the heavy libraries that a module imports outside of their home."""
    return {lib for lib, homes in ONLY_IN.items() if lib in imported(path, geo) and module(path, geo) not in homes}


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("map/page.py", "from geo.app import site", "app"),
        ("map/page.py", "import geo.cli", "cli"),
        ("map/page.py", "from ..app import site", "app"),
        ("map/page.py", "from .. import cli", "cli"),
        ("map/deep/er.py", "from ...app.site import run", "app"),
        ("map/page.py", "from geo import Atlas", FACADE),
        ("view/join.py", "def f():\n    from geo import export", "export"),
        (
            "model.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from geo.loading import load",
            "loading",
        ),
        ("dataset/assemble.py", "from .. import view", "view"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, file: str, text: str, found: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"import json\nfrom geo import errors\n{text}\n", encoding="utf-8")
    assert modules(tmp_path) == [path]
    assert upward(path, tmp_path) == {found}


@pytest.mark.parametrize("text", ["import folium.raster_layers", "from streamlit import text", "import branca as b"])
def test_a_planted_library_is_found(tmp_path: Path, text: str) -> None:
    path = tmp_path / "export.py"
    path.write_text(f"def f():\n    {text}\n", encoding="utf-8")
    assert len(strangers(path, tmp_path)) == 1


@pytest.mark.parametrize(
    ("planted", "folder"),
    [
        ({"map/a.py": "from geo.map import b", "map/b.py": "from geo.map.a import x"}, "geo.map"),
        ({"map/a.py": "from . import b", "map/b.py": "import geo.map.a"}, "geo.map"),
        (
            {
                "imports/f/a.py": "from geo.imports.v.b import x",
                "imports/v/b.py": "import geo.imports.f.c",
                "imports/f/c.py": "",
            },
            "geo.imports",
        ),
    ],
)
def test_a_planted_circle_is_found(tmp_path: Path, planted: dict[str, str], folder: str) -> None:
    for file, text in planted.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert list(circles(tmp_path)) == [folder]


def test_imports_inside_a_folder_point_one_way_too() -> None:
    """Neither modules nor sub-packages of a folder import each other in a circle."""
    assert len(inside(GEO)) >= 10
    assert circles(GEO) == {}


def test_imports_point_one_way() -> None:
    """A module without a layer is to be added to `LAYERS`."""
    assert [path for path in modules(GEO) if module(path, GEO) not in LEVEL] == []
    assert {path: found for path in modules(GEO) if (found := upward(path, GEO))} == {}


def test_heavy_libraries_stay_in_their_home() -> None:
    assert {path: found for path in modules(GEO) if (found := strangers(path, GEO))} == {}


def test_every_layer_is_a_module_that_exists() -> None:
    """A layer whose module was renamed would guard nothing."""
    assert {module(path, GEO) for path in modules(GEO)} == set().union(*LAYERS)


def test_the_facade_imports_neither_map_nor_app() -> None:
    """``import geo`` in a script loads no Folium and no Streamlit."""
    assert imported(GEO / "__init__.py", GEO) & {"map", "app", "cli", *ONLY_IN} == set()
