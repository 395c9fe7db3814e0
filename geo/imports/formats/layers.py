"""Layers of vector files as GDAL reads them, through Arrow: bounded, and what GDAL says against one is a refusal."""

from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyogrio
import shapely

from geo.dataset import encodings
from geo.dataset.limits import IMPORT
from geo.errors import GeoError
from geo.export import qgis
from geo.imports.formats import files, recognize
from geo.imports.model import Upload, refusal
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import File

    Source = Path | bytes

NEEDED: Final = (".dbf", ".shx")
"""What else a Shapefile consists of: its columns and its index; GDAL does without the columns, and tells nobody."""
ENDINGS: Final = {"geopackage": ".gpkg", "flatgeobuf": ".fgb", "shapefile": ".shp"}
"""GDAL goes by content, and by the ending in part; what has another one is read from memory."""
LONGEST: Final = 200
"""Characters of what GDAL says that a message shows."""
FIX: Final = "open it in QGIS and save it again as GeoPackage"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as it stands: name -> values, geometries, and the reference system, "" when none is named."""

    columns: dict[str, Sequence[Any]]
    shapes: Sequence[BaseGeometry | None]
    crs: str


@contextmanager
def told(path: File, encoding: str = "") -> Iterator[list[str]]:
    """Make refusals of what GDAL, PROJ and Arrow raise, and gather what they warn of.

    Raises
    ------
    DataError
        When one of them raises anything.
    """
    said: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield said
    except GeoError:
        raise
    except UnicodeError as error:
        raise refusal(path.name, *_no_encoding(path, encoding)) from error
    except Exception as error:  # they share no class of errors
        first = next(iter(str(error).splitlines()), type(error).__name__)
        raise refusal(path.name, f"cannot be read ({shorten(first, LONGEST)})", FIX) from error
    said += dict.fromkeys(str(one.message) for one in warned)


def opened(path: File, kind: str) -> Source:
    """Return what GDAL is to read of a file that is no zip.

    Raises
    ------
    DataError
        When it is too large, or other parts of it are missing.
    """
    if isinstance(path, Upload):
        if kind == "shapefile":
            raise refusal(path.name, "is one file of a Shapefile", "zip all its files (.shp, .dbf, .shx, .prj, .cpg)")
        return files.content(path)
    if path.stat().st_size > IMPORT.bytes:
        raise refusal(path.name, f"is larger than {IMPORT.bytes:,} bytes", "split the file")
    if kind == "shapefile":
        _check_parts(path.name, path.stem, [ending for ending in NEEDED if _beside(path, ending)])
    if path.suffix.lower() == ENDINGS[kind] and files.is_text(str(path)):
        return path
    if kind == "shapefile":
        raise refusal(path.name, "is a part of a Shapefile, or its name is no UTF-8", "rename it, ending in .shp")
    return files.content(path)


def names(source: Source) -> list[str]:
    """Return the names of the layers of a file; how QGIS draws them is none."""
    return [str(name) for name, _ in pyogrio.list_layers(source) if name != qgis.TABLE]


def chosen(path: File, kind: str, wanted: str) -> tuple[Source, str]:
    """Return what GDAL is to read, and which layer of it.

    Raises
    ------
    DataError
        As `opened`; when there is no such layer, or there are several and none is named.
    """
    if kind == "zipped-shapefile":
        return _zipped(path, wanted)
    source = opened(path, kind)
    return source, _layer(path.name, names(source), wanted)


def read(path: File, source: Source, layer: str, encoding: str = "", before: int | None = None) -> Layer:
    """Return a layer through Arrow, which keeps whole numbers whole beside empty cells.

    Parameters
    ----------
    path
        The file, for its limits and messages.
    source, layer
        As `chosen` returns them.
    before
        Records of other layers, where all of a file are one dataset: then they count together, not as events.

    Raises
    ------
    DataError
        When there are too many records.
    """
    most, others = (files.most_records(path), 0) if before is None else (files.limits(path).records, before)
    one = None if isinstance(source, bytes) and source.startswith(b"PK") else layer
    known = pyogrio.read_info(source, layer=one, encoding=encoding or None)["features"]
    files.check_records(path, others + known, most)
    info, table = pyogrio.raw.read_arrow(
        source, layer=one, encoding=encoding or None, datetime_as_string=True, max_features=most - others + 1
    )
    files.check_records(path, others + table.num_rows, most)
    columns = {str(name): table.column(name).to_pylist() for name in table.column_names}
    shapes = columns.pop(info["geometry_name"] or "wkb_geometry", [None] * table.num_rows)
    return Layer(columns, [shapely.from_wkb(one) if one else None for one in shapes], info["crs"] or "")


def _zipped(path: File, wanted: str) -> tuple[bytes, str]:
    """Return a zip of one Shapefile, under a name that no program misreads."""
    names = recognize.members(path)
    whole = [name[:-4] for name in names if name.lower().endswith(".shp")]
    short = [stem.rpartition("/")[2] for stem in whole]
    stems = dict(zip(short if len({*short}) == len(short) else whole, whole, strict=True))
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
