"""What a collection says of its own method, and what it lacks: everything the page on method shows.

Words come from the tables `kinds`, `measures`, `standards` and `coverage`, numbers from all of them. What a dataset
does not state is empty here, and the page says that it is not stated.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import dates
from geo.dataset import settings
from geo.dataset.translate import DATASET
from geo.i18n import translator
from geo.view import labels
from geo.view.join import join
from geo.view.query import Query
from geo.view.standing import placed_ids
from geo.view.summarize import tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.dataset.translate import Localized
    from geo.model import Atlas

Row = dict[str, str]
CONSULTED = ("whole", "part", "not-opened")
"""How far a source was read, as `consulted` has it; any other word counts as unstated."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind with its definition and inclusion rule ("" when none is stated), how many events it has, its details."""

    row: Row
    events: int
    details: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What figures and numbers by date (`series`) count, how many of each; `definition` is "" when none is stated."""

    id: str
    definition: str
    figures: int
    dated: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A family with stretches of years, first and last, in which nobody has looked at all its organizations."""

    id: str
    name: str
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not known.

    Attributes
    ----------
    undated, unplaced
        How many events have no date, and no point on the map.
    pointless
        How many places have no point.
    sources
        How many sources were read how far (`CONSULTED`), "" where nobody says.
    unlooked
        What was not looked at, see `gaps`.
    """

    undated: int
    unplaced: int
    pointless: int
    sources: Mapping[str, int]
    unlooked: tuple[Gap, ...]


def kinds(atlas: Atlas) -> tuple[Kind, ...]:
    """Return the kinds in their order, each with its details, used or not."""
    rows = atlas.rows("kinds")
    count = Counter(atlas.events["kind"]) + Counter(atlas.events["kind_detail"])
    return tuple(
        Kind(
            row,
            count[row["id"]],
            tuple(Kind(one, count[one["id"]]) for one in rows if one["parent"] == row["id"]),
        )
        for row in rows
        if not row["parent"]
    )


def measures(atlas: Atlas) -> tuple[Measure, ...]:
    """Return the measures that are defined, in their order, and behind them those that are used all the same."""
    count, dated = (Counter(atlas[table]["measure"]) for table in ("figures", "series"))
    defined = {row["id"]: row["definition"] for row in atlas.rows("measures")}
    names = dict.fromkeys([*defined, *count, *dated])
    return tuple(Measure(name, defined.get(name, ""), count[name], dated[name]) for name in names)


def missing(atlas: Atlas) -> Missing:
    """Return what is not known of the dataset; events without a date or a point are those of the line below the map."""
    stated = Counter(word if word in CONSULTED else "" for word in atlas["sources"]["consulted"])
    found = tally(join(atlas.places, atlas.events, atlas["dated_by"]), Query(), atlas)
    return Missing(
        undated=found.undated,
        unplaced=found.unplaced,
        pointless=len(atlas.places) - len(placed_ids(atlas)),
        sources={word: stated[word] for word in (*CONSULTED, "")},
        unlooked=tuple(gaps(atlas)),
    )


def gaps(atlas: Atlas) -> Iterator[Gap]:
    """Yield families with years of the axis in which one of their organizations existed that nobody has looked at.

    An organization is looked at in the years that `coverage` gives for it or for its family.
    """
    axis = settings.of(atlas).axis
    covered = _covered(atlas)
    bodies = atlas.rows("organizations")
    for family in atlas.rows("families"):
        own = [row for row in bodies if row["family"] == family["id"]]
        seen = covered.get(family["id"], set())
        years = {year for row in own for year in _life(row, axis) - seen - covered.get(row["id"], set())}
        if years:
            yield Gap(family["id"], family["name"], tuple(stretches(years)))


def description(localized: Localized) -> str:
    """Return what the dataset says of itself, marked when it is not in the language asked for."""
    package = localized.atlas.package
    text = str(package.get("description") or package.get("title") or "")
    untranslated = localized.untranslated_fields(DATASET, str(package.get("name")), ["description"])
    return f"{text} {localized.mark}" if text and untranslated else text


def covered(localized: Localized) -> list[str]:
    """Return in words what the collection has examined; the notes are in the dataset's own language."""
    atlas, _ = localized.atlas, translator(localized.lang).gettext
    names = {row["id"]: row["name"] for table in ("organizations", "families") for row in atlas.rows(table)}
    rows = atlas.rows("coverage")
    spans = (
        (names.get(row["organization_id"], ""), dates.years(row["from"], row["to"], localized.lang)) for row in rows
    )
    words = [labels.DEPTHS.get(row["depth"], row["depth"]) for row in rows]
    mark = "" if localized.lang == localized.base else f" {localized.mark}"
    lines = zip(spans, words, rows, strict=True)
    return [f"{name}, {years} ({_(word)}): {row['note']}{mark}" for (name, years), word, row in lines]


def _covered(atlas: Atlas) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for row in atlas.rows("coverage"):
        found.setdefault(row["organization_id"], set()).update(_years(row["from"], row["to"], settings.of(atlas).axis))
    return found


def _life(row: Row, axis: Sequence[int]) -> set[int]:
    return set(_years(row["active_from"], row["active_to"], axis))


def _years(first: str, last: str, axis: Sequence[int]) -> range:
    """Return the years of an axis between two dates, both included; an end that is not known is that of the axis."""
    start = dates.parse(first).earliest_start if first else None
    end = dates.parse(last).latest_end if last else None
    return range(max(axis[0], start[0] if start else axis[0]), min(axis[1], end[0] if end else axis[1]) + 1)


def stretches(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of years that follow each other, as their first and last."""
    run: list[int] = []
    for year in sorted(years):
        if run and year != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(year)
    if run:
        yield run[0], run[-1]
