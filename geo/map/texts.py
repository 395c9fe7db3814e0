"""The words of lists and cards: what is said of each event and place, with its sources, by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from geo import dates, i18n
from geo.dataset import cells, citations, columns, dating, keys, links
from geo.dataset.translate import SHOWN
from geo.map import pictures, registers, written
from geo.map.cited import cited
from geo.map.columns import positions
from geo.map.corrections import corrected
from geo.map.names import bodies_on_the_day, places_on_the_day, row_on
from geo.map.series import series
from geo.map.written import Some
from geo.view.rounded import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from geo.dataset.translate import Localized
    from geo.map.moments import Moments
    from geo.map.written import Pieces
    from geo.model import Atlas, Date

Row = dict[str, str]
Field: TypeAlias = "Pieces | Some"
"""What is said of every record, as JSON, or of some by their position."""
Fields: TypeAlias = dict[str, Field]
NAMED = ("groups", "persons")
MOST_NAMES = 3
"""Authors that a source in short names before it says "et al."."""


def named(localized: Localized) -> dict[str, list[dict[str, Any]]]:
    """Return groups and persons, which events name by their position."""
    shown = {"persons": pictures.shown(localized, "person_id")}
    return {
        table: [_name(localized, table, row, shown.get(table, {})) for row in localized.atlas.rows(table)]
        for table in NAMED
    }


def _name(localized: Localized, table: str, row: Row, shown: Mapping[str, list[Any]]) -> dict[str, Any]:
    known = {"years": _life(row, localized.lang), "was": row.get("role", ""), "note": row.get("note", "")}
    given = {key: text for key, text in {**known, "media": shown.get(row["id"])}.items() if text}
    return localized.with_untranslated({"id": row["id"], "name": row["name"]}, table, row["id"]) | given


def _life(row: Row, lang: str) -> str:
    """Return the years in which a person was born and died, of one that is known alone what it is; "" of a group."""
    born, died, _ = row.get("born", ""), row.get("died", ""), i18n.translator(lang).gettext
    if born and died:
        return dates.years(born, died, lang)
    alone = _("born %(year)s") if born else _("died %(year)s") if died else ""
    return alone % {"year": dates.years(born or died, born or died, lang)} if alone else ""


def references(atlas: Atlas) -> list[Row]:
    """Return all sources, in their own language, which words name by their position."""
    return [reference(row) | {"short": in_short(row)} for row in atlas.rows("sources")]


def reference(row: Row) -> Row:
    """Return a source as one line of text, with its address and the host of that when it is a web address."""
    author = f"{row['author']}: " if row["author"] else ""
    parts = [row["title"], row["container_title"], row["publisher"], row["issued"]]
    host = cells.host(row["url"])
    web = {"url": row["url"], "host": host} if host else {}
    return {"text": author + ", ".join(part for part in parts if part), **web}


def in_short(row: Row) -> str:
    """Return author and year of a source, as in "Getty, Zemskov 1993"; its title where nobody signed it."""
    names = [name.split(",")[0].strip() for name in row["author"].split(";")]
    who = ", ".join(names[:MOST_NAMES]) + " et al." * (len(names) > MOST_NAMES)
    return f"{who or row['title']} {row['issued'][:4]}".strip()


def list_fields(localized: Localized, when: Moments) -> Fields:
    """Return of each event what a list says of it: title, date, the name of its place then."""
    return {
        "title": _column(localized.atlas.events["title"]),
        "date": written.chosen(written.quoted(written.array(when.texts(localized.lang))), when.of),
        "where": places_on_the_day(localized, when),
        "untranslated": written.some(untranslated(localized, "events")),
    }


def card_fields(localized: Localized, when: Moments) -> Fields:
    """Return of each event what a card says of it beyond that; what it names as positions."""
    atlas = localized.atlas
    events = atlas.events
    sources = numbered(atlas["sources"]["id"].tolist())
    event, others = events["id"], atlas[dating.TABLE]["to_event"].tolist()
    other = dict(zip(others, positions(event, others).tolist(), strict=True))
    return {
        **{name: _column(events[name]) for name in ("description", "note", "confidence", "scope")},
        "doubt": _doubt(when),
        "graphic": written.some({int(i): True for i in np.flatnonzero(events["graphic"] == "true")}),
        "organizations": _organizations(localized, when),
        "citations": cited(localized),
        "persons": _persons(atlas),
        "dated_by": _grouped(atlas, dating.TABLE, lambda row: _relation(row, other, sources)),
        "figures": _figures(localized),
        "series": _at(event, series(localized, "events", sources)),
        "links": _at(event, _links(atlas, "events")),
        "media": _at(event, pictures.shown(localized, "event_id")),
        "registers": registers.of_events(atlas),
        "corrected": _at(event, corrected(localized, "events")),
    }


def _doubt(when: Moments) -> Some:
    """Return what is doubted of the dates of some events: of what is written, not what other events make of it."""
    known: dict[tuple[bool, bool], int] = {(False, False): 0}
    marks = (
        (date.uncertain, date.approximate) if date and _is_marked(date) else (False, False) for date in when.written
    )
    of = np.array([known.setdefault(mark, len(known)) for mark in marks], np.int64)[when.of_written]
    doubts = [[*uncertain * ["uncertain"], *approximate * ["approximate"]] for uncertain, approximate in known]
    at = np.flatnonzero(of)
    return Some(at, written.chosen(written.each(doubts), of[at]))


def _is_marked(date: Date) -> bool:
    return any(mark in date.text for mark in "?~%")


def _column(texts: pd.Series[str]) -> Pieces:
    return written.quoted(written.array(texts))


def place_fields(localized: Localized) -> Fields:
    """Return of each place what its card says of it, and every name it bore, with years."""
    atlas = localized.atlas
    places, place = atlas.places, atlas.places["id"]
    return {
        **{name: _column(places[name]) for name in ("certainty", "scope", "note")},
        "names": _at(place, place_names(localized)),
        "series": _at(place, series(localized, "places", numbered(atlas["sources"]["id"].tolist()))),
        "links": _at(place, _links(atlas, "places")),
        "media": _at(place, pictures.shown(localized, "place_id")),
        "corrected": _at(place, corrected(localized, "places")),
        "untranslated": written.some(untranslated(localized, "places")),
    }


def untranslated(localized: Localized, table: str) -> dict[int, list[str]]:
    """Return which fields of a record have no translation, for records that have such."""
    listed = sorted({key for of, key, _ in localized.untranslated if of == table})
    at = positions(localized.atlas[table]["id"].tolist(), listed).tolist()
    fields = SHOWN[table]
    return {i: localized.untranslated_fields(table, key, fields) for i, key in zip(at, listed, strict=True)}


def numbered(ids: Iterable[str]) -> dict[str, int]:
    """Return the position of each of some ids."""
    return {name: position for position, name in enumerate(ids)}


def _at(ids: pd.Series[str], found: Mapping[str, Any]) -> Some:
    """Return what is said of some records by their id, as far as they are there."""
    at = zip(positions(ids, [*found]).tolist(), found.values(), strict=True)
    return written.some({position: value for position, value in at if position >= 0})


def _grouped(atlas: Atlas, table: str, make: Callable[[Row], Any]) -> Some:
    """Return what `make` makes of the rows of a table, by their event, in their order."""
    return _at(atlas.events["id"], cells.grouped((row["event_id"], make(row)) for row in atlas.rows(table)))


def _persons(atlas: Atlas) -> Some:
    """Return the persons of some events: position and role."""
    event, person = (
        keys.positions(atlas, "event_persons", name, other)
        for name, other in (("event_id", "events"), ("person_id", "persons"))
    )
    role = _column(atlas["event_persons"]["role"])
    return written.gathered(written.around("[", written.numbers(person), ",", role, "]"), event)


def _links(atlas: Atlas, table: str) -> dict[str, list[dict[str, Any]]]:
    """Return the web links of records that have some."""
    found = links.of_table(atlas, table)
    shown = {record: [links.shown(row) for row in rows if links.is_web(row["uri"])] for record, rows in found.items()}
    return {record: rows for record, rows in shown.items() if rows}


def _figures(localized: Localized) -> Some:
    """Return the figures of some events: of what, how many, and where that is said."""
    atlas, table = localized.atlas, localized.atlas["figures"]
    event = keys.positions(atlas, "figures", "event_id", "events")
    source = keys.positions(atlas, "figures", "source_id", "sources")
    said = {name: _column(table[name]) for name in ("measure", "definition", "locator")}
    said["read"] = written.quoted(written.array(citations.read_for_figures(atlas) if len(table) else []))
    numbers = {name: _whole(table[name]) for name in columns.FIGURE}
    sources = written.each([*range(len(atlas["sources"])), None])  # the last one at -1
    members = said | numbers | {"source": written.chosen(sources, source % len(sources))}
    basis = [f',"basis":{written.dumps(text)}' if text else "" for text in table["basis"].tolist()]
    of_another = set(rounded(localized))
    rounds = [',"rounds":true' if at in of_another else "" for at in range(len(table))]
    further = [written.array(basis), written.array(rounds)]
    if localized.untranslated:
        marks = [_marks(localized.with_untranslated({}, "figures", key)) for key in localized.figures]
        further.append(written.array(marks))
    return written.gathered(written.objects(members, *further), event)


def _whole(texts: pd.Series[str]) -> Pieces:
    """Return the whole numbers that a column holds, null where it is empty."""
    held = written.array(texts).dictionary_encode()
    values = [int(text) if text else None for text in held.dictionary.to_pylist()]
    return written.chosen(written.each(values), held.indices)


def _marks(fields: Mapping[str, Any]) -> str:
    return f",{written.dumps(fields)[1:-1]}" if fields else ""


def _relation(row: Row, event: Mapping[str, int], sources: Mapping[str, int]) -> list[Any]:
    """Return what dates an event: relation, the other event, days if it says of how many, source, locator."""
    days = int(row["days"]) if row["days"] else None
    return [row["relation"], event[row["to_event"]], days, sources.get(row["source_id"]), row["locator"]]


def _organizations(localized: Localized, when: Moments) -> Pieces:
    """Return each event's organizations: position, role, and another name it had then: in full, in short, plain."""
    atlas, table = localized.atlas, localized.atlas["event_organizations"]
    bodies, dated = atlas["organizations"], bodies_on_the_day(localized)
    event, body = (
        keys.positions(atlas, "event_organizations", name, other)
        for name, other in (("event_id", "events"), ("organization_id", "organizations"))
    )
    role = written.array(table["role"]).dictionary_encode()
    ids, names, roles = bodies["id"].tolist(), bodies["name"].tolist(), role.dictionary.to_pylist()
    changed = bodies["id"].isin(dated.keys()).to_numpy(dtype=bool)  # the others are called the same at all times
    moment = np.where(changed[body], when.of[event], len(when.dates))
    sides = (len(ids) or 1, len(roles) or 1, len(when.dates) + 1)
    known, at = np.unique(np.ravel_multi_index((body, role.indices, moment), sides), return_inverse=True)
    said = []
    for one, as_what, then in zip(*(numbers.tolist() for numbers in np.unravel_index(known, sides)), strict=True):
        row = row_on(dated[ids[one]], when.dates[then]) if changed[one] else None
        plain = [row["plain"]] if row and row["plain"] else []
        then_called = [row["name"], row["abbreviation"], *plain] if row and (plain or row["name"] != names[one]) else []
        said.append([one, roles[as_what], *then_called])
    return written.grouped(written.chosen(written.each(said), at), event, len(atlas.events))


def place_names(localized: Localized) -> dict[str, list[Row]]:
    """Return the names that each place bore, with their years in words; a headword without years is no other name."""
    places = localized.atlas.places
    headwords = {*zip(places["id"].tolist(), places["name"].tolist(), strict=True)}
    named = localized.atlas.rows("place_names")
    rows = [row for row in named if row["from"] or row["to"] or (row["place_id"], row["name"]) not in headwords]
    return cells.grouped((row["place_id"], _place_name(row, localized.lang)) for row in rows)


def _place_name(row: Row, lang: str) -> Row:
    return {"name": row["name"], "lang": row["lang"], "years": dates.years(row["from"], row["to"], lang)}
