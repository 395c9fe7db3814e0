"""What both versions of the Linked Places format, 1.2.2 and 2.0, ask of a place, in our own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMBERS = {
    *("@id", "type", "properties", "names", "types", "geometry", "relations", "links", "when", "descriptions"),
    "depictions",
}
"""1.2.2 takes no others."""
NEEDED = {"@id", "type", "properties", "names", "types", "geometry", "when"}
"""2.0 asks for a time somewhere in a place; here it always stands at the top."""
DATE = re.compile(r"-[0-9]{5,}|-?[0-9]{1,4}(-(0[1-9]|1[0-2])(-([0-2][0-9]|3[01]))?)?")
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*")
NAME = re.compile(r"\w+:\S+")
ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]{2,}\.[a-z]{2,63}(:[0-9]+)?(/.*)?")
CERTAINTIES = ("certain", "less-certain", "uncertain")
MATCHES = ("closeMatch", "exactMatch", "primaryTopicOf", "subjectOf", "seeAlso")
SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def faults(feature: dict[str, Any]) -> list[str]:
    """Return everything in which a place breaks the rules of one version or the other."""
    return [*_members(feature), *_geometry(feature.get("geometry")), *_parts(feature), *_texts(feature)]


def _members(feature: dict[str, Any]) -> Iterator[str]:
    yield from (f"member {name}" for name in feature.keys() - MEMBERS)
    yield from (f"no {name}" for name in NEEDED - feature.keys())
    classes, codes = feature["properties"].get("fclasses", ["S"]), feature["properties"].get("ccodes", ["EE"])
    yield from (f"class {one}" for one in classes if one not in tuple("AHLPRSTUVX"))
    yield from (f"country {one}" for one in codes if not re.fullmatch("[A-Z]{2}", one))
    if not classes or not codes:
        yield "an empty list of classes or countries"


def _geometry(shape: Any) -> Iterator[str]:
    if not isinstance(shape, dict):
        yield "1.2.2 takes no null for a geometry"
    elif shape["type"] == "GeometryCollection":
        if not isinstance(shape["geometries"], list):
            yield "a collection without a list"
    elif shape["type"] not in SHAPES or any(len(one) != 2 for one in _positions(shape["coordinates"])):
        yield "coordinates that are no pairs"
    found = shape or {}
    if found.get("certainty", "certain") not in CERTAINTIES:
        yield f"certainty {found['certainty']}"
    near = found.get("approximation")
    if near is not None and (set(near) != {"type", "tolerance"} or near["type"] != "geo:hasSpatialAccuracy"):
        yield "approximation"


def _positions(value: Any) -> Iterator[Any]:
    if value and isinstance(value[0], (int, float)):
        yield value
    else:
        for part in value:
            yield from _positions(part)


def _parts(value: Any, name: str = "") -> Iterator[str]:
    """Yield faults of times, languages, identifiers and links, wherever they stand."""
    if name == "when":
        yield from _time(value)
    elif name == "lang" and not TAG.fullmatch(value):
        yield f"language {value}"
    elif name in ("@id", "relationTo", "relationType") and not (ADDRESS.fullmatch(value) or NAME.fullmatch(value)):
        yield f"{name} {value}"
    elif name == "links":
        wrong = (one for one in value if one["type"] not in MATCHES or not ADDRESS.fullmatch(one["identifier"]))
        yield from (f"link {one}" for one in wrong)
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, dict):
        for own, part in value.items():
            if own != "properties":
                yield from _parts(part, own)


def _time(when: dict[str, Any]) -> Iterator[str]:
    if not isinstance(when.get("timespans"), list) or when.get("certainty", "certain") not in CERTAINTIES:
        yield "a time without spans, or of unknown certainty"
        return
    for span in when["timespans"]:
        if "start" not in span or not span.keys() <= {"start", "end"}:
            yield f"a span without a start: {span}"
        for side in span.values():
            if not ({"in"} == set(side) or (side and set(side) <= {"earliest", "latest"})):
                yield f"an end that says nothing or too much: {side}"
            yield from (f"date {text}" for text in side.values() if not DATE.fullmatch(text))


def _texts(feature: dict[str, Any]) -> Iterator[str]:
    """Yield texts with line breaks, which no text of the format may have; properties of our own may."""
    own = {**feature, "properties": feature["properties"]["title"]}
    yield from (f"line break in {text!r}" for text in _strings(own) if re.search("[\n\r\u2028\u2029]", text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
