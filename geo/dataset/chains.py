"""Records that name the one above them (`part_of`, `successor_of`), at any depth and also in rings.

Each function takes, for every record, the id of the one above it, "" for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def above(one: str, parents: Mapping[str, str]) -> list[str]:
    """Return every other record above one, the outermost last; of a ring each once."""
    found = {one: None}
    step = parents.get(one, "")
    while step and step not in found:
        found[step] = None
        step = parents.get(step, "")
    return list(found)[1:]


def below(one: str, parents: Mapping[str, str]) -> set[str]:
    """Return a record and all that are below it."""
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    found, waiting = {one}, [one]
    while waiting:
        new = [child for child in children.get(waiting.pop(), []) if child not in found]
        found.update(new)
        waiting += new
    return found


def rings(parents: Mapping[str, str]) -> set[str]:
    """Return the records from which the way up leads back to themselves; each is looked at once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        step = start
        while step in parents and step not in done and step not in path:
            path[step] = len(path)
            step = parents[step]
        if step in path:
            found |= set(list(path)[path[step] :])
        done.update(path)
    return found
