"""Checks of the places of events: what rows say together, and with the record of their event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo import dates
from geo.dataset import cells, dating, screens, stays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.checks.context import CheckContext
    from geo.model import Date, Day, Problem

ROLE: Final = {"name": "role", "constraints": {"enum": list(stays.ROLES)}}
MAIN: Final = (
    ("place_id", stays.STANDING, "at or from", "it is the place by which tables and lists name the event"),
    ("destination_id", (stays.TO,), "to", "it is the main one of them; clear it where there is none"),
)
"""Column of events, the roles of the rows that it must be among, these in words, and what the column is."""


def check_roles(atlas: CheckContext) -> Iterator[Problem]:
    """Roles are those that the atlas draws, and a way has an end."""
    if atlas[stays.TABLE].empty:
        return
    roles = _roles(atlas)
    ends = {*atlas.events.loc[screens.given(atlas.events, "destination_id"), "id"].tolist()}
    ends |= {event for event, rows in roles.items() if any(role == stays.TO for _, role in rows)}
    faults = {role: [*cells.faults(ROLE, role)] for role in screens.distinct(atlas[stays.TABLE], "role")}
    for index, event, role in cells.rows(atlas[stays.TABLE], "event_id", "role"):
        for why, fix in faults[role]:
            yield atlas.problem(stays.TABLE, index, "role", role, why, fix)
        if role == stays.VIA and event not in ends:
            fix = "add a row with the role 'to', or write 'at'"
            yield atlas.problem(stays.TABLE, index, "role", role, f"the way of the event {event} leads nowhere", fix)


def check_main_places(atlas: CheckContext) -> Iterator[Problem]:
    """`place_id` and `destination_id` are among the rows that stand in their place."""
    roles = _roles(atlas)
    suspect = screens.among(atlas.events, "id", roles)
    for index, event, *named in atlas.suspects(atlas.events, suspect, "id", *(column for column, *_ in MAIN)):
        if event not in roles:
            continue
        for (column, meant, words, what), value in zip(MAIN, named, strict=True):
            places = dict.fromkeys(place for place, role in roles[event] if role in meant)
            if places and value not in places and (value or column == "place_id"):
                why = f"is not among the places of {atlas.path(stays.TABLE)} with the role {words}"
                yield atlas.problem("events", index, column, value, why, f"write one of {', '.join(places)}: {what}")


def check_spans(atlas: CheckContext) -> Iterator[Problem]:
    """`from` and `to` lie within the date of the event, and each is one date."""
    suspect = atlas.screen(screens.given(atlas[stays.TABLE], "from", "to"))
    if not suspect.any():
        return
    when = dating.of_atlas(atlas)
    for index, event, first, last in atlas.suspects(atlas[stays.TABLE], suspect, "event_id", "from", "to"):
        for column, text in (("from", first), ("to", last)):
            date = dates.try_parse(text)
            if date is None or event not in when:
                continue
            if date.interval:
                why, fix = "is an interval", "write one date: the other end has its own column"
                yield atlas.problem(stays.TABLE, index, column, text, why, fix)
            elif why := _outside(date, when[event], event):
                fix = "mend it, or the date of the event"
                yield atlas.problem(stays.TABLE, index, column, text, why, fix)


def _outside(date: Date, event: Date | None, name: str) -> str:
    """Return why a date is not within that of an event; "" when it may be."""
    if event is None:
        return f"the event {name} has no date that could hold it"
    if _before(date.latest_end, event.earliest_start):
        return f"lies before the event {name}, {event.text}"
    if _before(event.latest_end, date.earliest_start):
        return f"lies after the event {name}, {event.text}"
    return ""


def _before(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one < other


def _roles(atlas: CheckContext) -> Mapping[str, list[tuple[str, str]]]:
    """Return event -> (place, role) of its rows."""
    return cells.grouped(
        (event, (place, role))
        for _, event, place, role in cells.rows(atlas[stays.TABLE], "event_id", "place_id", "role")
    )
