"""What the page of a record says, for its template: one function for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo import dates
from geo.dataset import cells, stays
from geo.i18n import N_
from geo.map import outline, stories
from geo.site.lists import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.map.paper import Row
    from geo.site.edition import Edition

Values = dict[str, Any]
SPAN: Final = ("low", "best", "high")
RELATIONS: Final = {"before": N_("Before:"), "after": N_("After:"), "during": N_("During:")}
"""How another event dates one."""


def event(edition: Edition, key: str) -> Values:
    """Return what is said of an event: the people it was done to, then what is counted, who acted, and the sources."""
    told, row = edition.told[key], edition.rows["events"][key]
    places = edition.then[key]
    drawn = next((one["id"] for one in places if one["id"] in edition.placed), "")
    whole, parts = row["part_of"], edition.contents.parts.get(key, ())
    said = edition.words.ngettext("%(n)s event is part of this one", "%(n)s events are part of this one", len(parts))
    return {
        "title": told["title"],
        "event": told,
        "places": _by_role(edition, places),
        "map": drawing(edition, drawn),
        "series_of": _series(edition, "events", key),
        "relations": _relations(edition, key),
        "whole": lines(edition, [whole]) if whole in edition.told else [],
        "parts": lines(edition, parts),
        "count_parts": said % {"n": edition.sheet.number(len(parts))},
        "stories": [_story_line(edition, one) for one in edition.contents.told.get(key, ())],
        "links": edition.links["events"].get(key, []),
        "view": {"card": key},
        "nowhere": "" if drawn else edition.words.gettext("Without a point on the map"),
    }


def place(edition: Edition, key: str) -> Values:
    """Return what is said of a place: how it was called, how well it is known, and what happened there."""
    row = edition.rows["places"][key]
    title = edition.sheet.marked("places", row, "name")
    return {
        "title": title,
        "names": edition.sheet.names(key, row["name"]),
        "country": row["country_today"],
        "notes": edition.sheet.place_notes(row),
        "note": edition.sheet.marked("places", row, "note"),
        "map": drawing(edition, key if key in edition.placed else ""),
        "nowhere": "" if key in edition.placed else edition.words.gettext("Without a point on the map"),
        "pictures_of": edition.sheet.pictures_of("place_id", key),
        "series_of": _series(edition, "places", key),
        "events": lines(edition, edition.contents.of["place"].get(key, ())),
        "near": _near(edition, key),
        "links": edition.links["places"].get(key, []),
        "view": {"place": key},
    }


def person(edition: Edition, key: str) -> Values:
    """Return what is said of a person: who that was, and in which events named, as what."""
    row = edition.rows["persons"][key]
    return {
        "title": edition.sheet.marked("persons", row, "name"),
        "years": _life(edition, row),
        "was": edition.own(row, "role"),
        "note": edition.own(row, "note"),
        "pictures_of": edition.sheet.pictures_of("person_id", key),
        "events": _with_roles(edition, "person", key, "persons"),
        "links": edition.links["persons"].get(key, []),
        "view": {"person": key},
    }


def body(edition: Edition, key: str) -> Values:
    """Return what is said of an organization: its names and years, what it came after, and what it did."""
    rows, row = edition.rows["organizations"], edition.rows["organizations"][key]
    family = edition.rows["families"].get(row["family"])
    after = [row["successor_of"]] if row["successor_of"] in rows else []
    return {
        "title": edition.sheet.marked("organizations", row, "name"),
        "short": row["abbreviation"],
        "years": dates.years(row["active_from"], row["active_to"], edition.lang),
        "family": edition.sheet.marked("families", family, "name") if family else "",
        "names": _body_names(edition, key),
        "after": [_named(edition, "organizations", one) for one in after],
        "followed": [
            _named(edition, "organizations", one["id"]) for one in rows.values() if one["successor_of"] == key
        ],
        "note": edition.own(row, "note"),
        "series_of": _series(edition, "organizations", key),
        "events": _with_roles(edition, "body", key, "organizations"),
        "links": edition.links["organizations"].get(key, []),
        "view": {"org": key},
    }


def group(edition: Edition, key: str) -> Values:
    """Return what is said of victims that are named together."""
    return {
        "title": edition.sheet.marked("groups", edition.rows["groups"][key], "name"),
        "events": lines(edition, edition.contents.of["group"].get(key, ())),
        "view": {"group": key},
    }


def source(edition: Edition, key: str) -> Values:
    """Return what is said of a source: how far it was read, and for what it is cited where."""
    row, of = edition.rows["sources"][key], edition.sheet.sources[key]
    where = edition.passages.get(key, {})
    events = lines(edition, edition.contents.of["source"].get(key, ()))
    return {
        "title": edition.titled(row),
        "reference": of["text"],
        "read": edition.sheet.reading(edition.consulted.get(key, "")),
        "url": of.get("url", ""),
        "host": of.get("host", ""),
        "note": edition.own(row, "note"),
        "events": [{**one, "says": where.get(one["id"], "")} for one in events],
        "unlisted": edition.unlisted,
        "view": {},
    }


def story(edition: Edition, key: str) -> Values:
    """Return what a story tells, step by step, each with its events, its map and what it rests on."""
    told = edition.contents.stories[key]
    return {
        "title": edition.spoken(told.title),
        "lead": edition.spoken(told.lead),
        "pictures_of": edition.sheet.pictures_of("story", key),
        "steps": [
            {
                "text": edition.spoken(step.text),
                "graphic": step.graphic,
                "nowhere": stories.nowhere(step, edition.unplaced, edition.lang),
                "events": lines(edition, step.events),
                "map": drawing(edition, edition.first_placed(step.events)),
                "sources": [{"id": one, "text": edition.cited[one]} for one in step.sources],
                "view": {"story": key, "step": str(number)},
            }
            for number, step in enumerate(told.steps, 1)
        ],
        "view": {"story": key, "step": "1"},
    }


RECORDS: Final[Mapping[str, Callable[[Edition, str], Values]]] = {
    "event": event,
    "place": place,
    "person": person,
    "body": body,
    "group": group,
    "source": source,
    "story": story,
}
"""Kind of a page -> what it says."""


def drawing(edition: Edition, key: str) -> Values:
    """Return the map of a place: what is written on its drawing; nothing for no place."""
    if not key:
        return {}
    row, year = edition.rows["places"][key], edition.year_of(key)
    return {
        "place": key,
        "name": row["name"],
        "year": dates.year(year, edition.lang) if year is not None else "",
        "names": outline.names(edition.atlas, key, year, edition.lang, row["name"]),
        "width": f"{outline.WIDTH:g}",
        "height": f"{outline.HEIGHT:g}",
    }


def _by_role(edition: Edition, places: Iterable[Row]) -> list[Values]:
    """Return the places of an event under what they are to it."""
    pgettext = edition.words.pgettext
    words = {
        stays.AT: pgettext("site", "Place"),
        stays.FROM: pgettext("site", "From where"),
        stays.VIA: pgettext("site", "Through"),
        stays.TO: pgettext("site", "To where"),
    }
    found = cells.grouped((one["role"], one) for one in places)
    return [{"role": words[role], "places": found[role]} for role in words if role in found]


def _near(edition: Edition, key: str) -> list[Values]:
    """Return the nearest places with events: how far they are, and how many events they have."""
    places, here = edition.rows["places"], edition.contents.of["place"]
    return [
        {
            "id": one,
            "name": edition.sheet.marked("places", places[one], "name"),
            "far": edition.kilometres(far, is_wide=edition.around.is_wide(key, one)),
            "count": edition.count(len(here[one])),
        }
        for one, far in edition.around.nearest(key)
    ]


def _series(edition: Edition, table: str, key: str) -> list[Values]:
    """Return numbers by date, each line with its values as a card writes them."""
    ids = edition.atlas["sources"]["id"].tolist()
    return [_one_series(edition, one, ids) for one in edition.series[table].get(key, ())]


def _one_series(edition: Edition, one: Mapping[str, Any], ids: list[str]) -> Values:
    sheet, source_id = edition.sheet, "" if one["source"] is None else ids[one["source"]]
    said = {name: "" if one.get(name) is None else str(one[name]) for name in ("definition", "locator")}
    values = [
        {
            "date": value["date"],
            "number": sheet.span({name: "" if value[name] is None else str(value[name]) for name in SPAN}),
            "locator": value.get("locator", ""),
        }
        for value in one["values"]
    ]
    where = ", ".join(
        part for part in (edition.sheet.sources.get(source_id, {}).get("text", ""), said["locator"]) if part
    )
    return {
        "measure": edition.measure(one["measure"]),
        "definition": sheet.said(one, "definition"),
        "source": " ".join(part for part in (where, sheet.reading(one["read"])) if part),
        "source_id": source_id,
        "values": values,
    }


def _relations(edition: Edition, key: str) -> list[Values]:
    """Return by which other events one is dated, and who says so."""
    found = []
    for row in edition.dated.get(key, ()):
        n, other = int(row["days"] or 0), RELATIONS[row["relation"]]
        within = edition.words.ngettext("Within %(n)s day of:", "Within %(n)s days of:", n)
        label = within % {"n": n} if row["days"] else edition.words.gettext(other)
        of = edition.sheet.sources.get(row["source_id"], {}).get("text", "")
        said = ", ".join(part for part in (of, row["locator"]) if part)
        found.append({"label": label, "events": lines(edition, [row["to_event"]]), "source": said})
    return found


def _story_line(edition: Edition, key: str) -> Values:
    return {"id": key, "title": edition.spoken(edition.contents.stories[key].title)}


def _life(edition: Edition, row: Row) -> str:
    """Return the years in which a person was born and died, where both are known, as a card does."""
    return dates.years(row["born"], row["died"], edition.lang) if row["born"] and row["died"] else ""


def _with_roles(edition: Edition, kind: str, key: str, named: str) -> list[Values]:
    """Return the events of a person or a body, each with what it had to do with it."""
    found = []
    for line in lines(edition, edition.contents.of[kind].get(key, ())):
        roles = [one["role"] for one in edition.told[line["id"]][named] if one["id"] == key and one["role"]]
        found.append({**line, "role": ", ".join(dict.fromkeys(roles))})
    return found


def _body_names(edition: Edition, key: str) -> list[str]:
    """Return the names that a body bore, with their years."""
    rows = edition.sheet.bodies.get(key, [])
    said = [(row["name"], dates.years(row["from"], row["to"], edition.lang)) for row in rows]
    return list(dict.fromkeys(f"{name} ({years})" for name, years in said if years))


def _named(edition: Edition, table: str, key: str) -> Values:
    return {"id": key, "name": edition.sheet.marked(table, edition.rows[table][key], "name")}
