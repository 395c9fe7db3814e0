"""The picture that other sites show of a page: the surroundings of its place, drawn from the basemap, without words.

Its name follows from what is on it, so that one that is there already need not be drawn anew, in any language.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache, cached_property, partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from PIL import Image, ImageDraw
from shapely.ops import substring

from geo.map import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.site.addresses import Page
    from geo.site.edition import Edition

SIZE: Final = (1200, 630)
"""Pixels, as Open Graph asks for."""
FINER: Final = 2
"""Drawn so many times as large, and made smaller: Pillow draws without smoothing."""
SCALE: Final = SIZE[0] * FINER / outline.WIDTH
"""Pixels in a unit of a drawing; above and below it is cut."""
CUT: Final = (outline.HEIGHT * SCALE - SIZE[1] * FINER) / 2
COLOURS: Final = ("#dfe5e8", "#f3f0ea", "#b9b2a5", "#aebfc8", "#5a544c", "#7a1f2b", "#ffffff")
WATER, LAND, COAST, RIVER, BORDER, ACCENT, WHITE = COLOURS
DASH, GAP = 5.0, 4.0
"""Of a border, in units of a drawing."""
LINES: Final[Mapping[str, tuple[str, float]]] = {
    "land": (COAST, 0.8),
    "rivers": (RIVER, 0.9),
    "lakes": (RIVER, 0.6),
    "borders": (BORDER, 1.0),
}
"""Layer -> colour and width of its lines, in units of a drawing."""
FILLS: Final = {"land": LAND, "lakes": WATER}
WHOLE: Final = "atlas"
"""The picture of what has no place: all places."""
FEW: Final = 2
"""Hundredths of all places on each side that may lie outside of it."""
Drawn = tuple[str, "Callable[[], bytes]"]
"""Name of a picture, and what makes it."""


class Pictures:
    """The pictures of a site, by place."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.atlas = edition, edition.atlas
        self._names: dict[str, Drawn] = {}

    def of_page(self, page: Page) -> str:
        """Return the name of the picture of a page."""
        return self._of(self._place(page))[0]

    def every(self) -> Iterator[Drawn]:
        """Yield each picture of the site."""
        yield from map(self._of, (WHOLE, *sorted(self.edition.placed)))

    def _place(self, page: Page) -> str:
        if page.kind == "place":
            return page.id if page.id in self.edition.placed else WHOLE
        events: Sequence[str] = [page.id] if page.kind == "event" else []
        if page.kind == "story":
            events = [one for step in self.edition.contents.stories[page.id].steps for one in step.events]
        return self.edition.first_placed(events) or WHOLE

    def _of(self, place: str) -> Drawn:
        if place not in self._names:
            marks, window, year = self._whole if place == WHOLE else self._around(place)
            layers = outline.pieces(self.atlas, window, year)
            digest = hashlib.blake2b(repr((SIZE, LINES, FILLS, marks)).encode(), digest_size=6)
            for layer, some in layers.items():
                digest.update(layer.encode() + b"".join(one.wkb for one in some))
            self._names[place] = (f"{place}-{digest.hexdigest()}.png", partial(_png, layers, marks))
        return self._names[place]

    def _around(self, place: str) -> tuple[list[Any], outline.Window, int | None]:
        row = outline.row_of(self.atlas, place)
        window, year = outline.window_of(row), self.edition.year_of(place)
        mark = (outline.WIDTH / 2, outline.HEIGHT / 2, outline.reach_of(row) * window.scale, 6.0)
        return [mark], window, year

    @cached_property
    def _whole(self) -> tuple[list[Any], outline.Window, int | None]:
        points = np.array([*self.edition.points.values()] or [(0.0, 0.0)])
        (west, south), (east, north) = np.percentile(points, [FEW, 100 - FEW], axis=0)
        middle = float(west + east) / 2, float(south + north) / 2
        flat = outline.Window(*middle, 1.0)
        wide = float(east - west) / 2 * flat.shrunk * outline.HEIGHT / outline.WIDTH
        half = min(max(outline.LEAST, 1.2 * wide, 0.7 * float(north - south)), 80.0)
        window = outline.Window(*middle, half)
        return [(*window.at(lon, lat), 0.0, 2.5) for lon, lat in points.tolist()], window, None


def _png(layers: Mapping[str, Sequence[BaseGeometry]], marks: Sequence[tuple[float, float, float, float]]) -> bytes:
    image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), WATER)
    draw = ImageDraw.Draw(image)
    for layer, some in layers.items():
        for one in some:
            _draw(draw, layer, one)
    for x, y, radius, size in marks:
        if radius > size:
            draw.ellipse(_box(x, y, radius), outline=BORDER, width=FINER * 2)
        draw.ellipse(_box(x, y, size), fill=ACCENT, outline=WHITE, width=FINER * 2)
    out = io.BytesIO()
    small = image.resize(SIZE, Image.Resampling.LANCZOS)
    small.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _palette() -> Image.Image:
    """Return our colours and what lies between any two of them: a rare one, such as that of a mark, is not lost."""
    every = [tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in COLOURS]
    pairs = combinations(every, 2)
    steps = (0.25, 0.5, 0.75)
    mixed = [tuple(round(a + (b - a) * t) for a, b in zip(*two, strict=True)) for two in pairs for t in steps]
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in (*every, *mixed) for part in colour])
    return image


def _draw(draw: ImageDraw.ImageDraw, layer: str, one: BaseGeometry) -> None:
    if hasattr(one, "geoms"):
        for part in one.geoms:
            _draw(draw, layer, part)
        return
    if one.is_empty or one.geom_type == "Point":
        return
    if layer == "borders":
        for at in np.arange(0, one.length, DASH + GAP).tolist():
            _line(draw, layer, substring(cast("LineString", one), at, at + DASH))
        return
    area = one.geom_type == "Polygon"
    rings = [one.exterior, *one.interiors] if area else [one]  # type: ignore[attr-defined]
    for at, ring in enumerate(rings):
        if area and layer in FILLS:
            draw.polygon(_pixels(ring), fill=WATER if at else FILLS[layer])
        _line(draw, layer, ring)


def _line(draw: ImageDraw.ImageDraw, layer: str, line: BaseGeometry) -> None:
    colour, width = LINES[layer]
    draw.line(_pixels(line), fill=colour, width=round(width * SCALE), joint="curve")


def _pixels(line: BaseGeometry) -> list[tuple[float, float]]:
    return [(x * SCALE, y * SCALE - CUT) for x, y, *_ in line.coords]


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    x, y, radius = x * SCALE, y * SCALE - CUT, radius * SCALE
    return x - radius, y - radius, x + radius, y + radius
