"""Parameters of the read API: those of an address that choose events, and those of a page of results.

One table says what each may hold: requests are refused by it, and the description of the API is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from geo.dataset import cells, columns, settings
from geo.view.query import MAX_TEXT, YEARS, strictly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.model import Atlas
    from geo.view.query import Query

    View = Callable[[Sequence[tuple[str, str]], Atlas], tuple[Query, list[str]]]

LIMIT: Final = 100
MOST: Final = 1000
"""Records of one answer, unless it is said; and at most."""
ID: Final = "^[a-z0-9-]{1,64}$"
FURTHEST: Final = 10_000_000
Json = dict[str, Any]
_MADE: WeakKeyDictionary[Atlas, Mapping[str, tuple[str, Json]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: events by a query, and which of the records found."""

    query: Query
    offset: int
    limit: int
    notices: tuple[str, ...] = ()
    """What was taken otherwise than it was written, and makes no part the whole."""


def schemas(atlas: Atlas) -> Mapping[str, tuple[str, Json]]:
    """Return each parameter: what it means, and the JSON Schema of its value; ids in a list have commas between.

    Made once for each `Atlas`: every request is read by it.
    """
    if atlas not in _MADE:
        _MADE[atlas] = _schemas(atlas)
    return _MADE[atlas]


def _schemas(atlas: Atlas) -> Mapping[str, tuple[str, Json]]:
    years = {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[1]}
    known = {table: sorted(atlas[table]["id"]) for table in ("kinds", "groups", "persons", "events", "places")}
    bodies = [*sorted({*atlas["organizations"]["id"], *atlas["families"]["id"]}), columns.NONE_NAMED]
    certainly = "1: only events that certainly, and not just possibly, touch the years"
    return {
        "from": ("first year of a span that events touch", years),
        "to": ("last year of it", years),
        "certain": (certainly, {"type": "string", "enum": ["0", "1"]}),
        "org": (f"bodies or families that acted, or {columns.NONE_NAMED}", _some(bodies)),
        "kind": ("kinds of events, or details of kinds", _some(known["kinds"])),
        "group": ("groups of victims", _some(known["groups"])),
        "person": ("persons", _some(known["persons"])),
        "hide": ("kinds that are left out; without it none is", _some(known["kinds"])),
        "within": ("an event of which only the parts are wanted, and itself", _one(known["events"])),
        "place": ("a place at which events stood, or through or to which people were taken", _one(known["places"])),
        "q": ("words that are searched", {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}),
        "lang": ("language of the texts", {"type": "string", "enum": list(settings.of(atlas).languages)}),
        "offset": ("how many records come before these", {"type": "integer", "minimum": 0, "maximum": FURTHEST}),
        "limit": ("how many at most", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
    }


ALONE: Final = ("lang",)
"""Of one record."""


def _some(ids: Sequence[str]) -> Json:
    return {"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(ids)}}


def _one(ids: Sequence[str]) -> Json:
    """Return the schema of an id; of events an engine alone knows which there are."""
    return {"type": "string", "enum": list(ids)} if ids else {"type": "string", "pattern": ID}


def read(
    pairs: Sequence[tuple[str, str]], atlas: Atlas, names: Sequence[str] = (), view: View = strictly
) -> tuple[Asked | None, list[str]]:
    """Return what a request asks for, or a sentence for each thing wrong: a wrong part must not make a part the whole.

    `names` are the parameters that it may have; empty for all. `view` reads those of a view.
    """
    known = schemas(atlas)
    names = names or [*known]
    faults = [f"{name!r} is no parameter - {cells.suggest(name, names)}" for name, _ in pairs if name not in names]
    faults += [
        f"{name}: {value[:40]!r} is wrong - {why}"
        for name, value in pairs
        if name in known and (why := _wrong(value, known[name][1]))
    ]
    if faults:
        return None, faults
    given = dict(pairs)
    own = [(name, value) for name, value in pairs if name not in ("offset", "limit")]
    notices = []
    if int(given.get("from", YEARS[0])) > int(given.get("to", YEARS[1])):
        notices.append(f"the years {given['from']} to {given['to']} ran backwards and were turned round")
        turned = {"from": "to", "to": "from"}
        own = [(turned.get(name, name), value) for name, value in own]
    query, faults = view(own, atlas)
    offset, limit = int(given.get("offset", 0)), int(given.get("limit", LIMIT))
    return (None, faults) if faults else (Asked(query, offset, limit, tuple(notices)), [])


def _wrong(value: str, schema: Json) -> str:
    """Return why a value does not fit its schema; "" when it does."""
    if schema["type"] == "integer":
        fits = re.fullmatch(r"-?(0|[1-9][0-9]{0,7})", value) and schema["minimum"] <= int(value) <= schema["maximum"]
        return "" if fits else f"a whole number from {schema['minimum']} to {schema['maximum']}"
    if schema["type"] == "array":
        return next((why for part in value.split(",") if (why := _wrong(part, schema["items"]))), "")
    if "pattern" in schema:
        return "" if re.fullmatch(schema["pattern"], value) else "an id"
    if "enum" in schema:
        return "" if value in schema["enum"] else cells.suggest(value, schema["enum"]) or "no such id"
    return "" if 1 <= len(value) <= schema["maxLength"] else f"1 to {schema['maxLength']} characters"
