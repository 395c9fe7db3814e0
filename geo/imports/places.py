"""Places of imported rows: those of one name and near are one place; a row without a name means what is there."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry import Point

from geo import wording
from geo.dataset.longitudes import HALF, beyond, normal, normalized
from geo.dataset.sphere import RADIUS, direction, distance
from geo.imports import phrases
from geo.imports.values import degrees
from geo.imports.values.slugs import Ids
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Link, Name

CERTAIN: Final = "certain"
NEAR: Final = 2000
"""Metres within which two positions under one name are one place."""
LISTED: Final = 40
"""Names at two positions that the report lists; a table may call every place alike."""
SCOPES: Final = ((2_000, "site"), (30_000, "city"))
"""How large a place is thought to be when nothing is said, by its precision in metres; else a region."""
Key = bytes | tuple[float, float]
"""What two geometries have in common only when they are the same: x and y of a point, well-known binary of others."""
Cube = tuple[int, int, int]
"""Of `NEAR` metres each way, counted from the middle of Earth."""


@dataclass
class Place:
    """One place as it grows: the first position stays, the precision widens over what joins it."""

    id: str
    name: str
    shape: BaseGeometry | None
    precision: int
    certainty: str
    country: str
    kind: str
    scope: str
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
    note: str = ""
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()


class Gazetteer:
    """The places of one import."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.joined = 0
        self._apart: list[str] = []
        self._more_apart = 0
        self._beyond: list[float] = []
        self._ids = Ids()
        self._by_shape: dict[Key, dict[str, Place]] = {}
        self._by_name: dict[str, list[Place]] = {}
        self._unplaced: dict[str, Place] = {}
        self._by_cube: dict[tuple[str, Cube], list[tuple[int, Place]]] = {}
        self._named: dict[PlaceOfRow, tuple[str, float | None]] = {}

    def add(self, stated: PlaceOfRow) -> str:
        """Return the id of the place that a row means, a new one if need be; "" when it means none."""
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
        at = None if stated.shape is None else _key(stated.shape)
        place = self._find(stated, at) or self._new(stated, at)
        if stated.name and stated.name != place.name:
            place.others[stated.name] = None
        if stated.note:
            place.notes[stated.note] = None
        place.names |= dict.fromkeys(stated.names)
        place.links |= dict.fromkeys(stated.links)
        return place.id, turned

    def _find(self, stated: PlaceOfRow, at: Key | None) -> Place | None:
        if stated.shape is None or at is None:
            return self._unplaced.get(stated.name.casefold())
        if same := self._at(at, stated.name):
            return same
        if near := self._near(stated):
            apart, place = near
            self.joined += 1
            place.precision = max(place.precision, math.ceil(apart))
            self._by_shape.setdefault(at, {})[stated.name.casefold()] = place
            return place
        return None

    def _at(self, position: Key, name: str) -> Place | None:
        """Return the place of this name at a position, any for no name; one without a name takes this one."""
        here = self._by_shape.get(position, {})
        if not name:
            return next(iter(here.values()), None)
        if unnamed := here.pop("", None):
            unnamed.name = name
            here[name.casefold()] = unnamed
            self._call(unnamed, name.casefold())
        return here.get(name.casefold())

    def _near(self, stated: PlaceOfRow) -> tuple[float, Place] | None:
        """Return the first place that has the name of a stated and lies near it, and the metres between them."""
        name = stated.name.casefold()
        cubes = _cubes(stated.shape) if name and name in self._by_name else ()
        likely = [one for cube in cubes for one in self._by_cube.get((name, cube), ())]
        measured = (
            (_between(place.shape, stated.shape), place) for _, place in sorted(likely, key=lambda pair: pair[0])
        )
        return next(((apart, place) for apart, place in measured if apart is not None and apart <= NEAR), None)

    def _new(self, stated: PlaceOfRow, at: Key | None) -> Place:
        name = stated.name or _position(stated.shape)
        scope = stated.scope or next((word for most, word in SCOPES if stated.precision <= most), "region")
        place = Place(
            id=self._ids.take(stated.name or name, "place"),
            name=name,
            shape=stated.shape,
            precision=stated.precision,
            certainty=stated.certainty or CERTAIN,
            country=stated.country,
            kind=stated.kind or "place",
            scope=scope,
        )
        self._note_apart(stated)
        self.places.append(place)
        if at is not None:
            self._by_shape.setdefault(at, {})[stated.name.casefold()] = place
        if stated.name:
            self._call(place, stated.name.casefold())
        return place

    def _call(self, place: Place, name: str) -> None:
        if place.shape is None:
            self._unplaced[name] = place
            return
        self._by_name.setdefault(name, []).append(place)
        if cube := _cube(place.shape):
            self._by_cube.setdefault((name, cube), []).append((len(self.places), place))

    def _note_apart(self, stated: PlaceOfRow) -> None:
        """Note that a name stands at another position already: the two may be one place, or not."""
        others = self._by_name.get(stated.name.casefold(), ()) if stated.name and stated.shape is not None else ()
        if others and len(self._apart) == LISTED:  # only counted: to compare each with all others would take hours
            self._more_apart += 1
            return
        far = [(apart, one) for one in others if (apart := _between(one.shape, stated.shape)) is not None]
        if far:
            apart, other = min(far, key=lambda pair: pair[0])
            at = f"{_position(other.shape)} and {_position(stated.shape)}"
            self._apart.append(f"{stated.name!r} stands at {at}, {apart / 1000:,.0f} km apart: two places were made")

    def extent(self) -> Iterator[str]:
        """Tell where the places lie: who knows the country sees at once that two columns were exchanged."""
        shapes = [place.shape for place in self.places if place.shape is not None]
        if not shapes:
            yield f"{phrases.ATTENTION} no place has a position: the map will be empty"
        if shapes:
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

    def apart(self) -> Iterator[str]:
        """Yield which names stand at positions too far apart for one place, at most `LISTED` of them."""
        yield from self._apart
        if self._more_apart:
            yield f"... and {self._more_apart:,} more names at two positions"

    def shared(self) -> Iterator[str]:
        """Yield which names share one position, at most `phrases.SHOWN` positions."""
        crowded = [list(here.values()) for here in self._by_shape.values() if len(here) > 1]
        for found in crowded[: phrases.SHOWN]:
            names = phrases.listed([repr(place.name) for place in found])
            yield f"{names} share the position {_position(found[0].shape)}: each is a place of its own"
        if len(crowded) > phrases.SHOWN:
            yield f"... and {len(crowded) - phrases.SHOWN:,} more positions of several names"


def noted(stated: PlaceOfRow, lines: Iterable[str]) -> PlaceOfRow:
    """Return what a row says of a place with further lines in its note."""
    return replace(stated, note="\n".join([*([stated.note] if stated.note else []), *lines]))


def _between(one: BaseGeometry | None, other: BaseGeometry | None) -> float | None:
    """Return the metres between the middles of two shapes; None when one has none."""
    if one is None or other is None:
        return None
    return distance(representative(one), representative(other))


def _cube(shape: BaseGeometry | None) -> Cube | None:
    """Return the cube in which a point lies, None for anything else; cubes in space have no poles and no date line."""
    if not isinstance(shape, Point) or shape.is_empty:
        return None
    x, y, z = (math.floor(one * RADIUS / NEAR) for one in direction(shape.x, shape.y))
    return x, y, z


def _cubes(shape: BaseGeometry | None) -> Iterator[Cube]:
    """Yield the cube in which a point lies, then those around it: in these is all that is near."""
    if cube := _cube(shape):
        x, y, z = cube
        yield from ((x + dx, y + dy, z + dz) for dx, dy, dz in product((0, -1, 1), repeat=3))


def _key(shape: BaseGeometry) -> Key:
    if isinstance(shape, Point) and not shape.is_empty and not shape.has_z:
        return shape.x, shape.y
    return shapely.to_wkb(shape)


def _beyond(shape: BaseGeometry) -> float | None:
    """Return what `geo.dataset.longitudes.beyond` does; of points, which are many, it is known at once."""
    return None if isinstance(shape, Point) and not shape.is_empty and abs(shape.x) <= HALF else beyond(shape)


def _position(shape: BaseGeometry | None) -> str:
    point = representative(shape) if shape is not None else Point(0, 0)
    return f"{point.y:.4f}, {point.x:.4f}"
