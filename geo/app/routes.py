"""What the app serves besides Streamlit's page: map page, files, page on method, downloads, kiosks, the status.

None of it waits for one of the threads that Streamlit shares: what is in memory is answered at once, what must
be made is made in threads of its own.
"""

from __future__ import annotations

import mimetypes
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.routing import Route

from geo import i18n
from geo.app import answers, downloads, fonts, front, pages, status
from geo.app.api import routes as api
from geo.app.content import Content
from geo.app.gate import Gate
from geo.app.remote import files, reading
from geo.app.remote import pages as plain
from geo.app.remote import routes as remote
from geo.dataset import settings
from geo.map import assets, pictures, searching
from geo.map.encoding import TYPE, encoded, sizes_of
from geo.map.numbers import numbers
from geo.map.payload import COLUMNS, dumps
from geo.view import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from geo.app.downloads import Answer
    from geo.app.snapshot import Served, Snapshot
    from geo.app.store import Store
    from geo.model import Atlas

OWNED = ("map", "data", "kiosk", "assets", "download", "status", "api", "reconcile", *pages.OWNED)
"""Addresses of ours; there and beneath them Streamlit must not answer with its shell."""


def routes(store: Store, base: str) -> list[Route]:
    """Return the routes of the app.

    Parameters
    ----------
    store
        Holds the dataset.
    base
        Path in front of every address, from Streamlit's option ``server.baseUrlPath``; Streamlit
        does not put it in front of routes that are not its own.
    """
    root = f"/{base.strip('/')}" if base.strip("/") else ""
    gate = Gate(downloads.PLACES, line=downloads.LINE, seconds=downloads.SECONDS)
    own = [
        Route(f"{root}/map", _map(store)),
        Route(f"{root}/assets/{{version}}/{{name:path}}", _asset(store)),
        *remote.routes(store, root),
        Route(f"{root}/data/{{version}}/{{name:path}}", _data(store)),
        Route(f"{root}/status", status.serve(store, answers.not_found)),
        *_behind(store, downloads.routes(store, root, gate), files.answers_of(store, root, gate)),
        *_behind(store, api.routes(store, root, gate), reading.answers_of(store, root, gate)),
        *_behind(store, pages.routes(store, root), plain.answers_of(store, root)),
    ]
    nothing = [Route(f"{root}/{name}{rest}", answers.not_found) for name in OWNED for rest in ("", "/{rest:path}")]
    return [*own, *nothing, *front.routes(store, root)]


class _Behind:
    """Around a route whose answers are made of a whole dataset: what is answered where an engine has the events."""

    def __init__(self, app: ASGIApp, store: Store, instead: Answer) -> None:
        self.app, self.store, self.instead = app, store, instead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it otherwise."""
        snapshot = await answers.shown(self.store)
        behind = snapshot is not None and snapshot.engine is not None
        answer = await self.instead(Request(scope, receive)) if behind else self.app
        await answer(scope, receive, send)


def _behind(store: Store, made: list[Route], instead: Mapping[str, Answer]) -> list[Route]:
    """Let an engine answer; `instead` has what it answers by the path of a route, of others there is nothing."""
    for route in made:
        route.app = _Behind(route.app, store, instead.get(route.path, answers.not_found))
    return made


def _asset(store: Store) -> Answer:
    """Serve one file of a page; its address changes with its content."""

    async def serve(request: Request) -> Response:
        name = request.path_params["name"]
        found = _named(name) if name in known() else await _joined(store, name)
        if found is None:
            return await answers.not_found(request)
        media = mimetypes.guess_type(name)[0] or answers.BINARY
        return await answers.answer(request, found, assets.version(), answers.FOR_EVER, media)

    return serve


async def _joined(store: Store, name: str) -> Content | None:
    """Return all scripts, or style sheets, of the map page; another process may have made the page itself."""
    if not assets.JOINED.fullmatch(name) or (snapshot := await answers.shown(store)) is None:
        return None
    if not snapshot.linked:
        await _served(snapshot, snapshot.languages[0])
    return snapshot.linked.get(name)


@cache
def known() -> frozenset[str]:
    """Return every file that a page may ask for."""
    messages = (f"messages-{lang}.js" for lang in i18n.LANGUAGES)
    return frozenset(["fonts.css", "folding.js", *messages, *fonts.files(), *assets.names()])


@cache
def _named(name: str) -> Content:
    """Return a file as it is served; all of them are half a megabyte."""
    if name == "fonts.css":
        return Content.of(fonts.stylesheet().encode("utf-8"))
    if name == "folding.js":
        return Content.of(f"globalThis.atlas.bringTables({dumps(words.tables())});\n".encode())
    if match := re.fullmatch(r"messages-(\w+)\.js", name):
        return Content.of(messages(match[1]).encode("utf-8"))
    return Content.of((fonts.files().get(name) or assets.path(name)).read_bytes())


def messages(lang: str) -> str:
    """Return the messages of a language as a script, for our widgets inside Streamlit's page."""
    return f"globalThis.atlas.addCatalog({dumps(i18n.catalog(lang))});\n"


def _map(store: Store) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return answers.unavailable(request)
        own = answers.without_address(snapshot.languages, request.headers.get("accept-language"))
        lang = request.query_params.get("lang", own)
        if lang not in snapshot.languages and not settings.of(snapshot.atlas).speaks(lang):
            return await answers.not_found(request)
        tag = f"{snapshot.version}-{lang}"
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language"}
        page = (await _served(snapshot, lang)).html
        headers["Content-Security-Policy"] = answers.page_policy(page.scripts, ancestors=answers.embedders(), asks=True)
        if same := answers.unchanged(request, tag, headers):
            return same
        return await answers.answer(request, page, tag, headers, "text/html")

    return serve


def _data(store: Store) -> Answer:
    """Serve the columns and words of the dataset that is shown; those of an older version are gone."""

    async def serve(request: Request) -> Response:
        version, name = request.path_params["version"], request.path_params["name"]
        snapshot = await answers.shown(store)
        if snapshot is None or version != snapshot.version:
            return await answers.not_found(request)
        if (picture := pictures.address(name.removeprefix("media/"))) is not None:
            return await _picture(request, snapshot, picture)
        if (make := _SHARED.get(name)) is not None:  # no page of a language is made for what has none
            block = await answers.beside(partial(make, snapshot.atlas))
            return await answers.answer(request, Content(block, packed=True), name, answers.FOR_EVER, answers.BINARY)
        lang = name.partition("/")[0]
        if lang not in snapshot.languages and not settings.of(snapshot.atlas).speaks(lang):
            return await answers.not_found(request)
        found = (await _served(snapshot, lang)).data.get(name)
        if found is None:
            return await answers.not_found(request)
        return await answers.answer(request, Content(found, packed=True), name, answers.FOR_EVER, answers.BINARY)

    return serve


async def _picture(request: Request, snapshot: Snapshot, asked: tuple[str, int]) -> Response:
    """Answer with a picture of one size, which is made when it is first asked for."""
    name, size = asked
    content = snapshot.pictures.get(name)
    if content is None or size not in sizes_of(content):
        return await answers.not_found(request)
    key = f"{name}-{size}"
    made = await answers.beside(
        partial(snapshot.files.get, key, lambda _: Content(encoded(content, size), packed=False))
    )
    return await answers.answer(request, made, key, answers.FOR_EVER, TYPE)


_SHARED: Final[Mapping[str, Callable[[Atlas], bytes]]] = {
    f"{COLUMNS}-0": lambda atlas: numbers(atlas).blocks[0],
    f"{COLUMNS}-1": lambda atlas: numbers(atlas).blocks[1],
    f"{searching.BLOCK}-0": lambda atlas: searching.search_block(atlas)[0],
    f"{searching.BLOCK}-1": lambda atlas: searching.search_block(atlas)[1],
}
"""Blocks that have no language, by their address below ``data/<version>/``."""


async def _served(snapshot: Snapshot, lang: str) -> Served:
    """Return the map page in a language with its data, from memory or made beside."""
    found = snapshot.pages.find(lang)
    return await answers.beside(partial(snapshot.page, lang)) if found is None else found
