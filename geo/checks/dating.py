"""Checks of dates that are told by other events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset import cells, dating
from geo.dates.relative import RELATIONS, WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem

ALLOWED = {"name": "relation", "constraints": {"enum": RELATIONS}}


def check_relations(atlas: CheckContext) -> Iterator[Problem]:
    """Every relation of dates is one that is known; only ``within`` says of how many days."""
    for index, relation, days in cells.rows(atlas[dating.TABLE], "relation", "days"):
        for why, fix in cells.faults(ALLOWED, relation):
            yield atlas.problem(dating.TABLE, index, "relation", relation, why, fix)
        if relation == WITHIN and not days:
            why, fix = "must not be empty for 'within'", "say within how many days of the other event"
            yield atlas.problem(dating.TABLE, index, "days", days, why, fix)
        elif relation in RELATIONS and relation != WITHIN and days:
            why, fix = f"says nothing beside {relation!r}", "clear it, or write the relation as 'within'"
            yield atlas.problem(dating.TABLE, index, "days", days, why, fix)


def check_dating(atlas: CheckContext) -> Iterator[Problem]:
    """Events are not dated by one another in a ring, nor by one without a date, nor against their own."""
    table = atlas[dating.TABLE]
    if table.empty:
        return
    found = dating.resolved(atlas.events, table)
    rows = list(cells.rows(table, "event_id", "relation", "to_event"))
    written = dict(zip(atlas.events["id"].tolist(), atlas.events["edtf"].tolist(), strict=True))
    for position, ring in found.rings.items():
        index, event, _, other = rows[position]
        why = f"{event!r} is dated by itself: {' -> '.join(ring)}"
        yield atlas.problem(dating.TABLE, index, "to_event", other, why, "take one of these relations away")
    for position in found.undated:
        index, _, _, other = rows[position]
        why, fix = "the event has no date", f"give it one in {atlas.path('events')}, or take the relation away"
        yield atlas.problem(dating.TABLE, index, "to_event", other, why, fix)
    for position in found.contradictions:
        index, event, relation, other = rows[position]
        of_other = written[other] or "told by other events"
        own = f"its own date is {written[event]}" if written[event] else "it has other relations"
        why = f"leaves no day for {event!r}: it is {relation} {other!r} ({of_other}), and {own}"
        fix = "correct the date that is wrong, or take the relation away"
        yield atlas.problem(dating.TABLE, index, "relation", relation, why, fix)
