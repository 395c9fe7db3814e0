"""Plain pages of single records where an engine has the events: made of an excerpt by the code of `geo.site`.

An event, a place and a source have a page of their own, which can be cited. What gathers more events than a page
holds leads to the map, which shows them by pages.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from geo.app import answers, front
from geo.app.pages import DRAWING, OWNED, kept, language
from geo.dataset import dating
from geo.map import assets, outline
from geo.site import page
from geo.site.addresses import ALONE, Page, Routes
from geo.site.edition import Edition
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from geo.app.downloads import Answer
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store
    from geo.engine import Engine
    from geo.engine.model import Numbers
    from geo.model import Atlas

MOST: Final = 300
"""Events that a page lists; where there are more the map does."""
ON_MAP: Final[Mapping[str, str]] = {"body": "org", "person": "person", "group": "group", "kind": "kind"}
"""Kinds of pages that are lists of events, and the filter of the map that shows these."""


class Part(Edition):
    """A few events of an engine, or none, as pages tell them."""

    unlisted: ClassVar[bool] = True

    def __init__(self, engine: Engine, numbers: Numbers, lang: str, snapshot: Snapshot) -> None:
        scheme = Routes(f"assets/{assets.version()}", f"data/{snapshot.version}")
        super().__init__(engine.excerpt(numbers), lang, snapshot.languages, scheme, whole=engine.skeleton)
        self._engine = engine

    def year_of(self, place: str) -> int | None:
        """See `Edition`: that of the first of all events there."""
        return _year_of(self._engine, place)


def answers_of(store: Store, root: str) -> dict[str, Answer]:
    """Return what answers at the addresses of pages, by their paths; `root` stands in front of them."""
    told = {f"{root}/{kind}/{{id}}": _page(store, root, kind) for kind in _NUMBERS}
    lists = {f"{root}/{kind}/{{id}}": _to_map(store, root, kind) for kind in OWNED if kind not in (*_NUMBERS, *ALONE)}
    alone = {f"{root}/{kind}": _home for kind in ALONE}
    return {**lists, **told, **alone, f"{root}/{DRAWING}/{{name}}": _drawing(store)}


async def _home(request: Request) -> Response:
    """Lead from the pages that gather all others to the map."""
    return RedirectResponse(f"map?{request.url.query}".rstrip("?"))


def _page(store: Store, root: str, kind: str) -> Answer:
    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        lang = language(request, snapshot) if snapshot else None
        if snapshot is None or snapshot.engine is None or lang is None:
            return await front.lost(request, store, root)
        engine, wanted = snapshot.engine, Page(kind, request.path_params["id"])
        numbers = await answers.beside(partial(_NUMBERS[kind], engine, wanted.id))
        if numbers is None:
            return await front.lost(request, store, root)
        if len(numbers) > MOST:
            where = {"card" if kind == "event" else kind: wanted.id, "lang": lang}
            return RedirectResponse(f"../map?{urlencode(where)}")
        headers = {"Content-Language": lang, "Vary": "Accept-Encoding, Accept-Language"}
        make = partial(_html, engine, numbers, lang, snapshot, wanted)
        return await kept(request, snapshot, f"{wanted.plain}-{lang}", headers, make)

    return serve


def _html(engine: Engine, numbers: Numbers, lang: str, snapshot: Snapshot, wanted: Page) -> str:
    return page.html(Part(engine, numbers, lang, snapshot), wanted)


def _of_event(engine: Engine, event: str) -> Numbers | None:
    """Return an event with its parts; None when there is none."""
    if (number := engine.number(event)) is None:
        return None
    if not engine.parts(number):
        return engine.numbers(Query(), offset=number, limit=1, listed=False)
    return engine.numbers(Query(within=event), limit=MOST + 1, listed=False)


def _of_place(engine: Engine, place: str) -> Numbers | None:
    return engine.at_place(place, Query(), limit=MOST + 1) if _has(engine.skeleton, "places", place) else None


def _of_source(engine: Engine, source: str) -> Numbers | None:
    return engine.numbers(Query(), limit=0) if _has(engine.skeleton, "sources", source) else None


_NUMBERS: Final = {"event": _of_event, "place": _of_place, "source": _of_source}
"""Kind of a page -> the events that it needs, with one more than a page lists where there are so many."""


def _has(atlas: Atlas, table: str, record: str) -> bool:
    return bool((atlas[table]["id"] == record).any())


def _to_map(store: Store, root: str, kind: str) -> Answer:
    async def serve(request: Request) -> Response:
        wanted = request.path_params["id"]
        if kind == "year" and wanted.lstrip("-").isdigit():
            view = {"from": wanted, "to": wanted}
        elif kind in ON_MAP:
            view = {ON_MAP[kind]: wanted}
        else:
            return await front.lost(request, store, root)
        asked = request.query_params.get("lang", "")
        return RedirectResponse(f"../map?{urlencode(view | ({'lang': asked} if asked else {}))}")

    return serve


def _year_of(engine: Engine, place: str) -> int | None:
    """Return the year whose names and borders the map of a place shows."""
    numbers = engine.at_place(place, Query(), limit=1)
    if not len(numbers):
        return None
    part = engine.excerpt(numbers)
    return outline.year_of([dating.of_atlas(part)[part.events["id"].iloc[0]]])


def _drawing(store: Store) -> Answer:
    """Serve the map of a place, which has no language."""

    async def serve(request: Request) -> Response:
        snapshot = await answers.shown(store)
        place, _, ending = request.path_params["name"].rpartition(".")
        if snapshot is None or (engine := snapshot.engine) is None or ending != "svg":
            return await answers.not_found(request)
        if not _has(engine.skeleton, "places", place):
            return await answers.not_found(request)

        def make() -> str:
            return outline.ground(engine.skeleton, place, _year_of(engine, place))

        return await kept(request, snapshot, f"{DRAWING}/{place}", {}, make)

    return serve
