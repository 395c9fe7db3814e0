"""The index of a search as the page has it, which ``static/shared/search.js`` reads: a block beside those of the data.

It is the same in every language, and is not asked for before somebody searches.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import numpy as np

from geo.map import chunks, columns
from geo.map.columns import Column
from geo.map.zipped import SOON
from geo.view import index, towns, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Atlas

BLOCK: Final = "search"
_MADE: WeakKeyDictionary[Atlas, tuple[bytes, bytes]] = WeakKeyDictionary()


def search_block(atlas: Atlas) -> tuple[bytes, bytes]:
    """Return two chunks: rules and names as JSON; words, and where they stand, as columns; made once."""
    if atlas not in _MADE:
        found = index.of_atlas(atlas)
        block, described = columns.block(_columns(found), SOON)
        head = {
            **words.tables(),
            "languages": list(found.spoken),
            "names": found.names,
            "towns": _towns(atlas),
            "columns": described,
        }
        _MADE[atlas] = (chunks.packed(head), block)
    return _MADE[atlas]


def _columns(found: index.Index) -> Iterator[Column]:
    bits = np.zeros(len(found.words), np.int64)
    for number, marks in enumerate(found.spoken.values()):
        bits |= marks.astype(np.int64) << number
    yield from columns.words("vocabulary", found.words)
    yield Column("spoken.bits", "uint16", bits)
    width = "uint16" if len(found.words) <= np.iinfo(np.uint16).max else "uint32"
    for table, said in found.said.items():
        yield Column(f"{table}.count", "uint32", np.diff(said.begin))
        yield Column(f"{table}.words", width, said.words, in_a_row=True)


def _towns(atlas: Atlas) -> list[dict[str, Any]]:
    """Return where each town lies, which of its names is its own in a language, and what is near, in their order."""
    return [
        {"id": one.id, "at": [one.lat, one.lon], "own": _own(one), "inside": one.inside, "regions": one.regions}
        for one in towns.of_atlas(atlas)
    ]


def _own(town: towns.Town) -> dict[str, int]:
    """Return for each language the position of the newest name among those of a town (`Index.names`)."""
    first = accumulate((len(names) for names in town.names.values()), initial=0)
    return {lang: at for (lang, names), at in zip(town.names.items(), first, strict=False) if names}
