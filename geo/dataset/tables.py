"""From the bytes of one file to a table: strict CSV and GeoJSON (RFC 7946), values kept as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geo.dataset import description, geojson, plain_collection, plain_csv, plain_features, strict_csv
from geo.dataset.collector import uncollected
from geo.dataset.encodings import decode, is_damaged
from geo.dataset.limits import counted_csv, counted_json
from geo.dataset.longitudes import beyond, normal, normalized
from geo.dataset.plain_features import as_text
from geo.model import Problem
from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.dataset.limits import Budget
    from geo.dataset.problems import Problems

RFC = "see RFC 7946, section"


def fault(file: str, why: str, fix: str, *, record: str = "") -> Problem:
    """Return a fault of a whole file, or of one of its records."""
    return Problem(file, record, "", "", why, fix)


def strict_json(name: str, content: bytes, budget: Budget, problems: Problems) -> object:
    """Return what a JSON file says, or None with a problem noted."""
    if why := budget.excess(**counted_json(content)):
        problems.append(fault(name, why, budget.limits.way_out))
        return None
    return _parsed(name, content, problems)


def _parsed(name: str, content: bytes, problems: Problems) -> object:
    text, problem = decode(name, content)
    problems.extend([problem] if problem else [])
    if is_damaged(text):
        return None
    try:
        return geojson.parse(text)
    except (ValueError, RecursionError) as error:
        problems.append(fault(name, f"is not strict JSON: {error}", "mend the file with a JSON editor"))
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """What could be read of one resource.

    Attributes
    ----------
    frame
        Every cell as text, indexed by the line of the file (CSV); a GeoDataFrame in EPSG:4326 indexed
        by the position of the feature (GeoJSON); None when nothing could be read.
    lost
        What stood in the records that could not be read.
    """

    frame: pd.DataFrame | None
    lost: frozenset[str] = frozenset()


def read_table(resource: Mapping[str, Any], content: bytes, budget: Budget, problems: Problems) -> Table:
    """Read one resource of a package, if the budget has room; what is wrong with its form is added to `problems`."""
    reader = _read_geojson if resource.get("format") == "geojson" else _read_csv
    try:
        with uncollected():
            return reader(resource["path"], content, description.field_names(resource), budget, problems)
    except MemoryError:
        problems.append(fault(resource["path"], "needs more memory than this machine has left", "split the dataset"))
        return Table(None)


def _read_csv(name: str, content: bytes, fields: Sequence[str], budget: Budget, problems: Problems) -> Table:
    if why := budget.excess(**counted_csv(content)):
        problems.append(fault(name, why, budget.limits.way_out))
        return Table(None)
    if (plain := plain_csv.read(content, fields)) is not None:
        return Table(plain)
    text, problem = decode(name, content)
    problems.extend([problem] if problem else [])

    def note(one: strict_csv.Fault) -> None:
        problems.append(Problem(name, str(one.line), "", "", one.why, one.fix, one.warning))

    found = strict_csv.read(text, fields, note)
    if not found.usable:
        return Table(None)
    lines = pd.Index(found.lines, name="line", dtype="int64")
    frame = pd.DataFrame(found.rows, columns=list(fields), index=lines, dtype="str")
    return Table(frame, frozenset(found.lost))


def _read_geojson(name: str, content: bytes, fields: Sequence[str], budget: Budget, problems: Problems) -> Table:
    if why := budget.excess(**counted_json(content)):
        problems.append(fault(name, why, budget.limits.way_out))
        return Table(None)
    if (plain := plain_collection.read(content, fields)) is not None:
        why = budget.excess(records=len(plain), cells=plain.size - len(plain))
        problems.extend([fault(name, why, budget.limits.way_out)] if why else [])
        return Table(None if why else plain)
    return _strictly_read(name, content, fields, budget, problems)


def _strictly_read(name: str, content: bytes, fields: Sequence[str], budget: Budget, problems: Problems) -> Table:
    """Return the features of a file one by one, with all that is wrong with them."""
    before = len(problems)
    collection = _parsed(name, content, problems)
    if collection is None and len(problems) > before:
        return Table(None)
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        problems.append(fault(name, "is not a FeatureCollection", f"{RFC} 3.3"))
        return Table(None)
    problems.extend(fault(name, why, f"{RFC} 4, 5 and 7") for why in geojson.member_faults(collection))
    problems.extend(_crs_problems(name, collection))
    features = collection.get("features")
    if not isinstance(features, list):
        problems.append(fault(name, "has no list of features", f"{RFC} 3.3"))
        return Table(None)
    if why := budget.excess(records=len(features), cells=len(features) * len(fields)):
        problems.append(fault(name, why, budget.limits.way_out))
        return Table(None)
    return _features_table(name, features, fields, problems)


def _crs_problems(name: str, collection: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with a member 'crs': a warning when it says no more than RFC 7946 does, section 4."""
    if geojson.names_wgs84(collection.get("crs")):
        why = "is no member of GeoJSON any more, though it names the right system"
        yield Problem(name, "", "crs", "", why, f"take it away, {RFC} 4", warning=True)
    elif "crs" in collection:
        yield fault(name, geojson.CRS, "take it away if that holds, else save the layer anew with RFC7946=YES")


def _features_table(name: str, features: list[Any], fields: Sequence[str], problems: Problems) -> Table:
    """Return the features, indexed by their position in the file; a geometry that is reported is left out."""
    kept: dict[int, Mapping[str, Any]] = {}
    shapes: list[BaseGeometry | None] = []
    points: dict[int, Sequence[float]] = {}
    lost: set[str] = set()
    known = frozenset(fields)
    for position, feature in enumerate(features):
        if (point := plain_features.position(feature, known)) is not None:
            if point:
                points[len(shapes)] = point
            kept[position] = feature["properties"]
            shapes.append(None)
            continue
        faults = list(_feature_faults(feature, fields))
        wrong = list(_geometry_faults(feature)) if isinstance(feature, dict) else []
        properties = feature.get("properties") if isinstance(feature, dict) else None
        place = geojson.named(position, properties.get("id") if isinstance(properties, dict) else None)
        problems.extend(fault(name, why, fix, record=place) for why, fix in [*faults, *wrong])
        if isinstance(properties, dict) and not any(isinstance(properties.get(field), dict | list) for field in fields):
            kept[position] = properties
            shape = None if wrong else geojson.to_shape(feature["geometry"])
            problems.extend(_beyond(name, place, shape))
            shapes.append(shape and normalized(shape))
        elif isinstance(feature, dict):
            lost |= {as_text(value) for value in (properties if isinstance(properties, dict) else feature).values()}
    index = pd.Index(list(kept), dtype="int64")
    columns = {field: _texts(kept.values(), field) for field in fields}
    frame = pd.DataFrame(columns, index=index, dtype="str")
    geometry = gpd.GeoSeries(plain_features.filled(shapes, points), index=index, crs="EPSG:4326")
    return Table(gpd.GeoDataFrame(frame, geometry=geometry), frozenset(lost))


def _feature_faults(feature: object, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "is not a Feature", f"{RFC} 3.2"
        return
    yield from ((why, f"{RFC} 3.2, 4, 5 and 7") for why in geojson.member_faults(feature))
    yield from _property_faults(feature.get("properties"), fields)


def _geometry_faults(feature: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "geometry" not in feature:
        yield "has no geometry", "write null where there is none"
    yield from ((why, f"{RFC} 3.1") for why in geojson.geometry_faults(feature.get("geometry")))


def _beyond(name: str, place: str, shape: BaseGeometry | None) -> Iterator[Problem]:
    """Warn of longitudes beyond 180 degrees, which are turned back."""
    if shape is not None and (found := beyond(shape)):
        why, fix = f"lies beyond 180 degrees and is read as {normal(found):.7g}", "write longitudes from -180 to 180"
        yield Problem(name, place, "geometry", f"{found:.7g}", why, fix, warning=True)


def _property_faults(properties: object, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(properties, dict):
        yield "has no properties", f"give it {', '.join(fields)}"
        return
    for name, value in properties.items():
        if name not in fields:
            yield f"has an unknown property {shorten(name)!r}", f"the properties are {', '.join(fields)}"
        elif isinstance(value, dict | list):
            yield f"property {name!r} is not a single value", "use text, a number or null"


def _texts(rows: Iterable[Mapping[str, Any]], field: str) -> list[str]:
    values = [one.get(field) for one in rows]
    return [value if type(value) is str else as_text(value) for value in values]  # nearly always, and quickly
