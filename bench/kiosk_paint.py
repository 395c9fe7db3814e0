"""First paint of a kiosk beside that of an empty folium page, and what a year step costs.

    python bench/kiosk_paint.py

The empty page is folium's own with the same Leaflet and the same land and water, without events;
the two are loaded in turn, so that a busy machine slows both. Prints medians in milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import browser
import builds

import geo
from geo import i18n
from geo.dataset import kiosks
from geo.map.kiosk import kiosk_page

ROUNDS = 9
PAINT = (
    "performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint')?.startTime ?? null"
)
STEP = """async () => {
  const times = [];
  document.querySelector('.at-k-beginner').click();
  for (let year = 1917; year < 1977; year += 1) {
    await new Promise(requestAnimationFrame);
    const begin = performance.now();
    atlas.kiosk.change({ year });
    atlas.kiosk.layer._paint();
    times.push(performance.now() - begin);
  }
  return times;
}"""


def main() -> None:
    """Measure and print."""
    atlas = geo.load()
    kiosk = kiosks.find(atlas, "tartu", {"languages": list(i18n.LANGUAGES)})
    with tempfile.TemporaryDirectory() as folder, browser.chromium() as running:
        pages = {"kiosk": Path(folder) / "kiosk.html", "empty": Path(folder) / "empty.html"}
        pages["kiosk"].write_text(kiosk_page(atlas, kiosk).html(), "utf-8")
        pages["empty"].write_text(builds.empty(atlas), "utf-8")
        found: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, path in pages.items():
                found[name].append(first_paint(running, path))
        steps = sorted(year_steps(running, pages["kiosk"]))
    medians = {name: statistics.median(times) for name, times in found.items()}
    print(", ".join(f"{name}: first paint {time:.0f} ms" for name, time in medians.items()))
    print(f"ratio {medians['kiosk'] / medians['empty']:.2f}")
    most = steps[int(len(steps) * 0.95)]
    print(f"a year step: median {statistics.median(steps):.1f} ms, 95 of 100 below {most:.1f} ms (a frame has 16.7)")


def first_paint(running: browser.Browser, path: Path) -> float:
    """Return milliseconds from navigation to the first text or picture on the screen."""
    page = running.new_page(viewport={"width": 1080, "height": 1920})
    page.goto(path.as_uri())
    page.wait_for_function(f"() => {PAINT} !== null")
    time = float(page.evaluate(PAINT))
    page.close()
    return time


def year_steps(running: browser.Browser, path: Path) -> list[float]:
    """Return the milliseconds of script and drawing of sixty steps."""
    page = running.new_page(viewport={"width": 1080, "height": 1920})
    page.goto(path.as_uri())
    page.wait_for_selector("#kiosk[data-state=attract]")
    times: list[float] = page.evaluate(STEP)
    page.close()
    return times


if __name__ == "__main__":
    main()
