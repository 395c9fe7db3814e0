"""Searches as people type them, with what they must lead to: ``tests/data/searches.csv``.

`how` says in which way: ``first`` (the best of its table), ``any`` (offered), ``near`` (asked about: one letter is
wrong), ``none`` (neither: a form that no rule of the search reaches, kept so that it is known).
"""

from __future__ import annotations

import csv
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "searches.csv"


def searches(*how: str) -> list[dict[str, str]]:
    """Return the rows of some ways, all when none is named."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["how"] in how or not how]
