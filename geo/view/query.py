"""A view of the atlas as a frozen value, and as an address.

`PARAMETERS` are all that an address may hold. Ids are stable, defaults are left
out, and what is wrong is dropped or clamped and said.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import cells, columns, settings
from geo.i18n import DEFAULT, N_
from geo.model import YearSpan
from geo.view import against as compared
from geo.view import stories, towns, window
from geo.view.against import Against
from geo.view.notices import Notices, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geo.model import Atlas
    from geo.view.stories import Reading
    from geo.view.window import View

MAX_TEXT = 200
YEARS = settings.YEARS
PARAMETERS = (
    "story", "step", "from", "to", "certain", "org", "kind", "group", "person", "hide", "within", "year", "q", "place",
    "card", "town", "list", "v", "by", "vs", "vsorg", "lang",
)  # fmt: skip
"""What an address may hold."""
LISTS = (("org", "organizations"), ("kind", "kinds"), ("group", "groups"), ("person", "persons"))
"""Parameters that hold ids, and the field of the query (and table) they name."""
WHAT, WHO = "what", "who"
SUBSETS = ("all", "undated", "unplaced", "A", "B", "C", "located", "unlocated", "read", "unread")
"""Lists of shown events that may stand beside the map (``static/page/list.js``)."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the atlas; the default asks for everything.

    `organizations` may hold ids of families and the word ``none``; `hidden` are kinds taken off the map, unless
    they or details of them are among `kinds`; `within` is an event of which only the parts are wanted; `year` is
    the one whose borders and names the map shows (None: the middle of the years). Open is the card of `place`, of
    the event `card`, which may have no place, or of `town`, one of the basemap; beneath it the list `subset`.
    """

    years: YearSpan = field(default_factory=YearSpan)
    certain: bool = False
    organizations: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    within: str = ""
    text: str = ""
    year: int | None = None
    place: str = ""
    card: str = ""
    town: str = ""
    subset: str = SUBSETS[0]
    view: View | None = None
    by: str = WHAT
    """Whether symbols tell what happened, or `WHO` acted."""
    against: Against | None = None
    reading: Reading | None = None
    """The step of a story that stands beside the map."""
    at_first: frozenset[str] = frozenset()
    """Kinds that are hidden where an address does not say which: those of the dataset, if a reader sees the view."""
    lang: str = DEFAULT
    home: str = DEFAULT
    """The language of an address that names none: the first of the dataset, or what a reader's browser asks for."""

    def cleared(self) -> Query:
        """Return the query without filters, at the same place and view."""
        kept = ("place", "card", "town", "subset", "view", "by", "at_first", "lang", "home")
        return Query(hidden=self.at_first, **{name: getattr(self, name) for name in kept})

    def with_(self, **changes: Any) -> Query:
        """Return a copy with some parts changed."""
        return replace(self, **changes)


def to_params(query: Query) -> dict[str, str]:
    """Return the address of a query: parameter -> text, sorted ids, defaults left out."""
    written = {
        "from": "" if query.years.first is None else str(query.years.first),
        "to": "" if query.years.last is None else str(query.years.last),
        "certain": "1" if query.certain else "",
        "org": ",".join(sorted(query.organizations)),
        "kind": ",".join(sorted(query.kinds)),
        "group": ",".join(sorted(query.groups)),
        "person": ",".join(sorted(query.persons)),
        "hide": "" if query.hidden == query.at_first else ",".join(sorted(query.hidden)) or columns.NONE_NAMED,
        "within": query.within,
        "year": "" if query.year is None else str(query.year),
        "q": query.text,
        "place": query.place,
        "card": query.card,
        "town": query.town,
        "list": "" if query.subset == SUBSETS[0] else query.subset,
        "v": str(query.view) if query.view else "",
        "by": "" if query.by == WHAT else query.by,
        **compared.to_params(query.against),
        "lang": "" if query.lang == query.home else query.lang,
    }
    params = {name: value for name, value in written.items() if value}
    return query.reading.address(params) if query.reading else params


def from_params(
    params: Mapping[str, str], atlas: Atlas, home: str = "", at_first: frozenset[str] = frozenset()
) -> tuple[Query, list[str]]:
    """Read an address; return the query and a plain sentence for each thing left out.

    Unknown parameters are ignored: other software adds its own. `home` is the language of an address that names none;
    else the first of the dataset. `at_first` are the kinds that it hides, if it does not say which.
    """
    asked, home = params.get("lang", ""), home or settings.of(atlas).languages[0]
    lang = asked if settings.of(atlas).speaks(asked) else home
    notices = Notices(lang)
    if asked not in ("", lang):
        notices.say(N_("The atlas does not speak the language %(part)s of the address."), part=quoted(asked))
    reading = stories.asked(params, atlas, notices)
    params = {**(reading.says if reading else {}), **params}
    known = _Known(atlas)
    ids = {name: frozenset(_ids(params.get(parameter, ""), known, name, notices)) for parameter, name in LISTS}
    ids["hidden"] = _hidden(params.get("hide", ""), at_first, known, notices)
    query = Query(
        years=_years(params, notices),
        certain=_switch(params.get("certain", ""), notices),
        text=_text(params.get("q", ""), notices),
        within=_one("within", params.get("within", ""), known, "events", notices),
        year=_year(params.get("year", ""), notices),
        place=_one("place", params.get("place", ""), known, "places", notices),
        card=_one("card", params.get("card", ""), known, "events", notices),
        town=_one("town", params.get("town", ""), known, "towns", notices),
        subset=_one_of(SUBSETS, "list", params.get("list", ""), notices),
        view=_view(params.get("v", ""), notices),
        by=_one_of((WHAT, WHO), "by", params.get("by", ""), notices),
        against=_against(params, known, notices),
        reading=reading,
        at_first=at_first,
        lang=lang,
        home=home,
        **ids,
    )
    named = "story" in to_params(query)
    return query if named else query.with_(reading=None), notices.few()


def strictly(
    pairs: Sequence[tuple[str, str]],
    atlas: Atlas,
    also: Collection[str] = (),
    at_first: frozenset[str] = frozenset(),
) -> tuple[Query, list[str]]:
    """Read the parameters of an address where a wrong one must not turn a part into the whole.

    Returns the query and a sentence for each thing wrong, also for what `from_params` passes over in
    silence. `also` names further parameters that may stand there.
    """
    query, notices = from_params(dict(pairs), atlas, at_first=at_first)
    return query, [*_unknown([name for name, _ in pairs], [*PARAMETERS, *also]), *notices]


def _unknown(names: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield f"{quoted(name)} is no part of a view - {cells.suggest(name, known)}"
        elif names.count(name) > 1:
            yield f"{name!r} stands twice in the view - write it once, ids with commas between them"


class _Known(dict[str, set[str]]):
    """The ids of tables, read when an address asks for one."""

    def __init__(self, atlas: Atlas) -> None:
        super().__init__()
        self.atlas = atlas

    def __missing__(self, table: str) -> set[str]:
        """Return the ids of a table; what may stand for organizations is in two."""
        own = [one.id for one in towns.of_atlas(self.atlas)] if table == "towns" else self.atlas[table]["id"].tolist()
        families = [*self.atlas["families"]["id"], columns.NONE_NAMED] if table == "organizations" else []
        self[table] = {*own, *families}
        return self[table]


def _ids(text: str, known: _Known, table: str, notices: Notices) -> list[str]:
    """Return the known ids of a list in an address, in its order."""
    asked = dict.fromkeys(part for part in text.split(",") if part)
    unknown = [part for part in asked if part not in known[table]]
    for part in unknown:
        message = N_("The address names %(part)s, which this atlas does not have; it was left out.")
        notices.say(message, part=quoted(part))
    return [part for part in asked if part not in unknown]


def _hidden(text: str, at_first: frozenset[str], known: _Known, notices: Notices) -> frozenset[str]:
    if text == columns.NONE_NAMED:
        return frozenset()
    return frozenset(_ids(text, known, "kinds", notices)) if text else at_first


def _against(params: Mapping[str, str], known: _Known, notices: Notices) -> Against | None:
    text, bodies = params.get("vs", ""), frozenset(_ids(params.get("vsorg", ""), known, "organizations", notices))
    ends = compared.ends(text)
    if text and ends is None:
        notices.say(N_("%(part)s in the address is no span of years; it was left out."), part=quoted(text))
    years = None if ends is None else _years({"from": ends[0], "to": ends[1]}, notices)
    return None if years is None and not bodies else Against(years, bodies)


def _one_of(words: Sequence[str], name: str, text: str, notices: Notices) -> str:
    if text in words or not text:
        return text or words[0]
    message = N_("The address says %(part)s for %(name)s, which may be %(words)s; it was left out.")
    notices.say(message, part=quoted(text), name=repr(name), words=", ".join(words))
    return words[0]


def _one(name: str, text: str, known: _Known, table: str, notices: Notices) -> str:
    found = _ids(text, known, table, notices)
    if len(found) > 1:
        message = N_("The address names several ids for %(name)s; %(part)s was taken.")
        notices.say(message, name=repr(name), part=repr(found[0]))
    return found[0] if found else ""


def _switch(text: str, notices: Notices) -> bool:
    if text not in ("", "0", "1"):
        notices.say(N_("%(part)s in the address is neither 0 nor 1; it was left out."), part=quoted(text))
    return text == "1"


def _text(text: str, notices: Notices) -> str:
    if len(text.strip()) > MAX_TEXT:
        notices.say(N_("The search text was cut to %(n)s characters."), n=MAX_TEXT)
    return searchable(text)


def searchable(text: str) -> str:
    """Return a search text without what cannot be written into an address, at most `MAX_TEXT` characters."""
    return text.encode("utf-8", "ignore").decode("utf-8").strip()[:MAX_TEXT].strip()


def _years(params: Mapping[str, str], notices: Notices) -> YearSpan:
    first, last = (_year(params.get(name, ""), notices) for name in ("from", "to"))
    if first is not None and last is not None and first > last:
        message = N_("The years %(first)s to %(last)s ran backwards and were turned round.")
        notices.say(message, first=dates.year(first, notices.lang), last=dates.year(last, notices.lang))
        first, last = last, first
    return YearSpan(first, last)


def _year(text: str, notices: Notices) -> int | None:
    if not text:
        return None
    asked = dates.read_year(text, notices.lang)
    if asked is None:
        notices.say(N_("%(part)s in the address is not a year; it was left out."), part=quoted(text))
        return None
    year = min(max(asked, YEARS[0]), YEARS[1])
    if year != asked:
        taken = dates.year(year, notices.lang)
        notices.say(
            N_("The year %(part)s in the address was taken as %(year)s."), part=" ".join(text.split()), year=taken
        )
    return year


def _view(text: str, notices: Notices) -> View | None:
    found = window.read(text)
    if text and not found:
        notices.say(N_("%(part)s in the address is not a view of the map; it was left out."), part=quoted(text))
    return found
