"""What a view is compared with, on a second map: other years, or other bodies; all else is as on the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import YearSpan

OPEN = ".."
"""An open end of the years, as EDTF writes it."""


@dataclass(frozen=True, slots=True)
class Against:
    """The second map of a comparison: None and nothing mean what the first one has."""

    years: YearSpan | None = None
    organizations: frozenset[str] = frozenset()


def to_params(against: Against | None) -> dict[str, str]:
    """Return the address of a comparison: ``vs`` as an interval, ``vsorg`` as sorted ids."""
    if against is None:
        return {}
    years = "" if against.years is None else "/".join(
        OPEN if year is None else str(year) for year in (against.years.first, against.years.last)
    )  # fmt: skip
    return {"vs": years, "vsorg": ",".join(sorted(against.organizations))}


def ends(text: str) -> tuple[str, str] | None:
    """Return the years of an interval as written, "" for an open end; None for what is no interval."""
    first, slash, last = text.partition("/")
    if not slash or not first or not last or "/" in last:
        return None
    return ("" if first == OPEN else first, "" if last == OPEN else last)
