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
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geo import geojson
from geo.errors import DataError
from geo.model import Atlas, Problem
from geo.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PACKAGE = "datapackage.json"
MAX_BYTES = 100_000_000
csv.field_size_limit(1_000_000)


def default_folder() -> Path:
    """Return ``GEO_DATA``, else ``data/`` inside the installed package, else ``data/`` beside it."""
    if named := os.environ.get("GEO_DATA"):
        return Path(named)
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
        With every fault of every file, when there is any that is not a mere warning.
    """
    atlas, problems = read(Path(folder) if folder is not None else default_folder())
    problems = problems or validate(atlas)
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise DataError(errors)
    return atlas


def read(folder: Path) -> tuple[Atlas, list[Problem]]:
    """Read every table of `folder`; faults of form are returned, not raised."""
    problems: list[Problem] = []
    package = _read_package(folder, problems)
    tables: dict[str, pd.DataFrame] = {}
    for resource in package.get("resources", []):
        table = _read_resource(folder, resource, problems)
        if table is not None:
            tables[resource["name"]] = table
    return Atlas(folder, package, tables, signature(folder, package)), problems


def signature(folder: Path, package: Mapping[str, Any]) -> str:
    """Return 12 hexadecimal digits that change when any file of the dataset changes."""
    digest = hashlib.sha256()
    for name in [PACKAGE, *(resource["path"] for resource in package.get("resources", []))]:
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:12]


def _text(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file, or None with a problem noted."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(_fault(path, f"larger than {MAX_BYTES:,} bytes", "split the file"))
            return None
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why, fix = f"byte {error.start} is not UTF-8", "save the file as UTF-8"
    except OSError as error:
        why, fix = f"cannot be read ({error.strerror})", "put the file there or mend its rights"
    problems.append(_fault(path, why, fix))
    return None


def _fault(path: Path, why: str, fix: str, *, record: str = "", field: str = "", value: str = "") -> Problem:
    return Problem(path.name, record, field, value, why, fix)


def _read_package(folder: Path, problems: list[Problem]) -> Mapping[str, Any]:
    path = folder / PACKAGE
    text = _text(path, problems)
    package = _json(path, text, problems) if text is not None else None
    if package is not None and not _described(package):
        problems.append(_fault(path, "lists no resources with name, path and fields", "see data/README.md"))
        return {}
    return package or {}


def _described(package: Any) -> bool:
    resources = package.get("resources") if isinstance(package, dict) else None
    return bool(isinstance(resources, list) and resources) and all(
        isinstance(resource, dict)
        and isinstance(resource.get("name"), str)
        and isinstance(resource.get("path"), str)
        and Path(resource["path"]).name == resource["path"]
        and isinstance(resource.get("schema"), dict)
        and all(isinstance(field.get("name"), str) for field in resource["schema"].get("fields", [{}]))
        for resource in resources
    )


def _json(path: Path, text: str, problems: list[Problem]) -> Any:
    try:
        return geojson.parse(text)
    except (ValueError, RecursionError) as error:
        problems.append(_fault(path, f"is not strict JSON: {error}", "mend the file with a JSON editor"))
        return None


def _read_resource(
    folder: Path, resource: Mapping[str, Any], problems: list[Problem]
) -> pd.DataFrame | None:
    path = folder / resource["path"]
    text = _text(path, problems)
    if text is None:
        return None
    fields = [field["name"] for field in resource["schema"]["fields"]]
    if resource.get("format") == "geojson":
        return _read_geojson(path, text, fields, problems)
    return _read_csv(path, text, fields, problems)


def _read_csv(
    path: Path, text: str, fields: Sequence[str], problems: list[Problem]
) -> pd.DataFrame | None:
    """Return the rows of a CSV file as text, indexed by the line each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        header = next(reader, [])
        if header != list(fields):
            problems.append(_header_fault(path, header, fields))
            return None
        for row in reader:
            if len(row) == len(fields):
                rows.append(row)
                lines.append(reader.line_num)
            elif row:
                why = f"has {len(row)} cells, not {len(fields)}"
                problems.append(_fault(path, why, "look for a missing or extra comma", record=str(reader.line_num)))
    except csv.Error as error:
        problems.append(_fault(path, f"is not CSV: {error}", "check the quotes", record=str(reader.line_num)))
    return pd.DataFrame(rows, columns=list(fields), index=pd.Index(lines, name="line"), dtype="str")


def _header_fault(path: Path, header: Sequence[str], fields: Sequence[str]) -> Problem:
    if not header:
        return _fault(path, "is empty", f"begin with the header {','.join(fields)}")
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
    return _fault(path, why, f"the header is {','.join(fields)}", record="1")


def _read_geojson(
    path: Path, text: str, fields: Sequence[str], problems: list[Problem]
) -> gpd.GeoDataFrame | None:
    collection = _json(path, text, problems)
    if collection is None:
        return None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        problems.append(_fault(path, "is not a FeatureCollection", "see RFC 7946, section 3.3"))
        return None
    features = collection.get("features")
    if not isinstance(features, list):
        problems.append(_fault(path, "has no list of features", "see RFC 7946, section 3.3"))
        return None
    return _features_frame(path, features, fields, problems)


def _features_frame(
    path: Path, features: list[Any], fields: Sequence[str], problems: list[Problem]
) -> gpd.GeoDataFrame:
    rows, shapes = [], []
    for position, feature in enumerate(features):
        faults = list(_feature_faults(feature, fields))
        problems += [_fault(path, why, fix, record=f"features[{position}]") for why, fix in faults]
        if not faults:
            rows.append([_as_text(feature["properties"].get(field)) for field in fields])
            shapes.append(geojson.to_shape(feature["geometry"]))
    return gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=list(fields), dtype="str"), geometry=shapes, crs="EPSG:4326"
    )


def _feature_faults(feature: Any, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "is not a Feature", "see RFC 7946, section 3.2"
        return
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        yield "has no properties", f"give it {', '.join(fields)}"
        return
    for name, value in properties.items():
        if name not in fields:
            yield f"has an unknown property {name!r}", f"the properties are {', '.join(fields)}"
        elif isinstance(value, dict | list):
            yield f"property {name!r} is not a single value", "use text, a number or null"
    if "geometry" not in feature:
        yield "has no geometry", "write null where there is none"
        return
    for why in geojson.geometry_faults(feature["geometry"]):
        yield why, "see RFC 7946, section 3.1"


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
