"""Checks of time: nothing ends before it begins, and nobody acts before or after their life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dates
from geo.errors import DateError
from geo.model import Atlas, Date, Day, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

EXEMPT = {"memory"}
"""Kinds that may name an organization after its end: remembering happens later."""
SPANS = (
    ("place_names", "from", "to"),
    ("organization_names", "from", "to"),
    ("organizations", "active_from", "active_to"),
    ("persons", "born", "died"),
    ("coverage", "from", "to"),
)
"""Columns that hold the first and the last day of something."""

Life = tuple[Date | None, Date | None]


def check_spans(atlas: Atlas) -> Iterator[Problem]:
    """Nothing ends before it begins: lives, names and organizations."""
    for name, first, last in SPANS:
        table = atlas.tables.get(name)
        for index, start, end in _rows(table, first, last) if table is not None else ():
            born, died = _date(start), _date(end)
            if born and died and _before(died.latest_end, born.earliest_start):
                why, fix = f"comes before {first} {start}", "exchange them, or mend the wrong one"
                yield Problem(f"{name}.csv", index, last, end, why, fix)


def check_lifetimes(atlas: Atlas) -> Iterator[Problem]:
    """Every organization was alive, to the day, at some time of each event that names it."""
    events = {key: (edtf, kind) for _, key, edtf, kind in _rows(atlas.events, "id", "edtf", "kind")}
    bodies = _rows(atlas["organizations"], "id", "active_from", "active_to")
    lives = {key: (_date(start), _date(end)) for _, key, start, end in bodies}
    for index, event_id, body in _rows(atlas["event_organizations"], "event_id", "organization_id"):
        text, kind = events.get(event_id, ("", ""))
        when = _date(text)
        if when and body in lives and kind not in EXEMPT and not _meet(when, lives[body]):
            why = f"did not exist at {text} (event {event_id})"
            fix = "name the body of that day, or mend active_from and active_to"
            yield Problem("event_organizations.csv", index, "organization_id", body, why, fix)


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[str, ...]]:
    """Yield the line of each record and some of its cells."""
    lines = (str(index) for index in table.index)
    return zip(lines, *(table[name] for name in columns), strict=True)


def _date(text: str) -> Date | None:
    try:
        return dates.parse(text) if text else None
    except DateError:
        return None  # the cell's own check tells it


def _meet(when: Date, life: Life) -> bool:
    born, died = life
    early = born is not None and _before(when.latest_end, born.earliest_start)
    late = died is not None and _before(died.latest_end, when.earliest_start)
    return not (early or late)


def _before(one: Day | None, other: Day | None) -> bool:
    """Whether `one` certainly precedes `other`; what is unknown or open never does."""
    return one is not None and other is not None and one < other
