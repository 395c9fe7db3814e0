"""What became of a file: what was carried over, what was not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo.imports import extent, phrases
from geo.wording import count, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.imports.model import Intake
    from geo.imports.tables import Tables
    from geo.model import Problem

FILE: Final = "import-report.txt"
"""Stands in the new folder and holds the whole report."""

REPEATED: Final = 3
"""Lines that are shown of many with one reason."""
LONG: Final = 120
"""Characters; a longer reason names the value, and so is another one each time."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import.

    Attributes
    ----------
    counts
        What -> how many.
    remarks
        How the file was read, what would spoil the map first.
    unused
        Columns that were not carried over.
    problems
        Values that could not be read, all warnings; the raw value stands in the note of the event.
    """

    file: str
    counts: dict[str, int]
    remarks: Sequence[str]
    unused: Sequence[str]
    problems: Sequence[Problem]

    @classmethod
    def of(cls, intake: Intake, tables: Tables) -> ImportReport:
        """Return the report of an intake and the tables made of it."""
        events, places = tables.rows["events"], tables.rows["places"]
        lost = {name: sum(not cell for cell in events.column(name)) for name in ("edtf", "place_id")}
        bare = {key for key, shape in zip(places.column("id"), tables.shapes, strict=True) if shape is None}
        counts = {
            "records read": len(intake.rows),
            "events": len(events),
            "events without a date": lost["edtf"],
            "events without a place": lost["place_id"],
            "events whose place has no position": sum(key in bare for key in events.column("place_id")),
            **{name: len(tables.rows[name]) for name in ("places", "organizations", "persons", "sources", "figures")},
        }
        unread = extent.unread(intake, tables.problems)
        remarks = sorted(
            (*intake.remarks, *unread, *tables.remarks), key=lambda one: not one.startswith(phrases.ATTENTION)
        )
        return cls(intake.file, counts, remarks, intake.unused, tables.problems)

    def as_dict(self) -> dict[str, Any]:
        """Return it in types that JSON knows."""
        lists = {"remarks": [*self.remarks], "unused": [*self.unused]}
        return {"file": self.file, "counts": self.counts, **lists, "problems": [one.as_dict() for one in self.problems]}

    def text(self, most: int | None = None) -> str:
        """Return the report as lines, with at most so many of the values that could not be read."""
        return "".join(f"{line}\n" for line in self._lines(most))

    def _lines(self, most: int | None) -> Iterator[str]:
        yield self.file
        yield from (f"  {sentence}" for sentence in self.remarks)
        yield from (f"  {number:>7,} {_noun(what, number)}" for what, number in self.counts.items())
        yield f"  not carried over: {', '.join(self.unused)}" if self.unused else "  every column was carried over"
        if self.problems:
            one = len(self.problems) == 1
            verbs = ("was", "it stands", "note") if one else ("were", "they stand", "notes")
            values = count(len(self.problems), "value")
            yield f"  {values} {verbs[0]} not read; {verbs[1]} as written in the {verbs[2]}:"
            lines = [*repeated(self.problems)]
            yield from lines[:most]
            if most is not None and len(lines) > most:
                yield f"... and more, all in {FILE}"


def repeated(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield each problem as a line; of many with one reason in one column the first, and how many more there are."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for one in problems:
        alike.setdefault((one.field, one.why if len(one.why) < LONG else "", one.fix), []).append(one)
    later: dict[int, str] = {}
    for found in alike.values():
        if len(found) > phrases.SHOWN:
            later |= {id(one): "" for one in found[REPEATED:]}
            records = phrases.stand([one.record for one in found[REPEATED:]])
            later[id(found[REPEATED])] = (
                f"... and {len(found) - REPEATED:,} more of {found[0].field} for this reason: {records}"
            )
    for one in problems:
        if line := later.get(id(one), str(one)):
            yield line


def _noun(what: str, number: int) -> str:
    """Return what is counted; of one thing its first word loses the s."""
    first, space, rest = what.partition(" ")
    return f"{plural(first.removesuffix('s'), number)}{space}{rest}"
