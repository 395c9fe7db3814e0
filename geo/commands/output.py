"""How commands write a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from geo import export
from geo.commands import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_page(path: Path, make: Callable[[], str]) -> None:
    """Make a page and write it, atomically; say its path and size."""
    with progress.shown() as step:
        step(f"making {path}")
        content = make().encode("utf-8")
        export.write_atomic(path, content)
    print(f"{path}: {len(content) / 1e6:.1f} MB", file=sys.stderr)  # noqa: T201
