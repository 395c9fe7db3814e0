"""Numbers by date, such as the prisoners of a camp on each first of January: ``series.csv``.

One number a row, of an event, a place or an organization (its table and id). Rows that count the same thing
(measure and definition) in the same source are one series. They are shown, and never added to anything: the
prisoners of two years are for the most part the same people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.dataset.suggest import Suggester
from geo.dataset.translate import record_faults, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Atlas

SERIES: Final = "series"
OF: Final = ("events", "places", "organizations")
"""Tables whose records may have numbers by date."""


def faults(atlas: Atlas) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (line, field, value, why, fix) for numbers of records that are not there."""
    ids = {table: Suggester(dict.fromkeys(sorted(records(atlas, table)))) for table in OF if table in atlas.tables}
    for index, row in zip(atlas[SERIES].index, atlas.rows(SERIES), strict=True):
        if row["table"] in ids:  # another one is no allowed value
            for field, why, fix in record_faults(row, ids[row["table"]]):
                yield str(index), field, row[field], why, fix
