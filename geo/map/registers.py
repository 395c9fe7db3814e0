"""Where relatives can ask, as a page has it: the words of each register once, and one number for each event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from geo.dataset import cells
from geo.dataset.registers import REGISTERS
from geo.dataset.translate import SHOWN
from geo.map import written
from geo.map.moments import moments
from geo.view.registers import knowing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.dataset.translate import Localized
    from geo.map.written import Some
    from geo.model import Atlas

_MADE: WeakKeyDictionary[Atlas, tuple[NDArray[np.bool_], NDArray[np.int64]]] = WeakKeyDictionary()


def named(atlas: Atlas, localized: Localized) -> dict[str, Any]:
    """Return the registers with their words, and the different sets of them that events have."""
    rows = localized.atlas.rows(REGISTERS)
    sets, _ = _sets(atlas)
    return {
        "rows": [_one(localized, row) for row in rows],
        "sets": [np.flatnonzero(sets[at]).tolist() for at in range(len(sets))],
    }


def of_events(atlas: Atlas) -> Some:
    """Return for each event that has registers the position of their set."""
    sets, of = _sets(atlas)
    at = np.flatnonzero(sets[of].any(axis=1))
    return written.Some(at, written.numbers(of[at]))


def _sets(atlas: Atlas) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return the different sets of registers, and for each event which it has; worked out once for each `Atlas`."""
    if atlas not in _MADE:
        bounds = moments(atlas).bounds()
        found = knowing(atlas, bounds[:, 0], bounds[:, 3])
        if found.size:
            sets, of = np.unique(found, axis=0, return_inverse=True)
            _MADE[atlas] = sets, of.ravel()
        else:
            _MADE[atlas] = found[:1], np.zeros(len(found), np.int64)
    return _MADE[atlas]


def _one(localized: Localized, row: dict[str, str]) -> dict[str, Any]:
    host = cells.host(row["url"])
    said = {name: row[name] for name in SHOWN[REGISTERS]} | ({"url": row["url"], "host": host} if host else {})
    return localized.with_untranslated(said, REGISTERS, row["id"])
