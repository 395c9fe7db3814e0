"""Numbers by date as the page draws them: one line for each measure, definition and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import cells, citations, columns
from geo.dataset.series import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.dataset.translate import Localized
    from geo.model import Day

Row = dict[str, str]


def series(localized: Localized, table: str, sources: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return for each record of a table its series, each with its values in order of time.

    A value has its numbers, its date in words, the first and the last year that the date can mean, and
    where on an axis of years it stands (`position`); the locator where not all have the same.

    Parameters
    ----------
    sources
        Id of a source -> its position in the lists of the payload.
    """
    given = [dict(row, key=key) for row, key in zip(localized.atlas.rows(SERIES), localized.series, strict=True)]
    rows = [row | {"event_id": row["id"] if table == "events" else ""} for row in given if row["table"] == table]
    read = citations.read_for_figures(localized.atlas, rows) if rows else []
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row, far in zip(rows, read, strict=True):
        found.setdefault((row["id"], row["key"], row["source_id"]), []).append(row | {"read": far})
    return cells.grouped((same[0]["id"], _one(localized, same, sources)) for same in found.values())


def _one(localized: Localized, rows: list[Row], sources: Mapping[str, int]) -> dict[str, Any]:
    line = {name: rows[0][name] for name in ("measure", "definition", "read")}
    ordered = [rows[at] for at in dates.in_order(row["date"] for row in rows)]
    own = len({row["locator"] for row in rows}) > 1
    values = [_value(row, localized.lang) | ({"locator": row["locator"]} if own else {}) for row in ordered]
    line["locator"] = "" if own else rows[0]["locator"]
    made = {**line, "source": sources.get(rows[0]["source_id"]), "values": values}
    return localized.with_untranslated(made, SERIES, rows[0]["key"])


def _value(row: Row, lang: str) -> dict[str, Any]:
    date = dates.parse(row["date"])
    ends = [day for day in (date.earliest_start, date.latest_end) if day]  # both: see geo.checks.series
    return {
        "date": dates.display(date, lang),
        "years": [ends[0][0], ends[-1][0]],
        "at": position(ends),
        **{name: int(row[name]) if row[name] else None for name in columns.FIGURE},
    }


def position(days: Iterable[Day]) -> float:
    """Return the middle between some days as a year with hundredths, all months taken as long."""
    years = [year + ((month - 1) * 31 + day - 0.5) / 372 for year, month, day in days]
    return round(sum(years) / len(years), 2)
