"""The part of a large dataset that gets pages: files by the hundred thousand are no site that anybody can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geo.dataset import cells, stays
from geo.export.excerpt import excerpt
from geo.site.addresses import RECORDS
from geo.site.contents import NAMED
from geo.view import story_checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Atlas

MOST: Final = 20_000
"""Records of which there are pages, in each language."""
GRADES: Final = "ABC"
_MADE: WeakKeyDictionary[Atlas, dict[int, Atlas]] = WeakKeyDictionary()


def has_all(atlas: Atlas, most: int = MOST) -> bool:
    """Return whether every record of a dataset has a page."""
    return sum(len(atlas[table]) for table in RECORDS.values()) <= most


def chosen(atlas: Atlas, most: int = MOST) -> Atlas:
    """Return the dataset itself, or of one with too many records a part that is a dataset; made once for each `Atlas`.

    Events of stories come first, then the best supported ones, in the order of the table, each with all records that
    it names.
    """
    if has_all(atlas, most):
        return atlas
    made = _MADE.setdefault(atlas, {})
    if most not in made:
        made[most] = excerpt(atlas, _first(atlas, most))
    return made[most]


def _first(atlas: Atlas, most: int) -> Iterable[str]:
    told = {event for story in story_checks.sound(atlas).stories for step in story.steps for event in step.events}
    rows = [(row["id"], row["confidence"] or "-") for row in atlas.rows("events")]
    order = sorted(rows, key=lambda row: (row[0] not in told, GRADES.find(row[1]) % (len(GRADES) + 1)))
    pairs = [(row["event_id"], (kind, row[of])) for kind, table, of in NAMED for row in atlas.rows(table) if row[of]]
    pairs += [(event, ("place", stay.place)) for event, some in stays.of_events(atlas).items() for stay in some]
    names, known = cells.grouped(pairs), set[tuple[str, str]]()
    for event, _ in order:
        known |= {("event", event), *names.get(event, ())}
        if len(known) > most:
            return
        yield event
