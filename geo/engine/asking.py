"""Reads what is asked of an engine in the form of an address; the skeleton, by which they are read, has no events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.view import kinds
from geo.view.asked import no_view, pairs_of
from geo.view.notices import quoted
from geo.view.query import strictly as of_skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.engine.model import Engine
    from geo.view.query import Query

EVENTS: Final = ("within", "card")
"""Parameters that name an event."""


def strictly(
    pairs: Sequence[tuple[str, str]],
    engine: Engine,
    also: Collection[str] = (),
    at_first: frozenset[str] = frozenset(),
) -> tuple[Query, list[str]]:
    """Read parameters as `geo.view.query.strictly` does; return the query and a sentence for each thing wrong."""
    known = [(name, "" if name in EVENTS else value) for name, value in pairs]
    query, faults = of_skeleton(known, engine.skeleton, also, at_first)
    named = {name: value for name, value in pairs if name in EVENTS and value}
    faults += [
        f"{name}: there is no event {quoted(value)}" for name, value in named.items() if engine.number(value) is None
    ]
    return query.with_(**named), faults


def read(asked: str, engine: Engine) -> tuple[Query, list[str]]:
    """Read a view as `geo.view.asked.read` does."""
    at_first = kinds.hidden_at_first(engine.skeleton) if asked else frozenset()
    query, faults = strictly(pairs := pairs_of(asked), engine, at_first=at_first)
    return query, [*no_view(asked, pairs), *faults]
