"""A small map of one place as SVG, from the basemap of the dataset: for paper, where no script draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import shapely
from markupsafe import escape
from shapely.affinity import affine_transform
from shapely.geometry import shape

from geo.dataset import basemap
from geo.dataset.read import own_folder
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas, Date

WIDTH, HEIGHT = 680.0, 380.0
"""Of the drawing, in units of SVG."""
LEAST: Final = 5.0
"""Degrees of latitude above and below the place: about 550 km, so that its country can be recognized."""
MOST: Final = 20.0
KILOMETRES: Final = 111.2
"""In a degree of latitude."""
STYLES: Final = {
    "land": 'fill="#f3f0ea" stroke="#b9b2a5" stroke-width="0.8"',
    "rivers": 'fill="none" stroke="#aebfc8" stroke-width="0.9"',
    "lakes": 'fill="#dfe5e8" stroke="#aebfc8" stroke-width="0.6"',
    "borders": 'fill="none" stroke="#5a544c" stroke-width="1.4" stroke-dasharray="5 4"',
}
RANKS: Final = 4
"""Towns of this rank and more important ones are named."""
FINEST: Final = 0.4
"""Units of the drawing by which a line may be off: less than is seen."""
SIZE: Final = 12.0
"""Of the letters."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that is drawn, its middle and half its height in degrees (EPSG:4326).

    Equirectangular with its standard parallel through the middle: true to scale along it, and north is up.
    """

    lon: float
    lat: float
    half: float

    @property
    def scale(self) -> float:
        """Units of SVG in a degree of latitude."""
        return HEIGHT / (2 * self.half)

    @property
    def shrunk(self) -> float:
        """Degrees of longitude are so much shorter."""
        return math.cos(math.radians(min(abs(self.lat), 80.0)))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        wide = self.half * WIDTH / HEIGHT / self.shrunk
        return self.lon - wide, self.lat - self.half, self.lon + wide, self.lat + self.half

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point is drawn."""
        x = WIDTH / 2 + (lon - self.lon) * self.shrunk * self.scale
        return x, HEIGHT / 2 + (self.lat - lat) * self.scale

    def drawn(self, found: BaseGeometry) -> BaseGeometry:
        """Return a geometry in units of SVG from the upper left corner."""
        x = self.scale * self.shrunk
        return affine_transform(
            found, [x, 0, 0, -self.scale, WIDTH / 2 - x * self.lon, HEIGHT / 2 + self.scale * self.lat]
        )


def year_of(when: Iterable[Date | None]) -> int | None:
    """Return the year whose names and borders the map of a place shows: that of the first event that has one."""
    return next((date.first_year for date in when if date and date.earliest_start), None)


def outline(atlas: Atlas, place: str, year: int | None, lang: str, name: str) -> str:
    """Return the surroundings of a place as an SVG document; "" for one that has no point.

    Parameters
    ----------
    atlas
        The dataset; without land of its own that of the atlas is drawn.
    place
        Its id.
    year
        Whose borders, waters and names are drawn; None leaves out what changes.
    lang
        Of the names of towns.
    name
        What the place is called on the map.
    """
    drawn = ground(atlas, place, year)
    written = names(atlas, place, year, lang, name)
    return drawn.replace("</svg>", f"{written}</svg>")


def ground(atlas: Atlas, place: str, year: int | None) -> str:
    """Return the same drawing without what is written on it: one for all languages."""
    row = row_of(atlas, place)
    if row.geometry is None or row.geometry.is_empty:
        return ""
    window = window_of(row)
    radius = reach_of(row) * window.scale
    layers = pieces(atlas, window, year)
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#dfe5e8"/>',
        *(f'<path d="{d}" {STYLES[layer]}/>' for layer, some in layers.items() if (d := "".join(map(_path, some)))),
        *_shape(row.geometry, window),
        *([_circle(radius)] if radius > 8 else []),
        f'<circle cx="{WIDTH / 2}" cy="{HEIGHT / 2}" r="5" fill="#7a1f2b" stroke="#fff" stroke-width="1.5"/>',
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'{head} font-family="Source Sans 3, Noto Sans, sans-serif" font-size="{SIZE}">{"".join(parts)}</svg>'


def names(atlas: Atlas, place: str, year: int | None, lang: str, name: str) -> str:
    """Return what is written on the drawing, as elements of SVG: towns, the place and a scale; "" without a point."""
    row = row_of(atlas, place)
    if row.geometry is None or row.geometry.is_empty:
        return ""
    window = window_of(row)
    taken = [_box(WIDTH / 2 - 8, HEIGHT / 2, 9 * len(name) + 24)]
    own = _text(WIDTH / 2 + 9, HEIGHT / 2 + 4, name, ' font-weight="700"')
    return "".join([*_towns(atlas, window, year, lang, taken), own, *_bar(window)])


def row_of(atlas: Atlas, place: str) -> Any:
    """Return the record of a place."""
    return atlas.places.iloc[atlas.places["id"].tolist().index(place)]


def reach_of(row: Any) -> float:
    """Return the radius within which a place lies, in degrees of latitude."""
    return int(row["precision_m"] or 0) / 1000 / KILOMETRES


def window_of(row: Any) -> Window:
    """Return the surroundings of a place."""
    at = representative(row.geometry)
    return Window(at.x, at.y, min(max(LEAST, 1.6 * reach_of(row)), MOST))


def _text(x: float, y: float, text: str, more: str = "") -> str:
    """Write a text over its own pale outline."""
    written = f'<text x="{x:.1f}" y="{y:.1f}"{more}'
    pale = 'stroke="#f3f0ea" stroke-width="3" stroke-linejoin="round" fill="none"'
    return f'{written} {pale}>{escape(text)}</text>{written} fill="#1d1b19">{escape(text)}</text>'


def pieces(atlas: Atlas, window: Window, year: int | None) -> dict[str, list[BaseGeometry]]:
    """Return what lies in a window of each layer of the basemap, in units of SVG and in the order of drawing."""
    files = atlas.files
    if basemap.LAND not in files:
        files = {**files, basemap.LAND: (own_folder() / basemap.LAND).read_bytes()}
    every = {layer: _shapes(layer, files.get(f"{basemap.FOLDER}/{layer}.json", b"")) for layer in basemap.LAYERS}
    return {
        layer: [
            shapely.simplify(window.drawn(part), FINEST)
            for found, properties in shapes
            if _holds(properties, year)
            for part in _inside(found, window)
        ]
        for layer, shapes in every.items()
    }


@lru_cache(maxsize=16)
def _shapes(layer: str, content: bytes) -> list[tuple[BaseGeometry, dict[str, Any]]]:
    """Return the geometries of a layer with their properties, read once for all drawings."""
    found = basemap.layers({f"{basemap.FOLDER}/{layer}.json": content}).get(layer) or {"features": []}
    return [(shape(one["geometry"]), one.get("properties") or {}) for one in found["features"]]


def _holds(properties: dict[str, Any], year: int | None) -> bool:
    first, end = properties.get("from"), properties.get("to")
    if year is None:
        return first is None and end is None
    return (first is None or int(first) <= year) and (end is None or year < int(end))


def _inside(found: BaseGeometry, window: Window) -> Iterator[BaseGeometry]:
    """Yield what of a geometry lies in the window, wherever its longitudes are counted from."""
    west, south, east, north = window.bounds
    for turn in (-360, 0, 360):
        cut = shapely.clip_by_rect(found, west + turn, south, east + turn, north)
        if not cut.is_empty:
            yield affine_transform(cut, [1, 0, 0, 1, -turn, 0])


def _path(found: BaseGeometry) -> str:
    """Return lines and outlines as the data of a path."""
    if hasattr(found, "geoms"):
        return "".join(_path(part) for part in found.geoms)
    if found.geom_type == "Polygon":
        return "".join(f"{_line(ring.coords)}Z" for ring in (found.exterior, *found.interiors))  # type: ignore[attr-defined]
    return _line(found.coords) if found.geom_type in ("LineString", "LinearRing") else ""


def _line(points: Any) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, *_ in points)


def _shape(found: BaseGeometry, window: Window) -> Iterator[str]:
    if found.geom_type not in ("Point", "MultiPoint"):
        d = "".join(_path(window.drawn(part)) for part in _inside(found, window))
        yield f'<path d="{d}" fill="none" stroke="#7a1f2b" stroke-width="2.5"/>'


def _circle(r: float) -> str:
    """Draw the radius within which the place lies."""
    return (
        f'<circle cx="{WIDTH / 2}" cy="{HEIGHT / 2}" r="{r:.1f}" fill="none" stroke="#5a544c" stroke-width="2" '
        'stroke-dasharray="1 5" stroke-linecap="round"/>'
    )


Box = tuple[float, float, float, float]


def _box(x: float, y: float, width: float) -> Box:
    return x, y - SIZE, x + width, y + SIZE / 2


def _towns(atlas: Atlas, window: Window, year: int | None, lang: str, taken: list[Box]) -> Iterator[str]:
    """Name the most important towns of the year that have room."""
    west, south, east, north = window.bounds
    rows = [
        row for row in basemap.rows(atlas.files, basemap.LABELS) if row["class"] == "city" and int(row["rank"]) <= RANKS
    ]
    for row in sorted(rows, key=lambda row: int(row["rank"])):
        lon = window.lon + (float(row["lon"]) - window.lon + 180) % 360 - 180
        lat = float(row["lat"])
        dated = {"from": row["from"] or None, "to": row["to"] or None}
        if not (west < lon < east and south < lat < north) or not _holds(dated, year):
            continue
        x, y = window.at(lon, lat)
        text = row.get(f"name_{lang}") or row["name"]
        box = _box(x - 4, y, 7 * len(text) + 12)
        if box[2] > WIDTH or box[1] < 0 or box[3] > HEIGHT or box[0] < 0 or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#5a544c"/>'
        yield _text(x + 5, y + 4, text)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bar(window: Window) -> Iterator[str]:
    """Draw a bar for a round number of kilometres, true along the middle of the map."""
    km = next(n for n in (1000, 500, 200, 100) if n / KILOMETRES * window.scale < WIDTH / 4)
    long = km / KILOMETRES * window.scale
    line = f'<path d="M16 {HEIGHT - 14}v-5v5h{long:.1f}v-5" fill="none" stroke="#1d1b19" stroke-width="1.2"/>'
    yield f'<g class="scale">{line}{_text(22 + long, HEIGHT - 12, f"{km} km")}</g>'
