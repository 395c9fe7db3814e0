"""The dataset as the running app sees it: the last good one, shared by pages and routes."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.app import heap
from geo.app.snapshot import Snapshot
from geo.dataset import media
from geo.dataset.basemap import FOLDER
from geo.engine.sources import engine_of, named, shown_by
from geo.errors import DataError
from geo.model import Problem
from geo.report import check
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.engine import Engine

LOG = logging.getLogger(__name__)
LOOK_AFTER = 2.0
"""Seconds between two looks at the folder; a file must be the same in two of them to be read."""
LOGGED = 20
"""Problems of one version that go to the log; the status page has all."""

Stamp = tuple[tuple[str, bool, int, int], ...]
"""Name, whether it is a folder, time of change and size of every file of a dataset."""


@dataclass
class Store:
    """Keeps the last good dataset; a changed folder replaces it only when it validates.

    Visitors never wait for a changed folder to be read: one thread reads it while they see the last
    good dataset. Only who comes before the first reading is over waits for it.
    """

    source: Path | str
    """A folder, a zip file, or the address of a database."""
    replaced: Callable[[], None] = lambda: None
    """Is called when another dataset has taken the place of the one shown."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the source as last read, warnings and faulty kiosks too."""
    _snapshot: Snapshot | None = None
    _shown: Stamp | None = None
    _read: Stamp | None = None
    _seen: Stamp | None = None
    _looked: float = float("-inf")
    _loader: threading.Lock = field(default_factory=threading.Lock)

    @property
    def called(self) -> str:
        """The source as a log may name it: the address of a database holds a password."""
        return "a database" if isinstance(self.source, str) else str(self.source)

    def current(self) -> Snapshot | None:
        """Return the last good dataset, or None when there never was one; `problems` says why."""
        if self._read is None:
            self.look()
        elif time.monotonic() - self._looked > LOOK_AFTER and not self._loader.locked():
            self._looked = time.monotonic()
            threading.Thread(target=self.look, daemon=True).start()
        return self._snapshot

    @property
    def read(self) -> bool:
        """Whether the source was read at least once; then `current` waits for nothing."""
        return self._read is not None

    @property
    def differs(self) -> bool:
        """Whether the folder, when it was last looked at, was not what visitors see."""
        return self._snapshot is None or self._shown != self._seen

    def look(self) -> None:
        """Look at the folder, and read it when it has changed and is at rest; one look at a time."""
        waits = self._read is None
        if not self._loader.acquire(blocking=waits):
            return
        try:
            if waits and self._read is not None:
                return  # another visitor has done it meanwhile
            self._take()
        finally:
            self._looked = time.monotonic()
            self._loader.release()

    def _take(self) -> None:
        stamp = self._stamp()
        rests = stamp == self._seen or self._read is None
        self._seen = stamp
        if stamp == self._read or not rests:
            return
        snapshot, problems = self._load()
        if self._stamp() != stamp and self._read is not None:
            return  # somebody is still writing; what was read may be half old and half new
        self.problems, self._read = problems, stamp
        if snapshot is not None:
            self._snapshot, self._shown = snapshot, stamp
            self.replaced()
        self._log(bad=snapshot is None)

    def _load(self) -> tuple[Snapshot | None, tuple[Problem, ...]]:
        try:
            if (engine := _engine(self.source)) is not None:
                return _behind(engine), ()
            report = check(Path(self.source))
            atlas = report.atlas
            if not report.usable:
                return None, report.problems
            return Snapshot(atlas, join(atlas.places, atlas.events, atlas["dated_by"])), report.problems
        except DataError as error:  # an engine of another version, or one that does not answer
            return None, tuple(one for one in error.problems if isinstance(one, Problem))
        except Exception as error:
            LOG.exception("the dataset in %s could not be read", self.called)
            why = f"could not be read ({type(error).__name__})"
            return None, (Problem(Path(self.called).name, "", "", "", why, "see the log of the server"),)

    def _log(self, *, bad: bool) -> None:
        """Write to the log, once for each version of the folder."""
        listed = "\n".join(str(problem) for problem in self.problems[:LOGGED])
        more = f"\nand {len(self.problems) - LOGGED} more" if len(self.problems) > LOGGED else ""
        if bad:
            stays = "the last good one stays" if self._snapshot else "there is nothing to show until it is mended"
            LOG.warning("the dataset in %s has faults; %s:\n%s%s", self.called, stays, listed, more)
        elif self.problems:
            LOG.warning("the dataset in %s is shown, but:\n%s%s", self.called, listed, more)
        else:
            LOG.info("the dataset in %s is shown", self.called)

    def _stamp(self) -> Stamp:
        if isinstance(self.source, str):
            return _loaded(self.source) or self._read or ()
        return tuple(one for name in ("", FOLDER, media.FOLDER) for one in _entries(self.source / name))


def _engine(source: Path | str) -> Engine | None:
    """Return the engine of a dataset that has one; what cannot be looked at has none."""
    try:
        return engine_of(source)
    except OSError:
        return None


def _behind(engine: Engine) -> Snapshot:
    """Return an engine as the app shows it; what it has was checked when it was written."""
    atlas = engine.skeleton
    return Snapshot(atlas, join(atlas.places, atlas.events, atlas["dated_by"]), engine=engine)


def _loaded(address: str) -> Stamp:
    """Return what tells one dataset of a database from another; nothing of a database that does not answer."""
    try:
        return ((shown_by(address), True, 0, 0),)
    except DataError:
        return ()


def _entries(source: Path) -> Stamp:
    """Return what tells one state of a folder or zip from another; nothing of what cannot be looked at."""
    try:
        return tuple(sorted(_entry(path) for path in (source.iterdir() if source.is_dir() else (source,))))
    except OSError:
        return ()


def _entry(path: Path) -> tuple[str, bool, int, int]:
    try:
        found = path.stat()
    except OSError:
        return path.name, False, -1, -1
    if path.is_dir():
        return path.name, True, 0, 0
    return path.name, False, found.st_mtime_ns, found.st_size


@cache
def shared() -> Store:
    """Return the store that the routes and every visit of this process share."""
    return Store(named(), heap.settle)
