"""A dataset as GeoPackage (OGC 12-128), for QGIS and other geographic information systems."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geo.errors import OutputError
from geo.export import qgis
from geo.export.excerpt import EVENTS
from geo.export.files import temporary_folder
from geo.export.selection import BETWEEN, LISTS, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from geo.export.selection import Selection
    from geo.model import Atlas

WRITTEN = {"OGR_CURRENT_DATE": "1980-01-01T00:00:00.000Z"}
"""What a layer says about when it was changed: the same dataset gives the same bytes."""
FAILURES = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError)


def to_geopackage(selection: Selection) -> bytes:
    """Return what is shown as a GeoPackage: every table a layer, all cells text exactly as written.

    `places` and `events` have geometry (EPSG:4326), null where there is none; an event has that of
    its place, and the ids of its organizations and sources with "; " between them. A layer says of which geometry
    type it is, where it has one, and ``layer_styles`` how QGIS draws it at first (`geo.export.qgis`).

    Raises
    ------
    OutputError
        If a text or a name cannot be kept in this format, or there is no room for temporary files.
    """
    pyogrio.set_gdal_config_options(WRITTEN)
    layers = dict(_layers(selection))
    faults = [fault for name, table in layers.items() for fault in _faults(name, table)]
    faults += [f"two tables are called {name!r}" for name in _twice([*layers, qgis.TABLE])]
    if faults:
        msg = (
            f"no GeoPackage was made: {'; '.join(faults)} - mend the dataset, or export the zip, which keeps everything"
        )
        raise OutputError(msg)
    with temporary_folder() as folder:
        path = folder / "atlas.gpkg"
        try:
            for name, table in layers.items():
                _write(path, name, table)
            columns = {name: _free("geom", table) for name, table in layers.items() if _spatial(table)}
            _write(path, qgis.TABLE, qgis.styles(selection.atlas, columns, WRITTEN["OGR_CURRENT_DATE"]))
            return path.read_bytes()
        except (OSError, *FAILURES) as error:
            msg = f"no GeoPackage was made: {error} - look whether {folder.parent} has room"
            raise OutputError(msg) from error


def _layers(selection: Selection) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables, places and events first."""
    part = selection.part
    yield "places", part.places
    yield EVENTS, _events(selection, part)
    yield from ((name, table) for name, table in part.tables.items() if name not in ("places", EVENTS))


def _events(selection: Selection, part: Atlas) -> gpd.GeoDataFrame:
    rows = records(selection.events, part)
    lists = {name: [BETWEEN.join(row[name]) for row in rows] for name in LISTS if name not in part.events}
    table = part.events.assign(**lists).astype("str")
    return gpd.GeoDataFrame(table, geometry=list(selection.events.geometry), crs="EPSG:4326")


def _faults(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Yield what this format cannot hold; it would be cut or lost without a word."""
    yield from (f"the table {name!r} has two columns called {column!r}" for column in _twice(table.columns))
    for column in [column for column in table.columns if column != "geometry"]:
        if any("\0" in cell for cell in [column, *table[column]]):
            yield f"the column {column!r} of {name!r} has a text with a NUL character"


def _twice(names: object) -> list[str]:
    """Return names that differ in nothing but capitals, which SQL does not tell apart."""
    counted = Counter(str(name).lower() for name in names)  # type: ignore[attr-defined]
    return [name for name, count in counted.items() if count > 1]


def _write(path: Path, layer: str, table: pd.DataFrame) -> None:
    """Add a layer; handed over as Arrow it is written in a third of the time, in which no other thread runs."""
    spatial = _spatial(table)
    options = {"FID": _free("fid", table)} | ({"GEOMETRY_NAME": _free("geom", table)} if spatial else {})
    kind = {"geometry_type": _type(table), "promote_to_multi": False} if spatial else {}
    pyogrio.write_dataframe(table, path, layer=layer, driver="GPKG", layer_options=options, use_arrow=True, **kind)


def _spatial(table: pd.DataFrame) -> bool:
    return isinstance(table, gpd.GeoDataFrame)


def _type(table: pd.DataFrame) -> str:
    """Return the geometry type of a layer: points, unless a dataset has lines or areas too, which no one type names."""
    found = set(table.geometry.geom_type.dropna())
    return "Unknown" if len(found) > 1 else next(iter(found), "Point")


def _free(name: str, table: pd.DataFrame) -> str:
    """Return a name for a column that the table does not have yet."""
    taken = {str(column).lower() for column in table.columns}
    while name in taken:
        name += "_"
    return name
