"""Puts the app together for ``st.App``: page, routes, headers, error handling."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import config

from geo import export
from geo.app import access, answers, front, routes, store, texts
from geo.app.headers import Headers
from geo.dataset import memory
from geo.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

LOG = logging.getLogger(__name__)


def settings() -> dict[str, Any]:
    """Return the arguments of ``st.App``."""
    memory.from_system()
    if not isinstance(source := store.shared().source, str):
        export.remove_all_stale(source)  # what a killed command or server left behind
    store.shared().look()  # what is wrong with the dataset stands on the console before the first visitor comes
    base, allowed = str(config.get_option("server.baseUrlPath") or ""), hosts()
    if config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", sockets(allowed))
    return {
        "script_path": str(Path(__file__).with_name("explore.py")),
        "routes": routes.routes(store.shared(), base),
        "middleware": [
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed),
            Middleware(Headers),
            Middleware(front.Unknown, store=store.shared(), root=f"/{base.strip('/')}".rstrip("/")),
        ],
        "on_script_error": log_error,
    }


def hosts() -> list[str]:
    """Return the names under which the app answers, as a URL holds them: those allowed, and those of this machine."""
    local = [f"[{name}]" if ":" in name else name for name in access.LOCAL]
    named = list(config.get_option("server.allowedHosts") or [])
    if named:
        return list(dict.fromkeys([*named, *local]))
    return local if access.private() else ["*"]


def sockets(allowed: Sequence[str]) -> list[str]:
    """Return names as Streamlit compares them, which for itself checks only WebSockets: without brackets."""
    return list(dict.fromkeys(name.strip("[]") for name in allowed))


def run(*, port: int) -> None:
    """Serve the app from wherever it is started, with the settings of the repository."""
    own = Path(__file__).with_name("config.toml")
    path = own if own.is_file() else Path(__file__).parents[2] / ".streamlit" / "config.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    options = {f"{section}.{name}": value for section, part in sections.items() for name, value in part.items()}
    for name, value in options.items():
        config.set_option(name, value)  # who may come is decided by them
    made = settings()
    if allowed := config.get_option("server.allowedHosts"):
        options["server.allowedHosts"] = allowed  # `run` reads the options anew
    st.App(**made).run(config=options | {"server.port": port})


def log_error(error: Exception) -> bool:
    """Log an error and show the visitor a sentence, never a traceback."""
    LOG.error("the page failed", exc_info=error)
    lang = answers.reader_language(st.query_params.get("lang"), st.context.headers.get("accept-language"))
    st.text(translator(lang).gettext(texts.SORRY))
    return True
