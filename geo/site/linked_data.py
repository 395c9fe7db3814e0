"""What machines read on a page: schema.org as JSON-LD. Each is a page about something, and nothing is for sale.

An event of the past has a name, a time and a place; that it takes place, is attended or organized is said of none.
Times are given where they are exact to the year, month or day: a doubtful one stands in words only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset import links
from geo.model import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.model import Date, Side
    from geo.site.addresses import Page
    from geo.site.edition import Edition

Node = dict[str, Any]
CONTEXT: Final = "https://schema.org"
TYPES: Final = {"contents": "Dataset", "story": "Article", "method": "AboutPage"}
"""Kind of a page -> what it is, where it is not a page about something or a list."""


def of_page(edition: Edition, page: Page, said: Mapping[str, Any], url: str) -> Node:
    """Return what a page is, of what it is a part, and what it is about.

    Parameters
    ----------
    said
        Its `title` and `description` as plain text, and what its template gets.
    url
        Where it stands on the web; "" when that is not known.
    """
    about = _ABOUT[page.kind](edition, page.id, said["title"]) if page.kind in _ABOUT else {}
    of = {"@type": "Dataset", "name": edition.title, "version": edition.atlas.edition}
    lists = "WebPage" if page.id else "CollectionPage"
    return _given(
        {
            "@context": CONTEXT,
            "@type": TYPES.get(page.kind, lists),
            "@id": url,
            "url": url,
            "name": said["title"],
            "headline": said["title"] if page.kind == "story" else "",
            "description": said["description"],
            "inLanguage": edition.lang,
            "license": _licences(edition),
            "version": edition.atlas.edition if page.kind == "contents" else "",
            "isPartOf": {} if page.kind == "contents" else of,
            "about": about,
            "citation": _citations(edition, page),
        }
    )


def _given(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


def _event(edition: Edition, key: str, name: str) -> Node:
    begin, end = times(edition.when[key])
    places = [_place_then(edition, one) for one in edition.then[key]]
    same = edition.links["events"].get(key, ())
    return _given(
        {
            "@type": "Event",
            "name": name,
            "startDate": begin,
            "endDate": end,
            "location": places if len(places) > 1 else places[0] if places else {},
            "sameAs": _same(same),
        }
    )


def _place_then(edition: Edition, one: Mapping[str, str]) -> Node:
    return {**_place(edition, one["id"], one["name"]), "name": one["name"]}


def _place(edition: Edition, key: str, name: str) -> Node:
    row = edition.rows["places"][key]
    names = [one for one in dict.fromkeys(edition.called("place", key)) if one != name]
    same = _same(edition.links["places"].get(key, ()))
    return _given(
        {"@type": "Place", "name": name, "alternateName": names, "geo": _geo(edition, key, row), "sameAs": same}
    )


def _geo(edition: Edition, key: str, row: Mapping[str, str]) -> Node:
    """Return the point of a place, and how many metres around it the true place may lie."""
    point = edition.points.get(key)
    if point is None:
        return {}
    middle = {"@type": "GeoCoordinates", "latitude": round(point[1], 5), "longitude": round(point[0], 5)}
    metres = row["precision_m"]
    return {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": metres} if metres else middle


def _person(edition: Edition, key: str, name: str) -> Node:
    row = edition.rows["persons"][key]
    same = _same(edition.links["persons"].get(key, ()))
    return _given(
        {"@type": "Person", "name": name, **_life(row, "born", "died", "birthDate", "deathDate"), "sameAs": same}
    )


def _body(edition: Edition, key: str, name: str) -> Node:
    row = edition.rows["organizations"][key]
    names = [one for one in dict.fromkeys(edition.called("body", key)) if one != name]
    same = _same(edition.links["organizations"].get(key, ()))
    life = _life(row, "active_from", "active_to", "foundingDate", "dissolutionDate")
    return _given({"@type": "Organization", "name": name, "alternateName": names, **life, "sameAs": same})


def _group(_: Edition, __: str, name: str) -> Node:
    return {"@type": "DefinedTerm", "name": name}


def _source(edition: Edition, key: str, name: str) -> Node:
    row = edition.rows["sources"][key]
    authors = [{"@type": "Person", "name": one.strip()} for one in row["author"].split(";") if one.strip()]
    publisher = {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else {}
    url = edition.sheet.sources[key].get("url", "")
    issued = row["issued"] if iso(row["issued"]) else ""
    return _given(
        {
            "@type": "CreativeWork",
            "name": name,
            "author": authors,
            "publisher": publisher,
            "datePublished": issued,
            "url": url,
        }
    )


_ABOUT: Final[Mapping[str, Callable[[Edition, str, str], Node]]] = {
    "event": _event,
    "place": _place,
    "person": _person,
    "body": _body,
    "group": _group,
    "source": _source,
}
"""Kind of a page -> what it is about."""


def _citations(edition: Edition, page: Page) -> list[str]:
    if page.kind == "event":
        return [one["text"] for one in edition.told[page.id]["sources"]]
    if page.kind == "story":
        steps = edition.contents.stories[page.id].steps
        return list(dict.fromkeys(edition.sheet.sources[one]["text"] for step in steps for one in step.sources))
    return []


def _same(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the addresses of the same thing elsewhere: what only comes near is not the same."""
    return [links.normal(row["url"]) for row in rows if row["type"] == "exact"]


def _licences(edition: Edition) -> list[str]:
    given = edition.atlas.package.get("licenses")
    paths = [str(one.get("path") or "") for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return [path for path in paths if links.is_web(path)]


def _life(row: Mapping[str, str], first: str, last: str, begun: str, ended: str) -> Node:
    return {begun: iso(row[first]), ended: iso(row[last])}


def times(date: Date | None) -> tuple[str, str]:
    """Return when something began and ended, each "" where that is not exact to a year, month or day."""
    if date is None:
        return "", ""
    sides = [_side(side) for side in date.sides]
    return (sides[0], sides[1]) if len(sides) == 2 else (sides[0], "")


def _side(side: Side) -> str:
    if not isinstance(side, Part) or side.uncertain or side.approximate or side.years[0] != side.years[1]:
        return ""
    return iso("-".join(part for part in (f"{side.years[0]:04}", side.month, side.day) if part))


def iso(text: str) -> str:
    """Return an EDTF date that is a date of ISO 8601 too, "" for any other.

    >>> iso("1940-04"), iso("1937?"), iso("193X"), iso("1937/1938")
    ('1940-04', '', '', '')
    """
    parts = text.split("-")
    sizes = [len(part) for part in parts]
    plain = all(part.isascii() and part.isdigit() for part in parts) and sizes == [4, 2, 2][: len(parts)]
    return text if plain and (len(parts) < 2 or 1 <= int(parts[1]) <= 12) else ""
