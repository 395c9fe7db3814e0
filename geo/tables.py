"""From the bytes of one file to a table: strict CSV and GeoJSON (RFC 7946), values kept as written."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geo import geojson
from geo import package as description
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RFC = "see RFC 7946, section"
csv.field_size_limit(1_000_000)


def fault(file: str, why: str, fix: str, *, record: str = "") -> Problem:
    """Return a fault of a whole file, or of one of its records."""
    return Problem(file, record, "", "", why, fix)


def decoded(name: str, content: bytes, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file, without a byte order mark, or None with a problem noted."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(fault(name, f"byte {error.start} is not UTF-8", "save the file as UTF-8", record=str(line)))
        return None


def strict_json(name: str, text: str, problems: list[Problem]) -> object:
    """Return what a JSON text says, or None with a problem noted."""
    try:
        return geojson.parse(text)
    except (ValueError, RecursionError) as error:
        problems.append(fault(name, f"is not strict JSON: {error}", "mend the file with a JSON editor"))
        return None


def read_table(resource: Mapping[str, Any], content: bytes, problems: list[Problem]) -> pd.DataFrame | None:
    """Read one resource of a package; what is wrong with its form is added to `problems`.

    Returns
    -------
    pandas.DataFrame or None
        Every cell as text, indexed by the line of the file (CSV); a GeoDataFrame in EPSG:4326 indexed
        by the position of the feature (GeoJSON); without the records that cannot be read, and None
        when none can.
    """
    text = decoded(resource["path"], content, problems)
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
                problems.append(fault(name, why, "look for a missing or extra comma", record=str(reader.line_num)))
    except csv.Error as error:
        problems.append(fault(name, f"is not CSV: {error}", "check the quotes", record=str(reader.line_num)))
    return pd.DataFrame(rows, columns=list(fields), index=pd.Index(lines, name="line"), dtype="str")


def _header_fault(name: str, header: Sequence[str], fields: Sequence[str]) -> Problem:
    if not header:
        return fault(name, "is empty", f"begin with the header {','.join(fields)}")
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
    return fault(name, why, f"the header is {','.join(fields)}", record="1")


def _read_geojson(name: str, text: str, fields: Sequence[str], problems: list[Problem]) -> gpd.GeoDataFrame | None:
    before = len(problems)
    collection = strict_json(name, text, problems)
    if len(problems) > before:
        return None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        problems.append(fault(name, "is not a FeatureCollection", f"{RFC} 3.3"))
        return None
    problems += [fault(name, why, f"{RFC} 4, 5 and 7") for why in geojson.member_faults(collection)]
    features = collection.get("features")
    if not isinstance(features, list):
        problems.append(fault(name, "has no list of features", f"{RFC} 3.3"))
        return None
    return _features_frame(name, features, fields, problems)


def _features_frame(name: str, features: list[Any], fields: Sequence[str], problems: list[Problem]) -> gpd.GeoDataFrame:
    """Return the sound features, indexed by their position in the file."""
    rows, shapes, positions = [], [], []
    for position, feature in enumerate(features):
        faults = list(_feature_faults(feature, fields))
        problems += [fault(name, why, fix, record=f"features[{position}]") for why, fix in faults]
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
