"""How long a visitor waits while other clients ask for files and kiosks without a pause.

Starts the app, asks quietly, then with 60 clients on ``atlas.gpkg``, each time with other years, and with 60 on
pages of kiosks; prints what one visitor waited for the map page, a file of it, a small download, the health check.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import geo
from geo.map import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PORT = 8699
ELSEWHERE = "127.0.0.2"
"""Of this machine, too: to the server another client than 127.0.0.1."""


@contextmanager
def app(port: int = PORT, *options: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the app; its process is that of the server."""
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}", *options]
    log = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log) as process:
        try:
            while not healthy(port):
                time.sleep(0.2)
            yield process
        finally:
            process.terminate()


def healthy(port: int) -> bool:
    """Whether the app answers."""
    try:
        return get(port, "/_stcore/health")[0] == 200
    except OSError:
        return False


def get(port: int, path: str, *, source: str = "127.0.0.1", **headers: str) -> tuple[int, bytes]:
    """Return status and body of an answer to a request on a connection of its own."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120, source_address=(source, 0))
    try:
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def visit(port: int, seconds: float, source: str) -> dict[str, list[float]]:
    """Return the seconds that one visitor waits for each thing."""
    asked = {
        "health": "/_stcore/health",
        "map": "/map",
        "asset": f"/assets/{assets.version()}/leaflet.js",
        "csv": "/download/events.csv?from=1941&to=1941",
    }
    waited: dict[str, list[float]] = {name: [] for name in asked}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name, path in asked.items():
            start = time.monotonic()
            status, _ = get(port, path, source=source, **{"Accept-Encoding": "gzip"})
            if status != 200:
                name = f"{name} {status}"  # noqa: PLW2901 - told apart
            waited.setdefault(name, []).append(time.monotonic() - start)
        time.sleep(0.3)
    return waited


def flood(port: int, paths: list[str], clients: int, seconds: float, source: str) -> None:
    """Let `clients` ask for `paths` without a pause, and tell what a visitor waits meanwhile."""
    stop, served = threading.Event(), Counter[int]()

    def ask(number: int) -> None:
        for path in itertools.islice(itertools.cycle(paths), number, None, 7):
            if stop.is_set():
                return
            served[get(port, path)[0]] += 1

    threads = [threading.Thread(target=ask, args=(n,), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    time.sleep(2 if clients else 0)
    waited = visit(port, seconds, source)
    stop.set()
    for thread in threads:
        thread.join(60)
    summaries = [
        f"{name} {len(v)}: p50 {statistics.median(v):.2f} max {max(v):.2f} s" for name, v in waited.items() if v
    ]
    print(f"  {'; '.join(summaries)}; the others were served {dict(served)}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--port", type=int, default=PORT)
    args = parser.parse_args()
    files = [f"/download/atlas.gpkg?from={1918 + i}" for i in range(30)]
    pages = [f"/kiosk/{name}" for name in geo.load(ROOT / "data").places["id"]]
    with app(args.port):
        get(args.port, "/map")
        print("nobody else")
        flood(args.port, [], 0, 4, "127.0.0.1")
        for name, paths in (("atlas.gpkg", files), ("kiosks", pages)):
            for whose, source in (("from another address", ELSEWHERE), ("from the same address", "127.0.0.1")):
                print(f"{args.clients} on {name}, the visitor {whose}")
                flood(args.port, paths, args.clients, args.seconds, source)


if __name__ == "__main__":
    main()
