"""Zip files as a curator could hand them in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Member = tuple[str | zipfile.ZipInfo, bytes]


def zipped(members: Iterable[Member], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of some members in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()
