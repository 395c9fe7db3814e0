"""Draw the pictures of this folder from the tables of the dataset: ``python data/media/draw.py``.

They hold digits and no words, so that one file serves all languages; `media.csv` and `texts.csv` say what they show.
"""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFont
from pyproj import Transformer
from shapely.geometry import shape

import geo
from geo.dataset import basemap, stays
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.model import Atlas

    Point = tuple[float, float]

HERE = Path(__file__).parent
WIDTH = 960
"""Pixels; larger ones would make every saved page heavier."""
FINE = 4
"""So many times larger it is drawn, for smooth edges."""
PAPER, LAND, COAST, WATER, INK, SOFT, ACCENT = (
    "#f7f5f1", "#efebe3", "#b9b2a5", "#dfe5e8", "#1d1b19", "#5a544c", "#7a1f2b",
)  # fmt: skip
DEPORTED = (
    "korean-deportation-1937", "volga-germans-1941", "karachays-1943", "kalmyks-1943", "chechens-ingush-1944",
    "balkars-1944", "crimean-tatars-1944", "meskhetians-1944",
)  # fmt: skip
"""In the order of their dates, by which they are numbered; those of the story."""
BALTIC = (
    "june-deportation-estonia-1941", "june-deportation-latvia-1941", "june-deportation-lithuania-1941", "vesna-1948",
    "priboi-estonia", "priboi-latvia", "priboi-lithuania",
)  # fmt: skip
LATER = 1945
"""From this year on lines are dark."""


class Sheet:
    """A drawing in pixels of the picture to be."""

    def __init__(self, height: int, ground: str) -> None:
        self.height, self.ground = height, PAPER if ground == PAPER else LAND
        self.image = Image.new("RGB", (WIDTH * FINE, height * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Iterable[Point], colour: str, width: float) -> None:
        """Draw a line through points."""
        self.pen.line([(x * FINE, y * FINE) for x, y in points], colour, round(width * FINE), joint="curve")

    def area(self, points: Iterable[Point], fill: str, edge: str | None = None) -> None:
        """Fill a ring."""
        ring = [(x * FINE, y * FINE) for x, y in points]
        self.pen.polygon(ring, fill)
        if edge:
            self.pen.line([*ring, ring[0]], edge, FINE)

    def dot(self, at: Point, radius: float, fill: str, edge: str | None = None) -> None:
        """Draw a disc."""
        self.pen.circle((at[0] * FINE, at[1] * FINE), radius * FINE, fill, edge, FINE)

    def text(
        self, at: Point, text: str, colour: str = INK, size: int = 17, anchor: str = "mm", behind: str = ""
    ) -> None:
        """Write digits over a pale outline of their own."""
        font = ImageFont.load_default(size * FINE)
        where = (at[0] * FINE, at[1] * FINE)
        self.pen.text(where, text, colour, font, anchor, stroke_width=2 * FINE, stroke_fill=behind or self.ground)

    def made(self) -> Image.Image:
        """Return the picture."""
        return self.image.resize((WIDTH, self.height), Image.Resampling.LANCZOS)


def chart(atlas: Atlas, event: str) -> Image.Image:
    """Draw the prisoners of a camp on the days for which there is a number; between them nothing is drawn."""
    rows = [row for row in atlas.rows("series") if row["id"] == event and row["measure"] == "imprisoned"]
    sheet = Sheet(480, PAPER)
    left, right, top, bottom = 96.0, WIDTH - 40.0, 40.0, 400.0
    first, last = int(rows[0]["date"][:4]), int(rows[-1]["date"][:4]) + 1
    most = math.ceil(max(int(row["best"]) for row in rows) / 50_000) * 50_000
    for number in range(0, most + 1, 50_000):
        y = bottom - (bottom - top) * number / most
        sheet.line([(left, y), (right, y)], SOFT if number == 0 else "#d9d2c6", 1)
        sheet.text((left - 10, y), digits(number), SOFT, anchor="rm")
    for year in range(first, last + 1):
        x = left + (right - left) * (year - first) / (last - first)
        sheet.line([(x, bottom), (x, bottom + 6)], SOFT, 1)
        if year < last:
            sheet.text((x + (right - left) / (last - first) / 2, bottom + 20), str(year), SOFT)
    for row in rows:
        year, month = int(row["date"][:4]), int((row["date"] + "-01")[5:7])
        x = left + (right - left) * (year - first + (month - 1) / 12) / (last - first)
        y = bottom - (bottom - top) * int(row["best"]) / most
        sheet.line([(x, bottom), (x, y)], ACCENT, 5)
        sheet.dot((x, y), 6, ACCENT)
        sheet.text((x + 10, y - 10), digits(int(row["best"])), anchor="ls")
        sheet.text((x, bottom + 46), row["date"], SOFT, 14, anchor="lm" if x < left + 40 else "mm")
    return sheet.made()


def digits(number: int) -> str:
    """Return a number with spaces between thousands, as every language reads it."""
    return f"{number:,}".replace(",", " ")


def routes(atlas: Atlas, events: Sequence[str], window: tuple[float, float, float, float], year: int) -> Image.Image:
    """Draw from where to where people were deported; each event has its number in `events` at both ends.

    Lines of 1941 and of later years differ in colour where there are both; arrows join points of whole regions, which
    are no roads.

    Parameters
    ----------
    window
        West, south, east and north of what is seen, roughly, in degrees.
    year
        Whose border of the Soviet Union is drawn.
    """
    west, south, east, north = window
    proj = f"+proj=lcc +lat_1={south + 6} +lat_2={north - 8} +lon_0={(west + east) / 2} +lat_0={(south + north) / 2}"
    to_metres = Transformer.from_crs("EPSG:4326", proj, always_xy=True)
    outline = np.array(shapely.segmentize(shapely.box(*window), 1).exterior.coords)
    xs, ys = to_metres.transform(outline[:, 0], outline[:, 1])
    x0, y0, x1, y1 = xs.min(), ys.min(), xs.max(), ys.max()
    scale = WIDTH / (x1 - x0)
    sheet = Sheet(round((y1 - y0) * scale), WATER)

    def at(lon: float, lat: float) -> Point:
        x, y = to_metres.transform(lon, lat)
        return (x - x0) * scale, (y1 - y) * scale

    for layer, ring in rings(atlas):
        points = [at(lon, lat) for lon, lat in ring]
        sheet.area(points, LAND if layer == "land" else WATER, COAST)
    for line in border(atlas, year):
        sheet.line([at(lon, lat) for lon, lat in line], SOFT, 1)
    lines(sheet, atlas, events, at)
    return sheet.made()


def rings(atlas: Atlas) -> Iterable[tuple[str, Sequence[Point]]]:
    """Yield the land and the great lakes as rings of longitude and latitude, of what may be seen."""
    seen = shapely.box(-20, 20, 190, 82)
    layers = basemap.layers(atlas.files)
    for layer in ("land", "lakes"):
        for feature in layers[layer]["features"]:
            if layer == "lakes" and feature["properties"].get("from"):
                continue  # a reservoir
            found = shapely.make_valid(shape(feature["geometry"])).intersection(seen)
            for part in getattr(found, "geoms", [found]):
                if part.geom_type == "Polygon" and part.area > (0.2 if layer == "lakes" else 0.02):
                    yield layer, part.exterior.coords
                    yield from (("lakes", hole.coords) for hole in part.interiors)


def border(atlas: Atlas, year: int) -> Iterable[Sequence[Point]]:
    """Yield the lines of the land border of the Soviet Union in a year."""
    for feature in basemap.layers(atlas.files)["borders"]["features"]:
        first, end = feature["properties"]["from"], feature["properties"]["to"]
        if (first is None or first <= year) and (end is None or year < end):
            found = shape(feature["geometry"])
            yield from (part.coords for part in getattr(found, "geoms", [found]))


def lines(sheet: Sheet, atlas: Atlas, events: Sequence[str], at: Callable[[float, float], Point]) -> None:
    """Draw a bow from each origin to each destination, and its number where it begins."""
    shapes = dict(zip(atlas.places["id"], atlas.places.geometry, strict=True))
    every, rows = stays.of_events(atlas), {row["id"]: row for row in atlas.rows("events")}
    points = {place: representative(found) for place, found in shapes.items() if found is not None}
    begins: list[tuple[str, Point]] = []
    met: dict[str, list[str]] = {}
    drawn: list[Point] = []
    for number, event in enumerate(events, 1):
        begin = at(points[rows[event]["place_id"]].x, points[rows[event]["place_id"]].y)
        colour = INK if int(rows[event]["edtf"][:4]) >= LATER else ACCENT
        for place in dict.fromkeys(stay.place for stay in every[event] if stay.role == stays.TO):
            drawn += bow(sheet, begin, at(points[place].x, points[place].y), 0.1 + 0.025 * (number % 4), colour)
            met.setdefault(place, []).append(str(number))
        begins.append((str(number), begin))
    taken = [(begin, 8.0) for _, begin in begins]
    size, radius = 23, 16.0  # a kiosk shows it smaller
    for _, begin in begins:
        sheet.dot(begin, 4, INK, PAPER)
    for text, begin in begins:
        spot = free(begin, taken, partial(inside, sheet), radius)
        sheet.line([begin, spot], SOFT, 1)
        sheet.dot(spot, radius, PAPER, INK)
        sheet.text(spot, text, size=size, behind=PAPER)
        taken.append((spot, radius))
    ends = {place: at(points[place].x, points[place].y) for place in met}
    for place, numbers in met.items():
        text = ", ".join(numbers)
        across, down = 0.25 * size * len(text) + 4, 0.4 * size
        x, y = beside(ends[place], (across, down), drawn, [end for one, end in ends.items() if one != place])
        sheet.text((x, y), text, size=size)
        drawn += [(x + step * across / 4, y + side * down) for step in range(-4, 5) for side in (-1, 1)]


def bow(sheet: Sheet, begin: Point, end: Point, bend: float, colour: str) -> list[Point]:
    """Draw a bent arrow; return points of it."""
    (ax, ay), (bx, by) = begin, end
    cx, cy = (ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend
    path = [(between(ax, cx, bx, step / 40), between(ay, cy, by, step / 40)) for step in range(41)]
    sheet.line(path, colour, 1.6)
    turn = math.atan2(by - cy, bx - cx)
    head = [(bx - 13 * math.cos(turn + side), by - 13 * math.sin(turn + side)) for side in (0.4, -0.4)]
    sheet.area([end, *head], colour)
    return path


def between(begin: float, middle: float, end: float, t: float) -> float:
    """Return a coordinate of a quadratic Bézier curve."""
    return (1 - t) ** 2 * begin + 2 * t * (1 - t) * middle + t * t * end


def inside(sheet: Sheet, spot: Point) -> bool:
    """Say whether a number has room at a spot."""
    return 18 < spot[0] < WIDTH - 18 and 18 < spot[1] < sheet.height - 18


def free(begin: Point, taken: Sequence[tuple[Point, float]], fits: Callable[[Point], bool], radius: float) -> Point:
    """Return the nearest spot beside a point where a disc touches nothing else, its left side first."""
    for reach in range(28, 160, 6):
        for turn in (180, 210, 150, 240, 120, 270, 90, 300, 60, 330, 30, 0):
            spot = begin[0] + reach * math.cos(math.radians(turn)), begin[1] - reach * math.sin(math.radians(turn))
            if fits(spot) and all(math.dist(spot, other) > radius + 4 + size for other, size in taken):
                return spot
    return begin


def beside(end: Point, half: tuple[float, float], drawn: Sequence[Point], others: Sequence[Point]) -> Point:
    """Return the middle of a box, `half` of whose sides are given, beside the end of an arrow and off what is drawn.

    It is nearer to this end than to all others, else it would be read as the number of another.
    """
    (x, y), (across, down) = end, half
    sides = [(1, -1), (1, 1), (1, 0), (0, -1), (0, 1), (-1, 1), (-1, -1)]
    spots = [(x + side * (across + 6), y + level * (down + 6)) for side, level in sides]
    spots = [spot for spot in spots if spot[0] + across < WIDTH]
    spots = [spot for spot in spots if all(math.dist(spot, end) < math.dist(spot, one) for one in others)]

    def room(spot: Point) -> float:
        gaps = [
            math.hypot(*(max(abs(a - b) - c, 0) for a, b, c in zip(spot, other, half, strict=True))) for other in drawn
        ]
        return min(6.0, *gaps)

    return max(spots, key=room)


PICTURES: dict[str, Callable[[Any], Image.Image]] = {
    "dmitlag-prisoners.png": partial(chart, event="dmitlag"),
    "deported-peoples.png": partial(routes, events=DEPORTED, window=(30, 36, 136, 60), year=1944),
    "baltic-deportations.png": partial(routes, events=BALTIC, window=(19, 48, 127, 64), year=1949),
}
"""File -> what draws it."""


if __name__ == "__main__":
    ATLAS = geo.load(HERE.parent)
    for name, draw in PICTURES.items():
        draw(ATLAS).save(HERE / name, optimize=True)
