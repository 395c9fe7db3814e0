"""Layers of vector files through GDAL and Arrow; positions are converted to WGS 84, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.dataset.geojson import BUILDERS
from geo.dataset.longitudes import MOST, unwrapped
from geo.imports.formats import files, kml_file, layers, own_package, parquet_file, recognize, wgs84
from geo.imports.mapping import intake
from geo.imports.model import Record, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Cell, File, Intake, Options


def read(path: File, options: Options) -> Intake:
    """Read one layer of a GeoPackage, a Shapefile (also zipped), FlatGeobuf, GeoParquet, KML or KMZ.

    Values have the types that the file declares and become text; none is guessed.

    Raises
    ------
    DataError
        When the file is none of these or damaged, has several layers and none is named, or does
        not say its reference system.
    """
    kind = recognize.check(path, "vector").name
    if kind == "geopackage" and not options.layer:
        with layers.told(path):
            source = layers.opened(path, kind)
            if own_package.is_own(found := layers.names(source)):
                return own_package.read(path, source, found, options)
    return intake(sheet(path, options), options)


def sheet(path: File, options: Options) -> Sheet:
    """Return one layer as records, geometry in EPSG:4326, longitude before latitude.

    Raises
    ------
    DataError
        As `read`.
    """
    kind = recognize.check(path, "vector").name
    if kind in ("kml", "kmz"):
        return kml_file.sheet(path)
    with layers.told(path, options.encoding) as warned:
        if kind == "parquet":
            name, layer = "", parquet_file.layer(path)
        else:
            source, name = layers.chosen(path, kind, options.layer)
            layer = layers.read(path, source, name, options.encoding)
        shapes, remarks = wgs84.converted(path.name, layer.shapes, layer.crs or options.crs)
    records = [
        _record(number, {name: values[number] for name, values in layer.columns.items()}, shape)
        for number, shape in files.counted(path, options.progress, shapes)
    ]
    named = (f"layer {name}",) if name else ()
    return Sheet(path.name, list(layer.columns), records, (*named, *remarks, *warned))


def _record(number: int, values: Mapping[str, Any], shape: BaseGeometry | None) -> Record:
    cells = {name: _cell(value) for name, value in values.items()}
    sound = None if shape is None or shape.is_empty else shape
    why = _fault(sound) if sound is not None else ""
    if sound is not None and why:
        return Record(f"feature {number + 1}", cells, None, (("geometry", sound.wkt, why, "mend it in QGIS"),))
    return Record(f"feature {number + 1}", cells, sound)


def _fault(shape: BaseGeometry) -> str:
    """Return what keeps a geometry from being a place; "" for a sound one."""
    west, south, east, north = shape.bounds
    if not (-MOST <= west <= east <= MOST and -90 <= south <= north <= 90):  # NaN and infinity too
        return "is not longitude, latitude in degrees"
    if shape.geom_type not in BUILDERS:
        return f"a {shape.geom_type} is no place"
    return "" if unwrapped(shape).is_valid else "crosses or repeats itself"


def _cell(value: object) -> Cell:
    """Return a value as text: lists as several, nothing for bytes and for what is no number."""
    if value is None or isinstance(value, bytes) or (isinstance(value, float) and value != value):  # noqa: PLR0124
        return ""
    if isinstance(value, list):
        return tuple(str(_cell(one)) for one in value if one is not None)
    return str(value).lower() if isinstance(value, bool) else str(value)
