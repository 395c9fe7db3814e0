"""The plain pages of `geo.site` at addresses of the app, such as ``/event/ID?lang=pl``; made when first asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from geo.app import answers, front
from geo.app.kept import Content
from geo.map import assets, outline
from geo.site import page
from geo.site.addresses import ALONE, LISTED, RECORDS, Page, Routes
from geo.site.chosen import chosen
from geo.site.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from geo.app.downloads import Answer
    from geo.app.store import Snapshot, Store

DRAWING: Final = "drawing"
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
    ]


def _page(store: Store, root: str, kind: str) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        if snapshot is None:
            return answers.unavailable(request)
        wanted = Page(kind, request.path_params.get("id", ""))
        lang = _language(request, snapshot)
        if lang is None:
            return await front.lost(request, store, root)
        edition = await _told(snapshot, lang)
        if not edition.contents.has(wanted):
            return await front.lost(request, store, root)
        headers = {"Content-Language": lang, "Vary": "Accept-Encoding, Accept-Language"}
        if kind == SEARCH:
            headers["Content-Security-Policy"] = f"{POLICY}; script-src 'self'"
        return await _kept(request, snapshot, f"{wanted.plain}-{lang}", headers, lambda: page.html(edition, wanted))

    return serve


async def _kept(
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
    return await answers.answer(
        request, content, tag, own, "image/svg+xml" if name.startswith(DRAWING) else "text/html"
    )


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


def _language(request: Request, snapshot: Snapshot) -> str | None:
    """Return the language asked for, else the reader's own when the dataset has it, else that in which it begins.

    None for one that is asked for and that the dataset does not have.
    """
    asked = request.query_params.get("lang")
    if asked:
        return asked if asked in snapshot.languages else None
    return answers.without_address(snapshot.languages, request.headers.get("accept-language"))


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
        return await _kept(
            request,
            snapshot,
            f"{DRAWING}/{place}",
            {},
            lambda: outline.ground(edition.atlas, place, edition.year_of(place)),
        )

    return serve
