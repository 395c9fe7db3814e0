"""Exports of what an engine shows, in pieces: no more events are in memory than one excerpt has.

CSV, GeoJSON and GeoParquet are as `geo.export` writes them, but for two things: the events stand in order of time, and
in GeoJSON it stands behind them how well they are supported. Other formats hold everything at once: they are made of
one excerpt, of at most `MOST` events.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from geo.dataset.translate import localize
from geo.dataset.write import feature
from geo.engine import geoparquet
from geo.export.formats import BOM
from geo.export.geoparquet import write
from geo.export.selection import PLACES, Selection, places_of, records
from geo.export.tables import BOUNDS, table
from geo.view import evidence
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from geo.engine.model import Engine, Numbers
    from geo.export.tables import Table
    from geo.model import Atlas
    from geo.view.query import Query

    Part = tuple[gpd.GeoDataFrame, Atlas]

PIECE: Final = 5_000
"""Events that are made at once."""
MOST: Final = 20_000
"""Events of a format that is made of one excerpt."""


def engine_export(engine: Engine, query: Query, name: str) -> Iterator[bytes]:
    """Yield an export of the events that a query shows, in order of time; `name` is one of `STREAMED`."""
    yield from STREAMED[name](engine, query)


def selection(engine: Engine, query: Query, numbers: Numbers, address: str = "") -> Selection:
    """Return some events, those that a query shows, as `geo.export.FORMATS` take them; `MOST` at most."""
    events, part = _part(engine, numbers)
    return Selection(part, query, events, address, engine.events)


def _part(engine: Engine, numbers: Numbers) -> Part:
    """Return events, joined, and the excerpt in which they stand before those that they name."""
    part = engine.excerpt(numbers)
    return join(part.places, part.events, part["dated_by"]).iloc[: len(numbers)], part


def _parts(engine: Engine, query: Query) -> Iterator[Part]:
    """Yield the events of a query in pieces; one without events, if there are none."""
    numbers = engine.numbers(query, listed=False)
    for begin in range(0, max(len(numbers), 1), PIECE):
        yield _part(engine, numbers[begin : begin + PIECE])


def _named(engine: Engine, query: Query) -> list[str]:
    """Return the columns of figures."""
    return [f"{measure}_{bound}" for measure in engine.measures(query) for bound in BOUNDS]


def _figures(found: Table, named: Sequence[str]) -> list[list[str]]:
    """Return for each event its cells of some columns of figures."""
    at = [found.figures.index(name) if name in found.figures else None for name in named]
    return [["" if one is None else row[one] for one in at] for row in found.numbers]


def _csv(engine: Engine, query: Query) -> Iterator[bytes]:
    named, header = _named(engine, query), BOM
    for events, part in _parts(engine, query):
        spoken = localize(part, query.lang).atlas
        names = dict(zip(part.places["id"], spoken.places["name"], strict=True))
        found = table(events.assign(place_name=[names.get(place, "") for place in events["place_id"]]), spoken)
        figures = _figures(found, named)
        rows = [[*cells, *numbers] for cells, numbers in zip(found.cells, figures, strict=True)]
        yield (header + _lines([[*found.columns, *named], *rows] if header else rows)).encode("utf-8")
        header = ""


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _geojson(engine: Engine, query: Query) -> Iterator[bytes]:
    counts: Counter[str] = Counter()
    of_confidence: Counter[str] = Counter()
    begin = '{"type": "FeatureCollection", "features": ['
    for events, part in _parts(engine, query):
        places, features = places_of(part), []
        for row, shape in zip(records(events, part), events.geometry, strict=True):
            one = feature({PLACES: places.get(row["id"], []), **row}, shape, id=row["id"])
            features.append(f"{begin}\n{json.dumps(one, ensure_ascii=False)}")
            begin = ","
        yield "".join(features).encode("utf-8")
        own = evidence.count(events, part)
        counts.update({"events": own.events, "located": own.located, "read": own.read})
        of_confidence.update(own.confidence)
    every = {word: of_confidence[word] for word in evidence.CONFIDENCE}
    whole = evidence.Evidence(counts["events"], every, counts["located"], counts["read"])
    member: Mapping[str, Any] = {evidence.MEMBER: whole.as_dict()}
    yield f"{begin if begin != ',' else ''}\n], {json.dumps(member)[1:-1]}}}\n".encode()


def _geoparquet(engine: Engine, query: Query) -> Iterator[bytes]:
    named = _named(engine, query)

    def pieces() -> Iterator[bytes]:
        for events, part in _parts(engine, query):
            cells = zip(*_figures(table(events, part), named), strict=True) if len(events) else ([] for _ in named)
            yield write(events, part, dict(zip(named, map(list, cells), strict=True)))

    yield from geoparquet.joined(pieces())


STREAMED: Final[Mapping[str, Callable[[Engine, Query], Iterator[bytes]]]] = {
    "csv": _csv,
    "geojson": _geojson,
    "geoparquet": _geoparquet,
}
"""Formats that can be written in pieces; the others hold everything at once (`geo.export.FORMATS`)."""
