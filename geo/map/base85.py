r"""Bytes as text, for what a page carries: five signs for four bytes, where base64 takes five and a third.

The signs are all that ASCII can print but ``" ' ` \ < > & { }``, so that a text means nothing in HTML, in JSON or in a
template. Their order, and that a shorter end is filled up, is that of RFC 1924 as `base64.b85encode` has it.
``ofBase85`` of ``static/shared/blocks.js`` makes bytes of them again.
"""

from __future__ import annotations

import base64
import string
from typing import Final

import numpy as np

RFC_1924: Final = "!#$%&()*+-;<=>?@^_`{|}~"
SIGNS: Final = "!#$%,()*+-;.=/?@^_:[|]~"
"""What stands for those of RFC 1924 that are neither digits nor letters."""
_ALL: Final = f"{string.digits}{string.ascii_uppercase}{string.ascii_lowercase}{SIGNS}"
_DIGITS: Final = np.frombuffer(_ALL.encode(), np.uint8)
_PLACES: Final = np.array([85**4, 85**3, 85**2, 85, 1], np.uint32)
_THEIRS: Final = str.maketrans(SIGNS, RFC_1924)


def encode(content: bytes) -> str:
    """Return bytes as text; by columns of digits, as 30 MB of them take `base64.b85encode` ten seconds."""
    short = -len(content) % 4
    numbers = np.frombuffer(content + bytes(short), ">u4").astype(np.uint32)
    signs = np.stack([_DIGITS[numbers // place % 85] for place in _PLACES], axis=1).tobytes()
    return signs[: len(signs) - short].decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of a text.

    Raises
    ------
    ValueError
        When it is no such text.
    """
    return base64.b85decode(text.translate(_THEIRS))
