"""One page as HTML: what its template gets, and what its head says of it to search engines and other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from geo import i18n
from geo.dataset import settings
from geo.map import paper
from geo.map.page import TEMPLATES
from geo.map.payload import dumps
from geo.site import addresses, corrections, home, linked_data, lists, records
from geo.site.addresses import CHANGES, CONTENTS, LISTED, RECORDS, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.map.paper import Text
    from geo.site.edition import Edition

DESCRIBED: Final = 300
"""Characters of a description that other sites and search engines show."""
HEADINGS: Final[Mapping[str, str]] = {
    "years": i18n.N_("Years"),
    "kinds": i18n.N_("What happened"),
    "stories": i18n.N_("Stories"),
    "places": i18n.N_("Places"),
    "persons": i18n.N_("Persons"),
    "groups": i18n.N_("Victims"),
    "bodies": i18n.N_("Organizations"),
    "sources": i18n.N_("Sources"),
    "search": i18n.N_("Search"),
    CHANGES: i18n.N_("What was corrected"),
}
"""What a page is called of which a language has one, where that is no matter of a context."""


def html(edition: Edition, page: Page, image: str = "") -> str:
    """Return a page; text of the dataset stands in it as text, whatever it holds.

    `image` is the whole address of the picture that other sites show of it; "" for none.
    """
    values = _values(edition, page)
    title = values["title"].text if "title" in values else values["heading"]
    said = {"title": title, "description": brief(_described(edition, page, values))}
    links = Links(edition, page)
    url = links.whole(page, edition.lang)
    data = dumps(linked_data.of_page(edition, page, said, url))
    return TEMPLATES.get_template(f"site/{_template(page)}.html").render(
        **values,
        lang=edition.lang,
        kind=page.kind,
        id=page.id,
        head={**said, "url": url, "keep": url or links.kept(), "image": image},
        data=Markup(data),  # noqa: S704 - JSON that is inert in HTML
        site=edition.title,
        languages=[(lang, i18n.name_of(lang), links.to(page.kind, page.id, lang)) for lang in edition.languages],
        alternates=[
            (lang, links.whole(page, lang) or links.to(page.kind, page.id, lang)) for lang in edition.languages
        ],
        indexes=[(listed, heading(edition, listed)) for listed in LISTED if edition.offers(listed)],
        heading_of=lambda listed: heading(edition, listed),
        kinds_of={one: heading(edition, listed) for listed, one in LISTED.items()}
        | {"event": edition.words.gettext("Events")},
        scheme=edition.scheme,
        root=links.root,
        to=links.to,
        file=links.file,
        map_of=links.view,
        count=edition.count,
        country_of=edition.country,
        unchecked=edition.lang in settings.of(edition.contents.atlas).unchecked,
        wrong=corrections.address(edition, page, title, url),
        licence=paper.licence(edition.atlas),
        corrected=[(one, edition.reason(one)) for one in _corrected(edition, page)],
        feed=links.file(edition.scheme.feed(edition.lang)) if CHANGES in edition.contents.alone else "",
        earlier=[(version, links.file(path)) for version, path in edition.scheme.earlier(page, edition.lang)],
        cited=f"{title}. {edition.title}, {edition.atlas.edition}.{' ' * bool(url)}{url}",
        _=edition.words.gettext,
        pgettext=edition.words.pgettext,
    )


class Links:
    """Where everything is as seen from one page."""

    def __init__(self, edition: Edition, page: Page) -> None:
        self.edition, self.page = edition, page
        self.scheme, self.root = edition.scheme, edition.scheme.root(page)

    def to(self, kind: str, key: str = "", lang: str = "") -> str:
        """Return the address of another page."""
        return self.file(self.scheme.address(Page(kind, key), lang or self.edition.lang))

    def file(self, address: str) -> str:
        """Return the address of what lies beside the pages."""
        return f"{self.root}{address}"

    def view(self, params: Mapping[str, str]) -> str:
        """Return where the interactive map shows a view in this language."""
        return self.file(self.scheme.view({**params, "lang": self.edition.lang}))

    def whole(self, page: Page, lang: str) -> str:
        """Return where a page stands on the web; "" when that is not known."""
        return f"{self.scheme.base}{self.scheme.address(page, lang)}" if self.scheme.base else ""

    def kept(self) -> str:
        """Return the relative address of the page that is to be kept, where it has several; "" where one only."""
        return self.to(self.page.kind, self.page.id) if self.scheme.names_itself else ""


def heading(edition: Edition, listed: str) -> str:
    """Return what a page is called of which a language has one."""
    if listed == "countries":
        return edition.words.pgettext("site", "Countries of today")
    if listed == "method":
        return edition.words.pgettext("method", "Method")
    return edition.words.gettext(HEADINGS[listed]) if listed in HEADINGS else edition.title


def _values(edition: Edition, page: Page) -> dict[str, Any]:
    if page.kind in records.RECORDS:
        return records.RECORDS[page.kind](edition, page.id)
    if page.kind in lists.INDEXES:
        return lists.INDEXES[page.kind](edition, page.id)
    named = {"heading": heading(edition, page.kind), "view": {}}
    if page.kind in LISTED:
        listed, entries = LISTED[page.kind], lists.entries(edition, page.kind)
        letters = lists.by_letter(edition, entries) if listed in addresses.RECORDS else {}
        return {**named, "listed": listed, "entries": [] if letters else entries, "letters": letters}
    return {**named, **home.ALONE[page.kind](edition)}


def _corrected(edition: Edition, page: Page) -> list[dict[str, Any]]:
    """Return what was corrected in the record of a page."""
    return edition.corrected[RECORDS[page.kind]].get(page.id, []) if page.kind in RECORDS else []


def _template(page: Page) -> str:
    if page.kind in lists.INDEXES:
        return "index"
    return "list" if page.kind in LISTED else page.kind


def _described(edition: Edition, page: Page, values: Mapping[str, Any]) -> str:
    """Return what is said of a page in a few words: of what tells of violence no more than when and where."""
    if page.kind == "event":
        event = values["event"]
        where = ", ".join(dict.fromkeys(one["name"] for one in edition.then[page.id]))
        return ". ".join(filter(None, (event["date"], where, "" if event["graphic"] else event["description"].text)))
    texts: list[Text | str] = [values.get(name, "") for name in ("lead", "description", "was", "note", "reference")]
    said = [str(getattr(one, "text", one)) for one in texts if one]
    listed = [values["heading"]] if "heading" in values and page.kind != CONTENTS else []
    counted = [edition.count(len(values["events"]))] if values.get("events") else []
    return ". ".join([*listed, *said, *counted]) or edition.title


def brief(text: str) -> str:
    """Return the beginning of a text as one line, as long as descriptions are shown."""
    whole = " ".join(text.split())
    return f"{whole[:DESCRIBED].rpartition(' ')[0]} …" if len(whole) > DESCRIBED else whole
