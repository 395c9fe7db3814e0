"""The routes of the app without Streamlit, served in a thread: of a dataset, or of an engine that has it."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

from geo.app.routes import routes
from geo.app.snapshot import Snapshot
from geo.app.store import Store
from geo.view.join import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.engine import Engine
    from geo.model import Atlas


@contextmanager
def serving(atlas: Atlas, engine: Engine | None = None) -> Iterator[str]:
    """Serve the map page and what it asks for on this machine; yields the address of the root."""
    shown = engine.skeleton if engine else atlas
    store = Store(Path())
    store._snapshot = Snapshot(shown, join(shown.places, shown.events, shown["dated_by"]), engine=engine)
    store._read, store._looked = (), float("inf")  # nothing lies in a folder
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes(store, "")), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
