"""Words of the field that a card explains: how each is found in the texts of a dataset, whatever its ending.

Which words of a text a term is, is decided here, by the stems of a search (`geo.view.words`); a page only looks for
the spellings that were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from geo.view import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

TERMS: Final = "terms"
_BETWEEN: Final = r"[^\pL\pN\pM]+"


def spellings(terms: Iterable[str], texts: Iterable[pd.Series[str]], lang: str) -> list[list[list[str]]]:
    """Return for each term, word by word, how texts in a language spell it; nothing for a term that they lack.

    A word of a term that has a capital is found in words that have one: "Czeka" is a body, "czeka" waits.
    """
    known: dict[str, list[str]] = {}
    for word in _vocabulary(texts):
        for form in _forms(word, lang):
            known.setdefault(form, []).append(word)
    found = []
    for term in terms:
        parts = [_spelled(word, known, lang) for word in split(term)]
        found.append(parts if all(parts) else [])
    return found


def split(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return [word for word in pc.split_pattern_regex(pa.scalar(text), _BETWEEN).as_py() if word]


def _vocabulary(texts: Iterable[pd.Series[str]]) -> Sequence[str]:
    parts = (pc.split_pattern_regex(pa.array(one, pa.large_string()), _BETWEEN) for one in texts)
    return sorted({word for part in parts for word in pc.unique(pc.list_flatten(part)).to_pylist() if word})


def _spelled(word: str, known: dict[str, list[str]], lang: str) -> list[str]:
    capital = not word.islower()
    found = {other for form in _forms(word, lang) for other in known.get(form, ())}
    return sorted(other for other in found if not (capital and other.islower()))


def _forms(word: str, lang: str) -> set[str]:
    """Return a word as it is compared: folded, and without its ending."""
    folded = words.fold(word)
    return {folded, words.stem(folded, lang), words.stem_of_term(folded, lang)} - {""}
