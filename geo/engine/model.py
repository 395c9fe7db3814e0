"""What an engine answers, whichever database stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.model import Atlas
    from geo.view.query import Query

    Numbers = NDArray[np.integer[Any]]

MOST_ROWS: Final = {False: 250_000, True: 600_000}
"""Of a cube that a page is given, without families and with them. Of three million events at 50,000 places these are
cells of 3.2 and 6.4 degrees; every place for itself has seven and ten times as many."""
FACETS: Final = ("organizations", "families", "kinds", "evidence", "hidden", "placed", "groups", "persons")
"""What `Facets` count. The family after the last is that of events that name no organization, kinds have those of
details among them, `evidence` is the number of `geo.view.evidence.flags`, `hidden` are the kinds of events that only
a kind that is off takes away, and `placed` (0) are events that stand at some point of the map."""


class Box(NamedTuple):
    """A part of Earth in degrees, longitude before latitude; `east` may lie beyond 180."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """How many events there are, by place, years, kind and who acted, of a query without its years.

    Each column has one number a row. The years are as in `geo.map.columns`: OPEN and -OPEN, UNDATED for no date.
    Sums over the rows that touch some years are exact: of a row touches ``earliest_start <= to and latest_end >=
    from``, or with `certain` of the query ``latest_start <= to and earliest_end >= from``. Where a query names several
    bodies, a row below zero takes away what two spans of one event count twice.

    Attributes
    ----------
    spot, destination
        Positions of places in the skeleton, -1 for none. Of a coarse cube each is the place of a cell that has most
        events.
    earliest_start, latest_start, earliest_end, latest_end
        Years.
    kind
        Position in the kinds of the skeleton.
    families
        A bit for each family of organizations that acted, the next one for an event that names none.
    events
        How many events count in this row.
    drawn
        How many of them stand at the spot: another number for events of several places.
    degrees
        The side of a cell in degrees, 0 where every place stands for itself.
    """

    spot: Numbers
    destination: Numbers
    earliest_start: Numbers
    latest_start: Numbers
    earliest_end: Numbers
    latest_end: Numbers
    kind: Numbers
    families: Numbers
    events: Numbers
    drawn: Numbers
    degrees: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """How many events each choice would count, in any years; the years are those in the mode of the query.

    Attributes
    ----------
    what
        Position in `FACETS`.
    id
        Position in the table of the skeleton, or the number that `FACETS` tells.
    start, end
        Years; UNDATED for no date. A row touches when ``start <= to and end >= from``.
    events
        How many; below zero as in `Cube`.
    """

    what: Numbers
    id: Numbers
    start: Numbers
    end: Numbers
    events: Numbers


class Hit(NamedTuple):
    """A record that a search suggests: its table, its id, and its name or title."""

    table: str
    id: str
    name: str


class Engine(Protocol):
    """A dataset of any size. Every method may be called by several threads at once.

    Attributes
    ----------
    version
        Of the content, as `geo.model.Atlas.version`.
    skeleton
        The dataset without its events and what belongs to them; its tables of these are empty. It has the `version`.
    events
        How many there are. They are numbered in order of time (`geo.map.moments`), from 0 on.
    """

    version: str
    skeleton: Atlas
    events: int

    def cube(
        self,
        query: Query,
        *,
        most: int | None = None,
        box: Box | None = None,
        moved: bool = True,
        families: bool = True,
    ) -> Cube:
        """Return counts by place and years; the years of the query do not matter.

        With more than `most` rows (`MOST_ROWS`) places are gathered in cells; with a `box` only places in it count.
        Without `moved` events of several places are left out, without `families` it is not told apart who acted.
        """

    def facets(self, query: Query, what: Collection[int] | None = None) -> Facets:
        """Return counts by choice and years, of some of `FACETS` or of all; the years of the query do not matter."""

    def count(self, query: Query) -> int:
        """Return how many events a query shows."""

    def numbers(
        self,
        query: Query,
        *,
        offset: int = 0,
        limit: int | None = None,
        listed: bool = True,
        unplaced: bool = False,
        evidence: Collection[int] | None = None,
    ) -> Numbers:
        """Return the numbers of the events that a query shows, in order of time.

        `listed`: as a list has them, those that had begun before the first year last. Only those that are `unplaced`,
        standing at no point in these years, or of some numbers of `geo.view.evidence.flags`.
        """

    def at_place(self, place: str, query: Query, *, offset: int = 0, limit: int | None = None) -> Numbers:
        """Return the same of events that stand at a place in these years, or lead to it or through it."""

    def at_places(self) -> Numbers:
        """Return how many events stand at each place of the skeleton in some year."""

    def moved(self, query: Query) -> Numbers:
        """Return the numbers of events of several places; the years of the query do not matter."""

    def chosen(self, query: Query, numbers: Sequence[int] | Numbers) -> NDArray[np.bool_]:
        """Say of some events whether the words, groups, persons and whole event that a query asks for choose them."""

    def parts(self, number: int) -> int:
        """Return how many events are said to be part of one."""

    def excerpt(self, numbers: Sequence[int] | Numbers) -> Atlas:
        """Return a dataset of some events in their order, and after them those that they are part of or dated by."""

    def places(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """Return the positions of some places in the skeleton by their ids."""

    def whole(self) -> Atlas:
        """Return the dataset itself, events in order of time; all of it is in memory then."""

    def number(self, event_id: str) -> int | None:
        """Return the number of an event by its id; None when there is none."""

    def hits(self, table: str, text: str, limit: int = 10) -> list[Hit]:
        """Return records of a table that a text asks for, as `geo.view.search` has it."""

    def measures(self, query: Query) -> list[str]:
        """Return the measures of which the events that a query shows have a number, in the order of the dataset."""

    def close(self) -> None:
        """Give back files and connections; nothing may be asked afterwards."""
