"""What a dataset says of itself in ``datapackage.json``: its axis, window, languages and basemap.

Every setting is a key that begins with ``atlas:`` and may be left out: then it follows from the
data. `check` tells what is wrong with one; a wrong one counts as left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo import dates, i18n
from geo.dataset import cells
from geo.errors import DateError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.model import Atlas, Date, Day

FILE: Final = "datapackage.json"
PREFIX: Final = "atlas:"
NOTES: Final = {"atlas:excerpt"}
"""Members that only tell something: `geo.export` says of what a dataset is an excerpt."""
YEARS: Final = (-9999, 9999)
"""First and last year that an axis may have."""
LATITUDES: Final = (-85.0, 85.0)
"""Degrees; the map is drawn in Web Mercator, which ends there."""
ZOOM: Final = (1.0, 14.0)
"""Least and most that a map may have; zoom 0 shows the whole world in 256 pixels."""
ZOOMS: Final = (2.0, 14.0)
"""Of a dataset that says nothing."""
LAND: Final = (-60.0, 84.0)
"""Degrees north between which the map shows land; Antarctica is left out unless a place lies there."""
MARGIN: Final = 20.0
"""Degrees north and south of all places that the map may be moved to, so that each can stand in its middle."""
FALLBACK_AXIS: Final = (1900, 2000)
"""Of a dataset without any date."""
Box = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner, latitude before longitude as Leaflet wants it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How one setting is checked, and how it is mended."""

    faults: Callable[[Any, Atlas], Iterator[str]]
    fix: str


def _given(atlas: Atlas, key: str) -> Any:
    value = atlas.package.get(key)
    return None if value is None or any(SETTINGS[key].faults(value, atlas)) else value


def axis(atlas: Atlas) -> tuple[int, int]:
    """Return the first and last year of the time axis: ``atlas:axis``, else those of the events."""
    if given := _given(atlas, "atlas:axis"):
        return int(given[0]), int(given[1])
    dated = [date for text in set(atlas.events["edtf"]) if (date := _date(text))]
    years = [day[0] for date in dated for day in _days(date) if day and YEARS[0] <= day[0] <= YEARS[1]]
    return (min(years), max(years)) if years else FALLBACK_AXIS


def _date(text: str) -> Date | None:
    try:
        return dates.parse(text) if text else None
    except DateError:
        return None  # the cell's own check tells it


def _days(date: Date) -> tuple[Day | None, ...]:
    return date.earliest_start, date.latest_start, date.earliest_end, date.latest_end


def seam(atlas: Atlas) -> float:
    """Return the meridian (degrees east, -360 to 0) where the map is cut; it shows the 360 degrees east of it.

    ``atlas:seam``, else the one opposite the middle of the places, so that none is cut off.
    """
    given = _given(atlas, "atlas:seam")
    return float(given) if given is not None else round(_middle(atlas)) - 180.0


def _middle(atlas: Atlas) -> float:
    """Return the longitude (-180 to 180) in the middle of the places, seen around the globe."""
    spans = sorted((west, east) for west, _, east, _ in _extents(atlas))
    if not spans:
        return 0.0
    begin, end = spans[0][0], max(east for _, east in spans)
    widest, reach = begin + 360 - end, spans[0][1]
    for west, east in spans:
        if west - reach > widest:
            widest, begin, end = west - reach, west, reach + 360
        reach = max(reach, east)
    return ((begin + end) / 2 + 180) % 360 - 180


def _extents(atlas: Atlas) -> Iterator[tuple[float, float, float, float]]:
    """Yield west, south, east, north of each part of each place."""
    for shape in atlas.places.geometry:
        if shape is not None and not shape.is_empty:
            yield from (part.bounds for part in getattr(shape, "geoms", [shape]))


def turned(longitude: float, cut: float) -> float:
    """Return a longitude as it stands on a map that is cut at `cut`: from there to 360 degrees east of it."""
    return longitude - 360 * ((longitude - cut) // 360)


def window(atlas: Atlas) -> Box:
    """Return the box beyond which the map cannot be moved: ``atlas:window``, else all land and all places."""
    if given := _given(atlas, "atlas:window"):
        (south, west), (north, east) = given
        return (float(south), float(west)), (float(north), float(east))
    cut, extents = seam(atlas), list(_extents(atlas))
    south = max(LATITUDES[0], min([LAND[0], *(one[1] - MARGIN for one in extents)]))
    north = min(LATITUDES[1], max([LAND[1], *(one[3] + MARGIN for one in extents)]))
    return (south, cut), (north, cut + 360)


def view(atlas: Atlas) -> tuple[float, float, float] | None:
    """Return latitude, longitude and zoom of the first view (``atlas:view``), or None to fit the places."""
    given = _given(atlas, "atlas:view")
    return (float(given[0]), float(given[1]), float(given[2])) if given else None


def zooms(atlas: Atlas) -> tuple[float, float]:
    """Return the least and the most zoom of the map: ``atlas:zoom``; a narrow screen may have one less."""
    least, most = _given(atlas, "atlas:zoom") or ZOOMS
    return float(least), float(most)


def language(atlas: Atlas) -> str:
    """Return the language (BCP 47) of the tables themselves: ``atlas:language``, else English."""
    return str(_given(atlas, "atlas:language") or i18n.DEFAULT)


def languages(atlas: Atlas) -> tuple[str, ...]:
    """Return the languages that readers may choose, the one they begin in first.

    ``atlas:languages``, else the language of the tables and those that ``texts`` has.
    """
    if given := _given(atlas, "atlas:languages"):
        return tuple(given)
    told = set(atlas["texts"]["lang"]) if "texts" in atlas.tables else set()
    own = language(atlas)
    return own, *sorted({lang for lang in told if i18n.is_language(lang)} - {own})


def speaks(atlas: Atlas, lang: str) -> bool:
    """Whether the atlas can be read in a language: one of the dataset's, or of the interface's."""
    return lang in languages(atlas) or lang in i18n.LANGUAGES


def check(atlas: Atlas) -> Iterator[Problem]:
    """Every setting is one that there is, and of its form."""
    for key, value in atlas.package.items():
        setting = SETTINGS.get(key)
        shown = json.dumps(value, ensure_ascii=False)
        if setting is not None:
            yield from (Problem(FILE, "", key, shown, why, setting.fix) for why in setting.faults(value, atlas))
        elif key.startswith(PREFIX) and key not in NOTES:
            yield Problem(FILE, "", key, shown, "is no setting of a dataset", cells.suggest(key, list(SETTINGS)))


def _is_number(value: object, bounds: tuple[float, float]) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and bounds[0] <= value <= bounds[1]


def _are_numbers(value: object, *bounds: tuple[float, float]) -> bool:
    return isinstance(value, list) and len(value) == len(bounds) and all(map(_is_number, value, bounds))


def _axis(value: Any, _: Atlas) -> Iterator[str]:
    if not _are_numbers(value, YEARS, YEARS) or not all(isinstance(year, int) for year in value):
        yield f"is not two years from {YEARS[0]} to {YEARS[1]}"
    elif value[0] > value[1]:
        yield "runs backwards"


def _seam(value: Any, _: Atlas) -> Iterator[str]:
    if not _is_number(value, (-360, 0)):
        yield "is not a longitude from -360 to 0"


def _window(value: Any, atlas: Atlas) -> Iterator[str]:
    corner = (LATITUDES, (-360.0, 360.0))
    if not isinstance(value, list) or len(value) != 2 or not all(_are_numbers(one, *corner) for one in value):
        yield "is not two corners of latitude (-85 to 85) and longitude (-360 to 360)"
    elif value[0][0] >= value[1][0] or value[0][1] >= value[1][1]:
        yield "its first corner is not south-west of its second"
    elif "places" in atlas.tables:
        box = (tuple(value[0]), tuple(value[1]))
        if outside := sum(not _inside(extent, box, seam(atlas)) for extent in _extents(atlas)):
            yield f"leaves out {outside} of the places"


def _inside(extent: tuple[float, float, float, float], box: tuple[Any, Any], cut: float) -> bool:
    west, south, east, north = extent
    (least, left), (most, right) = box
    start = turned(west, cut)
    return bool(least <= south and north <= most and left <= start and start + east - west <= right)


def _view(value: Any, _: Atlas) -> Iterator[str]:
    if not _are_numbers(value, LATITUDES, (-360, 360), ZOOM):
        yield "is not latitude, longitude and zoom"


def _zooms(value: Any, _: Atlas) -> Iterator[str]:
    if not _are_numbers(value, ZOOM, ZOOM) or value[0] >= value[1]:
        yield f"is not the least and the most zoom, from {ZOOM[0]:g} to {ZOOM[1]:g}"


def _language(value: Any, _: Atlas) -> Iterator[str]:
    if not isinstance(value, str) or not i18n.is_language(value):
        yield "is no language"


def _languages(value: Any, atlas: Atlas) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(isinstance(lang, str) for lang in value):
        yield "is no list of languages"
        return
    yield from (f"{lang!r} is no language" for lang in value if not i18n.is_language(lang))
    if len(set(value)) < len(value):
        yield "names one twice"
    own = language(atlas)
    if own not in value:
        yield f"leaves out {own!r}, the language of the tables"


_CODES = "write a code of BCP 47, such as"
SETTINGS: Final[Mapping[str, Setting]] = {
    "atlas:axis": Setting(_axis, "write the first and the last year, such as [1917, 1991]"),
    "atlas:view": Setting(_view, "write [latitude, longitude, zoom 1 to 14], such as [57, 60, 4]"),
    "atlas:zoom": Setting(_zooms, "write two numbers such as [3, 14]"),
    "atlas:window": Setting(_window, "write [[south, west], [north, east]] in degrees, around all places"),
    "atlas:seam": Setting(_seam, "write the degrees east where the map is cut, such as -180"),
    "atlas:language": Setting(_language, f'{_CODES} "en" or "es"'),
    "atlas:languages": Setting(_languages, f'{_CODES} ["es", "en"], the language of the tables among them'),
}
"""Key of ``datapackage.json`` -> how it is checked; data/README.md tells what each does."""
