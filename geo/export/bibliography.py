"""The sources of events as references: CSL-JSON for reference managers, BibTeX for LaTeX.

CSL-JSON is the format of the Citation Style Language 1.0.2. BibTeX keeps its text in UTF-8 and is
safe in the old program and in biblatex: what TeX would run is written as a command that prints it,
and braces always balance. Only addresses and DOIs, which both read verbatim, are percent-encoded instead.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from geo.dataset import cells, citations, columns
from geo.dataset.series import SERIES
from geo.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from geo.model import Atlas

Item = dict[str, Any]
Name = dict[str, str]
Row = dict[str, str]
READ = {
    "yes": "The compilers read it.",
    "part": "The compilers read a part of it.",
    "no": "The compilers have not opened it.",
}
"""How far citations were read, where one thing holds of all that an item names."""
READ_FOR = {"yes": "read", "part": "read in part", "no": "not opened"}
"""The same of one event, where they differ."""
NOWHERE = dict.fromkeys(columns.names("citations"), "")
"""A citation that says nothing."""
FROM_FIGURE = ("event_id", "source_id", "locator")
ENTRY_TYPES = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
    "entry-encyclopedia": ("incollection", "booktitle"),
}
"""CSL type -> BibTeX's type, and its field for what a work is contained in."""
ANY_TYPE = ("misc", "howpublished")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    }
)  # fmt: skip
"""Characters that TeX runs or prints as others. ``\\{`` would not do: BibTeX counts its brace."""
LIGATURES = re.compile(r"([-'`,])(?=\1)|[!?](?=`)")
"""Characters that TeX would join with the next one, such as two hyphens to a dash."""


def csl(atlas: Atlas, source_ids: Iterable[str], event_ids: Iterable[str] | None = None) -> list[Item]:
    """Return sources as CSL-JSON items, each once, sorted by id.

    Parameters
    ----------
    source_ids
        Ids of `sources`.
    event_ids
        Events to which the `note` of an item is limited; it names those that cite the source, with
        the paragraphs or pages, and says how far the compilers read it for them. None stands for all.

    Raises
    ------
    QueryError
        If there is no such source.
    """
    rows = {row["id"]: row for row in atlas.rows("sources")}
    wanted = sorted(set(source_ids))
    unknown = [name for name in wanted if name not in rows]
    if unknown:
        msg = f"there is no source {unknown[0]!r}"
        raise QueryError(msg)
    cited = _cited(atlas, event_ids)
    titles = dict(zip(atlas.events["id"], atlas.events["title"], strict=True))
    return [_item(rows[name], cited.get(name, []), titles) for name in wanted]


def to_csl_json(atlas: Atlas, events: pd.DataFrame) -> str:
    """Return the sources of events as a CSL-JSON array."""
    return json.dumps(_of_events(atlas, events), ensure_ascii=False, indent=1)


def to_bibtex(atlas: Atlas, events: pd.DataFrame) -> str:
    """Return the sources of events as BibTeX in UTF-8; an entry's key is the source's id."""
    return "\n\n".join(_entry(item) for item in _of_events(atlas, events))


def count(atlas: Atlas, events: pd.DataFrame) -> int:
    """Return how many sources both files hold."""
    return len(_of_events(atlas, events))


def _of_events(atlas: Atlas, events: pd.DataFrame) -> list[Item]:
    ids = [str(event) for event in events["id"]]
    return csl(atlas, _cited(atlas, ids), ids)


def _cited(atlas: Atlas, event_ids: Iterable[str] | None) -> dict[str, list[Row]]:
    """Return source -> where it is cited, and where a number of an event it is not cited for is taken from it."""
    wanted = None if event_ids is None else set(event_ids)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    numbers = [*atlas.rows("figures"), *_by_date(atlas)]
    read = zip(numbers, citations.read_for_figures(atlas, numbers), strict=True)
    taken = ({**NOWHERE, **{name: row[name] for name in FROM_FIGURE}, "read": far} for row, far in read)
    for row in [*citations.rows(atlas), *taken, *_dating(atlas)]:
        if wanted is None or row["event_id"] in wanted:
            found[row["source_id"]].append(row)
    return found


def _by_date(atlas: Atlas) -> list[Row]:
    """Return where the numbers by date of events are taken from, once for all dates, as figures say it."""
    rows = [row | {"event_id": row["id"]} for row in atlas.rows(SERIES) if row["table"] == "events"]
    return list({tuple(row[name] for name in FROM_FIGURE): row for row in rows}.values())


def _dating(atlas: Atlas) -> Iterator[Row]:
    """Yield where a source dates an event by another one, of sources that are not cited for the event."""
    consulted = citations.consulted(atlas)
    known = {(row["event_id"], row["source_id"]) for row in atlas.rows("citations")}
    for row in atlas.rows("dated_by"):
        if row["source_id"] in consulted and (row["event_id"], row["source_id"]) not in known:
            read = citations.OF_SOURCE.get(consulted[row["source_id"]], "")
            yield {**NOWHERE, **{name: row[name] for name in FROM_FIGURE}, "read": read}


# CSL ----------------------------------------------------------------------------------------


def _item(row: Row, cited: Sequence[Row], titles: Mapping[str, str]) -> Item:
    authors, editors = _names(row["author"])
    item = {
        "id": row["id"],
        "type": row["type"],
        "author": authors,
        "editor": editors,
        "title": row["title"],
        "container-title": row["container_title"],
        "publisher": row["publisher"],
        "issued": _issued(row["issued"]),
        "URL": _address(row["url"]),
        **_location(cited),
        "note": _note(row, cited, titles),
    }
    return {name: value for name, value in item.items() if value}


def _names(text: str) -> tuple[list[Name], list[Name]]:
    """Return authors and editors; ``(ed.)`` marks one name, ``(eds)`` at the end all of them."""
    whole = text.removesuffix("(eds)")
    parts = [part.strip() for part in whole.split(";") if part.strip()]
    edited = [whole != text or part.endswith("(ed.)") for part in parts]
    people = [_name(part.removesuffix("(ed.)").strip()) for part in parts]
    authors = [name for name, edits in zip(people, edited, strict=True) if not edits]
    return authors, [name for name, edits in zip(people, edited, strict=True) if edits]


def _name(text: str) -> Name:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and family and given else {"literal": text}


def _issued(text: str) -> Item:
    """Return a date as CSL has it; what is no plain year, month or day stays as written."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return {"date-parts": [[int(part) for part in text.split("-")]]}
    return {"literal": text} if text else {}


def _address(text: str) -> str:
    """Return a web address in ASCII that needs no escape in TeX; other addresses are left out."""
    return _verbatim(text) if cells.host(text) else ""


def _verbatim(text: str) -> str:
    return quote(text, safe="%/:?#@!$&'()*+,;=[]~")


def _location(cited: Sequence[Row]) -> Item:
    """Return where in its source, and in which archive, all that is cited stands; of two archives or DOIs none."""
    pages, archives, dois = (_unique(cited, column) for column in ("page", "archive", "doi"))
    kept = {"archive": archives[0], "archive_location": _located(cited)} if len(archives) == 1 else {}
    known = {"DOI": dois[0]} if len(dois) == 1 and not citations.doi_fault(dois[0]) else {}
    return {"locator": ", ".join(pages), **kept, **known}


def _located(cited: Iterable[Row]) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(citations.location, cited))))


def _unique(cited: Iterable[Row], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in cited if row[column]))


def _note(row: Row, cited: Sequence[Row], titles: Mapping[str, str]) -> str:
    """Return what a source supports, where, and how far the compilers read it for that."""
    read = {one["read"] for one in cited} or {citations.OF_SOURCE.get(row["consulted"], "")}
    differ = len(read) > 1
    places = [
        f"{titles[event]} ({', '.join(where)})" if (where := _where(ours, differ=differ)) else titles[event]
        for event, ours in cells.grouped((one["event_id"], one) for one in cited).items()
    ]
    supports = f"Supports: {'; '.join(places)}." if places else ""
    opened = "" if differ else READ.get(next(iter(read)), "")
    return " ".join(part for part in (supports, opened, row["note"]) if part)


def _where(cited: Iterable[Row], *, differ: bool) -> list[str]:
    """Return where one event cites a source; and how far that was read, if it was not read alike for all."""
    parts = [
        part for row in cited for part in (citations.locator(row), READ_FOR.get(row["read"], "") if differ else "")
    ]
    return list(dict.fromkeys(filter(None, parts)))


# BibTeX -------------------------------------------------------------------------------------


def _entry(item: Item) -> str:
    """Return one entry, a field a line; `_tex` and `_address` keep braces in balance."""
    kind, container = ENTRY_TYPES.get(item["type"], ANY_TYPE)
    texts = {
        "author": _people(item.get("author", [])),
        "editor": _people(item.get("editor", [])),
        "title": _kept(item.get("title", "")),
        container: _kept(item.get("container-title", "")),
        "publisher": _tex(item.get("publisher", "")),
        "doi": _verbatim(item.get("DOI", "")),
        "url": item.get("URL", ""),
        "note": _tex(_cited_part(item)),
        "annote": _tex(item["note"]) if "note" in item else "",
    }
    fields = {name: f"{{{text}}}" for name, text in texts.items() if text} | _date(item.get("issued", {}))
    lines = ",\n".join(f"\t{name} = {text}" for name, text in fields.items())
    return f"@{kind}{{{item['id']},\n{lines}\n}}\n"


def _cited_part(item: Item) -> str:
    """Return what is cited of a work: for a note, since `pages` are those that the whole work has in its journal."""
    pages, archive = item.get("locator", ""), item.get("archive", "")
    where = ", ".join(part for part in (archive, item.get("archive_location", "")) if part)
    return "; ".join(part for part in (where, pages and citations.locator({**NOWHERE, "page": pages})) if part)


def _date(issued: Item) -> dict[str, str]:
    """Return the fields of a date; the name of a month is one of BibTeX's own, and stands without braces."""
    if "literal" in issued:
        return {"year": f"{{{_tex(issued['literal'])}}}"}
    year, month, day = ([*issued.get("date-parts", [[]])[0], None, None, None])[:3]
    return {
        **({"year": f"{{{year}}}"} if year is not None else {}),
        **({"month": MONTHS[month - 1]} if month else {}),
        **({"day": f"{{{day}}}"} if day else {}),
    }


def _people(names: Iterable[Name]) -> str:
    """Return names as BibTeX reads them; bodies, and odd names, in braces as they would be split."""
    return " and ".join(
        f"{{{_tex(name['literal'])}}}" if "literal" in name else f"{_part(name['family'])}, {_part(name['given'])}"
        for name in names
    )


def _part(text: str) -> str:
    odd = re.search(r",|\band\b|\\|\{|\}", text, re.IGNORECASE)
    return f"{{{_tex(text)}}}" if odd else _tex(text)


def _kept(text: str) -> str:
    """Return a title in braces of its own, lest a style write NKVD in small letters."""
    return f"{{{_tex(text)}}}" if text else ""


def _tex(text: str) -> str:
    r"""Return a text that TeX prints as it is, on one line: BibTeX takes ``@`` on a new one as an entry."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
    return LIGATURES.sub(r"\g<0>{}", line.translate(COMMANDS))
