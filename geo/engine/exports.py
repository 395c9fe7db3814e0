"""Exports of what an engine shows, in pieces: no more events are in memory than one excerpt has.

CSV and GeoJSON are as `geo.export` writes them, but for two things: a table of CSV has the figures of all measures that
the dataset counts, also of those that no event shown has, as that is known at the end only; and how well the events
are supported stands behind them in GeoJSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from geo.dataset.translate import localize
from geo.dataset.write import feature
from geo.export.formats import BOM
from geo.export.selection import PLACES, places_of, records
from geo.export.tables import BOUNDS, table
from geo.view import evidence
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import geopandas as gpd

    from geo.engine.model import Engine
    from geo.model import Atlas
    from geo.view.query import Query

PIECE: Final = 5_000
"""Events that are made at once."""


def engine_export(engine: Engine, query: Query, name: str) -> Iterator[bytes]:
    """Yield an export of the events that a query shows, in order of time; `name` is one of `STREAMED`."""
    yield from (text.encode("utf-8") for text in STREAMED[name](engine, query))


def _parts(engine: Engine, query: Query) -> Iterator[tuple[gpd.GeoDataFrame, Atlas]]:
    """Yield the events of a query, joined, each with the excerpt that it stands in."""
    numbers = engine.numbers(query, listed=False)
    for begin in range(0, len(numbers), PIECE):
        some = numbers[begin : begin + PIECE]
        part = engine.excerpt(some)
        yield join(part.places, part.events, part["dated_by"]).iloc[: len(some)], part


def _csv(engine: Engine, query: Query) -> Iterator[str]:
    named = [f"{measure}_{bound}" for measure in engine.measures() for bound in BOUNDS]
    header = True
    for events, part in _parts(engine, query):
        spoken = localize(part, query.lang).atlas
        names = dict(zip(part.places["id"], spoken.places["name"], strict=True))
        found = table(events.assign(place_name=[names.get(place, "") for place in events["place_id"]]), spoken)
        at = [found.figures.index(name) if name in found.figures else None for name in named]
        figures = [["" if one is None else row[one] for one in at] for row in found.numbers]
        rows = [[*cells, *numbers] for cells, numbers in zip(found.cells, figures, strict=True)]
        yield (BOM if header else "") + _lines([[*found.columns, *named], *rows] if header else rows)
        header = False


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _geojson(engine: Engine, query: Query) -> Iterator[str]:
    counts: Counter[str] = Counter()
    of_confidence: Counter[str] = Counter()
    between = ""
    yield '{"type": "FeatureCollection", "features": ['
    for events, part in _parts(engine, query):
        places = places_of(part)
        for row, shape in zip(records(events, part), events.geometry, strict=True):
            one = feature({PLACES: places.get(row["id"], []), **row}, shape, id=row["id"])
            yield f"{between}\n{json.dumps(one, ensure_ascii=False)}"
            between = ","
        own = evidence.count(events, part)
        counts.update({"events": own.events, "located": own.located, "read": own.read})
        of_confidence.update(own.confidence)
    every = {word: of_confidence[word] for word in evidence.CONFIDENCE}
    whole = evidence.Evidence(counts["events"], every, counts["located"], counts["read"])
    member: Mapping[str, Any] = {evidence.MEMBER: whole.as_dict()}
    yield f"\n], {json.dumps(member)[1:-1]}}}\n"


STREAMED: Final[Mapping[str, Callable[[Engine, Query], Iterator[str]]]] = {"csv": _csv, "geojson": _geojson}
"""Formats that can be written in pieces; the others hold everything at once (`geo.export.FORMATS`)."""
