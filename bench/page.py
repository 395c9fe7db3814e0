"""Measure the map page at several sizes, against folium and against an empty page, in one run.

    python bench/page.py            # 300, 3,000 and 30,000 events
    python bench/page.py --large    # 300,000 as well: takes minutes and gigabytes

Prints tables in Markdown and writes every sample to bench/results/.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browser
import builds
import synthetic
import tables
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

SIZES = (300, 3_000, 30_000)
LARGE = 300_000
ROUNDS = 9
RESULTS = Path(__file__).parent / "results"
PACKAGES = ("folium", "geopandas", "pandas", "playwright", "streamlit")
Found = dict[str, Any]


def main() -> None:
    """Measure, print, and keep the samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} events")
    parser.add_argument("--events", type=int, nargs="+", default=SIZES, help="other sizes")
    arguments = parser.parse_args()
    sizes = [*arguments.events, *([LARGE] if arguments.large else [])]
    with tempfile.TemporaryDirectory() as folder:
        found = {"machine": machine(), "sizes": {str(n): {} for n in sizes}}
        try:
            measure_all(Path(folder), sizes, found)
        finally:
            keep(found)  # what was measured before a build was stopped is not lost
    print("\n".join(tables.report(found)))


def keep(found: Found) -> None:
    """Write every sample to a file of the day."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"page-{found['machine']['date']}.json"
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")


def machine() -> Found:
    """Say where and with what this was measured."""
    with browser.chromium() as running:
        chromium = running.version
    versions = {name: version(name) for name in PACKAGES}
    date = datetime.now(UTC).strftime("%Y-%m-%d")
    return {"date": date, "cores": os.cpu_count(), "python": platform.python_version(), "chromium": chromium} | versions


def measure_all(folder: Path, sizes: Sequence[int], found: Found) -> None:
    """Build all pages first, then load them in turn, then step through each."""
    pages = {"empty": folder / "empty.html", "zero": folder / "0.html", "published": folder / "published.html"}
    none = synthetic.make_dataset(folder / "0", events=0)
    found["empty"] = builds.run("empty", none, pages["empty"])
    found["zero"] = builds.run("ours", none, pages["zero"])
    found["published"] = builds.run("ours", synthetic.DATA, pages["published"])
    for n in sizes:
        pages[str(n)] = folder / f"{n}.html"
        found["sizes"][str(n)]["server"] = server(
            synthetic.make_dataset(folder / f"data-{n}", events=n), n, pages[str(n)]
        )
    with browser.chromium() as running:
        found["loads"] = loads(running, pages)
        found["empty_heap_mb"] = browser.heap(running, pages["empty"])
        for n in sizes:
            found["sizes"][str(n)]["steps"] = steps(running, pages[str(n)])


def server(data: Path, n: int, output: Path) -> Found:
    """Build the pages in turn; markers only where they come to an end in reasonable time."""
    rounds = 5 if n <= SIZES[1] else 3 if n < LARGE else 1
    kinds = ["ours", *(["markers"] if n < LARGE else [])]
    samples: dict[str, list[Found]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in kinds:
            samples[kind].append(builds.run(kind, data, output if kind == "ours" else None))
    return samples | ({"dots": [builds.run("dots", data)]} if n < LARGE else {})


def loads(running: Browser, pages: dict[str, Path]) -> dict[str, list[Found]]:
    """Load every page in turn, round after round; the first round only warms up and is dropped."""
    samples: dict[str, list[Found]] = {name: [] for name in pages}
    broken: set[str] = set()
    for _ in range(ROUNDS + 1):
        for name in [name for name in pages if name not in broken]:
            try:
                samples[name].append(browser.load(running, pages[name]))
            except (Error, TimeoutError) as error:
                samples[name] = [{"error": str(error).splitlines()[0]}] * 2
                broken.add(name)
    return {name: many[1:] for name, many in samples.items()}


def steps(running: Browser, path: Path) -> Found:
    """Step through a page; what breaks is told."""
    try:
        return browser.steps(running, path)
    except (Error, TimeoutError) as error:
        return {"error": str(error).splitlines()[0]}


if __name__ == "__main__":
    main()
