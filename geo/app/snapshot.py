"""One version of the dataset as the running app shows it, and what is made of it once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.app import heap
from geo.app.content import Content, room
from geo.app.headers import scripts
from geo.cache import Cache
from geo.dataset import kiosks, settings
from geo.dataset.translate import localize
from geo.map import assets, blocks
from geo.map.encoding import name_of
from geo.map.kiosk import kiosk_page
from geo.map.page import page
from geo.map.pictures import contents
from geo.site.addresses import Routes, template
from geo.site.chosen import has_all
from geo.view import filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from geo.dataset.translate import Localized
    from geo.engine import Engine
    from geo.map.assets import Joined
    from geo.map.page import Page
    from geo.model import Atlas
    from geo.site.edition import Edition
    from geo.view.query import Query

KIOSKS = 200_000_000
"""Bytes of kiosks' pages that are kept, in gzip: 260 of the published data, each half a second to make."""
FILES = 32_000_000
"""Bytes of downloads of the whole dataset that are kept."""
TOLD = 64_000_000
"""Bytes of an engine's answers that are kept: of three million events those for a hundred choices."""


@dataclass(frozen=True, slots=True)
class Served:
    """The map page in a language, and what lies beside it: addresses below ``data/<version>/`` -> bytes in gzip."""

    html: Content
    data: Mapping[str, bytes]


@dataclass(frozen=True)
class Snapshot:
    """One good version of the dataset and what is made of it once."""

    atlas: Atlas
    events: gpd.GeoDataFrame
    loaded: datetime = field(default_factory=lambda: datetime.now(tz=UTC))
    kiosk_pages: Cache[Content] = field(default_factory=lambda: room(KIOSKS))
    files: Cache[Content] = field(default_factory=lambda: room(FILES))
    pages: Cache[Served] = field(default_factory=Cache)
    linked: dict[str, Content] = field(default_factory=dict)
    """Script and style sheet of the pages that were made, by their names; they are the same in every language."""
    editions: Cache[Edition] = field(default_factory=Cache)
    plain_pages: Cache[Content] = field(default_factory=lambda: room(FILES))
    told: Cache[Content] = field(default_factory=lambda: room(TOLD))
    """What an engine has answered."""
    _localized: Cache[Localized] = field(default_factory=Cache)
    engine: Engine | None = None
    """Has the events; then `atlas` is its skeleton."""

    @cached_property
    def version(self) -> str:
        """Changes with the data, with what lies beside the tables, and with the page's own files."""
        digest = hashlib.sha256()
        for name, content in sorted(self.atlas.files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"{self.atlas.version}-{digest.hexdigest()[:6]}-{assets.version()}"

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """The files of pictures, by the names that pages have for them."""
        return {name_of(content): content for content in contents(self.atlas).values()}

    @cached_property
    def axis(self) -> tuple[int, int]:
        """The first and last year of the time axis."""
        return settings.of(self.atlas).axis

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the dataset, the one that readers begin in first."""
        return settings.of(self.atlas).languages

    def page(self, lang: str = "") -> Served:
        """Return the map page as served, made once for each language; its files are linked relative to it."""
        return self.pages.get(lang or self.languages[0], self._page)

    def _page(self, lang: str) -> Served:
        prefix = f"assets/{assets.version()}/"
        made = page(
            self.atlas,
            lang,
            asset_prefix=prefix,
            data_prefix=f"data/{self.version}/",
            stylesheets=[f"{prefix}fonts.css"],
            method="" if self.engine else f"method?lang={lang}",
            pages=template(Routes("", "")) if self.engine or has_all(self.atlas) else "",
            behind=self.engine.events if self.engine else None,
        )
        html, data = _content(made), made.events.payload
        self.linked.update({one.name: _joined(one) for one in made.files})
        return Served(html, {address: data.blocks[kind][at] for address, kind, at in blocks.addresses(data)})

    def localized(self, lang: str) -> Localized:
        """Return the dataset in a language, made once."""
        return self._localized.get(lang, self._localize)

    def _localize(self, lang: str) -> Localized:
        made = localize(self.atlas, lang)
        heap.more()
        return made

    def picked(self, query: Query) -> gpd.GeoDataFrame:
        """Return what the text and the focus of a query leave."""
        return filters.picked(self.events, query, self.atlas)

    def kiosk(self, name: str) -> Content:
        """Return the page of a kiosk, made once; raises DataError when there is none or it is faulty."""
        return self.kiosk_pages.get(name, self._kiosk)

    def _kiosk(self, name: str) -> Content:
        fonts = f"../assets/{assets.version()}/fonts.css"
        return _content(kiosk_page(self.atlas, kiosks.find(self.atlas, name), stylesheets=[fonts]))


@cache
def _joined(file: Joined) -> Content:
    """Return a file of a page, packed once for all languages."""
    return Content.of(file.text.encode("utf-8"))


def _content(made: Page) -> Content:
    html = made.html().encode("utf-8")
    return Content.of(html, scripts(html))
