"""What takes a while to make: downloads, and the pages of kiosks. A few are made at a time, the rest waits its turn."""

from __future__ import annotations

import hashlib
import logging
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo import export
from geo.app import answers, texts
from geo.app.content import Content
from geo.app.gate import BusyError, Gate
from geo.app.headers import NOT_FOUND
from geo.errors import DataError, OutputError
from geo.view import filters, kinds, naming, standing
from geo.view.query import strictly

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from geo.app.snapshot import Snapshot
    from geo.app.store import Store
    from geo.model import Atlas
    from geo.view.query import Query

    Answer = Callable[[Request], Awaitable[Response]]

LOG = logging.getLogger(__name__)
NO_ROOM = "This file cannot be made at the moment. The log of the server says what to mend.\n"
NO_FILE = "No file was made.\n"
DOWNLOADS: Mapping[str, export.ExportFormat] = {one.file: one for one in export.FORMATS.values()}
LIMITS: Mapping[str, Callable[[Atlas, str], set[str]]] = {"event": lambda _, event: {event}, "at": standing.at_place}
"""Parameters that limit sources to one event or place, for a card; and which events each means."""
PLACES = 4
"""Made at once."""
LINE = 100
"""Requests that may wait, so that they never take all memory."""
SECONDS = 5.0
"""Who has waited so long is asked to come again."""


def routes(store: Store, root: str, gate: Gate | None = None) -> list[Route]:
    """Return the routes; `root` is the path in front of them, `gate` what they wait at."""
    gate = gate or Gate(PLACES, line=LINE, seconds=SECONDS)
    files = [Route(f"{root}/download/{file}", _download(store, file, gate)) for file in DOWNLOADS]
    return [Route(f"{root}/kiosk/{{name}}", _kiosk(store, gate)), *files]


def _kiosk(store: Store, gate: Gate) -> Answer:
    """Serve the page of a kiosk; it asks nothing more of the server, and stands in no frame of others."""

    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return answers.unavailable(request)
        name = request.path_params["name"]
        tag, headers = f"{snapshot.version}-{name.encode().hex()}", {"Cache-Control": "no-cache"}
        if same := answers.unchanged(request, tag, headers):
            return same
        try:
            page = snapshot.kiosk_pages.find(name)
            if page is None:
                page = await gate.run(answers.client(request), partial(snapshot.kiosk, name))
        except BusyError:
            return answers.notice(request, texts.BUSY)
        except DataError as error:
            LOG.warning("no kiosk: %s", error)
            return await answers.not_found(request)
        policy = {"Content-Security-Policy": answers.page_policy(page.scripts, ancestors="'self'")}
        return await answers.answer(request, page, tag, {**headers, **policy}, "text/html")

    return serve


def _download(store: Store, file: str, gate: Gate) -> Answer:
    """Serve exactly what an address shows, and nothing when a part of it is wrong: a file has no notices."""
    media = media_of(file)

    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return PlainTextResponse(texts.NO_DATA, status_code=503, headers=answers.RETRY)
        address = address_of(request, file)
        name, tag = asked_for(request, file, snapshot.version)
        query, _faults = strictly(request.query_params.multi_items(), snapshot.atlas, LIMITS)
        headers = {"Cache-Control": "no-cache", "Content-Disposition": named(file, snapshot.atlas, query)}
        if same := answers.unchanged(request, tag, headers):
            return same
        make = partial(_made, snapshot, file, request.query_params.multi_items(), address)
        whole = set(request.query_params) <= {"lang"}

        async def made() -> Response:
            content = snapshot.files.find(name)
            if content is None:
                content = await gate.run(answers.client(request), partial(_content, snapshot, name, make, whole=whole))
            return await answers.answer(request, content, tag, headers, media)

        return await or_refused(request, made())

    return serve


class RefusedError(Exception):
    """An address for which there is no file."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.text, self.status = text, status


async def or_refused(request: Request, file: Awaitable[Response]) -> Response:
    """Return the answer with a file, or the one that says why there is none."""
    try:
        return await file
    except BusyError:
        return answers.notice(request, texts.BUSY)
    except RefusedError as error:
        return PlainTextResponse(error.text, status_code=error.status)
    except OutputError as error:
        LOG.warning("no download: %s", error)
        return PlainTextResponse(NO_ROOM, status_code=503)


def asked_for(request: Request, file: str, version: str) -> tuple[str, str]:
    """Return what tells a file from every other one of a version of the data, and its tag."""
    name = f"{file}?{'&'.join(sorted(request.url.query.split('&')))} {address_of(request, file)}"
    return name, f"{version}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def media_of(file: str) -> str:
    """Return the media type of a file, as a header has it."""
    return f"{DOWNLOADS[file].media}{'; charset=utf-8' if DOWNLOADS[file].text else ''}"


def address_of(request: Request, file: str) -> str:
    """Return the public address of the app that is asked for a file."""
    return str(request.url.replace(path=request.url.path.removesuffix(f"download/{file}"), query=""))


def _content(snapshot: Snapshot, name: str, make: Callable[[], Content], *, whole: bool) -> Content:
    """Return a file; that of the whole dataset is made once."""
    return snapshot.files.get(name, lambda _: make()) if whole else make()


def _made(snapshot: Snapshot, file: str, asked: list[tuple[str, str]], address: str) -> Content:
    """Make the file of an address."""
    limits = LIMITS if file.startswith("sources.") else {}
    query, faults = strictly(asked, snapshot.atlas, limits)
    if faults:
        raise RefusedError("\n".join([*faults, NO_FILE]), 400)
    shown = filters.drawn(snapshot.picked(query), query, snapshot.atlas)
    for parameter, wanted in asked:
        if parameter in limits and wanted:
            meant = limits[parameter](snapshot.atlas, wanted)
            if meant.isdisjoint(snapshot.events["id"]):
                raise RefusedError(NOT_FOUND, 404)
            shown = shown[shown["id"].isin(meant)]
    content = DOWNLOADS[file].write(export.Selection(snapshot.atlas, query, shown, address))
    return Content.of(content.encode("utf-8") if isinstance(content, str) else content)


def named(file: str, atlas: Atlas, query: Query) -> str:
    """Return the header with the name of a file, which says the dataset and the view; ids and words of it are ASCII."""
    stem, _, suffix = file.partition(".")
    of = naming.name(str(atlas.package.get("name", "")), kinds.as_seen(query, atlas))
    return f'attachment; filename="{of}{"_sources" if stem == "sources" else ""}.{suffix}"'
