"""The dates of all events: what their EDTF says, narrowed by what ``dated_by`` says of other events.

Whatever asks when an event happened asks here, so that the tables, the map and the exports agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from geo import dates
from geo.dataset import cells
from geo.dates.relative import Relation, Resolved, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geo.model import Atlas, Date

TABLE = "dated_by"
_RESOLVED: WeakKeyDictionary[Atlas, Mapping[str, Date | None]] = WeakKeyDictionary()


def of_events(
    events: pd.DataFrame, dated_by: pd.DataFrame | None, read: Callable[[str], Date | None] = dates.try_parse
) -> list[Date | None]:
    """Return the date of each event, in their order; None for one that has none.

    Parameters
    ----------
    events
        With `id` and `edtf`. A relation to an event that is not among them is passed over.
    dated_by
        The relations; None is without any.
    read
        Makes a date of EDTF.
    """
    texts = events["edtf"].tolist()
    known = {text: read(text) if text else None for text in dict.fromkeys(texts)}
    own = [known[text] for text in texts]
    if dated_by is None or dated_by.empty:
        return own
    found = resolve(dict(zip(events["id"].tolist(), own, strict=True)), relations(dated_by)).dates
    return [found.get(event, date) for event, date in zip(events["id"].tolist(), own, strict=True)]


def by_id(events: pd.DataFrame, dated_by: pd.DataFrame | None) -> dict[str, Date | None]:
    """Return the date of each event by its id."""
    return dict(zip(events["id"].tolist(), of_events(events, dated_by), strict=True))


def of_atlas(atlas: Atlas) -> Mapping[str, Date | None]:
    """Return the date of each event of a dataset by its id, resolved once for each `Atlas`."""
    if atlas not in _RESOLVED:
        _RESOLVED[atlas] = by_id(atlas.events, atlas.tables.get(TABLE))
    return _RESOLVED[atlas]


def resolved(events: pd.DataFrame, dated_by: pd.DataFrame) -> Resolved:
    """Return the dates of events with relations, and the relations that cannot hold."""
    own = {event: dates.try_parse(text) for _, event, text in cells.rows(events, "id", "edtf")}
    return resolve(own, relations(dated_by))


def relations(dated_by: pd.DataFrame) -> list[Relation]:
    """Return the rows of the table."""
    rows = cells.rows(dated_by, "event_id", "relation", "to_event", "days")
    return [Relation(event, kind, to, cells.number(days)) for _, event, kind, to, days in rows]
