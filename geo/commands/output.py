"""How commands write a file, and where it goes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo import export
from geo.commands import console, progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from geo.map.pictures import Plan
    from geo.model import Atlas

STDOUT: Final = Path("-")
MOST = 1000
"""Megabytes of pictures in one file."""


def write(path: Path, content: str | bytes | Callable[[], Iterable[bytes]]) -> None:
    """Replace a file whole (`geo.export.write_atomic`); ``-`` is stdout, for a pipe."""
    if path != STDOUT:
        export.write_atomic(path, content)
        return
    sys.stdout.flush()
    whole = content.encode("utf-8") if isinstance(content, str) else content
    sys.stdout.buffer.writelines([whole] if isinstance(whole, bytes) else whole())


def write_page(path: Path, make: Callable[[], str]) -> None:
    """Make a page and write it, atomically; say its path and size."""
    with progress.shown() as step:
        step(f"making {path}")
        content = make().encode("utf-8")
        write(path, content)
    console.say(f"{path}: {len(content) / 1e6:.1f} MB")


def add_budget(command: argparse.ArgumentParser) -> None:
    """Add the option that says how much all pictures of a file may have."""
    text = "how much all pictures of the file may have together; larger ones are made smaller, or left out (20)"
    command.add_argument("--media-budget", type=megabytes, default=20.0, metavar="MB", help=text)


def megabytes(text: str) -> float:
    """Return an amount of megabytes that is no less than nothing and no more than a browser opens."""
    value = float(text)
    if not 0 <= value <= MOST:
        raise ValueError(text)
    return value


def carried(atlas: Atlas, budget: float) -> Plan:
    """Return the pictures that fit into a budget of megabytes; say what does not."""
    from geo.map import pictures  # noqa: PLC0415 - the other commands do without Folium

    with progress.shown() as step:
        step("making pictures small")
        made = pictures.plan(atlas, int(budget * 1e6))
    for sentence in made.said():
        console.say(sentence)
    return made
