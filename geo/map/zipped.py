"""Bytes in gzip: what is small is packed as well as can be, what is large is packed soon."""

from __future__ import annotations

import gzip
from typing import Final

SMALL: Final = 4_000_000
"""Bytes of all that is packed together: up to here the hardest level takes a tenth of a second."""
HARD: Final = 9
SOON: Final = 2
"""At 4 it takes half as long again, at 6 two to three times as long, for what is 8 and 14 in a hundred smaller."""


def zipped(raw: bytes, *, whole: int | None = None, soon: int = SOON) -> bytes:
    """Return bytes in gzip, which are the same for the same bytes.

    Parameters
    ----------
    raw
        What is packed.
    whole
        How many bytes are packed with it, of which it is a part: by itself it is all.
    soon
        The level where there are many.
    """
    return gzip.compress(raw, HARD if (len(raw) if whole is None else whole) <= SMALL else soon, mtime=0)
