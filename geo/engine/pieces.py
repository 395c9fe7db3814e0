"""Unions of spans of years as sums.

Whether an event counts in some years is a question about one span: it begins by the last of them and ends after the
first. Of an event with several spans (two bodies of one family, each in the years in which it lived) it is enough
that one of them touches, and it counts once. Counts by sums of years need one span for each thing counted, so a union
becomes pieces with a sign. Spans that hold another are dropped; the others, in order of their beginnings, are in order
of their ends too, so that those that touch some years follow one another, and they are one more than the pairs of
neighbours that touch both. A pair touches both when the later one has begun and the earlier one has not ended: a
span again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

WIDTH = 1 << 17
"""More than years of 16 bits differ."""


class Pieces(NamedTuple):
    """Spans whose sum, each times its weight (1 or -1), is 1 in the years that a union touches.

    Attributes
    ----------
    group
        Of which union each is.
    bounds
        The four `geo.model.BOUNDS` of each, as years.
    weight
        1 or -1.
    """

    group: Numbers
    bounds: Numbers
    weight: Numbers


def union(group: Numbers, bounds: Numbers, *, certain: bool) -> Pieces:
    """Return the pieces of unions of spans.

    Parameters
    ----------
    group
        Of which union each span is; not negative.
    bounds
        Four years of each, all the same number for a span without a date: then the group has no other.
    certain
        Whether what touches is the span from the latest start to the earliest end, else that from the earliest start
        to the latest end.
    """
    start, end = (1, 2) if certain else (0, 3)
    order = np.lexsort((-bounds[:, end].astype(np.int64), bounds[:, start], group))
    group, bounds = group[order].astype(np.int64), bounds[order].astype(np.int64)
    _, rank = np.unique(group, return_inverse=True)
    reached = np.maximum.accumulate(rank * WIDTH + bounds[:, end]) if len(rank) else rank
    first = np.diff(rank, prepend=-1) > 0
    wider = np.ones(len(rank), dtype=bool)
    wider[1:] = rank[1:] * WIDTH + bounds[1:, end] > reached[:-1]
    kept = first | wider
    group, bounds = group[kept], bounds[kept]
    both = np.flatnonzero(group[1:] == group[:-1])
    between = np.concatenate([bounds[both + 1, :2], bounds[both, 2:]], axis=1)
    weight = np.concatenate([np.ones(len(group), np.int64), np.full(len(both), -1, np.int64)])
    return Pieces(np.concatenate([group, group[both]]), np.concatenate([bounds, between]), weight)
