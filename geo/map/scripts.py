"""In which order the page's scripts load: worked out from what each defines and uses on ``atlas``.

The scripts are plain ones, not ES modules, because a saved page runs from ``file://``. Whoever adds
one lists it nowhere: a face names the scripts it starts with, and all that these use come first.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SET: Final = re.compile(r"\batlas\.(\w+) =(?!=)")
_SET_TOGETHER: Final = re.compile(r"Object\.assign\(atlas, \{([^}]*)\}\)")
_TAKEN: Final = re.compile(r"const \{([^}]*)\} = atlas;")
_USED: Final = re.compile(r"\batlas\.(\w+)\b(?! \?\?|\?\.)")
"""What is used with ``??`` or ``?.`` may be there or not: it brings no script along."""
_KEY: Final = re.compile(r"(?:^|,)\s*(\w+)")
"""What stands before a colon, or alone, in ``{ name, key: name }``."""


def defined(text: str) -> set[str]:
    """Return the names that a script puts on ``atlas``."""
    return {*_SET.findall(text), *(name for group in _SET_TOGETHER.findall(text) for name in _KEY.findall(group))}


def used(text: str) -> set[str]:
    """Return the names on ``atlas`` that a script needs from others."""
    taken = {name for group in _TAKEN.findall(text) for name in _KEY.findall(group)}
    return ({*_USED.findall(text)} | taken) - defined(text)


@cache
def needs(folder: Path) -> Mapping[str, frozenset[str]]:
    """Return for each script below a folder, by its relative path, the scripts that it uses."""
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.js")}
    home = {name: script for script, text in sorted(texts.items()) for name in defined(text)}
    return {script: frozenset(home[name] for name in used(text) if name in home) for script, text in texts.items()}


def ordered(folder: Path, entries: Iterable[str]) -> tuple[str, ...]:
    """Return the entries and all that they use, each after what it uses.

    Raises
    ------
    graphlib.CycleError
        When two scripts use each other: neither could come first.
    """
    graph = needs(folder)
    wanted = {script: sorted(graph[script]) for script in sorted(_reached(graph, entries))}
    return tuple(TopologicalSorter(wanted).static_order())


def _reached(graph: Mapping[str, frozenset[str]], entries: Iterable[str]) -> set[str]:
    def walk(script: str) -> Iterator[str]:
        if script not in seen:
            seen.add(script)
            yield script
            for other in graph[script]:
                yield from walk(other)

    seen: set[str] = set()
    return {script for entry in entries for script in walk(entry)}
