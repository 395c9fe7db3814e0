"""The page's scripts load in an order that is worked out from what they define and use."""

from __future__ import annotations

import graphlib
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from geo.map import assets, pictures
from geo.map.blocks import EARLY
from geo.map.layers import REMOTE
from geo.map.scripts import defined, needs, ordered, used

if TYPE_CHECKING:
    from pathlib import Path

ALONE = {"component.js", "connection.js", "face.js", "notebook.js"}
"""Scripts without the namespace: two of Streamlit's page, one of a notebook's, and the one that stands in the map page itself."""
TEXTS = {path: path.read_text(encoding="utf-8") for path in assets.STATIC.rglob("*.js")}


def planted(folder: Path, **scripts: str) -> Path:
    for name, text in scripts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_script_comes_after_what_it_uses(tmp_path: Path) -> None:
    scripts = {"a": "atlas.a = () => atlas.z();", "z": "const { y } = atlas; Object.assign(atlas, { z, x });"}
    folder = planted(tmp_path, **scripts, y="atlas.y = 1;", other="atlas.other = atlas.a;")
    assert ordered(folder, ["a.js"]) == ("y.js", "z.js", "a.js")


def test_what_may_be_missing_brings_no_script_along(tmp_path: Path) -> None:
    folder = planted(tmp_path, a="atlas.a = atlas.b ?? 1; atlas.c?.();", b="atlas.b = 1;", c="atlas.c = 1;")
    assert ordered(folder, ["a.js"]) == ("a.js",)


def test_a_circle_is_an_error(tmp_path: Path) -> None:
    folder = planted(tmp_path, a="atlas.a = () => atlas.b;", b="atlas.b = () => atlas.a;")
    with pytest.raises(graphlib.CycleError):
        ordered(folder, ["a.js"])


def test_every_name_on_atlas_is_defined_once_and_known() -> None:
    times = Counter(name for text in TEXTS.values() for name in defined(text))
    assert [name for name, n in times.items() if n > 1] == []
    assert {name for text in TEXTS.values() for name in used(text)} - set(times) == set()


def test_every_script_knows_the_types_of_atlas() -> None:
    typed = "(function (/** @type {Atlas.Namespace} */ atlas) {\n"
    plain = {name: text for name, text in TEXTS.items() if name.name not in ALONE}
    assert {name.name for name, text in plain.items() if typed not in text} == set()


def test_the_types_name_nothing_that_no_script_defines() -> None:
    types = (assets.STATIC / "atlas.d.ts").read_text(encoding="utf-8").partition("  interface Namespace {\n")[2]
    named = set(re.findall(r"^      (\w+)[:(<]", types.partition("\n    }\n")[0], re.MULTILINE))
    assert len(named) > 100
    made = {name for text in TEXTS.values() for name in {*defined(text), *re.findall(r"atlas\.(\w+) \?\?=", text)}}
    assert named - made == set()


def test_texts_of_events_and_places_are_reached_through_the_source_alone() -> None:
    direct = re.compile(r"\b(data|raw|payload|current|places)\.texts\b|events\.(title|date|where)\b")
    found = {path.name for path, text in TEXTS.items() if direct.search(text)}
    assert found - {"streamlit.js"} == set()  # there `texts` are those of a widget
    chunks = {path.name for path, text in TEXTS.items() if re.search(r"\.json\(|atlas\.blocks\(", text)}
    assert chunks == {"blocks.js", "data.js", "remote.js", "source.js"}


def test_no_text_of_a_script_goes_over_two_lines() -> None:
    """A page leaves out what stands before a line."""
    assert [path.name for path, text in TEXTS.items() if any(line.count("`") % 2 for line in text.splitlines())] == []


def test_types_are_no_asset() -> None:
    assert [name for name in assets.names() if name.endswith(".ts")] == []


def test_the_map_page_and_the_kiosk_carry_nothing_of_each_other() -> None:
    page, kiosk = assets.scripts("page/start.js"), assets.scripts("kiosk/kiosk.js", "kiosk/story.js")
    assert {name.partition("/")[0] for name in page} == {"shared", "map", "widgets", "page"}
    assert {name.partition("/")[0] for name in kiosk} == {"shared", "map", "kiosk"}


def test_every_script_is_part_of_a_face() -> None:
    entries = (
        "page/start.js",
        "kiosk/kiosk.js",
        "kiosk/story.js",
        "kiosk/staff.js",
        "kiosk/recording.js",
        "map/events.js",
        "map/arrows.js",
        "map/basemap.js",
        "widgets/streamlit.js",
        "site/search.js",
    )
    entries += (*pictures.SCRIPTS, REMOTE, EARLY)  # of faces with pictures, with an engine, and with a large dataset
    assert set(needs(assets.STATIC)) - set(assets.scripts(*entries)) == {
        "widgets/component.js",
        "widgets/connection.js",
        "widgets/notebook.js",
        "page/face.js",
    }


def test_a_page_carries_no_remark_for_editors_at_the_end_of_a_line() -> None:
    """Where a quotation mark follows, it may be a part of a text."""
    code = "".join(assets.carried(name) for name in assets.scripts("kiosk/kiosk.js"))
    assert re.findall(r"[;,{}] *// [^\"'`\n]*$", code, re.MULTILINE) == []
    assert assets.REMARKS.sub("", "x = 'a; // b';\ny(); // c") == "x = 'a; // b';\ny();"
