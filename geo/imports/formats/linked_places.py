"""Linked Places format v1 (GeoJSON-T): every feature is a place.

The format has no events. What it says of a time, the ``when`` of a feature, else of its types, is
that the place is attested then; each such span becomes one event of the kind "Attested", so that
places can be seen in time. No other event is made up: a feature without any ``when`` is carried over
as a place only, and the report counts these. The ``when`` of names goes to the names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from geo import dates
from geo.errors import CellError
from geo.imports import selecting
from geo.imports.duplicate_ids import DuplicateIds
from geo.imports.formats import geojson_file, lpf_links, own_places
from geo.imports.formats.spans import edtf
from geo.imports.model import Fault, Intake, Name, Row
from geo.imports.taking import cleared
from geo.imports.values import dating
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.model import Cell, File, Options

KIND: Final = "Attested"
KINDS: Final = {KIND: "The place is attested in these years; nothing is said to have happened."}
CARRIED: Final = {
    "@id", "type", "properties", "when", "names", "types", "geometry", "descriptions", "certainty", "links",
}  # fmt: skip
"""Members of a feature that are carried over, at least in part."""
GEOMETRY: Final = {"type", "coordinates", "certainty", "approximation", "geometries", "when", "citations"}
WHEN: Final = {"timespans", "certainty", "periods"}
READ: Final = {
    "names": {"toponym", "lang", "when", "citations"},
    "types": {"label", "sourceLabels", "when"},
    "descriptions": {"value"},
    "links": {"type", "identifier"},
}
"""What is read of the parts of a member."""
FARTHEST: Final = 20_100
"""Kilometres: no place on Earth lies farther from another."""
CERTAINTY: Final = ("certain", "less-certain", "uncertain")
Object = dict[str, Any]


def read(path: File, options: Options) -> Intake:
    """Read a FeatureCollection in the Linked Places format.

    `options.where` goes by ``@id``, by what stands in ``properties``, and by the labels of ``types`` and ``names``.

    Raises
    ------
    DataError
        When the file is no FeatureCollection of Features, or no feature is as asked for.
    """
    value = geojson_file.strict_json(path)
    features = geojson_file.features_in(path.name, value, untyped=True)
    if isinstance(value, dict) and (events := own_places.events(value)) is not None:
        return own_places.intake(path.name, features, events, options)
    features, asked = selecting.objects(path.name, features, [_texts(feature) for feature in features], options)
    rows, emptied = cleared(
        row for number, feature in enumerate(features) for row in _rows(_key(feature) or f"features[{number}]", feature)
    )
    silent = sum(not row.event for row in rows)
    silence = [f"{count(silent, 'place')} without `when`, and so without an event"] if silent else []
    untyped = sum("type" not in feature for feature in features)
    silence += [f"{count(untyped, 'feature')} without `type`: taken as Feature"] if untyped else []
    remarks = (*asked, *silence, *emptied, *geojson_file.quoted(features))
    duplicates = DuplicateIds("@id")
    for number, feature in enumerate(features):
        duplicates.add(_key(feature), f"features[{number}]")
    unused = dict.fromkeys(
        name for feature in features for name, value in feature.items() if value and name not in CARRIED
    )
    return Intake(
        file=path.name,
        rows=rows,
        columns={"edtf": "when", "country": "ccodes", "place": "title"},
        unused=[*unused, *_unused_parts(features)],
        remarks=(*remarks, *duplicates.sentences()),
        sources=dict(_sources(features)),
        kinds=KINDS,
        cited=True,
    )


def _texts(feature: Object) -> dict[str, Cell]:
    """Return the texts by which a feature can be chosen."""
    properties = _object(feature.get("properties"))
    return {
        "@id": _key(feature),
        **{name: geojson_file.cell(value) for name, value in properties.items()},
        "types": tuple(filter(None, map(_label, _objects(feature, "types")))),
        "names": tuple(_string(one, "toponym") for one in _objects(feature, "names")),
    }


def _unused_parts(features: Sequence[Object]) -> Iterator[str]:
    """Yield parts of members that are not carried over."""
    geometries = [_object(feature.get("geometry")) for feature in features]
    if any(len(_list(one, "geometries")) > 1 for one in geometries):
        yield "geometry.geometries after the first"
    parts = [*geometries, *(part for one in geometries for part in _objects(one, "geometries"))]
    if any("when" in one or "citations" in one for one in parts):
        yield "geometry.when and geometry.citations"
    if any(_list(_object(feature.get("when")), "periods") for feature in features):
        yield "when.periods"
    more = [name for one in parts for name, value in one.items() if value and name not in GEOMETRY]
    yield from (f"geometry.{name}" for name in dict.fromkeys(more))
    more = [name for feature in features for name in _object(feature.get("when")) if name not in WHEN]
    yield from (f"when.{name}" for name in dict.fromkeys(more))
    known = {"title", "ccodes"}
    more = [name for feature in features for name, value in _object(feature.get("properties")).items() if value]
    yield from (f"properties.{name}" for name in dict.fromkeys(more) if name not in known)
    for member, read in READ.items():
        parts = [part for feature in features for part in _objects(feature, member)]
        more = [name for part in parts for name, value in part.items() if value and name not in read]
        yield from (f"{member}.{name}" for name in dict.fromkeys(more))


def _rows(record: str, feature: Object) -> Iterator[Row]:
    """Yield one row for each span of time, or one for the place alone."""
    faults: list[Fault] = []
    place = _place(feature, faults)
    shape, wrong = geojson_file.shape(_geometry(feature.get("geometry")))
    faults += wrong
    names = tuple(_names(feature, faults))
    links = tuple(lpf_links.read(_objects(feature, "links"), faults))
    types = [_object(one) for one in _list(feature, "types")]
    labels = [label for one in types if (label := _label(one))]
    spans = [(span, "") for span in _spans(feature, faults)]
    if not spans:
        spans = [(span, _label(one)) for one in types for span in _spans(one, faults)]
    if not spans:
        values = place | _many("place_note", ["; ".join(labels)])
        yield Row(record, values, shape, names, links, event=False, faults=tuple(faults))
    for number, (span, label) in enumerate(spans):
        kind = label or "; ".join(labels)
        title = " - ".join(part for part in (place.get("place", ("",))[0], kind) if part)
        event = {"title": title, "edtf": span, "kind": KIND, "kind_detail": kind}
        values = place | {name: (text,) for name, text in event.items() if text}
        yield Row(record, values, shape, names, links, faults=() if number else tuple(faults))


def _key(feature: Object) -> str:
    return _string(feature, "@id").strip()


def _place(feature: Object, faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """Return what is said of a place as fields."""
    properties = _object(feature.get("properties"))
    title = _string(properties, "title") or next((_string(one, "toponym") for one in _objects(feature, "names")), "")
    codes = [code for code in _list(properties, "ccodes") if isinstance(code, str)]
    texts = [text for one in _objects(feature, "descriptions") if (text := _string(one, "value").strip())]
    countries = f"Countries: {', '.join(codes)}" if len(codes) > 1 else ""
    certainty = _string(_object(feature.get("geometry")), "certainty") or _string(feature, "certainty")
    if certainty and certainty not in CERTAINTY:
        faults.append(("certainty", certainty, "is no certainty of Linked Places", f"one of {', '.join(CERTAINTY)}"))
        certainty = ""
    values = {
        "place": [title],
        "country": codes if len(codes) == 1 else [],
        "certainty": [certainty],
        "precision_m": [_metres(_object(feature.get("geometry")))],
        "description": ["\n".join(texts)],
        "place_note": ["\n".join(filter(None, [*texts, _key(feature), countries]))],
        "source": list(_citations(feature)),
    }
    return {name: kept for name, texts in values.items() for kept in _many(name, texts).values()}


def _metres(geometry: Object) -> str:
    """Return the radius within which a position is true; the format has it in kilometres."""
    kilometres = _object(geometry.get("approximation")).get("tolerance")
    if not isinstance(kilometres, int | float) or isinstance(kilometres, bool) or not 0 <= kilometres < FARTHEST:
        return ""
    return str(round(kilometres * 1000))


def _many(name: str, texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    kept = tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
    return {name: kept} if kept else {}


def _geometry(geometry: object) -> object:
    """Return the one geometry that the atlas draws: the first of a collection, without what is not GeoJSON."""
    if not isinstance(geometry, dict):
        return geometry
    if geometry.get("type") == "GeometryCollection":
        return _geometry(next(iter(_list(geometry, "geometries")), None))
    return {name: value for name, value in geometry.items() if name in ("type", "coordinates")}


def _names(feature: Object, faults: list[Fault]) -> Iterator[Name]:
    """Yield each name, once for each span in which it was borne."""
    for one in _objects(feature, "names"):
        text, lang = _string(one, "toponym").strip(), _string(one, "lang").strip()
        if not text:
            continue
        spans = list(_spans(one, faults)) or [""]
        for span in spans:
            first, _, last = span.partition("/") if "/" in span else (span, "", span)
            yield Name(text, lang if _is_tag(lang) else "und", *(_side(part) for part in (first, last)))


def _side(text: str) -> str:
    return text if dates.try_parse(text) else ""


def _is_tag(lang: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang) is not None


def _spans(owner: Object, faults: list[Fault]) -> Iterator[str]:
    """Yield the time spans of a ``when`` as EDTF; what cannot be read is noted."""
    when = _object(owner.get("when"))
    uncertain = _string(when, "certainty") in CERTAINTY[1:]
    for span in _list(when, "timespans"):
        try:
            found = edtf(span)
        except CellError as error:
            faults.append(("when", str(geojson_file.cell(span)), error.why, error.fix))
            continue
        yield dating.qualified(found, "?") or found if uncertain else found


def _label(one: Object) -> str:
    label = _string(one, "label")
    return label or next((_string(name, "label") for name in _objects(one, "sourceLabels")), "")


def _citations(feature: Object) -> Iterator[str]:
    for name in _objects(feature, "names"):
        for citation in _objects(name, "citations"):
            yield _string(citation, "label") or _string(citation, "@id")


def _sources(features: Sequence[Object]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for feature in features:
        for name in _objects(feature, "names"):
            for citation in _objects(name, "citations"):
                title = (_string(citation, "label") or _string(citation, "@id")).strip()
                year = _side(str(geojson_file.cell(citation.get("year"))))
                if title:
                    yield title, {"url": _string(citation, "@id").strip(), "issued": year}


def _object(value: object) -> Object:
    return value if isinstance(value, dict) else {}


def _list(owner: Object, name: str) -> list[Any]:
    value = owner.get(name)
    return value if isinstance(value, list) else []


def _objects(owner: Object, name: str) -> list[Object]:
    return [value for value in _list(owner, name) if isinstance(value, dict)]


def _string(owner: Object, name: str) -> str:
    value = owner.get(name)
    return value if isinstance(value, str) else ""
