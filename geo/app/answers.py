"""How routes answer: bodies from memory with their tag, and pages of a sentence in the reader's language."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from geo import i18n
from geo.app import texts
from geo.app.headers import NOT_FOUND
from geo.map.page import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import TypeVar

    from starlette.requests import Request

    from geo.app.content import Content
    from geo.app.snapshot import Snapshot
    from geo.app.store import Store

    T = TypeVar("T")

RETRY_SECONDS = 5
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Of what has an address of its own for each of its contents."""
BINARY = "application/octet-stream"
RETRY = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
BARE = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""Policy of a page that holds nothing but words."""
_BESIDE = CapacityLimiter(8)
"""Threads for what a route must wait for; downloads and kiosks have others."""


async def beside(make: Callable[[], T]) -> T:
    """Return what `make` returns, while other requests are answered."""
    return await to_thread.run_sync(make, limiter=_BESIDE)


async def shown(store: Store) -> Snapshot | None:
    """Return the dataset that is shown; only before the first reading is over somebody waits for it."""
    return store.current() if store.read else await beside(store.current)


async def answer(request: Request, content: Content, tag: str, headers: Mapping[str, str], media: str) -> Response:
    """Send a body with its tag, as it is kept or, to who cannot read that, unpacked."""
    own = {"ETag": quoted(tag), "Vary": "Accept-Encoding", **headers}
    if content.packed and takes_gzip(request):
        own |= {"ETag": quoted(tag, packed=True), "Content-Encoding": "gzip"}
        return Response(content.sent, headers=own, media_type=media)
    body = await beside(lambda: content.body) if content.packed else content.sent
    return Response(body, headers=own, media_type=media)


def unchanged(request: Request, tag: str, headers: Mapping[str, str]) -> Response | None:
    """Answer 304 to who has the body of this tag already (RFC 9110, 13.1.2), else nothing."""
    own = [quoted(tag), quoted(tag, packed=True)]
    given = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    same = next((one for one in given if one in own), None)
    return Response(status_code=304, headers={"ETag": same, "Vary": "Accept-Encoding", **headers}) if same else None


def quoted(tag: str, *, packed: bool = False) -> str:
    """Return a tag as a header holds it; the packed form of a body is another sequence of bytes."""
    return f'"gzip-{tag}"' if packed else f'"{tag}"'


def takes_gzip(request: Request) -> bool:
    """Whether a client says that it can unpack gzip."""
    accepted = request.headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
    return any(re.fullmatch(r"(gzip|\*)(;q=(1|0?\.\d*[1-9])\d*(\.0*)?)?", one) for one in accepted)


def client(request: Request) -> str:
    """Return what tells one client from another, for their turns at a gate."""
    return request.client.host if request.client else ""


def refuse(_: Request) -> Response:
    """Answer 404 in a line of text, where a program asks and not a reader."""
    return PlainTextResponse(NOT_FOUND, status_code=404)


async def not_found(request: Request) -> Response:
    """Answer 404 beneath our own addresses: like `refuse`."""
    return refuse(request)


def notice(request: Request, text: str, *, ancestors: str = "'none'") -> Response:
    """Answer 503 with a sentence in the reader's language, on a page that asks again by itself."""
    messages = reader(request)
    page = TEMPLATES.get_template("notice.html").render(
        lang=messages.lang, title=messages.gettext("Atlas"), text=messages.gettext(text), seconds=RETRY_SECONDS
    )
    policy = {"Content-Security-Policy": f"{BARE}; frame-ancestors {ancestors}"}
    return HTMLResponse(page, status_code=503, headers={**RETRY, **policy})


def unavailable(request: Request) -> Response:
    """Say that there is no dataset to show; also in a frame of another site that may show the map."""
    return notice(request, texts.NO_DATA, ancestors=embedders())


def reader(request: Request) -> i18n.Translator:
    """Return the words of the interface in the language of a request."""
    asked, accepted = request.query_params.get("lang"), request.headers.get("accept-language")
    return i18n.translator(reader_language(asked, accepted))


def reader_language(asked: str | None, accepted: str | None) -> str:
    """Return the language of the interface for an address and a header ``Accept-Language`` (RFC 9110)."""
    return preferred(i18n.LANGUAGES, asked, accepted) or i18n.DEFAULT


def preferred(offered: Collection[str], asked: str | None, accepted: str | None) -> str:
    """Return which of some languages an address or else a header asks for, the most wanted first; "" for none."""
    parts = [part.strip().lower().partition(";q=") for part in (accepted or "")[:500].split(",")]
    weighed = sorted(((_weight(weight), lang.split("-")[0]) for lang, _, weight in parts), key=lambda one: -one[0])
    wanted = [asked or "", *(lang for weight, lang in weighed if weight)]
    return next((lang for lang in wanted if lang in offered), "")


def without_address(languages: Sequence[str], accepted: str | None) -> str:
    """Return the language of an address that names none: the reader's own, else that in which the dataset begins."""
    return preferred(languages, None, accepted) or languages[0]


def _weight(text: str) -> float:
    """Return how much a language is wanted, 1 where it is not said."""
    return float(text) if re.fullmatch(r"[01](\.[0-9]{0,3})?", text) else 1.0


def embedders() -> str:
    """Return who may show `/map` in a frame: ``GEO_EMBED`` holds origins or ``*``; else only we."""
    named = os.environ.get("GEO_EMBED", "").split()
    origins = [origin for origin in named if origin == "*" or re.fullmatch(r"https?://[\w.:*-]+", origin)]
    return " ".join(["'self'", *origins])


def page_policy(scripts: str, *, ancestors: str, asks: bool = False) -> str:
    """Return the policy of a page of ours: its own scripts by their hashes, nothing from outside.

    Parameters
    ----------
    scripts
        Hashes of its inline scripts.
    ancestors
        Who may show it in a frame.
    asks
        Whether its scripts ask us for more.
    """
    more = "connect-src 'self'; " if asks else ""
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; font-src 'self'; {more}base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )
