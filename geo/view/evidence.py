"""How well what is shown is supported: confidence, locators, and what the compilers read themselves.

The page counts the same in ``static/page/evidence.js``, from one number for each event; a test compares the two
on hundreds of random queries.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import citations, keys, screens

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.model import Atlas

MEMBER: Final = "atlas:evidence"
"""Member of exported files that holds these counts."""
CONFIDENCE: Final = ("A", "B", "C")
"""Values of `confidence`, the surest first; a flag counts them from 1, and 0 is any other."""
LOCATED: Final = 4
READ: Final = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of events.

    Attributes
    ----------
    events
        How many there are.
    confidence
        How many of each of `CONFIDENCE`.
    located
        How many have a citation that says where in its source (`geo.dataset.citations.located`).
    read
        How many have a citation whose passage the compilers read.
    """

    events: int
    confidence: Mapping[str, int]
    located: int
    read: int

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as exported files hold them."""
        return {
            "events": self.events,
            "confidence": dict(self.confidence),
            "with_a_locator": self.located,
            "read_by_the_compilers": self.read,
        }


@dataclass(frozen=True, slots=True)
class Cited:
    """Counts of citations, each a claim that something stands in a source.

    Attributes
    ----------
    citations
        How many there are.
    located
        How many say where in their source.
    read
        How many were read to which degree: `geo.dataset.citations.READ`, and "" where nobody says.
    """

    citations: int
    located: int
    read: Mapping[str, int]


def flags(atlas: Atlas) -> list[int]:
    """Return a number of 8 bits for each event, in the order of the dataset.

    Its confidence (the place in `CONFIDENCE`, from 1; 0 for another) plus `LOCATED` and `READ` where they hold.
    """
    events = atlas.events
    event = keys.positions(atlas, "citations", "event_id", "events")
    found = screens.positions(events, "confidence", pa.array(CONFIDENCE, pa.large_string())) + 1
    read = pc.equal(citations.reading(atlas), citations.READ[-1]).to_numpy()
    for flag, holds in ((LOCATED, citations.located(atlas)), (READ, read)):
        of_event = np.zeros(len(found), bool)
        of_event[event[holds & (event >= 0)]] = True
        found += flag * of_event
    return list(found.tolist())


def count(events: pd.DataFrame, atlas: Atlas) -> Evidence:
    """Count some events of an atlas, given with their `id`."""
    of = dict(zip(atlas.events["id"], flags(atlas), strict=True))
    found = [of[event] for event in events["id"]]
    ranks = Counter(flag % LOCATED for flag in found)
    return Evidence(
        len(found),
        {word: ranks[place] for place, word in enumerate(CONFIDENCE, 1)},
        sum(flag & LOCATED > 0 for flag in found),
        sum(flag & READ > 0 for flag in found),
    )


def cited(atlas: Atlas) -> Cited:
    """Count all citations of a dataset."""
    read = Counter(citations.reading(atlas).to_pylist())
    found = {word: read[word] for word in (*citations.READ, "")}
    return Cited(len(atlas["citations"]), int(citations.located(atlas).sum()), found)
