"""A page as a reader without scripts has it: its elements, its text, and what machines read in it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from tinyhtml5.parser import HTMLParser as Strict


class Read(HTMLParser):
    """Elements with their attributes, texts, and the JSON-LD of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        self._within = self.elements[-1][1].get("type", tag) if tag in ("script", "style") else ""

    def handle_endtag(self, _tag: str) -> None:
        """Be in the text again."""
        self._within = ""

    def handle_data(self, data: str) -> None:
        """Keep what stands there."""
        if self._within:
            self.raw[self._within] = data
        else:
            self.text += data

    def of(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a name that has some of them."""
        return [found for name, found in self.elements if name == tag and attributes.items() <= found.items()]

    @property
    def links(self) -> list[str]:
        """Addresses that a reader can follow, or that the page is made of."""
        own = [
            one for tag, one in self.elements if not (tag == "link" and one.get("rel") in ("canonical", "alternate"))
        ]
        return [one[name] for one in own for name in ("href", "src") if name in one]

    @property
    def ids(self) -> list[str]:
        """Names of its elements."""
        return [one["id"] for _, one in self.elements if "id" in one]

    @property
    def data(self) -> dict[str, Any]:
        """What machines read."""
        return json.loads(self.raw["application/ld+json"])


def errors(html: str) -> list[str]:
    """Return what a parser that follows the standard has to mend."""
    parser = Strict()
    parser.parse(html)
    return [f"{position}: {code}" for position, code, _ in parser.errors]
