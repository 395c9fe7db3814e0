"""Control characters, which no dataset may hold."""

from __future__ import annotations

import operator
import re
from itertools import chain

PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
"""Control characters and what Unicode has to show them by."""
_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, PICTURES)))}]")


def visible(records: list[tuple[str, ...]]) -> int:
    """Put a picture for each control character; return how many cells changed."""
    if not _CONTROL.search("".join(chain.from_iterable(records))):
        return 0
    shown = [tuple(cell.translate(PICTURES) for cell in record) for record in records]
    changed: int = sum(map(operator.ne, chain.from_iterable(records), chain.from_iterable(shown)))
    records[:] = shown
    return changed
