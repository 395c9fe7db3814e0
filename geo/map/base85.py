r"""Bytes as text, for what a page carries: five signs for four bytes, where base64 takes five and a third.

The signs are all that ASCII can print but ``" ' ` \ < > & { }``, so that a text means nothing in HTML, in JSON or in a
template. Their order, and that a shorter end is filled up, is that of RFC 1924 as `base64.b85encode` has it.
``ofBase85`` of ``static/shared/blocks.js`` makes bytes of them again.
"""

from __future__ import annotations

import base64
from typing import Final

RFC_1924: Final = "!#$%&()*+-;<=>?@^_`{|}~"
SIGNS: Final = "!#$%,()*+-;.=/?@^_:[|]~"
"""What stands for those of RFC 1924 that are neither digits nor letters."""
_OURS: Final = str.maketrans(RFC_1924, SIGNS)
_THEIRS: Final = str.maketrans(SIGNS, RFC_1924)


def encode(content: bytes) -> str:
    """Return bytes as text."""
    return base64.b85encode(content).decode("ascii").translate(_OURS)


def decode(text: str) -> bytes:
    """Return the bytes of a text.

    Raises
    ------
    ValueError
        When it is no such text.
    """
    return base64.b85decode(text.translate(_THEIRS))
