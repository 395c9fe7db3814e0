"""What a terminal shows of work that takes long: at which step it is, how far, and since when.

Only this module knows the display: the library takes a callable that is told each step before it starts.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geo.commands.console import QUIET
from geo.loading import load
from geo.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.dataset.read import Source
    from geo.model import Atlas

DELAY: Final = 1.0
"""Seconds before anything is shown: most work is done by then."""
EVERY: Final = 0.2
"""Seconds between two drawings."""
STEP: Final = "{desc} [{elapsed}]"
COUNTED: Final = "{desc} {percentage:3.0f}% |{bar}| {n_fmt} of {total_fmt} [{elapsed}]"


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Callable[..., None]]:
    """Yield what takes each step, and how much of how much of it is done, to be drawn on stderr if it is a terminal.

    Nothing is drawn when `quiet`, nor within the first second, and nothing stays of it.
    """
    if quiet or QUIET.get() or not sys.stderr.isatty():
        yield lambda _step, _done=0, _total=0: None
        return
    display = _Display()
    try:
        yield display.begin
    finally:
        display.close()


def loaded(source: Source) -> Atlas:
    """Read and validate a dataset as `geo.load` does, showing each table and each check."""
    with shown() as step:
        return load(source, step)


class _Display:
    """The line of a terminal; it is drawn by a thread of its own, since one step may take long."""

    def __init__(self) -> None:
        self._now = ("", 0, 0)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)
        self._thread.start()

    def begin(self, step: str, done: int = 0, total: int = 0) -> None:
        """Take a step that begins, or how much of it is done."""
        self._now = (step, done, total)

    def close(self) -> None:
        """Take the line away."""
        self._done.set()
        self._thread.join()

    def _draw(self) -> None:
        if self._done.wait(DELAY):
            return
        from tqdm import tqdm  # noqa: PLC0415 - what is quick does without

        first = plain(self._now[0])
        with tqdm(desc=first, file=sys.stderr, leave=False, bar_format=STEP, dynamic_ncols=True) as bar:
            bar.start_t -= DELAY
            while True:
                step, bar.n, total = self._now
                bar.total, bar.bar_format = total or None, COUNTED if total else STEP
                bar.set_description_str(plain(step))
                if self._done.wait(EVERY):
                    return
