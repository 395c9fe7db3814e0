"""SIGKILL in the middle of exports: `bench/interrupted_writes.py`, a few times."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

import pytest

from geo.cli import main

SCRIPT = Path(__file__).parents[1] / "bench" / "interrupted_writes.py"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_interrupted_write_damages_no_file_and_the_next_start_leaves_none_behind(monkeypatch):
    spec = importlib.util.spec_from_file_location("interrupted_writes", SCRIPT)
    bench = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "interrupted_writes", bench)
    spec.loader.exec_module(bench)

    def start(folder, temporary):
        """As the command starts, without a process of its own."""
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        assert main(["export", str(folder / bench.NEXT)]) == 0

    found = bench.run(2, 1937, slow=30, longest=0.1, start=start)
    assert (found.interrupted, found.met, found.damaged, found.stale) == (2, 2, 0, 0)
    assert found.files > 0
