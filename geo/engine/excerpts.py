"""Small datasets of some events, put together from a skeleton and their records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo.dataset import dating, screens, stays
from geo.engine.owners import EVENTS, OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.model import Atlas

PLACES: Final = "places"
OF_PLACES: Final = {"place_names": "place_id", "media": "place_id"}
"""Tables whose rows are of places, and the column that says of which; besides them `OF_RECORDS`."""


@dataclass(frozen=True, slots=True, eq=False)
class Bones:
    """A skeleton, of which an excerpt takes only the places that it names.

    Attributes
    ----------
    skeleton
        The dataset without its events.
    place
        Table -> for each row the position of the place that it is of, -1 for one of no place.
    position
        Of each place by its id: there are tens of thousands.
    """

    skeleton: Atlas
    place: Mapping[str, NDArray[np.int64]]
    position: Mapping[str, int]

    def with_rows(self, rows: Mapping[str, pd.DataFrame]) -> Atlas:
        """Return a dataset with some events, and all records that are theirs, in their order."""
        named = np.zeros(len(self.skeleton.places) + 1, dtype=bool)
        named[[self.position[one] for one in _places(rows) if one in self.position]] = True
        tables = dict(self.skeleton.tables)
        for name, place in self.place.items():
            kept = named[place] if name == PLACES else named[place] | (place < 0)
            tables[name] = tables[name].iloc[np.flatnonzero(kept)]
        for name, some in rows.items():
            tables[name] = pd.concat([tables[name], some], ignore_index=True) if len(tables[name]) else some
        return replace(self.skeleton, tables=tables)


def bones(skeleton: Atlas) -> Bones:
    """Return a skeleton ready for excerpts."""
    ids = screens.column(skeleton.places, "id")
    found = {PLACES: np.arange(len(skeleton.places), dtype=np.int64)}
    for name, column in OF_PLACES.items():
        if name in skeleton.tables:
            found[name] = screens.standing(screens.column(skeleton[name], column), ids)
    for name in (one for one in OF_RECORDS if one in skeleton.tables):
        of_place = screens.among(skeleton[name], "table", [PLACES])
        found[name] = np.where(of_place, screens.standing(screens.column(skeleton[name], "id"), ids), -1)
    return Bones(skeleton, found, {one: at for at, one in enumerate(skeleton.places["id"].tolist())})


def related(rows: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the events that some are part of, or that date them."""
    found = {*rows[EVENTS]["part_of"].tolist()}
    if dating.TABLE in rows:
        found |= {*rows[dating.TABLE]["to_event"].tolist()}
    return found - {*rows[EVENTS]["id"].tolist(), ""}


def frame(columns: Mapping[str, Iterable[Any]]) -> pd.DataFrame:
    """Return records as in `geo.model.Atlas`: every cell text."""
    return pd.DataFrame({name: pd.array([*values], dtype="str") for name, values in columns.items()})


def _places(rows: Mapping[str, pd.DataFrame]) -> set[str]:
    named = {one for column in ("place_id", "destination_id") for one in rows[EVENTS][column].tolist()}
    return named | ({*rows[stays.TABLE]["place_id"].tolist()} if stays.TABLE in rows else set())
