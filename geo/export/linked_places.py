"""Places in the Linked Places format (LPF) 1.2.2 and 2.0: JSON-LD that is GeoJSON too, with ``when``.

One document is valid by the schemas of both versions, and says so (``dct:conformsTo``). They agree but for a place
without a position: 1.2.2 refuses null, so it has an empty GeometryCollection, which RFC 7946 (section 3.1) lets readers
take for null.

LPF knows places, not events. So an event is a relation of its place, in the terms of CIDOC CRM
(P7i witnessed, P27i was origin of, P26i was destination of), and a member ``events`` of the collection holds all
events as the dataset has them, those without a place too. Pictures of a place are its depictions, with whom to
name; none that is graphic, which a reader of the format would show uncovered. People, groups, figures and pictures
of events are not carried; the data package has them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import shapely

from geo import dates
from geo.dataset import cells, citations, dating, links, media, settings, stays, translate
from geo.dataset.write import feature
from geo.export import lpf_values
from geo.export.lpf_values import when
from geo.export.selection import PLACES, places_of, records
from geo.i18n import DEFAULT
from geo.view import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.export.selection import Selection
    from geo.model import Atlas, Date

Json = dict[str, Any]
CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
RELATIONS = {
    stays.AT: "crm:P7i_witnessed",
    stays.FROM: "crm:P27i_was_origin_of",
    stays.VIA: "crm:P7i_witnessed",
    stays.TO: "crm:P26i_was_destination_of",
}
"""Role of a place in an event -> what it has to do with it."""
TYPES = {
    "city": "aat:300008389",
    "settlement": "aat:300008347",
    "region": "aat:300182722",
    "country": "aat:300387506",
}
"""Kinds of place that the Getty AAT has under the same meaning."""
CLASSES = {
    "A": ("region", "country"),
    "H": ("canal",),
    "P": ("city", "settlement", "special-settlement"),
    "R": ("railway",),
    "S": (
        "square", "building", "estate", "headquarters", "courtroom", "venue", "museum", "monument",
        "prison", "camp", "execution-site", "burial-site",
    ),
    "T": ("island",),
}  # fmt: skip
"""Feature classes of GeoNames, as LPF uses them."""
OUR_KINDS = {"place", *(kind for kinds in CLASSES.values() for kind in kinds)}
"""Kinds of place by the words of the atlas, which are English in every dataset."""
RESERVED = ("ccodes", "fclasses")
"""Names of properties that LPF takes for itself, as ``title``."""
SCOPE = "dates of the events told of here"
NO_DATES = "no dated event is told of here"
CONFORMS = ["Linked Places format 1.2.2", "Linked Places format 2.0"]
NOWHERE = {"type": "GeometryCollection", "geometries": []}
"""The geometry of a place without a position."""


def to_linked_places(selection: Selection) -> str:
    """Return the places shown, with the events at them, as an LPF FeatureCollection.

    The ``@id`` of a place is its address in the public app when that is known, else a ``urn:`` of
    the dataset's name.
    """
    part = selection.part
    places = places_of(part)
    events = [{PLACES: places.get(row["id"], []), **row} for row in records(selection.events, part)]
    relations = _relations(selection, events)
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "dct:conformsTo": CONFORMS,
        "title": part.package.get("title", ""),
        "version": selection.atlas.version,
        evidence.MEMBER: evidence.count(selection.events, part).as_dict(),
        "features": list(_features(selection, relations)),
        "events": events,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _features(selection: Selection, relations: Mapping[str, list[Json]]) -> Iterator[Json]:
    part, lang = selection.part, settings.of(selection.atlas).language
    names, notes, linked = _names(part), _notes(part, lang), links.of_table(part, "places")
    pictures = _depictions(selection)
    for row, shape in zip(part.rows("places"), part.places.geometry, strict=True):
        place, own = row["id"], relations.get(row["id"], [])
        headword = {"toponym": row["name"], **lpf_values.language(lang)}
        members = {
            "@id": _id(selection, "place", place),
            "when": _when_of(own),
            "names": _with_headword(headword, names.get(place, []), part),
            "types": [_type(row["kind"], lang)],
            "relations": own,
            "descriptions": notes.get(place, []),
            "depictions": pictures.get(place, []),
            "links": [_link(link) for link in linked.get(place, []) if lpf_values.is_link(link["uri"])],
        }
        texts = lpf_values.one_line({name: value for name, value in members.items() if value})
        made = feature(_properties(row), None if shape is None else shapely.force_2d(shape), **texts)
        made["geometry"] = made["geometry"] | lpf_values.exactness(row) if made["geometry"] else NOWHERE
        yield made


def _link(row: Mapping[str, str]) -> Json:
    return {"type": links.TYPES[row["type"]], "identifier": row["uri"]}


def _depictions(selection: Selection) -> dict[str, list[Json]]:
    """Return the pictures of each place; who is to be named, and any licence, stand in the title, which is shown."""
    graphic = media.graphic(selection.part)
    rows = [row for row in media.of_atlas(selection.part) if row["place_id"] and row["file"] not in graphic]
    found: dict[str, list[Json]] = {}
    for row in rows:
        said = " · ".join((row["caption"] or row["alt"], row["credit"], row["licence"]))
        licence = media.licence_address(row["licence"])
        own = {"@id": _urn(selection, "picture", row["id"]), "title": said, **({"license": licence} if licence else {})}
        found.setdefault(row["place_id"], []).append(own)
    return found


def _properties(row: Mapping[str, str]) -> Json:
    """Return what LPF asks for, and the columns of the dataset as they are."""
    classes = [letter for letter, kinds in CLASSES.items() if row["kind"] in kinds]
    asked = {
        "title": lpf_values.one_line(row["name"]),
        **lpf_values.countries(row["country_today"]),
        **({"fclasses": classes} if classes else {}),
    }
    return asked | {f"atlas:{name}" if name in (*asked, *RESERVED) else name: text for name, text in row.items()}


def _type(kind: str, lang: str) -> Json:
    known = {"identifier": TYPES[kind]} if kind in TYPES else {}
    return {
        **known,
        "label": kind,
        "sourceLabels": [{"label": kind, **lpf_values.language(DEFAULT if kind in OUR_KINDS else lang)}],
    }


def _names(part: Atlas) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in part.rows("place_names"):
        first, last = (dates.parse(row[name]) if row[name] else None for name in ("from", "to"))
        scope = lpf_values.between(first, last, f"{row['from'] or '..'}/{row['to'] or '..'}")
        name = {"toponym": row["name"], **lpf_values.language(row["lang"]), **({"when": scope} if scope else {})}
        found.setdefault(row["place_id"], []).append(name)
    return found


def _with_headword(headword: Json, names: list[Json], part: Atlas) -> list[Json]:
    """Return names with the headword among them; LPF asks that one is cited: the dataset attests it."""
    others = [name for name in names if name["toponym"] != headword["toponym"]]
    first = [name for name in names if name["toponym"] == headword["toponym"]] or [headword]
    attested = {"citations": [{"label": f"{part.package.get('title', 'Atlas')}, version {part.version}"}]}
    return [{**first[0], **attested}, *first[1:], *others]


def _notes(part: Atlas, lang: str) -> dict[str, list[Json]]:
    """Return the note of each place, in every language that it has."""
    texts = part.rows(translate.TEXTS) if translate.TEXTS in part.tables else []
    own = [(row["id"], row["note"], lang) for row in part.rows("places") if row["note"]]
    others = [
        (row["id"], row["text"], row["lang"]) for row in texts if (row["table"], row["field"]) == ("places", "note")
    ]
    found: dict[str, list[Json]] = {}
    for place, text, language in [*own, *others]:
        found.setdefault(place, []).append({"value": text, **lpf_values.language(language)})
    return found


def _relations(selection: Selection, events: Iterable[Mapping[str, Any]]) -> dict[str, list[Json]]:
    """Return for each place its events, as relations."""
    cited = _citations(selection.part, settings.of(selection.atlas).language)
    dated = dating.of_atlas(selection.atlas)
    places = stays.of_events(selection.part)
    found: dict[str, list[Json]] = {}
    for event in events:
        target = {"relationTo": _id(selection, "within", event["id"]), "label": event["title"]}
        for stay in places[event["id"]]:
            more = {"when": _when_there(stay, dated[event["id"]]), "citations": cited.get(event["id"], [])}
            own = {name: value for name, value in more.items() if value}
            found.setdefault(stay.place, []).append({"relationType": RELATIONS[stay.role], **target, **own})
    return found


def _when_there(stay: stays.Stay, event: Date | None) -> Json:
    """Return when an event was at one of its places; where nothing is said of an end, it is that of the event."""
    if not (stay.first or stay.last):
        return when(event) if event else {}
    first, last = (dates.parse(text) if text else event for text in (stay.first, stay.last))
    return lpf_values.between(first, last, f"{stay.first or '..'}/{stay.last or '..'}")


def _citations(part: Atlas, lang: str) -> dict[str, list[Json]]:
    sources = {row["id"]: row for row in part.rows("sources")}
    found: dict[str, list[Json]] = {}
    for row in part.rows("citations"):
        source = sources[row["source_id"]]
        label = ", ".join(text for text in (source["author"], source["title"], citations.locator(row, lang)) if text)
        own = [source["url"]] if cells.host(source["url"]) else [one["url"] for one in citations.web(row).values()]
        web = {"@id": lpf_values.address(own[0])} if own else {}
        found.setdefault(row["event_id"], []).append({"label": label, **web})
    return found


def _when_of(relations: Iterable[Json]) -> Json:
    """Return the times of the events at a place, each once: what the record of the place tells of, maybe nothing."""
    spans = [one["when"]["timespans"][0] for one in relations if "when" in one]
    unique = list({json.dumps(span): span for span in spans}.values())
    return {"timespans": unique, "label": SCOPE if unique else NO_DATES}


def _id(selection: Selection, parameter: str, record: str) -> str:
    """Return the address of a record in the public app, else a name for it."""
    if selection.address:
        return f"{selection.address}?{parameter}={quote(record, safe='')}"
    return _urn(selection, {"place": "place", "within": "event"}[parameter], record)


def _urn(selection: Selection, kind: str, record: str) -> str:
    return f"urn:{quote(str(selection.atlas.package.get('name', 'atlas')), safe='')}:{kind}:{quote(record, safe='')}"
