"""What the app serves besides Streamlit's page: the map page, its files, downloads."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo import export, i18n
from geo.app import fonts, status, texts
from geo.app.headers import NOT_FOUND, hashed
from geo.dataset import settings
from geo.errors import DataError, OutputError
from geo.map import assets
from geo.map.page import TEMPLATES
from geo.map.payload import dumps
from geo.view import filters
from geo.view.query import strictly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from geo.app.store import Store

LOG = logging.getLogger(__name__)
NO_ROOM = "This file cannot be made at the moment. The log of the server says what to mend.\n"
NO_FILE = "No file was made.\n"
RETRY_SECONDS = 5
RETRY = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
"""While there is no dataset to show."""
OWNED = ("map", "kiosk", "assets", "download", "status")
"""Addresses of ours; there and beneath them Streamlit must not answer with its shell."""
DOWNLOADS: Mapping[str, export.ExportFormat] = {one.file: one for one in export.FORMATS.values()}
LIMITS = {"event": "id", "at": "place_id"}
"""Parameters that limit sources to one event or place, for a card; and the column they choose in."""


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
    own = [
        Route(f"{root}/map", _map(store)),
        Route(f"{root}/kiosk/{{name}}", _kiosk(store)),
        Route(f"{root}/assets/{{version}}/{{name:path}}", asset),
        Route(f"{root}/status", status.serve(store, not_found)),
        *[Route(f"{root}/download/{file}", _download(store, file)) for file in DOWNLOADS],
    ]
    nothing = [Route(f"{root}/{name}{rest}", not_found) for name in OWNED for rest in ("", "/{rest:path}")]
    return own + nothing


def not_found(_: Request) -> Response:
    """Answer 404: beneath our own addresses Streamlit must not answer with its shell."""
    return PlainTextResponse(NOT_FOUND, status_code=404)


def unavailable(request: Request) -> Response:
    """Say in the reader's language that there is no dataset to show; the page asks again by itself."""
    told = i18n.translator(reader_language(request.query_params.get("lang"), request.headers.get("accept-language")))
    text, title = told.gettext(texts.NO_DATA), told.gettext("Atlas")
    page = TEMPLATES.get_template("notice.html").render(lang=told.lang, title=title, text=text, seconds=RETRY_SECONDS)
    policy = {"Content-Security-Policy": f"{status.POLICY.rsplit(';', 1)[0]}; frame-ancestors {embedders()}"}
    return HTMLResponse(page, status_code=503, headers={**RETRY, **policy})


def reader_language(asked: str | None, accepted: str | None) -> str:
    """Return the language of the interface for an address and a header ``Accept-Language`` (RFC 9110)."""
    wanted = [asked or "", *(part.split(";")[0].split("-")[0].strip() for part in (accepted or "")[:500].split(","))]
    return next((lang for lang in wanted if lang in i18n.LANGUAGES), i18n.DEFAULT)


def asset(request: Request) -> Response:
    """Serve one named file of the page; its address changes with its content."""
    name = request.path_params["name"]
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    if name == "fonts.css":
        return Response(fonts.stylesheet(), media_type="text/css", headers=headers)
    if spoken := re.fullmatch(r"messages-(\w+)\.js", name):
        return messages(spoken[1], headers) if spoken[1] in i18n.LANGUAGES else not_found(request)
    typefaces = fonts.files()
    if name not in assets.names() and name not in typefaces:
        return not_found(request)
    return FileResponse(typefaces.get(name) or assets.path(name), headers=headers)


def messages(lang: str, headers: Mapping[str, str]) -> Response:
    """Serve the messages of a language as a script, for our widgets inside Streamlit's page."""
    script = f"globalThis.atlas.addCatalog({dumps(i18n.catalog(lang))});\n"
    return Response(script, media_type="text/javascript", headers=headers)


def _map(store: Store) -> Callable[[Request], Response]:
    def serve(request: Request) -> Response:
        snapshot = store.current()
        if snapshot is None:
            return unavailable(request)
        lang = request.query_params.get("lang", snapshot.languages[0])
        if not settings.of(snapshot.atlas).speaks(lang):
            return not_found(request)
        page, tag = snapshot.page(lang), f'"{snapshot.version}-{lang}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": page_policy(page)}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(page, media_type="text/html", headers=headers)

    return serve


def _kiosk(store: Store) -> Callable[[Request], Response]:
    """Serve the page of a kiosk; it asks nothing more of the server."""

    def serve(request: Request) -> Response:
        snapshot = store.current()
        if snapshot is None:
            return unavailable(request)
        try:
            page = snapshot.kiosk(request.path_params["name"])
        except DataError as error:
            LOG.warning("no kiosk: %s", error)
            return not_found(request)
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": page_policy(page)}
        return Response(page, media_type="text/html", headers=headers)

    return serve


def _download(store: Store, file: str) -> Callable[[Request], Response]:
    """Serve exactly what an address shows, and nothing when a part of it is wrong: a file has no notices."""
    kind = DOWNLOADS[file]
    stem, _, suffix = file.partition(".")
    limits = LIMITS if stem == "sources" else {}

    def serve(request: Request) -> Response:
        snapshot = store.current()
        if snapshot is None:
            return PlainTextResponse(texts.NO_DATA, status_code=503, headers=RETRY)
        query, faults = strictly(request.query_params.multi_items(), snapshot.atlas, limits)
        if faults:
            return PlainTextResponse("\n".join([*faults, NO_FILE]), status_code=400)
        shown = filters.drawn(snapshot.picked(query), query, snapshot.atlas)
        for parameter, column in limits.items():
            if wanted := request.query_params.get(parameter):
                if wanted not in set(snapshot.events[column]):
                    return not_found(request)
                shown = shown[shown[column] == wanted]
        name = f'attachment; filename="{stem}-{snapshot.atlas.version}.{suffix}"'
        address = str(request.url.replace(path=request.url.path.removesuffix(f"download/{file}"), query=""))
        media = f"{kind.media}; charset=utf-8" if kind.text else kind.media
        try:
            content = kind.write(export.Selection(snapshot.atlas, query, shown, address))
        except OutputError as error:
            LOG.warning("no download: %s", error)
            return PlainTextResponse(NO_ROOM, status_code=503)
        return Response(content, media_type=media, headers={"Content-Disposition": name})

    return serve


def embedders() -> str:
    """Return who may show `/map` in a frame: ``GEO_EMBED`` holds origins or ``*``; else only we."""
    named = os.environ.get("GEO_EMBED", "").split()
    origins = [origin for origin in named if origin == "*" or re.fullmatch(r"https?://[\w.:*-]+", origin)]
    return " ".join(["'self'", *origins])


@lru_cache(maxsize=4)
def page_policy(html: bytes) -> str:
    """Return the policy of the map page: its own scripts by their hashes, nothing from outside."""
    scripts = re.findall(rb"<script>(.*?)</script>", html, re.DOTALL)
    hashes = " ".join(map(hashed, scripts))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {embedders()}"
    )
