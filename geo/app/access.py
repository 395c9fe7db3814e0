"""Who may see what only a curator should: the status page, and the page that checks a dataset."""

from __future__ import annotations

import hmac
import ipaddress
import os
from typing import TYPE_CHECKING

from streamlit import config

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

TOKEN = "GEO_STATUS_TOKEN"  # noqa: S105 - the name of a variable, not a token
CURATOR = "GEO_CURATOR"
LOCAL = ("127.0.0.1", "localhost", "::1")
FORWARDED = ("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "client-ip")
FORWARDERS = (
    "x-forwarded-", "x-original-", "x-envoy-", "x-amzn-", "x-amz-", "x-azure-",
    "x-arr-", "cf-", "cdn-", "fastly-", "fly-", "x-vercel-", "x-appengine-", "x-cloud-trace-", "x-proxy",
)  # fmt: skip
"""Headers of a proxy, and how those of others begin: then the address of the client says nothing."""


def private() -> bool:
    """Whether the app answers on this machine only: it listens there, and under no public name."""
    return config.get_option("server.address") in LOCAL and not config.get_option("server.allowedHosts")


def curator() -> bool:
    """Whether the app checks datasets that are dropped on it: ``GEO_CURATOR`` 1 or 0, else when it is `private`."""
    named = os.environ.get(CURATOR, "")
    return named == "1" if named in ("0", "1") else private()


def status(request: HTTPConnection) -> bool:
    """Whether a request may see the status page.

    With ``GEO_STATUS_TOKEN`` who has the token, as the parameter ``token`` or in the header
    ``Authorization: Bearer``. Without it who sits at this machine, while the app is `private` and nothing tells
    of a proxy. One that says nothing of itself cannot be told from a browser: behind a proxy, set a token.
    """
    if wanted := os.environ.get(TOKEN):
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        given = request.query_params.get("token") or bearer
        return hmac.compare_digest(given.encode(), wanted.encode())
    return private() and not passed_on(request) and request.client is not None and _is_local(request.client.host)


def passed_on(request: HTTPConnection) -> bool:
    """Whether a request shows signs of a proxy: its headers, or HTTP 1.0, which proxies speak and browsers do not."""
    known = any(name in FORWARDED or name.startswith(FORWARDERS) for name in request.headers)
    return known or request.scope.get("http_version") == "1.0"


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
