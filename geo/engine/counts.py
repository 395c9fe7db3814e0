"""Counts by place, years and choice as SQL: cubes and facets, of the events that `geo.engine.sql` chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geo.engine import sql
from geo.engine.model import FACETS
from geo.map.columns import UNDATED
from geo.model import BOUNDS
from geo.view import searched

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
        where = f" AND {self.within()}" if self.box else ""
        return " ".join(
            f"JOIN cells {name} ON {name}.place = {of}{where if name == 'c' else ''}" for name, of in wanted
        )

    def spot(self, name: str, place: str) -> str:
        """Return the place that stands for one."""
        return f"{name}.spot{self.level}" if self.level else place

    def within(self) -> str:
        """Return the condition that a cell ``c`` lies in the box."""
        west, south, east, north = map(float, self.box or ())
        turns = (f"c.lon + {turn} BETWEEN {west!r} AND {east!r}" for turn in (0, 360, -360))
        return f"c.lat BETWEEN {south!r} AND {north!r} AND ({' OR '.join(turns)})"


def cube(asked: sql.Filter, cells: Cells, *, moved: bool, families: bool) -> str:
    """Return the statement for a `geo.engine.model.Cube`.

    Events are gathered by the number of their dates: by four years it would take twice as long.
    """
    if not moved:
        return f"{_with(asked)} {_gathered(asked, cells, 'NOT e.moved', families=families)}"
    drawn = "CASE WHEN e.moved THEN 0 ELSE 1 END"
    every = _gathered(asked, cells, "TRUE", families=families, drawn=drawn)
    return f"{_with(asked)} {every} UNION ALL {_stays(asked, cells, families=families)}"


def whole(every: sql.Filter, cells: Cells, *, moved: bool, families: bool) -> str:
    """Return the same of all events, in the cells in which they were gathered when they were stored."""
    years = ", ".join(_year(name) for name in BOUNDS)
    kept = f"SELECT spot, destination, {years}, kind, families, events, events AS drawn FROM whole"
    found = f"{kept} WHERE told = {sql.yes(families)}"
    if not moved:
        return found
    others = _gathered(every, cells, "e.moved", families=families, drawn="0")
    return f"{_with(every)} {found} UNION ALL {others} UNION ALL {_stays(every, cells, families=families)}"


def _with(asked: sql.Filter) -> str:
    """Return the tables of dates ``s`` and, where it matters who acted, of profiles ``p``, in which events count."""
    if asked.wanted is None:
        return f"WITH s AS (SELECT span, {', '.join(BOUNDS)} FROM spans)"
    start, end = sql.OF_MODE[asked.certain]
    own = {name: f"d.{name}" for name in BOUNDS} | {start: "a.start", end: "a.finish"}
    dates = ", ".join(f"{column} AS {name}" for name, column in own.items())
    rank = f"dense_rank() OVER (ORDER BY {', '.join([*own.values(), 'a.families'])})"
    pieces = _pieces(asked.wanted, certain=asked.certain)
    profiles = (
        f"SELECT a.profile, a.weight, a.families, {dates}, {rank} AS span "
        f"FROM ({pieces}) a JOIN profiles d ON d.profile = a.profile"
    )
    return f"WITH p AS ({profiles}), s AS (SELECT DISTINCT span, families, {', '.join(BOUNDS)} FROM p)"


def _gathered(asked: sql.Filter, cells: Cells, condition: str, *, families: bool, drawn: str = "1") -> str:
    """Return a statement for the rows of a cube that stand for events at their own places."""
    spots = f"{cells.spot('c', 'e.place')} AS spot, {cells.spot('d', 'e.destination')} AS destination"
    of, weight = ("e", "1") if asked.wanted is None else ("p", "p.weight")
    named = "e.families" if families and asked.wanted is None else "0"
    joined = "" if asked.wanted is None else "JOIN p ON p.profile = e.profile "
    groups = (
        f"SELECT {spots}, e.kind, {of}.span, {named} AS families, sum({weight}) AS events, "
        f"sum({weight} * {drawn}) AS drawn FROM {asked.events} e {joined}{cells.joined('e.place', 'e.destination')} "
        f"WHERE {sql.both([asked.chosen, condition])} GROUP BY 1, 2, 3, 4, 5"
    )
    years = ", ".join(_year(f"s.{name}") for name in BOUNDS)
    acted = ("g.families" if asked.wanted is None else "s.families") if families else "0"
    counts = f"{_whole('g.events')}, {_whole('g.drawn')}"
    return (
        f"SELECT g.spot, g.destination, {years}, g.kind, {acted}, {counts} FROM ({groups}) g JOIN s ON s.span = g.span"
    )


def _stays(asked: sql.Filter, cells: Cells, *, families: bool) -> str:
    """Return a statement for the rows that stand for events of several places, where they stood."""
    dated = "s ON s.span = e.span" if asked.wanted is None else "p s ON s.profile = e.profile"
    weight = "t.weight" if asked.wanted is None else "s.weight * t.weight"
    there = ", ".join(_narrower(f"s.{name}", f"t.{name}", is_start=name.endswith("start")) for name in BOUNDS)
    acted = ("e.families" if asked.wanted is None else "s.families") if families else "0"
    stands = f"JOIN stands t ON t.n = e.n AND t.place >= 0 AND t.certain = {sql.yes(asked.certain)}"
    return (
        f"SELECT {cells.spot('c', 't.place')}, -1, {there}, e.kind, {acted}, 0, {_whole(f'sum({weight})')} "
        f"FROM {asked.events} e JOIN {dated} {stands} {cells.joined('t.place')} "
        f"WHERE {sql.both([asked.chosen, 'e.moved'])} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )


def within(box: Box) -> str:
    """Return the statement for how many events stand in a box."""
    cells = Cells(0, box).within()
    return f"SELECT CAST(coalesce(sum(c.many), 0) AS BIGINT) FROM cells c WHERE {cells}"


_HELD: Final = {"b": "", "d": "", "m": "NOT MATERIALIZED", "n": "NOT MATERIALIZED", "h": ""}
"""Whether a table of facets is made once: those of single events would hold millions."""


def facets(asked: sql.Filter, organizations: int, what: Collection[int]) -> str:
    """Return the statement for some `geo.engine.model.Facets`; `organizations` is how many there are."""
    table, _ = asked.counted
    tables = {
        "b": _spans(asked, asked.chosen, table),
        "d": "SELECT profile, start, finish, sum(weight) AS weight FROM b GROUP BY 1, 2, 3",
        "m": _spans(asked, sql.both([asked.chosen, "e.moved"]), asked.events),
        "n": _spans(asked, asked.chosen, asked.events),
        "h": _spans(asked, sql.both([asked.without_off, sql.of_kinds(asked.off)]), table),
    }
    wanted = [part for name, part in _facets(asked, organizations) if FACETS.index(name) in what]
    found = " UNION ALL ".join(wanted or [f"SELECT 0, 0, 0, 0, 0 WHERE {sql.NOTHING}"])
    needed = [name for name in tables if name == "b" or f"FROM {name} " in found]
    return f"WITH {', '.join(f'{name} AS {_HELD[name]} ({tables[name]})' for name in needed)} {found}"


def _facets(asked: sql.Filter, organizations: int) -> Iterator[tuple[str, str]]:
    """Yield statements for each of `FACETS`, of which some have several."""
    mode, (start, end) = sql.yes(asked.certain), sql.OF_MODE[asked.certain]
    for name, is_of, first in (("organizations", "<", 0), ("families", ">=", int(organizations))):
        acting = f"JOIN tied a ON a.profile = d.profile AND a.certain = {mode} AND a.who {is_of} {int(organizations)}"
        yield name, _joined(name, f"a.who - {first}", "d", "a", acting)
    yield "kinds", _facet("kinds", "b.kind", "b")
    yield "kinds", _facet("kinds", "b.detail", "b WHERE b.detail >= 0")
    yield "evidence", _facet("evidence", "b.evidence", "b")
    yield "placed", _facet("placed", "0", "b WHERE b.placed AND NOT b.moved")
    stands = f"JOIN stands s ON s.n = m.n AND s.place = -1 AND s.certain = {mode}"
    yield "placed", _joined("placed", "0", "m", "s", stands, start, end)
    for table in ("groups", "persons"):
        ties = f"n b JOIN ties t ON t.n = b.n AND t.what = {searched.NAMED.index(table)}"
        yield table, _facet(table, "t.record", ties)
    if asked.off:
        yield "hidden", _facet("hidden", "b.kind", "h b")


def _facet(what: str, column: str, events: str) -> str:
    """Return a statement for how many events there are of each value of a column, by their spans."""
    years = f"{_year('b.start')}, {_year('b.finish')}"
    return f"SELECT {FACETS.index(what)}, {column}, {years}, {_whole('sum(b.weight)')} FROM {events} GROUP BY 2, 3, 4"


def _joined(
    what: str, column: str, events: str, other: str, join: str, start: str = "start", end: str = "finish"
) -> str:
    """Return the same where events have further spans in another table, and count where both touch."""
    first = _narrower(f"{events}.start", f"{other}.{start}", is_start=True)
    last = _narrower(f"{events}.finish", f"{other}.{end}", is_start=False)
    total = _whole(f"sum({events}.weight * {other}.weight)")
    return f"SELECT {FACETS.index(what)}, {column}, {first}, {last}, {total} FROM {events} {join} GROUP BY 2, 3, 4"


def _narrower(one: str, other: str, *, is_start: bool) -> str:
    """Return the bound of what touches years where two spans do: the later start, or the earlier end."""
    return _year(f"{'greatest' if is_start else 'least'}({one}, {other})")


def _year(column: str) -> str:
    return f"coalesce({column}, {UNDATED})"


def _whole(total: str) -> str:
    """Return a sum as a whole number of 32 bits: databases take larger ones for it."""
    return f"CAST({total} AS INT)"


def _spans(asked: sql.Filter, condition: str, table: str) -> str:
    """Return a statement for the events that pass a condition, each with the spans in which it counts in the mode."""
    start, end = sql.OF_MODE[asked.certain]
    weight = "e.weight" if table == "sums" else "1"
    kept = f"{'0' if table == 'sums' else 'e.n'} AS n, e.profile, e.kind, e.detail, e.evidence, e.placed, e.moved"
    if asked.wanted is None:
        dates = f"e.{start} AS start, e.{end} AS finish"
        return f"SELECT {kept}, {dates}, {weight} AS weight FROM {table} e WHERE {condition}"
    pieces = _pieces(asked.wanted, certain=asked.certain)
    return (
        f"SELECT {kept}, a.start, a.finish, {weight} * a.weight AS weight FROM {table} e "
        f"JOIN ({pieces}) a ON a.profile = e.profile WHERE {condition}"
    )


def _pieces(wanted: sql.Wanted, *, certain: bool) -> str:
    """Return a statement for the spans in which profiles count for who is wanted: `geo.engine.pieces` in SQL."""
    own = f"FROM tied WHERE {sql.among('who', wanted.who)} AND certain = {sql.yes(certain)}"
    if len(wanted.who) == 1:
        return f"SELECT profile, start, finish, weight, CAST({wanted.bits[0]} AS BIGINT) AS families {own}"
    bits = " ".join(f"WHEN {who} THEN {bit}" for who, bit in zip(wanted.who, wanted.bits, strict=True))
    own = f"(SELECT profile, start, finish, CAST(CASE who {bits} END AS BIGINT) AS bit {own})"
    acted = f"SELECT profile, bit_or(bit) AS families FROM {own} w GROUP BY profile"
    order = "ORDER BY start, finish DESC"
    reach = f"max(finish) OVER (PARTITION BY profile {order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    joined = f"{own} w JOIN ({acted}) m ON m.profile = w.profile"
    once = f"SELECT DISTINCT w.profile, w.start, w.finish, m.families FROM {joined}"
    following = "lead(start) OVER (PARTITION BY profile ORDER BY start)"
    kept = f"SELECT *, {following} AS later FROM (SELECT *, {reach} AS reached FROM ({once}) o) r"
    return (
        f"WITH kept AS ({kept} WHERE reached IS NULL OR finish > reached) "
        "SELECT profile, start, finish, 1 AS weight, families FROM kept "
        "UNION ALL SELECT profile, later, finish, -1, families FROM kept WHERE later IS NOT NULL"
    )
