"""All words of a dataset, and where they stand: what a search looks through, in Python and in the page.

Made of whole columns, so that 300,000 events take seconds: every different piece between two spaces is folded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset import keys, screens, stays
from geo.view import searched, towns, words
from geo.view.searched import ENDS, EVENTS, NAMED, TABLES, TOWNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.model import Atlas
    from geo.view.searched import Piece

    Numbers = NDArray[np.integer[Any]]

_NO_TEXTS: Final = pa.array([], pa.large_string())
_NO_NUMBERS: Final = np.zeros(0, np.int32)
_AT_ONCE: Final = 20_000
"""Texts that are parted together."""


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
        Every folded word of the dataset in order; the first two are the ends of `geo.view.searched` and no words.
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


class Parted(NamedTuple):
    """A piece by the parts of its texts: how many each has, and these by number, one text behind the other."""

    table: str
    owner: Numbers
    lang: str
    lengths: Numbers
    raws: Numbers


class Folded(NamedTuple):
    """The words of parts: `many` of `numbers`, from `begin` on, for each; these are positions in `every`."""

    every: Sequence[str]
    numbers: Numbers
    begin: Numbers
    many: Numbers


_MADE: WeakKeyDictionary[Atlas, Index] = WeakKeyDictionary()


def of_atlas(atlas: Atlas) -> Index:
    """Return the index of a dataset, made once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = _made(atlas)
    return _MADE[atlas]


def _made(atlas: Atlas) -> Index:
    names: dict[str, list[list[str]]] = {table: [[] for _ in range(_size(atlas, table))] for table in (*NAMED, TOWNS)}
    parted, different = _parted(_noted(names, piece) for table in TABLES for piece in searched.pieces(atlas, table))
    folded = _folded(different)
    sizes = {table: _size(atlas, table) for table in TABLES}
    said = {table: _said([one for one in parted if one.table == table], folded, sizes[table]) for table in TABLES}
    return Index(folded.every, _spoken(parted, folded), said, _ties(atlas), names)


def _noted(names: Mapping[str, list[list[str]]], piece: Piece) -> Piece:
    """Return a piece whose names were added to those of its records."""
    if piece.table in names:
        for at, text in zip(piece.owner.tolist(), piece.texts.to_pylist(), strict=True):
            if at >= 0:
                names[piece.table][at].append(text[:-2])  # the end of a text, with a space before it
    return piece


def _size(atlas: Atlas, table: str) -> int:
    return len(towns.of_atlas(atlas) if table == TOWNS else atlas[table])


def _parted(every: Iterable[Piece]) -> tuple[list[Parted], pa.Array]:
    """Return what pieces consist of between spaces, by number, and all these different parts.

    Many texts have few different parts: so many as are parted together, and nothing else of the texts, is kept.
    """
    found, encoded = [], list[pa.DictionaryArray]()
    for table, owner, texts, lang in every:
        lengths, before = [], len(encoded)
        for at in range(0, len(texts), _AT_ONCE):
            split = pc.utf8_split_whitespace(texts.slice(at, _AT_ONCE))
            lengths.append(pc.list_value_length(split).to_numpy())
            encoded.append(split.flatten().dictionary_encode())
        found.append((table, owner, lang, np.concatenate([_NO_NUMBERS, *lengths]), slice(before, len(encoded))))
    if not encoded:
        return [], _NO_TEXTS
    unified = pa.chunked_array(encoded).unify_dictionaries()
    numbers = [chunk.indices.to_numpy() for chunk in unified.chunks]
    parted = [
        Parted(table, owner, lang, lengths, np.concatenate([_NO_NUMBERS, *numbers[own]]))
        for table, owner, lang, lengths, own in found
    ]
    return parted, unified.chunk(0).dictionary


def _folded(different: pa.Array) -> Folded:
    """Return the words of parts: of nearly all it is one, in small letters."""
    small = pc.ascii_lower(different)
    plain = np.asarray(pc.match_substring_regex(small, "^[a-z0-9]+$"))
    others = [
        [text] if text in ENDS else words.fold(text).split() for text in different.filter(pa.array(~plain)).to_pylist()
    ]
    several = pa.array([*chain.from_iterable(others)], pa.large_string())
    encoded = pa.concat_arrays([small.filter(pa.array(plain)), several]).dictionary_encode()
    known = encoded.dictionary
    is_end = np.asarray(pc.is_in(known, value_set=pa.array(ENDS, pa.large_string())))
    order = np.asarray(pc.array_sort_indices(known))
    order = order[~is_end[order]]
    number = np.zeros(len(known), np.int32)
    number[order] = np.arange(len(order)) + len(ENDS)
    for at, end in enumerate(ENDS):
        number[np.asarray(pc.equal(known, end))] = at
    many, begin = np.ones(len(different), np.int32), np.zeros(len(different), np.int32)
    many[~plain] = np.fromiter(map(len, others), np.int32, len(others))
    begin[plain] = np.arange(plain.sum())
    begin[~plain] = plain.sum() + np.cumsum(many[~plain]) - many[~plain]
    every = ["", "", *known.take(pa.array(order)).to_pylist()]
    return Folded(every, number[encoded.indices.to_numpy()], begin, many)


def _said(parted: Sequence[Parted], folded: Folded, n: int) -> Said:
    """Return the words of the records of a table, texts of one record behind one another."""
    said = [_words(one.raws, one.lengths, folded) for one in parted]
    own = [_kept(one.owner, *of) for one, of in zip(parted, said, strict=True)]
    counts = [np.bincount(owner, weights=each, minlength=n).astype(np.int64) for owner, each, _ in own]
    ends = np.cumsum(sum(counts, np.zeros(n, np.int64)))
    begin = np.concatenate([[0], ends])
    found, free = np.zeros(int(begin[-1]), np.int32), begin[:-1].copy()
    for (owner, each, tokens), count in zip(own, counts, strict=True):
        order = np.argsort(owner, kind="stable")  # nearly always they stand so
        before = np.cumsum(each[order]) - each[order]
        first = np.searchsorted(owner[order], owner[order])  # of the texts of its record
        start = np.empty(len(owner), np.int64)
        start[order] = free[owner[order]] + before - before[first]
        found[_ranges(start, each)] = tokens
        free += count
    return Said(begin, found)


def _words(raws: Numbers, lengths: Numbers, folded: Folded) -> tuple[Numbers, Numbers]:
    """Return how many words each of some texts has, and these, one behind the other."""
    many = folded.many[raws]
    if (many == 1).all():
        return lengths, folded.numbers[folded.begin[raws]]
    return _summed(many, lengths), folded.numbers[_ranges(folded.begin[raws], many)]


def _kept(owner: Numbers, each: Numbers, tokens: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return texts without those of no record."""
    of_some = owner >= 0
    if of_some.all():
        return owner, each, tokens
    return owner[of_some], each[of_some], tokens[np.repeat(of_some, each)]


def _spoken(parted: Iterable[Parted], folded: Folded) -> dict[str, NDArray[np.bool_]]:
    found = {lang: np.zeros(len(folded.every), dtype=bool) for lang in words.endings()}
    for one in parted:
        if one.lang in found:
            here = np.zeros(len(folded.many), dtype=bool)
            here[one.raws] = True
            found[one.lang][folded.numbers[_ranges(folded.begin[here], folded.many[here])]] = True
    return {lang: marks for lang, marks in found.items() if marks.any()}


def _ties(atlas: Atlas) -> dict[str, tuple[Numbers, Numbers]]:
    """Return which event names what, as positions."""
    found = {"places": _stood(atlas)}
    for table in NAMED[1:]:
        links, key = f"event_{table}", f"{table[:-1]}_id"
        event = keys.positions(atlas, links, "event_id", EVENTS)
        pair = np.stack([event, keys.positions(atlas, links, key, table)])
        found[table] = tuple(pair[:, (pair >= 0).all(axis=0)])
    return found


def _stood(atlas: Atlas) -> tuple[Numbers, Numbers]:
    """Return every place of each event (`geo.dataset.stays`): most are in its own record."""
    events, places = screens.column(atlas.events, "id"), screens.column(atlas.places, "id")
    rows = [stay for here in stays.written(atlas).values() for stay in here]
    owners = screens.standing(pa.array([stay.event for stay in rows], pa.large_string()), events)
    alone = np.ones(len(atlas.events), dtype=bool)
    alone[owners[owners >= 0]] = False
    own = np.flatnonzero(alone)
    named = (keys.positions(atlas, EVENTS, name, "places")[own] for name in ("place_id", "destination_id"))
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
