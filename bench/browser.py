"""What a page costs in Chromium: load to painted symbols, a dragged year, and memory."""

from __future__ import annotations

import bisect
import contextlib
import itertools
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

STEPS = 60
WIDTH = 10
"""Years of the window that a hand draws over the axis from its first year on, one year a frame."""
RUNS = 3
PATIENCE = 180.0
"""Seconds that a page may take to show its symbols."""
STAMP = """
const look = () => {
  if (globalThis.atlas?.current || globalThis.benchReady)
    requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.benchPainted = performance.now(); }));
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
const whole = () => globalThis.benchReady || (globalThis.atlas?.current && !document.querySelector(".at-loading"));
const listen = () => {
  if (whole()) globalThis.benchAnswers = performance.now();
  else requestAnimationFrame(listen);
};
requestAnimationFrame(listen);
"""
"""Notes when the frame that shows the finished map has been painted, and when the page answers whoever asks, its events
having come; ms since the navigation began."""
HAND = """
globalThis.benchHand = (() => {
  const frame = () => new Promise(requestAnimationFrame);
  const rest = async () => { for (let i = 0; i < 30; i += 1) await frame(); };
  let send, x, year, first; // of a hand on the slider
  return {
    async grasp(width) {
      if (globalThis.benchFilter) return;
      ({ first } = atlas.current.data.axis);
      atlas.current.set({ from: first, to: first + width - 1 });
      await rest();
      const track = document.querySelector(".at-tl-track");
      track.setPointerCapture = () => {}; // no real pointer is there to be captured
      const box = track.getBoundingClientRect();
      const middle = (tick) => tick.getBoundingClientRect().left + tick.getBoundingClientRect().width / 2;
      const seen = (tick) => tick.offsetWidth > 0;
      const ticks = Array.from(track.querySelectorAll(".at-tl-tick:not(.at-tl-before, .at-tl-after)"));
      const [one, other] = [ticks.find(seen), ticks.findLast(seen)];
      year = (middle(other) - middle(one)) / (other.dataset.slot - one.dataset.slot);
      x = middle(one) + (1 + width / 2 - one.dataset.slot) * year; // slot 1 is the first year
      const hand = { clientY: box.top + box.height / 2, pointerId: 1, isPrimary: true, pointerType: "mouse" };
      send = (type, clientX) => track.dispatchEvent(new PointerEvent(type, { ...hand, clientX, bubbles: true }));
      send("pointerdown", x);
    },
    async draw(steps, width) {
      // A peer without a slider is asked for the years themselves.
      const ask = globalThis.benchFilter && ((i) => benchFilter(1917 + i, 1917 + i + width - 1));
      const to = ask ?? ((i) => send("pointermove", x + i * year));
      const stamps = [];
      for (let i = 0; i <= steps; i += 1) {
        stamps.push(await frame());
        to(i);
      }
      await frame(); // that shows the last one
      return stamps;
    },
    async leave(steps) {
      if (globalThis.benchFilter) return;
      send("pointerup", x + steps * year);
      const { from } = atlas.current.query();
      if (from !== first + steps) throw new Error(`the slider stands at ${from}, not ${first + steps}`);
      await rest();
    },
  };
})();
"""
"""Takes the window of the page's own slider, draws it over the years, and leaves it."""
GRASP, DRAW, LEAVE = f"benchHand.grasp({WIDTH})", f"benchHand.draw({STEPS}, {WIDTH})", f"benchHand.leave({STEPS})"
"""Of these `DRAW` returns the time stamps of the frames, ms: what the screen shows."""
CATEGORIES = ["toplevel", "devtools.timeline"]
LATE = 17.5
"""Milliseconds: a frame that took longer was not the next one of 60 in a second."""
ONE_FRAME = 4_000
"""Microseconds: callbacks that lie nearer are of one frame."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of the system, without a window."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser: Browser, page: Path | str) -> Iterator[tuple[Page, CDPSession]]:
    """Open a page from its file or address in a context of its own and wait until it is painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    tab = context.new_page()
    tab.add_init_script(STAMP + HAND)
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU time, whoever else is at work
    try:
        tab.goto(page if isinstance(page, str) else page.as_uri(), wait_until="commit")
        deadline = time.monotonic() + PATIENCE
        while not tab.evaluate("globalThis.benchPainted ?? 0"):
            if faults or time.monotonic() > deadline:
                raise TimeoutError(*faults, f"no symbols after {PATIENCE:.0f} s")
            time.sleep(0.02)
        yield tab, session
    finally:
        context.close()


def load(browser: Browser, page: Path | str) -> dict[str, float]:
    """Load a page once: ms from the navigation to the painted symbols, ms of its main thread, ms until it answers."""
    with opened(browser, page) as (tab, session):
        found = {"painted": tab.evaluate("benchPainted"), "busy": metrics(session)["TaskDuration"] * 1000}
        return found | {"answers": answering(tab)}


def answering(tab: Page) -> float:
    """Wait until a page answers, and return when it did; it is asked as the policy of a served page allows."""
    while not (answers := tab.evaluate("globalThis.benchAnswers ?? 0")):
        time.sleep(0.02)
    return float(answers)


def drag(tab: Page) -> list[float]:
    """Draw the window over a page once, from the first touch to rest, and return the time stamps of its frames."""
    tab.evaluate(GRASP)
    stamps: list[float] = tab.evaluate(DRAW)
    tab.evaluate(LEAVE)
    return stamps


def steps(browser: Browser, page: Path | str) -> dict[str, Any]:
    """Draw the window over a page: the frames that were shown, and the CPU time of a step.

    `stamps` are ms between frames, `renderer` the CPU ms of the page's whole process for one step, `main` those of
    its main thread; `frames` the CPU ms of the main thread in each frame. `ends` are the CPU ms of the process for
    what comes before the first step and after the last: years are set and settled, a second of rest.
    """
    with opened(browser, page) as (tab, session):
        answering(tab)
        tab.wait_for_timeout(1000)
        drag(tab)
        found: dict[str, list[float]] = {"stamps": [], "renderer": [], "main": [], "ends": []}
        for _ in range(RUNS):
            begun = renderer(browser)
            tab.evaluate(GRASP)
            process, main = renderer(browser), metrics(session)["TaskDuration"]
            stamps = tab.evaluate(DRAW)
            drawn, worked = renderer(browser), metrics(session)["TaskDuration"]
            tab.evaluate(LEAVE)
            found["stamps"] += [later - one for one, later in itertools.pairwise(stamps)]
            found["renderer"].append((drawn - process) * 1000 / STEPS)
            found["main"].append((worked - main) * 1000 / STEPS)
            found["ends"].append((process - begun + renderer(browser) - drawn) * 1000)
        return found | {"frames": frames(browser, tab)}


def frames(browser: Browser, tab: Page) -> list[float]:
    """Return the CPU ms of the main thread in each frame of a drag, from a trace."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.json"
        tab.evaluate(GRASP)
        browser.start_tracing(page=tab, path=path, categories=CATEGORIES)
        tab.evaluate(DRAW)
        browser.stop_tracing()
        tab.evaluate(LEAVE)
        events = json.loads(path.read_text(encoding="utf-8"))["traceEvents"]
    begun: dict[tuple[int, int], list[float]] = {}
    for event in events:
        if event["name"] == "FireAnimationFrame":
            begun.setdefault((event["pid"], event["tid"]), []).append(event["ts"])
    thread = max(begun, key=lambda one: len(begun[one]))
    stamps = sorted(begun[thread])
    starts = [one for before, one in itertools.pairwise([-ONE_FRAME, *stamps]) if one - before > ONE_FRAME]
    spent = [0.0] * (len(starts) + 1)
    for event in _outermost([one for one in events if (one["pid"], one["tid"]) == thread and "tdur" in one]):
        spent[bisect.bisect_right(starts, event["ts"] + event["dur"] / 2)] += event["tdur"] / 1000
    return spent[1:-1]


def _outermost(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the events of a thread that lie in no other."""
    end = -1.0
    for event in sorted(events, key=lambda one: (one["ts"], -one["dur"])):
        if event["ts"] >= end:
            end = event["ts"] + event["dur"]
            yield event


def memory(browser: Browser, page: Path | str) -> dict[str, float]:
    """Return the heap of a page and its array buffers after a collection, and what its process alone holds, in MB."""
    with opened(browser, page) as (tab, session):
        answering(tab)
        tab.wait_for_timeout(1000)
        session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        own = max(_private(one["id"]) for one in _renderers(browser))
        return {"heap": usage["usedSize"] / 1e6, "buffers": usage["backingStorageSize"] / 1e6, "process": own}


def renderer(browser: Browser) -> float:
    """Return the CPU seconds of all processes that draw pages; only one has a page open that does anything."""
    return sum(one["cpuTime"] for one in _renderers(browser))


def _renderers(browser: Browser) -> list[dict[str, Any]]:
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [one for one in found if one["type"] == "renderer"]


def _private(process: int) -> float:
    """Return the memory that a process shares with no other, in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


def metrics(session: CDPSession) -> dict[str, float]:
    """Return the numbers that Chromium counts of a page."""
    return {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 do not pass."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
