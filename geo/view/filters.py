"""Choose events. Every filter takes the joined GeoDataFrame and returns some of its rows.

Filters only take rows away, never change one, and commute. The page applies the same rules in
``static/shared/filter.js``; a test compares the two on hundreds of random queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dataset import chains, columns
from geo.model import YearSpan
from geo.view import kinds, search, ties
from geo.view.join import links

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.model import Atlas
    from geo.view.query import Query


def by_years(events: gpd.GeoDataFrame, span: YearSpan, *, certain: bool = False) -> gpd.GeoDataFrame:
    """Keep events that possibly, or with `certain` certainly, touch a span of years.

    Both ends of the span are included. An event without a date is kept only when the span is
    unbounded. `extent` states the two modes.
    """
    if span.unbounded:
        return events
    return events[touching(events, span, certain=certain)]


def touching(events: pd.DataFrame, span: YearSpan, *, certain: bool = False) -> pd.Series[bool]:
    """Whether events possibly, or with `certain` certainly, touch a span; one without a date never does."""
    (first, last), (start, end) = ends(span), extent(events, certain=certain)
    touches: pd.Series[bool] = start.le(last) & end.ge(first)
    return touches


def inside(events: pd.DataFrame, span: YearSpan) -> pd.Series[bool]:
    """Whether events lie wholly inside a span, whatever the doubt about their dates.

    One without a date does so only when the span is unbounded.
    """
    (first, last), (start, end) = ends(span), extent(events)
    lies: pd.Series[bool] = start.ge(first) & end.le(last)
    return lies | span.unbounded


def extent(events: pd.DataFrame, *, certain: bool = False) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return the first and the last year in which events may have gone on.

    With `certain` they are the years between which an event went on whatever the doubt about its date: when
    its latest start comes after its earliest end there is no such year, and yet it certainly touches
    a span that holds both.

    Parameters
    ----------
    events
        One row each with the four `geo.model.BOUNDS` as years.
    """
    names = ("latest_start", "earliest_end") if certain else ("earliest_start", "latest_end")
    return events[names[0]], events[names[1]]


def ends(span: YearSpan) -> tuple[float, float]:
    """Return the first and the last year of a span, infinite where it is open."""
    first = float("-inf") if span.first is None else float(span.first)
    last = float("inf") if span.last is None else float(span.last)
    return first, last


def by_organizations(
    events: gpd.GeoDataFrame,
    wanted: Collection[str],
    atlas: Atlas,
    years: YearSpan | None = None,
    *,
    certain: bool = False,
) -> gpd.GeoDataFrame:
    """Keep events of the organizations or families in `wanted`; all when it is empty.

    `columns.NONE_NAMED` stands for events that name no organization. With `years` an organization counts for an
    event only where it lived in some of them, see `geo.view.ties.spans`; `certain` is the mode in which the events
    are chosen. An event without a date is kept.
    """
    if not wanted:
        return events
    row, start, end = acting(events, wanted, atlas, certain=certain)
    first, last = ends(years or YearSpan())
    keep = np.zeros(len(events), dtype=bool)
    keep[row[np.isnan(start) | ((start <= last) & (end >= first))]] = True
    return events[keep]


def acting(
    events: pd.DataFrame, wanted: Collection[str], atlas: Atlas | None, *, certain: bool = False
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Return spans of years in which events count for `wanted`: position of the event, first and last year.

    An event has one for each organization that is wanted; one that names none has its own when that is. Without
    anything wanted each event has its own.
    """
    start, end = (np.asarray(years, dtype=np.float64) for years in extent(events, certain=certain))
    if not wanted or atlas is None:
        every: NDArray[np.intp] = np.arange(len(events))
        return every, start, end
    organizations = ties.of_atlas(atlas)
    spans = ties.spans(events, atlas, certain=certain)
    meant = organizations.names.isin(expand(wanted, atlas))[spans.named]
    named = organizations.anything()[organizations.rows(events["id"])]
    alone = np.flatnonzero(~named & (columns.NONE_NAMED in wanted))
    row: NDArray[np.intp] = np.append(spans.row[meant], alone)
    first: NDArray[np.float64] = np.append(spans.start[meant], start[alone])
    last: NDArray[np.float64] = np.append(spans.end[meant], end[alone])
    return row, first, last


def expand(wanted: Collection[str], atlas: Atlas) -> set[str]:
    """Return the organizations meant by ids of organizations and families."""
    organizations = atlas["organizations"]
    chosen = organizations["id"].isin(wanted) | organizations["family"].isin(wanted)
    return set(organizations.loc[chosen, "id"])


def by_kinds(events: gpd.GeoDataFrame, wanted: Collection[str]) -> gpd.GeoDataFrame:
    """Keep events whose kind or kind_detail is in `wanted`; all when it is empty."""
    if not wanted:
        return events
    return events[events["kind"].isin(wanted) | events["kind_detail"].isin(wanted)]


def without_kinds(events: gpd.GeoDataFrame, hidden: Collection[str]) -> gpd.GeoDataFrame:
    """Take away events whose kind or kind_detail is in `hidden`: a layer that is off."""
    if not hidden:
        return events
    return events[~(events["kind"].isin(hidden) | events["kind_detail"].isin(hidden))]


def within(events: gpd.GeoDataFrame, event: str, atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep an event and all events whose figures it contains (`part_of`, at any depth)."""
    if not event:
        return events
    return events[events["id"].isin(family_tree(event, atlas))]


def family_tree(event: str, atlas: Atlas) -> set[str]:
    """Return an event and all that is part of it, at any depth."""
    return chains.below(event, dict(zip(atlas.events["id"], atlas.events["part_of"], strict=True)))


def by_groups(events: gpd.GeoDataFrame, wanted: Collection[str], atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep events that struck any of these groups of victims; all when `wanted` is empty."""
    if not wanted:
        return events
    return events[events["id"].isin(links(atlas["event_groups"], wanted, "group_id"))]


def by_persons(events: gpd.GeoDataFrame, wanted: Collection[str], atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep events that name any of these persons; all when `wanted` is empty."""
    if not wanted:
        return events
    return events[events["id"].isin(links(atlas["event_persons"], wanted, "person_id"))]


def by_text(events: gpd.GeoDataFrame, text: str, atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep the events that a text asks for, as `geo.view.search` has it; all when there is no word in it.

    Title, description, note and date are searched, and every name of all their places, organizations, persons and
    groups, in all languages and scripts.
    """
    if not search.asked(text):
        return events
    found = np.append(search.find(atlas, text), False)  # for events that the dataset does not have
    return events[found[pd.Index(atlas.events["id"]).get_indexer(pd.Index(events["id"]))]]


def apply(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep the events that a whole query shows."""
    return drawn(picked(events, query, atlas), query, atlas)


def select(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Apply all of a query but its years."""
    return apply(events, query.with_(years=YearSpan()), atlas)


def drawn(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Apply the filters that the page has too: organizations, kinds, years."""
    events = by_organizations(events, query.organizations, atlas, query.years, certain=query.certain)
    events = without_kinds(by_kinds(events, query.kinds), kinds.off(query.hidden, query.kinds, atlas))
    return by_years(events, query.years, certain=query.certain)


def picked(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Apply the filters that the app leaves to Python: text, groups, persons, parts of an event."""
    events = by_text(events, query.text, atlas)
    events = within(events, query.within, atlas)
    events = by_groups(events, query.groups, atlas)
    return by_persons(events, query.persons, atlas)
