"""Frozen values shared by all modules of the atlas."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Day = tuple[int, int, int]
"""Year, month, day in the proleptic Gregorian calendar."""
BOUNDS: Mapping[str, float] = {
    "earliest_start": -math.inf,
    "latest_start": math.inf,
    "earliest_end": -math.inf,
    "latest_end": math.inf,
}
"""The four bounds of a `Date`, and the year that stands for one that is open or unknown.

They have these names as columns of the joined events, in the payload of the page and in its JavaScript.
"""


class Edge(Enum):
    """A side of an EDTF interval that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A single date of EDTF as written.

    `years` are the first and last year that the digits allow (the same year twice, unless some
    are X). `month` is ``""``, ``"01"`` to ``"12"``, a season ``"21"`` to ``"24"``, or ``"XX"``;
    `day` is ``""``, ``"01"`` to ``"31"``, or ``"XX"``.
    """

    years: tuple[int, int]
    month: str = ""
    day: str = ""
    uncertain: bool = False
    approximate: bool = False


Side = Part | Edge
"""Of an interval."""


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date with the four `BOUNDS` that filters need.

    ``None`` means open or unknown on that side. ``?`` and ``~`` widen nothing: they are
    shown to the reader, not computed with. `sides` is the date as written: one part, or the two
    sides of an interval. What other events tell of it (`geo.dates.relative`) narrows its bounds only; a date
    that they alone tell has an empty `text` and two unknown sides.
    """

    text: str
    earliest_start: Day | None
    latest_start: Day | None
    earliest_end: Day | None
    latest_end: Day | None
    sides: tuple[Part] | tuple[Side, Side]

    @property
    def interval(self) -> bool:
        """Whether it has a start and an end."""
        return len(self.sides) == 2

    @property
    def first_year(self) -> int | None:
        """The earliest year in which it can begin; None when that is open or unknown."""
        return self.earliest_start[0] if self.earliest_start else None

    @property
    def last_year(self) -> int | None:
        """The latest year in which it can end; None when that is open or unknown."""
        return self.latest_end[0] if self.latest_end else None

    @property
    def uncertain(self) -> bool:
        """Whether a side carries ``?`` (or ``%``)."""
        return any(isinstance(side, Part) and side.uncertain for side in self.sides)

    @property
    def approximate(self) -> bool:
        """Whether a side carries ``~`` (or ``%``)."""
        return any(isinstance(side, Part) and side.approximate for side in self.sides)


@dataclass(frozen=True, slots=True)
class YearSpan:
    """Whole years, both ends included; ``None`` leaves that side unbounded."""

    first: int | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.first is not None and self.last is not None and self.first > self.last:
            msg = f"years {self.first} to {self.last} run backwards"
            raise ValueError(msg)

    @property
    def unbounded(self) -> bool:
        """Whether every year is meant."""
        return self.first is None and self.last is None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a dataset, worded so that its editor can mend it.

    `record` is a line number of a CSV file, position and id in a GeoJSON file, or empty when the
    whole file is meant. A warning does not keep the dataset from being used. `count` is more than 1
    when it stands for further problems of the kind of the one before it.
    """

    file: str
    record: str
    field: str
    value: str
    why: str
    fix: str
    warning: bool = False
    count: int = 1

    def as_dict(self) -> dict[str, str | int]:
        """Return it in types that JSON knows: ``level``, an "error" or a "warning", and its parts."""
        parts = {name: getattr(self, name) for name in ("file", "record", "field", "value", "why", "fix")}
        return {"level": "warning" if self.warning else "error", **parts, "count": self.count}

    def __str__(self) -> str:
        """``file:record:field value - why - how to mend it``."""
        place = ":".join(part for part in (self.file, self.record, self.field) if part)
        shown = f" {shorten(self.value)!r}" if self.value else ""
        return f"{place}{shown} - {self.why} - {self.fix}"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Atlas:
    """A dataset as read: every table, the description they were read by, and a version.

    Each is equal to itself only, so that what is made of one can be kept for it.

    Tables hold text exactly as written, an empty string where a cell is empty; their index is
    the line of the file (CSV) or the position of the feature (GeoJSON). `places` is a
    GeoDataFrame in EPSG:4326, longitude before latitude. `incomplete` names tables that lost
    records because they could not be read, and tells what stood in those; a dataset that was loaded
    has none. `files` holds what a dataset may have beside its tables (``kiosks.toml``, the files of
    ``basemap/``), by name.
    """

    package: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    version: str
    incomplete: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table by the name of its resource."""
        return self.tables[name]

    def path(self, name: str) -> str:
        """Return the file of a table, as the description names it; the usual one of a table that it does not list."""
        listed = self.package.get("resources", [])
        return next((str(one["path"]) for one in listed if one["name"] == name), f"{name}.csv")

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the records of one table as field -> text."""
        table = self.tables[name]
        fields = [str(field) for field in table.columns if field != "geometry"]
        columns = [map(str, table[field].tolist()) for field in fields]  # much faster than going by rows
        return [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]

    def explore(self, query: str | Mapping[str, str] = "", **options: Any) -> Any:
        """Return the map as a widget of a notebook, `geo.map.explorer.Explorer`; it needs the extra ``notebook``."""
        return _above("geo.map.explorer").Explorer(self, query, **options)

    def _repr_html_(self) -> str:
        """Return a few lines, escaped, for a notebook."""
        return str(_above("geo.map.brief").summary(self))

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The events as GeoJSON (RFC 7946), which GeoPandas and others read: EPSG:4326, null without a place."""
        found: dict[str, Any] = _above("geo.map.brief").features(self)
        return found

    @property
    def edition(self) -> str:
        """The version that its editors gave it, if they did, and that of its content: ``1.0.0 (5f2e01c4b7aa)``."""
        given = self.package.get("version")
        return f"{given} ({self.version})" if given else self.version

    @property
    def places(self) -> gpd.GeoDataFrame:
        """Places, one row each, geometry in EPSG:4326 or None."""
        table = self.tables["places"]
        assert isinstance(table, gpd.GeoDataFrame)
        return table

    @property
    def events(self) -> pd.DataFrame:
        """Events, one row each, as written."""
        return self.tables["events"]


def _above(name: str) -> Any:
    """Return a module above this one, when a dataset is asked to show itself; ``import geo`` loads no map."""
    return import_module(name)
