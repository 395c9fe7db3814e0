"""Places of imported rows: rows that say the same of a place have one, and no row gets what another one says.

One place are rows of one name at one position with one precision and certainty, and without a country, kind or scope
that differ. So no event is shown more exactly or more surely than its own row, and namesakes stay apart. A row without
a name means what is at its position.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry import Point

from geo import wording
from geo.dataset.longitudes import HALF, beyond, normal, normalized
from geo.dataset.sphere import distance
from geo.imports import phrases
from geo.imports.values import degrees
from geo.imports.values.slugs import Ids
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Link, Name

CERTAIN: Final = "certain"
LISTED: Final = 40
"""Places of one name that are compared; a table may call every place alike."""
SCOPES: Final = ((2_000, "site"), (30_000, "city"))
"""How large a place is thought to be when nothing is said, by its precision in metres; else a region."""
Key = bytes | tuple[float, float]
"""What two geometries have in common only when they are the same: x and y of a point, well-known binary of others."""


@dataclass(slots=True)
class Place:
    """One place as it grows; a country, kind or scope that the first row does not say may come with a later one."""

    id: str
    name: str
    shape: BaseGeometry | None
    precision: int
    certainty: str
    country: str
    kind: str
    scope: str
    key: str = ""
    notes: dict[str, None] = field(default_factory=dict)
    names: dict[Name, None] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class PlaceOfRow:
    """What one row, or several alike, say of a place; empty where they say nothing. Geometry in EPSG:4326.

    Each is equal to itself only, so that its place is found once.
    """

    name: str = ""
    shape: BaseGeometry | None = None
    precision: int = degrees.LEAST_PRECISION
    certainty: str = ""
    country: str = ""
    kind: str = ""
    scope: str = ""
    key: str = ""
    """The id that the file gives to the place; rows with the same one mean the same place."""
    note: str = ""
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()


class Gazetteer:
    """The places of one import."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self._beyond: list[float] = []
        self._ids = Ids()
        self._by_shape: dict[Key, dict[str, list[Place]]] = {}
        self._unplaced: dict[str, list[Place]] = {}
        self._by_key: dict[str, Place] = {}
        self._named: dict[PlaceOfRow, tuple[str, float | None]] = {}

    def add(self, stated: PlaceOfRow) -> str:
        """Return the id of the place that a row means, a new one if need be; "" when it means none."""
        if stated.key:
            return self._keyed(stated)
        if stated.shape is None and not stated.name:
            return ""
        known = self._named.get(stated) or self._add(stated)
        if stated.name:  # what is there without a name may yet be called by another one
            self._named[stated] = known
        key, turned = known
        self._beyond += [] if turned is None else [turned]
        return key

    def _add(self, stated: PlaceOfRow) -> tuple[str, float | None]:
        """Return the id of a place, and its longitude if that was beyond 180 degrees, as it is not any more."""
        turned = None if stated.shape is None else _beyond(stated.shape)
        if stated.shape is not None and turned is not None:
            stated = replace(stated, shape=normalized(stated.shape))
        here = self._unplaced if stated.shape is None else self._by_shape.setdefault(_key(stated.shape), {})
        place = self._find(stated, here) or self._new(stated, here)
        place.country = place.country or stated.country
        place.kind = place.kind or stated.kind
        if stated.name and stated.name != place.name:
            place.others[stated.name] = None
        if stated.note:
            place.notes[stated.note] = None
        place.names |= dict.fromkeys(stated.names)
        place.links |= dict.fromkeys(stated.links)
        return place.id, turned

    def _keyed(self, stated: PlaceOfRow) -> str:
        """Return the id of a place that has an id of its own; one that was but named by it takes the rest over."""
        place = self._by_key.get(stated.key)
        if place is None:
            place = self._by_key[stated.key] = self._new(stated, {})
        elif stated.name and place.name == place.key:
            place.name, place.shape, place.precision = stated.name, stated.shape, stated.precision
            place.certainty, place.country = stated.certainty or CERTAIN, stated.country
            place.kind, place.scope = stated.kind, _scope(stated)
        place.names |= dict.fromkeys(stated.names)
        place.links |= dict.fromkeys(stated.links)
        if stated.note:
            place.notes[stated.note] = None
        return place.id

    def _find(self, stated: PlaceOfRow, here: dict[str, list[Place]]) -> Place | None:
        """Return the first place of this name that may be meant, of any name for none; one without a name takes it."""
        name = stated.name.casefold()
        if not name:
            return next((one for places in here.values() for one in places if _alike(one, stated)), None)
        if found := next((one for one in here.get(name, ()) if _alike(one, stated)), None):
            return found
        unnamed = next((one for one in here.get("", ()) if _alike(one, stated)), None)
        if unnamed is not None:
            here[""].remove(unnamed)
            here.setdefault(name, []).append(unnamed)
            unnamed.name = stated.name
        return unnamed

    def _new(self, stated: PlaceOfRow, here: dict[str, list[Place]]) -> Place:
        name = stated.name or stated.key or position(stated.shape)
        place = Place(
            id=self._ids.take(stated.key or stated.name or name, "place"),
            name=name,
            shape=stated.shape,
            precision=stated.precision,
            certainty=stated.certainty or CERTAIN,
            country=stated.country,
            kind=stated.kind,
            scope=_scope(stated),
            key=stated.key,
        )
        self.places.append(place)
        here.setdefault(stated.name.casefold(), []).append(place)
        return place

    def namesakes(self) -> Iterator[str]:
        """Tell which names several places bear: one may be meant or several, which the file does not say."""
        by_name: dict[str, list[Place]] = {}
        for place in self.places:
            by_name.setdefault(place.name.casefold(), []).append(place)
        several = [found for found in by_name.values() if len(found) > 1]
        if several:
            named = phrases.listed([_described(found) for found in sorted(several, key=len, reverse=True)])
            yield (
                f"{wording.count(len(several), 'name')} for more than one place, each with the position, exactness and "
                f"country of its own rows: {named}"
            )

    def extent(self) -> Iterator[str]:
        """Tell where the places lie: who knows the country sees at once that two columns were exchanged."""
        shapes = [place.shape for place in self.places if place.shape is not None]
        if not shapes:
            yield f"{phrases.ATTENTION} no place has a position: the map will be empty"
        if shapes:
            if number := sum(isinstance(shape, Point) and not shape.x and not shape.y for shape in shapes):
                yield (
                    f"{phrases.ATTENTION} {wording.count(number, 'place')} at latitude 0, longitude 0, in the sea, "
                    "where programs put what has no position: leave the cells empty if it has none"
                )
            west, south, east, north = shapely.total_bounds(shapes)
            yield (
                f"places lie at latitude {south:.2f} to {north:.2f} and longitude {west:.2f} to {east:.2f}; "
                "if that is elsewhere, look whether latitude and longitude are swapped"
            )

    def turned(self) -> Iterator[str]:
        """Say how many longitudes lay beyond 180 degrees, as programs write them that draw across it."""
        if self._beyond:
            first, records = self._beyond[0], wording.count(len(self._beyond), "record")
            yield (
                f"{phrases.ATTENTION} longitudes beyond 180 degrees in {records} were turned by 360, "
                f"such as {first:.7g} to {normal(first):.7g}"
            )

    def shared(self) -> Iterator[str]:
        """Yield which names share one position, at most `phrases.SHOWN` positions."""
        named = [[found[0] for name, found in here.items() if name and found] for here in self._by_shape.values()]
        crowded = [found for found in named if len(found) > 1]
        for found in crowded[: phrases.SHOWN]:
            names = phrases.listed([repr(place.name) for place in found])
            yield f"{names} share the position {position(found[0].shape)}: each is a place of its own"
        if len(crowded) > phrases.SHOWN:
            yield f"... and {len(crowded) - phrases.SHOWN:,} more positions of several names"


def noted(stated: PlaceOfRow, lines: Iterable[str]) -> PlaceOfRow:
    """Return what a row says of a place with further lines in its note."""
    return replace(stated, note="\n".join([*([stated.note] if stated.note else []), *lines]))


def _scope(stated: PlaceOfRow) -> str:
    return stated.scope or next((word for most, word in SCOPES if stated.precision <= most), "region")


def _alike(place: Place, stated: PlaceOfRow) -> bool:
    """Say whether a row says nothing else than a place; without a position a country must be said by both, or none."""
    if (place.precision, place.certainty, place.scope) != (
        stated.precision,
        stated.certainty or CERTAIN,
        _scope(stated),
    ):
        return False
    if place.country != stated.country and (place.shape is None or (place.country and stated.country)):
        return False
    return not (place.kind and stated.kind) or place.kind == stated.kind


def _described(found: list[Place]) -> str:
    """Return a name and what sets its places apart, as far as they lie."""
    shapes = [place.shape for place in found[:LISTED] if place.shape is not None]
    apart = max((_between(shapes[0], other) for other in shapes[1:]), default=0.0)
    words = [f"up to {apart / 1000:.3g} km apart"] if apart >= 1 else []
    countries = dict.fromkeys(place.country for place in found if place.country)
    words += [f"in {', '.join([*countries][: phrases.SHOWN])}"] if len(countries) > 1 else []
    exact = {(place.precision, place.certainty, place.scope) for place in found}
    words += ["differing in exactness"] if len(exact) > 1 else []
    return f"{found[0].name!r} ({', '.join([wording.count(len(found), 'place'), *words])})"


def _between(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the metres between the middles of two shapes."""
    return distance(representative(one), representative(other))


def _key(shape: BaseGeometry) -> Key:
    if isinstance(shape, Point) and not shape.is_empty and not shape.has_z:
        return shape.x, shape.y
    return shapely.to_wkb(shape)


def _beyond(shape: BaseGeometry) -> float | None:
    """Return what `geo.dataset.longitudes.beyond` does; of points, which are many, it is known at once."""
    return None if isinstance(shape, Point) and not shape.is_empty and abs(shape.x) <= HALF else beyond(shape)


def position(shape: BaseGeometry | None) -> str:
    """Return the latitude and longitude of the middle of a shape as people read them."""
    point = representative(shape) if shape is not None else Point(0, 0)
    return f"{point.y:.4f}, {point.x:.4f}"
