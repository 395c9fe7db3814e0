"""The first document of the app, in the atlas's own name, and the answer to addresses that nobody has."""

from __future__ import annotations

import hashlib
import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from geo import i18n
from geo.app import answers, record, texts
from geo.map import assets
from geo.map.page import TEMPLATES
from geo.map.payload import dumps
from geo.site.addresses import CONTENTS, Page
from geo.site.page import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geo.app.downloads import Answer
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store

SHELL = Path(streamlit.__file__).parent / "static" / "index.html"
ICONS = {"icon.svg": "image/svg+xml", "icon.png": "image/png"}
ALIASES = {"favicon.ico": "icon.png", "favicon.png": "icon.png"}
"""Asked for by browsers without being told."""


def routes(store: Store, root: str) -> list[Route]:
    """Return the routes of the first document and its icon; `root` is the path in front of them."""
    icons = [Route(f"{root}/{name}", _icon(ALIASES.get(name, name))) for name in (*ICONS, *ALIASES)]
    home = [Route(f"{root}/", _home(store))] if starts() else []
    return [*icons, *home, *([Route(root, _beneath)] if root else [])]


async def _beneath(request: Request) -> Response:
    """Lead to where the links of the page are relative to."""
    return RedirectResponse(str(request.url.replace(path=f"{request.url.path}/")))


@cache
def starts() -> str:
    """Return the tags by which Streamlit's page starts, without its names; "" when they are not found.

    Everything else of its first document is about Streamlit.
    """
    head = SHELL.read_text(encoding="utf-8").partition("</head>")[0]
    links = re.findall(r'<link\b[^>]*rel="(?:modulepreload|stylesheet|preload)"[^>]*>', head)
    scripts = re.findall(r"<script\b[^>]*>.*?</script>", head, re.DOTALL)
    if not any('type="module"' in script for script in scripts):
        return ""
    return "\n".join(tag for tag in [*scripts, *links] if "streamlit" not in tag.lower())


def _home(store: Store) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot and snapshot.engine:  # the app around the map needs a whole dataset
            return RedirectResponse(f"map?{request.url.query}".rstrip("?"))
        asked = request.query_params.get("lang", "")
        known = snapshot.languages if snapshot else (i18n.DEFAULT,)
        own = answers.without_address(known, request.headers.get("accept-language"))
        lang = asked if asked in known or asked in i18n.LANGUAGES else own
        title, description = await _named(store, lang)
        about = await answers.beside(partial(_about, snapshot, lang, request.query_params)) if snapshot else None
        page = TEMPLATES.get_template("shell.html").render(
            lang=i18n.translator(lang).lang,
            title=title,
            description=description,
            head=f"{about.title} – {title}" if about else title,
            og={"title": about.title if about else title, "description": (about and about.description) or description},
            seen=f"?{urlencode(dict([about.asked, ('lang', lang)]))}" if about else "",
            plain=(about.page if about else Page(CONTENTS)).plain,
            address=str(request.url.replace(query="", fragment="")),
            locale=lang.replace("-", "_"),
            starts=starts(),
            assets=f"assets/{assets.version()}",
            lost=dumps({one: i18n.translator(one).gettext(texts.LOST) for one in i18n.LANGUAGES}),
            _=i18n.translator(lang).gettext,
            texts=texts,
        )
        tag = hashlib.sha256(page.encode()).hexdigest()[:16]
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
        same = answers.unchanged(request, tag, headers)
        return same or HTMLResponse(page, headers={**headers, "ETag": answers.quoted(tag)})

    return serve


def _about(snapshot: Snapshot, lang: str, params: Mapping[str, str]) -> record.Record | None:
    """Return the record that an address is about, in the words that the dataset has."""
    if not any(params.get(name) for name in record.PARAMS):
        return None
    return record.of(snapshot.localized(lang), params)


async def _named(store: Store, lang: str) -> tuple[str, str]:
    """Return what the dataset calls itself in a language, and the beginning of what it says of itself."""
    snapshot = await answers.shown(store)
    if snapshot is None:
        return i18n.translator(lang).gettext("Atlas"), ""
    localized = await answers.beside(partial(snapshot.localized, lang))
    package = localized.atlas.package
    return str(package.get("title") or "Atlas"), brief(str(package.get("description", "")))


def _icon(name: str) -> Answer:
    """Serve the sign of an atlas, which is that of no dataset."""

    async def serve(_: Request) -> Response:
        return Response(_bytes(name), media_type=ICONS[name], headers={"Cache-Control": "public, max-age=86400"})

    return serve


@cache
def _bytes(name: str) -> bytes:
    return (assets.STATIC / "page" / name).read_bytes()


class Unknown:
    """Middleware: where Streamlit answers with its page though nobody has such an address, answer 404.

    Parameters
    ----------
    app
        Answers first.
    store
        Holds the dataset, for its title.
    root
        Path of the first document, without the solidus at its end.
    """

    def __init__(self, app: ASGIApp, store: Store, root: str) -> None:
        self.app, self.store, self.root = app, store, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; see https://asgi.readthedocs.io for the protocol."""
        if scope["type"] != "http" or scope["path"] == f"{self.root}/":
            await self.app(scope, receive, send)
            return
        refused = False

        async def instead(message: Message) -> None:
            nonlocal refused
            refused = refused or _is_shell(message)
            if not refused:
                await send(message)

        await self.app(scope, receive, instead)
        if refused:
            await (await lost(Request(scope), self.store, self.root))(scope, receive, send)


async def lost(request: Request, store: Store, root: str) -> Response:
    """Answer 404 with a page that leads home, in the reader's language."""
    messages = answers.reader(request)
    title, _ = await _named(store, messages.lang)
    page = TEMPLATES.get_template("not_found.html").render(
        lang=messages.lang, title=title, text=messages.gettext(texts.NO_PAGE), link=messages.gettext(texts.HOME),
        home=f"{root}/", icon=f"{root}/icon.svg",
    )  # fmt: skip
    policy = f"{answers.BARE}; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"
    return HTMLResponse(page, status_code=404, headers={"Content-Security-Policy": policy})


def _is_shell(message: Any) -> bool:
    """Whether an answer begins that is a page, or parts of one, and none of ours: those have their own policy."""
    if message["type"] != "http.response.start" or message["status"] not in (200, 206):
        return False
    headers = dict(message["headers"])
    media = headers.get(b"content-type", b"")
    return media.startswith((b"text/html", b"multipart/byteranges")) and b"content-security-policy" not in headers
