"""The plain pages of `geo.site` at addresses of the app, such as ``/event/ID?lang=pl``; made when first asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route

from geo.app import answers, front
from geo.app.content import Content
from geo.dataset import changes
from geo.map import assets, outline
from geo.site import changed, page, sitemap
from geo.site.addresses import ALONE, FEED, LISTED, RECORDS, Page, Routes
from geo.site.chosen import chosen
from geo.site.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store

DRAWING: Final = "drawing"
MEDIA: Final = {DRAWING: "image/svg+xml", FEED: "application/atom+xml"}
"""How names begin of what is no page."""
SEARCH: Final = "search"
"""Has scripts."""
OWNED: Final = (*ALONE, *dict.fromkeys((*RECORDS, *LISTED.values())), DRAWING)
"""First parts of these addresses."""
POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def routes(store: Store, root: str) -> list[Route]:
    """Return the routes of all pages; `root` is the path in front of them."""
    alone = [Route(f"{root}/{kind}", _page(store, root, kind)) for kind in ALONE]
    kinds = dict.fromkeys((*RECORDS, *LISTED.values()))
    return [
        *alone,
        *(Route(f"{root}/{kind}/{{id}}", _page(store, root, kind)) for kind in kinds),
        Route(f"{root}/{DRAWING}/{{name}}", _drawing(store)),
        Route(f"{root}/{FEED}", _feed(store, root)),
        Route(f"{root}/{sitemap.FILE}", _sitemap(store, root)),
        Route(f"{root}/sitemap-{{lang}}.xml", _sitemap(store, root)),
        Route(f"{root}/robots.txt", _robots(root)),
    ]


def _page(store: Store, root: str, kind: str) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return answers.unavailable(request)
        wanted = Page(kind, request.path_params.get("id", ""))
        lang = language(request, snapshot)
        if lang is None:
            return await front.lost(request, store, root)
        edition = await _told(snapshot, lang)
        if not edition.contents.has(wanted):
            return await front.lost(request, store, root)
        headers = {"Content-Language": lang, "Vary": "Accept-Encoding, Accept-Language"}
        if kind == SEARCH:
            headers["Content-Security-Policy"] = f"{POLICY}; script-src 'self'"
        return await kept(request, snapshot, f"{wanted.plain}-{lang}", headers, lambda: page.html(edition, wanted))

    return serve


async def kept(
    request: Request, snapshot: Snapshot, name: str, headers: Mapping[str, str], make: Callable[[], str]
) -> Response:
    """Answer with a page, or with a drawing, from memory or made beside."""
    tag = f"{snapshot.version}-{name}"
    own = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY, **headers}
    if same := answers.unchanged(request, tag, own):
        return same
    content = snapshot.plain_pages.find(name)
    if content is None:
        made = partial(snapshot.plain_pages.get, name, lambda _: Content.of(make().encode("utf-8")))
        content = await answers.beside(made)
    media = next((media for first, media in MEDIA.items() if name.startswith(first)), "text/html")
    return await answers.answer(request, content, tag, own, media)


async def _told(snapshot: Snapshot, lang: str) -> Edition:
    """Return the dataset in a language as its pages tell it, from memory or made beside."""
    found = snapshot.editions.find(lang)
    if found is None:
        found = await answers.beside(partial(snapshot.editions.get, lang, partial(_edition, snapshot)))
    return found


def _edition(snapshot: Snapshot, lang: str) -> Edition:
    """Return an edition; of a large dataset it is that of the part that has pages."""
    scheme = Routes(f"assets/{assets.version()}", f"data/{snapshot.version}")
    return Edition(chosen(snapshot.atlas), lang, snapshot.languages, scheme, whole=snapshot.atlas)


def language(request: Request, snapshot: Snapshot) -> str | None:
    """Return the language asked for, else the reader's own when the dataset has it, else that in which it begins.

    None for one that is asked for and that the dataset does not have.
    """
    asked = request.query_params.get("lang")
    if asked:
        return asked if asked in snapshot.languages else None
    return answers.without_address(snapshot.languages, request.headers.get("accept-language"))


def _feed(store: Store, root: str) -> Answer:
    """Serve what was corrected as a feed, where the dataset has a changelog."""

    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        lang = language(request, snapshot) if snapshot else None
        if snapshot is None or lang is None or not len(snapshot.atlas[changes.TABLE]):
            return await front.lost(request, store, root)
        edition, headers = await _told(snapshot, lang), {"Content-Language": lang}
        return await kept(request, snapshot, f"{FEED}-{lang}", headers, lambda: changed.feed(edition))

    return serve


def _sitemap(store: Store, root: str) -> Answer:
    """Serve the list of the pages of a language, and the list of these; their addresses are those of whoever asks."""

    async def serve(request: Request) -> Response:
        snapshot, lang = await answers.shown(store), request.path_params.get("lang")
        if snapshot is None or (lang and lang not in snapshot.languages):
            return await front.lost(request, store, root)
        base = _base(request, root)
        if lang is None:
            text = sitemap.index(base, snapshot.languages)
        else:
            edition = await _told(snapshot, lang)
            every = edition.contents.pages()
            made = partial(sitemap.pages, base, edition.scheme, every, lang, snapshot.languages)
            text = await answers.beside(made)
        return Response(text, media_type="application/xml", headers={"Cache-Control": "no-cache"})

    return serve


def _robots(root: str) -> Answer:
    async def serve(request: Request) -> Response:
        text = sitemap.robots(_base(request, root), [f"{root}/_stcore/"])
        return Response(text, media_type="text/plain", headers={"Cache-Control": "no-cache"})

    return serve


def _base(request: Request, root: str) -> str:
    return str(request.url.replace(path=f"{root}/", query="", fragment=""))


def _drawing(store: Store) -> Answer:
    """Serve the map of a place, which has no language."""

    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        place = request.path_params["name"].removesuffix(".svg")
        if snapshot is None or not request.path_params["name"].endswith(".svg"):
            return await answers.not_found(request)
        edition = await _told(snapshot, snapshot.languages[0])
        if place not in edition.placed:
            return await answers.not_found(request)
        return await kept(
            request,
            snapshot,
            f"{DRAWING}/{place}",
            {},
            lambda: outline.ground(edition.atlas, place, edition.year_of(place)),
        )

    return serve
