"""The page's own files: Leaflet from its PyPI package, ours from ``geo/static``. No CDN.

A page either carries them (a saved file, a notebook) or links to where the app serves them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from branca.element import Element, Figure
from markupsafe import escape

from geo.i18n import LOCALES
from geo.map.scripts import ordered
from geo.view import words

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMENTS = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)
"""Whole lines of a script that are for its editors; a page that carries all its scripts is a sixth of them lighter."""
REMARKS = re.compile(r"(?<=[;,{}\[(]) *// [^\"'`\n]*$", re.MULTILINE)
"""The same at the end of a line; after a quotation mark it may be a part of a text, and stays."""
TYPES = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
"""What a type checker reads within a line."""
NOTES = re.compile(r"^[ \t]*/\*[^\n]*?\*/\n", re.MULTILINE)
"""Whole lines of a style sheet that are for its editors."""
ENDS = re.compile(r"(?<=[{};])\n")
"""Of lines of a style sheet."""
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
"""For editors too, as no text of a script goes over two lines."""
JOINED = re.compile(r"[0-9a-f]{16}\.(?:css|js)")
"""Names of what `joined` returns."""
STATIC = Path(__file__).parents[1] / "static"
LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"

LEAFLET_FILES = ("leaflet.css", "leaflet.js")
LAYER_STYLES = ("shared/tokens.css", "shared/card.css")
SHELL_STYLES = ("widgets/shell.css", "shared/skips.css")
TIMELINE_STYLES = ("widgets/timeline.css",)
PAGE_STYLES = (
    "shared/skips.css",
    "shared/button.css",
    *(
        f"page/{name}.css"
        for name in ("page", "chips", "small", "low", "legend", "search", "compare", "lens", "take", "story")
    ),
    *TIMELINE_STYLES,
    *(f"widgets/{name}.css" for name in ("facets", "choices", "lineage", "switches")),
)


def path(name: str) -> Path:
    """Return where an asset lies; a file of ours goes before one of Leaflet's."""
    ours = STATIC / name
    return ours if ours.is_file() else LEAFLET / name


def names() -> list[str]:
    """Return every asset that a linked page may ask for."""
    own = sorted(file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*") if file.suffix in (".js", ".css"))
    return [*LEAFLET_FILES, *own, *(f"images/{file.name}" for file in sorted((LEAFLET / "images").iterdir()))]


def scripts(*entries: str) -> tuple[str, ...]:
    """Return scripts of ours with all that they use, in the order in which they load."""
    return ordered(STATIC, entries)


@cache
def version() -> str:
    """Return 12 hexadecimal digits that change when any asset changes."""
    digest = hashlib.sha256()
    for name in names():
        digest.update(path(name).read_bytes())
    digest.update(json.dumps(words.tables()).encode("utf-8"))
    for messages in sorted(LOCALES.rglob("*.po")):
        digest.update(messages.read_bytes())
    return digest.hexdigest()[:12]


class Fixed(Element):  # type: ignore[misc]  # branca carries no types
    """Finished text for a figure.

    branca's own elements compile rendered text as a template once more, which would run what a
    dataset holds; this one never does.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Fixed"
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text as it is."""
        return self.text


def add(figure: Figure, wanted: Iterable[str], *, linked: list[str] | None = None) -> None:
    """Put assets into the head of a figure, each once; where a server has them, note them in a list instead."""
    for name in wanted:
        if linked is not None:
            linked.extend([name] if name not in linked else [])
        elif name not in figure.header._children:
            figure.header.add_child(Fixed(inline(name)), name=name)


def add_data(figure: Figure, name: str, json_text: str) -> None:
    """Put a block of data into the head of a figure, see `data`."""
    figure.header.add_child(Fixed(data(name, json_text)), name=name)


def data(name: str, json_text: str) -> str:
    """Return the tag that holds a block of data; `json_text` must be inert (`payload.dumps`)."""
    return f'<script type="application/json" id="{name}">{json_text}</script>'


def link(url: str) -> str:
    """Return the tag that loads a script or a style sheet from `url`."""
    if url.endswith(".css"):
        return f'<link rel="stylesheet" href="{escape(url)}">'
    return f'<script src="{escape(url)}"></script>'


def early(url: str) -> str:
    """Return the tag with which a browser asks for a script ahead of its use."""
    return f'<link rel="preload" as="script" href="{escape(url)}">'


def inline(name: str) -> str:
    """Return the tag that holds a script or a style sheet, as `add` puts it into a page."""
    if name.endswith(".css"):
        return f"<style>\n{_embed_images(carried(name))}</style>"
    return f"<script>\n{carried(name)}</script>"


def carried(name: str) -> str:
    """Return a script or a style sheet as readers get it: without what is for its editors."""
    file = path(name)
    text = file.read_text(encoding="utf-8")
    if name.endswith(".css"):
        return ENDS.sub("", INDENT.sub("", NOTES.sub("", text)))
    if file.is_relative_to(STATIC):
        for read in (COMMENTS, REMARKS, TYPES, INDENT):
            text = read.sub("", text)
    return text.replace("//# sourceMappingURL", "// map:")


@dataclass(frozen=True, slots=True)
class Joined:
    """Scripts or style sheets as one file of a server.

    Attributes
    ----------
    name
        Changes with its content.
    text
        All of them, in their order; before each stands its name, for who reads where an error was.
    """

    name: str
    text: str


@cache
def joined(names: tuple[str, ...]) -> Joined:
    """Return scripts, or style sheets, as one file; what they say of others is relative to the address of `names`."""
    suffix = Path(names[0]).suffix
    text = "".join(f"/* {name} */\n{carried(name)}\n" for name in names)
    text = f'"use strict";\n{text}' if suffix == ".js" else text  # of a script its first line alone says that
    return Joined(f"{hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}{suffix}", text)


def _embed_images(css: str) -> str:
    """Replace Leaflet's image addresses by the images themselves."""

    def embed(match: re.Match[str]) -> str:
        image = base64.b64encode((LEAFLET / match[1]).read_bytes()).decode()
        return f"url(data:image/png;base64,{image})"

    return re.sub(r"url\((images/[\w.-]+\.png)\)", embed, css)
