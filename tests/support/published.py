"""The published dataset, read once in each process; nobody may change it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geo

DATA = Path(__file__).parents[2] / "data"
ATLAS = geo.load(DATA)
_TEXTS = ATLAS["texts"]
BARE = replace(
    ATLAS,
    tables={
        **ATLAS.tables,
        "media": ATLAS["media"].iloc[:0],
        "texts": _TEXTS[_TEXTS["table"] != "media"].reset_index(drop=True),
    },
    files={name: content for name, content in ATLAS.files.items() if not name.startswith("media/")},
)
"""The same without its pictures, whose files and stories are not in every copy of its tables."""
