"""Choose events. Every filter takes the joined GeoDataFrame and returns some of its rows.

Filters only take rows away, never change one, and commute. The page applies the same rules in
``static/shared/filter.js``; a test compares the two on hundreds of random queries.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geo.dataset import cells, chains, columns, stays, translate
from geo.model import YearSpan
from geo.view import ties
from geo.view.join import links

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from geo.model import Atlas
    from geo.view.query import Query

_WORDS = re.compile(
    r'["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u00ab\u00bb]|(\S+)'
)
"""The choice that means: events that name no organization."""
SEARCHED = ("title", "description", "note", "place_name", "edtf")


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
    (first, last), (start, end) = _ends(span), extent(events, certain=certain)
    touches: pd.Series[bool] = start.le(last) & end.ge(first)
    return touches


def inside(events: pd.DataFrame, span: YearSpan) -> pd.Series[bool]:
    """Whether events lie wholly inside a span, whatever the doubt about their dates.

    One without a date does so only when the span is unbounded.
    """
    (first, last), (start, end) = _ends(span), extent(events)
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


def _ends(span: YearSpan) -> tuple[float, float]:
    first = float("-inf") if span.first is None else float(span.first)
    last = float("inf") if span.last is None else float(span.last)
    return first, last


def by_organizations(events: gpd.GeoDataFrame, wanted: Collection[str], atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep events of the organizations or families in `wanted`; all when it is empty.

    `columns.NONE_NAMED` stands for events that name no organization.
    """
    if not wanted:
        return events
    organizations, _ = ties.of_atlas(atlas)
    keep = organizations.naming(expand(wanted, atlas))
    if columns.NONE_NAMED in wanted:
        keep |= ~organizations.anything()
    return events[keep[organizations.rows(events["id"])]]


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


def by_text(events: gpd.GeoDataFrame, text: str, atlas: Atlas, folded: Sequence[str] | None = None) -> gpd.GeoDataFrame:
    """Keep events in which every word of `text` occurs, without regard to case or accents.

    Title, description, note and date are searched, and every name of all its places,
    the organizations, persons and groups, in all languages. The words are taken literally, not as a pattern;
    those between quotation marks must follow one another.
    `folded` is the `haystack` of these events, for who asks more than once.
    """
    words = [phrase or word for phrase, word in _WORDS.findall(fold(text))]
    if not words or events.empty:
        return events
    hays = haystack(events, atlas) if folded is None else folded
    return events[[all(word in hay for word in words) for hay in hays]]


def fold(text: str) -> str:
    """Return text for comparison: no case, no accents."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    for accent in filter(unicodedata.combining, set(folded)):  # a long text has few different ones
        folded = folded.replace(accent, "")
    return folded


def haystack(events: gpd.GeoDataFrame, atlas: Atlas) -> list[str]:
    """Return for each event, in their order, all that a search looks through."""
    places = _names_of(atlas, "places", "place_names", "place_id")
    here = {event: dict.fromkeys(stay.place for stay in rows) for event, rows in stays.of_events(atlas, events).items()}
    organizations = _names_of(atlas, "organizations", "organization_names", "organization_id")
    linked = [
        _linked(atlas["event_organizations"], "organization_id", organizations),
        _linked(
            atlas["event_persons"], "person_id", _with_translations(atlas, "persons", _names(atlas["persons"], "id"))
        ),
        _linked(atlas["event_groups"], "group_id", _with_translations(atlas, "groups", _names(atlas["groups"], "id"))),
        translate.translated_texts(atlas, "events"),
    ]
    linked.append({event: " ".join(places.get(at, "") for at in rows) for event, rows in here.items()})
    return [
        fold(" ".join([*own, *(names.get(event, "") for names in linked)]))
        for _, event, *own in cells.rows(events, "id", *SEARCHED)
    ]


def _names(table: pd.DataFrame, key: str) -> dict[str, str]:
    """Return for each key every name and abbreviation that a table has for it."""
    found: dict[str, list[str]] = {}
    for column in ("name", "abbreviation"):
        for _, one, name in cells.rows(table, key, column) if column in table else ():
            found.setdefault(one, []).append(name)
    return {one: " ".join(names) for one, names in found.items()}


def _names_of(atlas: Atlas, table: str, more: str, key: str) -> dict[str, str]:
    """Return all names of the records of a table, with those of its table of names."""
    own, others = _names(atlas[table], "id"), _names(atlas[more], key)
    return _with_translations(atlas, table, {one: f"{name} {others.get(one, '')}" for one, name in own.items()})


def _with_translations(atlas: Atlas, table: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return names with what they are in other languages."""
    others = translate.translated_texts(atlas, table)
    return {one: f"{name} {others.get(one, '')}" for one, name in names.items()}


def _linked(table: pd.DataFrame, column: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return for each event the names of what a link table ties to it."""
    return _names(table.assign(name=[names.get(one, "") for one in table[column]]), "event_id")


def apply(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Keep the events that a whole query shows."""
    return drawn(picked(events, query, atlas), query, atlas)


def select(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Apply all of a query but its years."""
    return apply(events, query.with_(years=YearSpan()), atlas)


def drawn(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> gpd.GeoDataFrame:
    """Apply the filters that the page has too: organizations, kinds, years."""
    events = by_organizations(events, query.organizations, atlas)
    events = without_kinds(by_kinds(events, query.kinds), query.hidden)
    return by_years(events, query.years, certain=query.certain)


def picked(
    events: gpd.GeoDataFrame, query: Query, atlas: Atlas, folded: Sequence[str] | None = None
) -> gpd.GeoDataFrame:
    """Apply the filters that the page leaves to Python: text, groups, persons, parts of an event.

    `folded` is the `haystack` of these events, for who asks more than once.
    """
    events = by_text(events, query.text, atlas, folded)
    events = within(events, query.within, atlas)
    events = by_groups(events, query.groups, atlas)
    return by_persons(events, query.persons, atlas)
