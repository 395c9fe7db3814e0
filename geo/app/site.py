"""Puts the app together for ``st.App``: page, routes, headers, error handling."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from geo.app import routes, store

LOG = logging.getLogger(__name__)
SORRY = (
    "Something in the atlas went wrong on our side. Reload the page; if that does not help, "
    "take the filters out of the address."
)


def settings() -> dict[str, Any]:
    """Return the arguments of ``st.App``."""
    base = str(config.get_option("server.baseUrlPath") or "")
    return {
        "script_path": str(Path(__file__).with_name("explore.py")),
        "routes": routes.routes(store.shared(), base),
        "middleware": [Middleware(routes.Headers)],
        "on_script_error": tell,
    }


def tell(error: Exception) -> bool:
    """Log an error and show the visitor a sentence, never a traceback."""
    LOG.error("the page failed", exc_info=error)
    st.text(SORRY)
    return True
