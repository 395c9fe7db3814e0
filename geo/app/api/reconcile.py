"""The reconciliation service (W3C community group, version 0.2) over names, which OpenRefine asks.

The property ``date`` (EDTF) asks which record had a name at that time. There is no preview: a record has its page.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from starlette.responses import Response

from geo import dates
from geo.app import answers
from geo.app.api.problems import problem
from geo.app.gate import BusyError
from geo.errors import DateError
from geo.view import called

if TYPE_CHECKING:
    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.gate import Gate
    from geo.app.store import Store
    from geo.model import Atlas, Date

Json = dict[str, Any]
TYPES: Final = {"place": "Place", "body": "Organization", "person": "Person", "group": "Group of victims"}
BATCH: Final = 50
"""Queries of one request; OpenRefine sends ten."""
LONGEST: Final = 200
"""Characters of a name."""
BODY: Final = 200_000
"""Bytes of a request."""
SHOWN: Final = 5
MOST: Final = 50
"""Candidates of a query, unless it says how many; and at most."""


def serve(store: Store, gate: Gate) -> Answer:
    """Return the one address of the service: its manifest, and answers to batches of queries."""

    async def answer(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return problem(503, headers=answers.RETRY)
        text = await _queries(request)
        if text is None:
            return problem(413, [f"a request has at most {BODY:,} bytes"])
        if not text:
            own = str(request.url.replace(query="")).rstrip("/").removesuffix("reconcile")
            return _json(manifest(snapshot.atlas, own))
        queries, faults = read(text)
        if faults:
            return problem(400, faults)
        try:
            return _json(await gate.run(answers.client(request), partial(results, snapshot.atlas, queries)))
        except BusyError:
            return problem(503, headers=answers.RETRY)

    return answer


def _json(found: Json) -> Response:
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")


async def _queries(request: Request) -> str | None:
    """Return the parameter ``queries`` of the address or of a form; None for a body that is too long."""
    if request.method != "POST":
        return request.query_params.get("queries", "")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            return None
    return parse_qs(body.decode("utf-8", "replace")).get("queries", [""])[-1]


def manifest(atlas: Atlas, address: str) -> Json:
    """Return what the service says of itself; `address` is that of the app, with a slash at its end."""
    return {
        "versions": ["0.2"],
        "name": str(atlas.package.get("title") or "Atlas"),
        "identifierSpace": address,
        "schemaSpace": f"{address}reconcile#",
        "defaultTypes": _types(TYPES),
        "view": {"url": f"{address}{{{{id}}}}"},
    }


def _types(kinds: Any) -> list[Json]:
    return [{"id": kind, "name": TYPES[kind]} for kind in kinds]


def read(text: str) -> tuple[Json, list[str]]:
    """Return a batch of queries, or what is wrong with it."""
    try:
        batch = json.loads(text)
    except (ValueError, RecursionError):
        return {}, ["queries is no JSON"]
    if not isinstance(batch, dict) or not all(isinstance(one, dict) for one in batch.values()):
        return {}, ["queries is no object of queries"]
    if len(batch) > BATCH:
        return {}, [f"there are {len(batch)} queries - send at most {BATCH} at once"]
    return batch, [fault for key, one in batch.items() for fault in _faults(key, one)]


def _faults(key: str, query: Json) -> list[str]:
    text, limit = query.get("query"), query.get("limit", SHOWN)
    wanted = _wanted(query)
    if not isinstance(text, str) or len(text) > LONGEST:
        return [f"{key}: query is no text of at most {LONGEST} characters"]
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        return [f"{key}: limit is no whole number above 0"]
    if not all(isinstance(one, str) for one in wanted):
        return [f"{key}: type is no id and no list of ids"]
    try:
        _when(query)
    except (DateError, TypeError, KeyError, AttributeError):
        return [f"{key}: the property date is no EDTF date, such as 1935 or 1932/1990"]
    return []


def _wanted(query: Json) -> list[Any]:
    given = query.get("type", [])
    return given if isinstance(given, list) else [given]


def _when(query: Json) -> Date | None:
    """Return the time of a query; other properties, which a service may not know, are passed over."""
    for one in query.get("properties", []):
        if one["pid"] == "date":
            values = one["v"] if isinstance(one["v"], list) else [one["v"]]
            return dates.parse(str(values[0]).strip()) if values else None
    return None


def results(atlas: Atlas, batch: Json) -> Json:
    """Return the candidates of each query."""
    return {key: {"result": [_told(one, atlas) for one in _found(atlas, query)]} for key, query in batch.items()}


def _found(atlas: Atlas, query: Json) -> list[called.Candidate]:
    asked = _wanted(query)
    kinds = [one for one in asked if one in TYPES]
    if asked and not kinds:  # of types that are not ours there is nothing
        return []
    return called.find(atlas, query["query"], kinds, _when(query), min(query.get("limit", SHOWN), MOST))


def _told(one: called.Candidate, atlas: Atlas) -> Json:
    """Return a candidate, called as the dataset calls it; by which name and of which time it was found is described."""
    own = called.own(atlas)[one.name.kind, one.name.id]
    years = f" ({one.name.first}/{one.name.last})" if one.name.first or one.name.last else ""
    described = {"description": f"{one.name.text}{years}"} if one.name.text != own or years else {}
    return {
        "id": f"{one.name.kind}/{one.name.id}",
        "name": own,
        **described,
        "score": one.score,
        "match": one.match,
        "type": _types([one.name.kind]),
    }
