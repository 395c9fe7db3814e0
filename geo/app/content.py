"""Bodies of answers as they are sent: compressed once, and kept in memory."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from geo.cache import Cache

LEVEL = 6
"""Of gzip: the next steps take twice the time for one hundredth of the bytes."""


@dataclass(frozen=True)
class Content:
    """A body as it is sent; it is compressed once, where that helps, and not for every answer.

    Attributes
    ----------
    sent
        Its bytes, in gzip when `packed`.
    scripts
        Of a page: its inline scripts, as a Content-Security-Policy names them.
    """

    sent: bytes
    packed: bool
    scripts: str = ""

    @classmethod
    def of(cls, body: bytes, scripts: str = "") -> Content:
        """Return a body in the smaller of its two forms."""
        small = gzip.compress(body, LEVEL, mtime=0)
        smaller = len(small) < len(body)
        return cls(small if smaller else body, packed=smaller, scripts=scripts)

    @property
    def body(self) -> bytes:
        """The bytes as they were made."""
        return gzip.decompress(self.sent) if self.packed else self.sent


def room(limit: int) -> Cache[Content]:
    """Return room for bodies of so many bytes, as they are sent."""
    return Cache(limit, lambda content: len(content.sent))
