"""Counts by place, years and choice as SQL: cubes and facets, of the events that `geo.engine.sql` chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.engine import sql
from geo.engine.model import FACETS
from geo.map.columns import UNDATED
from geo.model import BOUNDS
from geo.view import index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.engine.model import Box


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


def cube(asked: sql.Filter, cells: Cells, *, moved: bool, families: bool) -> str:
    """Return the statement for a `geo.engine.model.Cube`."""
    grouped = f"GROUP BY {', '.join(str(at) for at in range(1, len(BOUNDS) + 5))}"
    own = ", ".join(_year(f"b.{name}") for name in BOUNDS)
    spots = f"{cells.spot('c', 'b.place')}, {cells.spot('d', 'b.destination')}"
    kept = f"b.kind, {'b.families' if families else '0'}"
    drawn = "sum(CASE WHEN b.moved THEN 0 ELSE b.weight END)"
    condition = asked.chosen if moved else sql.both([asked.chosen, "NOT e.moved"])
    every = (
        f"SELECT {spots}, {own}, {kept}, {_whole('sum(b.weight)')}, {_whole(drawn)} "
        f"FROM ({_base(asked, condition)}) b {cells.joined('b.place', 'b.destination')} {grouped}"
    )
    if not moved:
        return every
    there = ", ".join(_narrower(f"b.{name}", f"s.{name}", is_start=name.endswith("start")) for name in BOUNDS)
    stands = f"JOIN stands s ON s.n = b.n AND s.place >= 0 AND s.certain = {sql.yes(asked.certain)}"
    return (
        f"{every} UNION ALL SELECT {cells.spot('c', 's.place')}, -1, {there}, {kept}, 0, "
        f"{_whole('sum(b.weight * s.weight)')} FROM ({_base(asked, sql.both([asked.chosen, 'e.moved']))}) b "
        f"{stands} {cells.joined('s.place')} {grouped}"
    )


def count_within(asked: sql.Filter, cells: Cells) -> str:
    """Return the statement for how many events a cube has, whatever their years."""
    return f"SELECT count(*) FROM events e {cells.joined('e.place')} WHERE {asked.chosen}"


def facets(asked: sql.Filter, organizations: int, what: Collection[int]) -> str:
    """Return the statement for some `geo.engine.model.Facets`; `organizations` is how many there are."""
    wanted = [part for name, part in _facets(asked, organizations) if FACETS.index(name) in what]
    tables = f"b AS ({_spans(asked, asked.chosen)})"
    if asked.off:
        tables += f", h AS ({_spans(asked, sql.both([asked.without_off, sql.of_kinds(asked.off)]))})"
    return f"WITH {tables} {' UNION ALL '.join(wanted or [f'SELECT 0, 0, 0, 0, 0 WHERE {sql.NOTHING}'])}"


def _facets(asked: sql.Filter, organizations: int) -> Iterator[tuple[str, str]]:
    """Yield statements for each of `FACETS`, of which some have several."""
    mode, (start, end) = sql.yes(asked.certain), sql.OF_MODE[asked.certain]
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
    """Return the same where each event has further spans in another table, and counts where sql.both touch."""
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


def _spans(asked: sql.Filter, condition: str) -> str:
    """Return a statement for the events that pass a condition, each with the spans in which it counts in the mode."""
    start, end = sql.OF_MODE[asked.certain]
    return (
        f"SELECT n, {start} AS start, {end} AS finish, weight, kind, detail, evidence, placed, moved "
        f"FROM ({_base(asked, condition)}) spans"
    )


def _base(asked: sql.Filter, condition: str) -> str:
    """Return a statement for the events that pass a condition, a row for each span in which it counts (`pieces`)."""
    plain = "e.n, e.place, e.destination, e.kind, e.detail, e.evidence, e.placed, e.moved"
    if asked.wanted is None:
        return f"SELECT {plain}, {sql.DATES}, e.families, 1 AS weight FROM events e WHERE {condition}"
    start, end = sql.OF_MODE[asked.certain]
    dates = sql.DATES.replace(f"e.{start}", f"a.start AS {start}").replace(f"e.{end}", f"a.finish AS {end}")
    return (
        f"SELECT {plain}, {dates}, a.families, a.weight FROM events e "
        f"JOIN ({_pieces(asked.wanted, certain=asked.certain)}) a ON a.n = e.n WHERE {condition}"
    )


def _pieces(wanted: sql.Wanted, *, certain: bool) -> str:
    """Return a statement for the spans in which events count for who is wanted: `geo.engine.pieces` in SQL."""
    own = f"FROM acting WHERE {sql.among('who', wanted.who)} AND certain = {sql.yes(certain)}"
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
