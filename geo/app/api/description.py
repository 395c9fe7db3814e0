"""The description of the read API (OpenAPI 3.1), made of the dataset's own description and the table of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.app.api import parameters, records
from geo.app.api.problems import PROBLEM

if TYPE_CHECKING:
    from geo.model import Atlas

Json = dict[str, Any]
ADDED: Final[Json] = {
    "years": {
        "type": "object",
        "description": "Bounds of the date as years (astronomical); one that is open or unknown is left out.",
        "additionalProperties": {"type": "integer"},
    },
    "coordinates": {
        "type": "array",
        "description": "Longitude and latitude, EPSG:4326, of a place or of what stands for a region: see precision_m.",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
    },
    "graphic": {"type": "boolean", "description": "Its texts tell of violence: ask readers before you show them."},
}
LISTS: Final = (
    "places", "organizations", "sources", "persons", "groups", "names", "links", "figures", "citations",
)  # fmt: skip
"""Members that hold ids or rows of other tables."""


def document(atlas: Atlas, server: str) -> Json:
    """Return the description for a dataset at an address."""
    known = parameters.schemas(atlas)
    licence: Json = next(iter(atlas.package.get("licenses", [])), {})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{atlas.package.get('title') or 'Atlas'}: read API",
            "version": str(atlas.package.get("version") or atlas.version),
            "description": "Filters mean what they mean in the address of the app. "
            "Figures of different events, measures or sources may overlap: they must not be added.",
            **({"license": {"name": licence.get("title") or licence["name"]}} if licence.get("name") else {}),
        },
        "servers": [{"url": server}],
        "paths": {
            "/openapi.json": {"get": {"operationId": "description", "responses": {"200": {"description": "This."}}}},
            **{f"/{kind}": _path(kind, known) for kind in records.TABLES},
            **{f"/{kind}/{{id}}": _one(kind, known) for kind in records.TABLES},
        },
        "components": {
            "schemas": {
                "problem": {
                    "type": "object",
                    "required": ["type", "title", "status"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "errors": {"type": "array", "items": {"type": "string"}},
                    },
                },
                **{kind: _record(atlas, table) for kind, table in records.TABLES.items()},
            }
        },
    }


def _record(atlas: Atlas, table: str) -> Json:
    """Return the schema of a record: its columns as the dataset describes them; what is not known is left out."""
    listed = next(one for one in atlas.package["resources"] if one["name"] == table)
    fields = [one for one in listed["schema"]["fields"] if one["name"] != "geometry"]
    texts = {one["name"]: {"type": "string", "description": str(one.get("description", ""))} for one in fields}
    lists = {name: {"type": "array"} for name in LISTS}
    return {"type": "object", "required": ["id"], "properties": {**lists, **texts, **ADDED}}


def _path(kind: str, known: Any) -> Json:
    body = {
        "type": "object",
        "required": ["total", "offset", "items"],
        "properties": {
            "total": {"type": "integer"},
            "offset": {"type": "integer"},
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{kind}"}},
            "next": {"type": "string", "description": "Address of the next records, where there are more."},
            "notices": {"type": "array", "items": {"type": "string"}},
        },
    }
    parts = [_parameter(name, *said) for name, said in known.items()]
    return {"get": {"operationId": kind, "parameters": parts, "responses": _answers(body)}}


def _one(kind: str, known: Any) -> Json:
    of = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    parts = [of, *(_parameter(name, *known[name]) for name in parameters.ALONE)]
    answers = _answers({"$ref": f"#/components/schemas/{kind}"})
    return {"get": {"operationId": f"{kind}-one", "parameters": parts, "responses": {**answers, "404": _problem()}}}


def _parameter(name: str, text: str, schema: Json) -> Json:
    lists = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {"name": name, "in": "query", "description": text, "schema": schema, **lists}


def _answers(schema: Json) -> Json:
    good = {"description": "Found.", "content": {"application/json": {"schema": schema}}}
    return {"200": good, "304": {"description": "As you have it."}, "400": _problem(), "503": _problem()}


def _problem() -> Json:
    schema = {"$ref": "#/components/schemas/problem"}
    return {"description": "Problem details (RFC 9457).", "content": {PROBLEM: {"schema": schema}}}
