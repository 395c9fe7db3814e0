"""What was probably meant by a value that is none of the known ones."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

LONGEST = 100
"""Characters; a longer value is not a slip of an id, and comparing it would take long."""
LISTED = 24
"""So many choices are listed when none is near."""
COMPARED = 20
"""Choices that share the most pairs of letters are compared in full: thousands would take seconds."""
COUNTED = 10_000
"""Choices whose shared pairs are counted; a pair that more of them have says little of any."""
ASKED = 100
"""Values that are compared; when more are wrong, ids were changed as a whole, and they would take minutes."""


class Suggester:
    """Finds the choice nearest to a value; made once for many values, of which it compares `ASKED`."""

    def __init__(self, choices: Collection[str]) -> None:
        self.choices = choices
        """What there is to choose from; a set or a dictionary if it shall also be asked for a value."""
        self._found: dict[str, str] = {}
        self._by_pair: dict[str, NDArray[np.int64]] = {}

    def nearest(self, value: str) -> str:
        """Return the choice that a value is a slip of, or "" when there is none."""
        if value not in self._found and len(self._found) < ASKED:
            self._found[value] = self._nearest(value) if len(value) <= LONGEST else ""
        return self._found.get(value, "")

    def _nearest(self, value: str) -> str:
        plain = value.strip().casefold()
        shared = Counter(choice for choices in self._sharing(plain) for choice in choices.tolist())
        likely = [self._listed[at] for at, _ in shared.most_common(COMPARED)] if plain else []
        # Two short words such as "D" and "A" share no pair; of few choices all are compared.
        near = difflib.get_close_matches(plain, likely or list(self.choices)[:LISTED], n=1)
        return near[0] if near else ""

    def _sharing(self, plain: str) -> Iterator[NDArray[np.int64]]:
        """Yield for each pair of letters the choices that have it, the rarest pair first, up to `COUNTED` choices."""
        count = 0
        for choices in sorted(map(self._having, _pairs(plain)), key=len):
            count += len(choices)
            if count > COUNTED and count > len(choices):
                return
            yield choices

    def __call__(self, value: str) -> str:
        """Return how to mend a value: the nearest choice, or all of a few."""
        near = self.nearest(value)
        if near:
            return f"did you mean {near!r}?"
        few = 0 < len(self.choices) <= LISTED
        return f"one of {', '.join(self.choices)}" if few else "add it first or choose another"

    def _having(self, pair: str) -> NDArray[np.int64]:
        """Return which choices have a pair; an index of all pairs would cost fifty times what one question does."""
        if pair not in self._by_pair:
            self._by_pair[pair] = np.flatnonzero(pc.match_substring(self._framed, _bytes(pair)))
        return self._by_pair[pair]

    @cached_property
    def _listed(self) -> list[str]:
        return [*self.choices]

    @cached_property
    def _framed(self) -> pa.Array:
        return pa.array([_bytes(_framed(choice.casefold())) for choice in self.choices], pa.large_binary())


def _bytes(text: str) -> bytes:
    """Return what Apache Arrow compares; of an address a text may be none."""
    return text.encode("utf-8", "surrogatepass")


def _framed(text: str) -> str:
    return f"^{text}$"


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbours of a text, its first and last letter among them."""
    framed = _framed(text)
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
