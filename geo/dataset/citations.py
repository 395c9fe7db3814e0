"""Where in a source something is said, and how far the compilers read it there.

Both belong to the citation: of one book a page may have been read for one event and nothing for another.
What a citation does not say of its reading, its source says (`consulted`), as in datasets of version 0.1.0.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo import i18n
from geo.dataset import cells, keys, screens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.dataset.screens import Mask
    from geo.model import Atlas

Row = dict[str, str]
READ: Final = ("no", "part", "yes")
"""How far a passage was read, the least first."""
CITED: Final = ("event_id", "source_id")
"""Columns that say what is cited for what."""
OF_SOURCE: Final[Mapping[str, str]] = {"whole": "yes", "part": "part", "not-opened": "no"}
"""`consulted` of a source -> `read` of its citations that say nothing themselves."""
ARCHIVAL: Final = ("fonds", "series", "file", "folio")
"""Columns that lead to a document in an archive, from the whole to the sheet; the first three as in ISAD(G)."""
LOCATING: Final = (*ARCHIVAL, "page", "locator")
"""Columns of which any says where in its source a citation is; the name of an archive alone leads to nothing in it."""
DOI: Final = "https://doi.org/"
"""Resolves a Digital Object Identifier that stands behind it."""
LONGEST: Final = 200
"""Characters of a page or DOI."""
CLASSES: Final = (
    ("document", "speech", "graphic"),
    ("book", "chapter", "article-journal"),
    ("webpage", "entry-encyclopedia", "dataset"),
    ("article-newspaper", "article-magazine"),
)
"""Types of sources (CSL) in the order of a bibliography: what is of the time, scholarly works, pages, the press."""
_CLASS: Final = {name: place for place, names in enumerate(CLASSES) for name in names}
_ANY: Final = _CLASS["webpage"]
"""The class of a source that is of no type."""
_READ: Final = pa.array(READ, pa.large_string())
_KEYS: Final = (("event_id", "events"), ("source_id", "sources"))
"""What a citation and a figure name, both in columns of the same name."""
_PAGE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,6}[A-Za-z]?|[ivxlcdm]{1,12}|[IVXLCDM]{1,12}")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
_SEVERAL = re.compile(r"[,;\u2013-]")
_BEFORE_DOI = re.compile(r"(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def read(citation: Mapping[str, str], consulted: str) -> str:
    """Return how far a passage was read, one of `READ`; "" when neither it nor its source, `consulted`, says so."""
    return citation["read"] or OF_SOURCE.get(consulted, "")


def rows(atlas: Atlas, events: Iterable[str] | None = None) -> list[Row]:
    """Return the citations as they stand, each with `read` as it counts; all of them, or those of some events."""
    table = atlas["citations"] if events is None else atlas["citations"][atlas["citations"]["event_id"].isin([*events])]
    of_source, names = consulted(atlas), [str(name) for name in table.columns]
    written = (dict(zip(names, row, strict=True)) for _, *row in cells.rows(table, *names))
    return [{**row, "read": read(row, of_source.get(row["source_id"], ""))} for row in written]


def read_for_figures(atlas: Atlas, figures: Iterable[Row] | None = None) -> list[str]:
    """Return for each figure, all of them unless some are given, how far its source was read for it.

    As the citation of its source for the same event says: the one with its locator, else the least read of them.
    Where there is none, as the source says.
    """
    if figures is None and not screens.given(atlas["figures"], "locator").any():
        return _read_for_all(atlas)
    of_source = consulted(atlas)
    wanted = atlas.rows("figures") if figures is None else [*figures]
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    events = {figure["event_id"] for figure in wanted}
    if any(figure["locator"] for figure in wanted):
        for row in rows(atlas, events):
            for where in {"", row["locator"], locator(row)}:
                found[row["event_id"], row["source_id"], where].add(row["read"])
    elif wanted:
        table, words = atlas["citations"], reading(atlas)
        own = np.flatnonzero(screens.among(table, "event_id", events))
        cited = (table[name].iloc[own].tolist() for name in CITED)
        for event, source, word in zip(*cited, words.take(pa.array(own)).to_pylist(), strict=True):
            found[event, source, ""].add(word)

    def of(figure: Row) -> str:
        event, source = figure["event_id"], figure["source_id"]
        words = found.get((event, source, figure["locator"])) or found.get((event, source, "")) or ()
        return next((word for word in READ if word in words), OF_SOURCE.get(of_source.get(source, ""), ""))

    return [of(figure) for figure in wanted]


def _read_for_all(atlas: Atlas) -> list[str]:
    """Return the same of all figures by column, where none has a locator."""
    cited, named = ([keys.positions(atlas, table, *key) for key in _KEYS] for table in ("citations", "figures"))
    sources = len(atlas["sources"]) + 1  # the last one stands for none
    pairs = [event * sources + source % sources for event, source in (cited, named)]
    known, which = np.unique(np.concatenate(pairs), return_inverse=True)
    least = np.full(len(known), len(READ))
    np.minimum.at(least, which[: len(pairs[0])], screens.standing(reading(atlas), _READ) % (len(READ) + 1))
    of_source = [*(OF_SOURCE.get(word, "") for word in atlas["sources"]["consulted"].tolist()), ""]
    ranks = least[which[len(pairs[0]) :]].tolist()
    return [
        READ[rank] if rank < len(READ) else of_source[at] for rank, at in zip(ranks, named[1].tolist(), strict=True)
    ]


def consulted(atlas: Atlas) -> dict[str, str]:
    """Return `consulted` of each source by its id."""
    return dict(zip(*(atlas["sources"][name].tolist() for name in ("id", "consulted")), strict=True))


def classes(atlas: Atlas) -> dict[str, int]:
    """Return the class of each source by its id, a place in `CLASSES`: every face lists sources in this order.

    Within a class they stand as in the record, or in the step of a story, whose first is that on which it rests most.
    """
    types = zip(*(atlas["sources"][name].tolist() for name in ("id", "type")), strict=True)
    return {source: _CLASS.get(word, _ANY) for source, word in types}


def locator(citation: Mapping[str, str], lang: str = i18n.DEFAULT) -> str:
    """Return where in its source a citation is, for readers: ``GARF, f. 9401, op. 1, d. 4157, l. 201``.

    The parts stand in the abbreviations of a language; what `locator` says in other words comes last, as written.
    """
    parts = [citation["archive"], *_located(citation, lang), citation["locator"]]
    return ", ".join(part for part in parts if part)


def located(atlas: Atlas) -> Mask:
    """Return which citations say where in their source they are; the name of an archive alone leads to nothing."""
    return screens.given(atlas["citations"], *LOCATING)


def reading(atlas: Atlas) -> pa.ChunkedArray:
    """Return for each citation of the table how far its passage was read, as `read`."""
    words = [*(OF_SOURCE.get(word, "") for word in atlas["sources"]["consulted"].tolist()), ""]  # the last one at -1
    source = keys.positions(atlas, "citations", "source_id", "sources")
    own, of_source = screens.column(atlas["citations"], "read"), pa.array(words, pa.large_string())
    return pc.if_else(pc.equal(own, ""), of_source.take(pa.array(source % len(words))), own)


def location(citation: Mapping[str, str], lang: str = i18n.DEFAULT) -> str:
    """Return where in its archive a citation is: ``f. 9401, op. 1, d. 4157, l. 201``."""
    return ", ".join(_located({**citation, "page": ""}, lang))


def _located(citation: Mapping[str, str], lang: str) -> Iterator[str]:
    given = {name: citation[name] for name in (*ARCHIVAL, "page") if citation[name]}
    forms = _forms(i18n.translator(lang)) if given else {}
    for name, text in given.items():
        one, several = forms[name]
        yield (several if _SEVERAL.search(text) else one) % {"n": text}


def _forms(messages: i18n.Translator) -> Mapping[str, tuple[str, str]]:
    """Return how each part is abbreviated, for one and for several."""
    # Translators: how references to archives abbreviate fonds (fond, zespół) in your language.
    fonds = messages.gettext("f. %(n)s")
    # Translators: how they abbreviate a series or inventory (опись, nimistu).
    series = messages.gettext("op. %(n)s")
    # Translators: how they abbreviate a file (дело, säilik).
    file = messages.gettext("d. %(n)s")
    # Translators: how they abbreviate a sheet, and sheets, of a file (лист, leht, karta).
    folio = messages.gettext("l. %(n)s"), messages.gettext("ll. %(n)s")
    # Translators: a page, and pages, of a printed work.
    page = messages.gettext("p. %(n)s"), messages.gettext("pp. %(n)s")
    return {"fonds": (fonds, fonds), "series": (series, series), "file": (file, file), "folio": folio, "page": page}


def web(citation: Mapping[str, str]) -> dict[str, Row]:
    """Return the web addresses of what is cited, each with the words that stand for it: `doi` and `archived`."""
    doi, kept = citation["doi"], citation["archived_url"]
    found = {"doi": {"url": f"{DOI}{doi}", "host": f"doi:{doi}"}} if doi and not doi_fault(doi) else {}
    return {**found, **({"archived": {"url": kept, "host": cells.host(kept)}} if cells.host(kept) else {})}


def page_fault(text: str) -> tuple[str, str] | None:
    """Return why a text is no page and no pages, and how to correct it; None for ``53``, ``xii, 589-602``."""
    ends = [[end.strip() for end in re.split(r"[-\u2013]", part)] for part in text[:LONGEST].split(",")]
    pages = [page for part in ends for page in part]
    if len(text) > LONGEST or max(map(len, ends)) > 2 or not all(map(_PAGE.fullmatch, pages)):
        return "is no page", "write numbers only, such as 53 or 589-602, 610; anything else belongs into locator"
    if any(
        first.isdecimal() and last.isdecimal() and int(first) >= int(last)
        for part in ends
        for first, last in pairwise(part)
    ):
        return "begins after its end", "write both pages in full, the first one first"
    return None


def address_fault(text: str) -> tuple[str, str] | None:
    """Return why a text is no address of the web, and how to correct it; None for one."""
    return None if cells.host(text) else ("is not a web address", "begin with https://")


def doi_fault(text: str) -> tuple[str, str] | None:
    """Return why a text is no Digital Object Identifier (ISO 26324), and how to correct it; None for one."""
    if len(text) <= LONGEST and _DOI.fullmatch(text):
        return None
    bare = bare_doi(text)
    meant = bare != text and not doi_fault(bare)
    fix = f"write {bare!r}" if meant else "it begins with 10., such as 10.1080/09668130600652159"
    return "is no DOI", fix


def bare_doi(text: str) -> str:
    """Return a DOI without the address or the word that may stand before it."""
    return _BEFORE_DOI.sub("", text[:LONGEST], count=1) if _BEFORE_DOI.match(text) else text
