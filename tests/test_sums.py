"""The page counts by sums over the years what looking at every event counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from geo.map import assets

SCRIPT = Path(__file__).parent / "support" / "sums.js"


@pytest.mark.parametrize("seeds", [range(1, 11), range(1_000, 1_010)], ids=str)
def test_sums_count_what_looking_at_every_event_counts(seeds: range) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is missing") if os.environ.get("CI") else pytest.skip("node is missing")
    scripts = [str(assets.STATIC / name) for name in assets.scripts("shared/filter.js")]
    command = [str(node), str(SCRIPT), *scripts, ",".join(map(str, seeds))]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(found.stdout) == []
