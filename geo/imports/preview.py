"""What an import would make, before anything is written: columns, a few events, values that decide, the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from geo.imports import places
from geo.imports.report import ImportReport
from geo.wording import count, plain, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.imports.model import Intake
    from geo.imports.tables import Tables

EVENTS: Final = 5
"""Events that are shown as they would be read."""
VALUES: Final = 20
"""Values of one kind that are shown, the most frequent first."""
LONGEST: Final = 300
"""Characters of a text that is shown."""
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would make.

    Attributes
    ----------
    columns
        Field and the columns it is taken from.
    events
        Of each event shown, what is known of it: a word and a text.
    values
        What decides (kinds, organizations with their role ...) -> value and number of events, the most frequent
        first; `more` says of how many others each.
    """

    columns: Pairs
    events: Sequence[Pairs]
    values: Mapping[str, Sequence[tuple[str, int]]]
    more: Mapping[str, int]
    report: ImportReport

    @classmethod
    def of(cls, intake: Intake, tables: Tables) -> Preview:
        """Return the preview of an intake and the tables made of it."""
        counted = _counted(tables)
        values = {what: found.most_common(VALUES) for what, found in counted.items() if found}
        more = {what: len(counted[what]) - len(shown) for what, shown in values.items()}
        return cls([*intake.columns.items()], [*_events(tables)], values, more, ImportReport.of(intake, tables))

    def text(self, most: int | None = None) -> str:
        """Return everything as lines, with at most so many of the values that could not be read."""
        return "".join(f"{line}\n" for line in self._lines(most))

    def _lines(self, most: int | None) -> Iterator[str]:
        yield "COLUMNS (field = column)"
        yield from (f"  {field} = {plain(column)}" for field, column in self.columns)
        yield f"THE FIRST {count(len(self.events), 'EVENT').upper()} AS READ"
        for event in self.events:
            yield "  " + "\n    ".join(f"{what}: {plain(text)}" for what, text in event)
        for what, found in self.values.items():
            yield f"{what.upper()} (number of events)"
            yield from (f"  {number:>7,} {plain(value) or '(none)'}" for value, number in found)
            if self.more[what]:
                yield f"          ... and {self.more[what]:,} more"
        yield "REPORT"
        yield self.report.text(most).rstrip("\n")


def _names(tables: Tables, table: str) -> dict[str, str]:
    rows = tables.rows[table]
    return dict(zip(rows.column("id"), rows.column("name"), strict=True))


def _counted(tables: Tables) -> dict[str, Counter[str]]:
    """Return what decides -> value -> number of events."""
    kinds, organizations, groups = (_names(tables, name) for name in ("kinds", "organizations", "groups"))
    acts = tables.rows["event_organizations"]
    figures = tables.rows["figures"]
    return {
        "kinds": Counter(kinds[key] for key in tables.rows["events"].column("kind")),
        "organizations": Counter(
            f"{organizations[key]} ({role})"
            for key, role in zip(acts.column("organization_id"), acts.column("role"), strict=True)
        ),
        "groups": Counter(groups[key] for key in tables.rows["event_groups"].column("group_id")),
        "measures": Counter(figures.column("measure")),
        "countries": Counter(filter(None, tables.rows["places"].column("country_today"))),
    }


def _events(tables: Tables) -> Iterator[Pairs]:
    """Yield what is known of the first events."""
    events = tables.rows["events"]
    shown = [dict(zip(events.columns, record, strict=True)) for record in islice(events.records, EVENTS)]
    keys = {event["id"] for event in shown}
    where = _places(tables, {event["place_id"] for event in shown})
    kinds = _names(tables, "kinds")
    beside = _beside(tables, keys)
    for event in shown:
        pairs = [
            ("title", event["title"]),
            ("date", event["edtf"] or "(none)"),
            ("place", where.get(event["place_id"], "(none)")),
            ("kind", kinds[event["kind"]]),
            *beside[event["id"]],
            ("description", event["description"]),
            ("note", event["note"]),
        ]
        yield [(what, shorten(text, LONGEST)) for what, text in pairs if text]


def _places(tables: Tables, keys: set[str]) -> dict[str, str]:
    """Return the names of places, each with its latitude and longitude, and how exact they are."""
    rows = tables.rows["places"]
    found = {}
    for at, (key, shape) in enumerate(zip(rows.column("id"), tables.shapes, strict=True)):
        if key in keys:
            place = dict(zip(rows.columns, rows.records[at], strict=True))
            where = places.position(shape) if shape is not None else "no position"
            within = f", within {place['precision_m']} m" if place["precision_m"] else ""
            found[key] = f"{place['name']} ({where}{within}, {place['certainty']})"
    return found


def _beside(tables: Tables, keys: set[str]) -> dict[str, Pairs]:
    """Return what other tables have of events: who, whom, how many, by which source."""
    found: dict[str, Pairs] = defaultdict(list)
    for table, column, what in (
        ("event_organizations", "organization_id", "organization"),
        ("event_persons", "person_id", "person"),
        ("event_groups", "group_id", "group"),
    ):
        names = _names(tables, f"{what}s")
        for row in _of(tables, table, keys):
            found[row["event_id"]].append((what, " ".join(filter(None, (names[row[column]], _role(row))))))
    for row in _of(tables, "figures", keys):
        ends = "-".join(dict.fromkeys(filter(None, (row["low"], row["best"], row["high"]))))
        found[row["event_id"]].append((row["measure"], ends))
    sources = dict(zip(tables.rows["sources"].column("id"), tables.rows["sources"].column("title"), strict=True))
    for row in _of(tables, "citations", keys):
        found[row["event_id"]].append(("source", ", ".join(filter(None, (sources[row["source_id"]], row["locator"])))))
    return found


def _role(row: Mapping[str, str]) -> str:
    return f"({row['role']})" if row.get("role") else ""


def _of(tables: Tables, table: str, keys: set[str]) -> Iterator[dict[str, str]]:
    """Yield the records of a table that belong to some events."""
    rows = tables.rows[table]
    for at, key in enumerate(rows.column("event_id")):
        if key in keys:
            yield dict(zip(rows.columns, rows.records[at], strict=True))
