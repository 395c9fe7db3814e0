"""What a page shows before anything is asked of it, counted when it is built: a map needs no event to open.

These are all events but those of kinds that are off at first. ``shared/choice.js`` and ``shared/group_sums.js`` count
the same for every other choice, and for this one in a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

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
MOST_LOOKS: Final = 30
"""Kinds of the first level that a map tells apart, as ``shared/data.js`` knows it; all others are one."""


_COUNTED: WeakKeyDictionary[Atlas, dict[str, Any]] = WeakKeyDictionary()


def counts(atlas: Atlas) -> dict[str, Any]:
    """Return how many events are shown, have no place with a point and no date; by kind and detail; by `flags`.

    ``hidden`` are those that are not shown, by what a map tells apart. Counted once for each `Atlas`.
    """
    if atlas not in _COUNTED:
        _COUNTED[atlas] = _counts(atlas)
    return _COUNTED[atlas]


def _counts(atlas: Atlas) -> dict[str, Any]:
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
        "hidden": np.bincount(_looks(atlas)[~shown], minlength=MOST_LOOKS + 1).tolist(),
        "evidence": np.bincount(np.array(evidence.flags(atlas), np.int64)[shown], minlength=SUPPORT).tolist(),
    }


def columns(atlas: Atlas) -> Iterator[Column]:
    """Yield how many events stand at each place in some year, each once at a place, and how many of those shown.

    ``first.shown`` is 1 for each event that is. Of those that have one place ``looks`` says how many a place has, by
    what a map tells apart. ``ways`` are events that lead from one such place to another, in their order.
    """
    n, shown, placed = len(atlas.places), _shown(atlas), _has_point(atlas)
    event, place = _stands(atlas)
    yield Column("places.events", "uint32", np.bincount(place, minlength=n))
    yield Column("places.ever", "uint32", np.bincount(place[shown[event] & placed[place]], minlength=n))
    yield Column("first.shown", "uint8", shown)
    only, alone = _alone(atlas)
    drawn = shown[only] & placed[alone]
    both = alone[drawn] * (MOST_LOOKS + 1) + _looks(atlas)[only[drawn]]
    for number, counts in enumerate(np.bincount(both, minlength=n * (MOST_LOOKS + 1)).reshape(n, MOST_LOOKS + 1).T):
        if counts.any():
            yield Column(f"looks.{number}", np.min_scalar_type(counts.max()).name, counts)
    to = keys.positions(atlas, "events", "destination_id", "places")[only]
    leads = (to >= 0) & placed[alone] & placed[to] & (to != alone)
    for name, values in (("event", only), ("from", alone), ("to", to)):
        yield Column(f"ways.{name}", "uint32", values[leads])


def _shown(atlas: Atlas) -> NDArray[np.bool_]:
    names = atlas["kinds"]["id"].isin(kinds.hidden_at_first(atlas)).to_numpy()
    hidden = np.append(names, [False])  # which the position -1 of no detail finds
    kind, detail = (keys.positions(atlas, "events", name, "kinds") for name in ("kind", "kind_detail"))
    shown: NDArray[np.bool_] = ~(hidden[kind] | hidden[detail])
    return shown


def _stands(atlas: Atlas) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of an event and a place at which it stands in some year, each pair once."""
    written, (event, alone) = stays.written(atlas), _alone(atlas)
    here = [stay for every in written.values() for stay in every if stay.stands]
    moved = positions(atlas.events["id"], [stay.event for stay in here]).astype(np.int64)
    moved_to = positions(atlas.places["id"], [stay.place for stay in here]).astype(np.int64)
    several = np.unique(np.column_stack([moved, moved_to]), axis=0)  # an event may have been twice at a place
    several = several[several[:, 1] >= 0]
    return np.concatenate([event, several[:, 0]]), np.concatenate([alone, several[:, 1]])


def _alone(atlas: Atlas) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the events that have one place, and which, in their order: others have rows of their own."""
    place = keys.positions(atlas, "events", "place_id", "places").astype(np.int64)
    place[positions(atlas.events["id"], list(stays.written(atlas)))] = -1
    event = np.flatnonzero(place >= 0)
    return event, place[event]


def _looks(atlas: Atlas) -> NDArray[np.int64]:
    """Return for each event which of the kinds of the first level it is, by number, at most `MOST_LOOKS`."""
    rows = atlas.rows("kinds")
    roots = {row["id"]: number for number, row in enumerate(row for row in rows if not row["parent"])}
    look = np.array([min(roots[row["parent"] or row["id"]], MOST_LOOKS) for row in rows], np.int64)
    return look[keys.positions(atlas, "events", "kind", "kinds")]


def _has_point(atlas: Atlas) -> NDArray[np.bool_]:
    lon, _ = points.coordinates(atlas.places.geometry.to_numpy())
    return ~np.isnan(lon)
