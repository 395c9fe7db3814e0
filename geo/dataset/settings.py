"""What a dataset says of itself in ``datapackage.json``: its axis, window, languages and basemap.

Every setting is a key that begins with ``atlas:`` and may be left out: then it follows from the
data. `of` parses them once; a wrong one counts as left out, and `check` tells it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from geo import i18n
from geo.dataset import cells, dating, screens
from geo.dataset.description import FILE
from geo.dataset.longitudes import leap, unwrapped
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.model import Atlas, Date, Day

    Extents = NDArray[np.float64]

PREFIX: Final = "atlas:"
NOTES: Final = {"atlas:excerpt", "atlas:evidence", "atlas:members"}
"""Members that only tell something: `geo.export` says of what a dataset is an excerpt, and how well it is supported,
`geo.engine` of which ones it was made."""
YEARS: Final = (-9999, 9999)
"""First and last year that an axis may have."""
LATITUDES: Final = (-85.0, 85.0)
"""Degrees; the map is drawn in Web Mercator, which ends there."""
LONGITUDES: Final = (-360.0, 360.0)
"""Degrees east; a map that is cut elsewhere than at 180 has longitudes beyond it."""
SEAMS: Final = (-360.0, 0.0)
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


_CODES: Final = "write a code of BCP 47, such as"
SETTINGS: Final[Mapping[str, str]] = {
    "atlas:axis": "write the first and the last year, such as [1917, 1991]",
    "atlas:view": "write [latitude, longitude, zoom 1 to 14], such as [57, 60, 4]",
    "atlas:zoom": "write two numbers such as [3, 14]",
    "atlas:window": "write [[south, west], [north, east]] in degrees, around all places",
    "atlas:seam": "write the degrees east where the map is cut, such as -180",
    "atlas:language": f'{_CODES} "en" or "es"',
    "atlas:languages": f'{_CODES} ["es", "en"], the language of the tables among them',
    "atlas:unchecked": f'{_CODES} ["ru", "pl"], of the languages whose translations no native reader has read',
}
"""Key of ``datapackage.json`` -> how a wrong one is fixed; data/README.md says what each does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a dataset says of itself, and what follows from its data where it says nothing.

    Attributes
    ----------
    axis
        The first and last year of the time axis: ``atlas:axis``, else those of the events.
    seam
        The meridian (degrees east, -360 to 0) where the map is cut; it shows the 360 degrees east of
        it. ``atlas:seam``, else the one opposite the middle of the places, so that none is cut off.
    window
        The box beyond which the map cannot be moved: ``atlas:window``, else all land and all places.
    view
        Latitude, longitude and zoom of the first view (``atlas:view``), or None to fit the places.
    zooms
        The least and the most zoom of the map: ``atlas:zoom``; a narrow screen may have one less.
    language
        The language (BCP 47) of the tables themselves: ``atlas:language``, else English.
    languages
        Those that readers may choose, the one they begin in first: ``atlas:languages``, else the
        language of the tables and those that ``texts`` has.
    unchecked
        Languages of which no native reader has read the translations: ``atlas:unchecked``; a page says so once.
    problems
        What is wrong with the settings, in their order in the file.
    """

    axis: tuple[int, int]
    seam: float
    window: Box
    view: tuple[float, float, float] | None
    zooms: tuple[float, float]
    language: str
    languages: tuple[str, ...]
    unchecked: tuple[str, ...]
    problems: tuple[Problem, ...]

    def speaks(self, lang: str) -> bool:
        """Whether the atlas can be read in a language: one of the dataset's, or of the interface's."""
        return lang in self.languages or lang in i18n.LANGUAGES


_PARSED: WeakKeyDictionary[Atlas, Settings] = WeakKeyDictionary()


def of(atlas: Atlas) -> Settings:
    """Return the settings of a dataset, parsed once for each `Atlas`; tables that are missing count as empty."""
    if atlas not in _PARSED:
        _PARSED[atlas] = _parse(atlas)
    return _PARSED[atlas]


def check(atlas: Atlas) -> Iterator[Problem]:
    """Every setting is one that there is, and of its form."""
    yield from of(atlas).problems


def _parse(atlas: Atlas) -> Settings:
    given, extents = _Given(atlas.package), _extents(atlas)
    seam = given.take("atlas:seam", _seam_faults)
    cut = round(_middle(extents)) - 180.0 if seam is None else float(seam)
    window = given.take("atlas:window", partial(_window_faults, extents=extents, cut=cut))
    axis = given.take("atlas:axis", _axis_faults)
    view = given.take("atlas:view", _view_faults)
    least, most = given.take("atlas:zoom", _zoom_faults) or ZOOMS
    own = str(given.take("atlas:language", _language_faults) or i18n.DEFAULT)
    languages = given.take("atlas:languages", partial(_languages_faults, own=own))
    unchecked = given.take("atlas:unchecked", _codes_faults)
    return Settings(
        axis=(int(axis[0]), int(axis[1])) if axis else _years(atlas),
        seam=cut,
        window=_box(*window) if window else _around(extents, cut),
        view=(float(view[0]), float(view[1]), float(view[2])) if view else None,
        zooms=(float(least), float(most)),
        language=own,
        languages=tuple(languages) if languages else (own, *sorted(_translated(atlas) - {own})),
        unchecked=tuple(unchecked or ()),
        problems=tuple(given.problems()),
    )


class _Given:
    """The settings as they stand in a description, and what is wrong with those that were taken."""

    def __init__(self, package: Mapping[str, Any]) -> None:
        self._package = package
        self._faults: dict[str, list[str]] = {}

    def take(self, key: str, faults: Callable[[Any], Iterator[str]]) -> Any:
        """Return the value of a setting; None when it is left out or wrong."""
        value = self._package.get(key)
        self._faults[key] = list(faults(value)) if key in self._package else []
        return None if self._faults[key] else value

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong, once all settings were taken."""
        for key, value in self._package.items():
            shown = json.dumps(value, ensure_ascii=False)
            yield from (Problem(FILE, "", key, shown, why, SETTINGS[key]) for why in self._faults.get(key, ()))
            if key.startswith(PREFIX) and key not in {*SETTINGS, *NOTES}:
                yield Problem(FILE, "", key, shown, "is no setting of a dataset", cells.suggest(key, list(SETTINGS)))


# What follows from the data ------------------------------------------------------------------


def _years(atlas: Atlas) -> tuple[int, int]:
    found = dating.of_events(atlas["events"], atlas.tables.get(dating.TABLE)) if "events" in atlas.tables else []
    dated = {id(date): date for date in found if date}.values()  # equal texts are one date
    years = [day[0] for date in dated for day in _days(date) if day and YEARS[0] <= day[0] <= YEARS[1]]
    return (min(years), max(years)) if years else FALLBACK_AXIS


def _days(date: Date) -> tuple[Day | None, ...]:
    return date.earliest_start, date.latest_start, date.earliest_end, date.latest_end


def _extents(atlas: Atlas) -> Extents:
    """Return west, south, east, north of each part of each place, one a row."""
    shapes = np.array(atlas.places.geometry.array if "places" in atlas.tables else [], dtype=object)
    for position in np.flatnonzero(leap(shapes)):
        shapes[position] = unwrapped(shapes[position])
    bounds = shapely.bounds(shapely.get_parts(shapes)).reshape(-1, 4)
    return bounds[~np.isnan(bounds).any(axis=1)]


def _middle(extents: Extents) -> float:
    """Return the longitude (-180 to 180) in the middle of the places, seen around the globe."""
    spans = sorted((float(west), float(east)) for west, east in extents[:, [0, 2]])
    if not spans:
        return 0.0
    begin, furthest = spans[0][0], max(east for _, east in spans)
    end = furthest
    widest, reach = begin + 360 - end, spans[0][1]
    for west, east in spans:
        if west - reach > widest:
            widest, begin, end = west - reach, west, max(furthest, reach + 360)
        reach = max(reach, east)
    return ((begin + end) / 2 + 180) % 360 - 180


def _around(extents: Extents, cut: float) -> Box:
    souths, norths = extents[:, 1] - MARGIN, extents[:, 3] + MARGIN
    south = max(LATITUDES[0], min([LAND[0], *souths.tolist()]))
    north = min(LATITUDES[1], max([LAND[1], *norths.tolist()]))
    return (south, cut), (north, cut + 360)


def _box(corner: Sequence[float], opposite: Sequence[float]) -> Box:
    return (float(corner[0]), float(corner[1])), (float(opposite[0]), float(opposite[1]))


def _translated(atlas: Atlas) -> set[str]:
    found = set(screens.distinct(atlas["texts"], "lang")) if "texts" in atlas.tables else set()
    return {lang for lang in found if i18n.is_language(lang)}


# What is wrong with a value -------------------------------------------------------------------


def _are_numbers(value: object, *bounds: tuple[float, float]) -> bool:
    return isinstance(value, list) and len(value) == len(bounds) and all(map(cells.is_number, value, bounds))


def _axis_faults(value: Any) -> Iterator[str]:
    if not _are_numbers(value, YEARS, YEARS) or not all(isinstance(year, int) for year in value):
        yield f"is not two years from {YEARS[0]} to {YEARS[1]}"
    elif value[0] > value[1]:
        yield "runs backwards"


def _seam_faults(value: Any) -> Iterator[str]:
    if not cells.is_number(value, SEAMS):
        yield "is not a longitude from -360 to 0"


def _window_faults(value: Any, *, extents: Extents, cut: float) -> Iterator[str]:
    corner = (LATITUDES, LONGITUDES)
    if not isinstance(value, list) or len(value) != 2 or not all(_are_numbers(one, *corner) for one in value):
        yield "is not two corners of latitude (-85 to 85) and longitude (-360 to 360)"
    elif value[0][0] >= value[1][0] or value[0][1] >= value[1][1]:
        yield "its first corner is not south-west of its second"
    elif outside := int((~_inside(extents, _box(*value), cut)).sum()):
        yield f"leaves out {outside} of the places"


def _inside(extents: Extents, box: Box, cut: float) -> Any:
    west, south, east, north = extents.T
    (least, left), (most, right) = box
    start = west - 360 * ((west - cut) // 360)
    return np.logical_and.reduce([least <= south, north <= most, left <= start, start + east - west <= right])


def _view_faults(value: Any) -> Iterator[str]:
    if not _are_numbers(value, LATITUDES, LONGITUDES, ZOOM):
        yield "is not latitude, longitude and zoom"


def _zoom_faults(value: Any) -> Iterator[str]:
    if not _are_numbers(value, ZOOM, ZOOM) or value[0] >= value[1]:
        yield f"is not the least and the most zoom, from {ZOOM[0]:g} to {ZOOM[1]:g}"


def _language_faults(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not i18n.is_language(value):
        yield "is no language"


def _codes_faults(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(isinstance(lang, str) for lang in value):
        yield "is no list of languages"
        return
    yield from (f"{lang!r} is no language" for lang in value if not i18n.is_language(lang))
    if len(set(value)) < len(value):
        yield "names one twice"


def _languages_faults(value: Any, *, own: str) -> Iterator[str]:
    faults = [*_codes_faults(value)]
    yield from faults
    if faults != ["is no list of languages"] and own not in value:
        yield f"leaves out {own!r}, the language of the tables"
