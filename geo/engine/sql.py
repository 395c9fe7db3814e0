"""The questions of an engine as SQL, written once for DuckDB and PostgreSQL.

Why plain SQL, and no query builder: there are a dozen statements, they use what both databases have had for years, and
read shorter than the calls that would make them. Ibis 12 made equal answers of both when it was tried, but knows
DuckDB 1 only, weighs 40 MB with its parser, and leaves the search of words to each database all the same: that is the
one thing in which they differ here (`Dialect`).

What a query names is looked up in the skeleton beforehand, so that statements hold whole numbers only, and no text of
an address or a dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from geo.model import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import YearSpan

NOTHING: Final = "FALSE"
EVENTS: Final = "events"
DATES: Final = ", ".join(f"e.{name}" for name in BOUNDS)
OF_MODE: Final = {False: ("earliest_start", "latest_end"), True: ("latest_start", "earliest_end")}
"""Between which bounds an event touches years, possibly and certainly."""


class Dialect(Protocol):
    """The search of words, in which databases differ."""

    def saying(self, words: Sequence[tuple[int, int]]) -> str:
        """Return a statement for the numbers of events that say a word of some ranges, both ends included."""

    def phrase(self, words: Sequence[int]) -> str:
        """Return the same for events that say some words one after the other."""


class Wanted(NamedTuple):
    """Who must have acted: positions as in the table ``acting``, and the bit of the family of each."""

    who: tuple[int, ...]
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a query asks, in numbers.

    Attributes
    ----------
    events
        Where the events ``e`` stand that have the words, name the groups and persons, and are part of the whole that is
        asked for: `EVENTS` when nothing is asked of single events, so that sums are enough
        (`geo.engine.sums_stored`).
    kinds, off
        Kinds that are asked for (None: all), and those that are off.
    wanted
        None when any may have acted.
    certain
        Whether events must touch the years whatever the doubt about their dates.
    years
        Those asked for.
    """

    events: str
    kinds: tuple[int, ...] | None
    off: tuple[int, ...]
    wanted: Wanted | None
    certain: bool
    years: YearSpan

    @property
    def chosen(self) -> str:
        """The condition for all but organizations and years."""
        return both([self.without_off, *([f"NOT {of_kinds(self.off)}"] if self.off else [])])

    @property
    def without_off(self) -> str:
        """The same, whichever kinds are off."""
        return "TRUE" if self.kinds is None else of_kinds(self.kinds)

    @property
    def counted(self) -> tuple[str, str]:
        """Where events ``e`` are counted, and how many a row stands for."""
        return ("sums", "e.weight") if self.events == EVENTS else (self.events, "1")

    @property
    def shown(self) -> str:
        """The condition for the whole of it."""
        return both([self.chosen, *self._acted(), *self._dated()])

    def _dated(self) -> list[str]:
        start, end = OF_MODE[self.certain]
        return [] if self.years.unbounded else [touching(f"e.{start}", f"e.{end}", self.years)]

    def _acted(self) -> list[str]:
        if self.wanted is None:
            return []
        touches = f"(start IS NULL OR {touching('start', 'finish', self.years)})"
        spans = f"certain = {yes(self.certain)} AND weight = 1 AND {touches}"
        return [f"e.profile IN (SELECT profile FROM tied WHERE {among('who', self.wanted.who)} AND {spans})"]


def both(conditions: Iterable[str]) -> str:
    """Return conditions that must all hold as one."""
    return " AND ".join(one for one in conditions if one != "TRUE") or "TRUE"


def yes(value: bool) -> str:  # noqa: FBT001 - a word of SQL
    """Return a truth value."""
    return "TRUE" if value else "FALSE"


def among(column: str, values: Iterable[int]) -> str:
    """Return the condition that a column holds one of some whole numbers."""
    listed = ", ".join(str(int(one)) for one in values)
    return f"{column} IN ({listed})" if listed else NOTHING


def ranged(column: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the condition that a column lies in one of some ranges, both ends included."""
    ranges = list(ranges)
    wide = [f"{column} BETWEEN {int(first)} AND {int(last)}" for first, last in ranges if first < last]
    single = [first for first, last in ranges if first == last]
    return f"({' OR '.join([*wide, *([among(column, single)] if single else [])]) or NOTHING})"


def touching(start: str, end: str, span: YearSpan) -> str:
    """Return the condition that a span of columns touches years; one without a date touches none with an end."""
    found = [] if span.last is None else [f"{start} <= {int(span.last)}"]
    return both(found if span.first is None else [*found, f"{end} >= {int(span.first)}"])


def of_kinds(kinds: Sequence[int]) -> str:
    """Return the condition that an event is of some kinds or details."""
    return f"({among('e.kind', kinds)} OR {among('e.detail', kinds)})"


def within(event: int) -> str:
    """Return a statement for the numbers of an event and of all that are part of it, at any depth."""
    step = "SELECT p.n FROM events p JOIN tree ON p.part = tree.n"
    return f"WITH RECURSIVE tree(n) AS (SELECT {int(event)} UNION {step}) SELECT n FROM tree"


def naming(what: int, records: Iterable[int]) -> str:
    """Return a statement for the numbers of events that name some records of a table."""
    return f"SELECT n FROM ties WHERE what = {int(what)} AND {among('record', records)}"


def nobody() -> str:
    """Return a statement for the numbers of no events."""
    return f"SELECT n FROM events WHERE {NOTHING}"


def all_of(statements: Sequence[str]) -> str:
    """Return a statement for the events that are in all of some statements for their numbers."""
    every = " INTERSECT ".join(f"SELECT n FROM ({one}) s{at}" for at, one in enumerate(statements))
    return f"SELECT * FROM {EVENTS} WHERE n IN ({every})"


def count(asked: Filter) -> str:
    """Return the statement for how many events are shown."""
    table, weight = asked.counted
    return f"SELECT CAST(coalesce(sum({weight}), 0) AS BIGINT) FROM {table} e WHERE {asked.shown}"


def count_of(asked: Filter, condition: str) -> str:
    """Return the statement for how many of them are of a condition."""
    return f"SELECT count(*) FROM {asked.events} e WHERE {both([asked.shown, condition])}"


def among_picked(asked: Filter, numbers: Iterable[int]) -> str:
    """Return the statement for which of some events pass what is asked of single events."""
    return f"SELECT e.n FROM {asked.events} e WHERE {among('e.n', numbers)}"


def parts(event: int) -> str:
    """Return the statement for how many events are said to be part of one."""
    return f"SELECT count(*) FROM events e WHERE e.part = {int(event)}"


def measures(asked: Filter, rows: str, number: str, line: str) -> str:
    """Return the statement for what events that are shown have figures of; see `geo.engine.stored` for the names."""
    shown = f"SELECT e.n FROM {asked.events} e WHERE {asked.shown}"
    here = f"\"{number}\" IN ({shown}) AND (best <> '' OR low <> '' OR high <> '')"
    return f'SELECT measure FROM {rows}figures GROUP BY measure HAVING bool_or({here}) ORDER BY min("{line}")'


def numbers(asked: Filter, condition: str, offset: int = 0, limit: int | None = None) -> str:
    """Return the statement for the numbers of events that are shown and of a condition, in order of time."""
    some = "" if limit is None else f" LIMIT {int(limit)}"
    found = f"SELECT e.n FROM {asked.events} e WHERE {both([asked.shown, condition])}"
    return f"{found} ORDER BY e.n{some} OFFSET {int(offset)}"


def had_begun(asked: Filter, first: int) -> str:
    """Return the condition that an event had begun before the first of the years."""
    return f"coalesce(e.{OF_MODE[asked.certain][0]} < {int(first)}, FALSE)"


def of_place(place: int) -> str:
    """Return a statement for the numbers of all events that stand at a place, or lead to it or through it."""
    at = f"= {int(place)}"
    others = " UNION ALL ".join(f"SELECT n FROM {table} WHERE place {at}" for table in ("stands", "ways"))
    return f"SELECT n FROM {EVENTS} WHERE place {at} OR destination {at} UNION ALL {others}"


def at_place(place: int, asked: Filter) -> str:
    """Return the condition that they do so in the years."""
    at = f"= {int(place)}"
    stands = f"SELECT n FROM stands WHERE place {at} AND {_stands(asked)}"
    own = f"(e.place {at} AND NOT e.moved) OR e.destination {at}"
    return f"({own} OR e.n IN ({stands}) OR e.n IN (SELECT n FROM ways WHERE place {at}))"


def _stands(asked: Filter) -> str:
    start, end = OF_MODE[asked.certain]
    return f"certain = {yes(asked.certain)} AND weight = 1 AND {touching(start, end, asked.years)}"


def at_places() -> str:
    """Return the statement for how many events stand at each place in some year."""
    own = "SELECT place, CAST(count(*) AS INT) FROM events WHERE place >= 0 AND NOT moved GROUP BY place"
    moved = "SELECT place, CAST(count(DISTINCT n) AS INT) FROM stands WHERE place >= 0 AND NOT certain GROUP BY place"
    return f"{own} UNION ALL {moved}"


def unplaced(asked: Filter) -> str:
    """Return the condition that an event stands at no point of the map in the years asked for."""
    stands = f"SELECT n FROM stands WHERE place = -1 AND {_stands(asked)}"
    return f"NOT ((e.placed AND NOT e.moved) OR e.n IN ({stands}))"
