"""Figures that say another count of their event in round numbers: they back it, and are no different count."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.translate import Localized

Row = dict[str, str]


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("rounded.toml").read_text(encoding="utf-8"))


def rounded(localized: Localized) -> list[int]:
    """Return the positions of figures that round another one, as their definition says and the numbers bear out."""
    word = _words().get(localized.base)
    if not word:
        return []
    said = re.compile(rf"\b{word}", re.IGNORECASE)
    named = {at for at, key in enumerate(localized.figures) if said.search(key)}
    rows = localized.atlas.rows("figures") if named else []
    others: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for at, row in enumerate(rows):
        if at not in named:
            others[row["event_id"], row["measure"]].append(row)
    return [at for at in sorted(named) if _rounds(rows[at], others[rows[at]["event_id"], rows[at]["measure"]])]


def _rounds(row: Row, others: Sequence[Row]) -> bool:
    """Whether one number is what others, or both bounds of theirs, come to when they end with as many zeros."""
    text = row["best"]
    if not text or {row["low"], row["high"]} - {"", text}:
        return False
    value, unit = int(text), 10 ** (len(text) - len(text.rstrip("0")))
    exact = ([other["best"]] if other["best"] else [other["low"], other["high"]] for other in others)
    return any(all(number and (int(number) + unit // 2) // unit * unit == value for number in one) for one in exact)
