"""Which pages a dataset has, and what belongs together: the same in every language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geo import dates
from geo.dataset import cells, changes, dating, settings, stays
from geo.model import YearSpan
from geo.site.addresses import ALONE, CHANGES, LISTED, RECORDS, Page
from geo.view import filters, story_checks
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.dataset.stays import Stay
    from geo.dataset.stories import Story
    from geo.model import Atlas

NAMED: Final = (
    ("person", "event_persons", "person_id"),
    ("body", "event_organizations", "organization_id"),
    ("group", "event_groups", "group_id"),
    ("source", "citations", "source_id"),
    ("source", "figures", "source_id"),
)
"""Kind of a page, and the table and column by which events name its records."""
NOWHERE: Final = "none"
"""Stands for the country of what has no single one."""
_MADE: WeakKeyDictionary[Atlas, Contents] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Contents:
    """The events of a dataset by what they belong to, each list in order of time.

    Attributes
    ----------
    order
        All events.
    stays
        Event -> its places.
    of
        Kind of a page -> its id -> events; kinds of events by themselves and by their details, years with those that
        only possibly fall in them.
    certain
        Pairs of a year, as an id, and an event that certainly falls in it.
    parts
        Event -> those that are part of it.
    told
        Event -> stories that name it.
    """

    atlas: Atlas
    order: tuple[str, ...]
    stays: Mapping[str, list[Stay]]
    of: Mapping[str, Mapping[str, list[str]]]
    certain: frozenset[tuple[str, str]]
    parts: Mapping[str, list[str]]
    told: Mapping[str, list[str]]
    stories: Mapping[str, Story] = field(default_factory=dict)

    @property
    def alone(self) -> list[str]:
        """Kinds of which a language has one page: that of what was corrected only where the dataset says it."""
        return [kind for kind in ALONE if kind != CHANGES or len(self.atlas[changes.TABLE])]

    def pages(self) -> Iterator[Page]:
        """Yield every page of a language."""
        yield from map(Page, self.alone)
        for kind, table in RECORDS.items():
            yield from (Page(kind, record) for record in self.atlas[table]["id"].tolist())
        yield from (Page("story", story) for story in self.stories)
        for kind in ("year", "country", "kind"):
            yield from (Page(kind, one) for one in self.of[kind])

    def has(self, page: Page) -> bool:
        """Whether there is a page."""
        if page.kind in RECORDS:
            return page.id in set(self.atlas[RECORDS[page.kind]]["id"])
        if not page.id:
            return page.kind in self.alone
        return page.kind in LISTED.values() and page.id in (
            self.stories if page.kind == "story" else self.of.get(page.kind, {})
        )


def of_atlas(atlas: Atlas) -> Contents:
    """Return the contents of a dataset, worked out once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = _contents(atlas)
    return _MADE[atlas]


def _contents(atlas: Atlas) -> Contents:
    ids, when = atlas.events["id"].tolist(), dating.of_atlas(atlas)
    order = tuple(ids[at] for at in dates.in_order(when[event] for event in ids))
    rank = {event: at for at, event in enumerate(order)}
    every, rows = stays.of_events(atlas), atlas.rows("events")
    stories = {story.id: story for story in story_checks.sound(atlas).stories}
    told = ((event, story.id) for story in stories.values() for step in story.steps for event in step.events)
    years, certain = _years(atlas)
    named: dict[str, list[tuple[str, str]]] = {}
    for kind, table, column in NAMED:
        named.setdefault(kind, []).extend((row[column], row["event_id"]) for row in atlas.rows(table) if row[column])
    places = [(stay.place, event) for event, some in every.items() for stay in some]
    kinds = [(kind, row["id"]) for row in rows for kind in (row["kind"], row["kind_detail"]) if kind]
    countries = _countries(atlas, every)
    by = {**named, "place": places, "kind": kinds, "country": countries, "year": years}
    return Contents(
        atlas=atlas,
        order=order,
        stays=every,
        of={kind: _in_order(pairs, rank) for kind, pairs in by.items()},
        certain=certain,
        parts=_in_order(((row["part_of"], row["id"]) for row in rows if row["part_of"]), rank),
        told=cells.grouped(dict.fromkeys(told)),
        stories=stories,
    )


def _in_order(pairs: Iterable[tuple[str, str]], rank: Mapping[str, int]) -> dict[str, list[str]]:
    """Return key -> its events in order of time, each once."""
    found = cells.grouped(dict.fromkeys(pairs))
    return {key: sorted(events, key=rank.__getitem__) for key, events in found.items()}


def _countries(atlas: Atlas, every: Mapping[str, list[Stay]]) -> list[tuple[str, str]]:
    """Return pairs of a country of today and an event that has a place in it, countries with most events first."""
    of = {row["id"]: row["country_today"] or NOWHERE for row in atlas.rows("places")}
    pairs = [(of[stay.place], event) for event, some in every.items() for stay in some]
    pairs += [(NOWHERE, event) for event, some in every.items() if not some]
    found = cells.grouped(dict.fromkeys(pairs))
    most = sorted(found, key=lambda code: (code == NOWHERE, -len(found[code]), code))
    return [(code, event) for code in most for event in found[code]]


def _years(atlas: Atlas) -> tuple[list[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return pairs of a year and an event that the map shows in it, and those that certainly fall in it.

    Years are those of the axis, and others in which something begins or ends.
    """
    events = join(atlas.places, atlas.events, atlas["dated_by"])
    first, last = settings.of(atlas).axis
    ends = [day for date in dating.of_atlas(atlas).values() if date for day in (date.earliest_start, date.latest_end)]
    shown, certain = [], []
    for year in sorted({*range(first, last + 1), *(day[0] for day in ends if day)}):
        span = YearSpan(year, year)
        shown += [(str(year), event) for event in filters.by_years(events, span)["id"]]
        certain += [(str(year), event) for event in filters.by_years(events, span, certain=True)["id"]]
    return shown, frozenset(certain)
