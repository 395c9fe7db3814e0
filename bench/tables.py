"""The tables of a measurement, in Markdown."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

import browser

if TYPE_CHECKING:
    from collections.abc import Sequence

Found = dict[str, Any]
SERVER = (
    "events", "load + check, s", "build, s", "page, MB raw / gzip", "peak, MB",
    "markers: build, s", "markers: MB raw / gzip", "CPU ratio", "bytes ratio with words", "bytes ratio without words",
)  # fmt: skip
LOAD = ("page", "painted, ms", "ratio to empty", "main thread, ms", "ratio to empty")
STEP = (
    "events", "symbols", "set(), ms (p95)", "draw, ms (p95)", "step alone, ms (p95)", "frame while dragging, ms (p95)",
    "style + layout, ms", "main thread, ms", "heap above empty, MB",
)  # fmt: skip


def report(found: Found) -> list[str]:
    """Return all tables as lines."""
    about = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    sizes = {int(n): size for n, size in found["sizes"].items()}
    fixed = (found["zero"]["gzip"], found["empty"]["gzip"])
    first = table(SERVER, [_server(n, size["server"], *fixed) for n, size in sizes.items()])
    second = table(LOAD, [_load(name, found["loads"]) for name in found["loads"]])
    third = table(STEP, [_step(n, size["steps"], found["empty_heap_mb"]) for n, size in sizes.items()])
    named = [f"{name} page: {_mb(found[name])} MB raw / gzip" for name in ("empty", "zero", "published")]
    return [about, "", *first, "", "; ".join(named), "", *second, "", *third]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one Markdown table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _server(n: int, found: dict[str, list[Found]], zero: int, empty: int) -> list[str]:
    mine, build = found["ours"][0], _median(found["ours"], "build_s")
    load, peak = _median(found["ours"], "load_s"), _median(found["ours"], "peak_mb")
    row = [f"{n:,}", f"{load:.2f}", f"{build:.3f}", _mb(mine), f"{peak:.0f}"]
    if "markers" not in found:
        return [*row, *["not run"] * 5]
    other, seconds = found["markers"][0], _median(found["markers"], "build_s")
    with_words = (other["gzip"] - empty) / (mine["gzip"] - zero)
    without = (found["dots"][0]["gzip"] - empty) / mine["columns"]["gzip"]
    return [*row, f"{seconds:.2f}", _mb(other), *(f"{ratio:.1f}" for ratio in (seconds / build, with_words, without))]


def _mb(found: Found) -> str:
    return f"{found['raw'] / 1e6:.2f} / {found['gzip'] / 1e6:.2f}"


def _load(name: str, loads: dict[str, list[Found]]) -> list[str]:
    known = {"empty": "empty folium page", "zero": "ours, no events", "published": "ours, the published data"}
    label = known.get(name, f"ours, {name} events")
    if "error" in loads[name][0]:
        return [label, loads[name][0]["error"], *["-"] * 3]
    row = [label]
    for number in ("painted", "busy"):
        value, base = (_median(loads[which], number) for which in (name, "empty"))
        row += [f"{value:.0f}", f"{value / base:.2f}"]
    return row


def _step(n: int, found: Found, empty_heap: float) -> list[str]:
    if "error" in found:
        return [f"{n:,}", found["error"], *["-"] * 7]
    parts = found["parts"]
    timed = [_with_p95(found[name]) for name in ("set", "draw", "painted", "frames")]
    paint = parts["LayoutDuration"] + parts["RecalcStyleDuration"]
    heap = found["heap_mb"] - empty_heap
    symbols = f"{statistics.median(found['symbols']):.0f}"
    return [f"{n:,}", symbols, *timed, f"{paint:.1f}", f"{parts['TaskDuration']:.1f}", f"{heap:.1f}"]


def _with_p95(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({browser.p95(values):.1f})"


def _median(samples: Sequence[Found], name: str) -> float:
    return statistics.median(sample[name] for sample in samples)
