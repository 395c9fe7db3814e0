"""What each setting of a kiosk must be: one check a setting, each yields what is wrong with a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo import i18n
from geo.dataset import cells, media, settings, stays, stories
from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas

Fault = tuple[str, str]
"""The wrong value, and why it is wrong."""
REQUIRED = {"places"}
BOUNDS: Final[Mapping[str, tuple[type, int, int]]] = {
    "idle_seconds": (int, 30, 3600),
    "warning_seconds": (int, 20, 300),
    "diagonal_inches": (float, 7, 120),
    "distance_mm": (int, 300, 3000),
    "near_radius_km": (int, 0, 20000),
}
"""Settings that are numbers: their kind, and the least and the most."""
LAUNCH: Final = {
    "idle": "idle_seconds", "warning": "warning_seconds", "diagonal": "diagonal_inches", "distance": "distance_mm",
}  # fmt: skip
"""Parameter of the launch address -> the number it sets for this screen."""
GATES: Final = ("each", "once", "off")
TABS: Final = ("story", "people", "sources", "near")
SOURCES: Final = ("full", "short")
ZOOM = (3, 12)
FAR = 10
"""Degrees between a view and the nearest place: more, and the two numbers were probably exchanged."""
LONGEST_ADDRESS = 100
"""Characters. With a place and years behind them a QR code has 57 modules a side, of two pixels each on a
Full HD screen of 43 inches; smaller ones run together before the camera of a phone."""
ADDRESS = r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?"


@dataclass(frozen=True, slots=True)
class Check:
    """How a setting is checked, and how it is mended."""

    faults: Callable[[Any, Atlas], Iterator[Fault]]
    fix: str


def _texts(value: Any) -> Iterator[Fault]:
    """Yield why a value is no list of different texts."""
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        yield str(value), "is no list of texts"
    elif len(set(value)) < len(value):
        yield ", ".join(value), "names one twice"


def _ids(table: str) -> Callable[[Any, Atlas], Iterator[Fault]]:
    def check(value: Any, atlas: Atlas) -> Iterator[Fault]:
        yield from _texts(value)
        if isinstance(value, list):
            known = set(atlas[table]["id"])
            yield from (
                (str(item), f"is not in {table}") for item in value if isinstance(item, str) and item not in known
            )

    return check


def _places(value: Any, atlas: Atlas) -> Iterator[Fault]:
    """Yield unknown places, else that a group has no event or no point on the map."""
    wrong = list(_ids("places")(value, atlas))
    yield from wrong
    if wrong:
        return
    if not set(value) & set(atlas.places["id"][atlas.places.geometry.notna()]):
        yield ", ".join(value), "has no point on the map"
    if not set(value) & {stay.place for here in stays.of_events(atlas).values() for stay in here}:
        yield ", ".join(value), "has no events, so that the kiosk would be empty"


def _stories(value: Any, atlas: Atlas) -> Iterator[Fault]:
    """Yield what is no story; a kiosk may ask for none, where it would be offered some."""
    if value != []:
        yield from _texts(value)
    try:
        known = {story.id for story in stories.read(atlas).stories}
    except DataError:
        known = set()  # the fault of stories.toml itself is told where that is checked
    for item in value if isinstance(value, list) else []:
        if isinstance(item, str) and item not in known:
            yield item, f"is no sound story of {stories.FILE}; it has {', '.join(sorted(known)) or 'none'}"


def _pictures(value: Any, atlas: Atlas) -> Iterator[Fault]:
    """Yield what is no picture, or one that nobody may meet who has not asked for it."""
    yield from _ids(media.TABLE)(value, atlas)
    graphic = media.graphic(atlas)
    yield from _covered(value, {row["id"] for row in atlas.rows(media.TABLE) if row["file"] in graphic})


def _attract(value: Any, atlas: Atlas) -> Iterator[Fault]:
    """Yield what is no event, or one that nobody may meet who has not asked for it."""
    yield from _ids("events")(value, atlas)
    yield from _covered(value, {row["id"] for row in atlas.rows("events") if row["graphic"] == "true"})


def _covered(value: Any, graphic: set[str]) -> Iterator[Fault]:
    for item in value if isinstance(value, list) else []:
        if item in graphic:
            yield item, "is graphic, and nobody has asked for it"


def _logo(value: Any, atlas: Atlas) -> Iterator[Fault]:
    if value not in {row["id"] for row in atlas.rows(media.TABLE)}:
        yield str(value), f"is not in {media.TABLE}"


def _one_of(words: tuple[str, ...]) -> Callable[[Any, Atlas], Iterator[Fault]]:
    def check(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
        if value not in words:
            yield str(value), f"is none of {', '.join(words)}"

    return check


def _tabs(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
    yield from _texts(value)
    for item in value if isinstance(value, list) else []:
        if item not in TABS:
            yield str(item), f"is none of {', '.join(TABS)}"
    if isinstance(value, list) and value and "story" not in value:
        yield ", ".join(map(str, value)), "leaves out story, from which a visit begins"


def _languages(value: Any, atlas: Atlas) -> Iterator[Fault]:
    yield from _texts(value)
    for lang in value if isinstance(value, list) else []:
        if not isinstance(lang, str) or not settings.of(atlas).speaks(lang):
            known = dict.fromkeys([*settings.of(atlas).languages, *i18n.LANGUAGES])
            yield str(lang), f"is no language of the atlas; it has {', '.join(known)}"
        elif lang in i18n.LANGUAGES and lang != i18n.DEFAULT and not _speaks(lang):
            yield str(lang), "has no texts: its messages are missing"


def _speaks(lang: str) -> bool:
    try:
        return bool(i18n.translator(lang).messages)
    except OSError:
        return False


def _translated(longest: int) -> Callable[[Any, Atlas], Iterator[Fault]]:
    """Return a check of texts by language that have at most so many characters."""

    def check(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
        if not isinstance(value, dict):
            yield str(value), "is no table of language = text"
            return
        for lang, text in value.items():
            if not isinstance(text, str) or not text.strip():
                yield f"{lang} = {text}", "is no text"
            elif len(text) > longest:
                yield f"{lang} = {text}", f"is longer than {longest} characters, which does not fit the screen"

    return check


def launch_rules() -> dict[str, dict[str, Any]]:
    """Return what ``static/kiosk/launch.js`` needs to check the numbers of a launch address."""
    rules = ((name, setting, *BOUNDS[setting]) for name, setting in LAUNCH.items())
    return {
        name: {"setting": setting, "low": low, "high": high, "whole": kind is int}
        for name, setting, kind, low, high in rules
    }


def _number(setting: str) -> Callable[[Any, Atlas], Iterator[Fault]]:
    kind, low, high = BOUNDS[setting]

    def check(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
        if isinstance(value, bool) or not isinstance(value, int if kind is int else int | float):
            yield str(value), "is no whole number" if kind is int else "is no number"
        elif not low <= value <= high:
            yield str(value), f"is not between {low:g} and {high:g}"

    return check


def _view(value: Any, atlas: Atlas) -> Iterator[Fault]:
    bounds = (settings.LATITUDES, settings.LONGITUDES, ZOOM)
    if not isinstance(value, list) or not all(map(cells.is_number, value)) or len(value) != 3:
        yield str(value), "is not latitude, longitude and zoom"
    elif not all(map(cells.is_number, value, bounds)):
        yield str(value), "lies outside of the map"
    elif not any(_near(value[0], value[1], shape) for shape in atlas.places.geometry if shape is not None):
        yield str(value), f"lies outside of the map: no place is within {FAR} degrees of it"


def _near(lat: float, lon: float, shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    start = west + 360 * round((lon - west) / 360)  # the turn of the globe on which the view is given
    return south - FAR <= lat <= north + FAR and start - FAR <= lon <= start + east - west + FAR


def _address(value: Any, atlas: Atlas) -> Iterator[Fault]:
    yield from _matching(ADDRESS, "is no plain web address")(value, atlas)
    if isinstance(value, str) and len(value) > LONGEST_ADDRESS:
        yield value, f"is longer than {LONGEST_ADDRESS} characters: a phone could not read its QR code from a distance"


def _yes_or_no(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
    if not isinstance(value, bool):
        yield str(value), "is neither true nor false"


def _matching(pattern: str, why: str) -> Callable[[Any, Atlas], Iterator[Fault]]:
    def check(value: Any, atlas: Atlas) -> Iterator[Fault]:  # noqa: ARG001
        if not isinstance(value, str) or (value and not re.fullmatch(pattern, value)):
            yield str(value), why

    return check


CHECKS = {
    "places": Check(_places, 'write ids of places, such as places = ["tartu-prison"]'),
    "events": Check(_ids("events"), "write ids of events"),
    "stories": Check(_stories, 'write ids of stories, such as stories = ["katyn"], or [] for none'),
    "pictures": Check(_pictures, 'write ids of media.csv, such as pictures = ["map-1944"], none that is graphic'),
    "attract": Check(_attract, 'write ids of events, such as attract = ["priboi-estonia"], none that is graphic'),
    "begin_with": Check(_ids("events"), "write ids of events that the kiosk tells of"),
    "logo": Check(_logo, "write an id of media.csv, or leave the line out"),
    "credits": Check(_translated(600), 'write lines such as credits.et = "..."'),
    "gate": Check(_one_of(GATES), 'write "each", "once" (for a visit) or "off"'),
    "tabs": Check(_tabs, 'write some of ["story", "people", "sources", "near"]'),
    "timeline": Check(_yes_or_no, "write true or false"),
    "near_radius_km": Check(_number("near_radius_km"), "write whole kilometres; 0 is no limit"),
    "sources": Check(_one_of(SOURCES), 'write "full" or "short"'),
    "languages": Check(_languages, 'write codes such as languages = ["et", "ru", "en"]'),
    "title": Check(_translated(60), 'write lines such as title.et = "Tartu"'),
    "intro": Check(_translated(220), 'write lines such as intro.et = "..."'),
    "idle_seconds": Check(_number("idle_seconds"), "write whole seconds; visitors who read need 30 or more"),
    "warning_seconds": Check(_number("warning_seconds"), "write whole seconds; in 20 a visitor can reach it"),
    "diagonal_inches": Check(_number("diagonal_inches"), "measure the picture from corner to corner, 1 inch = 25.4 mm"),
    "distance_mm": Check(_number("distance_mm"), "measure from the eyes of a visitor to the screen, in millimetres"),
    "view": Check(_view, "write view = [58.4, 26.7, 7], degrees north, degrees east, zoom 3 to 12"),
    "public_address": Check(_address, 'write "https://...", short, no ? or #, or ""'),
    "counts": Check(_yes_or_no, "write true, without quotes, to count visits by day, or false"),
    "pin": Check(_matching(r"[0-9]{4,8}", "is no PIN"), 'write 4 to 8 digits in quotes, or ""'),
}  # fmt: skip
