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

from geo.engine.model import FACETS
from geo.map.columns import UNDATED
from geo.model import BOUNDS
from geo.view import index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geo.engine.model import Box
    from geo.model import YearSpan

NOTHING: Final = "FALSE"
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
    picked
        The conditions for words, groups, persons and the whole that events are part of; of an event ``e``.
    kinds, off
        Kinds that are asked for (None: all), and those that are off.
    wanted
        None when any may have acted.
    certain
        Whether events must touch the years whatever the doubt about their dates.
    years
        Those asked for.
    """

    picked: tuple[str, ...]
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
        return both([*self.picked, *([] if self.kinds is None else [of_kinds(self.kinds)])])

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
        return [f"e.n IN (SELECT n FROM acting WHERE {among('who', self.wanted.who)} AND {spans})"]


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
    """Return the condition that an event is another one, or a part of it at any depth."""
    step = "SELECT p.n FROM events p JOIN tree ON p.part = tree.n"
    return f"e.n IN (WITH RECURSIVE tree(n) AS (SELECT {int(event)} UNION {step}) SELECT n FROM tree)"


def naming(what: int, records: Iterable[int]) -> str:
    """Return a statement for the numbers of events that name some records of a table."""
    return f"SELECT n FROM ties WHERE what = {int(what)} AND {among('record', records)}"


def count(asked: Filter) -> str:
    """Return the statement for how many events are shown."""
    return f"SELECT count(*) FROM events e WHERE {asked.shown}"


def chosen(condition: str) -> str:
    """Return the statement for the numbers of events of a condition."""
    return f"SELECT e.n FROM events e WHERE {condition}"


def parts(event: int) -> str:
    """Return the statement for how many events are said to be part of one."""
    return f"SELECT count(*) FROM events e WHERE e.part = {int(event)}"


def numbers(asked: Filter, condition: str, offset: int, limit: int | None, *, listed: bool) -> str:
    """Return the statement for the numbers of events that are shown, in order; see `geo.engine.model.Engine`."""
    first, start = asked.years.first, OF_MODE[asked.certain][0]
    before = [f"coalesce(e.{start} < {int(first)}, FALSE)"] if listed and first is not None else []
    some = "" if limit is None else f" LIMIT {int(limit)}"
    order = ", ".join([*before, "e.n"])
    return (
        f"SELECT e.n FROM events e WHERE {both([asked.shown, condition])} ORDER BY {order}{some} OFFSET {int(offset)}"
    )


def standing_at(place: int, asked: Filter) -> str:
    """Return the condition that an event stands at a place in the years asked for."""
    start, end = OF_MODE[asked.certain]
    moved = f"SELECT n FROM stands WHERE place = {int(place)} AND certain = {yes(asked.certain)} AND weight = 1"
    return f"((e.place = {int(place)} AND NOT e.moved) OR e.n IN ({moved} AND {touching(start, end, asked.years)}))"


def leading_to(place: int) -> str:
    """Return the condition that an event leads to a place, or through it."""
    return f"(e.destination = {int(place)} OR e.n IN (SELECT n FROM ways WHERE place = {int(place)}))"


def unplaced(asked: Filter) -> str:
    """Return the condition that an event stands at no point of the map in the years asked for."""
    somewhere = standing_at(-1, asked).replace("e.place = -1", "e.placed")
    return f"NOT {somewhere}"


class Cells(NamedTuple):
    """How a cube gathers places: the position in `geo.engine.grid.SIDES`, within which box."""

    level: int = 0
    box: Box | None = None

    def joined(self, place: str, destination: str = "") -> str:
        """Return what joins the cells of a place ``c``, and of a destination ``d``, if they are needed."""
        ends = [("c", place), *([("d", destination)] if destination and self.level else [])]
        wanted = ends if self.level or self.box else []
        where = self._within() if self.box else ""
        return " ".join(
            f"JOIN cells {name} ON {name}.place = {of}{where if name == 'c' else ''}" for name, of in wanted
        )

    def spot(self, name: str, place: str) -> str:
        """Return the place that stands for one."""
        return f"{name}.spot{self.level}" if self.level else place

    def _within(self) -> str:
        west, south, east, north = map(float, self.box or ())
        turns = (f"c.lon + {turn} BETWEEN {west!r} AND {east!r}" for turn in (0, 360, -360))
        return f" AND c.lat BETWEEN {south!r} AND {north!r} AND ({' OR '.join(turns)})"


def cube(asked: Filter, cells: Cells, *, moved: bool, families: bool) -> str:
    """Return the statement for a `geo.engine.model.Cube`."""
    grouped = f"GROUP BY {', '.join(str(at) for at in range(1, len(BOUNDS) + 5))}"
    own = ", ".join(_year(f"b.{name}") for name in BOUNDS)
    spots = f"{cells.spot('c', 'b.place')}, {cells.spot('d', 'b.destination')}"
    kept = f"b.kind, {'b.families' if families else '0'}"
    drawn = "sum(CASE WHEN b.moved THEN 0 ELSE b.weight END)"
    condition = asked.chosen if moved else both([asked.chosen, "NOT e.moved"])
    every = (
        f"SELECT {spots}, {own}, {kept}, {_whole('sum(b.weight)')}, {_whole(drawn)} "
        f"FROM ({_base(asked, condition)}) b {cells.joined('b.place', 'b.destination')} {grouped}"
    )
    if not moved:
        return every
    there = ", ".join(_narrower(f"b.{name}", f"s.{name}", is_start=name.endswith("start")) for name in BOUNDS)
    stands = f"JOIN stands s ON s.n = b.n AND s.place >= 0 AND s.certain = {yes(asked.certain)}"
    return (
        f"{every} UNION ALL SELECT {cells.spot('c', 's.place')}, -1, {there}, {kept}, 0, "
        f"{_whole('sum(b.weight * s.weight)')} FROM ({_base(asked, both([asked.chosen, 'e.moved']))}) b "
        f"{stands} {cells.joined('s.place')} {grouped}"
    )


def count_within(asked: Filter, cells: Cells) -> str:
    """Return the statement for how many events a cube has, whatever their years."""
    return f"SELECT count(*) FROM events e {cells.joined('e.place')} WHERE {asked.chosen}"


def facets(asked: Filter, organizations: int, what: Collection[int]) -> str:
    """Return the statement for some `geo.engine.model.Facets`; `organizations` is how many there are."""
    wanted = [part for name, part in _facets(asked, organizations) if FACETS.index(name) in what]
    tables = f"b AS ({_spans(asked, asked.chosen)})"
    if asked.off:
        tables += f", h AS ({_spans(asked, both([asked.without_off, of_kinds(asked.off)]))})"
    return f"WITH {tables} {' UNION ALL '.join(wanted or [f'SELECT 0, 0, 0, 0, 0 WHERE {NOTHING}'])}"


def _facets(asked: Filter, organizations: int) -> Iterator[tuple[str, str]]:
    """Yield statements for each of `FACETS`, of which some have several."""
    mode, (start, end) = yes(asked.certain), OF_MODE[asked.certain]
    for name, is_of, first in (("organizations", "<", 0), ("families", ">=", int(organizations))):
        who, condition = f"a.who - {first}", f"a.certain = {mode} AND a.who {is_of} {int(organizations)}"
        if asked.chosen == "TRUE" and asked.wanted is None:  # then nothing need be joined
            every = f"SELECT who, start, finish, weight FROM acting a WHERE {condition}"
            yield name, _facet(name, "b.who" + f" - {first}", f"({every}) b")
        else:
            yield name, _joined(name, who, "a", f"JOIN acting a ON a.n = b.n AND {condition}")
    yield "kinds", _facet("kinds", "b.kind", "b")
    yield "kinds", _facet("kinds", "b.detail", "b WHERE b.detail >= 0")
    yield "evidence", _facet("evidence", "b.evidence", "b")
    yield "placed", _facet("placed", "0", "b WHERE b.placed AND NOT b.moved")
    stands = f"JOIN stands s ON s.n = b.n AND s.place = -1 AND s.certain = {mode}"
    yield "placed", _joined("placed", "0", "s", stands, start, end)
    for table in ("groups", "persons"):
        ties = f"b JOIN ties t ON t.n = b.n AND t.what = {index.NAMED.index(table)}"
        yield table, _facet(table, "t.record", ties)
    if asked.off:
        yield "hidden", _facet("hidden", "b.kind", "h b")


def _facet(what: str, column: str, events: str) -> str:
    """Return a statement for how many events there are of each value of a column, by their spans."""
    years = f"{_year('b.start')}, {_year('b.finish')}"
    return f"SELECT {FACETS.index(what)}, {column}, {years}, {_whole('sum(b.weight)')} FROM {events} GROUP BY 2, 3, 4"


def _joined(what: str, column: str, other: str, join: str, start: str = "start", end: str = "finish") -> str:
    """Return the same where each event has further spans in another table, and counts where both touch."""
    first = _narrower("b.start", f"{other}.{start}", is_start=True)
    last = _narrower("b.finish", f"{other}.{end}", is_start=False)
    total = _whole(f"sum(b.weight * {other}.weight)")
    return f"SELECT {FACETS.index(what)}, {column}, {first}, {last}, {total} FROM b {join} GROUP BY 2, 3, 4"


def _narrower(one: str, other: str, *, is_start: bool) -> str:
    """Return the bound of what touches years where two spans do: the later start, or the earlier end."""
    return _year(f"{'greatest' if is_start else 'least'}({one}, {other})")


def _year(column: str) -> str:
    return f"coalesce({column}, {UNDATED})"


def _whole(total: str) -> str:
    """Return a sum as a whole number of 32 bits: databases take larger ones for it."""
    return f"CAST({total} AS INT)"


def _spans(asked: Filter, condition: str) -> str:
    """Return a statement for the events that pass a condition, each with the spans in which it counts in the mode."""
    start, end = OF_MODE[asked.certain]
    return (
        f"SELECT n, {start} AS start, {end} AS finish, weight, kind, detail, evidence, placed, moved "
        f"FROM ({_base(asked, condition)}) spans"
    )


def _base(asked: Filter, condition: str) -> str:
    """Return a statement for the events that pass a condition, a row for each span in which it counts (`pieces`)."""
    plain = "e.n, e.place, e.destination, e.kind, e.detail, e.evidence, e.placed, e.moved"
    if asked.wanted is None:
        return f"SELECT {plain}, {DATES}, e.families, 1 AS weight FROM events e WHERE {condition}"
    start, end = OF_MODE[asked.certain]
    dates = DATES.replace(f"e.{start}", f"a.start AS {start}").replace(f"e.{end}", f"a.finish AS {end}")
    return (
        f"SELECT {plain}, {dates}, a.families, a.weight FROM events e "
        f"JOIN ({_pieces(asked.wanted, certain=asked.certain)}) a ON a.n = e.n WHERE {condition}"
    )


def _pieces(wanted: Wanted, *, certain: bool) -> str:
    """Return a statement for the spans in which events count for who is wanted: `geo.engine.pieces` in SQL."""
    own = f"FROM acting WHERE {among('who', wanted.who)} AND certain = {yes(certain)}"
    if len(wanted.who) == 1:
        return f"SELECT n, start, finish, weight, CAST({wanted.bits[0]} AS BIGINT) AS families {own}"
    bits = " ".join(f"WHEN {who} THEN {bit}" for who, bit in zip(wanted.who, wanted.bits, strict=True))
    own = f"(SELECT n, start, finish, CAST(CASE who {bits} END AS BIGINT) AS bit {own})"
    same = "coalesce(min(start) = max(start) AND min(finish) = max(finish), TRUE)"  # as nearly always
    one = f"SELECT n, min(start) AS start, min(finish) AS finish, 1 AS weight, bit_or(bit) AS families FROM {own} w"
    several = f"SELECT n, bit_or(bit) AS families FROM {own} w GROUP BY n HAVING NOT {same}"
    order = "ORDER BY start, finish DESC"
    reach = f"max(finish) OVER (PARTITION BY n {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    once = f"SELECT DISTINCT w.n, w.start, w.finish, m.families FROM {own} w JOIN ({several}) m ON m.n = w.n"
    following = "lead(start) OVER (PARTITION BY n ORDER BY start)"
    kept = f"SELECT *, {following} AS later FROM (SELECT *, {reach} AS reached FROM ({once}) o) r"
    return (
        f"{one} GROUP BY n HAVING {same} UNION ALL (WITH kept AS "
        f"({kept} WHERE reached IS NULL OR finish > reached) SELECT n, start, finish, 1, families FROM kept "
        "UNION ALL SELECT n, later, finish, -1, families FROM kept WHERE later IS NOT NULL)"
    )
