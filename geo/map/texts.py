"""The words of a card: what is said of each event and place, with its sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import cells, citations, columns, dating, links
from geo.dataset.translate import records
from geo.map.series import series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.dataset.translate import Localized
    from geo.model import Atlas, Date

Row = dict[str, str]
NAMED = ("groups", "persons")


def lists(localized: Localized) -> dict[str, list[dict[str, Any]]]:
    """Return what many events name, once each: sources (in their own language), groups and persons."""
    named = {table: [_name(localized, table, row) for row in localized.atlas.rows(table)] for table in NAMED}
    return {"sources": [reference(row) for row in localized.atlas.rows("sources")], **named}


def _name(localized: Localized, table: str, row: Row) -> dict[str, Any]:
    return localized.with_untranslated({"id": row["id"], "name": row["name"]}, table, row["id"])


def event_texts(localized: Localized) -> list[dict[str, Any]]:
    """Return for each event its words and figures, and what it names as positions in `lists`."""
    atlas = localized.atlas
    at = {table: positions(atlas[table]["id"]) for table in ("sources", "organizations", *NAMED)}
    linked = {
        "figures": _figures(localized, at["sources"]),
        "citations": _citations(localized, at["sources"]),
        "organizations": _organizations(localized, at["organizations"]),
        "persons": _grouped(
            atlas.rows("event_persons"), "event_id", lambda row: [at["persons"][row["person_id"]], row["role"]]
        ),
        "dated_by": _grouped(atlas.rows(dating.TABLE), "event_id", lambda row: _relation(row, at["sources"])),
        "groups": _grouped(atlas.rows("event_groups"), "event_id", lambda row: at["groups"][row["group_id"]]),
    }
    events, elsewhere = atlas.rows("events"), _elsewhere(atlas, "events")
    texts = (localized.with_untranslated(_event(row) | elsewhere(row["id"]), "events", row["id"]) for row in events)
    parts = ({name: part.get(row["id"], []) for name, part in linked.items()} for row in events)
    numbers = series(localized, "events", at["sources"])
    rare = ({"series": numbers[row["id"]]} if row["id"] in numbers else {} for row in events)
    return [own | of_others | more for own, of_others, more in zip(texts, parts, rare, strict=True)]


def _elsewhere(atlas: Atlas, table: str) -> Callable[[str], dict[str, Any]]:
    """Return what makes the member with the links of a record, which only records with links have."""
    found = links.of_table(atlas, table)
    shown = {record: [links.shown(row) for row in rows if links.is_web(row["uri"])] for record, rows in found.items()}
    return lambda record: {"links": shown[record]} if shown.get(record) else {}


def positions(ids: Iterable[str]) -> dict[str, int]:
    """Return where each id stands."""
    return {name: position for position, name in enumerate(ids)}


def _grouped(rows: Iterable[Row], key: str, make: Callable[[Row], Any]) -> dict[str, list[Any]]:
    """Return what `make` makes of the rows, gathered by a key, in their order."""
    return cells.grouped((row[key], make(row)) for row in rows)


def _event(row: Row) -> dict[str, Any]:
    date = dates.parse(row["edtf"]) if row["edtf"] else None  # what is doubted is what is written
    return {
        **{name: row[name] for name in ("description", "note", "confidence", "scope", "part_of")},
        "doubt": [name for name in ("uncertain", "approximate") if date and getattr(date, name)],
    }


def reference(row: Row) -> Row:
    """Return a source as one line of text, with its address and the host of that when it is a web address."""
    author = f"{row['author']}: " if row["author"] else ""
    parts = [row["title"], row["container_title"], row["publisher"], row["issued"]]
    host = cells.host(row["url"])
    web = {"url": row["url"], "host": host} if host else {}
    return {"text": author + ", ".join(part for part in parts if part), **web}


def _figures(localized: Localized, sources: Mapping[str, int]) -> dict[str, list[Any]]:
    read = citations.read_for_figures(localized.atlas)
    figures = zip(localized.atlas.rows("figures"), localized.figures, read, strict=True)
    rows = [{**row, "key": key, "read": far} for row, key, far in figures]
    return _grouped(
        rows, "event_id", lambda row: localized.with_untranslated(_figure(row, sources), "figures", row["key"])
    )


def _figure(row: Row, sources: Mapping[str, int]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("measure", "definition", "locator", "read")},
        **({"basis": row["basis"]} if row["basis"] else {}),
        **{name: int(row[name]) if row[name] else None for name in columns.FIGURE},
        "source": sources.get(row["source_id"]),
    }


def _relation(row: Row, sources: Mapping[str, int]) -> list[Any]:
    """Return what dates an event: relation, the other event's id, days if it says of how many, source, locator."""
    days = int(row["days"]) if row["days"] else None
    return [row["relation"], row["to_event"], days, sources.get(row["source_id"]), row["locator"]]


def _citations(localized: Localized, sources: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return each event's sources in their order, every source once with its passages.

    A passage says how far it was read and where it stands, and beyond that only what there is. Those of which no
    more is said than where they are stand together, as far as they were read alike.
    """
    found: defaultdict[str, dict[int, dict[object, list[Any]]]] = defaultdict(dict)
    for row, key in zip(citations.rows(localized.atlas), records(localized.atlas, "citations"), strict=True):
        passages = found[row["event_id"]].setdefault(sources[row["source_id"]], {})
        more = citations.web(row) | ({"passage": row["passage"]} if row["passage"] else {})
        more = localized.with_untranslated(more, "citations", key)
        passage = passages.setdefault(
            len(passages) if more else row["read"], [row["read"], [], *([more] if more else [])]
        )
        where = citations.locator(row, localized.lang)
        passage[1] += [where] if where else []
    return {event: [[at, [*one.values()]] for at, one in cited.items()] for event, cited in found.items()}


def _organizations(localized: Localized, bodies: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return each event's organizations: position, role, and the name it had then if another."""
    atlas = localized.atlas
    today = {row["id"]: row["name"] for row in atlas.rows("organizations")}
    when = dating.of_atlas(atlas)
    dated = _dated(localized, "organization_names", "organization_id")

    def make(row: Row) -> list[Any]:
        body = row["organization_id"]
        name = name_on(dated.get(body, []), when.get(row["event_id"]))
        return [bodies[body], row["role"], "" if name == today[body] else name]

    return _grouped(atlas.rows("event_organizations"), "event_id", make)


def _dated(localized: Localized, table: str, key: str) -> dict[str, list[Any]]:
    """Return the names in the language of the page; in the dataset's own for what has no name in it."""
    of = table.removesuffix("_names") + "s"

    def wanted(row: Row) -> str:
        return localized.base if localized.untranslated_fields(of, row[key]) else localized.lang

    return _grouped((row for row in localized.atlas.rows(table) if row["lang"] == wanted(row)), key, dict)


def places_on_the_day(localized: Localized) -> list[str]:
    """Return for each event the name its place had then; "" without a place."""
    when, events = dating.of_atlas(localized.atlas), localized.atlas.events
    return names_then(localized, ((place, when[event]) for _, event, place in cells.rows(events, "id", "place_id")))


def names_then(localized: Localized, when: Iterable[tuple[str, Date | None]]) -> list[str]:
    """Return for each place and date the name that it bore when that began; "" without a place."""
    headwords = {row["id"]: row["name"] for row in localized.atlas.rows("places")}
    dated = _dated(localized, "place_names", "place_id")
    return [name_on(dated.get(place, []), date) or headwords.get(place, "") for place, date in when]


def name_on(names: Iterable[Row], date: Date | None) -> str:
    """Return the first of dated names that was borne when `date` began; "" when that is unknown."""
    start = date.earliest_start if date else None
    return next((row["name"] for row in names if start is not None and _bears(row, start)), "")


def _bears(row: Row, day: tuple[int, int, int]) -> bool:
    first = dates.parse(row["from"]).earliest_start if row["from"] else None
    last = dates.parse(row["to"]).latest_end if row["to"] else None
    return (first is None or first <= day) and (last is None or day <= last)


def place_texts(localized: Localized) -> list[dict[str, Any]]:
    """Return for each place what is said of it and every name it bore, with years."""
    names = _grouped(localized.atlas.rows("place_names"), "place_id", lambda row: _place_name(row, localized.lang))
    fields, elsewhere = ("kind", "certainty", "scope", "note"), _elsewhere(localized.atlas, "places")
    rows = localized.atlas.rows("places")
    numbers = series(localized, "places", positions(localized.atlas["sources"]["id"]))
    own = ({"series": numbers[row["id"]]} if row["id"] in numbers else {} for row in rows)
    texts = ({name: row[name] for name in fields} | {"names": names.get(row["id"], [])} for row in rows)
    return [
        localized.with_untranslated(text | elsewhere(row["id"]) | more, "places", row["id"])
        for row, text, more in zip(rows, texts, own, strict=True)
    ]


def _place_name(row: Row, lang: str) -> Row:
    return {"name": row["name"], "lang": row["lang"], "years": dates.years(row["from"], row["to"], lang)}
