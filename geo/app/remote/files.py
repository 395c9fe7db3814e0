"""Downloads of what an engine shows: sent in pieces where a format allows it, else made of so many events at most."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from starlette.responses import PlainTextResponse, Response

from geo.app import answers, downloads, texts
from geo.app.content import Content
from geo.app.headers import NOT_FOUND
from geo.app.sending import Sending
from geo.engine import asking, exports
from geo.export import FORMATS
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.gate import Gate
    from geo.app.store import Store
    from geo.engine import Engine
    from geo.engine.model import Numbers

TOO_MANY: Final = (
    "This file holds at most {most:,} events, and the address shows more - narrow it down, or take a file that has no "
    "such bound: CSV, GeoJSON or GeoParquet.\n"
)
STREAMED: Final = {FORMATS[name].file: name for name in exports.STREAMED}


def answers_of(store: Store, root: str, gate: Gate) -> dict[str, Answer]:
    """Return what answers for each file, by its path; `root` stands in front of it, `gate` is what they wait at."""
    sending = Sending(gate)
    return {f"{root}/download/{file}": serve(store, file, gate, sending) for file in downloads.DOWNLOADS}


def serve(store: Store, file: str, gate: Gate, sending: Sending) -> Answer:
    """Serve exactly what an address shows; see `geo.app.downloads`."""
    media = downloads.media_of(file)

    async def answered(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None or snapshot.engine is None:
            return PlainTextResponse(texts.NO_DATA, status_code=503, headers=answers.RETRY)
        return await downloads.or_refused(request, _answered(request, snapshot.engine, snapshot.version))

    async def _answered(request: Request, engine: Engine, version: str) -> Response:
        given = request.query_params.multi_items()
        query = await answers.beside(partial(_read, engine, file, given))
        address = downloads.address_of(request, file)
        _, tag = downloads.asked_for(request, file, version)
        named = downloads.named(file, engine.skeleton, query)
        headers = {"Cache-Control": "no-cache", "Content-Disposition": named}
        if same := answers.unchanged(request, tag, headers):
            return same
        if request.method == "HEAD":
            return Response(headers={**headers, "ETag": answers.quoted(tag)}, media_type=media)
        if file in STREAMED:
            pieces = exports.engine_export(engine, query, STREAMED[file])
            return await sending.begin(request, pieces, tag, headers, media, pack=downloads.DOWNLOADS[file].text)
        limits = {name: value for name, value in given if name in downloads.LIMITS and value}
        content = await gate.run(answers.client(request), partial(_made, engine, file, query, limits, address))
        return await answers.answer(request, content, tag, headers, media)

    return answered


def _read(engine: Engine, file: str, given: list[tuple[str, str]]) -> Query:
    """Return what an address asks for; a part of it that is wrong makes no file."""
    query, faults = asking.strictly(given, engine, downloads.LIMITS if file.startswith("sources.") else {})
    if faults:
        raise downloads.RefusedError("\n".join([*faults, downloads.NO_FILE]), 400)
    return query


def _made(engine: Engine, file: str, query: Query, limits: Mapping[str, str], address: str) -> Content:
    """Make a file of a few events."""
    numbers = _numbers(engine, query, limits)
    if len(numbers) > exports.MOST:
        raise downloads.RefusedError(TOO_MANY.format(most=exports.MOST), 413)
    content = downloads.DOWNLOADS[file].write(exports.selection(engine, query, numbers, address))
    return Content.of(content.encode("utf-8") if isinstance(content, str) else content)


def _numbers(engine: Engine, query: Query, limits: Mapping[str, str]) -> Numbers:
    """Return the events that are shown, of some event or place where sources are limited to those."""
    if not limits:
        return engine.numbers(query, listed=False, limit=exports.MOST + 1)
    shown = engine.numbers(query, listed=False)
    if event := limits.get("event"):
        if (number := engine.number(event)) is None:
            raise downloads.RefusedError(NOT_FOUND, 404)
        shown = np.intersect1d(shown, [number])
    if place := limits.get("at"):
        if not len(here := engine.at_place(place, Query())):
            raise downloads.RefusedError(NOT_FOUND, 404)
        shown = np.intersect1d(shown, here)
    return shown
