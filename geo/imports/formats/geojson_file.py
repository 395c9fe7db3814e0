"""GeoJSON as RFC 7946 has it, read strictly; the properties of its features are the columns."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any, Final, cast

from geo.dataset import geojson
from geo.dataset.longitudes import unwrapped
from geo.errors import DataError
from geo.imports import own_export, phrases
from geo.imports.formats import files
from geo.imports.mapping import intake
from geo.imports.model import Record, Sheet, refusal, unseen
from geo.model import Problem
from geo.wording import count, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Cell, Fault, File, Intake, Options, Progress

RFC = "see RFC 7946, section"
KNOWN: Final = frozenset({"type", "id", "properties", "geometry", "bbox"})
"""Members of a feature that RFC 7946 has."""
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,30})?")
COLLECTION: Final = "FeatureCollection"
FEATURE: Final = "Feature"
OF_FEATURE: Final = "id of the feature"
"""The column of that which RFC 7946 calls so, where the properties have another id."""
DEEPEST: Final = 3
"""Objects in objects of which each member is a column."""
LONGEST: Final = 1000
"""Characters of a wrong geometry that the note of its event keeps; the file has the whole."""


def read(path: File, options: Options) -> Intake:
    """Read a FeatureCollection; a feature whose geometry is wrong is an event without a place, and reported.

    Raises
    ------
    DataError
        When the file is no FeatureCollection of Features.
    """
    return intake(sheet(path, options.progress), options)


def sheet(path: File, progress: Progress = unseen) -> Sheet:
    """Return the features of a file as records, their properties as columns in the order of appearance.

    Raises
    ------
    DataError
        When the file is no FeatureCollection of Features.
    """
    found = features(path)
    records = [record(f"features[{number}]", feature) for number, feature in files.counted(path, progress, found)]
    columns = dict.fromkeys(column for record in records for column in record.cells)
    further = [name for feature in found for name, value in feature.items() if value and name not in KNOWN]
    others = tuple(f"{name} of features" for name in dict.fromkeys(further))
    return Sheet(path.name, list(columns), records, (*quoted(found), *_objects(found)), others)


def quoted(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Tell of how many features the coordinates stand in quotes, as `shape` reads them nevertheless."""
    number = sum(unquoted(geometry := feature.get("geometry")) is not geometry for feature in found)
    if number:
        yield f"coordinates in quotes in {count(number, 'feature')}: read as the numbers they are"


def _objects(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Tell which properties are objects, and have a column for each of their members, or lists of objects."""
    values = [*dict.fromkeys(_shown(feature.get("properties") or {}) for feature in found)]
    parted = dict.fromkeys(name for names, _ in values for name in names)
    lists = dict.fromkeys(name for _, names in values for name in names)
    if parted:
        yield f"objects have a column for each of their members, such as name.en: {', '.join(parted)}"
    if lists and not own_export.is_own({*(found[0].get("properties") or {})}):
        yield f"{phrases.ATTENTION} lists of objects are taken as their JSON text: {', '.join(lists)}"


def _shown(properties: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of properties that are objects, and of those that are lists of objects or lists."""
    parted = tuple(name for name, value in properties.items() if isinstance(value, dict) and value)
    lists = tuple(name for name, value in members(properties).items() if isinstance(value, list) and _is_deep(value))
    return parted, lists


def _is_deep(value: list[Any]) -> bool:
    return any(isinstance(one, list | dict) for one in value)


def members(properties: Mapping[str, Any], before: str = "", depth: int = DEEPEST) -> dict[str, Any]:
    """Return properties with those of objects in them as ``object.member``, down to `DEEPEST` objects in objects."""
    found: dict[str, Any] = {}
    for name, value in properties.items():
        inner = isinstance(value, dict) and bool(value) and depth
        more = members(value, f"{before}{name}.", depth - 1) if inner else {f"{before}{name}": value}
        for key, one in more.items():
            found[_free(key, found)] = one
    return found


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that no other column has: a property ``a.b`` may stand beside an object ``a`` with a ``b``."""
    return next(
        one for number in itertools.count(1) if (one := f"{name} {number}" if number > 1 else name) not in taken
    )


def features(path: File, *, untyped: bool = False) -> list[dict[str, Any]]:
    """Return the features of a file; each has properties or none, other members are not looked at.

    With `untyped` a collection and features may lack their ``type``, which some programs leave out.

    Raises
    ------
    DataError
        When the file is not strict JSON, no FeatureCollection, or holds something else than Features.
    """
    return features_in(path.name, strict_json(path), untyped=untyped)


def features_in(name: str, value: object, *, untyped: bool = False) -> list[dict[str, Any]]:
    """Return the features of a value of JSON, as `features` does; `name` is that of its file."""
    if isinstance(value, dict) and value.get("type") == FEATURE:
        value = {"type": COLLECTION, "features": [value]}
    if not isinstance(value, dict) or value.get("type", COLLECTION if untyped else "") != COLLECTION:
        raise refusal(name, "is not a FeatureCollection", f"{RFC} 3.3")
    found = value.get("features")
    if not isinstance(found, list):
        raise refusal(name, "has no list of features", f"{RFC} 3.3")
    if value.get("crs") is not None and not geojson.names_wgs84(value["crs"]):
        fix = "save it as GeoPackage and use geo import vector, or take it away if the positions are WGS 84"
        raise refusal(name, geojson.CRS, fix)
    wrong = [number for number, feature in enumerate(found) if not _is_feature(feature, untyped=untyped)]
    if wrong:
        why, fix = "is not a Feature with properties", f"{RFC} 3.2"
        raise DataError([Problem(name, f"features[{number}]", "", "", why, fix) for number in wrong])
    return found


def strict_json(path: File) -> object:
    """Return the value of a JSON file.

    Raises
    ------
    DataError
        When it is not strict JSON.
    """
    text = files.text(path)
    try:
        return geojson.parse(text)
    except (ValueError, RecursionError) as error:
        raise refusal(path.name, f"is not strict JSON: {error}", "mend the file with a JSON editor") from error


def shape(geometry: object) -> tuple[BaseGeometry | None, tuple[Fault, ...]]:
    """Return a geometry, or None with what is wrong with it, reported once."""
    geometry = unquoted(geometry)
    faults = list(geojson.geometry_faults(geometry))
    if not faults:
        found = geojson.to_shape(cast("Mapping[str, Any] | None", geometry))
        if found is None or unwrapped(found).is_valid:
            return found, ()
        faults = ["crosses or repeats itself"]
    first, *more = dict.fromkeys(faults)
    why = f"{first} (and {count(len(more), 'other fault')})" if more else first
    text = json.dumps(geometry, ensure_ascii=False)
    return None, (("geometry", shorten(text, LONGEST), why, f"{RFC} 3.1"),)


def record(place: str, feature: Mapping[str, Any]) -> Record:
    """Return a feature as a record that stands at a place of its file."""
    found, faults = shape(feature.get("geometry"))
    key, values = feature.get("id"), members(feature.get("properties") or {})
    if isinstance(key, str | int) and not isinstance(key, bool):
        own = values.get("id")
        name = "id" if own in (None, "") or str(own) == str(key) else OF_FEATURE
        values = {name: key, **{other: one for other, one in values.items() if other != name}}
    return Record(place, {name: cell(value) for name, value in values.items()}, found, faults)


def unquoted(geometry: object) -> object:
    """Return a geometry whose coordinates stand in quotes with the numbers they are; any other one as it is."""
    if not isinstance(geometry, dict) or "coordinates" not in geometry:
        return geometry
    try:
        if not _has_text(geometry["coordinates"]):  # nearly all are numbers, and may be many
            return geometry
        found = _numbers(geometry["coordinates"])
    except RecursionError:
        return geometry
    return {**geometry, "coordinates": found} if found != geometry["coordinates"] else geometry


def _has_text(value: object) -> bool:
    return any(map(_has_text, value)) if isinstance(value, list) else isinstance(value, str)


def _numbers(value: object) -> object:
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else value


def cell(value: object) -> Cell:
    """Return a value of JSON as text; a list of plain values as several, anything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return tuple(str(cell(one)) for one in value if one is not None)
    return json.dumps(value, ensure_ascii=False)


def _is_feature(feature: object, *, untyped: bool) -> bool:
    if not isinstance(feature, dict) or feature.get("type", FEATURE if untyped else "") != FEATURE:
        return False
    return isinstance(feature.get("properties"), dict | None)
