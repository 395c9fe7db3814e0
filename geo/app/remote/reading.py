"""The read API where an engine has the events: the same addresses and records, made of excerpts.

Events are listed in order of time. Which places and bodies a part of the events names is not told, as all of its
events would have to be read; those of everything are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.app.api import parameters, records
from geo.app.api.problems import lost
from geo.app.api.reconcile import serve as reconcile
from geo.app.api.routes import RefusedError, described, listed, serve, told
from geo.app.snapshot import Snapshot
from geo.engine import asking
from geo.view.join import join
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.gate import Gate
    from geo.app.store import Store
    from geo.engine import Engine
    from geo.engine.model import Numbers

EVENTS: Final = "events"
NOT_TOLD: Final = "which {kind} a part of the events names is not told for a dataset of this size - ask /api/events"


def answers_of(store: Store, root: str, gate: Gate) -> dict[str, Answer]:
    """Return what answers, by the paths of the API; `root` stands in front of them, `gate` is what they wait at."""
    answer = partial(serve, store, gate)
    named = dict.fromkeys((f"{root}/reconcile", f"{root}/reconcile/"), reconcile(store, gate))
    return {
        f"{root}/api/openapi.json": answer(described),
        **{f"{root}/api/{kind}": answer(partial(_list, kind=kind)) for kind in records.TABLES},
        **{f"{root}/api/{kind}/{{id}}": answer(partial(_one, kind=kind)) for kind in records.TABLES},
        **dict.fromkeys((f"{root}/api", f"{root}/api/{{rest:path}}"), lost),
        **named,
    }


def _read(request: Request, engine: Engine, names: Sequence[str] = ()) -> parameters.Asked:
    view: parameters.View = lambda pairs, _: asking.strictly(pairs, engine)  # noqa: E731 - reads like the other
    asked, faults = parameters.read(request.query_params.multi_items(), engine.skeleton, names, view)
    if asked is None:
        raise RefusedError(400, faults)
    return asked


def _list(request: Request, snapshot: Snapshot, *, kind: str) -> dict[str, Any]:
    engine = _engine(snapshot)
    asked = _read(request, engine)
    if kind == EVENTS:
        numbers, total = _numbers(engine, asked)
        return listed(request, asked, _events(engine, numbers, asked.query.lang), total)
    if asked.query.place or engine.count(asked.query) < engine.events:
        raise RefusedError(400, [NOT_TOLD.format(kind=kind)])
    every: list[str] = engine.skeleton[records.TABLES[kind]]["id"].tolist()
    some = every[asked.offset : asked.offset + asked.limit]
    return listed(request, asked, told(snapshot, kind, some, asked.query.lang), len(every))


def _numbers(engine: Engine, asked: parameters.Asked) -> tuple[Numbers, int]:
    """Return the events of a page of results, and of how many."""
    query = asked.query
    if not query.place:
        return engine.numbers(query, offset=asked.offset, limit=asked.limit, listed=False), engine.count(query)
    here = np.intersect1d(engine.numbers(query, listed=False), engine.at_place(query.place, Query()))
    return here[asked.offset : asked.offset + asked.limit], len(here)


def _one(request: Request, snapshot: Snapshot, *, kind: str) -> dict[str, Any]:
    engine, wanted = _engine(snapshot), request.path_params["id"]
    lang = _read(request, engine, parameters.ALONE).query.lang
    number = engine.number(wanted) if kind == EVENTS else None
    if number is None and (kind == EVENTS or not (engine.skeleton[records.TABLES[kind]]["id"] == wanted).any()):
        raise RefusedError(404)
    if number is None:
        (found,) = told(snapshot, kind, [wanted], lang, whole=True)
    else:
        (found,) = _events(engine, np.array([number]), lang, whole=True)
    record: dict[str, Any] = found
    return record


def _events(engine: Engine, numbers: Numbers, lang: str, *, whole: bool = False) -> list[Any]:
    part = engine.excerpt(numbers)
    small = Snapshot(part, join(part.places, part.events, part["dated_by"]))
    return told(small, EVENTS, part.events["id"].tolist()[: len(numbers)], lang, whole=whole)


def _engine(snapshot: Snapshot) -> Engine:
    if snapshot.engine is None:
        raise RefusedError(404)
    return snapshot.engine
