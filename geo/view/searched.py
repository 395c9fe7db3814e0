"""The texts that a search looks through: which they are, of what, in which language, and where each ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import cells, screens, settings
from geo.dataset.translate import EASY
from geo.view import towns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo.model import Atlas

    Numbers = NDArray[np.integer[Any]]

EVENTS: Final = "events"
NAMED: Final = ("places", "organizations", "persons", "groups")
"""Tables of what an event names: their names are searched as its own texts are."""
TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    EVENTS: ("title", "description", "note", "remark", "edtf"),
    "places": ("name",),
    "organizations": ("name", "abbreviation"),
    "persons": ("name",),
    "groups": ("name",),
}
"""Columns that are searched, and their translations with them."""
TOWNS: Final = "towns"
"""The gazetteer of `geo.view.towns`: its names are words of the index, and no event is found by them."""
TABLES: Final = (*TEXTS, TOWNS)
NAMES: Final = (("place_names", "places", "place_id"), ("organization_names", "organizations", "organization_id"))
"""Tables of further names, each in a language, of what they are, and by which column."""
END, NAME_END = 0, 1
"""Words that stand where a text ends, the second where that is a name or title: no phrase goes on over it."""
TITLES: Final = frozenset(("title", "name", "abbreviation"))
ENDS: Final = ("\ue000", "\ue001")
"""The same in a text, behind a space."""


class Piece(NamedTuple):
    """Texts of some records of a table in one language, each with its end; -1 owns what is of no record."""

    table: str
    owner: Numbers
    texts: pa.Array
    lang: str


def pieces(atlas: Atlas, table: str) -> Iterator[Piece]:
    """Yield the texts of a table, each column of it and each language for itself; names and titles before others."""
    if table == TOWNS:
        yield from _of_towns(atlas)
        return
    own, ids = atlas[table], screens.column(atlas[table], "id")
    everyone = np.arange(len(own), dtype=np.int64)
    for column in TEXTS[table]:
        yield Piece(table, everyone, _ended(own, column, _end(column)), settings.of(atlas).language)
    for names, of, key in NAMES:
        if of == table and names in atlas.tables:
            for column in (name for name in TEXTS[table] if name in atlas[names]):
                yield from _by_language(table, ids, atlas[names], key, column)
    if "texts" in atlas.tables:
        rows = atlas["texts"]
        rows = rows[~rows["lang"].str.endswith(EASY)]
        for column in TEXTS[table]:
            wanted = (rows["table"] == table) & (rows["field"] == column)
            yield from _by_language(table, ids, rows[wanted.to_numpy(dtype=bool)], "id", "text", _end(column))


def _of_towns(atlas: Atlas) -> Iterator[Piece]:
    """Yield the names of towns, each language for itself."""
    every = [(lang, at, name) for at, one in enumerate(towns.of_atlas(atlas)) for lang, name in one.each()]
    for lang, rows in cells.grouped((lang, (at, name)) for lang, at, name in every).items():
        owner, names = zip(*rows, strict=True)
        texts = pa.array([f"{name} {ENDS[NAME_END]}" for name in names], pa.large_string())
        yield Piece(TOWNS, np.array(owner, np.int64), texts, lang)


def _end(column: str) -> str:
    return ENDS[NAME_END if column in TITLES else END]


def _by_language(
    table: str, ids: pa.ChunkedArray, rows: pd.DataFrame, key: str, column: str, end: str = ENDS[NAME_END]
) -> Iterator[Piece]:
    for lang, some in rows.groupby("lang", sort=False):
        yield Piece(table, screens.standing(screens.column(some, key), ids), _ended(some, column, end), str(lang))


def _ended(table: pd.DataFrame, column: str, end: str) -> pa.Array:
    texts, between = screens.column(table, column).combine_chunks(), pa.scalar(" ", pa.large_string())
    return pc.binary_join_element_wise(texts, pa.scalar(end, pa.large_string()), between, null_handling="skip")
