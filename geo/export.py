"""Write out exactly what is shown, and how to cite it. Files are replaced atomically."""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import shapely

from geo import dates, filters
from geo.i18n import translator
from geo.join import join
from geo.query import to_params
from geo.translate import localized

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas
    from geo.query import Query

COLUMNS = (
    "id", "title", "edtf", "kind", "kind_detail", "scope", "description", "note", "confidence",
    "part_of", "place_id", "place_name", "place_precision_m", "place_certainty",
)  # fmt: skip
RUNS_IN_A_SPREADSHEET = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""First characters that make a cell a formula; the last four are the full-width twins."""
LEFT_BEHIND = 3600
"""Seconds after which a temporary file belongs to no writer that still lives."""


def to_csv(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as CSV (UTF-8, RFC 4180), one row each.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; `read_cell`
    takes it away again. Longitude and latitude are numbers and stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rows = records(events, atlas)
    writer.writerow([*COLUMNS, "longitude", "latitude", "organizations", "sources"])
    for row, shape in zip(rows, events.geometry, strict=True):
        texts = [write_cell(row[name]) for name in COLUMNS]
        writer.writerow([*texts, *_point(shape), "; ".join(row["organizations"]), "; ".join(row["sources"])])
    return out.getvalue()


def to_geojson(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as a GeoJSON FeatureCollection (RFC 7946); geometry null without a place."""
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": json.loads(shapely.to_geojson(shape)) if shape is not None else None,
            "properties": row,
        }
        for row, shape in zip(records(events, atlas), events.geometry, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def records(events: gpd.GeoDataFrame, atlas: Atlas) -> list[dict[str, Any]]:
    """Return each event as `COLUMNS` and the ids of its organizations and sources."""
    organizations = _grouped(atlas, "event_organizations", "organization_id")
    sources = _grouped(atlas, "citations", "source_id")
    table = events[list(COLUMNS)].to_dict("records")
    return [
        {**row, "organizations": organizations.get(row["id"], []), "sources": sources.get(row["id"], [])}
        for row in ({str(key): value for key, value in row.items()} for row in table)
    ]


def _grouped(atlas: Atlas, table: str, column: str) -> dict[str, list[str]]:
    return {str(event): list(dict.fromkeys(ids)) for event, ids in atlas[table].groupby("event_id")[column]}


def _point(shape: BaseGeometry | None) -> tuple[str, str]:
    if shape is None:
        return "", ""
    point = shape.representative_point()
    return f"{point.x:.5f}", f"{point.y:.5f}"


def write_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and before an apostrophe."""
    return f"'{text}" if text.startswith((*RUNS_IN_A_SPREADSHEET, "'")) else text


def read_cell(text: str) -> str:
    """Undo `write_cell`."""
    return text.removeprefix("'")


def shown(atlas: Atlas, query: Query) -> gpd.GeoDataFrame:
    """Return the joined events that a query shows."""
    return filters.apply(join(atlas.places, atlas.events), query, atlas)


def cite(atlas: Atlas, query: Query, *, count: int, address: str, on: date) -> str:
    """Return a plain-text citation of a view: title, version, what is shown, address, day."""
    told = translator(query.lang)
    title = localized(atlas, query.lang).atlas.package.get("title", "Atlas")
    where = f"{address}?{urlencode(to_params(query))}" if to_params(query) else address
    day = dates.display(dates.parse(on.isoformat()), query.lang)
    message = told.ngettext(
        "%(title)s. Dataset version %(version)s, %(n)s event shown. %(address)s (accessed %(day)s).",
        "%(title)s. Dataset version %(version)s, %(n)s events shown. %(address)s (accessed %(day)s).",
        count,
    )
    return message % {"title": title, "version": atlas.version, "n": count, "address": where, "day": day}


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace a file so that a reader or a crash sees the old or the new one, never a part.

    An old file keeps its rights. What a killed writer left behind is cleared away after an hour.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    _clear(path)
    draft = path.with_name(f"{_prefix(path)}{secrets.token_hex(6)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _prefix(path: Path) -> str:
    return f".{path.name}."


def _clear(path: Path) -> None:
    old = time.time() - LEFT_BEHIND
    for draft in path.parent.iterdir():
        ours = draft.name.startswith(_prefix(path)) and draft.suffix == ".tmp"
        if ours and draft.stat().st_mtime < old:
            draft.unlink(missing_ok=True)
