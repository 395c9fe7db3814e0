"""The dataset as the running app sees it: the last good one, shared by pages and routes."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo import kiosks
from geo.errors import DataError
from geo.i18n import DEFAULT
from geo.join import join
from geo.load import default_folder, load
from geo.map import assets
from geo.map.kiosk import kiosk_page
from geo.map.page import page
from geo.translate import localized

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from geo.model import Atlas
    from geo.translate import Localized

LOG = logging.getLogger(__name__)
KIOSKS = 8
"""Pages of kiosks that are kept; a page takes a moment to make and a megabyte to hold."""
LOOK_AFTER = 2.0
"""Seconds between two looks at the folder."""


@dataclass(frozen=True)
class Snapshot:
    """One good version of the dataset and what is made of it once."""

    atlas: Atlas
    events: gpd.GeoDataFrame
    _kiosks: dict[str, bytes] = field(default_factory=dict)
    _pages: dict[str, bytes] = field(default_factory=dict)
    _spoken: dict[str, Localized] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """Changes with the data and with the page's own files."""
        return f"{self.atlas.version}-{assets.version()}"

    def page(self, lang: str = DEFAULT) -> bytes:
        """Return the map page as served, made once for each language; its files are linked relative to it."""
        if lang not in self._pages:
            prefix = f"assets/{assets.version()}/"
            made = page(self.atlas, lang, asset_prefix=prefix, stylesheets=[f"{prefix}fonts.css"])
            self._pages[lang] = made.html().encode("utf-8")
        return self._pages[lang]

    def spoken(self, lang: str) -> Localized:
        """Return the dataset in a language, made once."""
        if lang not in self._spoken:
            self._spoken[lang] = localized(self.atlas, lang)
        return self._spoken[lang]

    def kiosk(self, name: str) -> bytes:
        """Return the page of a kiosk, made once; raises DataError when there is none or it is faulty."""
        if name not in self._kiosks:
            while len(self._kiosks) >= KIOSKS:
                self._kiosks.pop(next(iter(self._kiosks)), None)
            fonts = f"../assets/{assets.version()}/fonts.css"
            page = kiosk_page(self.atlas, kiosks.find(self.atlas, name), stylesheets=[fonts])
            self._kiosks[name] = page.html().encode("utf-8")
        return self._kiosks[name]


@dataclass
class Store:
    """Keeps the last good dataset; a changed folder replaces it only when it validates."""

    folder: Path
    problems: tuple[object, ...] = ()
    _snapshot: Snapshot | None = None
    _stamp: tuple[tuple[str, int, int], ...] = ()
    _looked: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> Snapshot | None:
        """Return the last good dataset, or None when there never was one; `problems` says why."""
        with self._lock:
            if time.monotonic() - self._looked > LOOK_AFTER:
                self._look()
            return self._snapshot

    def _look(self) -> None:
        self._looked = time.monotonic()
        stamp = self._read_stamp()
        if stamp == self._stamp and (self._snapshot or self.problems):
            return
        self._stamp = stamp
        try:
            atlas = load(self.folder)
            self._snapshot = Snapshot(atlas, join(atlas.places, atlas.events))
            self.problems = ()
        except DataError as error:
            self.problems = error.problems
            LOG.warning("the dataset in %s has faults; the last good one stays:\n%s", self.folder, error)

    def _read_stamp(self) -> tuple[tuple[str, int, int], ...]:
        try:
            files = sorted(path for path in self.folder.iterdir() if path.is_file())
            return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
        except OSError:
            return ()


@cache
def shared() -> Store:
    """Return the store that the routes and every visit of this process share."""
    return Store(default_folder())
