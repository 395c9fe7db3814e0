"""Problems as they are collected: of one kind in a file so many as an editor reads, and how many more there are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Problem

LISTED: Final = 100
"""Problems of one kind in one file; what a thousand rows have wrong is one fault of whoever made them."""
KINDS: Final = 20
"""Kinds in one column of one file; after so many, all further problems there are one kind."""
SORTED: Final = 2_000
"""Problems of one column by whose sentences it is known of which kind they are."""
MADE: Final = SORTED + LISTED
"""Problems of one column of a file that are made at all; what comes after them is only counted."""
_VARIES: Final = re.compile(r"[0-9][0-9,.]*|'[^']*'|\(.*\)|\[.*\]")
"""What problems of one kind have different in their sentences: numbers, values, records."""
_SHAPE: Final = 80
"""Characters of a sentence by which its kind is known."""
Place = tuple[str, str, bool]
"""File, field, and whether it is a warning."""
Kind = tuple[str, str, bool, str]
"""The same, and the sentence without what varies."""


class Problems:
    """Keeps each problem once, in the order in which they are found, and counts those that it does not keep."""

    def __init__(self) -> None:
        self._order: dict[Problem, None] = {}
        self._kept: dict[Kind, list[Problem]] = {}
        self._rest: Counter[Kind] = Counter()
        self._met: Counter[Place] = Counter()
        self._kinds: Counter[Place] = Counter()

    def __len__(self) -> int:
        """Return how many were kept."""
        return len(self._order)

    def append(self, problem: Problem) -> None:
        """Take one problem."""
        if problem in self._order:
            return
        kind = self._kind(problem)
        kept = self._kept.setdefault(kind, [])
        if len(kept) < LISTED:
            kept.append(problem)
            self._order[problem] = None
        else:
            self._rest[kind] += problem.count

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several."""
        for problem in problems:
            self.append(problem)

    def _kind(self, problem: Problem) -> Kind:
        place = (problem.file, problem.field, problem.warning)
        self._met[place] += 1
        if self._met[place] > SORTED:
            return (*place, "")
        kind = (*place, _VARIES.sub("", problem.why[:_SHAPE]))
        if kind not in self._kept:
            self._kinds[place] += 1
            return kind if self._kinds[place] <= KINDS else (*place, "")
        return kind

    def listed(self) -> list[Problem]:
        """Return what was kept; after the last of a kind that has more stands a problem that counts the others."""
        after = {self._kept[kind][-1]: count for kind, count in self._rest.items()}
        return [one for problem in self._order for one in (problem, *_rest(problem, after.get(problem, 0)))]


def _rest(problem: Problem, count: int) -> list[Problem]:
    if not count:
        return []
    why = f"and {count:,} more of this kind: {problem.why}"
    return [replace(problem, record="", value="", why=why, count=count)]
