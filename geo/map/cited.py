"""The sources of each event as a card names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.dataset import citations, keys, screens
from geo.dataset.translate import records
from geo.map import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset.translate import Localized
    from geo.map.written import Pieces

    Numbers = NDArray[np.int64]

MORE = ("doi", "archived_url", "passage")
"""Columns of a citation of which each may say more than where it is."""


def cited(localized: Localized) -> Pieces:
    """Return each event's sources by their classes, every source once with its passages.

    A passage says how far it was read and where it stands, and beyond that only what there is. Those of which no
    more is said than where they are stand together, as far as they were read alike.
    """
    atlas, table = localized.atlas, localized.atlas["citations"]
    event = keys.positions(atlas, "citations", "event_id", "events")
    source = keys.positions(atlas, "citations", "source_id", "sources")
    more = _more(localized)
    read = written.quoted(written.array(citations.reading(atlas))).dictionary_encode()
    apart = read.indices.to_numpy().astype(np.int64)
    apart[[*more]] = len(read.dictionary) + np.arange(len(more))  # each is a passage of its own
    of_source = _first(event, source)
    passage = _first(of_source, apart)
    order = np.argsort(of_source * len(passage) + passage, kind="stable")  # mostly they stand so already
    classes = np.array([*citations.classes(atlas).values(), 0])[source]  # the last one at -1
    for key in (classes, event):
        order = order[np.argsort(key[order], kind="stable")]

    begins = np.flatnonzero(np.diff(passage[order], prepend=-1))
    first = order[begins]  # citation of each passage
    where = written.chosen(_where(table, localized.lang), order)
    said = written.says(where)
    places = written.joined(written.chosen(where, np.flatnonzero(said)), written.counted(said, begins))
    further = written.chosen(written.array(["", *(f",{said}" for said in more.values())]), _numbers_of(more, first))
    passages = written.around("[", written.chosen(read.cast(written.TEXT), first), ",[", places, "]", further, "]")

    starts = np.flatnonzero(np.diff(of_source[first], prepend=-1))
    together = written.joined(passages, np.diff(starts, append=len(first)))
    numbers = written.numbers(source[first[starts]])
    sources = written.around("[", numbers, ",[", together, "]]")
    return written.grouped(sources, event[first[starts]], len(atlas.events))


def _numbers_of(more: Mapping[int, str], rows: Numbers) -> Numbers:
    """Return for each row its number among those of which more is said, from 1; 0 for any other."""
    number = np.zeros(int(rows.max(initial=0)) + 1, np.int64)
    for at, row in enumerate(more, 1):
        number[row] = at
    return number[rows]


def _first(one: Numbers, other: Numbers) -> Numbers:
    """Return for each row the first one in which both numbers are the same."""
    _, first, at = np.unique(one * (int(other.max(initial=0)) + 1) + other, return_index=True, return_inverse=True)
    found: Numbers = first[at].astype(np.int64)
    return found


def _where(table: pd.DataFrame, lang: str) -> Pieces:
    """Return where in its source each citation is, worked out once for what is the same."""
    names = [name for name in ("archive", *citations.LOCATING) if screens.given(table, name).any()]
    same = np.zeros(len(table), np.int64)
    for name in names:
        same = _first(same, screens.numbered(table, name))
    rows, at = np.unique(same, return_inverse=True)
    nothing = dict.fromkeys(("archive", *citations.LOCATING), "")
    cells = zip(*(table[name].iloc[rows].tolist() for name in names), strict=True) if names else [()] * len(rows)
    given = (nothing | dict(zip(names, row, strict=True)) for row in cells)
    return written.chosen(written.each(citations.locator(row, lang) for row in given), at)


def _more(localized: Localized) -> dict[int, str]:
    """Return what is said of some citations beyond where they are, as JSON."""
    table = localized.atlas["citations"]
    rows = np.flatnonzero(screens.given(table, *MORE)).tolist()
    keys = records(localized.atlas, "citations") if rows else []  # they matter to a translation
    found: dict[int, str] = {}
    for at, *cells in zip(rows, *(table[name].iloc[rows].tolist() for name in MORE), strict=True):
        row = dict(zip(MORE, cells, strict=True))
        more: dict[str, Any] = citations.web(row) | ({"passage": row["passage"]} if row["passage"] else {})
        if more:
            found[at] = written.dumps(localized.with_untranslated(more, "citations", keys[at]))
    return found
