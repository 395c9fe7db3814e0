"""What verbs that make a page have in common: they write it, and say so."""

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
