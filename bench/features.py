"""How many bytes of the saved page each feature takes, and how long suggestions of the search take.

    python bench/features.py                     # bytes of the published page, each counted once
    python bench/features.py --suggest           # and suggestions among 5,000 events, beside an empty page

Bytes are those of the file and of its gzip by itself; what no feature is named for stands under "page".
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import browser
import builds
import synthetic
import tables

from geo.map import assets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

FEATURES: Final[Mapping[str, tuple[str, ...]]] = {
    "Leaflet": ("leaflet/*", "leaflet*"),
    "basemap": ("*basemap*", "map/labels.js", "page/background.js"),
    "symbols and arrows": ("map/*",),
    "events: years, places, kinds": ("*-columns", "*-names", "events-data", "shared/columns.js", "shared/data.js"),
    "list": ("*-list", "page/list.js", "page/rows.js"),
    "search": (
        "*-search",
        "shared/search.js",
        "shared/packed.js",
        "shared/nearby.js",
        "page/search*",
        "page/finding.js",
        "page/around.js",
    ),
    "table (CSV)": ("*-table", "page/table.js"),
    "cards": (
        "*-events",
        "*-places",
        "*-sources",
        "shared/card.*",
        "shared/article.js",
        "shared/pager.js",
        "shared/strip.js",
        "shared/figures.js",
        "shared/series.js",
        "shared/explain.js",
        "shared/whereabouts.js",
        "shared/wrong.js",
        "shared/speaking.js",
        "page/sheet.css",
    ),
    "filters and their sums": (
        "widgets/facets*",
        "widgets/choices*",
        "widgets/narrowing.js",
        "widgets/switches*",
        "page/controls.js",
        "shared/filter.js",
        "shared/choice.js",
        "shared/sums.js",
        "shared/result.js",
        "shared/stays.js",
        "shared/acting.js",
    ),
    "time slider": ("widgets/timeline*", "widgets/coverage.js", "shared/years.js"),
    "lineage": ("widgets/lineage*",),
    "compare": ("page/compare*",),
    "take away: picture, citation, print": ("page/take*", "page/picture.js", "page/print.js", "page/saying.js"),
    "legend": ("page/legend*", "shared/look.js", "shared/marks.js"),
}
"""Feature -> patterns of the files and of the data blocks that it is made of; the first that fits counts."""
REST = "page"
EVENTS = 5_000
ASKED = ("pl", "town", "Town 17", "prison", "deport", "Place 4", "1937", "vorkuta", "Катынь", "zzzz")
WAIT = 80
"""Milliseconds that the box waits for a further letter, which are no work."""
PART = re.compile(r"<(script|style)(?P<head>[^>]*)>.*?</\1>", re.DOTALL)
SUGGEST = """async ([text, wait]) => {
  const input = document.querySelector('.at-search-input'), popup = document.querySelector('.at-search-list');
  input.focus();
  input.value = text;
  const begun = performance.now();
  input.dispatchEvent(new Event('input', { bubbles: true }));
  while (popup.hidden || popup.dataset.text !== text) await new Promise(done => setTimeout(done));
  return performance.now() - begun - wait;
}"""


def parts(page: str) -> Iterator[tuple[str, str]]:
    """Yield the inlined files and data blocks of a page, by name, and its markup, nameless."""
    names = {assets.inline(name): name for name in assets.names() if name.endswith((".js", ".css"))}
    end = 0
    for found in PART.finditer(page):
        block = re.search(r'id="([^"]*)"', found["head"])
        yield "", page[end : found.start()]
        yield block[1] if block else names.get(found[0], ""), found[0]
        end = found.end()
    yield "", page[end:]


def feature(name: str) -> str:
    """Return the feature to which a part of the page belongs."""
    return next((one for one, patterns in FEATURES.items() if any(fnmatch(name, p) for p in patterns)), REST)


def bytes_of(page: str) -> dict[str, tuple[int, int]]:
    """Return the bytes of each feature, and of these in gzip; together they are those of the page."""
    texts: dict[str, list[str]] = {name: [] for name in (*FEATURES, REST)}
    for name, text in parts(page):
        texts[feature(name)].append(text)
    whole = {name: "".join(some).encode() for name, some in texts.items()}
    return {name: (len(text), len(gzip.compress(text))) for name, text in whole.items()}


def suggestions(running: Browser, pages: Mapping[str, Path]) -> dict[str, Any]:
    """Return the milliseconds of suggestions in a page, several rounds, and those until an empty page is painted."""
    empty, asked = [], []
    for _ in range(5):
        empty.append(browser.load(running, pages["empty"])["painted"])
        with browser.opened(running, pages["ours"]) as (tab, _session):
            first = tab.evaluate(SUGGEST, ["ab", WAIT])  # reads the index
            asked.append({"first": first} | {text: tab.evaluate(SUGGEST, [text, WAIT]) for text in ASKED})
    return {
        "empty": statistics.median(empty),
        **{text: statistics.median(one[text] for one in asked) for text in asked[0]},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suggest", action="store_true", help=f"suggestions among {EVENTS:,} events as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "published.html"
        builds.run("ours", synthetic.DATA, page)
        found = bytes_of(page.read_text(encoding="utf-8"))
        total = sum(raw for raw, _ in found.values())
        rows = [
            [name, f"{raw / 1e3:.1f}", f"{small / 1e3:.1f}", f"{raw / total:.0%}"]
            for name, (raw, small) in found.items()
        ]
        print(*tables.table(("feature", "kB", "kB in gzip", "of the page"), rows), f"\n{total:,} bytes\n", sep="\n")
        if arguments.suggest:
            pages = {kind: Path(folder) / f"{kind}.html" for kind in ("empty", "ours")}
            data = synthetic.make_dataset(Path(folder) / "data", events=EVENTS)
            for kind, path in pages.items():
                builds.run(kind, data, path)
            with browser.chromium() as running:
                times = suggestions(running, pages)
            rows = [[text, f"{ms:.0f}", f"{ms / times['empty']:.2f}"] for text, ms in times.items()]
            print(*tables.table(("typed", "ms", "of an empty page's painting"), rows), sep="\n")


if __name__ == "__main__":
    main()
