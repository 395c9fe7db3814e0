"""Which records belong to which event, so that they grow with the events and stay out of the skeleton.

The rest is the skeleton: a dataset in itself that has no event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from geo.dataset import changes, media, screens, settings, translate
from geo.dataset.links import LINKS
from geo.dataset.series import SERIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo.model import Atlas

EVENTS: Final = "events"
EVENT: Final = "event_id"
"""The column by which records name their event."""
OF_RECORDS: Final = (SERIES, LINKS, changes.TABLE, translate.TEXTS)
"""Tables that name any record by table and id; texts those of the others, too."""
NOBODY: Final = -1


def owners(atlas: Atlas) -> dict[str, NDArray[np.int64]]:
    """Return for tables with records of events the position of the event of each record, `NOBODY` for another's."""
    ids = screens.column(atlas.events, "id")
    found = {EVENTS: np.arange(len(atlas.events), dtype=np.int64)}
    for name, table in atlas.tables.items():
        if EVENT in table and name != media.TABLE:  # pictures are files, which a page is told of, and no page has many
            found[name] = screens.standing(screens.column(table, EVENT), ids)
    for name in (one for one in OF_RECORDS if one in atlas.tables):
        found[name] = _of_records(atlas, atlas[name], found)
    return found


def _of_records(atlas: Atlas, rows: pd.DataFrame, known: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the same of a table whose rows are said of records of tables that are `known`."""
    found = np.full(len(rows), NOBODY, dtype=np.int64)
    for name in {*screens.distinct(rows, "table")} & known.keys():
        own = np.flatnonzero(screens.among(rows, "table", [name]))
        keys = pa.array(translate.records(atlas, name), pa.large_string())
        at = screens.standing(screens.column(rows.iloc[own], "id"), keys)
        found[own] = np.where(at < 0, NOBODY, known[name][at]) if len(keys) else NOBODY
    return found


def skeleton(atlas: Atlas, of: Mapping[str, NDArray[np.int64]]) -> Atlas:
    """Return a dataset without its events and what is theirs; `of` are `owners`.

    What its settings take from events is written down: the years of the axis, and the languages.
    """
    tables = {name: table[of[name] == NOBODY] if name in of else table for name, table in atlas.tables.items()}
    own = settings.of(atlas)
    said: dict[str, Any] = {"atlas:axis": [*own.axis], "atlas:languages": [*own.languages]}
    return replace(atlas, tables=tables, package={**atlas.package, **said})
