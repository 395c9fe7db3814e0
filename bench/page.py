"""Measure the map page at several sizes, against its peers and against an empty page, in one run.

    python bench/page.py            # 300, 3,000 and 30,000 events
    python bench/page.py --large    # 300,000 as well
    python bench/page.py --own      # without the peers, whose builds take longest

Prints tables in Markdown and writes every sample to bench/results/.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browser
import builds
import synthetic
import tables
from flood import PORT, app
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from playwright.sync_api import Browser

SIZES = (300, 3_000, 30_000)
LARGE = 300_000
ROUNDS = 5
PEERS = {"markers": 30_000, "clusters": 300_000, "objects": 300_000}
"""How many events each is built with at most; the others would take a quarter of an hour."""
LOADED = {"markers": 3_000, "objects": 300_000}
"""How many events of each a browser is given; FastMarkerCluster has its script from a network."""
RESULTS = Path(__file__).parent / "results"
PACKAGES = ("folium", "geopandas", "pandas", "playwright", "streamlit")
Found = dict[str, Any]


def main() -> None:
    """Measure, print, and keep the samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} events")
    parser.add_argument("--events", type=int, nargs="*", default=SIZES, help="other sizes")
    parser.add_argument("--own", action="store_true", help="without the peers")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of loads and builds (default %(default)s)")
    arguments = parser.parse_args()
    sizes = [*arguments.events, *([LARGE] if arguments.large else [])]
    found: Found = {"machine": machine(), "builds": {}, "loads": {}, "steps": {}, "memory": {}}
    with tempfile.TemporaryDirectory() as folder:
        try:
            measure_all(Path(folder), sizes, found, {} if arguments.own else PEERS, arguments.rounds)
        finally:
            found["machine"]["load after"] = os.getloadavg()[0]
            keep(found)  # what was measured before a build was stopped is not lost
    print("\n".join(tables.report(found)))


def keep(found: Found) -> None:
    """Write every sample to a file of the day."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"page-{found['machine']['date']}.json"
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")


def machine() -> Found:
    """Say where and with what this was measured, and how busy it was."""
    with browser.chromium() as running:
        chromium = running.version
    versions = {name: version(name) for name in PACKAGES}
    date = datetime.now(UTC).strftime("%Y-%m-%d")
    about = {"date": date, "cores": os.cpu_count(), "load before": os.getloadavg()[0]}
    return about | {"python": platform.python_version(), "chromium": chromium} | versions


def measure_all(folder: Path, sizes: Sequence[int], found: Found, peers: Mapping[str, int], rounds: int) -> None:
    """Build all pages first, then load them in turn, then draw the slider of each."""
    data = {n: synthetic.make_dataset(folder / f"data-{n}", events=n) for n in (0, *sizes)}
    pages: dict[str, Path | str] = {name: folder / f"{name}.html" for name in ("empty", "none", "published")}
    for name, kind, own in (
        ("empty", "empty", data[0]),
        ("none", "ours", data[0]),
        ("published", "ours", synthetic.DATA),
    ):
        found["builds"][name] = [builds.run(kind, own, folder / f"{name}.html") for _ in range(rounds)]
    for n in sizes:
        pages |= built(folder, data[n], n, found, peers, rounds)
    with ExitStack() as servers:
        for number, (name, own) in enumerate({"published": synthetic.DATA, **{str(n): data[n] for n in sizes}}.items()):
            servers.enter_context(app(PORT + number, GEO_DATA=str(own)))
            pages[f"{name} served"] = f"http://127.0.0.1:{PORT + number}/map"
        with browser.chromium() as running:
            found["loads"] = loads(running, pages, rounds)
            drawn = {name: page for name, page in pages.items() if name != "empty" and not name.startswith("markers")}
            for name, page in drawn.items():
                found["steps"][name] = attempt(browser.steps, running, page)
            for name, page in pages.items():
                found["memory"][name] = attempt(browser.memory, running, page)


def built(folder: Path, data: Path, n: int, found: Found, peers: Mapping[str, int], rounds: int) -> dict[str, Path]:
    """Build the pages of one size in turn; returns those that a browser is given."""
    kinds = {"ours": str(n), **{kind: f"{kind} {n}" for kind, most in peers.items() if n <= most}}
    files = {kind: folder / f"{name}.html" for kind, name in kinds.items()}
    for _ in range(rounds if n < SIZES[-1] else min(rounds, 3) if n < LARGE else 1):
        for kind, name in kinds.items():
            found["builds"].setdefault(name, []).append(builds.run(kind, data, files[kind]))
    return {name: files[kind] for kind, name in kinds.items() if kind == "ours" or n <= LOADED.get(kind, 0)}


def loads(running: Browser, pages: Mapping[str, Path | str], rounds: int) -> dict[str, list[Found]]:
    """Load every page in turn, round after round; the first round only warms up and is dropped."""
    samples: dict[str, list[Found]] = {name: [] for name in pages}
    for _ in range(rounds + 1):
        for name, many in samples.items():
            if not any("error" in one for one in many):
                many.append(attempt(browser.load, running, pages[name]))
    return {name: many if "error" in many[-1] else many[1:] for name, many in samples.items()}


def attempt(measure: Callable[[Browser, Path | str], Found], running: Browser, page: Path | str) -> Found:
    """Measure a page; what breaks is told."""
    try:
        return measure(running, page)
    except (Error, TimeoutError) as error:
        return {"error": str(error).splitlines()[0]}


if __name__ == "__main__":
    main()
