"""What a page in front of an engine (`geo.engine`) is answered: numbers to count and draw by, words of a few events.

The page filters by years and counts as it does with a dataset of its own (``static/shared/remote.js``): what it has in
the place of events are rows of a cube, each with how many events it stands for. Of single events it knows those that
it was told of, a few hundred.
"""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geo.app.remote.near import whole_cells
from geo.dataset.translate import localize
from geo.map import chunks, columns, registers, texts
from geo.map.columns import Column
from geo.map.moments import moments
from geo.map.numbers import event_columns
from geo.map.stays import stay_columns, stay_words
from geo.model import BOUNDS, YearSpan
from geo.view import search, words
from geo.view.query import WHO, Query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from geo.dataset.translate import Localized
    from geo.engine import Box, Engine
    from geo.engine.model import Numbers
    from geo.model import Atlas

LEVEL: Final = 4
"""Of gzip, for what somebody waits: the hardest takes ten times as long, for what is a twelfth smaller."""
MOST: int | None = None
"""Rows of a cube of everything; None: as many as the engine gives."""
MOST_NEAR: Final = 150_000
"""Rows of one of a part that is seen from near."""
WHOLE: Final = 60
"""Events of a place that are told together, whether they are shown or not; of more only those that are shown."""
LOOKED: Final = 300
"""Events that have the words of a text anywhere, among which those are looked for that have them in their titles."""
MOVED: Final = 1000
"""Events of several places that are told with every cube."""
LISTS: Final = ("organizations", "groups", "persons")
SAID: Final = ("id", "place", "destination", "kind", "detail", "evidence", *BOUNDS)


class Asked(NamedTuple):
    """What a page asks for: a query, in which language, and of what it finds which part."""

    query: Query
    lang: str
    offset: int = 0
    limit: int = 0


def cube(engine: Engine, asked: Asked, part: tuple[Box, float] | None = None) -> bytes:
    """Return all events that a query finds in some year, counted: by place, way, dates, kind and families.

    The page itself takes away kinds that are off, and asks for all of them; details of kinds, of which rows say
    nothing, are taken away here. Events that stood at several places are not counted but told; where they are more
    than `MOVED` they are counted, at each place again.

    Of a `part`, a box and the side of the cells in which all were counted, the answer says which places lie in it.
    """
    query = asked.query.with_(years=YearSpan())
    moved = engine.moved(query)
    several = len(moved) > MOVED
    box, places = whole_cells(engine.skeleton, *part) if part else (None, None)
    most = MOST if part is None else MOST_NEAR
    found = engine.cube(query, most=most, box=box, moved=several, families=query.by == WHO)
    order = np.lexsort((found.earliest_start, found.earliest_start == columns.UNDATED))
    of = {
        "place": ("int32", found.spot),
        "destination": ("int32", found.destination),
        "kind": ("uint16", found.kind),
        "families": ("uint32", found.families),
        "weight": ("int32", found.events),
        **({"drawn": ("int32", found.drawn)} if several else {}),
        **{name: ("int16", getattr(found, name)) for name in BOUNDS},
    }
    made = [Column(f"events.{name}", kind, np.asarray(values)[order]) for name, (kind, values) in of.items()]
    if places is not None:
        return _block({"degrees": found.degrees}, [*made, Column("within.places", "uint32", places)])
    return _block({"degrees": found.degrees, "moved": tell(engine, moved[:0] if several else moved, asked)}, made)


def ever(engine: Engine) -> bytes:
    """Return how many events there are at each place in some year, whatever is shown."""
    return _block({}, [Column("ever.places", "uint32", engine.at_places())])


def facets(engine: Engine, asked: Asked, what: Collection[int]) -> bytes:
    """Return how many events there are of what is chosen by, in numbers of `geo.engine`: by first and last year."""
    found = engine.facets(asked.query.with_(years=YearSpan()), what=what)
    of = {"what": "uint8", "id": "uint32", "start": "int16", "end": "int16", "events": "int32"}
    return _block({}, (Column(f"facets.{name}", kind, getattr(found, name)) for name, kind in of.items()))


def listed(engine: Engine, asked: Asked, *, subset: str = "", evidence: Collection[int] | None = None) -> bytes:
    """Return a stretch of the list of events that a query shows, or of part of it; see `geo.engine` for the order."""
    query = asked.query.with_(years=YearSpan()) if subset == "undated" else asked.query
    numbers = engine.numbers(
        query, offset=asked.offset, limit=asked.limit, unplaced=subset == "unplaced", evidence=evidence
    )
    return _said(tell(engine, numbers, asked))


def at_place(engine: Engine, asked: Asked, place: str) -> bytes:
    """Return the events of a place: how many there are, how many a query shows, and a stretch of them (see `WHOLE`)."""
    every = engine.at_place(place, Query())
    shown = engine.at_place(place, asked.query)
    some = every if len(every) <= WHOLE else shown[asked.offset : asked.offset + asked.limit]
    return _said({"all": len(every), "shown": len(shown), "whole": len(every) <= WHOLE, **tell(engine, some, asked)})


def events(engine: Engine, asked: Asked, ids: Iterable[str]) -> bytes:
    """Return all that cards say of some events; of those that there are."""
    found = [number for number in map(engine.number, ids) if number is not None]
    parts = [engine.parts(number) for number in found]
    return _said({**tell(engine, np.array(found, np.int64), asked, card=True), "parts": parts})


def count(engine: Engine, asked: Asked) -> bytes:
    """Return how many events a query shows."""
    return _said({"events": engine.count(asked.query)})


def hits(engine: Engine, asked: Asked, text: str) -> bytes:
    """Return the events whose titles have the words of a text, and how many have them anywhere."""
    titled = [hit.id for hit in engine.hits("events", text, LOOKED) if _has(hit.name, text)]
    known = map(engine.number, titled[: asked.limit])
    found = [number for number in known if number is not None]
    return _said({"count": engine.count(Query(text=text)), **tell(engine, np.array(found, np.int64), asked)})


def _has(title: str, text: str) -> bool:
    """Whether words of a title begin with all those of a text."""
    own = words.fold(title).split()
    return all(any(word.startswith(part) for word in own) for one in search.asked(text) for part in one.words)


def tell(engine: Engine, numbers: Numbers, asked: Asked, *, card: bool = False) -> dict[str, Any]:
    """Return some events as a page holds them: numbers as in `geo.map.numbers`, and words of lists, or of cards.

    The first `n` are those asked for; behind them stand the events that they name, of which less is said. Positions
    are those of the skeleton; of an event that another is part of, or is dated by, it is the one in this answer.
    """
    if not len(numbers):
        return {"n": 0, "number": []}
    part = engine.excerpt(numbers)
    localized, when = localize(part, asked.lang), moments(part)
    then = when.bounds()
    shown = texts.list_fields(localized, when)
    fields = shown | texts.card_fields(localized, when) if card else shown
    (chunk,) = chunks.chunks(fields, np.arange(len(part.events)), len(part.events))
    place = engine.places(part.places["id"].tolist())
    of = _columns(event_columns(part, when.order(), then), part)
    related = part.events["id"].tolist()[len(numbers) :]
    return {
        "n": len(numbers),
        "number": [*map(int, numbers), *(engine.number(one) for one in related)],
        "among": engine.chosen(asked.query, numbers).tolist(),
        **{name: of[name] for name in (*SAID, *LISTS)},
        "place": _of_skeleton(of["place"], place),
        "destination": _of_skeleton(of["destination"], place),
        "part_of": of["partOf"],
        "stays": _stays(part, localized, then, place),
        "fields": json.loads(gzip.decompress(chunk)),
        "registers": registers.named(part, localized)["sets"] if card else [],
    }


def _columns(made: Iterable[Column], part: Atlas) -> dict[str, list[Any]]:
    """Return columns as lists, those of what events name as lists of lists."""
    found = {column.name.removeprefix("events."): np.asarray(column.values).tolist() for column in made}
    for name in LISTS:
        ends = np.cumsum([0, *found[f"{name}.count"]]).tolist()
        every = found[f"{name}.all"]
        found[name] = [every[start:end] for start, end in pairwise(ends)]
    return {**found, "id": part.events["id"].tolist()}


def _of_skeleton(places: Sequence[int], of: NDArray[np.int64]) -> list[int]:
    return [int(of[place]) if place >= 0 else -1 for place in places]


def _stays(part: Atlas, localized: Localized, then: NDArray[np.float64], place: NDArray[np.int64]) -> dict[str, Any]:
    """Return the places of events that have several, as `geo.map.stays` has them."""
    made = {column.name.removeprefix("stays."): column.values for column in stay_columns(part, then)}
    found = {name: np.asarray(values).tolist() for name, values in made.items()}
    return {**found, "place": _of_skeleton(found["place"], place), **stay_words(localized, moments(part))}


def _said(value: dict[str, Any]) -> bytes:
    return chunks.packed(value)


def _block(head: dict[str, Any], made: Iterable[Column]) -> bytes:
    """Return columns behind a line of JSON that describes them, in gzip."""
    raw, described = columns.raw(made)
    line = json.dumps({**head, "columns": described}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(line.encode() + b"\n" + raw, LEVEL, mtime=0)
