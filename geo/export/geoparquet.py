"""Events as GeoParquet 1.1, for DuckDB, GeoPandas, QGIS and whatever else reads columns."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo.export.selection import LISTS, PLACES, columns, places_of, records
from geo.export.tables import figure_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.export.selection import Selection
    from geo.model import Atlas

BOX = "bbox"
"""The column of GeoParquet's covering: readers find the events of a window by it without unpacking shapes."""


def to_geoparquet(selection: Selection) -> bytes:
    """Return the events shown as GeoParquet, one row each, all cells text exactly as written.

    The geometry (EPSG:4326, longitude before latitude, null without a place) is that of `place_id`; beside it stands
    `bbox` (xmin, ymin, xmax, ymax in degrees). Ids of organizations and sources are lists of text; `places` is the
    list that GeoJSON has, as JSON text; the figures at the end are those of the CSV.
    """
    return write(selection.events, selection.atlas, figure_columns(selection.events, selection.atlas))


def write(events: gpd.GeoDataFrame, atlas: Atlas, figures: Mapping[str, Sequence[str]]) -> bytes:
    """Return events as `to_geoparquet` does, with some columns of figures at the end."""
    rows, places = records(events, atlas), places_of(atlas)
    cells: dict[str, Sequence[Any]]
    cells = {name: [row[name] for row in rows] for name in dict.fromkeys([*columns(atlas), *LISTS])}
    cells.setdefault(PLACES, [json.dumps(places.get(row["id"], []), ensure_ascii=False) for row in rows])
    cells |= {name: texts for name, texts in figures.items() if name not in cells}
    shape = "geometry" if "geometry" not in cells else "geometry_"
    frame = gpd.GeoDataFrame(cells, columns=[*cells, shape], geometry=list(events.geometry), crs="EPSG:4326")
    out = io.BytesIO()
    frame.to_parquet(out, schema_version="1.1.0", write_covering_bbox=BOX not in cells, compression="zstd")
    return out.getvalue()
