"""Links of plain pages, followed in a folder."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.html import Read


def broken(site: Path, name: str, one: Read) -> Iterator[str]:
    """Yield links of a page that lead to no file, or to nothing in it."""
    for link in one.links:
        parts = urlsplit(link)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        )
        if not (site / target).is_file() or (not parts.path and parts.fragment not in one.ids):
            yield link
