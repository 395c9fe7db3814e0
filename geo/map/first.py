"""What a page shows before anything is asked of it, counted when it is built: it need not look at each event to open.

These are all events but those of kinds that are off at first. ``shared/choice.js`` counts the same for every other
choice, and for this one in a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.dataset import keys, stays
from geo.map.columns import Column, positions
from geo.map.moments import moments
from geo.view import evidence, kinds, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.model import Atlas

SUPPORT: Final = 16
"""Values of `geo.view.evidence.flags`."""


def counts(atlas: Atlas) -> dict[str, Any]:
    """Return how many events are shown, have no place with a point and no date; by kind and detail; by `flags`."""
    shown, undated = _shown(atlas), np.isnan(moments(atlas).bounds()[:, 0])
    kind, detail = (keys.positions(atlas, "events", name, "kinds")[shown] for name in ("kind", "kind_detail"))
    of_kinds = np.bincount(np.concatenate([kind, detail[detail >= 0]]), minlength=len(atlas["kinds"]))
    event, place = _stands(atlas)
    placed = np.unique(event[_has_point(atlas)[place]])
    return {
        "shown": int(shown.sum()),
        "unplaced": int(shown.sum() - shown[placed].sum()),
        "undated": int((shown & undated).sum()),
        "kinds": of_kinds.tolist(),
        "evidence": np.bincount(np.array(evidence.flags(atlas), np.int64)[shown], minlength=SUPPORT).tolist(),
    }


def columns(atlas: Atlas) -> Iterator[Column]:
    """Yield how many events stand at each place in some year, each once at a place, and how many of those shown."""
    event, place = _stands(atlas)
    yield Column("places.events", "uint32", np.bincount(place, minlength=len(atlas.places)))
    at = place[_shown(atlas)[event] & _has_point(atlas)[place]]
    yield Column("places.ever", "uint32", np.bincount(at, minlength=len(atlas.places)))


def _shown(atlas: Atlas) -> NDArray[np.bool_]:
    names = atlas["kinds"]["id"].isin(kinds.hidden_at_first(atlas)).to_numpy()
    hidden = np.append(names, [False])  # which the position -1 of no detail finds
    kind, detail = (keys.positions(atlas, "events", name, "kinds") for name in ("kind", "kind_detail"))
    shown: NDArray[np.bool_] = ~(hidden[kind] | hidden[detail])
    return shown


def _stands(atlas: Atlas) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of an event and a place at which it stands in some year, each pair once."""
    written = stays.written(atlas)
    here = [stay for every in written.values() for stay in every if stay.stands]
    moved = positions(atlas.events["id"], [stay.event for stay in here]).astype(np.int64)
    moved_to = positions(atlas.places["id"], [stay.place for stay in here]).astype(np.int64)
    place = keys.positions(atlas, "events", "place_id", "places").astype(np.int64)
    place[positions(atlas.events["id"], list(written))] = -1  # these have rows of their own
    single = np.flatnonzero(place >= 0)
    several = np.unique(np.column_stack([moved, moved_to]), axis=0)  # an event may have been twice at a place
    several = several[several[:, 1] >= 0]
    return np.concatenate([single, several[:, 0]]), np.concatenate([place[single], several[:, 1]])


def _has_point(atlas: Atlas) -> NDArray[np.bool_]:
    lon, _ = points.coordinates(atlas.places.geometry.to_numpy())
    return ~np.isnan(lon)
