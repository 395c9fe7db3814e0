"""What the page needs to know: a head, columns of numbers, and words.

The head is a small JSON that stands in the page as data, not as code: see `dumps`. Everything else is in blocks of
gzip: one of numbers, with which the page filters hundreds of thousands of events within a frame; one of the names
that a map writes; and chunks of words, of which the page reads those that a list or a card shows.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo import dates
from geo.dataset import contact, keys, settings
from geo.dataset.collector import uncollected
from geo.dataset.translate import localize
from geo.i18n import DEFAULT
from geo.map import chunks, registers, stories, texts
from geo.map.moments import moments
from geo.map.names import bodies_on_the_day
from geo.map.numbers import numbers, place_kinds, shapes
from geo.map.series import series
from geo.map.stays import stay_words
from geo.map.terms import explained_terms
from geo.view import kinds as looks
from geo.view import towns

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.dataset.translate import Localized
    from geo.map.moments import Moments
    from geo.model import Atlas

COLUMNS: Final = "columns"
"""The block that is the same in every language: `geo.map.numbers.Numbers`."""
FIRST: Final = (COLUMNS, "names")
"""Blocks of whose first chunks a page makes what is seen first."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""None of these stands outside of strings in JSON."""
BRACES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "{}"})


def dumps(value: Any) -> str:
    r"""Return JSON that is inert in HTML, in a script block and in Jinja templates.

    In strings ``<`` ``>`` ``&``, braces and line separators are written as ``\uXXXX``; outside of
    strings JSON has no two braces in a row that a template could take for its own.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char, escape in ESCAPES.items():
        text = text.replace(char, escape)
    return STRING.sub(_without_braces, text)


def _without_braces(match: re.Match[str]) -> str:
    text = match[0]
    return text.translate(BRACES) if "{" in text or "}" in text else text


@dataclass(frozen=True, slots=True)
class Payload:
    """A dataset as a page has it.

    Attributes
    ----------
    head
        What is small and stands in the page.
    blocks
        Name -> its chunks, each in gzip: `COLUMNS`, two; ``names``, one; ``list``, fields of events in order of time;
        ``events``, those of cards by place and in it in order of time; ``places``; ``sources``, one.
    """

    head: dict[str, Any]
    blocks: Mapping[str, tuple[bytes, ...]]

    def words(self) -> Iterator[str]:
        """Yield all that readers can read of it, as JSON."""
        yield json.dumps(self.head, ensure_ascii=False)
        for kind, parts in self.blocks.items():
            if kind != COLUMNS:
                yield from (gzip.decompress(part).decode() for part in parts)


def payload(atlas: Atlas, lang: str = DEFAULT, *, stories: Container[str] | None = None) -> Payload:
    """Return a dataset as a page has it, with words in a language; of its stories all, or those with some ids."""
    with uncollected():
        localized = localize(atlas, lang)
        columns = numbers(atlas)
        when = moments(atlas)
        return Payload(
            {**head(localized), "columns": columns.described, "sizes": chunks.SIZES},
            {
                COLUMNS: columns.blocks,
                "names": (chunks.packed(names(atlas, localized, when, stories)),),
                **words(localized, when),
            },
        )


def head(localized: Localized) -> dict[str, Any]:
    """Return what a page must know before it decodes anything."""
    atlas = localized.atlas
    return {
        "title": atlas.package.get("title", ""),
        "version": atlas.version,
        "about": {**about(atlas), "unchecked": localized.lang in settings.of(atlas).unchecked},
        "text_language": {"lang": localized.lang, "base": localized.base, "mark": localized.mark},
        "axis": settings.of(atlas).axis,
        "view": settings.of(atlas).view,
        "zoom": settings.of(atlas).zooms[0],
        "families": families(localized),
        "organizations": _explained(_with_series(organizations(localized), localized), localized.atlas),
        "kinds": kinds(localized),
        "place_kinds": place_kinds(atlas),
        "shapes": shapes(atlas),
        "coverage": coverage(atlas),
    }


def names(atlas: Atlas, localized: Localized, when: Moments, among: Container[str] | None = None) -> dict[str, Any]:
    """Return what a map writes, what can be chosen, and the stories that are offered."""
    places = localized.atlas.places
    marked = {i for i, fields in texts.untranslated(localized, "places").items() if "name" in fields}
    return {
        "places": places["name"].tolist(),
        "untranslated": sorted(marked),
        "stays": stay_words(localized, when),
        **texts.named(localized),
        "terms": explained_terms(localized),
        "registers": registers.named(atlas, localized),
        **stories.of_page(atlas, localized, among),
        "towns": [town.id for town in towns.of_atlas(localized.atlas)],
    }


def words(localized: Localized, when: Moments) -> dict[str, tuple[bytes, ...]]:
    """Return what lists and cards say, in chunks."""
    atlas, order = localized.atlas, when.order()
    shown = texts.list_fields(localized, when)
    orders = {"list": order, "events": by_place(atlas, order), "places": np.arange(len(atlas.places))}
    fields = {
        "list": shown,
        "events": shown | texts.card_fields(localized, when),
        "places": texts.place_fields(localized),
    }
    return {
        **{name: chunks.chunks(fields[name], orders[name], size) for name, size in chunks.SIZES.items()},
        "sources": (chunks.packed(texts.references(atlas)),),
    }


def by_place(atlas: Atlas, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of events by their place, those without one last, and at each in a given order."""
    place = keys.positions(atlas, "events", "place_id", "places")[order]
    return order[np.argsort(np.where(place < 0, len(atlas.places), place), kind="stable")]


def about(atlas: Atlas) -> dict[str, Any]:
    """Return what a page that travels alone must say of its dataset: which one it is, and who may use it how."""
    licences = atlas.package.get("licenses")
    rows = [one for one in licences if isinstance(one, dict)] if isinstance(licences, list) else []
    named = [(str(one.get("title", "")), str(one.get("name", ""))) for one in rows]
    way = contact.of(atlas.package)
    return {
        "name": str(atlas.package.get("name", "")),
        "contact": way,
        "named": [] if way else contact.named(atlas.package),
        "version": atlas.edition,
        "licences": [f"{title} ({name})" if title and name else title or name for title, name in named],
    }


def _rows(localized: Localized, table: str, names: Sequence[str]) -> list[dict[str, Any]]:
    rows = localized.atlas.rows(table)
    return [localized.with_untranslated({name: row[name] for name in names}, table, row["id"]) for row in rows]


def families(localized: Localized) -> list[dict[str, Any]]:
    """Return families of organizations with their marks."""
    rows = _rows(localized, "families", ("id", "name", "colour"))
    return [{**row, "mark": mark} for row, mark in zip(rows, looks.family_marks(len(rows)), strict=True)]


def kinds(localized: Localized) -> list[dict[str, Any]]:
    """Return kinds with their marks and colours; those of details are those of their kinds."""
    look = looks.looks(localized.atlas)
    rows = _rows(localized, "kinds", ("id", "name", "parent", "layer", "seat", "hidden", "past"))
    return [{**row, **look[row["id"]]._asdict()} if row["id"] in look else row for row in rows]


def organizations(localized: Localized) -> list[dict[str, Any]]:
    """Return organizations with their life, as text and as moments, and which one each succeeded."""
    bodies = _rows(localized, "organizations", ("id", "name", "abbreviation", "family"))
    dated = bodies_on_the_day(localized)
    return [
        {**row, **_life(of, localized.lang), **_once(dated.get(row["id"], ()), localized.lang)}
        for row, of in zip(bodies, localized.atlas.rows("organizations"), strict=True)
    ]


def _life(row: Mapping[str, str], lang: str) -> dict[str, Any]:
    """Return the years of a life, its first and last moment (None: open or unknown), and what it came after."""
    first, last = row["active_from"], row["active_to"]
    ends = [dates.parse(first).earliest_start if first else None, dates.parse(last).latest_end if last else None]
    after = {"after": row["successor_of"]} if row["successor_of"] else {}
    return {"years": dates.years(first, last, lang), "life": [day and _moment(day) for day in ends], **after}


def _moment(day: tuple[int, int, int]) -> float:
    """Return a day as a year with hundredths, never those of another year."""
    return round(day[0] + min((day[1] - 1) / 12 + (day[2] - 1) / 366, 0.99), 2)


def _once(names: Iterable[Mapping[str, str]], lang: str) -> dict[str, Any]:
    """Return the names that a body bore at some time only, with their years in words."""
    dated = [row for row in names if row["from"] or row["to"]]
    return {"once": [[row["name"], dates.years(row["from"], row["to"], lang)] for row in dated]} if dated else {}


def _with_series(bodies: list[dict[str, Any]], localized: Localized) -> list[dict[str, Any]]:
    """Return organizations with their numbers by date, if any; a card shows them, and no list that is made often."""
    found = series(localized, "organizations", texts.numbered(localized.atlas["sources"]["id"]))
    return [{**row, "series": found[row["id"]]} if row["id"] in found else row for row in bodies]


def _explained(bodies: list[dict[str, Any]], atlas: Atlas) -> list[dict[str, Any]]:
    """Return organizations with their note, where there is one; a card shows it, and no list that is made often."""
    notes = atlas["organizations"]["note"].tolist()
    return [{**body, "note": note} if note else body for body, note in zip(bodies, notes, strict=True)]


def coverage(atlas: Atlas) -> list[dict[str, Any]]:
    """Return the years that the collection has examined, by family or organization; none when untold."""
    spans = ((row, dates.parse(row["from"]), dates.parse(row["to"])) for row in atlas.rows("coverage"))
    return [
        {"id": row["organization_id"], "depth": row["depth"], "from": first.earliest_start[0], "to": last.latest_end[0]}
        for row, first, last in spans
        if first.earliest_start and last.latest_end
    ]
