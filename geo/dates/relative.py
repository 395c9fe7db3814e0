"""Dates told by other events: "before the transport left", "within three days of the arrest".

The bounds of such a date are those of its own EDTF, if it has one, narrowed by every relation; nothing is
ever widened, and the order of the relations does not matter. When the other event's date is
corrected, the bounds follow.

- ``before``: it ended no later than the other can have started (the same day is possible).
- ``after``: it started no earlier than the other can have ended.
- ``during``: it lies wholly inside the other.
- ``within``: it lies no more than so many days before the start and after the end of the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from geo.model import Date, Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.model import Day

WITHIN: Final = "within"
RELATIONS: Final = ("before", "after", "during", WITHIN)
CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
"""After so many years the Gregorian calendar repeats itself to the day."""
UNDATED: Final = Date("", None, None, None, None, (Edge.UNKNOWN, Edge.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Relation:
    """What an event's date is told by: one of `RELATIONS` to another event; `days` is for ``within``."""

    event: str
    kind: str
    to: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The dates of events with relations, and the relations that cannot hold, by their positions.

    Attributes
    ----------
    dates
        Of each event that has a relation and a date; one without EDTF of its own has no `text`.
    rings
        Events that are dated by one another, the first again at the end, by a relation of the first.
    undated
        Relations to an event that has no date.
    contradictions
        Relations that leave no day together with what else is said of their event. None of the event's
        relations narrows it then.
    """

    dates: Mapping[str, Date]
    rings: Mapping[int, tuple[str, ...]]
    undated: tuple[int, ...]
    contradictions: tuple[int, ...]


def resolve(written: Mapping[str, Date | None], relations: Sequence[Relation]) -> Resolved:
    """Return the dates of events that are told by other events.

    Parameters
    ----------
    written
        The date of every event as its EDTF has it; None for one without.
    relations
        In any order. Those that name no known event, or nothing that is known of time, are passed over.
    """
    rows: dict[str, list[int]] = {}
    for position, one in enumerate(relations):
        if one.kind in RELATIONS and one.event in written and one.to in written:
            rows.setdefault(one.event, []).append(position)
    order, stuck = _in_turn({event: [relations[i].to for i in own] for event, own in rows.items()})
    found: dict[str, Date] = {}
    undated: list[int] = []
    contradictions: list[int] = []
    for event in order:
        known = {i: found.get(relations[i].to) or written[relations[i].to] for i in rows[event]}
        own = written[event] or UNDATED
        narrowed = own
        for i, other in known.items():
            if other is None:
                undated.append(i)
            else:
                narrowed = _narrowed(narrowed, relations[i], other)
        if _is_empty(narrowed):
            alone = [i for i, other in known.items() if other and _is_empty(_narrowed(own, relations[i], other))]
            contradictions += alone or [i for i, other in known.items() if other][-1:]
            narrowed = own
        if narrowed.earliest_start or narrowed.latest_end:
            found[event] = narrowed
    above = {event: {relations[i].to: i for i in rows[event] if relations[i].to in stuck} for event in stuck}
    rings = {above[ring[0]][ring[1]]: ring for ring in _rings(above)}
    return Resolved(found, rings, tuple(sorted(undated)), tuple(sorted(contradictions)))


def _in_turn(above: Mapping[str, Sequence[str]]) -> tuple[list[str], set[str]]:
    """Return the events, each after those that it is dated by, and those that are never reached."""
    waits = {event: len({other for other in others if other in above}) for event, others in above.items()}
    below: dict[str, set[str]] = {}
    for event, others in above.items():
        for other in others:
            below.setdefault(other, set()).add(event)
    order = [event for event, count in waits.items() if not count]
    for event in order:  # grows while it is read
        for other in below.get(event, ()):
            waits[other] -= 1
            if not waits[other]:
                order.append(other)
    return order, above.keys() - set(order)


def _rings(above: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, ...]]:
    """Yield events that lead back to the first of them, from the least id; others only lead to such."""
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        step = start
        while step not in done and step not in path:
            path.append(step)
            step = min(above[step])
        if step in path:
            ring = path[path.index(step) :]
            least = ring.index(min(ring))
            yield (*ring[least:], *ring[:least], ring[least])
        done.update(path)


def _narrowed(own: Date, relation: Relation, other: Date) -> Date:
    """Return a date whose bounds hold to one relation too."""
    first, last = _limits(relation, other)
    start, end = _latest(own.earliest_start, first), _earliest(own.latest_end, last)
    return replace(
        own,
        earliest_start=start,
        latest_start=_earliest(own.latest_start, end),
        earliest_end=_latest(own.earliest_end, start),
        latest_end=end,
    )


def _limits(relation: Relation, other: Date) -> tuple[Day | None, Day | None]:
    """Return the first and the last day that a relation leaves; None for one that it leaves open."""
    if relation.kind == "before":
        return None, other.latest_start
    if relation.kind == "after":
        return other.earliest_end, None
    if relation.kind == "during":
        return other.earliest_start, other.latest_end
    days = relation.days
    if days is None:
        return None, None
    return shifted(other.earliest_start, -days), shifted(other.latest_end, days)


def shifted(day: Day | None, days: int) -> Day | None:
    """Return the day so many days later; an open one stays open.

    >>> shifted((1940, 2, 28), 2), shifted((0, 1, 1), -1)
    ((1940, 3, 1), (-1, 12, 31))
    """
    if day is None:
        return None
    (cycles, year), (more, rest) = divmod(day[0], CYCLE_YEARS), divmod(days, CYCLE_DAYS)
    base = 5 * CYCLE_YEARS
    moved = date(base + year, *day[1:]) + timedelta(days=rest)
    return moved.year - base + CYCLE_YEARS * (cycles + more), moved.month, moved.day


def _is_empty(one: Date) -> bool:
    starts = one.earliest_start, one.latest_start
    ends = one.earliest_end, one.latest_end
    return any(first is not None and last is not None and first > last for first, last in (starts, ends))


def _latest(*days: Day | None) -> Day | None:
    return max(_known(days), default=None)


def _earliest(*days: Day | None) -> Day | None:
    return min(_known(days), default=None)


def _known(days: Iterable[Day | None]) -> list[Day]:
    return [day for day in days if day is not None]
