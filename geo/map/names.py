"""What places and organizations were called on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo import dates
from geo.dataset import cells, keys, settings
from geo.map import written
from geo.view import points
from geo.view.towns import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.dataset.translate import Localized
    from geo.map.moments import Moments
    from geo.map.written import Pieces
    from geo.model import Date

Row = dict[str, str]
NEAR: Final = 0.7
"""Degrees from a town within which what is named after it lies."""


def places_on_the_day(localized: Localized, when: Moments) -> Pieces:
    """Return for each event the name its place had then; "" without a place."""
    places = localized.atlas.places
    at = keys.positions(localized.atlas, "events", "place_id", "places")
    dated, today = names(localized, "place_names", "place_id"), [*places["name"].tolist(), ""]  # the last one at -1
    changes = np.append(places["id"].isin(dated.keys()).to_numpy(dtype=bool), False)
    found, of = today.copy(), at % len(today)
    pairs, which = np.unique([at[changes[at]], when.of[changes[at]]], axis=1, return_inverse=True)
    of[changes[at]] = len(found) + which.ravel()
    ids = places["id"].tolist()
    found += [name_on(dated[ids[place]], when.dates[moment]) or today[place] for place, moment in pairs.T.tolist()]
    return written.chosen(written.quoted(written.array(found)), of)


def names_then(localized: Localized, when: Iterable[tuple[str, Date | None]]) -> list[str]:
    """Return for each place and date the name that it bore when that began; "" without a place."""
    places = localized.atlas.places
    headwords = dict(zip(places["id"].tolist(), places["name"].tolist(), strict=True))
    dated = names(localized, "place_names", "place_id")
    return [(place in dated and name_on(dated[place], date)) or headwords.get(place, "") for place, date in when]


Dated = tuple[str, int | None, int | None]
"""A name, the year in which it began, and the year in which another one began; None is open."""


def names_by_year(
    localized: Localized, labels: Iterable[Sequence[Any]]
) -> list[tuple[int, str, int | None, int | None]]:
    """Return what places are called in some years of the axis but not by their headword: position, name, years.

    As their own dated names say, where these have the headword. A place such as "Big House, Leningrad" is named after
    its town: as that was called, which a place of the dataset says, else some `labels` of the basemap
    [name, lon, lat, ..., from, to]. Names of a region are those of its seat.
    """
    places, begins = localized.atlas.places, settings.of(localized.atlas).axis[0]
    lon, lat = (axis.tolist() for axis in points.coordinates(places.geometry.to_numpy()))
    headwords, of_places = places["name"].tolist(), names(localized, "place_names", "place_id")
    own = [_own(of_places.get(place, ()), name) for place, name in zip(places["id"], headwords, strict=True)]
    towns = [(lon[at], lat[at], found) for at, found in enumerate(own) if found]
    drawn: dict[tuple[float, float], list[Dated]] = {}
    for name, x, y, _, _, *years in labels:
        drawn.setdefault((x, y), []).append((name, *(years or (None, None))))
    towns += [(x, y, found) for (x, y), found in drawn.items() if len(found) > 1]

    def of_town(at: int, town: str) -> list[Dated]:
        near = (found for x, y, found in towns if abs(lon[at] - x) < NEAR and abs(lat[at] - y) < NEAR)
        return next((found for found in near if any(name == town for name, _, _ in found)), [])

    called = []
    for at, (headword, kind) in enumerate(zip(headwords, places["kind"], strict=True)):
        before, comma, town = headword.rpartition(", ")
        found = own[at] or [(before + comma + name, first, last) for name, first, last in of_town(at, town)]
        rows = [(at, *one) for one in found if one[0] != headword and (one[2] is None or one[2] > begins)]
        called += [] if kind in REGIONS else rows
    return called


def _own(rows: Iterable[Row], headword: str) -> list[Dated]:
    """Return the dated names of a place by years; none where its headword is no such name."""
    found = [(row["name"], _year(row["from"]), _year(row["to"])) for row in rows if row["from"] or row["to"]]
    return found if any(name == headword for name, _, _ in found) else []


def _year(text: str) -> int | None:
    return dates.parse(text).first_year if text else None


def bodies_on_the_day(localized: Localized) -> Mapping[str, list[Row]]:
    """Return the names of organizations with their dates; those without any are called as today."""
    return names(localized, "organization_names", "organization_id")


def names(localized: Localized, table: str, key: str) -> dict[str, list[Row]]:
    """Return the names in the language of the page; in the dataset's own for what has no name in it."""
    of = table.removesuffix("_names") + "s"

    def wanted(row: Row) -> str:
        return localized.base if localized.untranslated_fields(of, row[key]) else localized.lang

    rows = (row for row in localized.atlas.rows(table) if row["lang"] == wanted(row))
    return cells.grouped((row[key], row) for row in rows)


def name_on(names: Iterable[Row], date: Date | None) -> str:
    """Return the first of dated names that was borne when `date` began; "" when that is unknown."""
    row = row_on(names, date)
    return row["name"] if row else ""


def row_on(names: Iterable[Row], date: Date | None) -> Row | None:
    """Return the row of that name, with its abbreviation; None when it is unknown."""
    start = date.earliest_start if date else None
    return next((row for row in names if start is not None and _bears(row, start)), None)


def _bears(row: Row, day: tuple[int, int, int]) -> bool:
    first = dates.parse(row["from"]).earliest_start if row["from"] else None
    last = dates.parse(row["to"]).latest_end if row["to"] else None
    return (first is None or first <= day) and (last is None or day <= last)
