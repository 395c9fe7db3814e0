"""Which events a text asks for: one rule, of which ``static/shared/search.js`` has the other half.

Every word of the text must be found among the words of an event, or of what the event names. It is found where a word
begins with it, or has the same stem in a language that the word is written in. Words between quotation marks must
stand as they are, one after the other. What merely resembles a word is suggested, never found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geo.view import index, searched, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.model import Atlas
    from geo.view.index import Index, Said

    Mask = NDArray[np.bool_]

SHORTEST: Final = 2
"""Letters with which a word may begin to be found: one alone is looked for as a word."""
_QUOTED: Final = re.compile(
    r'["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u00ab\u00bb]'
)
_BEYOND: Final = "\U0010ffff"


class Asked(NamedTuple):
    """Words that must follow one another; `whole`: as they are written."""

    words: tuple[str, ...]
    whole: bool


def asked(text: str) -> list[Asked]:
    """Return what a text asks for, words in quotation marks first."""
    quoted = [Asked(tuple(words.fold(part).split()), whole=True) for part in _QUOTED.findall(text)]
    single = [Asked((word,), whole=False) for word in words.fold(_QUOTED.sub(" ", text)).split()]
    return [one for one in (*quoted, *single) if one.words]


def find(atlas: Atlas, text: str) -> Mask:
    """Return for each event of a dataset, in its order, whether a text asks for it; for all when it has no word."""
    among = index.of_atlas(atlas)
    found = np.ones(len(atlas.events), dtype=bool)
    for one in asked(text):
        found &= _events(among, one)
    return found


def _events(among: Index, one: Asked) -> Mask:
    masks = [meant(among, word, whole=one.whole) for word in one.words]
    found = records(among.said[searched.EVENTS], masks)
    for table, (event, named) in among.ties.items():
        found[event[records(among.said[table], masks)[named]]] = True
    return found


def meant(among: Index, word: str, *, whole: bool) -> Mask:
    """Return which words of an index a word asks for."""
    found = np.zeros(len(among.words), dtype=bool)
    exact = bisect_left(among.words, word)
    if whole or len(word) < SHORTEST:
        found[exact : exact + 1] = among.words[exact : exact + 1] == [word]
        return found
    found[exact : bisect_left(among.words, word + _BEYOND)] = True
    for lang, spoken in among.spoken.items():
        found[list(_akin(among, word, lang, spoken))] = True
    return found


def _akin(among: Index, word: str, lang: str, spoken: Mask) -> Iterator[int]:
    """Yield the words in a language that have the stem of a word, or are it: an ending of a case may end a name too."""
    stem, small = words.stem(word, lang), words.small().get(lang, frozenset())
    if len(stem) >= words.LEAST and word not in small:
        for at in range(bisect_left(among.words, stem), bisect_left(among.words, stem + _BEYOND)):
            other = among.words[at]
            if spoken[at] and other not in small and stem in (other, words.stem(other, lang)):
                yield at


def records(said: Said, masks: list[Mask]) -> Mask:
    """Return which records say the words of some masks, one after the other."""
    n = len(masks) - 1
    hit = masks[0][said.words[: len(said.words) - n]]
    for step, mask in enumerate(masks[1:], 1):
        hit = hit & mask[said.words[step : len(said.words) - n + step]]
    found = np.zeros(len(said.begin) - 1, dtype=bool)
    found[np.searchsorted(said.begin, np.flatnonzero(hit), side="right") - 1] = True
    return found
