"""Count events and add figures, honestly: what overlaps is never added, nor what reaches beyond the chosen years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dataset import cells, chains, columns
from geo.errors import QueryError
from geo.model import YearSpan
from geo.view import filters, standing, ties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.model import Atlas
    from geo.view.query import Query


NOT_A_SUM = {
    "imprisoned-peak": "each is the highest population of one day, and these days differ",
    "visitors": "the same people may have come to several of them",
}
"""Measures whose figures cannot be added at all, and why."""
ALL_YEARS = YearSpan()
Range = tuple[int | None, int | None]
"""The lowest and the highest number; None for a side that is left open."""
Rows = list[tuple[str, ...]]
"""Low, best and high of some figures, as written."""
Figures = dict[str, dict[str, Rows]]
"""Event -> definition -> the figures that have it."""


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
    """The line below the map: `shown` of `total`; what has no date or no point is counted too.

    `undated` events pass every other filter but cannot be placed in the chosen years;
    `unplaced` events are shown in the list but stand at no point of the map in these years.
    """

    shown: int
    total: int
    undated: int
    unplaced: int


def by_year(
    events: gpd.GeoDataFrame,
    first: int,
    last: int,
    *,
    certain: bool = False,
    of: tuple[Collection[str], Atlas] | None = None,
) -> Histogram:
    """Count events in each year from `first` to `last`, both included.

    An event counts in every year that a filter on that one year would show it in; a camp of
    1930-1960 counts 31 times, so bars must not be added up. `of` are the organizations that were asked for, and the
    dataset: where they are bounded by their lives, so are the bars.
    """
    wanted, atlas = of or ((), None)
    at, start, end = filters.acting(events, wanted, atlas)
    row, low, high = filters.acting(events, wanted, atlas, certain=certain)
    counts = tuple(_distinct(row[(low <= year) & (high >= year)]) for year in range(first, last + 1))
    return Histogram(first, counts, _distinct(at[start < first]), _distinct(at[end > last]))


def _distinct(rows: NDArray[np.intp]) -> int:
    return int(np.unique(rows).size)


def tally(events: gpd.GeoDataFrame, query: Query, atlas: Atlas) -> Tally:
    """Count what a query shows and what it cannot show, of all `events`."""
    chosen = filters.select(events, query, atlas)
    shown = filters.apply(events, query, atlas)
    undated = chosen["earliest_start"].isna()
    unplaced = standing.unplaced(shown, query.years, atlas, certain=query.certain)
    return Tally(len(shown), len(events), int(undated.sum()), unplaced)


def by_organization(
    events: gpd.GeoDataFrame, atlas: Atlas, years: YearSpan | None = None, *, certain: bool = False
) -> Mapping[str, int]:
    """Count events for each organization and family id, and those that name none.

    Each count is how many of `events`, which are those of `years`, a filter on that id alone would show, also when it
    is 0.
    """
    organizations = ties.of_atlas(atlas)
    counts = dict.fromkeys([*atlas["families"]["id"], *atlas["organizations"]["id"]], 0)
    spans = ties.spans(events, atlas, certain=certain)
    counting = spans.touching(*filters.ends(years or YearSpan()))
    row, named = spans.row[counting], organizations.names.to_numpy()[spans.named[counting]]
    family = pd.Series(named).map(
        dict(zip(atlas["organizations"]["id"], atlas["organizations"]["family"], strict=True))
    )
    for names in (pd.Series(named), family):
        pairs = pd.DataFrame({"row": row, "name": names}).dropna().drop_duplicates()
        counts |= {str(name): int(n) for name, n in pairs["name"].value_counts().items()}
    rows = organizations.rows(events["id"])
    return counts | {columns.NONE_NAMED: int((~organizations.anything()[rows]).sum())}


def by_named(events: gpd.GeoDataFrame, table: str, atlas: Atlas) -> Mapping[str, int]:
    """Count events for each record of ``groups`` or ``persons``, also when it is 0; each event once for one record."""
    named = ties.of_named(atlas, table)
    return dict.fromkeys(atlas[table]["id"], 0) | named.counts(named.rows(events["id"]))


def by_kind(events: gpd.GeoDataFrame) -> Mapping[str, int]:
    """Count events for each kind and each kind_detail."""
    counts = {**events["kind"].value_counts(), **events["kind_detail"].value_counts()}
    return {str(key): int(count) for key, count in counts.items() if key}


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of figures of one measure as a range, over the events that lie wholly inside the chosen years.

    Attributes
    ----------
    low, high
        The bounds of the sum. `low` is None when a figure of some event has no lower bound (its source
        says "up to"), `high` when one has no upper one ("at least"): a sum would then claim a bound that nobody
        gives. Both are None when nothing is added: unknown is not 0.
    events
        Those whose figures are added.
    left_out
        Those inside the years whose figures overlap with what is added.
    beyond
        Those that reach, or may reach, beyond the years: nobody says how much of their figures falls inside.
    other_counts
        Those of `events` that have other counts beside the one that is added.
    """

    measure: str
    low: int | None
    high: int | None
    events: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    other_counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Overlaps:
    """What is known of overlaps, for all events of a dataset: the event that each is part of, and its kind."""

    whole: Mapping[str, str]
    kind: Mapping[str, str]


def total(events: pd.DataFrame, measure: str, atlas: Atlas, years: YearSpan = ALL_YEARS) -> Total:
    """Add the figures of one measure over events, never counting a person twice knowingly.

    Only events that lie wholly inside `years` are added (`filters.inside`). Of these an event that is
    contained in another one that is added (`part_of` in the dataset, at any depth) is left out; so are
    parts of one whole that count its people from another side, whether or not the whole is among
    `events`: an operation and the places of execution are not added.

    An event counts with one definition: its bounds are those of one row of the figures, or of rows
    with the same definition. Of several definitions the first one with a best number holds, else the first.

    Parameters
    ----------
    events
        Those chosen; joined (`geo.join`) when `years` has an end.

    Raises
    ------
    QueryError
        If figures of several events would have to be added that cannot be (`NOT_A_SUM`).
    """
    found = _total(events, measure, _figures(atlas).get(measure, {}), _overlaps(atlas), years)
    if measure in NOT_A_SUM and len(found.events) > 1:
        msg = f"the figures {measure!r} of {len(found.events)} events cannot be added: {NOT_A_SUM[measure]}"
        raise QueryError(msg)
    return found


def totals(events: pd.DataFrame, atlas: Atlas, years: YearSpan = ALL_YEARS) -> Iterator[Total]:
    """Yield the `total` of each measure that can be added, in the order of the figures."""
    overlaps = _overlaps(atlas)
    for measure, figures in _figures(atlas).items():
        found = _total(events, measure, figures, overlaps, years)
        if measure not in NOT_A_SUM or len(found.events) <= 1:
            yield found


def _figures(atlas: Atlas) -> dict[str, Figures]:
    """Return all figures by measure, each in the order of the dataset."""
    found: dict[str, Figures] = {}
    named = ("event_id", "measure", "definition", *columns.FIGURE)
    for _, event, measure, definition, *numbers in cells.rows(atlas["figures"], *named):
        rows = found.setdefault(measure, {}).setdefault(event, {})
        rows.setdefault(definition, []).append(tuple(numbers))
    return found


def _overlaps(atlas: Atlas) -> _Overlaps:
    rows = [row for _, *row in cells.rows(atlas.events, "id", "part_of", "kind")]
    return _Overlaps({event: whole for event, whole, _ in rows}, {event: kind for event, _, kind in rows})


def _total(events: pd.DataFrame, measure: str, figures: Figures, overlaps: _Overlaps, years: YearSpan) -> Total:
    ids = events["id"].to_numpy()
    inside = [True] * len(ids) if years.unbounded else filters.inside(events, years)
    chosen = {event: lies for event, lies in zip(ids, inside, strict=True) if event in figures}
    ranges = {event: _range(_counted(figures[event])) for event in sorted(chosen) if chosen[event]}
    left = {event for event in ranges if any(one in ranges for one in chains.above(event, overlaps.whole))}
    left |= _other_sides([event for event in ranges if event not in left], ranges, overlaps)
    counted = tuple(event for event in ranges if event not in left)
    low, high = (_sum([ranges[event][side] for event in counted]) for side in (0, 1))
    beyond = sorted(event for event, lies in chosen.items() if not lies)
    more = [event for event in counted if len(figures[event]) > 1]
    return Total(measure, low, high, counted, tuple(sorted(left)), tuple(beyond), tuple(more))


def _counted(definitions: Mapping[str, Rows]) -> Rows:
    """Return the rows of the definition that an event counts with."""
    best = (rows for rows in definitions.values() if any(row[1] for row in rows))
    return next(best, None) or next(iter(definitions.values()))


def _other_sides(events: Iterable[str], ranges: Mapping[str, Range], overlaps: _Overlaps) -> set[str]:
    """Return the parts of one whole that count its people from another side than the largest kind does.

    An operation, the places where its victims were shot and the trials of some of them are parts of
    the same whole; only parts of one kind stand side by side.
    """
    sides: dict[str, dict[str, list[str]]] = {}
    for event in events:
        outermost = [event, *chains.above(event, overlaps.whole)][-1]
        sides.setdefault(outermost, {}).setdefault(overlaps.kind[event], []).append(event)
    size = {event: max(number or 0 for number in bounds) for event, bounds in ranges.items()}
    left: set[str] = set()
    for parts in sides.values():
        largest = max(parts.values(), key=lambda same: sum(size[event] for event in same))
        left.update(event for same in parts.values() if same is not largest for event in same)
    return left


def _range(figures: Rows) -> Range:
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
