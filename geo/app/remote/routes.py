"""What the map page asks of an engine, below ``data/<version>/engine/``: see `geo.app.remote.told`.

A wrong part of a question is refused with problem details, as the read API does it. An answer stays true for its
version of the data, so that browsers and proxies may keep it.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from starlette.routing import Route

from geo.app import answers
from geo.app.api.problems import problem
from geo.app.content import Content
from geo.app.gate import BusyError, Gate
from geo.app.remote import told
from geo.app.remote.told import Asked
from geo.engine import Box, asking
from geo.engine.grid import SIDES
from geo.view.query import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from geo.app.downloads import Answer
    from geo.app.store import Store
    from geo.engine import Engine

    Make = Callable[[Engine, Asked, Mapping[str, str]], bytes]

PLACES: Final = 4
LINE: Final = 200
SECONDS: Final = 10.0
"""Answered at once, waiting at most, and how long."""
MOST: Final = 100
"""Events that are told in one answer."""
TURN, POLE = 360, 90
"""Degrees."""
SUBSETS: Final = ("", "undated", "unplaced")
OWN: Final = ("offset", "limit", "subset", "evidence", "what", "text", "ids", "of", "box", "cells")
"""Parameters beside those of a view."""


class _WrongError(Exception):
    """A question that has no answer."""


def routes(store: Store, root: str) -> list[Route]:
    """Return the routes; `root` is the path in front of them."""
    gate = Gate(PLACES, line=LINE, seconds=SECONDS)
    return [Route(f"{root}/data/{{version}}/engine/{{name}}", _serve(store, gate))]


def _serve(store: Store, gate: Gate) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        version, make = request.path_params["version"], _ANSWERS.get(request.path_params["name"])
        if snapshot is None or snapshot.engine is None or version != snapshot.version or make is None:
            return await answers.not_found(request)
        tag = hashlib.sha256(f"{version} {request.url.path}?{request.url.query}".encode()).hexdigest()[:16]
        if same := answers.unchanged(request, tag, answers.FOR_EVER):
            return same
        media = answers.BINARY if request.path_params["name"] in COUNTS else "application/json"
        try:
            content = snapshot.told.find(tag)
            if content is None:
                asked = partial(_made, snapshot.engine, make, request.query_params.multi_items())
                kept = partial(snapshot.told.get, tag, lambda _: asked())
                content = await gate.run(answers.client(request), kept)
        except BusyError:
            return problem(503, headers=answers.RETRY)
        except _WrongError as error:
            return problem(400, error.args)
        return await answers.answer(request, content, tag, answers.FOR_EVER, media)

    return serve


def _made(engine: Engine, make: Make, pairs: list[tuple[str, str]]) -> Content:
    asked, given = _read(pairs, engine)
    return Content(make(engine, asked, given), packed=True)


def _read(pairs: list[tuple[str, str]], engine: Engine) -> tuple[Asked, Mapping[str, str]]:
    """Return what is asked for, with its own parameters; refuse what is wrong, all at once."""
    query, faults = asking.strictly(pairs, engine, OWN)
    given = dict(pairs)
    faults += [why for name, value in given.items() if name in _FORMS and (why := _wrong(name, value))]
    if faults:
        raise _WrongError(*faults)
    offset, limit = int(given.get("offset", 0)), int(given.get("limit", MOST))
    return Asked(query, query.lang, offset, limit), given


def _is_box(text: str) -> bool:
    """Whether a text is a part of the Earth; longitudes may lie beyond 180, where the antimeridian is crossed."""
    if not re.fullmatch(r"(-?\d{1,3}(\.\d{1,6})?,){3}-?\d{1,3}(\.\d{1,6})?", text, re.ASCII):
        return False
    west, south, east, north = map(float, text.split(","))
    return -TURN <= west < east <= TURN and east - west <= TURN and -POLE <= south < north <= POLE


_NUMBERS: Final = re.compile(r"\d{1,3}(,\d{1,3}){0,19}")
_FORMS: Final[Mapping[str, tuple[Callable[[str], Any], str]]] = {
    "offset": (re.compile(r"0|[1-9]\d{0,9}").fullmatch, "a whole number"),
    "limit": (lambda value: value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MOST, f"1 to {MOST}"),
    "subset": (lambda value: value in SUBSETS, f"one of {', '.join(filter(None, SUBSETS))}"),
    "evidence": (_NUMBERS.fullmatch, "numbers with commas between them"),
    "what": (_NUMBERS.fullmatch, "numbers with commas between them"),
    "text": (lambda value: 1 <= len(value) <= MAX_TEXT, f"1 to {MAX_TEXT} characters"),
    "ids": (re.compile(r"[a-z0-9-]{1,64}(,[a-z0-9-]{1,64}){0,99}").fullmatch, "ids with commas between them"),
    "box": (_is_box, "west,south,east,north in degrees, no wider than the Earth"),
    "cells": (lambda value: value in map(str, SIDES[1:]), f"one of {', '.join(map(str, SIDES[1:]))}"),
    "of": (re.compile(r"[a-z0-9-]{1,64}").fullmatch, "an id"),
}


def _wrong(name: str, value: str) -> str:
    fits, what = _FORMS[name]
    return "" if fits(value) else f"{name}: {value[:40]!r} is wrong - {what}"


def _some(given: Mapping[str, str], name: str) -> list[int]:
    return [int(part) for part in given.get(name, "").split(",") if part]


def _list(engine: Engine, asked: Asked, given: Mapping[str, str]) -> bytes:
    evidence = _some(given, "evidence") if "evidence" in given else None
    return told.listed(engine, asked, subset=given.get("subset", ""), evidence=evidence)


def _needed(given: Mapping[str, str], name: str) -> str:
    if not given.get(name):
        why = f"{name}: is missing"
        raise _WrongError(why)
    return given[name]


def _part(given: Mapping[str, str]) -> tuple[Box, float]:
    return Box(*map(float, _needed(given, "box").split(","))), float(_needed(given, "cells"))


_ANSWERS: Final[Mapping[str, Make]] = {
    "cube": lambda engine, asked, _: told.cube(engine, asked),
    "near": lambda engine, asked, given: told.cube(engine, asked, _part(given)),
    "ever": lambda engine, *_: told.ever(engine),
    "facets": lambda engine, asked, given: told.facets(engine, asked, _some(given, "what")),
    "list": _list,
    "place": lambda engine, asked, given: told.at_place(engine, asked, _needed(given, "of")),
    "events": lambda engine, asked, given: told.events(engine, asked, _needed(given, "ids").split(",")),
    "count": lambda engine, asked, _: told.count(engine, asked),
    "hits": lambda engine, asked, given: told.hits(engine, asked, _needed(given, "text")),
}
COUNTS: Final = ("cube", "near", "ever", "facets")
