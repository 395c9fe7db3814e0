"""What commands say, and how they write a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from geo import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_page(path: Path, make: Callable[[], str]) -> None:
    """Make a page and write it, atomically; say its path and size, in a terminal also that it is being made."""
    if sys.stderr.isatty():  # a kiosk takes many seconds
        print(f"making {path} ...", file=sys.stderr, flush=True)  # noqa: T201 - a command line prints
    content = make().encode("utf-8")
    export.write_atomic(path, content)
    print(f"{path}: {len(content) / 1e6:.1f} MB", file=sys.stderr)  # noqa: T201


def plain(text: str) -> str:
    """Return a text of a dataset as one line that cannot steer a terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
