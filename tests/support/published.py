"""The published dataset, read once in each process; nobody may change it."""

from __future__ import annotations

from pathlib import Path

import geo

DATA = Path(__file__).parents[2] / "data"
ATLAS = geo.load(DATA)
