"""KML and KMZ: every Placemark is a record, with its time span, which GDAL reads in part only.

The time of a Placemark is its own ``TimeStamp`` or ``TimeSpan``, else that of the nearest folder around it.
Network links are not followed, and a document type is refused: nothing outside the file is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from geo.imports.formats import files, geojson_file, recognize
from geo.imports.formats.wgs84 import HEIGHTS
from geo.imports.model import Record, Sheet, refusal
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Cell, Fault, File

    Geometry = dict[str, Any]

FIX: Final = "open it in Google Earth or QGIS and save it again"
TIMES: Final = ("begin", "end", "when")
HOLDERS: Final = ("Document", "Folder")
PARTS: Final = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack", "Model")
DEPTH: Final = 100


def sheet(path: File) -> Sheet:
    """Return the Placemarks of a KML file, or of the main one of a KMZ, as records in EPSG:4326.

    Columns are ``name``, ``description``, ``address``, ``folder``, ``begin`` and ``end`` (or ``when``), and those of
    ``ExtendedData``.

    Raises
    ------
    DataError
        When it is no KML, damaged, or too large.
    """
    data = _data(path)
    files.check(path, data, values=data.count(b"<"))
    try:
        root = ET.fromstring(data, _parser())  # noqa: S314 - without a document type there are no entities
        marks = [*_placemarks(root)]
        spans = any("begin" in time or "end" in time for _, _, time in marks)
        records = [
            _record(number, mark, folders, _as_span(time) if spans else time)
            for number, (mark, folders, time) in enumerate(marks)
        ]
    except (ET.ParseError, RecursionError) as error:
        raise refusal(path.name, f"is damaged XML ({error})", FIX) from error
    except _DocumentTypeError as error:
        raise refusal(path.name, "has a document type, which no KML needs", "take <!DOCTYPE ...> away") from error
    columns = dict.fromkeys(column for record in records for column in record.cells)
    timed = sum(any(name in record.cells for name in TIMES) for record in records)
    links = sum(_tag(one) == "NetworkLink" for one in root.iter())
    remarks = [f"{count(len(records), 'Placemark')}, {timed:,} with a time"]
    if any(map(_has_height, root.iter())):
        remarks.append(HEIGHTS)
    if links:
        remarks.append(f"{count(links, 'network link')} not followed: save what they show as a file")
    return Sheet(path.name, list(columns), records, tuple(remarks))


class _DocumentTypeError(Exception):
    """A document type, by which entities could be made."""


class _Builder(ET.TreeBuilder):
    def doctype(self, *_: object) -> None:
        raise _DocumentTypeError


def _parser() -> ET.XMLParser:
    return ET.XMLParser(target=_Builder())  # noqa: S314 - as above


def _data(path: File) -> bytes:
    if recognize.kind(path).name != "kmz":
        return files.content(path)
    names = [name for name in recognize.members(path) if name.lower().endswith(".kml")]
    main = next((name for name in names if name.lower().rpartition("/")[2] == "doc.kml"), names[0])
    return recognize.unpacked(path, [main])[main]


def _tag(one: ET.Element) -> str:
    return one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""


def _has_height(one: ET.Element) -> bool:
    """Whether positions have a third number; 0, which many programs write of every position, is none."""
    return any(part.strip("-+0. ") for position in _positions(one) for part in position[2:])


def _positions(one: ET.Element) -> list[list[str]]:
    """Return the positions of ``coordinates``, or of a ``coord`` of a track, whose numbers have spaces between them."""
    if _tag(one) == "coord":
        return [_text(one).split()]
    return (
        [text.split(",") for text in re.sub(r"\s*,\s*", ",", _text(one)).split()] if _tag(one) == "coordinates" else []
    )


def _child(one: ET.Element, name: str) -> ET.Element | None:
    return next((child for child in one if _tag(child) == name), None)


def _text(one: ET.Element | None) -> str:
    return "".join(one.itertext()).strip() if one is not None else ""


def _placemarks(
    holder: ET.Element, folders: tuple[str, ...] = (), time: Mapping[str, str] | None = None
) -> Iterator[tuple[ET.Element, tuple[str, ...], Mapping[str, str]]]:
    """Yield each Placemark, the names of the folders around it, and their time."""
    for one in holder if len(folders) < DEPTH else ():
        if _tag(one) == "Placemark":
            yield one, folders, _time(one) or time or {}
        elif _tag(one) in HOLDERS:
            inner = (*folders, _text(_child(one, "name"))) if _tag(one) == "Folder" else folders
            yield from _placemarks(one, inner, _time(one) or time)


def _time(one: ET.Element) -> dict[str, str]:
    """Return begin and end, or when; as written."""
    for name in ("TimeSpan", "TimeStamp"):
        given = _child(one, name)
        if given is not None:
            return {_tag(part): text for part in given if _tag(part) in TIMES and (text := _text(part))}
    track = _child(one, "Track")
    times = [_text(part) for part in track if _tag(part) == "when"] if track is not None else []
    return {"begin": times[0], "end": times[-1]} if any(times) else {}


def _as_span(time: Mapping[str, str]) -> Mapping[str, str]:
    """Return a time stamp as a span, for a file that has both."""
    return {"begin": time["when"], "end": time["when"]} if "when" in time else time


def _record(number: int, mark: ET.Element, folders: tuple[str, ...], time: Mapping[str, str]) -> Record:
    cells: dict[str, Cell] = {name: _text(_child(mark, name)) for name in ("name", "description", "address")}
    cells |= {"folder": " / ".join(filter(None, folders)), **time, **dict(_extended(mark))}
    shape, faults = _shape(mark)
    key = mark.get("id", "")
    kept = {name: cell for name, cell in {"id": key, **cells}.items() if cell}
    return Record(f"Placemark {number + 1}", kept, shape, faults)


def _extended(mark: ET.Element) -> Iterator[tuple[str, str]]:
    given = _child(mark, "ExtendedData")
    for one in given.iter() if given is not None else ():
        if _tag(one) == "Data":
            yield one.get("name", ""), _text(_child(one, "value"))
        elif _tag(one) == "SimpleData":
            yield one.get("name", ""), _text(one)


def _shape(mark: ET.Element) -> tuple[BaseGeometry | None, tuple[Fault, ...]]:
    given = next((one for one in mark if _tag(one) in PARTS), None)
    if given is None:
        return None, ()
    try:
        found = _geometry(given)
    except ValueError as error:
        return None, (("geometry", _text(given)[: geojson_file.LONGEST], str(error), "see KML 2.3, coordinates"),)
    return geojson_file.shape(found)


def _geometry(one: ET.Element) -> Geometry:
    """Return a geometry as GeoJSON has it; heights are left out.

    Raises
    ------
    ValueError
        When there are no such numbers, or several kinds of geometries.
    """
    kind = _tag(one)
    if kind == "MultiGeometry":
        return _several([*_parts(one)])
    if kind == "Polygon":
        if not any(_tag(part) == "outerBoundaryIs" for part in one):
            raise ValueError("a polygon has no outer boundary")  # noqa: EM101, TRY003
        rings = [_coordinates(part) for side in ("outer", "inner") for part in one if _tag(part) == f"{side}BoundaryIs"]
        return {"type": "Polygon", "coordinates": rings}
    if kind not in ("Point", "LineString", "LinearRing", "Track"):
        raise ValueError(f"a {kind} is no place")  # noqa: EM102, TRY003 - becomes a fault
    points = _coordinates(one)
    if kind == "Point" and len(points) > 1:
        raise ValueError(f"a point has {len(points)} positions")  # noqa: EM102, TRY003
    single = kind == "Point" or (kind == "Track" and len(points) == 1)
    return {"type": "Point", "coordinates": points[0]} if single else {"type": "LineString", "coordinates": points}


def _parts(one: ET.Element) -> Iterator[Geometry]:
    """Yield the geometries of several, which may be several themselves."""
    for part in (part for part in one if _tag(part) in PARTS):
        if _tag(part) == "MultiGeometry":
            yield from _parts(part)
        else:
            yield _geometry(part)


def _several(parts: list[Geometry]) -> Geometry:
    if len(parts) == 1:
        return parts[0]
    kinds = {part["type"] for part in parts}
    if len(kinds) != 1:
        raise ValueError("has geometries of several kinds" if parts else "is empty")
    return {"type": f"Multi{kinds.pop()}", "coordinates": [part["coordinates"] for part in parts]}


def _coordinates(one: ET.Element) -> list[list[float]]:
    """Return the positions of a geometry; a track has them one by one."""
    tracked = [_positions(part) for part in one.iter() if _tag(part) == "coord"]
    written = next((_positions(part) for part in one.iter() if _tag(part) == "coordinates"), [])
    texts = [position for (position,) in tracked] or written
    try:
        found = [[*map(float, text[:2])] for text in texts]
    except ValueError:
        found = []
    if not found or any(len(point) != 2 for point in found):
        raise ValueError("has no coordinates such as 37.6,55.7")  # noqa: EM101, TRY003
    return found
