"""Join events to places: one row per event, none lost and none invented."""

from __future__ import annotations

import math
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import dates
from geo.dataset import dating, screens
from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from geo.model import Date

ID = "place_id"
"""Column of events and, as it is called there, of their places by which they are joined."""
_DAYS = attrgetter(*BOUNDS)


def join(places: gpd.GeoDataFrame, events: pd.DataFrame, dated_by: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """Return the events with the geometry and properties of their places.

    Parameters
    ----------
    places
        One row each with `id` and geometry, EPSG:4326, longitude before latitude.
    events
        One row each with `id`, `place_id` (may be empty or unknown) and `edtf`.
    dated_by
        What the dataset says of dates by other events (`geo.dataset.dating`); None is nothing. A relation to an
        event that is not in `events` narrows no date.

    Returns
    -------
    GeoDataFrame
        The rows of `events` in their order, in EPSG:4326: their own columns, those of the
        place as `place_*`, the four `geo.model.BOUNDS` of the date, narrowed by `dated_by`, as years (-inf and inf
        stand for open, NaN for no date at all), and a geometry that is None for an event without a place.

    Raises
    ------
    DateError
        If an `edtf` is no date; a loaded dataset has none such.
    """
    properties = pd.DataFrame(places.drop(columns="geometry")).add_prefix("place_").astype("str")
    place = screens.positions(events, "place_id", screens.column(properties, "place_id"))
    own = events.drop(columns=[name for name in (*properties, "geometry", *BOUNDS) if name in events and name != ID])
    added = {name: _taken(column, place) for name, column in properties.items() if name != ID}
    dated = pd.Series(dating.of_events(events, dated_by, dates.parse), index=events.index, dtype="object")
    joined = pd.concat([own, pd.DataFrame(added, index=events.index), bounds(dated)], axis=1)
    shapes = np.array([*places.geometry, None], dtype=object)[place]  # at -1 stands the last, None
    return gpd.GeoDataFrame(joined, geometry=gpd.GeoSeries(shapes, index=joined.index, crs="EPSG:4326"))


def _taken(column: pd.Series[Any], place: NDArray[np.int64]) -> ExtensionArray:
    """Return the cells at some positions; empty for -1."""
    found: ExtensionArray = column.array.take(place, allow_fill=True, fill_value="")
    return found


def bounds(dated: pd.Series[Any]) -> pd.DataFrame:
    """Return the four `BOUNDS` of dates, or of EDTF texts, as years on the same index; NaN for none."""
    found = [dates.parse(one) if isinstance(one, str) and one else one or None for one in dated.tolist()]
    each = np.fromiter(map(id, found), dtype=np.int64, count=len(found))  # equal texts are one date
    _, first, which = np.unique(each, return_index=True, return_inverse=True)
    rows = np.array([_years(found[at]) for at in first], dtype=np.float64).reshape(-1, len(BOUNDS))
    return pd.DataFrame(rows[which], columns=list(BOUNDS), index=dated.index)


def _years(date: Date | None) -> list[float]:
    if date is None:
        return [math.nan] * len(BOUNDS)
    return [day[0] if day else open_end for day, open_end in zip(_DAYS(date), BOUNDS.values(), strict=True)]


def links(table: pd.DataFrame, ids: Iterable[str], column: str) -> set[str]:
    """Return the events that a link table ties to any of `ids` in `column`."""
    return set(table.loc[table[column].isin(set(ids)), "event_id"])
