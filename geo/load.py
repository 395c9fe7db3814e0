"""Read a dataset folder: the only reader of data files.

A dataset is a Frictionless data package: ``datapackage.json`` names every table, its columns and
keys; tables are CSV, places are GeoJSON (RFC 7946). Values are kept as written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import geopandas as gpd
import pandas as pd

from geo import geojson
from geo import package as description
from geo.errors import DataError
from geo.model import Atlas, Problem
from geo.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PACKAGE = "datapackage.json"
MAX_BYTES = 100_000_000
RFC = "see RFC 7946, section"
csv.field_size_limit(1_000_000)


def default_folder() -> Path:
    """Return ``GEO_DATA``, else `own_folder`."""
    named = os.environ.get("GEO_DATA")
    return Path(named) if named else own_folder()


def own_folder() -> Path:
    """Return the dataset that comes with the atlas: ``data/`` inside the installed package, else beside it."""
    package = Path(__file__).parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def load(folder: str | Path | None = None) -> Atlas:
    """Read and validate a dataset.

    Parameters
    ----------
    folder
        The folder that holds ``datapackage.json``; by default `default_folder`.

    Raises
    ------
    DataError
        With every fault of every file, of form and of content, when there is any that is not a
        mere warning.
    """
    atlas, problems = read(Path(folder) if folder is not None else default_folder())
    errors = [problem for problem in [*problems, *validate(atlas)] if not problem.warning]
    if errors:
        raise DataError(errors)
    return atlas


def read(folder: Path) -> tuple[Atlas, list[Problem]]:
    """Read every table of `folder`; faults of form are returned, not raised.

    A table that cannot be read at all is missing from the atlas, one that lost records is named
    in `Atlas.incomplete`; `validate` checks what there is.
    """
    problems: list[Problem] = []
    files = {PACKAGE: _bytes(folder / PACKAGE, problems)}
    package = _read_package(files[PACKAGE], problems)
    tables: dict[str, pd.DataFrame] = {}
    incomplete = set()
    for resource in package.get("resources", []):
        before = len(problems)
        content = files[resource["path"]] = _bytes(folder / resource["path"], problems)
        table = _read_resource(resource, content, problems)
        if table is not None:
            tables[resource["name"]] = table
        if len(problems) > before:
            incomplete.add(resource["name"])
    return Atlas(folder, package, tables, version(files), frozenset(incomplete)), problems


def version(files: Mapping[str, bytes | None]) -> str:
    """Return 12 hexadecimal digits that change when the content of any file changes."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{-1 if content is None else len(content)}\0".encode() + (content or b""))
    return digest.hexdigest()[:12]


def _bytes(path: Path, problems: list[Problem]) -> bytes | None:
    """Return the content of a file, or None with a problem noted."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(_fault(path.name, f"larger than {MAX_BYTES:,} bytes", "split the file"))
            return None
        return path.read_bytes()
    except OSError as error:
        why, fix = f"cannot be read ({error.strerror})", "put the file there or mend its rights"
        problems.append(_fault(path.name, why, fix))
        return None


def _text(name: str, content: bytes, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file, without a byte order mark, or None with a problem noted."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(_fault(name, f"byte {error.start} is not UTF-8", "save the file as UTF-8", record=str(line)))
        return None


def _fault(file: str, why: str, fix: str, *, record: str = "") -> Problem:
    return Problem(file, record, "", "", why, fix)


def _read_package(content: bytes | None, problems: list[Problem]) -> Mapping[str, Any]:
    """Return the description of a dataset; an empty one when nothing can be read by it."""
    text = _text(PACKAGE, content, problems) if content is not None else None
    if text is None:
        return {}
    before = len(problems)
    package = _json(PACKAGE, text, problems)
    if len(problems) == before:
        problems += [_fault(PACKAGE, why, "see data/README.md") for why in description.faults(package)]
    return cast("Mapping[str, Any]", package) if len(problems) == before else {}


def _json(name: str, text: str, problems: list[Problem]) -> object:
    try:
        return geojson.parse(text)
    except (ValueError, RecursionError) as error:
        problems.append(_fault(name, f"is not strict JSON: {error}", "mend the file with a JSON editor"))
        return None


def _read_resource(resource: Mapping[str, Any], content: bytes | None, problems: list[Problem]) -> pd.DataFrame | None:
    text = _text(resource["path"], content, problems) if content is not None else None
    if text is None:
        return None
    reader = _read_geojson if resource.get("format") == "geojson" else _read_csv
    return reader(resource["path"], text, description.field_names(resource), problems)


def _read_csv(name: str, text: str, fields: Sequence[str], problems: list[Problem]) -> pd.DataFrame | None:
    """Return the rows of a CSV file as text, indexed by the line each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        header = next(reader, [])
        if header != list(fields):
            problems.append(_header_fault(name, header, fields))
            return None
        for row in reader:
            if len(row) == len(fields):
                rows.append(row)
                lines.append(reader.line_num)
            elif row:
                why = f"has {len(row)} cells, not {len(fields)}"
                problems.append(_fault(name, why, "look for a missing or extra comma", record=str(reader.line_num)))
    except csv.Error as error:
        problems.append(_fault(name, f"is not CSV: {error}", "check the quotes", record=str(reader.line_num)))
    return pd.DataFrame(rows, columns=list(fields), index=pd.Index(lines, name="line"), dtype="str")


def _header_fault(name: str, header: Sequence[str], fields: Sequence[str]) -> Problem:
    if not header:
        return _fault(name, "is empty", f"begin with the header {','.join(fields)}")
    missing = [field for field in fields if field not in header]
    extra = [field for field in header if field not in fields]
    why = "; ".join(
        part
        for part in (
            f"columns missing: {', '.join(missing)}" if missing else "",
            f"columns unknown: {', '.join(extra)}" if extra else "",
            "" if missing or extra else "columns in another order or twice",
        )
        if part
    )
    return _fault(name, why, f"the header is {','.join(fields)}", record="1")


def _read_geojson(name: str, text: str, fields: Sequence[str], problems: list[Problem]) -> gpd.GeoDataFrame | None:
    before = len(problems)
    collection = _json(name, text, problems)
    if len(problems) > before:
        return None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        problems.append(_fault(name, "is not a FeatureCollection", f"{RFC} 3.3"))
        return None
    problems += [_fault(name, why, f"{RFC} 4, 5 and 7") for why in geojson.member_faults(collection)]
    features = collection.get("features")
    if not isinstance(features, list):
        problems.append(_fault(name, "has no list of features", f"{RFC} 3.3"))
        return None
    return _features_frame(name, features, fields, problems)


def _features_frame(name: str, features: list[Any], fields: Sequence[str], problems: list[Problem]) -> gpd.GeoDataFrame:
    """Return the sound features, indexed by their position in the file."""
    rows, shapes, positions = [], [], []
    for position, feature in enumerate(features):
        faults = list(_feature_faults(feature, fields))
        problems += [_fault(name, why, fix, record=f"features[{position}]") for why, fix in faults]
        if not faults:
            rows.append([_as_text(feature["properties"].get(field)) for field in fields])
            shapes.append(geojson.to_shape(feature["geometry"]))
            positions.append(position)
    frame = pd.DataFrame(rows, columns=list(fields), index=pd.Index(positions, dtype="int64"), dtype="str")
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, index=frame.index, crs="EPSG:4326"))


def _feature_faults(feature: object, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "is not a Feature", f"{RFC} 3.2"
        return
    yield from ((why, f"{RFC} 3.2, 4, 5 and 7") for why in geojson.member_faults(feature))
    yield from _property_faults(feature.get("properties"), fields)
    if "geometry" not in feature:
        yield "has no geometry", "write null where there is none"
    yield from ((why, f"{RFC} 3.1") for why in geojson.geometry_faults(feature.get("geometry")))


def _property_faults(properties: object, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(properties, dict):
        yield "has no properties", f"give it {', '.join(fields)}"
        return
    for name, value in properties.items():
        if name not in fields:
            yield f"has an unknown property {name[:64]!r}", f"the properties are {', '.join(fields)}"
        elif isinstance(value, dict | list):
            yield f"property {name!r} is not a single value", "use text, a number or null"


def _as_text(value: object) -> str:
    """Return a property as it would stand in a CSV cell; one left out counts as null."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
