"""From rows of fields to the tables of a dataset; what cannot be read is reported and kept in a note."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from geo.dataset import citations, columns, media, stays, translate
from geo.imports import date_columns, date_of_row, extent, place_of_row, place_tables, places, remarks, schema
from geo.imports.duplicate_ids import DuplicateIds, SameRows
from geo.imports.entities import Entities, Sources
from geo.imports.figures import figures, figures_fields
from geo.imports.growing import Table
from geo.imports.model import unseen
from geo.imports.passages import FIELDS as PASSAGE
from geo.imports.passages import of_no_source, passage
from geo.imports.place_of_row import destinations_of, place_of
from geo.imports.places import Gazetteer, PlaceOfRow
from geo.imports.reader import Part, Reader
from geo.imports.selecting import Years
from geo.imports.values import dating, numbers
from geo.imports.values.slugs import Ids, slug
from geo.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Intake, Options, Progress, Row
    from geo.model import Problem

CHOICES = {"scope": ("events", "site"), "confidence": ("events", "B")}
"""Field -> the table whose schema lists its values, and the value when a row says nothing.

B: stated by the file, not checked by its compilers against a source of its own. What is taken so is reported.
"""
FIGURE = ("measure", *columns.FIGURE, "definition")
"""What `figures` says of each figure."""
ACTS = {"organization": "subject", "person": "subject"}
"""Who -> the role when the column names none: the event is about them, which claims the least."""

AT_ONCE = 1_000
"""Records after which it is told how many are done."""


def _empty() -> dict[str, Table]:
    return {name: Table(own) for name, own in schema.columns().items()}


@dataclass
class Tables:
    """Every table of the dataset to be, and the geometry of each place."""

    rows: dict[str, Table] = field(default_factory=_empty)
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    assumed: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Field and value -> for how many records it was taken, since the file says nothing."""
    bare: Counter[str] = field(default_factory=Counter)
    """One of `geo.imports.remarks.BARE` -> how many events have none in the file."""


def build(intake: Intake, options: Options, day: str, progress: Progress = unseen) -> Tables:
    """Return the tables of a dataset made of an intake.

    Parameters
    ----------
    day
        The day of the import, ISO 8601, for the source that names the file.
    progress
        Is told now and then how many records are done.
    """
    if intake.whole:
        return _as_it_is(intake, day)
    tables, gazetteer, entities = Tables(), Gazetteer(), Entities(intake, options)
    sources = Sources(intake, options.source, day, tables.rows["sources"].add)
    ids, duplicates, same = Ids(), DuplicateIds(), SameRows()
    parts, add = _Parts(intake, options), _Adding(tables.rows)
    years = Years(options.years)
    given = intake.ids() if intake.as_exported else frozenset[str]()
    collection = slug(intake.file.rpartition(".")[0] or intake.file)
    for number, row in enumerate(intake.once() if intake.once else intake.rows):
        if number % AT_ONCE == 0:
            progress("records", number, len(intake.rows))
        reader = Reader(intake, row)
        here = parts.place(reader)
        if row.event:
            if not years.take(edtf := parts.date.of(reader)):
                continue
            there, choices = parts.destinations.of(reader), parts.choices.of(reader)
            key = ids.take(row["id"] or row["title"] or here.name, "event")
            event = {
                "id": key,
                **_named(row, tables, key, edtf, entities),
                **choices,
                "collection": collection,
            }
            if intake.as_exported:
                event |= _exported(reader, given, collection) | {"remark": "\n".join(row.values.get("remark", ()))}
            duplicates.add(row["id"], row.record, key)
            if not row["id"]:
                same.add(row)
            event["place_id"] = gazetteer.add(here)
            event["destination_id"] = _destinations(tables, key, [gazetteer.add(place) for place in there])
            _acts(row, add, key, entities)
            _evidence(reader, add, key, sources, parts)
            event["note"] = "\n".join([*row.values.get("note", ()), *reader.lost])
            tables.rows["events"].add(event)
        else:
            gazetteer.add(_with_lost(here, reader))
        if reader.faults:
            tables.problems += reader.problems
        for one in reader.assumed:
            tables.assumed[one] += 1
    tables.remarks += [*years.sentences(intake.file), *duplicates.sentences(unique=intake.unique), *same.sentences()]
    tables.remarks += extent.of_dates(tables.rows["events"].column("edtf"), day)
    _finish(tables, gazetteer, entities, sources)
    return tables


def _as_it_is(intake: Intake, day: str) -> Tables:
    """Return the tables of an export that has all of them, but those of pictures, whose files it has not."""
    tables = Tables(shapes=[*intake.shapes])
    for name, records in intake.whole.items():
        if name == media.TABLE:
            tables.remarks += (
                [f"{count(len(records), 'picture')} left out: their files are in the zip alone"] if records else []
            )
            continue
        of_pictures = (media.TABLE,) if name == translate.TEXTS else ()  # a text begins with the table that it is of
        for record in records:
            if record[:1] != of_pictures:
                tables.rows[name].take(record)
    tables.remarks += extent.of_dates(tables.rows["events"].column("edtf"), day)
    return tables


def _exported(reader: Reader, given: Collection[str], collection: str) -> dict[str, str]:
    """Return what only an export says of an event; of a part of a dataset the event it is part of may be missing."""
    part = reader.row["part_of"]
    known = part if part in given else reader.leave("part_of", part) if part else ""
    return {"collection": reader.row["collection"] or collection, "part_of": known}


class _Adding:
    """Adds records to the tables that have the most."""

    def __init__(self, rows: Mapping[str, Table]) -> None:
        self.actor = {who: rows[f"event_{who}s"].adding("event_id", f"{who}_id", "role") for who in ACTS}
        self.group = rows["event_groups"].adding("event_id", "group_id")
        self.citation = rows["citations"].adding("event_id", "source_id", "locator")
        self.passage = rows["citations"].add
        self.figure = rows["figures"].adding("event_id", "source_id", "locator", *FIGURE)


class _Parts:
    """What is made of the rows of one import in parts, see `Part`."""

    def __init__(self, intake: Intake, options: Options) -> None:
        order = options.date_order
        self._place_of = partial(place_of, order=options.position_order)
        self._place = Part(intake, place_of_row.FIELDS, self._place_of)
        written = date_columns.FIELDS if intake.as_written else ()
        pairs = {name for name in written if date_columns.has_pairs(intake.rows, name)}
        self.date = Part(intake, date_of_row.FIELDS, partial(date_of_row.date_of, order=order, pairs=pairs))
        self.destinations = Part(intake, place_of_row.DESTINATION, destinations_of)
        self.choices = Part(intake, (*CHOICES, "graphic"), _choices)
        self.figures = Part(intake, figures_fields(), _figures)
        self._passage, self._unsourced = (Part(intake, sorted(PASSAGE), make) for make in (passage, of_no_source))
        self.issued = Part(intake, ("source_issued",), partial(_issued, order=order))

    def passage(self, reader: Reader, *, named: bool) -> Mapping[str, str]:
        """Return what a row says of the passage in its one source, if that is `named`."""
        one = named and len(reader.row.values.get("source", ())) <= 1
        return (self._passage if one else self._unsourced).of(reader)

    def place(self, reader: Reader) -> PlaceOfRow:
        """Return where the event of a row happened; what has a geometry is made for each row."""
        row = reader.row
        alike = row.shape is None and not row.names and not row.links
        return self._place.of(reader) if alike else self._place_of(reader)


def _with_lost(here: PlaceOfRow, reader: Reader) -> PlaceOfRow:
    """Return a place whose note keeps what was not read of it, for a row that is no event."""
    return places.noted(here, reader.lost) if reader.lost else here


def _figures(reader: Reader) -> list[tuple[str, ...]]:
    return [tuple(figure.get(name, "") for name in FIGURE) for figure in figures(reader)]


def _issued(reader: Reader, order: str) -> str:
    return str(reader.value("source_issued", partial(dating.read, order=order), ""))


def _choices(reader: Reader) -> dict[str, str]:
    return {
        **{name: reader.chosen(name, table, name, default) for name, (table, default) in CHOICES.items()},
        "graphic": reader.value("graphic", numbers.truth, "false"),
    }


def _named(row: Row, tables: Tables, key: str, edtf: str, entities: Entities) -> dict[str, str]:
    """Return what an event is called and of which kind it is."""
    kind, detail = entities.kind(row["kind"], row["kind_detail"])
    title = row["title"] or " ".join(part for part in (row["kind"], row["place"], edtf) if part) or key
    for name in remarks.BARE:
        if not row[name]:
            tables.bare[name] += 1
    return {"title": title, "edtf": edtf, "kind": kind, "kind_detail": detail, "description": row["description"]}


def _destinations(tables: Tables, event: str, places: list[str]) -> str:
    """Return where people were taken, if it is one place; several are written each, none is the main one."""
    for place in dict.fromkeys(places) if len(places) > 1 else ():
        tables.rows[stays.TABLE].add({"event_id": event, "place_id": place, "role": stays.TO})
    return places[0] if len(places) == 1 else ""


def _acts(row: Row, add: _Adding, event: str, entities: Entities) -> None:
    found: dict[tuple[str, str, str], None] = {}
    for name, who, role in _acting(tuple(row.values)):
        for text in row.values[name]:
            found[who, _actor(entities, who, text, row), role] = None
    for who, key, role in found:
        add.actor[who](event, key, role)
    for key in dict.fromkeys(entities.groups.add(text, name=text) for text in row.values.get("group", ())):
        add.group(event, key)


@lru_cache(maxsize=1_000)
def _acting(names: Iterable[str]) -> Sequence[tuple[str, str, str]]:
    """Return those of some fields that name one of `ACTS`, which, and in which role."""
    parted = ((name, *name.partition(".")) for name in names)
    return [(name, who, role or ACTS[who]) for name, who, _, role in parted if who in ACTS]


def _actor(entities: Entities, who: str, name: str, row: Row) -> str:
    if who == "organization":
        return entities.organization(name, row["family"])
    return entities.person(name, row.record)


def _evidence(reader: Reader, add: _Adding, event: str, sources: Sources, parts: _Parts) -> None:
    row = reader.row
    (key, first), *others = sources.of(row, parts.issued.of(reader))
    more = {} if PASSAGE.isdisjoint(row.values) else parts.passage(reader, named=sources.named(row))
    if more:
        add.passage({"event_id": event, "source_id": key, "locator": first, **more})
        first = citations.locator({**dict.fromkeys(columns.names("citations"), ""), "locator": first, **more})
    else:
        add.citation(event, key, first)
    for source, locator in others:
        add.citation(event, source, locator)
    for figure in parts.figures.of(reader):
        add.figure(event, sources.of_figures(key), "" if reader.exported else first, *figure)


def _finish(tables: Tables, gazetteer: Gazetteer, entities: Entities, sources: Sources) -> None:
    found: dict[str, Iterable[Mapping[str, str]]] = {
        "places": place_tables.rows(gazetteer.places),
        "place_names": place_tables.name_rows(gazetteer.places),
        "links": place_tables.link_rows(gazetteer.places),
        "families": entities.families(),
        **{name: getattr(entities, name).rows for name in ("kinds", "organizations", "persons", "groups")},
    }
    tables.shapes = place_tables.shapes(gazetteer.places)
    for name, records in found.items():
        for record in records:
            tables.rows[name].add(record)
    tables.remarks += remarks.of(tables.bare, tables.assumed, gazetteer, entities, sources)
