"""What is exported: a dataset, the events of it that a query shows, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.dataset import cells, stays
from geo.dataset.translate import localize
from geo.export.excerpt import excerpt
from geo.view import filters
from geo.view.join import join
from geo.view.query import Query, to_params

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.dataset.translate import Localized
    from geo.model import Atlas

PLACE = ("place_name", "place_precision_m", "place_certainty")
"""Columns of a place that stand in the row of an event, unless it has its own of that name."""
BETWEEN = "; "
"""Stands between several values in one cell; what `geo import` reads again."""
LISTS = {"organizations": ("event_organizations", "organization_id"), "sources": ("citations", "source_id")}
"""Lists that stand in the row of an event, and where their ids are found."""
NO_FILTERS = ("v", "lang", "place", "card", "town", "list", "by")
"""Parameters of an address that leave no event out."""
PLACES = "places"
"""A further list of it where the format can hold one of objects: `places_of`."""


@dataclass(frozen=True)
class Selection:
    """What is exported.

    Attributes
    ----------
    atlas
        The whole dataset.
    query
        What was asked for.
    events
        The joined events that it shows.
    address
        Of the public app, with a slash at the end, or "".
    total
        How many events the whole dataset has, where `atlas` is a part of it; those of `atlas` if not told.
    """

    atlas: Atlas
    query: Query
    events: gpd.GeoDataFrame
    address: str = ""
    total: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the query takes nothing away."""
        return self.query.with_(year=None, reading=None) == self.query.cleared()

    @cached_property
    def localized(self) -> Localized:
        """The dataset in the language of the query; what has no translation is in its own."""
        return localize(self.atlas, self.query.lang)

    @cached_property
    def spoken(self) -> gpd.GeoDataFrame:
        """The events with the names of their places in that language."""
        names = dict(zip(self.atlas.places["id"], self.localized.atlas.places["name"], strict=True))
        return self.events.assign(place_name=[names.get(place, "") for place in self.events["place_id"]])

    @cached_property
    def part(self) -> Atlas:
        """The dataset with the events shown and what belongs to them; all of it when nothing is taken away."""
        if self.whole:
            return self.atlas
        asked = to_params(self.query.with_(at_first=frozenset(), reading=None))
        view = {name: text for name, text in asked.items() if name not in NO_FILTERS}
        return excerpt(self.atlas, self.events["id"], view, total=self.total)


def select(atlas: Atlas, query: Query, *, address: str = "") -> Selection:
    """Return what a query shows of a dataset, ready to be exported."""
    return Selection(atlas, query, shown(atlas, query), address)


def shown(atlas: Atlas, query: Query) -> gpd.GeoDataFrame:
    """Return the joined events that a query shows."""
    return filters.apply(join(atlas.places, atlas.events, atlas["dated_by"]), query, atlas)


def columns(atlas: Atlas) -> list[str]:
    """Return the columns of an exported event: its own as in the dataset, then those of its place."""
    own = [str(name) for name in atlas.events.columns]
    return [*own, *(name for name in PLACE if name not in own)]


def records(events: gpd.GeoDataFrame, atlas: Atlas) -> list[dict[str, Any]]:
    """Return each event as its `columns`, with the ids of its organizations and sources as lists.

    What an event says itself is taken from the dataset as written; `events` chooses and orders.
    """
    written = {row["id"]: row for row in atlas.rows("events")}
    places = events[list(PLACE)].to_dict("records")
    lists = {name: linked(atlas, *where) for name, where in LISTS.items()}
    return [
        {**place, **{name: found.get(event, []) for name, found in lists.items()}, **written[event]}
        for event, place in zip(
            events["id"], ({str(key): text for key, text in row.items()} for row in places), strict=True
        )
    ]


def places_of(atlas: Atlas) -> dict[str, list[dict[str, str]]]:
    """Return the places of each event in order, with the role of each and since and until when, where that is said."""
    return {
        event: [
            {"role": stay.role, "place": stay.place, **_given(("from", stay.first), ("to", stay.last))} for stay in here
        ]
        for event, here in stays.of_events(atlas).items()
    }


def _given(*pairs: tuple[str, str]) -> dict[str, str]:
    return {name: text for name, text in pairs if text}


def linked(atlas: Atlas, table: str, column: str) -> dict[str, list[str]]:
    """Return event -> ids that a table of links has for it, each once: one that it names in two roles is one."""
    pairs = zip(atlas[table]["event_id"].tolist(), atlas[table][column].tolist(), strict=True)
    return {event: list(dict.fromkeys(ids)) for event, ids in cells.grouped(pairs).items()}
