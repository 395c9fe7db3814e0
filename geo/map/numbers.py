"""All of a dataset that filtering, counting and drawing need, in numbers: the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from geo.dataset import keys, screens, settings
from geo.dataset.longitudes import turned
from geo.map import columns, first
from geo.map.antimeridian import placed
from geo.map.columns import Column, positions
from geo.map.moments import moments
from geo.map.stays import stay_columns
from geo.model import BOUNDS
from geo.view import evidence, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.map.columns import Described
    from geo.model import Atlas

NO_DETAIL = 65_535
"""`geo.checks.events` allows so many kinds and organizations, the last of them under the number before it."""
MOST_METRES = 2**31 - 1
"""What a column of 32 bits holds, many times around Earth."""


class Numbers(NamedTuple):
    """Columns in two blocks: what a map of all events is drawn of, a quarter of the bytes, and what single events are.

    Attributes
    ----------
    blocks
        Of `geo.map.columns.block`.
    described
        What each has, in its order.
    """

    blocks: tuple[bytes, bytes]
    described: tuple[list[Described], list[Described]]


_MADE: WeakKeyDictionary[Atlas, Numbers] = WeakKeyDictionary()


def numbers(atlas: Atlas) -> Numbers:
    """Return the columns of a dataset; made once for each `Atlas`."""
    if atlas not in _MADE:
        when = moments(atlas)
        then = when.bounds()
        soon = [*place_columns(atlas), *first.columns(atlas), *stay_columns(atlas, then)]
        one, other = columns.block(soon), columns.block(event_columns(atlas, when.order(), then))
        _MADE[atlas] = Numbers((one[0], other[0]), (one[1], other[1]))
    return _MADE[atlas]


def event_columns(atlas: Atlas, order: NDArray[np.int64], then: NDArray[np.float64]) -> Iterator[Column]:
    """Yield what is known of each event, in the order of the dataset.

    `order` and bounds, `then`, are those of `geo.map.moments.Moments`.
    """
    events = atlas.events
    detail = keys.positions(atlas, "events", "kind_detail", "kinds")
    yield from columns.words("events.id", events["id"])
    yield Column("events.order", "uint32", order)
    yield Column("events.place", "int32", keys.positions(atlas, "events", "place_id", "places"))
    yield Column("events.destination", "int32", keys.positions(atlas, "events", "destination_id", "places"))
    yield Column("events.kind", "uint16", keys.positions(atlas, "events", "kind", "kinds"))
    yield Column("events.detail", "uint16", np.where(detail < 0, NO_DETAIL, detail))
    yield Column("events.partOf", "int32", keys.positions(atlas, "events", "part_of", "events"))
    yield Column("events.evidence", "uint8", evidence.flags(atlas))
    years = columns.years(then)
    for number, (name, after) in enumerate(zip(BOUNDS, ("", *BOUNDS), strict=False)):
        yield Column(f"events.{name}", "int16", years[:, number], f"events.{after}" if after else "")
    for table, of in (("organizations", "organization"), ("groups", "group"), ("persons", "person")):
        yield from _links(atlas, table, of)


def _links(atlas: Atlas, table: str, of: str) -> Iterator[Column]:
    """Yield how many records of a table each event names, and all of them."""
    owner = keys.positions(atlas, f"event_{table}", "event_id", "events")
    named = keys.positions(atlas, f"event_{table}", f"{of}_id", table)
    count, every = columns.flat(owner, named, len(atlas.events))
    yield Column(f"events.{table}.count", "uint32", count)
    yield Column(f"events.{table}.all", "uint16" if table == "organizations" else "uint32", every)


def place_columns(atlas: Atlas) -> Iterator[Column]:
    """Yield what is known of each place, in the order of the dataset."""
    places, seam = atlas.places, settings.of(atlas).seam
    yield from columns.words("places.id", places["id"])
    lon, lat = points.coordinates(places.geometry.to_numpy())
    yield Column("places.lon", "float32", turned(lon, seam))
    yield Column("places.lat", "float32", lat)
    metres = np.minimum(np.nan_to_num(screens.numbers(places, "precision_m")), MOST_METRES)
    yield Column("places.precision", "int32", metres)
    kinds = place_kinds(atlas)
    yield Column("places.kind", "uint16", positions(kinds, places["kind"]))


def place_kinds(atlas: Atlas) -> list[str]:
    """Return the kinds of places that there are; `places.kind` are positions among them."""
    return list(dict.fromkeys(atlas.places["kind"].tolist()))


def shapes(atlas: Atlas) -> dict[str, Any]:
    """Return the shapes of places that are no mere points, by position."""
    seam, every = settings.of(atlas).seam, atlas.places.geometry.to_numpy()
    return {str(index): placed(every[index], seam) for index in np.flatnonzero(shapely.get_type_id(every) > 0)}
