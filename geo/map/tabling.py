"""What a saved page needs to make a table of its events, as `geo.export.to_csv` makes one: a block beside the others.

``static/page/table.js`` reads it. It is the same in every language: the texts come from the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geo.dataset.translate import SHOWN
from geo.export.cells import RUNS
from geo.export.tables import table
from geo.map import chunks
from geo.view.join import join

if TYPE_CHECKING:
    from geo.model import Atlas

BLOCK: Final = "table"
MOST: Final = 20_000
"""Events; of a larger dataset a page makes no table, which would double it: the app and ``geo export`` write it."""
SPOKEN: Final = (*SHOWN["events"], "place_name")
"""Columns that the page has in its language."""
_MADE: WeakKeyDictionary[Atlas, tuple[bytes]] = WeakKeyDictionary()


def table_block(atlas: Atlas) -> tuple[bytes]:
    """Return one chunk: columns, and of each event its cells; null for what the page says itself. Made once."""
    if atlas not in _MADE:
        found = table(join(atlas.places, atlas.events, atlas["dated_by"]), atlas)
        own = "place_name" in atlas.events  # a column of the events, which the page does not have
        spoken = {at for at, name in enumerate(found.columns) if name in SPOKEN and not (own and name == "place_name")}
        rows = [
            [*(None if at in spoken else cell for at, cell in enumerate(cells)), *numbers] if any(numbers)
            else [None if at in spoken else cell for at, cell in enumerate(cells)]
            for cells, numbers in zip(found.cells, found.numbers, strict=True)
        ]  # fmt: skip
        made = {"columns": found.columns, "figures": found.figures, "rows": rows, "runs": RUNS.pattern}
        _MADE[atlas] = (chunks.packed(made),)
    return _MADE[atlas]
