"""Datasets that are not ours: the smallest there can be, and one of another country in another language."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from geo.dataset.columns import EDTF, asked, names

if TYPE_CHECKING:
    from pathlib import Path

DATES = {"edtf", "active_from", "active_to", "from", "to", "born", "died", "issued"}
PLACE = {"kind": "site", "precision_m": "1000", "certainty": "certain", "scope": "site"}
KINDS = [{"id": "kind", "name": "Kind", "layer": "false", "description": "Anything"}]
SOURCES = [{"id": "source", "type": "book", "title": "A book", "consulted": "whole"}]
SMALLEST: dict[str, list[dict[str, Any]]] = {
    "places": [{"id": "place", "name": "A place", "at": (10.0, 50.0), **PLACE}],
    "kinds": KINDS,
    "sources": SOURCES,
    "events": [{"id": "event", "title": "An event", "place_id": "place", "edtf": "1848-03-18", "kind": "kind"}],
    "citations": [{"event_id": "event", "source_id": "source"}],
}

_SITES = {
    "estadio-nacional": ("Estadio Nacional", (-70.6106, -33.4645), "500"),
    "londres-38": ("Londres 38", (-70.6479, -33.4455), "100"),
    "villa-grimaldi": ("Villa Grimaldi", (-70.5424, -33.4656), "500"),
    "calama": ("Calama", (-68.93, -22.46), "5000"),
    "copiapo": ("Copiapó", (-70.33, -27.37), "5000"),
    "la-serena": ("La Serena", (-71.25, -29.9), "5000"),
    "pisagua": ("Pisagua", (-70.21, -19.6), "2000"),
    "chacabuco": ("Chacabuco", (-69.53, -23.15), "2000"),
    "dawson": ("Isla Dawson", (-70.5, -53.85), "20000"),
    "santiago": ("Santiago", (-70.65, -33.45), "10000"),
    "washington": ("Washington", (-77.05, 38.91), "2000"),
    "buenos-aires": ("Buenos Aires", (-58.42, -34.58), "3000"),
}
_EVENTS = (
    ("golpe", "Golpe de Estado", "santiago", "1973-09-11", "decision", ["ejercito"]),
    (
        "estadio",
        "Detenciones en el Estadio Nacional",
        "estadio-nacional",
        "1973-09-12/1973-11",
        "prision",
        ["ejercito"],
    ),
    ("dawson-1973", "Campo de Isla Dawson", "dawson", "1973-09/1974-10", "prision", ["ejercito"]),
    ("pisagua-1973", "Campo de Pisagua", "pisagua", "1973-09/1974-10", "prision", ["ejercito"]),
    ("chacabuco-1973", "Campo de Chacabuco", "chacabuco", "1973-11/1975-04", "prision", ["ejercito"]),
    ("serena-1973", "Caravana de la Muerte en La Serena", "la-serena", "1973-10-16", "muerte", ["ejercito"]),
    ("copiapo-1973", "Caravana de la Muerte en Copiapó", "copiapo", "1973-10-17", "muerte", ["ejercito"]),
    ("calama-1973", "Caravana de la Muerte en Calama", "calama", "1973-10-19", "muerte", ["ejercito"]),
    ("londres", "Centro de detención Londres 38", "londres-38", "1973-09~/1975", "prision", ["dina"]),
    ("grimaldi", "Centro de detención Villa Grimaldi", "villa-grimaldi", "1974~/1978", "prision", ["dina", "cni"]),
    ("prats", "Asesinato de Carlos Prats y Sofía Cuthbert", "buenos-aires", "1974-09-30", "muerte", ["dina"]),
    ("letelier", "Asesinato de Orlando Letelier y Ronni Moffitt", "washington", "1976-09-21", "muerte", ["dina"]),
    ("plebiscito", "Plebiscito", "santiago", "1988-10-05", "decision", []),
    ("fin", "Fin de la dictadura", "santiago", "1990-03-11", "decision", []),
)
CHILE: dict[str, list[dict[str, Any]]] = {
    "places": [
        {"id": key, "name": name, "at": at, **PLACE, "precision_m": metres, "country_today": "CL"}
        for key, (name, at, metres) in _SITES.items()
    ],
    "families": [
        {"id": "inteligencia", "name": "Servicios de inteligencia", "colour": "#0b5d5e"},
        {"id": "fuerzas", "name": "Fuerzas armadas", "colour": "#8a4b00"},
    ],
    "organizations": [
        {"id": "dina", "name": "Dirección de Inteligencia Nacional", "abbreviation": "DINA", "active_from": "1973-11",
         "active_to": "1977-08-13", "family": "inteligencia"},
        {"id": "cni", "name": "Central Nacional de Informaciones", "abbreviation": "CNI", "active_from": "1977-08-13",
         "active_to": "1990-02-22", "family": "inteligencia"},
        {"id": "ejercito", "name": "Ejército de Chile", "family": "fuerzas"},
    ],
    "kinds": [
        {"id": "prision", "name": "Prisión", "layer": "false", "description": "Lugar de detención"},
        {"id": "muerte", "name": "Ejecución", "layer": "false", "description": "Muerte"},
        {"id": "decision", "name": "Política", "layer": "true", "description": "Contexto"},
    ],
    "sources": [
        {"id": "rettig", "type": "book", "author": "Comisión Nacional de Verdad y Reconciliación",
         "title": "Informe de la Comisión Nacional de Verdad y Reconciliación", "issued": "1991",
         "consulted": "not-opened"},
    ],
    "events": [
        {"id": key, "title": title, "place_id": place, "edtf": edtf, "kind": kind, "scope": "site", "confidence": "B",
         "description": f"{title}."}
        for key, title, place, edtf, kind, _ in _EVENTS
    ],
    "event_organizations": [
        {"event_id": event[0], "organization_id": body, "role": "carried-out"} for event in _EVENTS for body in event[5]
    ],
    "citations": [{"event_id": event[0], "source_id": "rettig"} for event in _EVENTS],
    "texts": [
        {"table": "datapackage", "id": "chile", "field": "title", "lang": "en", "text": "Chile under dictatorship"},
        {"table": "events", "id": "golpe", "field": "title", "lang": "en", "text": "Coup d'état"},
        {"table": "events", "id": "golpe", "field": "title", "lang": "uk", "text": "Державний переворот"},
    ],
}  # fmt: skip
SPANISH = {
    "name": "chile",
    "title": "Chile bajo la dictadura",
    "description": "Lugares y hechos de la represión en Chile, 1973-1990 <b>en español</b> {{ 7 * 7 }}.",
    "atlas:language": "es",
    "atlas:languages": ["es", "en", "uk"],
}


def write(folder: Path, tables: dict[str, list[dict[str, Any]]], **package: Any) -> Path:
    """Write a dataset of some tables, without columns that none needs; what a record leaves out is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (_write_places if name == "places" else _write_csv)(folder, name, rows)
    described = {"name": "small", "title": "Small", "resources": [_resource(*one) for one in tables.items()], **package}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def chile(folder: Path) -> Path:
    """Write the dataset on Chile."""
    return write(folder, CHILE, **SPANISH)


def _columns(name: str, rows: list[dict[str, Any]]) -> list[str]:
    """Return what a table must have, and what some record has beyond that."""
    used = {column for row in rows for column in row}
    return [column for column in names(name) if column in used or column in asked(name)]


def _resource(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    fields = [
        {"name": column, "type": "string", **({"rdfType": EDTF} if column in DATES else {})}
        for column in _columns(name, rows)
    ]
    if name == "places":
        return {"name": name, "path": "places.geojson", "format": "geojson", "schema": {"fields": fields}}
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}


def _write_csv(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _columns(name, rows), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_places(folder: Path, _: str, rows: list[dict[str, Any]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {column: row.get(column, "") for column in _columns("places", rows)},
            "geometry": {"type": "Point", "coordinates": list(row["at"])} if row.get("at") else None,
        }
        for row in rows
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "places.geojson").write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
