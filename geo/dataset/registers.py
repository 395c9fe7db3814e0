"""Where relatives can ask: registers of victims and archives outside of a dataset, which keeps no names itself.

`REGISTERS` says what each is, `SCOPES` of whom it may know: a row asks for a country of today, an organization (or a
family of them), a group of victims and years; what it leaves empty may be anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo import dates
from geo.dataset import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Atlas

REGISTERS: Final = "registers"
SCOPES: Final = "register_scopes"
ASKED: Final = ("country", "organization_id", "group_id")
"""Columns of a scope that name whom a register may know of."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom a register may know; "" is anything.

    Attributes
    ----------
    register
        Its position among the registers.
    country, organization, group
        Code of a country, id of an organization or a family, id of a group of victims.
    first, last
        Years; None is open.
    """

    register: int
    country: str
    organization: str
    group: str
    first: int | None
    last: int | None


def scopes(atlas: Atlas) -> Iterator[Scope]:
    """Yield the scopes of all registers, in the order of the table."""
    at = {key: position for position, key in enumerate(atlas[REGISTERS]["id"].tolist())}
    for _, register, country, body, group, first, last in cells.rows(
        atlas[SCOPES], "register_id", *ASKED, "from", "to"
    ):
        since = dates.parse(first).first_year if first else None
        until = dates.parse(last).last_year if last else None
        yield Scope(at[register], country, body, group, since, until)
