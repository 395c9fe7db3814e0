"""How a payload stands in a page: its head as JSON, its blocks as texts in base85, or as addresses beside the page.

``static/shared/blocks.js`` reads both.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from geo.map import assets, base85, searching, tabling
from geo.map.chunks import packed
from geo.map.payload import COLUMNS, FIRST, dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Figure

    from geo.map.payload import Payload

LINKED_FROM: Final = 100_000
"""Bytes of what a page must have: below that it carries them, and asks for nothing before it is seen."""
LATER_FROM: Final = 200_000
"""Bytes of what is known of single events: from that on a page is seen before they come."""

EARLY: Final = "shared/early.js"

SHARED: Final = (COLUMNS, searching.BLOCK, tabling.BLOCK)
"""Blocks that have no language; their addresses name none."""

SAME: Final = (*SHARED, "sources")
"""Blocks that a page in several languages carries once."""


def carry(
    figure: Figure,
    name: str,
    payload: Payload,
    *,
    prefix: str | None = None,
    shared: str = "",
    is_packed: bool = False,
) -> None:
    """Put a payload into the head of a figure.

    Parameters
    ----------
    name
        Of the block of its head; those of its other blocks begin with it.
    prefix
        Where a server has the blocks (`addresses`), such as ``data/4f2a/``; None carries them all.
    shared
        Another name, when a payload of that name is carried, of the same dataset in another language.
    is_packed
        Whether its head is in gzip too, a third of the bytes: for a page that can wait until it is unpacked.
    """
    carried = [kind for kind in payload.blocks if prefix is None or (kind in FIRST and not _is_large(payload))]
    texts = {kind: [base85.encode(chunk) for chunk in payload.blocks[kind]] for kind in carried}
    if shared:
        texts = {kind: chunks for kind, chunks in texts.items() if kind not in SAME}
    ends = {kind: list(accumulate(map(len, chunks))) for kind, chunks in texts.items()}
    head: dict[str, Any] = {**payload.head, "ends": ends, "prefix": prefix or "", "shared": shared or name}
    head["later"] = len(payload.blocks[COLUMNS][1]) >= LATER_FROM
    if is_packed:
        add_packed(figure, name, packed(head))
    else:
        assets.add_data(figure, name, dumps(head))
    for kind, chunks in texts.items():
        _add(figure, f"{name}-{kind}", "".join(chunks))


def add_packed(figure: Figure, name: str, content: bytes) -> None:
    """Put what is in gzip into the head of a figure as one text in base85."""
    _add(figure, name, base85.encode(content))


def _add(figure: Figure, name: str, text: str) -> None:
    figure.header.add_child(assets.Fixed(f'<script type="text/plain" id="{name}">{text}</script>'), name=name)


def early(payload: Payload, prefix: str | None) -> str:
    """Return the tags with which a page asks for what it is drawn of before its scripts; "" where it carries that."""
    if prefix is None or not _is_large(payload):
        return ""
    wanted = [(address, kind) for address, kind, number in addresses(payload) if kind in FIRST and not number]
    named = [(f"{prefix}{address}", "arrayBuffer" if kind == COLUMNS else "json") for address, kind in wanted]
    return assets.data("early", dumps(named)) + assets.inline(EARLY)


def _is_large(payload: Payload) -> bool:
    return sum(len(chunk) for kind in FIRST for chunk in payload.blocks[kind]) >= LINKED_FROM


def addresses(payload: Payload) -> Iterator[tuple[str, str, int]]:
    """Yield where each chunk of a payload is found below its prefix, and which one it is: its block and number."""
    lang = payload.head["text_language"]["lang"]
    for kind, chunks in payload.blocks.items():
        for number in range(len(chunks)):
            yield f"{kind}-{number}" if kind in SHARED else f"{lang}/{kind}-{number}", kind, number
