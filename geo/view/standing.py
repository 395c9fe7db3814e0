"""At which places events stand in chosen years, and which ways they took: what the map shows, in Python.

The page applies the same rules in ``static/shared/stays.js``; a test compares the two on random queries.

An event that is shown stands at each of its places (roles ``at`` and ``from``, `geo.dataset.stays`) whose own span
touches the years, possibly or certainly as `geo.view.filters` has it, and nowhere more certainly than it is shown
at all. A place without a span has that of the event. Where no span touches the years the event is counted and listed,
but has no point: nobody says where it stood then.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo import dates
from geo.dataset import stays
from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd

    from geo.dataset.stays import Stay
    from geo.model import Atlas, YearSpan

Years = tuple[float, float, float, float]
"""The four `geo.model.BOUNDS`: -inf and inf are open, NaN is no date."""


def bounds(stay: Stay, event: Years) -> Years:
    """Return the bounds of a stay as years, never outside of those of its event.

    Raises
    ------
    DateError
        If `first` or `last` is no date; a loaded dataset has none such.
    """
    if math.isnan(event[0]) or not (stay.first or stay.last):
        return event
    first, last = (dates.parse(text) if text else None for text in (stay.first, stay.last))
    start = (first.earliest_start, first.latest_start) if first else event[:2]
    end = (last.earliest_end, last.latest_end) if last else event[2:]
    sides = zip((*start, *end), BOUNDS.values(), strict=True)
    years = (side[0] if isinstance(side, tuple) else default if side is None else side for side, default in sides)
    begins, begun, ended, ends = (min(max(float(year), event[0]), event[3]) for year in years)
    return begins, min(begun, ends), max(ended, begins), ends


def standing(
    events: gpd.GeoDataFrame, span: YearSpan, atlas: Atlas, *, certain: bool = False
) -> dict[str, dict[str, bool]]:
    """Return the events that stand at each place, and of each whether it certainly does.

    Parameters
    ----------
    events
        Those shown in `span`, joined (`geo.join`); the mode `certain` is that in which they were chosen.

    Returns
    -------
    dict
        Place -> event -> whether it is certain; only places that have a point, each event once at each.
    """
    placed = placed_ids(atlas)
    found: dict[str, dict[str, bool]] = {}
    for event, here in _stays(events, atlas).items():
        for stay, sure in _shown(here, span, certain=certain):
            if stay.stands and stay.place in placed:
                at = found.setdefault(stay.place, {})
                at[event] = sure or at.get(event, False)
    return found


def unplaced(events: gpd.GeoDataFrame, span: YearSpan, atlas: Atlas, *, certain: bool = False) -> int:
    """Return how many of the events shown in `span` stand at no point of the map."""
    moved = events["id"].isin(stays.written(atlas).keys())
    stand = {event for at in standing(events[moved], span, atlas, certain=certain).values() for event in at}
    return int(events[~moved].geometry.isna().sum()) + int(moved.sum()) - len(stand)


def arrows(
    events: gpd.GeoDataFrame, span: YearSpan, atlas: Atlas, *, certain: bool = False
) -> list[tuple[str, str, str]]:
    """Return (event, place, place) of each arrow of the events shown in `span`, each once.

    An arrow is shown in the years of the place that it leads to and, where it begins at a place that people were taken
    from, also in those of that one.
    """
    placed = placed_ids(atlas)
    found: dict[tuple[str, str, str], None] = {}
    for event, here in _stays(events, atlas).items():
        marks = dict(_shown(here, span, certain=certain))
        rows = [stay for stay, _ in here]
        for start, end in stays.ways(rows, placed):
            if rows[end] in marks and (rows[start] in marks or rows[start].role == stays.VIA):
                found[event, rows[start].place, rows[end].place] = None
    return list(found)


def placed_ids(atlas: Atlas) -> set[str]:
    """Return the places that have a point on the map."""
    return {*atlas.places.loc[atlas.places.geometry.notna(), "id"].tolist()}


def at_place(atlas: Atlas, place: str) -> set[str]:
    """Return the events that stand, or stood at some time, at a place."""
    every = (stay for here in stays.of_events(atlas).values() for stay in here)
    return {stay.event for stay in every if stay.place == place and stay.stands}


def _stays(events: gpd.GeoDataFrame, atlas: Atlas) -> Mapping[str, list[tuple[Stay, Years]]]:
    """Return the places of some events, each with the bounds of its own span and of its event."""
    known = stays.of_events(atlas, events)
    rows = zip(events["id"].tolist(), *(events[name].tolist() for name in BOUNDS), strict=True)
    return {event: [(stay, tuple(years)) for stay in known.get(event, ())] for event, *years in rows}


def _shown(here: Iterable[tuple[Stay, Years]], span: YearSpan, *, certain: bool) -> Iterator[tuple[Stay, bool]]:
    """Yield the stays of a shown event that touch the years, and whether each certainly does."""
    for stay, event in here:
        own = bounds(stay, event)
        sure = span.unbounded or (_touches(own[1], own[2], span) and _touches(event[1], event[2], span))
        if sure or (not certain and _touches(own[0], own[3], span)):
            yield stay, sure


def _touches(start: float, end: float, span: YearSpan) -> bool:
    return start <= (math.inf if span.last is None else span.last) and end >= (
        -math.inf if span.first is None else span.first
    )
