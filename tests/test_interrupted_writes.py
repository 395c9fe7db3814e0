"""SIGKILL in the middle of exports: `bench/interrupted_writes.py`, a few times."""

from __future__ import annotations

import sys
import tempfile

import pytest

from geo.cli import main
from tests.support.bench import bench

writes = bench("interrupted_writes")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_interrupted_write_damages_no_file_and_the_next_start_leaves_none_behind(monkeypatch):
    def start(folder, temporary):
        """As the command starts, without a process of its own."""
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        assert main(["export", str(folder / writes.NEXT)]) == 0

    found = writes.run(2, 1937, slow=30, longest=0.1, start=start)
    assert (found.interrupted, found.met, found.damaged, found.stale) == (2, 2, 0, 0)
    assert found.files > 0
