"""Events with several places, as columns beside those of all events: `shared/stays.js` reads them.

An event whose places all stand in its own record needs none of this: the page makes them of its columns `place` and
`destination`, as `geo.dataset.stays` does.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from geo import dates
from geo.dataset import keys, stays
from geo.map.columns import Column, positions, years
from geo.map.names import names_then
from geo.model import BOUNDS
from geo.view import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from geo.dataset.stays import Stay
    from geo.dataset.translate import Localized
    from geo.map.moments import Moments
    from geo.model import Atlas


def stay_columns(atlas: Atlas, then: NDArray[np.float64]) -> Iterator[Column]:
    """Yield the places of events that have rows of their own: one number for each stay and column.

    `then` are the bounds of all events (`geo.map.moments.Moments.bounds`).
    `event` are positions of such events, `kind` what each of them is, `offset` where the stays of each begin (and end:
    the next one), `leg` pairs of stays between which an arrow leads.
    """
    written = stays.written(atlas)
    rows = _rows(written)
    events = positions(atlas.events["id"], list(written))
    offsets = list(accumulate((len(here) for here in written.values()), initial=0))
    bounds = dict(zip(written, map(tuple, then[events].tolist()), strict=True))
    dated = np.array([standing.bounds(stay, bounds[stay.event]) for stay in rows]).reshape(-1, len(BOUNDS))
    placed = standing.placed_ids(atlas) if written else set()
    legs = [
        start + stay
        for start, here in zip(offsets, written.values(), strict=False)
        for leg in stays.ways(here, placed)
        for stay in leg
    ]
    yield Column("stays.event", "uint32", events)
    yield Column("stays.kind", "uint16", keys.positions(atlas, "events", "kind", "kinds")[events])
    yield Column("stays.offset", "uint32", offsets)
    yield Column("stays.place", "int32", positions(atlas.places["id"], [stay.place for stay in rows]))
    yield Column("stays.role", "uint8", [stays.ROLES.index(stay.role) for stay in rows])
    for number, name in enumerate(BOUNDS):
        yield Column(f"stays.{name}", "int16", years(dated[:, number]))
    yield Column("stays.leg", "uint32", legs)


def stay_words(localized: Localized, when: Moments) -> dict[str, list[str]]:
    """Return for each stay when it was, in words, and the name that its place had then."""
    atlas = localized.atlas
    written = stays.written(atlas)
    rows, events = _rows(written), positions(atlas.events["id"], list(written))
    began = {event: when.dates[moment] for event, moment in zip(written, when.of[events].tolist(), strict=True)}
    named = [(stay.place, dates.parse(stay.first) if stay.first else began[stay.event]) for stay in rows]
    spans = {(stay.first, stay.last) for stay in rows}
    when_there = {span: dates.stay(*span, localized.lang) for span in spans}
    return {
        "years": [when_there[stay.first, stay.last] for stay in rows],
        "name": names_then(localized, named),
    }


def _rows(written: Mapping[str, list[Stay]]) -> list[Stay]:
    return [stay for here in written.values() for stay in here]
