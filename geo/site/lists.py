"""What pages that list others say: events by year, country and kind, records by name, and what leads to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo import dates
from geo.dataset import cells
from geo.site.addresses import LISTED, RECORDS
from geo.site.alphabet import NONE, letter, order
from geo.view.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.map.paper import Text
    from geo.site.edition import Edition

Values = dict[str, Any]


def lines(edition: Edition, events: Iterable[str]) -> list[Values]:
    """Return events as lists name them: date, title, kind and places of that time."""
    return [
        {
            "id": event,
            "title": edition.told[event]["title"],
            "date": edition.told[event]["date"],
            "kind": edition.told[event]["kind"],
            "where": ", ".join(dict.fromkeys(one["name"] for one in edition.then[event])),
        }
        for event in events
    ]


def year(edition: Edition, key: str) -> Values:
    """Return what the map shows in a year: what certainly falls in it, and what only may."""
    listed = edition.contents.of["year"]
    years, certain = [*listed], edition.contents.certain
    at = years.index(key)
    found = lines(edition, listed[key])
    return {
        "heading": dates.year(int(key), edition.lang),
        "events": [one for one in found if (key, one["id"]) in certain],
        "possible": [one for one in found if (key, one["id"]) not in certain],
        "before": _year(edition, years[at - 1]) if at else {},
        "after": _year(edition, years[at + 1]) if at + 1 < len(years) else {},
        "view": {"from": key, "to": key},
    }


def country(edition: Edition, key: str) -> Values:
    """Return what happened within the borders that a country has today."""
    return {
        "heading": edition.country(key),
        "events": lines(edition, edition.contents.of["country"][key]),
        "possible": [],
        "view": {},
    }


def kind(edition: Edition, key: str) -> Values:
    """Return the events of a kind or of a detail of it, with what is entered under it."""
    row = edition.rows["kinds"][key]
    details = [
        one
        for one in edition.rows["kinds"].values()
        if one["parent"] == key and one["id"] in edition.contents.of["kind"]
    ]
    return {
        "title": edition.sheet.marked("kinds", row, "name"),
        "description": edition.sheet.marked("kinds", row, "description"),
        "includes": edition.sheet.marked("kinds", row, "includes"),
        "details": [_kind(edition, one["id"]) for one in details],
        "parent": _kind(edition, row["parent"]) if row["parent"] in edition.contents.of["kind"] else {},
        "events": lines(edition, edition.contents.of["kind"][key]),
        "possible": [],
        "view": {"kind": key},
    }


INDEXES: Final[Mapping[str, Callable[[Edition, str], Values]]] = {"year": year, "country": country, "kind": kind}
"""Kind of a page that lists events -> what it says."""


def entries(edition: Edition, listed: str) -> list[Values]:
    """Return the lines of a page that lists others: id, name, what stands behind it, and how many events each has."""
    kind = LISTED[listed]
    if kind == "year":
        return [_year(edition, key) for key in edition.contents.of["year"]]
    if kind == "country":
        return [
            {"id": key, "name": edition.country(key), **_count(edition, kind, key)} for key in edition.contents.of[kind]
        ]
    if kind == "kind":
        rows = edition.rows["kinds"]
        return [_kind(edition, key) for key in rows if not rows[key]["parent"] and key in edition.contents.of[kind]]
    if kind == "story":
        stories = edition.contents.stories.values()
        return [{"id": one.id, "name": edition.spoken(one.title), "more": edition.spoken(one.lead)} for one in stories]
    return named(edition, kind)


def named(edition: Edition, kind: str) -> list[Values]:
    """Return the records of a table under their names, each with how many events name it."""
    table = RECORDS[kind]
    rows = edition.rows[table].items()
    names = ((key, _name(edition, kind, table, row)) for key, row in rows)
    return [{"id": key, "kind": kind, "name": name, **_count(edition, kind, key)} for key, name in names]


def everything(edition: Edition) -> list[Values]:
    """Return every record and every story, with the words of all its names, folded."""
    found = [one for kind in RECORDS for one in named(edition, kind)]
    for key, story in edition.contents.stories.items():
        found.append({"id": key, "kind": "story", "name": edition.spoken(story.title)})
    for one in found:
        said = [one["name"].text, *edition.called(one["kind"], one["id"])]
        one["words"] = " ".join(dict.fromkeys(fold(" ".join(said)).split()))
    return found


def by_letter(edition: Edition, found: Iterable[Values]) -> dict[str, list[Values]]:
    """Return named records by the letter under which they stand, letters and names in the order of the alphabet."""
    ordered = sorted(found, key=lambda one: (order(one["name"].text, edition.lang), one["kind"], one["id"]))
    letters = cells.grouped((letter(one["name"].text, edition.lang), one) for one in ordered)
    return dict(sorted(letters.items(), key=lambda pair: (pair[0] != NONE, order(pair[0], edition.lang))))


def _name(edition: Edition, kind: str, table: str, row: Mapping[str, str]) -> Text:
    if kind == "source":
        return edition.titled(row)
    field = "title" if kind == "event" else "name"
    return edition.sheet.marked(table, dict(row), field)


def _count(edition: Edition, kind: str, key: str) -> Values:
    n = 1 if kind == "event" else len(edition.contents.of.get(kind, {}).get(key, ()))
    return {"n": n, "count": edition.count(n)} if kind != "event" else {"count": edition.told[key]["date"]}


def _year(edition: Edition, key: str) -> Values:
    return {"id": key, "name": dates.year(int(key), edition.lang), **_count(edition, "year", key)}


def _kind(edition: Edition, key: str) -> Values:
    row = edition.rows["kinds"][key]
    return {"id": key, "name": edition.sheet.marked("kinds", row, "name"), **_count(edition, "kind", key)}
