"""Kinds of events: which are off until a reader asks for them, and how the map tells them apart."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import cycle
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geo.model import Atlas
    from geo.view.query import Query

COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


class Look(NamedTuple):
    """A plain geometric mark (see ``marks.toml``), and its colour as #rrggbb."""

    mark: str
    colour: str


def hidden_at_first(atlas: Atlas) -> frozenset[str]:
    """Return the kinds that are off where an address does not say which: they explain events, and are none."""
    kinds = atlas["kinds"]
    return frozenset(kinds.loc[kinds["hidden"] == "true", "id"])


def as_seen(view: Query, atlas: Atlas) -> Query:
    """Return a view whose address says which kinds are off, where readers by themselves would have others off."""
    return view.with_(at_first=hidden_at_first(atlas))


def off(hidden: Collection[str], chosen: Collection[str], atlas: Atlas) -> frozenset[str]:
    """Return the kinds that are taken off the map: who asks for a kind, or for a detail of it, gets it."""
    parents = dict(zip(atlas["kinds"]["id"], atlas["kinds"]["parent"], strict=True))
    asked = {name for kind in chosen for name in (kind, parents.get(kind, ""))}
    return frozenset(hidden) - asked


def with_details(wanted: Collection[str], atlas: Atlas) -> frozenset[str]:
    """Return kinds and their details."""
    kinds = atlas["kinds"]
    return frozenset(kinds.loc[kinds["id"].isin(wanted) | kinds["parent"].isin(wanted), "id"])


def looks(atlas: Atlas) -> Mapping[str, Look]:
    """Return how each kind of the first level looks; no two are alike as long as there are enough marks."""
    rows = [row for row in atlas.rows("kinds") if not row["parent"]]
    marks = _given([row["mark"] if row["mark"] in _known()["marks"] else "" for row in rows], _known()["marks"])
    colours = _given([row["colour"] if COLOUR.fullmatch(row["colour"]) else "" for row in rows], _known()["colours"])
    return {row["id"]: Look(mark, colour) for row, mark, colour in zip(rows, marks, colours, strict=True)}


def family_marks(n: int) -> list[str]:
    """Return marks for `n` families of organizations, which have colours of their own."""
    return list(_given([""] * n, _known()["marks"]))


def _given(wanted: Sequence[str], every: Sequence[str]) -> Iterator[str]:
    """Yield what is wanted; where nothing is, the next that nobody wants, and from the first on when there is none."""
    free = cycle([one for one in every if one not in wanted] or every)
    return (one or next(free) for one in wanted)


@cache
def _known() -> Mapping[str, Sequence[str]]:
    text = resources.files("geo.view").joinpath("marks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
