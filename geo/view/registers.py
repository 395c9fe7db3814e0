"""Which registers may know the victims of which events: see `geo.dataset.registers`.

Only events with victims are asked for: those that name a group or a person as one, or have a number of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.registers import REGISTERS, scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.dataset.screens import Mask
    from geo.model import Atlas

STRUCK = frozenset(("victim", "imprisoned", "survived"))
"""Roles of persons whom an event struck."""


def knowing(atlas: Atlas, first: NDArray[np.float64], last: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each event (row) and each register (column) whether the one may know of the other's victims.

    Parameters
    ----------
    first, last
        The first and the last year that the date of each event can mean; NaN where it has none.
    """
    found = np.zeros((len(atlas.events), len(atlas[REGISTERS])), dtype=bool)
    if not found.size:
        return found
    country, family = _countries(atlas), _families(atlas)
    for one in scopes(atlas):
        fits = np.ones(len(found), dtype=bool)
        if one.country:
            fits &= country.get(one.country, False)
        if one.organization:
            bodies = family.get(one.organization, {one.organization})
            fits &= _naming(atlas, "event_organizations", "organization_id", bodies)
        if one.group:
            fits &= _naming(atlas, "event_groups", "group_id", {one.group})
        if one.last is not None:
            fits &= first <= one.last
        if one.first is not None:
            fits &= last >= one.first
        found[:, one.register] |= fits
    return found & _with_victims(atlas)[:, None]


def _naming(atlas: Atlas, table: str, column: str, wanted: Iterable[str]) -> Mask:
    """Return which events have a row of a table with one of some values."""
    rows = atlas[table]
    return atlas.events["id"].isin(rows["event_id"][rows[column].isin([*wanted])]).to_numpy(dtype=bool)


def _with_victims(atlas: Atlas) -> Mask:
    struck = _naming(atlas, "event_persons", "role", STRUCK)
    counted = {*atlas["event_groups"]["event_id"], *atlas["figures"]["event_id"]}
    return struck | atlas.events["id"].isin(counted).to_numpy(dtype=bool)


def _countries(atlas: Atlas) -> Mapping[str, Mask]:
    """Return for each country of today which events have a place in it."""
    events, stays, places = atlas.events, atlas["event_places"], atlas.places
    lies = dict(zip(places["id"], places["country_today"], strict=True))
    own = [events[column].map(lies) for column in ("place_id", "destination_id")]
    further = stays["place_id"].map(lies)
    return {
        one: np.logical_or.reduce(
            [*(column == one for column in own), events["id"].isin(stays["event_id"][further == one])]
        )
        for one in {*lies.values()} - {""}
    }


def _families(atlas: Atlas) -> Mapping[str, set[str]]:
    bodies = atlas["organizations"]
    return {one: set(bodies["id"][bodies["family"] == one]) for one in atlas["families"]["id"]}
