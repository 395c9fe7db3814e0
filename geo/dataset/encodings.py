"""From bytes to text: UTF-8 is expected, other encodings are recognised and named.

What can be read is read, so that one wrong byte does not hide what else is wrong: UTF-16 is known by
its first bytes, and of another encoding the bytes that are not UTF-8 stay in the text as lone
surrogates, by which `is_damaged` knows the rows that have them.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from geo.model import Problem

FIX = "save the file as UTF-8"
MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""First bytes that belong to another encoding than UTF-8; the codec takes them off."""
CYRILLIC: Final = "windows-1251"
WESTERN: Final = "windows-1252"
LIKELY: Final = ("windows-1250", CYRILLIC, WESTERN)
"""What text that is not UTF-8 may be; the first is central European."""
_CYRILLIC = re.compile(rb"[\xc0-\xff]{3}")
"""Three letters of the upper half in a row are a Russian word in Windows-1251, and nothing in Windows-1252."""
_DAMAGED = re.compile("[\ud800-\udfff]")
_SHOWN = 24


def decode(name: str, content: bytes) -> tuple[str, Problem | None]:
    """Return the text of a file without a byte order mark, and what is wrong with its encoding."""
    known = wide(content)
    if known:
        text = content.decode(known, "replace").removeprefix("\ufeff")
        return text, Problem(name, "", "", "", "is UTF-16, not UTF-8", FIX)
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        start = error.start + (3 if content.startswith(codecs.BOM_UTF8) else 0)
    line = content.count(b"\n", 0, start) + 1
    shown, encoding = _guess(content, start)
    why = f"byte {start} is not UTF-8; the file is probably {encoding}"
    return content.decode("utf-8-sig", "surrogateescape"), Problem(name, str(line), "", shown, why, FIX)


def is_damaged(text: str) -> bool:
    """Say whether a text holds bytes that were not UTF-8."""
    return not text.isascii() and _DAMAGED.search(text) is not None


def wide(content: bytes) -> str:
    """Return which UTF-16 a file is, by its mark, or by a NUL for every second byte of plain letters."""
    if content[:2] in MARKS:
        return MARKS[content[:2]]
    head = content[:1000]
    counts = {"utf-16-be": head[::2].count(0), "utf-16-le": head[1::2].count(0)}
    likely = max(counts, key=lambda encoding: counts[encoding])
    return likely if counts[likely] * 4 > len(head) else ""


def _guess(content: bytes, start: int) -> tuple[str, str]:
    """Return what stands around a byte in the encoding that the file probably has, and its name."""
    encoding = CYRILLIC if _CYRILLIC.search(content) else WESTERN
    first = content.rfind(b"\n", 0, start) + 1
    around = content[max(first, start - _SHOWN) : start + _SHOWN].splitlines()
    return around[0].decode(encoding, "replace"), encoding.capitalize()
