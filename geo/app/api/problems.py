"""Problem details as JSON (RFC 9457), and who may ask from other origins."""

from __future__ import annotations

import json
import os
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from geo.app.downloads import Answer

ORIGINS: Final = "GEO_API_ORIGINS"
"""Variable with the origins whose pages may ask, or ``*``; by default only ours may."""
PROBLEM: Final = "application/problem+json"
TOLD: Final = ("ETag", "Link")
"""Headers that those pages may read."""


def problem(status: int, errors: Sequence[str] = (), headers: Mapping[str, str] | None = None) -> Response:
    """Answer with problem details; `errors` are sentences for each thing wrong."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    told = json.dumps({**body, **({"errors": [*errors]} if errors else {})}, ensure_ascii=False)
    return Response(told, status_code=status, headers=headers, media_type=PROBLEM)


async def lost(_: Request) -> Response:
    """Answer 404."""
    return problem(404)


def route(path: str, answer: Answer, *methods: str) -> Route:
    """Return a route that pages of the origins in ``GEO_API_ORIGINS`` may ask too."""
    written = os.environ.get(ORIGINS, "").split()
    named = [one for one in written if one == "*" or re.fullmatch(r"https?://[\w.:-]+", one)]
    if not named:
        return Route(path, answer, methods=[*methods])
    cors = Middleware(
        CORSMiddleware,
        allow_origins=named,
        allow_methods=methods,
        allow_headers=["If-None-Match"],
        expose_headers=TOLD,
    )
    return Route(path, answer, methods=[*methods, "OPTIONS"], middleware=[cors])
