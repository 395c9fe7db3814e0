"""``kill -9`` in the middle of exports: `bench/kills.py` with a few kills."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "bench" / "kills.py"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kills_damage_no_file_and_the_next_start_leaves_none_behind(monkeypatch):
    spec = importlib.util.spec_from_file_location("kills", SCRIPT)
    kills = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "kills", kills)
    spec.loader.exec_module(kills)
    found = kills.run(3, 1937, slow=0.4, longest=1.0)
    assert (found.kills, found.damaged, found.stale) == (3, 0, 0)
    assert found.met > 0
