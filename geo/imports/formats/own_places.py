"""Linked Places as `geo export` writes them: places with all their columns, and a member ``events``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.export.selection import PLACES
from geo.imports import own_export, own_lacks, selecting
from geo.imports.formats import geojson_file, lpf_links
from geo.imports.model import Intake, Name, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.model import Cell, Fault, Options

    Object = dict[str, Any]

PLACE: Final = {
    "id": "place_key",
    "name": "place",
    "precision_m": "precision_m",
    "certainty": "certainty",
    "country_today": "country",
    "kind": "place_kind",
    "scope": "scope",
    "note": "place_note",
}
"""Property of a place -> field."""


def events(exported: Object) -> list[Object] | None:
    """Return the events of an export; None when a file is none."""
    found = exported.get("events")
    if not isinstance(found, list) or not all(isinstance(one, dict) and own_export.is_own(one) for one in found):
        return None
    features = exported["features"]
    whole = all({"id", "name", "precision_m"} <= {*(feature.get("properties") or {})} for feature in features)
    return found if whole and found else None


def intake(file: str, features: Sequence[Object], found: Sequence[Object], options: Options) -> Intake:
    """Return the places and events of an export; with `options.where` the events with such texts, and their places.

    Raises
    ------
    DataError
        When no event is as asked for.
    """
    if options.where:
        found, asked = selecting.objects(file, found, [*map(_texts, found)], options)
        used = {event.get(name) for event in found for name in ("place_id", "destination_id")}
        features = [feature for feature in features if feature["properties"]["id"] in used]
    else:
        asked = ()
    rows = [*(_place(feature) for feature in features), *(_event(number, one) for number, one in enumerate(found))]
    further = any(own_export.has_further_places(one, one.get(PLACES) or ()) for one in found)
    return Intake(
        file=file,
        rows=rows,
        unused=[f"events.{PLACES}"] if further else [],
        remarks=(*own_lacks.sentences(own_lacks.EVENTS, own_lacks.PLACES), *asked),
        as_exported=True,
    )


def _texts(event: Object) -> dict[str, Cell]:
    return {name: geojson_file.cell(value) for name, value in event.items()}


def _place(feature: Object) -> Row:
    faults: list[Fault] = []
    geometry = feature.get("geometry")
    nowhere = isinstance(geometry, dict) and geometry.get("type") == "GeometryCollection"
    shape, wrong = geojson_file.shape(None if nowhere else _bare(geometry))
    properties = feature["properties"]
    values = {field: (str(properties[name]),) for name, field in PLACE.items() if properties.get(name)}
    names = tuple(_names(feature))
    links = tuple(lpf_links.read([one for one in feature.get("links", ()) if isinstance(one, dict)], faults))
    return Row(properties["id"], values, shape, names, links, event=False, faults=(*wrong, *faults))


def _bare(geometry: Any) -> Any:
    return {name: geometry[name] for name in ("type", "coordinates") if name in geometry} if geometry else None


def _names(feature: Object) -> Iterator[Name]:
    """Yield the names, with the dates that their ``when`` has as its label; a bare first one is that of the place."""
    for number, one in enumerate(feature.get("names", ())):
        first, _, last = (one.get("when") or {}).get("label", "/").partition("/")
        if number or first or last.strip("/"):
            yield Name(
                one["toponym"], one.get("lang", "und"), *("" if side == ".." else side for side in (first, last))
            )


def _event(number: int, event: Mapping[str, Any]) -> Row:
    row = own_export.row(f"events[{number}]", event)
    kept = {field: texts for field, texts in row.values.items() if field not in ("place", "precision_m", "certainty")}
    return Row(row.record, kept)
