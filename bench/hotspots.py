"""Where a page spends its time in Chromium: functions by their own time and with all they call.

    python bench/hotspots.py page.html

profiles loading the page and the window of years drawn over 60 of them; a script that stands in the page by itself
is named by its line in the page, one that a server gives by its file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import browser

IDLE = {"(idle)", "(root)"}
INTERVAL = 200
"""Microseconds between samples."""
Profile = dict[str, Any]


def main() -> None:
    """Profile one page and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("--rows", type=int, default=18)
    arguments = parser.parse_args()
    with browser.chromium() as running, browser.opened(running, arguments.page.resolve()) as (tab, session):
        session.send("Profiler.enable")
        session.send("Profiler.setSamplingInterval", {"interval": INTERVAL})
        session.send("Profiler.start")
        tab.reload(wait_until="load")
        tab.wait_for_timeout(500)
        loading = session.send("Profiler.stop")["profile"]
        session.send("Profiler.start")
        browser.drag(tab)
        stepping = session.send("Profiler.stop")["profile"]
    print("\n".join(["Loading", "", *table(loading, 1, arguments.rows)]))
    print("\n".join(["", "One dragged year", "", *table(stepping, browser.STEPS, arguments.rows)]))


def table(profile: Profile, times: int, rows: int) -> list[str]:
    """Return the dearest functions as Markdown; ms are for one of `times` repetitions."""
    own, whole = totals(profile)
    head = ["| ms with calls | ms own | function |", "| --- | --- | --- |"]
    dear = sorted(whole, key=lambda name: -whole[name])[:rows]
    return head + [f"| {whole[name] / times:.2f} | {own[name] / times:.2f} | {name} |" for name in dear]


def totals(profile: Profile) -> tuple[Counter[str], Counter[str]]:
    """Return ms per function: in itself, and with what it calls (a recursion counts once)."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", [])}
    own: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for sample, micros in zip(profile["samples"], profile["timeDeltas"], strict=True):
        stack = _stack(sample, parents)
        names = [_name(nodes[step]) for step in stack]
        own[names[0]] += micros / 1000
        for name in set(names) - IDLE:
            whole[name] += micros / 1000
    return own, whole


def _stack(node: int, parents: dict[int, int]) -> list[int]:
    stack = [node]
    while stack[-1] in parents:
        stack.append(parents[stack[-1]])
    return stack


def _name(node: dict[str, Any]) -> str:
    frame = node["callFrame"]
    if not frame["url"]:
        return str(frame["functionName"])
    file = frame["url"].rsplit("/", 1)[-1].split("?")[0]
    return f"{frame['functionName'] or '(anonymous)'} {file}:{frame['lineNumber'] + 1}"


if __name__ == "__main__":
    main()
