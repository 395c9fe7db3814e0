"""Checks of time: nothing ends before it begins, and nobody acts before or after their life."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from geo import dates
from geo.dataset import dating
from geo.dataset.cells import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.checks.context import CheckContext
    from geo.model import Atlas, Date, Day, Problem

EXEMPT = {"memory"}
"""Kinds that may name an organization after its end: remembering happens later."""
SPANS = (
    ("place_names", "from", "to"),
    ("organization_names", "from", "to"),
    ("organizations", "active_from", "active_to"),
    ("persons", "born", "died"),
    ("coverage", "from", "to"),
    ("event_places", "from", "to"),
)
"""Columns that hold the first and the last day of something."""

LOOKED_AT = 100
"""Bodies of one line among which the one that lived then is looked for; a real line has a dozen."""

Life = tuple["Date | None", "Date | None"]


def check_spans(atlas: CheckContext) -> Iterator[Problem]:
    """Nothing ends before it begins: lives, names and organizations."""
    for name, first, last in SPANS:
        table = atlas.tables.get(name)
        for index, start, end in rows(table, first, last) if table is not None else ():
            born, died = dates.try_parse(start), dates.try_parse(end)
            if born and died and _before(died.latest_end, born.earliest_start):
                why, fix = f"comes before {first} {start}", "exchange them, or mend the wrong one"
                yield atlas.problem(name, index, last, end, why, fix)


def check_lifetimes(atlas: CheckContext) -> Iterator[Problem]:
    """Every organization was alive, to the day, at some time of each event that names it."""
    events = {key: (edtf, kind) for _, key, edtf, kind in rows(atlas.events, "id", "edtf", "kind")}
    days = dating.of_atlas(atlas)
    bodies = rows(atlas["organizations"], "id", "active_from", "active_to")
    lives = {
        key: life for _, key, start, end in bodies if _is_sound(life := (dates.try_parse(start), dates.try_parse(end)))
    }
    line = _Line(atlas, lives)
    for index, event_id, body in rows(atlas["event_organizations"], "event_id", "organization_id"):
        text, kind = events.get(event_id, ("", ""))
        when = days.get(event_id)
        if when and body in lives and kind not in EXEMPT and not _meet(when, lives[body]):
            why = f"did not exist {f'at {text}' if text else dates.display(when)} (event {event_id})"
            then = " or ".join(map(repr, line.at(body, when)))
            named = f"name {then}, which existed then" if then else "name the body of that day"
            fix = f"{named}, or mend active_from and active_to"
            yield atlas.problem("event_organizations", index, "organization_id", body, why, fix)


class _Line:
    """The predecessors and successors of organizations, as `successor_of` tells."""

    def __init__(self, atlas: Atlas, lives: Mapping[str, Life]) -> None:
        self._lives = lives
        self._beside: dict[str, dict[str, None]] = {}
        for _, body, earlier in rows(atlas["organizations"], "id", "successor_of"):
            if earlier:
                self._beside.setdefault(body, {})[earlier] = None
                self._beside.setdefault(earlier, {})[body] = None

    def at(self, body: str, when: Date) -> list[str]:
        """Return the bodies of the same line that lived then, the fewest steps away; none beyond `LOOKED_AT`."""
        seen, step = {body}, [body]
        while step and len(seen) < LOOKED_AT:
            further = (one for last in step for one in self._beside.get(last, ()) if one not in seen)
            step = list(dict.fromkeys(islice(further, LOOKED_AT)))
            seen |= set(step)
            alive = [one for one in step if one in self._lives and _meet(when, self._lives[one])]
            if alive:
                return alive
        return []


def _is_sound(life: Life) -> bool:
    """Say whether a life does not end before it begins, which `check_spans` tells."""
    born, died = life
    return not (born and died and _before(died.latest_end, born.earliest_start))


def _meet(when: Date, life: Life) -> bool:
    born, died = life
    early = born is not None and _before(when.latest_end, born.earliest_start)
    late = died is not None and _before(died.latest_end, when.earliest_start)
    return not (early or late)


def _before(one: Day | None, other: Day | None) -> bool:
    """Whether `one` certainly precedes `other`; what is unknown or open never does."""
    return one is not None and other is not None and one < other
