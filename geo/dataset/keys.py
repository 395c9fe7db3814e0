"""Which record of another table each record names: asked by the checks, the page and the search, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import description, screens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.model import Atlas

    Known = dict[tuple[str, str, str, str], NDArray[np.int64]]

_KNOWN: WeakKeyDictionary[Atlas, Known] = WeakKeyDictionary()


def positions(atlas: Atlas, name: str, field: str, other: str, target: str = "id") -> NDArray[np.int64]:
    """Return for each record of a table which of another one it names, by position; `screens.NOWHERE` for none there.

    It is kept for each `Atlas`: nobody may change it.
    """
    known, key = _KNOWN.setdefault(atlas, {}), (name, field, other, target)
    if key not in known:
        asked = {(name, field), (other, target), *_naming(atlas, other, target)}
        new = {one: screens.column(atlas[one[0]], one[1]) for one in asked if (*one, other, target) not in known}
        for one, found in zip(new, _standing([*new.values()], screens.column(atlas[other], target)), strict=True):
            found.flags.writeable = False
            known[*one, other, target] = found
    return known[key]


def _naming(atlas: Atlas, other: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield the tables and columns that name records of a table: all are looked for in one table of hashes."""
    for resource in atlas.package.get("resources", []):
        if resource["name"] in atlas.tables:
            keys = description.foreign_keys(resource)
            yield from ((resource["name"], field) for field, *named in keys if named == [other, target])


def _standing(wanted: Sequence[pa.ChunkedArray], values: pa.ChunkedArray) -> Iterator[NDArray[np.int64]]:
    """Yield for each of some columns where the cells of it first stand among some values."""
    used = [bool(pc.any(pc.not_equal(column, "")).as_py()) for column in wanted]
    chunks = [chunk for column, some in zip(wanted, used, strict=True) if some for chunk in column.chunks]
    found = screens.standing(pa.chunked_array(chunks, pa.large_string()), values)
    at = 0
    for column, some in zip(wanted, used, strict=True):
        if some:
            yield found[at : at + len(column)]
            at += len(column)
        else:  # a column that nobody uses
            yield np.full(len(column), pc.index(values, "").as_py())


def share(one: Atlas, other: Atlas) -> None:
    """Let another form of a dataset, with the same keys in the same order, know what is known of it."""
    _KNOWN[other] = _KNOWN.setdefault(one, {})
