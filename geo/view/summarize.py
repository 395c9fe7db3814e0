"""Count events and add figures, honestly: overlapping figures are never added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.dataset import cells, columns
from geo.errors import QueryError
from geo.view import filters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from geo.model import Atlas
    from geo.view.query import Query


NOT_A_SUM = {
    "imprisoned-peak": "each is the highest population of one day, and these days differ",
    "visitors": "the same people may have come to several of them",
}
"""Measures whose figures cannot be added at all, and why."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Events by year: `years[i]` is how many would be shown if only year `first + i` were chosen.

    `before` and `after` count the events that reach beyond the axis.
    """

    first: int
    years: tuple[int, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The line below the map: `shown` of `total`; what has no date or no point is told too.

    `undated` events pass every other filter but cannot be placed in the chosen years;
    `unplaced` events are shown in the list but have no point on the map.
    """

    shown: int
    total: int
    undated: int
    unplaced: int


def by_year(events: gpd.GeoDataFrame, first: int, last: int, *, certain: bool = False) -> Histogram:
    """Count events in each year from `first` to `last`, both included.

    An event counts in every year that a filter on that one year would show it in; a camp of
    1930-1960 counts 31 times, so bars must not be added up.
    """
    start, end = filters.extent(events)
    low, high = (years.to_numpy() for years in filters.extent(events, certain=certain))
    counts = tuple(int(((low <= year) & (high >= year)).sum()) for year in range(first, last + 1))
    return Histogram(first, counts, int((start < first).sum()), int((end > last).sum()))


def tally(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> Tally:
    """Count what a query shows and what it cannot show, of all `events`."""
    chosen = filters.select(events, query, atlas)
    shown = filters.by_years(chosen, query.years, certain=query.certain)
    undated = chosen["earliest_start"].isna()
    return Tally(len(shown), len(events), int(undated.sum()), int(shown.geometry.isna().sum()))


def by_organization(events: gpd.GeoDataFrame, atlas: Atlas) -> Mapping[str, int]:
    """Count events for each organization and family id, and those that name none.

    Each count is how many of `events` a filter on that id alone would show, also when it is 0.
    """
    organizations, table = atlas["organizations"], atlas["event_organizations"]
    here = table[table["event_id"].isin(events["id"])]
    families = dict(zip(organizations["id"], organizations["family"], strict=True))
    counts = dict.fromkeys([*atlas["families"]["id"], *organizations["id"]], 0)
    counts |= _distinct(here["event_id"], here["organization_id"])
    counts |= _distinct(here["event_id"], here["organization_id"].map(families))
    return counts | {columns.NONE_NAMED: len(events) - here["event_id"].nunique()}


def _distinct(events: pd.Series[str], keys: pd.Series[str]) -> dict[str, int]:
    return {str(key): int(count) for key, count in events.groupby(keys).nunique().items()}


def by_kind(events: gpd.GeoDataFrame) -> Mapping[str, int]:
    """Count events for each kind and each kind_detail."""
    counts = {**events["kind"].value_counts(), **events["kind_detail"].value_counts()}
    return {str(key): int(count) for key, count in counts.items() if key}


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of figures of one measure as a range; `left_out` are events inside other events.

    `low` is None when a figure of some event has no lower bound (its source says "up to"), `high` when
    one has no upper one ("at least"): a sum would then claim a bound that nobody gives. Both
    are None when no event has a figure: unknown is not 0.
    """

    measure: str
    low: int | None
    high: int | None
    events: tuple[str, ...]
    left_out: tuple[str, ...]


def total(events: pd.DataFrame, measure: str, atlas: Atlas) -> Total:
    """Add the figures of one measure over events, never counting a person twice knowingly.

    An event whose figure is contained in another chosen event (`part_of`, at any depth) is left
    out and named; so are parts of one whole that count its people from another side: an operation
    and the places of execution are not added. Of several figures for one event the lowest and the highest number hold.

    Raises
    ------
    QueryError
        If figures of several events would have to be added that cannot be (`NOT_A_SUM`).
    """
    figures = _figures(set(events["id"].tolist()), measure, atlas)
    ranges = {event: _range(figures[event]) for event in sorted(figures)}
    above = {event: whole for _, event, whole in cells.rows(atlas.events, "id", "part_of")}
    kinds = {event: kind for _, event, kind in cells.rows(atlas.events, "id", "kind")}
    inside = {event for event in ranges if _within(event, ranges, above)}
    inside |= _other_sides([event for event in ranges if event not in inside], ranges, above, kinds)
    counted = tuple(event for event in ranges if event not in inside)
    if measure in NOT_A_SUM and len(counted) > 1:
        msg = f"the figures {measure!r} of {len(counted)} events cannot be added: {NOT_A_SUM[measure]}"
        raise QueryError(msg)
    low, high = (_sum([ranges[event][side] for event in counted]) for side in (0, 1))
    return Total(measure, low, high, counted, tuple(sorted(inside)))


def _figures(chosen: Collection[str], measure: str, atlas: Atlas) -> dict[str, list[Sequence[str]]]:
    """Return low, best and high of the figures of one measure, by event."""
    found: dict[str, list[Sequence[str]]] = {}
    for _, event, what, *numbers in cells.rows(atlas["figures"], "event_id", "measure", *columns.FIGURE):
        if what == measure and event in chosen:
            found.setdefault(event, []).append(numbers)
    return found


def _other_sides(
    events: Sequence[str],
    ranges: Mapping[str, tuple[int | None, int | None]],
    above: Mapping[str, str],
    kinds: Mapping[str, str],
) -> set[str]:
    """Return the parts of one whole that count its people from another side than the largest kind does.

    An operation, the places where its victims were shot and the trials of some of them are parts of
    the same whole; only parts of one kind stand side by side.
    """
    sides: dict[str, dict[str, list[str]]] = {}
    for event in events:
        sides.setdefault(_whole(event, above), {}).setdefault(kinds[event], []).append(event)
    size = {event: max(number or 0 for number in ranges[event]) for event in events}
    left: set[str] = set()
    for parts in sides.values():
        largest = max(parts.values(), key=lambda same: sum(size[event] for event in same))
        left.update(event for same in parts.values() if same is not largest for event in same)
    return left


def _whole(event: str, above: Mapping[str, str]) -> str:
    """Return the outermost event that contains one; itself when none does."""
    seen = {event}
    while above.get(event) and above[event] not in seen:
        event = above[event]
        seen.add(event)
    return event


def _range(figures: Iterable[Sequence[str]]) -> tuple[int | None, int | None]:
    """Return the lowest and the highest number of some figures; None for a side that they leave open.

    Beside "681,692" and "at least 750,000" nobody says how many at most.
    """
    low, best, high = ([int(value) for value in column if value] for column in zip(*figures, strict=True))
    least, most = min([*low, *best], default=None), max([*best, *high], default=None)
    return (
        None if least is None or min([*high, least]) < least else least,
        None if most is None or max([*low, most]) > most else most,
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _within(event: str, chosen: Mapping[str, object], above: Mapping[str, str]) -> bool:
    seen, step = {event}, above.get(event, "")
    while step and step not in seen:
        if step in chosen:
            return True
        seen.add(step)
        step = above.get(step, "")
    return False
