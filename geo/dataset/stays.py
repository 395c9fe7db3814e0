"""Where each event stood, from where it took people, and through where to where: one answer for all who ask.

Rows of ``event_places.csv`` say it in order. Rows with the role ``at`` or ``from`` take the place of what
`events.place_id` says, rows with ``to`` that of `events.destination_id`; an event without such rows has those of its
own record, so that a dataset without the table is read as before.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from geo.dataset import cells, screens

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    import pandas as pd

    from geo.model import Atlas

TABLE: Final = "event_places"
AT, FROM, VIA, TO = ROLES = ("at", "from", "via", "to")
"""The event stood here; people were taken from here, through here, brought here."""
STANDING: Final = (AT, FROM)
"""Roles of places at which the event itself is shown and counted; the others are on its way."""


class Stay(NamedTuple):
    """A place of an event. `first` and `last` are EDTF; empty is the event's own beginning and end."""

    event: str
    place: str
    role: str
    first: str = ""
    last: str = ""

    @property
    def stands(self) -> bool:
        """Whether the event itself is shown here."""
        return self.role in STANDING


_WRITTEN: WeakKeyDictionary[Atlas, dict[str, list[Stay]]] = WeakKeyDictionary()


def of_events(atlas: Atlas, events: pd.DataFrame | None = None) -> dict[str, list[Stay]]:
    """Return the places of every event, or of some `events`, in order; an empty list for an event without any."""
    return _of(_rows(atlas), atlas.events if events is None else events)


def written(atlas: Atlas) -> dict[str, list[Stay]]:
    """Return the places of those events that have rows of their own, in order; worked out once for each `Atlas`."""
    if atlas not in _WRITTEN:
        own = _rows(atlas)
        events = atlas.events[["id", "place_id", "destination_id"]]
        _WRITTEN[atlas] = _of(own, events[screens.among(events, "id", own)]) if own else {}
    return _WRITTEN[atlas]


def ways(stays: Sequence[Stay], placed: Container[str]) -> list[tuple[int, int]]:
    """Return the legs of the ways of an event, each as the positions of its two ends in `stays`.

    A way leads from every place with the role ``from``, else from the first with ``at``, through those with ``via`` in
    order, to every one with ``to``: nine destinations are nine legs. Places not in `placed` cannot be drawn and are
    passed over. What stays at one place is no way.
    """
    at: dict[str, list[int]] = {role: [] for role in ROLES}
    for position, stay in enumerate(stays):
        if stay.place in placed:
            at[stay.role].append(position)
    if not at[TO]:
        return []
    legs, start = [], at[FROM] or at[AT][:1]
    for stops in [*([stop] for stop in at[VIA]), at[TO]]:
        legs += [(one, other) for one in start for other in stops]
        start = stops
    return [(one, other) for one, other in legs if stays[one].place != stays[other].place]


def _rows(atlas: Atlas) -> Mapping[str, list[Stay]]:
    """Return the rows of the table by event, in the order in which they are meant."""
    found: dict[str, list[tuple[float, Stay]]] = {}
    for _, order, *row in cells.rows(atlas[TABLE], "order", "event_id", "place_id", "role", "from", "to"):
        number = cells.number(order)
        found.setdefault(row[0], []).append((math.inf if number is None else number, Stay(*row)))
    return {event: [stay for _, stay in sorted(rows, key=lambda row: row[0])] for event, rows in found.items()}


def _of(own: Mapping[str, list[Stay]], events: pd.DataFrame) -> dict[str, list[Stay]]:
    named = cells.rows(events, "id", "place_id", "destination_id")
    return {event: _completed(event, own.get(event, ()), place, end) for _, event, place, end in named}


def _completed(event: str, own: Sequence[Stay], place: str, destination: str) -> list[Stay]:
    """Return rows of an event with what only its record says."""
    roles = {stay.role for stay in own}
    role = FROM if destination or not roles.isdisjoint((VIA, TO)) else AT
    before = [Stay(event, place, role)] if place and roles.isdisjoint(STANDING) else []
    after = [Stay(event, destination, TO)] if destination and TO not in roles else []
    return [*before, *own, *after]
