"""GeoPackage and Shapefile through pyogrio; positions are converted to WGS 84, and that is said."""

from __future__ import annotations

import warnings
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
from geo.imports.formats import own_package
from geo.imports.mapping import intake
from geo.imports.model import MAX_RECORDS, Record, Sheet, refusal
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Cell, Intake, Options

    Shapes = list[BaseGeometry | None]

MAGIC: Final = {".gpkg": b"SQLite format 3\x00", ".shp": b"\x00\x00\x27\x0a"}
"""First bytes by ending: GDAL goes by content, and other formats of it open other files and addresses."""
NEEDED: Final = {".shp": (".dbf", ".shx")}
"""What else a Shapefile consists of: its columns and its index; GDAL does without the columns, and tells nobody."""
LONGEST: Final = 200
"""Characters of what GDAL says that a message shows."""
FIX: Final = "open it in QGIS and save it again as GeoPackage"
WGS84: Final = "EPSG:4326"
DECIMALS: Final = 7
"""Of a converted degree: one centimetre."""


def read(path: Path, options: Options) -> Intake:
    """Read one layer of a GeoPackage (.gpkg) or a Shapefile (.shp).

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


def _own_layers(path: Path) -> list[str]:
    """Return the layers of an export of the atlas, none of any other file."""
    _check(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    except Exception:  # noqa: BLE001 - GDAL, PROJ and Arrow share no class of errors; `sheet` says what is wrong
        return []
    return layers if own_package.is_own(layers) else []


def sheet(path: Path, options: Options) -> Sheet:
    """Return one layer as records, geometry in EPSG:4326, longitude before latitude.

    Raises
    ------
    DataError
        As `read`.
    """
    _check(path)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            layer = _layer(path, options.layer)
            columns, shapes, crs = _columns(path, layer, options.encoding)
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
    return Sheet(path.name, list(columns), records, (f"layer {layer}", *remarks, *warnings_of_gdal))


def _check(path: Path) -> None:
    magic = MAGIC.get(path.suffix.lower())
    if magic is None:
        raise refusal(path.name, f"is none of {', '.join(MAGIC)}", "save it as GeoPackage (.gpkg)")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(magic))
    except OSError as error:
        raise refusal(str(path), f"cannot be read ({error.strerror})", "look at its name and rights") from error
    if size > IMPORT.bytes:
        raise refusal(path.name, f"is larger than {IMPORT.bytes:,} bytes", "split the file")
    if start != magic:
        raise refusal(path.name, "is not what its ending says", FIX)
    for ending in NEEDED.get(path.suffix.lower(), ()):
        if not _beside(path, ending):
            why = f"there is no {path.stem}{ending} beside it"
            raise refusal(path.name, why, "put all files of the Shapefile into one folder")


def _beside(path: Path, ending: str) -> bool:
    return any(path.with_suffix(one).exists() for one in (ending, ending.upper()))


def _no_encoding(path: Path, encoding: str) -> tuple[str, str]:
    """Return why the text of a layer cannot be read, and how to fix it."""
    named = path.suffix.lower() != ".shp" or _beside(path, ".cpg")
    why = f"has text that is not {encoding or 'UTF-8'}"
    missing = "" if named else f", and there is no {path.stem}.cpg beside it that names its encoding"
    return why + missing, f"name it, such as --encoding {' or '.join(encodings.LIKELY)}"


def _layer(path: Path, wanted: str) -> str:
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    if wanted and wanted not in layers:
        raise refusal(path.name, "there is no such layer", f"one of {', '.join(layers)}", value=wanted)
    if not layers:
        raise refusal(path.name, "has no layers", "look whether it is the right file")
    if not wanted and len(layers) > 1:
        raise refusal(path.name, f"has {len(layers)} layers", f"choose with --layer one of {', '.join(layers)}")
    return wanted or layers[0]


def _columns(path: Path, layer: str, encoding: str) -> tuple[dict[str, Sequence[Any]], Shapes, str]:
    """Return name -> values, geometries as they stand, and the reference system ("" when none is named).

    Through Arrow, which keeps whole numbers whole beside empty cells.
    """
    layer_info, table = pyogrio.raw.read_arrow(
        path,
        layer=layer,
        encoding=encoding or None,
        datetime_as_string=True,
        max_features=MAX_RECORDS + 1,
    )
    if table.num_rows > MAX_RECORDS:
        raise refusal(path.name, f"has more than {MAX_RECORDS:,} records", "split the file")
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
