"""What was corrected in a record since it was first published, as cards and pages say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import changes

if TYPE_CHECKING:
    from geo.dataset.translate import Localized


def corrected(localized: Localized, table: str) -> dict[str, list[dict[str, Any]]]:
    """Return for each record of a table that was corrected when, in which version and why, the newest first."""
    found = changes.of_records(localized.atlas, table)
    said = {
        key: [_one(localized, row) for row in rows if row["what"] == changes.CORRECTED] for key, rows in found.items()
    }
    return {key: rows for key, rows in said.items() if rows}


def _one(localized: Localized, row: changes.Row) -> dict[str, Any]:
    day = dates.display(dates.parse(row["date"]), localized.lang)
    said = {"version": row["version"], "date": day, "reason": row["reason"]}
    return localized.with_untranslated(said, changes.TABLE, row["key"])
