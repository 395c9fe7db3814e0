"""Events with several places, as columns beside those of all events: `shared/stays.js` reads them.

An event whose places all stand in its own record needs none of this: the page makes them of its columns `place` and
`destination`, as `geo.dataset.stays` does.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import dating, stays
from geo.map.columns import pack, years
from geo.map.texts import names_then, positions
from geo.model import BOUNDS
from geo.view import standing

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.dataset.translate import Localized


def stay_columns(events: gpd.GeoDataFrame, localized: Localized) -> dict[str, Any]:
    """Return the places of events that have rows of their own: one number for each stay and column.

    `event` are positions of such events, `offset` where the stays of each begin (and end: the next one), `leg` pairs of
    stays between which an arrow leads. `years` says in words when, `name` is the name that the place had then.
    """
    atlas = localized.atlas
    place, where = positions(atlas.places["id"]), positions(events["id"])
    written = {where[event]: rows for event, rows in stays.written(atlas).items()}
    offsets = list(accumulate((len(rows) for rows in written.values()), initial=0))
    rows = [(event, stay) for event, here in written.items() for stay in here]
    then = dict(zip(events["id"], events[list(BOUNDS)].itertuples(index=False, name=None), strict=True))
    dated = [standing.bounds(stay, then[stay.event]) for _, stay in rows]
    placed = standing.placed_ids(atlas)
    legs = [
        (start + one, start + other)
        for start, here in zip(offsets, written.values(), strict=False)
        for one, other in stays.ways(here, placed)
    ]
    began = dating.of_atlas(atlas)
    named = [(stay.place, dates.parse(stay.first) if stay.first else began[stay.event]) for _, stay in rows]
    return {
        "event": pack(list(written), "uint32"),
        "offset": pack(offsets, "uint32"),
        "place": pack([place[stay.place] for _, stay in rows], "int32"),
        "role": pack([stays.ROLES.index(stay.role) for _, stay in rows], "uint8"),
        **{name: pack(years([one[number] for one in dated]), "int16") for number, name in enumerate(BOUNDS)},
        "leg": pack([stay for leg in legs for stay in leg], "uint32"),
        "years": [dates.years(stay.first, stay.last, localized.lang) for _, stay in rows],
        "name": names_then(localized, named),
    }
