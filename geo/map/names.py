"""What places and organizations were called on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import dates
from geo.dataset import cells, keys
from geo.map import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.dataset.translate import Localized
    from geo.map.moments import Moments
    from geo.map.written import Pieces
    from geo.model import Date

Row = dict[str, str]


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
