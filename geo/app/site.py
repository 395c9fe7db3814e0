"""Puts the app together for ``st.App``: page, routes, headers, error handling."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import config

from geo import export
from geo.app import access, routes, store
from geo.app.headers import Headers

LOG = logging.getLogger(__name__)
SORRY = (
    "Something in the atlas went wrong on our side. Reload the page; if that does not help, "
    "take the filters out of the address."
)


def settings() -> dict[str, Any]:
    """Return the arguments of ``st.App``."""
    export.remove_all_stale(store.shared().source)  # what a killed command or server left behind
    store.shared().look()  # what is wrong with the dataset stands on the console before the first visitor comes
    base = str(config.get_option("server.baseUrlPath") or "")
    return {
        "script_path": str(Path(__file__).with_name("explore.py")),
        "routes": routes.routes(store.shared(), base),
        "middleware": [Middleware(TrustedHostMiddleware, allowed_hosts=hosts()), Middleware(Headers)],
        "on_script_error": tell,
    }


def hosts() -> list[str]:
    """Return the names under which the app answers; Streamlit itself checks them for WebSockets only."""
    local = [f"[{name}]" if ":" in name else name for name in access.LOCAL]  # as a URL holds them
    named = list(config.get_option("server.allowedHosts") or [])
    if named:
        return named + local
    return local if access.private() else ["*"]


def run(*, port: int) -> None:
    """Serve the app from wherever it is started, with the settings of the repository."""
    own = Path(__file__).with_name("config.toml")
    path = own if own.is_file() else Path(__file__).parents[2] / ".streamlit" / "config.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    options = {f"{section}.{name}": value for section, part in sections.items() for name, value in part.items()}
    st.App(**settings()).run(config=options | {"server.port": port})


def tell(error: Exception) -> bool:
    """Log an error and show the visitor a sentence, never a traceback."""
    LOG.error("the page failed", exc_info=error)
    st.text(SORRY)
    return True
