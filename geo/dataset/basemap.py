"""The basemap that a dataset may bring: land, waters, borders and names by year, and what is said of them.

Its files lie in the folder ``basemap`` of the dataset and come with it as `Atlas.files`. Any may be
left out; without land of its own a dataset is drawn on that of the atlas.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import geojson
from geo.dataset.problems import MADE
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.model import Atlas

FOLDER: Final = "basemap"
LAYERS: Final = ("land", "rivers", "lakes", "borders")
"""In the order of drawing: a reservoir covers its river once it is filled."""
LAND: Final = f"{FOLDER}/land.json"
LABELS: Final = "labels.csv"
LEGEND: Final = "legend.csv"
FILES: Final = tuple(f"{FOLDER}/{name}" for name in (*(f"{layer}.json" for layer in LAYERS), LABELS, LEGEND))
"""Every file of a basemap, relative to the dataset."""
SHAPES: Final = {"land": ("Polygon", "MultiPolygon"), "lakes": ("Polygon", "MultiPolygon")}
LINES: Final = ("LineString", "MultiLineString")
DEPTHS: Final = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""How deep lines of points are nested in the coordinates of a geometry."""
LONGITUDES: Final = (-360.0, 360.0)
"""Degrees east; a layer may run past 180 to keep a coast in one piece."""
LATITUDES: Final = (-90.0, 90.0)
CLASSES: Final = ("city", "sea", "river", "lake", "region-of-water")
SIGNS: Final = ("border", "note", "source")
"""What a row of the legend is: the name of the borders, a note on some years, where the map comes from."""
COLUMNS: Final = {
    LABELS: ("name", "from", "to", "lon", "lat", "rank", "class"),
    LEGEND: ("sign", "from", "to", "text"),
}
"""Columns that must be there; ``name_ru``, ``text_ru`` and the like are the same in another language."""
_YEAR: Final = re.compile(r"-?[0-9]{1,6}")
SEE: Final = "see data/basemap/README.md"


def layers(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return the layers that there are as GeoJSON FeatureCollections, in the order of drawing."""
    found = {name: files.get(f"{FOLDER}/{name}.json") for name in LAYERS}
    parsed = {name: _collection(content) for name, content in found.items() if content}
    return {name: value for name, value in parsed.items() if isinstance(value, dict)}


def _collection(content: bytes) -> object:
    return geojson.parse(content.decode("utf-8-sig"), written=False)


def rows(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Return the rows of one table of the basemap; none when it is not there."""
    text = files.get(f"{FOLDER}/{name}", b"").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def check(atlas: Atlas) -> Iterator[Problem]:
    """Every file of the basemap can be drawn."""
    for name in LAYERS:
        file = f"{FOLDER}/{name}.json"
        if file in atlas.files:
            wrong = _faults_of_layer(name, atlas.files[file])
            yield from (Problem(file, record, "", "", why, SEE) for record, why in wrong)
    for name in COLUMNS:
        file = f"{FOLDER}/{name}"
        if file in atlas.files:
            yield from _told(file, _faults_of_table(name, atlas.files[file]))


def _told(file: str, faults: Iterable[tuple[str, str, str, str]]) -> Iterator[Problem]:
    """Yield the faults of a table as problems, and for each column how many there are beyond those that are made."""
    met: Counter[str] = Counter()
    for record, field, value, why in faults:
        met[field] += 1
        if met[field] <= MADE:
            yield Problem(file, record, field, value, why, SEE)
    for field, count in met.items():
        if count > MADE:
            yield Problem(file, "", field, "", "has more faults of this kind", SEE, count=count - MADE)


@lru_cache(maxsize=len(LAYERS) * 2)
def _faults_of_layer(name: str, content: bytes) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a layer; it is large, and seldom changes when the dataset does."""
    return tuple(_layer_faults(name, content))


@lru_cache(maxsize=len(COLUMNS) * 2)
def _faults_of_table(name: str, content: bytes) -> tuple[tuple[str, str, str, str], ...]:
    """Return what is wrong with a table, for the same reason once."""
    return tuple(_table_faults(name, {f"{FOLDER}/{name}": content}))


def _layer_faults(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    try:
        collection = _collection(content)
    except (ValueError, RecursionError) as error:
        yield "", f"is not strict JSON: {error}"
        return
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        yield "", "is not a FeatureCollection"
    elif not isinstance(features, list):
        yield "", "has no list of features"
    else:
        yield from _notes_faults(collection.get("notes", []))
        for position, feature in enumerate(features):
            yield from ((f"features[{position}]", why) for why in _feature_faults(name, feature))


def _feature_faults(name: str, feature: object) -> Iterator[str]:
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    properties = feature.get("properties") if isinstance(feature, dict) else None
    kinds = SHAPES.get(name, LINES)
    if not isinstance(shape, dict) or shape.get("type") not in kinds:
        yield f"is no Feature with a geometry of the type {' or '.join(kinds)}"
    elif not _are_lines(shape.get("coordinates"), DEPTHS[shape["type"]], 4 if "Polygon" in shape["type"] else 2):
        yield "has coordinates that are no lines of longitude (-360 to 360) and latitude, rings of at least 4 points"
    if not isinstance(properties, dict):
        yield "has no properties"
    elif not all(_is_year(properties.get(end)) for end in ("from", "to")):
        yield "has a from or to that is no year and not null"


def _are_lines(coordinates: Any, depth: int, least: int) -> bool:
    """Whether coordinates are lines of at least so many points of one dimension, nested so deep."""
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if depth:
        return all(_are_lines(part, depth - 1, least) for part in coordinates)
    return len(coordinates) >= least and _are_points(coordinates)


def _are_points(values: list[Any]) -> bool:
    """Whether values are points of two or three numbers, all of one dimension; it looks at all of them at once."""
    lengths = {*map(len, values)} if {*map(type, values)} == {list} else set()
    if lengths not in ({2}, {3}):
        return False
    numbers, dimension = list(chain.from_iterable(values)), lengths.pop()
    return {*map(type, numbers)} <= {int, float} and all(
        least <= min(numbers[axis::dimension]) and max(numbers[axis::dimension]) <= most
        for axis, (least, most) in enumerate((LONGITUDES, LATITUDES))
    )


def _is_year(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _notes_faults(notes: object) -> Iterator[tuple[str, str]]:
    sound = isinstance(notes, list) and all(
        isinstance(note, dict)
        and isinstance(note.get("note"), str)
        and all(_is_year(note.get(end)) for end in ("from", "to"))
        for note in notes
    )
    if not sound:
        yield "notes", "is no list of objects with from, to and note"


def _table_faults(name: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, str, str, str]]:
    try:
        table = rows(files, name)
    except (ValueError, csv.Error) as error:
        yield "", "", "", f"is not CSV in UTF-8: {error}"
        return
    for number, row in enumerate(table, start=2):
        record = str(number)
        if missing := [column for column in COLUMNS[name] if row.get(column) is None]:
            yield record, "", "", f"lacks the columns {', '.join(missing)}"
        else:
            faults = _label_faults(row) if name == LABELS else _sign_faults(row)
            yield from ((record, field, row[field], why) for field, why in faults)


def _label_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from _years_faults(row)
    if row["rank"] not in ("1", "2", "3", "4", "5"):
        yield "rank", "is not a rank from 1 to 5"
    if row["class"] not in CLASSES:
        yield "class", f"is none of {', '.join(CLASSES)}"
    for field, bounds in (("lon", LONGITUDES), ("lat", LATITUDES)):
        if not _is_degrees(row[field], bounds):
            yield field, "is no number of degrees"


def _sign_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from _years_faults(row)
    if row["sign"] not in SIGNS:
        yield "sign", f"is none of {', '.join(SIGNS)}"


def _years_faults(row: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return [(end, "is no year") for end in ("from", "to") if row[end] and not _YEAR.fullmatch(row[end])]


def _is_degrees(text: str, bounds: tuple[float, float]) -> bool:
    try:
        return bounds[0] <= float(text) <= bounds[1]
    except ValueError:
        return False
