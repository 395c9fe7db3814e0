"""The dates of all events, each different one once: what a date needs is then worked out as often as dates differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from geo import dates
from geo.dataset import dating, screens
from geo.view import join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.model import Atlas, Date

_MADE: WeakKeyDictionary[Atlas, Moments] = WeakKeyDictionary()


@dataclass(frozen=True)
class Moments:
    """When events were.

    Attributes
    ----------
    of
        For each event the position of its date in `dates`.
    dates
        Different ones, narrowed by what other events say of them; None is no date.
    of_written, written
        The same as the events themselves have it.
    """

    of: NDArray[np.int64]
    dates: Sequence[Date | None]
    of_written: NDArray[np.int64]
    written: Sequence[Date | None]

    def bounds(self) -> NDArray[np.float64]:
        """Return for each event the four `geo.model.BOUNDS` as years; -inf and inf are open, NaN is no date."""
        return self._bounds[self.of]

    @cached_property
    def _bounds(self) -> NDArray[np.float64]:
        table: NDArray[np.float64] = join.bounds(pd.Series(list(self.dates), dtype="object")).to_numpy()
        return table

    def order(self) -> NDArray[np.int64]:
        """Return the positions of the events in the order of a chronicle, as `geo.dates.in_order`."""
        return self._order

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        rank, last, level = np.zeros(len(self.dates), np.int64), None, 0
        for position in dates.in_order(self.dates):
            date = self.dates[position]
            own = (date.earliest_start, date.latest_end) if date else ()
            level += own != last
            rank[position], last = level, own
        return np.argsort(rank[self.of], kind="stable")

    def texts(self, lang: str) -> list[str]:
        """Return each of `dates` in words; "" for none."""
        return [dates.display(date, lang) if date else "" for date in self.dates]


def moments(atlas: Atlas) -> Moments:
    """Return the dates of the events of a dataset, in their order; worked out once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = _moments(atlas)
    return _MADE[atlas]


def _moments(atlas: Atlas) -> Moments:
    encoded = screens.column(atlas.events, "edtf").combine_chunks().dictionary_encode()
    written = [dates.parse(text) if text else None for text in encoded.dictionary.to_pylist()]
    codes = encoded.indices.to_numpy().astype(np.int64)
    of, found = codes.copy(), list(written)
    relations = atlas.tables.get(dating.TABLE)
    if relations is not None and len(relations):
        when = dating.of_atlas(atlas)
        tied = {*relations["event_id"].tolist(), *relations["to_event"].tolist()}
        for position, event in enumerate(atlas.events["id"].tolist()):
            if event in tied:
                of[position] = len(found)
                found.append(when[event])
    return Moments(of, found, codes, written)
