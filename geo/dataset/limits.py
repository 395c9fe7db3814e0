"""How much of a dataset is read, counted in its bytes before any list is made of them.

A zip comes from outside: 13 kB of it may unpack to what takes all memory or a minute. A folder is its
owner's, who may wait, so its bounds only keep a slip from taking the machine down.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that all files of a dataset may hold together.

    Attributes
    ----------
    bytes
        Unpacked.
    records
        Lines of tables, those without a record too, and features.
    cells
        Commas, or what else parts the cells of tables.
    values
        Numbers, texts, objects and lists of JSON.
    """

    bytes: int
    records: int
    cells: int
    values: int
    way_out: str
    """What to do when a dataset has more."""


FOLDER: Final = Limits(4_000_000_000, 40_000_000, 400_000_000, 400_000_000, "split the dataset")
"""3,000,000 events without texts in other languages are a third of it."""
IMPORT: Final = Limits(2_000_000_000, 5_000_000, 150_000_000, 30_000_000, "split the file")
"""Of a file of its owner that is to become a dataset: 1,000,000 rows of 50 columns are a third to a half of it."""
ZIP: Final = Limits(30_000_000, 50_000, 400_000, 400_000, "split the dataset, or give the unpacked folder")
"""The published dataset has a ninth of it. A zip just below all of these is checked in 1 to 1.5 s and 300 MB."""


AT_ONCE: Final = 2**18
"""Bytes that stay in the memory of a processor while they are counted."""


def counted_csv(content: bytes) -> dict[str, int]:
    """Return how many records and cells a table has at most; what stands in quotes counts too."""
    newlines, returns, *others = _counts(content, b"\n\r,;\t")
    ends = max(newlines, returns)
    return {"records": ends, "cells": ends + sum(others)}


def counted_json(content: bytes) -> dict[str, int]:
    """Return how many values, objects and lists a JSON text has at most."""
    *parts, quotes = _counts(content, b',[{"')
    return {"values": max(sum(parts), quotes // 4)}  # a key and a text have four quotes and a comma


def _counts(content: bytes, signs: bytes) -> list[int]:
    """Return how often each of some bytes stands in a text; `bytes.count` takes long for those that stand often."""
    data = np.frombuffer(content, np.uint8)
    blocks = [data[at : at + AT_ONCE] for at in range(0, len(data), AT_ONCE)]
    return [sum(int(np.count_nonzero(block == sign)) for block in blocks) for sign in signs]


class Budget:
    """How much of each may yet be read of one dataset."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._spent: Counter[str] = Counter()

    @property
    def bytes(self) -> int:
        """Bytes that may yet be read."""
        return self.limits.bytes - self._spent["bytes"]

    def excess(self, **counts: int) -> str:
        """Spend on one file; return why it cannot be, "" if it can: then alone it counts."""
        for name, count in counts.items():
            most = getattr(self.limits, name)
            if self._spent[name] + count > most:
                return f"with its {count:,} {name} the dataset has more than {most:,}"
        self._spent.update(counts)
        return ""
