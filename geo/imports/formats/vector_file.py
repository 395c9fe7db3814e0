"""Layers of vector files through GDAL and Arrow; positions are converted to WGS 84, and that is said."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pyogrio
import shapely
from pyproj import CRS

from geo.dataset import encodings
from geo.dataset.geojson import BUILDERS
from geo.dataset.limits import IMPORT
from geo.dataset.longitudes import MOST, unwrapped
from geo.errors import GeoError
from geo.imports.formats import files, kml_file, own_package, parquet_file, recognize
from geo.imports.mapping import intake
from geo.imports.model import MAX_RECORDS, Record, Sheet, Upload, refusal
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Cell, File, Intake, Options

    Shapes = list[BaseGeometry | None]

NEEDED: Final = (".dbf", ".shx")
"""What else a Shapefile consists of: its columns and its index; GDAL does without the columns, and tells nobody."""
ENDINGS: Final = {"geopackage": ".gpkg", "flatgeobuf": ".fgb", "shapefile": ".shp"}
"""GDAL goes by content, and by the ending in part; what has another one is read from memory."""
LONGEST: Final = 200
"""Characters of what GDAL says that a message shows."""
FIX: Final = "open it in QGIS and save it again as GeoPackage"
WGS84: Final = "EPSG:4326"
DECIMALS: Final = 7
"""Of a converted degree: one centimetre."""


def read(path: File, options: Options) -> Intake:
    """Read one layer of a GeoPackage, a Shapefile (also zipped), FlatGeobuf, GeoParquet, KML or KMZ.

    Values have the types that the file declares and become text; none is guessed.

    Raises
    ------
    DataError
        When the file is none of these or damaged, has several layers and none is named, or does
        not say its reference system.
    """
    if not options.layer and (layers := _own_layers(path)):
        return own_package.read(path, layers)
    return intake(sheet(path, options), options)


def _own_layers(path: File) -> list[str]:
    """Return the layers of an export of the atlas, none of any other file."""
    if recognize.check(path, "vector").name != "geopackage":
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = files.content(path) if isinstance(path, Upload) else path
            layers = [str(name) for name, _ in pyogrio.list_layers(source)]
    except Exception:  # noqa: BLE001 - GDAL, PROJ and Arrow share no class of errors; `sheet` says what is wrong
        return []
    return layers if own_package.is_own(layers) else []


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
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            if kind == "parquet":
                layer, (columns, shapes, crs) = "", parquet_file.columns(path)
            else:
                source, layer = _source(path, kind, options.layer)
                columns, shapes, crs = _columns(path, source, layer, options.encoding)
            shapes, remarks = _to_wgs84(path.name, *_flat(shapes), crs or options.crs)
    except GeoError:
        raise
    except UnicodeError as error:
        raise refusal(path.name, *_no_encoding(path, options.encoding)) from error
    except Exception as error:  # GDAL, PROJ and Arrow share no class of errors
        first = next(iter(str(error).splitlines()), type(error).__name__)
        raise refusal(path.name, f"cannot be read ({shorten(first, LONGEST)})", FIX) from error
    records = [
        _record(number, {name: values[number] for name, values in columns.items()}, shape)
        for number, shape in enumerate(shapes)
    ]
    warnings_of_gdal = dict.fromkeys(str(one.message) for one in warned)
    named = (f"layer {layer}",) if layer else ()
    return Sheet(path.name, list(columns), records, (*named, *remarks, *warnings_of_gdal))


def _source(path: File, kind: str, wanted: str) -> tuple[Path | bytes, str]:
    """Return what GDAL is to read, and which layer of it."""
    if kind == "zipped-shapefile":
        return _zipped(path, wanted)
    if isinstance(path, Upload):
        if kind == "shapefile":
            raise refusal(path.name, "is one file of a Shapefile", "zip all its files (.shp, .dbf, .shx, .prj, .cpg)")
        source: Path | bytes = files.content(path)
    else:
        if path.stat().st_size > IMPORT.bytes:
            raise refusal(path.name, f"is larger than {IMPORT.bytes:,} bytes", "split the file")
        if kind == "shapefile":
            _check_parts(path.name, path.stem, [ending for ending in NEEDED if _beside(path, ending)])
        plain = path.suffix.lower() == ENDINGS[kind] and files.is_text(str(path))
        source = path if plain else _in_memory(path, kind)
    return source, _layer(path.name, [str(name) for name, _ in pyogrio.list_layers(source)], wanted)


def _in_memory(path: Path, kind: str) -> bytes:
    if kind == "shapefile":
        raise refusal(path.name, "is a part of a Shapefile, or its name is no UTF-8", "rename it, ending in .shp")
    return files.content(path)


def _zipped(path: File, wanted: str) -> tuple[bytes, str]:
    """Return a zip of one Shapefile, under a name that no program misreads."""
    names = recognize.members(path)
    stems = {name[:-4].rpartition("/")[2]: name[:-4] for name in names if name.lower().endswith(".shp")}
    layer = _layer(path.name, [*stems], wanted)
    parts = {name: name[len(stems[layer]) :].lower() for name in names if name.rpartition(".")[0] == stems[layer]}
    _check_parts(path.name, layer, [*parts.values()])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in recognize.unpacked(path, parts).items():
            archive.writestr(f"layer{parts[name]}", data)
    return out.getvalue(), layer


def _check_parts(file: str, stem: str, endings: Collection[str]) -> None:
    for ending in NEEDED:
        if ending not in endings:
            why = f"there is no {stem}{ending} beside it"
            raise refusal(file, why, "put all files of the Shapefile into one folder")


def _beside(path: File, ending: str) -> bool:
    if isinstance(path, Upload):
        return True
    if path.suffix.lower() == ".zip":
        return any(name.lower().endswith(ending) for name in recognize.members(path))
    return any(path.with_suffix(one).exists() for one in (ending, ending.upper()))


def _no_encoding(path: File, encoding: str) -> tuple[str, str]:
    """Return why the text of a layer cannot be read, and how to fix it."""
    named = path.suffix.lower() not in (".shp", ".zip") or _beside(path, ".cpg")
    why = f"has text that is not {encoding or 'UTF-8'}"
    missing = "" if named else f", and there is no {path.stem}.cpg beside it that names its encoding"
    return why + missing, f"name it, such as --encoding {' or '.join(encodings.LIKELY)}"


def _layer(file: str, layers: Sequence[str], wanted: str) -> str:
    if wanted and wanted not in layers:
        raise refusal(file, "there is no such layer", f"one of {', '.join(layers)}", value=wanted)
    if not layers:
        raise refusal(file, "has no layers", "look whether it is the right file")
    if not wanted and len(layers) > 1:
        raise refusal(file, f"has {len(layers)} layers", f"choose with --layer one of {', '.join(layers)}")
    return wanted or layers[0]


def _columns(
    path: File, source: Path | bytes, layer: str, encoding: str
) -> tuple[dict[str, Sequence[Any]], Shapes, str]:
    """Return name -> values, geometries as they stand, and the reference system ("" when none is named).

    Through Arrow, which keeps whole numbers whole beside empty cells.
    """
    whole = isinstance(source, bytes) and source.startswith(b"PK")
    known = pyogrio.read_info(source, layer=None if whole else layer, encoding=encoding or None)["features"]
    if known > 0:
        files.check(path, b"", records=known)
    layer_info, table = pyogrio.raw.read_arrow(
        source,
        layer=None if whole else layer,
        encoding=encoding or None,
        datetime_as_string=True,
        max_features=MAX_RECORDS + 1,
    )
    files.check(path, b"", records=table.num_rows)
    columns = {str(name): table.column(name).to_pylist() for name in table.column_names}
    shapes = columns.pop(layer_info["geometry_name"] or "wkb_geometry", [None] * table.num_rows)
    return columns, [shapely.from_wkb(one) if one else None for one in shapes], layer_info["crs"] or ""


def _flat(shapes: Shapes) -> tuple[Shapes, tuple[str, ...]]:
    """Return shapes without heights, and whether there were any."""
    high = any(shape is not None and shape.has_z for shape in shapes)
    return [shapely.force_2d(shape) for shape in shapes], ("heights are left out",) if high else ()


def _to_wgs84(name: str, shapes: Shapes, remarks: tuple[str, ...], crs: str) -> tuple[Shapes, tuple[str, ...]]:
    """Return shapes in EPSG:4326, and what was done, after the remarks before."""
    if all(shape is None for shape in shapes):
        return shapes, remarks
    if not crs:
        raise refusal(name, "does not say its reference system", "name it, such as --crs EPSG:3301")
    system, target = CRS.from_user_input(crs), CRS.from_user_input(WGS84)
    code = system.to_authority()
    label = f"{':'.join(code)} ({system.name})" if code else system.name
    if system == target:
        return shapes, (*remarks, f"positions are {label}")
    converted = gpd.GeoSeries(shapes, crs=system).to_crs(target)
    rounded = [shapely.transform(one, lambda xy: xy.round(DECIMALS)) if one is not None else None for one in converted]
    return rounded, (*remarks, f"positions were converted from {label} to {WGS84}")


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
