"""What a page costs in Chromium: load to painted symbols, a year step, and memory."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import statistics
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, CDPSession, Page

STEPS = 60
WIDTH = 10
"""Years of the window that moves from 1917 on, one year a step; most events fall into 1937 and 1938."""
PATIENCE = 180.0
"""Seconds that a page may take to show its symbols."""
STAMP = """
const look = () => {
  if (globalThis.atlas?.current || globalThis.benchReady)
    requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.benchPainted = performance.now(); }));
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""Notes when the frame that shows the finished page has been painted; ms since the navigation began."""
STEP = """async ({ steps, width, wait }) => {
  const page = atlas.current, layer = page.layer, draw = layer.draw;
  const frame = () => new Promise(requestAnimationFrame);
  const found = { set: [], draw: [], painted: [], symbols: [] };
  layer.draw = function (...given) {
    const begin = performance.now();
    draw.apply(this, given);
    found.draw.push(performance.now() - begin);
    found.symbols.push(this._drawn.length);
  };
  for (let i = 0; i < steps; i += 1) {
    await frame();
    const begin = performance.now();
    page.set({ from: 1917 + i, to: 1917 + i + width - 1 }, { live: true }); // as while dragging
    found.set.push(performance.now() - begin);
    if (!wait) { found.painted.push(begin); continue; }
    await frame(); // the layer draws in this one
    await frame(); // and it is painted before this one
    found.painted.push(performance.now() - begin);
  }
  delete layer.draw;
  if (!wait) { await frame(); found.painted.push(performance.now()); }
  return found;
}"""
METRICS = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of the system, without a window."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser: Browser, path: Path) -> Iterator[tuple[Page, CDPSession]]:
    """Open a page from its file in a context of its own and wait until it is painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    tab = context.new_page()
    tab.add_init_script(STAMP)
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU time, whoever else is at work
    try:
        tab.goto(path.as_uri(), wait_until="commit")
        deadline = time.monotonic() + PATIENCE
        while not tab.evaluate("globalThis.benchPainted ?? 0"):
            if faults or time.monotonic() > deadline:
                raise TimeoutError(*faults, f"no symbols after {PATIENCE:.0f} s")
            time.sleep(0.02)
        yield tab, session
    finally:
        context.close()


def load(browser: Browser, path: Path) -> dict[str, float]:
    """Load a page once: ms from the navigation to the painted symbols, and ms of its main thread."""
    with opened(browser, path) as (tab, session):
        painted = tab.evaluate("benchPainted")
        return {"painted": painted, "busy": _metrics(session)["TaskDuration"] * 1000}


def steps(browser: Browser, path: Path) -> dict[str, Any]:
    """Move a window of years through a page, first waiting for every step, then one step a frame."""
    with opened(browser, path) as (tab, session):
        loaded = _heap(session)
        tab.evaluate(STEP, {"steps": 5, "width": WIDTH, "wait": True})
        single = tab.evaluate(STEP, {"steps": STEPS, "width": WIDTH, "wait": True})
        before = _metrics(session)
        drag = tab.evaluate(STEP, {"steps": STEPS, "width": WIDTH, "wait": False})["painted"]
        after = _metrics(session)
        return {
            **single,
            "frames": [later - begin for begin, later in itertools.pairwise(drag)],
            "parts": {name: (after[name] - before[name]) * 1000 / STEPS for name in METRICS},
            "heap_mb": loaded,
            "heap_after_mb": _heap(session),
        }


def heap(browser: Browser, path: Path) -> float:
    """Return the JavaScript heap of a page after a collection, in MB."""
    with opened(browser, path) as (_, session):
        return _heap(session)


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    return _metrics(session)["JSHeapUsedSize"] / 1e6


def _metrics(session: CDPSession) -> dict[str, float]:
    return {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 do not pass."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
