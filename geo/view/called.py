"""Names of records with the years in which they were used, and which records a name may mean.

A name is compared as the search compares words (`geo.view.words`): in any script, without case and accents. What merely
resembles a name is a candidate, never a match.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geo import dates
from geo.view import searched, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.model import Atlas, Date

KINDS: Final[Mapping[str, str]] = {"place": "places", "body": "organizations", "person": "persons", "group": "groups"}
"""What bears a name, as in the addresses of pages, and its table."""
_MADE: WeakKeyDictionary[Atlas, tuple[Name, ...]] = WeakKeyDictionary()
_OWN: WeakKeyDictionary[Atlas, Mapping[tuple[str, str], str]] = WeakKeyDictionary()
EXACT: Final = 100.0
LEAST: Final = 75.0
"""Of 100, below which a name is none of the candidates."""
OTHER_TIME: Final = 0.8
"""How much of its score a name keeps that was not used at the time asked for."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a record; `first` and `last` are EDTF, empty where nobody says since and until when."""

    kind: str
    id: str
    text: str
    folded: str
    first: str = ""
    last: str = ""

    def used(self, when: Date | None) -> bool:
        """Whether it may have been used at a time; one without years always."""
        if when is None:
            return True
        begins = _year(self.first, last=False)
        ends = _year(self.last, last=True)
        first, last = when.first_year, when.last_year
        return (begins is None or last is None or begins <= last) and (ends is None or first is None or first <= ends)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a name may mean: by which of its names, and how alike that is, 0 to 100; whether it is certain."""

    name: Name
    score: float
    match: bool


def _year(text: str, *, last: bool) -> int | None:
    if not text:
        return None
    date = dates.parse(text)
    return date.last_year if last else date.first_year


def find(
    atlas: Atlas, text: str, kinds: Sequence[str] = (), when: Date | None = None, limit: int = 5
) -> list[Candidate]:
    """Return the records that a name may mean, the likeliest first.

    One is a match when it alone has exactly this name, at the time asked for.
    """
    asked = words.fold(text)
    compared = difflib.SequenceMatcher(autojunk=False)
    compared.set_seq2(asked)  # what stands second is looked through once for all
    best: dict[tuple[str, str], Candidate] = {}
    for one in names(atlas) if asked else ():
        if kinds and one.kind not in kinds:
            continue
        score = _alike(compared, asked, one.folded) * (1 if one.used(when) else OTHER_TIME)
        key = (one.kind, one.id)
        if score >= LEAST and (key not in best or score > best[key].score):
            best[key] = Candidate(one, round(score, 1), match=False)
    exact = [one for one in best.values() if one.score == EXACT]
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.name.kind, one.name.id))[:limit]
    return [Candidate(one.name, one.score, len(exact) == 1 and one.score == EXACT) for one in ranked]


def _alike(compared: difflib.SequenceMatcher[str], asked: str, name: str) -> float:
    """Return 100 for the same words; less for what resembles them, or has more words of which these are some."""
    if asked == name:
        return EXACT
    compared.set_seq1(name)
    some = 0.0
    if (Counter(asked.split()) - Counter(name.split())).total() == 0:
        some = 80.0
    if compared.real_quick_ratio() * EXACT < LEAST or compared.quick_ratio() * EXACT < LEAST:
        return some
    return max(some, min(compared.ratio() * EXACT, EXACT - 1))


def names(atlas: Atlas) -> tuple[Name, ...]:
    """Return every name of every record that has one, each once; made once for each `Atlas`."""
    if atlas not in _MADE:
        _MADE[atlas] = tuple(dict.fromkeys(one for kind in KINDS for one in _names(atlas, kind) if one.folded))
    return _MADE[atlas]


def own(atlas: Atlas) -> Mapping[tuple[str, str], str]:
    """Return what the dataset itself calls each record, by kind and id; made once for each `Atlas`."""
    if atlas not in _OWN:
        _OWN[atlas] = {(kind, row["id"]): row["name"] for kind, table in KINDS.items() for row in atlas.rows(table)}
    return _OWN[atlas]


def _names(atlas: Atlas, kind: str) -> Iterator[Name]:
    table, fields = KINDS[kind], searched.TEXTS[KINDS[kind]]

    def said(row: Mapping[str, str], key: str, first: str = "", last: str = "") -> Iterator[Name]:
        for text in (row.get(field) for field in fields):
            if text:
                yield Name(kind, row[key], text, words.fold(text), first, last)

    for row in atlas.rows(table):
        yield from said(row, "id")
    for further, of, key in searched.NAMES:
        for row in atlas.rows(further) if of == table and further in atlas.tables else ():
            yield from said(row, key, row.get("from", ""), row.get("to", ""))
    for row in atlas.rows("texts") if "texts" in atlas.tables else ():
        if row["table"] == table and row["field"] in fields:
            yield Name(kind, row["id"], row["text"], words.fold(row["text"]))
