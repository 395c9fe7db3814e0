"""From rows of fields to the tables of a dataset; what cannot be read is reported and kept in a note."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.dataset import citations, columns, stays
from geo.errors import DateError
from geo.imports import places
from geo.imports.duplicate_ids import DuplicateIds
from geo.imports.entities import ANY_KIND, Entities, Sources
from geo.imports.figures import figures
from geo.imports.passages import passage
from geo.imports.place_of_row import destinations_of, place_of
from geo.imports.places import Gazetteer, PlaceOfRow
from geo.imports.reader import Reader
from geo.imports.values import dating, numbers
from geo.imports.values.slugs import Ids, slug
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.imports.model import Intake, Options
    from geo.model import Problem

CHOICES = {"scope": ("events", "site"), "confidence": ("events", "B")}
"""Field -> the table whose schema lists its values, and the value when a row says nothing.

B: stated by the file, not checked by its compilers against a source of its own. What is taken so is reported.
"""
BARE = {
    "title": "it was put together of kind, place and date",
    "kind": f"{ANY_KIND!r} was taken",
}
"""What every event has -> what becomes of it where the file says nothing."""
ACTS = {"organization": "subject", "person": "subject"}
"""Who -> the role when the column names none: the event is about them, which claims the least."""


@dataclass
class Tables:
    """Every table of the dataset to be, as rows of column -> text; places have their geometry too."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    assumed: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Field and value -> for how many records it was taken, since the file says nothing."""
    bare: Counter[str] = field(default_factory=Counter)
    """One of `BARE` -> how many events have none in the file."""


def build(intake: Intake, options: Options, day: str) -> Tables:
    """Return the tables of a dataset made of an intake.

    Parameters
    ----------
    day
        The day of the import, ISO 8601, for the source that names the file.
    """
    tables, gazetteer, entities = Tables(), Gazetteer(), Entities(intake, options.constants)
    sources, ids, duplicates = Sources(intake, options.source, day), Ids(), DuplicateIds()
    for row in intake.rows:
        reader = Reader(intake, row)
        here = place_of(reader)
        if row.event:
            edtf = _date(reader, options.date_order)
            there = destinations_of(reader)
            _event(reader, tables, ids.take(row["id"] or row["title"] or here.name, "event"), edtf, entities)
            event = tables.rows["events"][-1]
            duplicates.add(row["id"], row.record, event["id"])
            event["place_id"] = gazetteer.add(here)
            _destinations(tables, event, [gazetteer.add(place) for place in there])
            _acts(reader, tables, event["id"], entities)
            _evidence(reader, tables, event["id"], sources, options.date_order)
            event["collection"] = slug(intake.file.rpartition(".")[0] or intake.file)
            event["note"] = "\n".join([*row.values.get("note", ()), *reader.lost])
        else:
            gazetteer.add(_with_lost(here, reader))
        tables.problems += reader.problems
        tables.assumed.update(reader.assumed)
    tables.remarks += duplicates.sentences(unique=intake.unique)
    _finish(tables, gazetteer, entities, sources)
    return tables


def _with_lost(here: PlaceOfRow, reader: Reader) -> PlaceOfRow:
    """Return a place whose note keeps what was not read of it, for a row that is no event."""
    return places.noted(here, reader.lost) if reader.lost else here


def _date(reader: Reader, order: str) -> str:
    read = partial(dating.read, order=order)
    start, end = reader.value("start", read, ""), reader.value("end", read, "")
    if start or end:
        try:
            return dating.span(start, end) if start else f"/{end}"
        except DateError as error:
            for side in ("start", "end"):
                reader.fault(side, reader.row[side], error.why, error.fix)
    return str(reader.value("edtf", read, ""))


def _event(reader: Reader, tables: Tables, key: str, edtf: str, entities: Entities) -> None:
    row = reader.row
    kind, detail = entities.kind(row["kind"], row["kind_detail"])
    title = row["title"] or " ".join(part for part in (row["kind"], row["place"], edtf) if part) or key
    tables.bare.update(name for name in BARE if not row[name])
    tables.rows["events"].append(
        {
            "id": key,
            "title": title,
            "edtf": edtf,
            "kind": kind,
            "kind_detail": detail,
            "description": row["description"],
            **{name: reader.chosen(name, table, name, default) for name, (table, default) in CHOICES.items()},
            "graphic": reader.value("graphic", numbers.truth, "false"),
        }
    )


def _destinations(tables: Tables, event: dict[str, Any], places: list[str]) -> None:
    """Write where people were taken: one place into the event itself; of several none is the main one."""
    event["destination_id"] = places[0] if len(places) == 1 else ""
    for place in dict.fromkeys(places) if len(places) > 1 else ():
        tables.rows[stays.TABLE].append({"event_id": event["id"], "place_id": place, "role": stays.TO})


def _acts(reader: Reader, tables: Tables, event: str, entities: Entities) -> None:
    for name, texts in reader.row.values.items():
        who, _, role = name.partition(".")
        if who in ACTS:
            for text in texts:
                key = _actor(entities, who, text, reader.row["family"])
                cells = {"event_id": event, f"{who}_id": key, "role": role or ACTS[who]}
                _once(tables, f"event_{who}s", cells)
    for text in reader.row.values.get("group", ()):
        _once(tables, "event_groups", {"event_id": event, "group_id": entities.groups.add(text, name=text)})


def _actor(entities: Entities, who: str, name: str, family: str) -> str:
    return entities.organization(name, family) if who == "organization" else entities.persons.add(name, name=name)


def _once(tables: Tables, table: str, cells: dict[str, str]) -> None:
    """Add a row unless the same event has it already; its own rows stand at the end."""
    for row in reversed(tables.rows[table]):
        if row["event_id"] != cells["event_id"]:
            break
        if row == cells:
            return
    tables.rows[table].append(cells)


def _evidence(reader: Reader, tables: Tables, event: str, sources: Sources, order: str) -> None:
    issued = reader.value("source_issued", partial(dating.read, order=order), "")
    cited = sources.of(reader.row, issued)
    rows = [{"event_id": event, "source_id": key, "locator": locator} for key, locator in cited]
    rows[0] |= passage(reader, named=sources.named(reader.row))
    for row in rows:
        _once(tables, "citations", row)
    key, _ = cited[0]
    locator = citations.locator({**dict.fromkeys(columns.names("citations"), ""), **rows[0]})
    tables.rows["figures"] += [
        {"event_id": event, **figure, "source_id": key, "locator": locator} for figure in figures(reader)
    ]


def _finish(tables: Tables, gazetteer: Gazetteer, entities: Entities, sources: Sources) -> None:
    tables.rows["places"] = list(places.rows(gazetteer.places))
    tables.rows["place_names"] = list(places.name_rows(gazetteer.places))
    tables.rows["links"] = list(places.link_rows(gazetteer.places))
    tables.rows["families"] = entities.families()
    tables.rows["sources"] = list(sources.register.rows.values())
    for name in ("kinds", "organizations", "persons", "groups"):
        tables.rows[name] = list(getattr(entities, name).rows.values())
    tables.remarks += [
        *_bare(tables),
        *_assumed(tables.assumed),
        *_unnamed(sources),
        *_joined(gazetteer),
        *gazetteer.turned(),
        *gazetteer.shared(),
        *gazetteer.apart(),
        *gazetteer.extent(),
    ]


def _bare(tables: Tables) -> Iterator[str]:
    for name, instead in BARE.items():
        if number := tables.bare[name]:
            yield f"{count(number, 'event')} without a {name} in the file: {instead}"


def _assumed(found: Counter[tuple[str, str]]) -> Iterator[str]:
    """Tell in one line what no one said, for how many records, and how to say it."""
    if found:
        values = ", ".join(
            f"{name} {value} for {count(number, 'record')}" for (name, value), number in sorted(found.items())
        )
        fix = "say it with --map or --set, such as --set confidence=C (csv, geojson, vector), or in the tables"
        yield f"assumed, since the file does not say it: {values}; {fix}"


def _unnamed(sources: Sources) -> Iterator[str]:
    if sources.unnamed:
        events = count(sources.unnamed, "event")
        yield f"{events} without a source: the file and the line are cited; give it by --map source=COLUMN or --source"


def _joined(gazetteer: Gazetteer) -> Iterator[str]:
    if gazetteer.joined:
        positions = count(gazetteer.joined, "position")
        verb = "shares" if gazetteer.joined == 1 else "share"
        yield f"{positions} within {places.NEAR} m of another under the same name {verb} its place"
