"""Modules of ``bench/``, which is no package, for tests."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parents[2] / "bench"


def bench(name: str) -> Any:
    """Return one of the benchmarks as a module."""
    sys.path.insert(0, str(BENCH))  # only now: its names are everyday words, which others may bear too
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCH))
