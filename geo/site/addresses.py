"""Where pages are: as files of a folder, or as addresses of the app. Links are relative, from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTENTS: Final = "contents"
"""The page that leads to all others of its language."""
CHANGES: Final = "changes"
"""The page of what was corrected, where the dataset has a changelog."""
RECORDS: Final[Mapping[str, str]] = {
    "event": "events",
    "place": "places",
    "person": "persons",
    "body": "organizations",
    "group": "groups",
    "source": "sources",
}
"""Kind of a page -> the table whose records have such pages; stories stand in a file of their own."""
LISTED: Final[Mapping[str, str]] = {
    "years": "year",
    "countries": "country",
    "kinds": "kind",
    "stories": "story",
    "places": "place",
    "persons": "person",
    "groups": "group",
    "bodies": "body",
    "sources": "source",
}
"""Page that lists others -> the kind of those."""
ALONE: Final = (CONTENTS, *LISTED, "search", "method", CHANGES)
"""Kinds of which a language has one page."""


FEED: Final = "feed.xml"
KEPT: Final = "v"
"""Folder of the versions that were kept."""


@dataclass(frozen=True)
class Kept:
    """An earlier version of a site that stands beside it: how it is called, and the paths of its files within it."""

    version: str
    files: frozenset[str]

    @property
    def folder(self) -> str:
        """Its folder, below that of the site."""
        return f"{KEPT}/{self.version}"


class Page(NamedTuple):
    """A page of a language: its kind, and which of that kind; "" where there is one only."""

    kind: str
    id: str = ""

    @property
    def plain(self) -> str:
        """Its address without language and ending."""
        return f"{self.kind}/{self.id}" if self.id else self.kind


class Scheme(Protocol):
    """Where pages are and what lies beside them; addresses are relative to the `root` of a page."""

    @property
    def base(self) -> str:
        """Where all of it stands on the web, with a solidus at the end; "" where that is not known."""

    @property
    def names_itself(self) -> bool:
        """Whether a page without a `base` may call its relative address the one to keep: it has several."""

    @property
    def styles(self) -> Sequence[str]:
        """The style sheets of every page."""

    @property
    def scripts(self) -> Sequence[str]:
        """The scripts of the search."""

    @property
    def icon(self) -> str:
        """The sign of an atlas."""

    def address(self, page: Page, lang: str) -> str:
        """Return where a page is."""

    def root(self, page: Page) -> str:
        """Return what leads from a page to where addresses begin."""

    def view(self, params: Mapping[str, str]) -> str:
        """Return where the interactive map shows a view."""

    def download(self, name: str, lang: str) -> str:
        """Return where a download is."""

    def drawing(self, place: str) -> str:
        """Return where the map of a place is drawn."""

    def picture(self, name: str, size: int) -> str:
        """Return where a picture of the dataset is."""

    def feed(self, lang: str) -> str:
        """Return where the feed of what was corrected is."""

    def earlier(self, page: Page, lang: str) -> Sequence[tuple[str, str]]:
        """Return earlier versions that have a page, the newest first, and where it is in each."""


def template(scheme: Scheme) -> str:
    """Return where the page of a record is, from the root, with ``{kind}``, ``{id}`` and ``{lang}`` to be filled in."""
    return scheme.address(Page("{kind}", "{id}"), "{lang}")


@dataclass(frozen=True)
class Files:
    """Pages are files: they open from a disk, from any server of files, and under any path."""

    base: str = ""
    names_itself: bool = False
    styles: Sequence[str] = ("assets/fonts.css", "assets/site.css")
    scripts: Sequence[str] = ("assets/search.js",)
    icon: str = "assets/icon.svg"
    kept: Sequence[Kept] = ()

    def address(self, page: Page, lang: str) -> str:
        """Return the path of a page; only the first one of a language is called as servers look for it."""
        return f"{lang}/index.html" if page.kind == CONTENTS else f"{lang}/{page.plain}.html"

    def root(self, page: Page) -> str:
        """Return the way up to the folder of the site."""
        return "../../" if page.id else "../"

    def view(self, params: Mapping[str, str]) -> str:
        """Return the address of the map, which reads its view behind the #."""
        return f"map.html#{urlencode(params, safe=',')}"

    def download(self, name: str, lang: str) -> str:
        """Return the path of a download, which is in the first language of the site."""
        del lang
        return f"download/{name}"

    def drawing(self, place: str) -> str:
        """Return the path of a drawing."""
        return f"map/{place}.svg"

    def picture(self, name: str, size: int) -> str:
        """Return the path of a picture."""
        return f"media/{name}-{size}.webp"

    def feed(self, lang: str) -> str:
        """Return the path of a feed."""
        return f"{lang}/{FEED}"

    def earlier(self, page: Page, lang: str) -> Sequence[tuple[str, str]]:
        """Return the versions that were kept and have a page, and its path in each."""
        path = self.address(page, lang)
        return [(one.version, f"{one.folder}/{path}") for one in self.kept if path in one.files]


@dataclass(frozen=True)
class Routes:
    """Pages are addresses of the app, in a language that a parameter says.

    Attributes
    ----------
    assets
        Where the app has its scripts and style sheets.
    data
        Where it has the pictures of the dataset.
    """

    assets: str
    data: str
    base: str = ""
    names_itself: bool = True
    icon: str = "icon.svg"

    @property
    def styles(self) -> Sequence[str]:
        """Where the style sheets are."""
        return [f"{self.assets}/{name}" for name in ("fonts.css", "shared/tokens.css", "site/site.css")]

    @property
    def scripts(self) -> Sequence[str]:
        """Where the scripts of the search are."""
        return [f"{self.assets}/{name}" for name in ("shared/words.js", "folding.js", "site/search.js")]

    def address(self, page: Page, lang: str) -> str:
        """Return the address of a page."""
        return f"{page.plain}?lang={lang}"

    def root(self, page: Page) -> str:
        """Return the way up to the app."""
        return "../" if page.id else ""

    def view(self, params: Mapping[str, str]) -> str:
        """Return the address of the app, which reads its view behind the ?."""
        return f"./?{urlencode(params, safe=',')}"

    def download(self, name: str, lang: str) -> str:
        """Return the address of a download."""
        return f"download/{name}?lang={lang}"

    def drawing(self, place: str) -> str:
        """Return the address of a drawing."""
        return f"drawing/{place}.svg"

    def picture(self, name: str, size: int) -> str:
        """Return the address of a picture."""
        return f"{self.data}/media/{name}-{size}.webp"

    def feed(self, lang: str) -> str:
        """Return the address of a feed."""
        return f"{FEED}?lang={lang}"

    def earlier(self, page: Page, lang: str) -> Sequence[tuple[str, str]]:
        """Return none: the app has the present version only."""
        del page, lang
        return ()
