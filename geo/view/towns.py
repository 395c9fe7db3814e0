"""The towns that the basemap names and no place of the dataset is: a gazetteer beside what the atlas tells.

No event stands at them: a search that finds one leads to what lies near, and to whole regions that may include it.
"""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from geo.dataset import basemap, cells, screens, settings, sphere
from geo.view import points, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.model import Atlas

CITY: Final = "city"
REGIONS: Final = ("region", "country")
"""Kinds of places whose point stands for all within their precision."""
SAME_WITHIN: Final = 50_000.0
"""Metres within which a place that bears the name of a town is that town, or in it."""
_BESIDE: Final = math.degrees(2 * SAME_WITHIN / sphere.RADIUS)
"""Degrees of latitude; only places that lie within these of a town are measured: there may be 60,000."""
_SAME: Final = math.cos(2 * SAME_WITHIN / sphere.RADIUS)
"""The product of two directions that are so far apart."""
_MADE: WeakKeyDictionary[Atlas, tuple[Town, ...]] = WeakKeyDictionary()


class Town(NamedTuple):
    """A town of the basemap.

    Attributes
    ----------
    id
        As the basemap has it; its longitude and latitude where that has none.
    names
        Language -> what it is and was called in it, the newest name first.
    lon, lat
        Degrees.
    inside
        Positions of the places that have its name in theirs and lie no farther than `SAME_WITHIN`, as a prison in it.
    regions
        Positions of the places that stand for a whole region and may include it, the smallest first: it lies in their
        circle, and in a country in which they lie today.
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    lon: float
    lat: float
    inside: tuple[int, ...]
    regions: tuple[int, ...]

    def each(self) -> Iterator[tuple[str, str]]:
        """Yield language and name, all that are."""
        for lang, names in self.names.items():
            yield from ((lang, name) for name in names)


def of_atlas(atlas: Atlas) -> tuple[Town, ...]:
    """Return the towns of a dataset's basemap that are none of its places, made once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = tuple(_made(atlas))
    return _MADE[atlas]


def _made(atlas: Atlas) -> Iterator[Town]:
    labels = [row for row in basemap.rows(atlas.files, basemap.LABELS) if row["class"] == CITY]
    if not labels:
        return
    places, base = _Places(atlas), settings.of(atlas).language
    named = ((row.get("id") or f"{row['lon']} {row['lat']}", row) for row in labels)
    for one, rows in cells.grouped(named).items():
        names, lon, lat = _names(rows, base), float(rows[-1]["lon"]), float(rows[-1]["lat"])
        here, called = places.beside(lon, lat), _parts(chain.from_iterable(names.values()))
        if not any(called & places.parts(i) for i in here):
            inside = (i for i in here if any(part < own for own in places.parts(i) for part in called))
            around = places.regions_around(lon, lat, rows[-1].get("country") or "")
            yield Town(one, names, lon, lat, tuple(inside), around)


def _names(rows: list[dict[str, str]], base: str) -> dict[str, tuple[str, ...]]:
    columns = {"name": base, **{name: name.removeprefix("name_") for name in rows[0] if name.startswith("name_")}}
    found = {lang: dict.fromkeys(row[name] for row in reversed(rows) if row[name]) for name, lang in columns.items()}
    return {lang: tuple(names) for lang, names in found.items()}


class _Places:
    """The places of a dataset, as towns are compared with them."""

    def __init__(self, atlas: Atlas) -> None:
        table = atlas.places
        self.further = cells.grouped((row["place_id"], row["name"]) for row in atlas.rows("place_names"))
        self.ids, self.names = table["id"].tolist(), table["name"].tolist()
        self.directions = sphere.directions(np.column_stack(points.coordinates(table.geometry.to_numpy())))
        self.metres = np.nan_to_num(screens.numbers(table, "precision_m"))
        self.countries = table["country_today"].tolist()
        self.is_region = table["kind"].isin(REGIONS).to_numpy(dtype=bool)
        self.regions = np.flatnonzero(self.is_region)
        others = np.flatnonzero(~self.is_region)
        self.northward = others[np.argsort(self.directions[others, 2], kind="stable")]
        self.heights = self.directions[self.northward, 2]
        self.known: dict[int, set[frozenset[str]]] = {}

    def beside(self, lon: float, lat: float) -> list[int]:
        """Return the places, in their order, that are no region and lie within `SAME_WITHIN` of a point (degrees)."""
        south, north = (math.sin(math.radians(max(-90.0, min(lat + by, 90.0)))) for by in (-_BESIDE, _BESIDE))
        first, end = np.searchsorted(self.heights, south), np.searchsorted(self.heights, north, side="right")
        asked = self.northward[first:end]
        asked = asked[self.directions[asked] @ np.array(sphere.direction(lon, lat)) > _SAME]  # sooner than measured
        found = asked[sphere.metres_from(lon, lat, self.directions[asked]) <= SAME_WITHIN]
        return sorted(found.tolist())

    def parts(self, place: int) -> set[frozenset[str]]:
        """Return the words of each name of a place."""
        if place not in self.known:
            self.known[place] = _parts([self.names[place], *self.further.get(self.ids[place], ())])
        return self.known[place]

    def regions_around(self, lon: float, lat: float, country: str) -> tuple[int, ...]:
        """Return the regions that may include a point (degrees) of a country."""
        far = sphere.metres_from(lon, lat, self.directions[self.regions])
        around = self.regions[far <= self.metres[self.regions]].tolist()
        return tuple(sorted((i for i in around if country in self.lies_in(i)), key=lambda i: float(self.metres[i])))

    def lies_in(self, region: int) -> set[str]:
        """Return the countries of a region: its own, or those of the regions whose points lie in its circle."""
        if self.countries[region]:
            return {self.countries[region]}
        near = np.linalg.norm(self.directions - self.directions[region], axis=1) * sphere.RADIUS
        return {self.countries[i] for i in np.flatnonzero(self.is_region & (near <= self.metres[region]))} - {""}


def _parts(names: Iterable[str]) -> set[frozenset[str]]:
    return {frozenset(words.fold(name).split()) for name in names} - {frozenset()}
