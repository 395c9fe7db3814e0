"""Checks of time: nothing ends before it begins, and nobody acts before or after their life."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo import dates
from geo.dataset import dating, screens
from geo.dataset.cells import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.checks.context import CheckContext
    from geo.dataset.screens import Mask
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
    ("register_scopes", "from", "to"),
)
"""Columns that hold the first and the last day of something."""

LOOKED_AT = 100
"""Bodies of one line among which the one that lived then is looked for; a real line has a dozen."""

Life = tuple["Date | None", "Date | None"]
_EXACT: Final = 10**12
"""Years before and after which a day is no exact number."""


def check_spans(atlas: CheckContext) -> Iterator[Problem]:
    """Nothing ends before it begins: lives, names and organizations."""
    for name, first, last in SPANS:
        table = atlas.tables.get(name)
        if table is None:
            continue
        suspect = screens.given(table, first) & screens.given(table, last)
        for index, start, end in atlas.suspects(table, suspect, first, last):
            born, died = dates.try_parse(start), dates.try_parse(end)
            if born and died and _before(died.latest_end, born.earliest_start):
                why, fix = f"comes before {first} {start}", "exchange them, or mend the wrong one"
                yield atlas.problem(name, index, last, end, why, fix)


def check_lifetimes(atlas: CheckContext) -> Iterator[Problem]:
    """Every organization was alive, to the day, at some time of each event that names it."""
    bodies = rows(atlas["organizations"], "id", "active_from", "active_to")
    lives = {
        key: life for _, key, start, end in bodies if _is_sound(life := (dates.try_parse(start), dates.try_parse(end)))
    }
    suspect = atlas.screen(_strangers(atlas, lives))
    if not suspect.any():
        return
    events = {key: (edtf, kind) for _, key, edtf, kind in rows(atlas.events, "id", "edtf", "kind")}
    days = dating.of_atlas(atlas)
    line = _Line(atlas, lives)
    for index, event_id, body in atlas.suspects(atlas["event_organizations"], suspect, "event_id", "organization_id"):
        text, kind = events.get(event_id, ("", ""))
        when = days.get(event_id)
        if when and body in lives and kind not in EXEMPT and not _meet(when, lives[body]):
            why = f"did not exist {f'at {text}' if text else dates.display(when)} (event {event_id})"
            then = " or ".join(map(repr, line.at(body, when)))
            named = f"name {then}, which existed then" if then else "name the body of that day"
            fix = f"{named}, or mend active_from and active_to"
            yield atlas.problem("event_organizations", index, "organization_id", body, why, fix)


def _strangers(atlas: CheckContext, lives: Mapping[str, Life]) -> Mask:
    """Say of each row of ``event_organizations`` whether its event may lie outside the life of its organization."""
    named, events = atlas["event_organizations"], atlas.events
    if screens.repeated([screens.numbered(events, "id")]):  # which of two is meant is for the rule to say
        return np.ones(len(named), dtype=bool)
    texts = pc.unique(screens.column(events, "edtf"))
    written = [dates.try_parse(text) for text in texts.to_pylist()]
    event = atlas.positions("event_organizations", "event_id", "events")
    date = np.append(screens.positions(events, "edtf", texts), screens.NOWHERE)[event]
    body = screens.positions(named, "organization_id", pa.array([*lives], pa.large_string()))
    first = _numbers([one.earliest_start if one else None for one in written], -math.inf)[date]
    last = _numbers([one.latest_end if one else None for one in written], math.inf)[date]
    born = _numbers([one.earliest_start if one else None for one, _ in lives.values()], -math.inf)[body]
    died = _numbers([one.latest_end if one else None for _, one in lives.values()], math.inf)[body]
    told = screens.among(named, "event_id", screens.distinct(atlas[dating.TABLE], "event_id"))
    suspect: Mask = (last < born) | (died < first) | told
    return suspect


def _numbers(days: Sequence[Day | None], unknown: float) -> NDArray[np.float64]:
    """Return days as numbers in their order, and `unknown`, one of the two infinities, once more at `NOWHERE`.

    Of a year that no such number can tell exactly the other infinity makes sure that it is looked at.
    """
    exact = [-unknown if day and abs(day[0]) > _EXACT else day and (day[0] * 13 + day[1]) * 32 + day[2] for day in days]
    return np.array([*(unknown if one is None else one for one in exact), unknown], dtype=np.float64)


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
