"""Let many visitors use a kiosk one after the other, and say what they leave behind.

    python bench/kiosk_visits.py --visits 250

Each visit: begin, two events, people, nearby, another place and home, years, a change of language,
then nobody touches and the screen starts over. Heap and nodes are read after a forced collection.
Exits with 1 when the heap at the end is more than 10 % above that after 25 visits, or a timer other
than that of the slides is left.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import geo
from geo import i18n
from geo.dataset import kiosks
from geo.map.kiosk import kiosk_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
SETTLED, MORE = 25, 1.10
VISIT = """async lang => {
  const kiosk = atlas.kiosk;
  const settle = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const touch = selector => {
    [...document.querySelectorAll(selector)].find(one => one.checkVisibility())?.click();
    return settle();
  };
  const touched = [
    '.at-k-beginner', '.at-k-list .at-k-row', '.at-k-more', '[data-key=tab-people]', '[data-key=tab-sources]',
    '[data-key=tab-near]', '.at-k-only .at-k-row', '.at-k-home', '.at-k-zoom button:last-child',
    '.at-k-steps button:last-child', `.at-k-languages [lang=${lang}]`,
  ];
  for (const selector of touched) await touch(selector);
  for (let year = 1935; year < 1945; year += 1) { kiosk.change({ year }); await settle(); }
  kiosk.machine.send('idle'); await settle();
  kiosk.machine.send('over'); await settle();
  return kiosk.machine.now();
}"""


def main() -> int:
    """Run the visits; return 0 when the kiosk stays as it was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=250)
    parser.add_argument("--kiosk", default="tartu")
    parser.add_argument("--seconds", type=int, default=900, help="give up after so long")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "kiosk.html"
        languages = list(i18n.LANGUAGES)
        kiosk = kiosks.find(atlas := geo.load(), args.kiosk, {"languages": languages})
        path.write_text(kiosk_page(atlas, kiosk).html(), "utf-8")
        program = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True, offline=True).new_page()
        page.goto(path.as_uri())
        page.wait_for_selector("#kiosk[data-state=attract]")
        return run(page, args.visits, languages, time.monotonic() + args.seconds)


def run(page: Page, visits: int, languages: list[str], deadline: float) -> int:
    """Make the visits and compare the heap after 25 with that at the end."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    settled = 0.0
    for number in range(1, visits + 1):
        left_in = page.evaluate(VISIT, languages[number % len(languages)])
        if left_in != "attract" or time.monotonic() > deadline:
            print(f"visit {number} ended in {left_in!r} or took too long")
            return 1
        if number == SETTLED or number % 50 == 0:
            heap = measure(session, page, number)
            settled = settled or heap
    timers = page.evaluate("atlas.kiosk.timers.names()")
    print(f"heap after {visits} visits is {heap / settled:.3f} of that after {SETTLED}; timers left: {timers}")
    return int(heap > settled * MORE or set(timers) > {"slide"})


def measure(session: object, page: Page, number: int) -> float:
    """Print and return the used heap in bytes."""
    session.send("HeapProfiler.collectGarbage")  # type: ignore[attr-defined]
    heap = session.send("Runtime.getHeapUsage")["usedSize"]  # type: ignore[attr-defined]
    counters = session.send("Memory.getDOMCounters")  # type: ignore[attr-defined]
    held = f"{counters['nodes']} nodes, {counters['jsEventListeners']} listeners"
    print(f"{number:4} visits: heap {heap / 1e6:6.2f} MB, {held}, log {page.evaluate('atlas.kioskLog.lines().length')}")
    return float(heap)


if __name__ == "__main__":
    sys.exit(main())
