"""How many rows a cube is likely to have, from what was counted when a dataset was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from geo.engine.grid import SIDES
from geo.engine.model import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

ANYBODY = -1
"""Stands for all who acted, and for nobody."""


class Sizes:
    """The table ``sizes`` of `geo.engine.sums_stored`, its columns in their order."""

    columns: ClassVar = ("who", "kind", "told", "level", "many")
    statement: ClassVar = "SELECT who, kind, CAST(told AS INT), level, many FROM sizes"

    def __init__(self, who: Numbers, kind: Numbers, told: Numbers, level: Numbers, many: Numbers) -> None:
        self._who, self._kind, self._told, self._level, self._many = who, kind, told.astype(bool), level, many

    def of(self, who: Collection[int], kinds: Collection[int] | None, *, families: bool) -> list[int]:
        """Return how many rows there are at each level, at most, of who acted and of kinds of the first level."""
        here = np.isin(self._who, [*who]) & (self._told == families)
        if kinds is not None:
            here &= np.isin(self._kind, [*kinds])
        found: list[int] = np.bincount(self._level[here], self._many[here], len(SIDES)).astype(int).tolist()
        return found

    def first(self, *, families: bool) -> int:
        """Return the finest level at which a cube of all events has not too many rows, else the last."""
        rows = self.of((ANYBODY,), None, families=families)
        return next((level for level, many in enumerate(rows) if many <= MOST_ROWS[families]), len(rows) - 1)
