"""All words of a dataset, and where they stand: what a search looks through, in Python and in the page.

Made of whole columns, so that 300,000 events take seconds: every different piece between two spaces is folded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import cells, screens, settings, stays
from geo.dataset.translate import EASY
from geo.view import towns, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geo.model import Atlas

    Numbers = NDArray[np.integer[Any]]

EVENTS: Final = "events"
NAMED: Final = ("places", "organizations", "persons", "groups")
"""Tables of what an event names: their names are searched as its own texts are."""
TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    EVENTS: ("title", "description", "note", "edtf"),
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
"""Stand in `Said.words` where a text ends, the second where that is a name or title: no phrase goes on over it."""
TITLES: Final = frozenset(("title", "name", "abbreviation"))
_NO_TEXTS: Final = pa.array([], pa.large_string())
_ENDS: Final = ("\ue000", "\ue001")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """The words of the records of a table: those of record ``i`` stand at ``begin[i]`` to ``begin[i + 1]``.

    `words` are positions in `Index.words`, in the order in which they are written.
    """

    begin: Numbers
    words: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What a search looks through.

    Attributes
    ----------
    words
        Every folded word of the dataset in order; the first two are `END` and `NAME_END` and no words.
    spoken
        Language -> which of them stand in texts that are in it; only languages whose endings are known.
    said
        Table -> the words of its records, in the order of the table.
    ties
        Table of `NAMED` -> pairs of the position of an event and that of what it names.
    names
        Table of `NAMED`, and towns -> the names of each record as they are written, in the order of its words.
    """

    words: Sequence[str]
    spoken: Mapping[str, NDArray[np.bool_]]
    said: Mapping[str, Said]
    ties: Mapping[str, tuple[Numbers, Numbers]]
    names: Mapping[str, Sequence[Sequence[str]]]


class Piece(NamedTuple):
    """Texts of some records of a table in one language; -1 owns what is of no record."""

    table: str
    owner: Numbers
    texts: pa.Array
    lang: str


_MADE: WeakKeyDictionary[Atlas, Index] = WeakKeyDictionary()


def of_atlas(atlas: Atlas) -> Index:
    """Return the index of a dataset, made once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = _made(atlas)
    return _MADE[atlas]


def _made(atlas: Atlas) -> Index:
    names: dict[str, list[list[str]]] = {table: [[] for _ in range(_size(atlas, table))] for table in (*NAMED, TOWNS)}
    every_piece = (piece for table in TABLES for piece in pieces(atlas, table))
    texts, lengths, raws, different = _parted(map(partial(_noted, names), every_piece))
    folded = [[text] if text in _ENDS else words.fold(text).split() for text in different]
    every = ["", "", *sorted({*chain.from_iterable(folded)}.difference(_ENDS))]
    number = {word: at for at, word in enumerate(every)} | {end: at for at, end in enumerate(_ENDS)}
    of_raw = np.fromiter((number[word] for word in chain.from_iterable(folded)), np.int32)
    many = np.fromiter(map(len, folded), np.int32, len(folded))
    tokens = of_raw[_ranges((np.cumsum(many, dtype=np.int32) - many)[raws], many[raws])]
    each = _summed(many[raws], lengths)
    said = _said(atlas, texts, each, tokens)
    return Index(every, _spoken(texts, each, tokens, len(every)), said, _ties(atlas), names)


def _noted(names: Mapping[str, list[list[str]]], piece: Piece) -> Piece:
    """Return a piece whose names were added to those of its records."""
    if piece.table in names:
        for at, text in zip(piece.owner.tolist(), piece.texts.to_pylist(), strict=True):
            if at >= 0:
                names[piece.table][at].append(text[:-2])  # the end of a text, with a space before it
    return piece


def _size(atlas: Atlas, table: str) -> int:
    return len(towns.of_atlas(atlas) if table == TOWNS else atlas[table])


def _parted(every: Iterable[Piece]) -> tuple[list[Piece], Numbers, Numbers, list[str]]:
    """Return pieces without their texts; how many parts, between spaces, each text has; these by number; what they are.

    Many texts have few different parts, and nothing else of the texts is kept while these are looked at.
    """
    texts, lengths, parts = [], [], []
    for piece in every:
        split = pc.utf8_split_whitespace(piece.texts)
        lengths.append(pc.list_value_length(split).to_numpy())
        parts.append(split.flatten())
        texts.append(piece._replace(texts=_NO_TEXTS))
    encoded = pc.dictionary_encode(pa.chunked_array(parts, pa.large_string())).unify_dictionaries()
    numbers = [np.zeros(0, np.int32), *(chunk.indices.to_numpy() for chunk in encoded.chunks)]
    different = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    return texts, np.concatenate(lengths), np.concatenate(numbers), different


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
        texts = pa.array([f"{name} {_ENDS[NAME_END]}" for name in names], pa.large_string())
        yield Piece(TOWNS, np.array(owner, np.int64), texts, lang)


def _end(column: str) -> str:
    return _ENDS[NAME_END if column in TITLES else END]


def _by_language(
    table: str, ids: pa.ChunkedArray, rows: pd.DataFrame, key: str, column: str, end: str = _ENDS[NAME_END]
) -> Iterator[Piece]:
    for lang, some in rows.groupby("lang", sort=False):
        yield Piece(table, screens.standing(screens.column(some, key), ids), _ended(some, column, end), str(lang))


def _ended(table: pd.DataFrame, column: str, end: str) -> pa.Array:
    texts, between = screens.column(table, column).combine_chunks(), pa.scalar(" ", pa.large_string())
    return pc.binary_join_element_wise(texts, pa.scalar(end, pa.large_string()), between, null_handling="skip")


def _said(atlas: Atlas, texts: Sequence[Piece], each: Numbers, tokens: Numbers) -> dict[str, Said]:
    """Return the words by table and record, texts of one record behind one another."""
    tables = np.concatenate([np.full(len(piece.owner), TABLES.index(piece.table)) for piece in texts])
    owners, begin = np.concatenate([piece.owner for piece in texts]), np.cumsum(each, dtype=np.int64) - each
    found = {}
    for number, table in enumerate(TABLES):
        own = np.flatnonzero((tables == number) & (owners >= 0))
        own = own[np.argsort(owners[own], kind="stable")]
        counts = np.bincount(owners[own], weights=each[own], minlength=_size(atlas, table)).astype(np.int64)
        found[table] = Said(np.concatenate([[0], np.cumsum(counts)]), tokens[_ranges(begin[own], each[own])])
    return found


def _spoken(texts: Sequence[Piece], each: Numbers, tokens: Numbers, n: int) -> dict[str, NDArray[np.bool_]]:
    found = {lang: np.zeros(n, dtype=bool) for lang in words.endings()}
    row = at = 0
    for piece in texts:
        end = at + int(each[row : row + len(piece.owner)].sum())
        if piece.lang in found:
            found[piece.lang][tokens[at:end]] = True
        row, at = row + len(piece.owner), end
    return {lang: marks for lang, marks in found.items() if marks.any()}


def _ties(atlas: Atlas) -> dict[str, tuple[Numbers, Numbers]]:
    """Return which event names what, as positions."""
    events = screens.column(atlas.events, "id")
    found = {"places": _stood(atlas)}
    for table in NAMED[1:]:
        links = atlas[f"event_{table}"]
        named = screens.standing(screens.column(links, f"{table[:-1]}_id"), screens.column(atlas[table], "id"))
        pair = np.stack([screens.standing(screens.column(links, "event_id"), events), named])
        found[table] = tuple(pair[:, (pair >= 0).all(axis=0)])
    return found


def _stood(atlas: Atlas) -> tuple[Numbers, Numbers]:
    """Return every place of each event (`geo.dataset.stays`): most are in its own record."""
    events, places = screens.column(atlas.events, "id"), screens.column(atlas.places, "id")
    written = stays.written(atlas)
    rows = [stay for here in written.values() for stay in here]
    owners = screens.standing(pa.array([stay.event for stay in rows], pa.large_string()), events)
    own = np.setdiff1d(np.arange(len(events)), owners)
    named = (
        screens.standing(screens.column(atlas.events, name), places)[own] for name in ("place_id", "destination_id")
    )
    at = screens.standing(pa.array([stay.place for stay in rows], pa.large_string()), places)
    pair = np.stack([np.concatenate([own, own, owners]), np.concatenate([*named, at])])
    event, place = pair[:, pair[1] >= 0]
    return event, place


def _ranges(begin: Numbers, length: Numbers) -> Numbers:
    """Return the positions of several stretches, one behind the other."""
    before = np.cumsum(length, dtype=np.int64) - length
    found = np.repeat((begin - before).astype(np.int32), length)
    found += np.arange(len(found), dtype=np.int32)
    return found


def _summed(values: Numbers, lengths: Numbers) -> Numbers:
    """Return the sum of each of several stretches that follow one another."""
    every: Any = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    ends = np.cumsum(lengths, dtype=np.int64)
    found: Numbers = every[ends] - every[ends - lengths]
    return found
