"""Careful headers on every answer, and doors of Streamlit's that nobody outside needs closed."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit
from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

from geo.app import access

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_FOUND = "There is no such page in the atlas.\n"
TOO_LONG = "The address is too long.\n"
CLOSED = "/_stcore/metrics"
UPLOADS = "/_stcore/upload_file"
"""Streamlit takes files from everybody who has the page open, whether it asks for one or not."""
CHECK = b"check"
"""The parameter that asks for the curator's page, which shows a whole page inside of its own."""
MAX_PATH = 1_000
MAX_QUERY = 8_000
"""Bytes; an address of the atlas with every filter set has a tenth of them."""
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "geolocation=(self), "
    + ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer", "browsing-topics", "camera", "display-capture", "gyroscope",
            "hid", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb",
        )
    ),
}  # fmt: skip


def app_policy(host: str, *, previews: bool = False) -> str:
    """Return the Content-Security-Policy of Streamlit's page.

    Its own inline scripts are known by their hashes, its component modules are blobs.

    Parameters
    ----------
    host
        Under which the app was asked: WebSockets may go there and nowhere else.
    previews
        Whether it shows a page in a frame of its own; that page has this policy too, and its scripts inline.
    """
    inline = "'unsafe-inline'" if previews else _shell_scripts()
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
    return (
        f"default-src 'self'; script-src 'self' {inline} blob:; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; connect-src 'self'{sockets}; font-src 'self' data:; "
        "worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def hashed(script: bytes) -> str:
    """Return an inline script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def scripts(html: bytes) -> str:
    """Return the inline scripts of a page as its policy names them."""
    return " ".join(map(hashed, re.findall(rb"<script>(.*?)</script>", html, re.DOTALL)))


@cache
def _shell_scripts() -> str:
    return scripts((Path(streamlit.__file__).parent / "static" / "index.html").read_bytes())


class Headers:
    """Middleware: the same careful headers on every answer; overlong addresses and closed doors end here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; see https://asgi.readthedocs.io for the protocol."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = _refused(scope)
        await (refused or self.app)(scope, receive, self._sender(scope, send))

    @staticmethod
    def _sender(scope: Scope, send: Send) -> Any:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                host = RequestHeaders(scope=scope).get("host", "")
                asked = scope["query_string"].split(b"&")
                previews = access.curator() and any(part.split(b"=")[0] == CHECK for part in asked)
                headers.setdefault("Content-Security-Policy", app_policy(host, previews=previews))
                for name, value in FIXED.items():
                    headers[name] = value
            await send(message)

        return with_headers


def _refused(scope: Scope) -> PlainTextResponse | None:
    """Return the answer to what goes no further."""
    if len(scope["query_string"]) > MAX_QUERY or len(scope["path"]) > MAX_PATH:
        return PlainTextResponse(TOO_LONG, status_code=414)
    closed = scope["path"].endswith(CLOSED) or (UPLOADS in scope["path"] and not access.curator())
    return PlainTextResponse(NOT_FOUND, status_code=404) if closed else None
