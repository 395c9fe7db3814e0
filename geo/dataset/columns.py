"""The tables and columns that the atlas reads by name, and on what it relies in them.

The description of a dataset may ask more of its columns, but whatever it asks or forgets, a table
that passed the checks holds what is said here: see `geo.dataset.description.strict`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEEDED: Final = {
    "places": "id* name kind precision_m# certainty country_today scope note",
    "kinds": "id* name parent>kinds layer description",
    "sources": "id* type author title container_title publisher issued url consulted note",
    "events": "id* title place_id>places destination_id>places edtf~ kind!>kinds kind_detail>kinds scope"
    " description note confidence collection graphic part_of>events",
    "citations": "event_id!>events source_id!>sources locator",
}
"""A dataset has these tables with these columns; it may have more of both.

``*`` is given, and in every record another; ``!`` is given; ``~`` is an EDTF date; ``#`` is a whole
number, not negative; ``=yes|no`` is one of these words; ``>kinds`` is the id of a record of that table.
"""
OPTIONAL: Final = {
    "place_names": "place_id!>places name lang from~ to~",
    "families": "id* name colour note",
    "organizations": "id* name abbreviation active_from~ active_to~ successor_of>organizations family!>families note",
    "organization_names": "organization_id!>organizations lang name abbreviation from~ to~",
    "persons": "id* name born~ died~ role note",
    "groups": "id* name",
    "event_organizations": "event_id!>events organization_id!>organizations role",
    "event_persons": "event_id!>events person_id!>persons role",
    "event_groups": "event_id!>events group_id!>groups",
    "dated_by": "event_id!>events relation! to_event!>events days# source_id>sources locator",
    "event_places": "event_id!>events place_id!>places role! order# from~ to~",
    "figures": "event_id!>events measure low# best# high# definition source_id>sources locator",
    "series": "table!=events|places|organizations id! measure! date!~ low# best# high# definition! source_id!>sources"
    " locator",
    "coverage": "organization_id! from~ to~ depth note",
    "measures": "id* definition",
    "terms": "id* term! definition! source_id!>sources locator",
    "standards": "id* topic asks answer where reference",
    "texts": "table id field lang text",
    "changes": "version! date!~ table! id field what!=corrected|added|removed reason!",
    "links": "table! id! type! uri!",
    "registers": "id* name! holder holds! languages url ask opened~",
    "register_scopes": "register_id!>registers country organization_id group_id>groups from~ to~",
    "media": "id* file! event_id>events place_id>places person_id>persons story licence! credit! alt! caption"
    " source_id>sources date~ graphic=true|false",
}
"""Tables that a dataset may leave out, and then counts as empty."""
ADDED: Final[Mapping[str, str]] = {
    "kinds": "includes seat=true|false hidden=true|false past=true|false mark colour",
    "events": "remark",
    "citations": "page archive fonds series file folio doi archived_url read=yes|part|no passage",
    "organization_names": "plain",
    "figures": "basis=archive|estimate|testimony",
    "texts": "translator checked",
}
"""Columns of these tables that a dataset may leave out, and which are then empty in every record.

They came after version 0.1.0: what was written by it, or for it, is read as before.
"""
MAX: Final = 1_000
"""Columns of one table."""
EDTF: Final = "http://id.loc.gov/datatypes/edtf"
"""The `rdfType` of fields that hold an EDTF date; Frictionless has no format of that name."""
COUNT: Final[Mapping[str, Any]] = {"type": "integer", "constraints": {"minimum": 0}}
"""A field with a number of people, metres or the like."""
FIGURE: Final = ("low", "best", "high")
"""Columns of a figure, in the order of their numbers; what is no single number has its place in two of them."""
NONE_NAMED: Final = "none"
"""Stands in a query for events that name no organization; no family, organization or kind has it as its id."""
_ASKED: Final = {**NEEDED, **OPTIONAL}
_COLUMN: Final = re.compile(r"(?P<name>\w+)(?P<given>[*!]?)(?P<holds>[~#]?)(?:=(?P<words>[\w|]+))?(?:>(?P<table>\w+))?")
_GIVEN: Final = {"": {}, "!": {"required": True}, "*": {"required": True, "unique": True}}
_HOLDS: Final[Mapping[str, Mapping[str, Any]]] = {"": {}, "~": {"rdfType": EDTF}, "#": COUNT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, what its field says at least, and the table of whose records it holds the id, if any."""

    name: str
    field: Mapping[str, Any]
    table: str | None


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns that the atlas reads of a table; none of one that it does not know."""
    found = map(_COLUMN.fullmatch, f"{_ASKED.get(table, '')} {ADDED.get(table, '')}".split())
    return tuple(_column(one) for one in found if one)


def names(table: str) -> list[str]:
    """Return the names of these columns, in a dataset that was put together."""
    return [column.name for column in columns(table)]


def asked(table: str) -> list[str]:
    """Return the names of those among them that a description must list with the table."""
    return names(table)[: len(_ASKED.get(table, "").split())]


def repeated(given: Iterable[str]) -> list[str]:
    """Return the names that stand more than once, sorted."""
    return sorted(name for name, count in Counter(given).items() if count > 1)


def _column(found: re.Match[str]) -> Column:
    field = _HOLDS[found["holds"]]
    words = {"enum": found["words"].split("|")} if found["words"] else {}
    constraints = {**field.get("constraints", {}), **_GIVEN[found["given"]], **words}
    return Column(found["name"], {**field, "constraints": constraints}, found["table"])
