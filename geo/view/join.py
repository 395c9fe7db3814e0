"""Join events to places: one row per event, none lost and none invented."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo import dates
from geo.dataset import dating
from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Date


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
    unique = properties.assign(geometry=list(places.geometry)).drop_duplicates("place_id")
    own = events.drop(columns=[name for name in (*unique, *BOUNDS) if name in events and name != "place_id"])
    joined = own.merge(unique, on="place_id", how="left", validate="many_to_one")
    joined.index = events.index
    shapes = [shape if isinstance(shape, BaseGeometry) else None for shape in joined.pop("geometry")]
    added = [str(name) for name in properties if name != "place_id"]
    joined[added] = joined[added].fillna("")
    dated = pd.Series(dating.of_events(events, dated_by, dates.parse), index=events.index, dtype="object")
    joined = pd.concat([joined, bounds(dated)], axis=1)
    return gpd.GeoDataFrame(joined, geometry=gpd.GeoSeries(shapes, index=joined.index, crs="EPSG:4326"))


def bounds(dated: pd.Series[Any]) -> pd.DataFrame:
    """Return the four `BOUNDS` of dates, or of EDTF texts, as years on the same index; NaN for none."""
    rows = [_years(dates.parse(one) if isinstance(one, str) else one) if one else [math.nan] * 4 for one in dated]
    return pd.DataFrame(rows, columns=list(BOUNDS), index=dated.index, dtype="float64")


def _years(date: Date) -> list[float]:
    days = {name: getattr(date, name) for name in BOUNDS}
    return [float(day[0]) if day else BOUNDS[name] for name, day in days.items()]


def links(table: pd.DataFrame, ids: Iterable[str], column: str) -> set[str]:
    """Return the events that a link table ties to any of `ids` in `column`."""
    return set(table.loc[table[column].isin(set(ids)), "event_id"])
