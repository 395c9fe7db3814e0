"""The tables of a measurement, in Markdown."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

import browser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Found = dict[str, Any]
BUILD = ("page", "load + check, s of CPU", "build, s of CPU", "peak, MB", "MB raw / gzip")
LOAD = (
    "page",
    "painted, ms",
    "of the empty page",
    "main thread, ms of CPU",
    "of the empty page",
    "painted, least to most, ms",
    "answers, ms",
)
STEP = (
    "page",
    "frame: median / p95, ms",
    "frames late",
    "renderer, ms of CPU a step",
    "main thread, ms",
    "p95 / most of a frame",
    "both ends of a drag, ms",
)
MEMORY = ("page", "heap, MB", "array buffers, MB", "both above empty", "process, MB")
EMPTY = "empty"


def report(found: Found) -> list[str]:
    """Return all tables as lines."""
    about = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    parts = [
        (BUILD, found["builds"], _build),
        (LOAD, found["loads"], lambda samples: _load(samples, found["loads"][EMPTY])),
        (STEP, found["steps"], _step),
        (MEMORY, found["memory"], lambda one: _memory(one, found["memory"][EMPTY])),
    ]
    return [about, *(line for head, rows, make in parts for line in ("", *table(head, _rows(head, rows, make))))]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one Markdown table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _rows(head: Sequence[str], rows: dict[str, Any], make: Callable[[Any], list[str]]) -> list[list[str]]:
    found = []
    for name, measured in rows.items():
        last = measured[-1] if isinstance(measured, list) else measured
        found.append([name, *([last["error"], *["-"] * (len(head) - 2)] if "error" in last else make(measured))])
    return found


def _build(samples: list[Found]) -> list[str]:
    load, build, peak = (_median(samples, name) for name in ("load_s", "build_s", "peak_mb"))
    return [
        f"{load:.2f}",
        f"{build:.2f}",
        f"{peak:.0f}",
        f"{samples[0]['raw'] / 1e6:.2f} / {samples[0]['gzip'] / 1e6:.2f}",
    ]


def _load(samples: list[Found], empty: list[Found]) -> list[str]:
    row = []
    for name in ("painted", "busy"):
        value = _median(samples, name)
        row += [f"{value:.0f}", f"{value / _median(empty, name):.2f}"]
    painted = sorted(one["painted"] for one in samples)
    return [*row, f"{painted[0]:.0f} to {painted[-1]:.0f}", f"{_median(samples, 'answers'):.0f}"]


def _step(found: Found) -> list[str]:
    stamps, frames = found["stamps"], found["frames"]
    late = sum(one > browser.LATE for one in stamps) / len(stamps)
    return [
        f"{statistics.median(stamps):.1f} / {browser.p95(stamps):.1f}",
        f"{late:.0%}",
        f"{statistics.median(found['renderer']):.1f}",
        f"{statistics.median(found['main']):.1f}",
        f"{browser.p95(frames):.1f} / {max(frames):.1f}",
        f"{statistics.median(found['ends']):.0f}",
    ]


def _memory(found: Found, empty: Found) -> list[str]:
    both = found["heap"] + found["buffers"] - empty["heap"] - empty["buffers"]
    return [f"{found['heap']:.1f}", f"{found['buffers']:.1f}", f"{both:.1f}", f"{found['process']:.0f}"]


def _median(samples: Sequence[Found], name: str) -> float:
    return statistics.median(sample[name] for sample in samples)
