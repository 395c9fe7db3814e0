"""Routes of the read API: records as JSON, by the filters of an address, a page of them at a time."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from geo.app import answers
from geo.app.api import description, parameters, reconcile, records
from geo.app.api.problems import lost, problem, route
from geo.app.gate import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.gate import Gate
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store

JSON: Final = "application/json"


class RefusedError(Exception):
    """A request for which there is no answer."""

    def __init__(self, status: int, errors: Sequence[str] = ()) -> None:
        super().__init__(*errors)
        self.status, self.errors = status, errors


def routes(store: Store, root: str, gate: Gate) -> list[Route]:
    """Return the routes; `root` is the path in front of them, `gate` what they wait at."""
    answer = partial(serve, store, gate)
    named = reconcile.serve(store, gate)
    return [
        route(f"{root}/api/openapi.json", answer(described), "GET"),
        *(route(f"{root}/api/{kind}", answer(partial(_list, kind=kind)), "GET") for kind in records.TABLES),
        *(route(f"{root}/api/{kind}/{{id}}", answer(partial(_one, kind=kind)), "GET") for kind in records.TABLES),
        *(Route(f"{root}/api{rest}", lost) for rest in ("", "/{rest:path}")),
        *(route(f"{root}/reconcile{end}", named, "GET", "POST") for end in ("", "/")),
    ]


def serve(store: Store, gate: Gate, make: Callable[[Request, Snapshot], dict[str, Any]]) -> Answer:
    """Return a route that answers with JSON, or with what is wrong with a request."""

    async def answered(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return problem(503, headers=answers.RETRY)
        tag = f"{snapshot.version}-{hashlib.sha256(str(request.url).encode()).hexdigest()[:12]}"
        headers = {"Cache-Control": "no-cache"}
        if same := answers.unchanged(request, tag, headers):
            return same
        try:
            found = await gate.run(answers.client(request), partial(make, request, snapshot))
        except BusyError:
            return problem(503, headers=answers.RETRY)
        except RefusedError as error:
            return problem(error.status, error.errors)
        links = {"Link": f'<{found["next"]}>; rel="next"'} if "next" in found else {}
        body = json.dumps(found, ensure_ascii=False)
        return Response(body, headers={**headers, **links, "ETag": answers.quoted(tag)}, media_type=JSON)

    return answered


def _read(request: Request, snapshot: Snapshot, names: Sequence[str] = ()) -> parameters.Asked:
    asked, faults = parameters.read(request.query_params.multi_items(), snapshot.atlas, names)
    if asked is None:
        raise RefusedError(400, faults)
    return asked


def _list(request: Request, snapshot: Snapshot, *, kind: str) -> dict[str, Any]:
    asked = _read(request, snapshot)
    every = records.ids(snapshot, kind, asked.query)
    some = every[asked.offset : asked.offset + asked.limit]
    return listed(request, asked, told(snapshot, kind, some, asked.query.lang), len(every))


def listed(request: Request, asked: parameters.Asked, items: Sequence[Any], total: int) -> dict[str, Any]:
    """Return records as a page of `total` ones, with the address of the next."""
    found: dict[str, Any] = {"total": total, "offset": asked.offset, "items": items}
    if asked.offset + len(items) < total and items:
        own = [pair for pair in request.query_params.multi_items() if pair[0] != "offset"]
        found["next"] = f"?{urlencode([*own, ('offset', asked.offset + len(items))])}"
    return {**found, **({"notices": [*asked.notices]} if asked.notices else {})}


def _one(request: Request, snapshot: Snapshot, *, kind: str) -> dict[str, Any]:
    asked, wanted = _read(request, snapshot, parameters.ALONE), request.path_params["id"]
    if wanted not in set(snapshot.atlas[records.TABLES[kind]]["id"]):
        raise RefusedError(404)
    found: dict[str, Any] = told(snapshot, kind, [wanted], asked.query.lang, whole=True)[0]
    return found


def told(snapshot: Snapshot, kind: str, wanted: Sequence[str], lang: str, *, whole: bool = False) -> list[Any]:
    """Return records in a language; `whole`: with all that belongs to each."""
    atlas = snapshot.localized(lang).atlas
    if kind == "events":
        return records.events(snapshot, atlas, wanted, whole=whole)
    return records.places(atlas, wanted) if kind == "places" else records.bodies(atlas, wanted)


def described(request: Request, snapshot: Snapshot) -> dict[str, Any]:
    """Return the description of the API."""
    return description.document(snapshot.atlas, str(request.url.replace(query="")).removesuffix("/openapi.json"))
