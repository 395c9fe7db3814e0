"""What the checks ask of a dataset: its description made strict, and where a record stands in its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geo.dataset import cells, description, geojson, keys, screens
from geo.dataset.suggest import ASKED, Suggester
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Self

    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset.screens import Mask

Place = tuple[str, str, str]
"""Table, index of the record, field."""
EXPLAINED: Final = 300
"""Problems of one column that are explained; to explain 50,000 takes seconds, and nobody reads them."""


@dataclass(frozen=True, eq=False)
class CheckContext(Atlas):
    """A dataset while it is checked. Every check makes its problems with `problem`, which knows the files.

    Records in which a screen by column (`geo.dataset.screens`) finds nothing are not looked at one by one; without
    `screened` all are, which says the same and takes many times as long.
    """

    screened: bool = True

    @classmethod
    def of(cls, atlas: Atlas, *, screened: bool = True) -> Self:
        """Return a dataset as the checks want it."""
        described = {**atlas.package, "resources": [*map(description.strict, atlas.package.get("resources", []))]}
        found = cls(described, atlas.tables, atlas.version, atlas.incomplete, atlas.files, screened)
        keys.share(atlas, found)
        return found

    def resources(self) -> Iterator[tuple[Mapping[str, Any], pd.DataFrame]]:
        """Yield the description and the table of each resource that could be read."""
        for resource in self.package.get("resources", []):
            if resource["name"] in self.tables:
                yield resource, self[resource["name"]]

    def screen(self, suspect: Mask) -> Mask:
        """Say which records are looked at one by one: those that a screen suspects, without `screened` all."""
        return suspect if self.screened else np.ones(len(suspect), dtype=bool)

    def suspects(self, table: pd.DataFrame, suspect: Mask, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield the line and some cells, as `geo.dataset.cells.rows` does, of those records that a screen suspects."""
        suspect = self.screen(suspect)
        if suspect.all():
            return cells.rows(table, *names)
        return cells.rows(table.loc[suspect, [*names]], *names) if suspect.any() else iter(())

    def positions(self, name: str, field: str, other: str, target: str = "id") -> NDArray[np.int64]:
        """Return for each record of a table which of another one it names, by position; `NOWHERE` for none there."""
        return keys.positions(self, name, field, other, target)

    def problem(
        self, table: str, index: object, field: str, value: str, why: str, fix: str, *, warning: bool = False
    ) -> Problem:
        """Return a problem of a record, named by its table and index; index "" means the whole table."""
        return Problem(
            self._paths.get(table) or self.path(table), self.record(table, index), field, value, why, fix, warning
        )

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return {name: self.path(name) for name in self.tables}

    def record(self, table: str, index: object) -> str:
        """Name a record as its editor sees it: the line of a CSV file, the feature of a GeoJSON file."""
        names = self._features.get(table)
        return names.get(str(index), str(index)) if names else str(index)

    @cached_property
    def _features(self) -> Mapping[str, Mapping[str, str]]:
        """The records of tables with geometries, by their index."""
        spatial = [name for name, table in self.tables.items() if "geometry" in table and "id" in table]
        return {
            name: {index: geojson.named(index, key) for index, key in cells.rows(self[name], "id")} for name in spatial
        }

    @cached_property
    def missing(self) -> Lost:
        """What foreign keys do not find; see `missing`."""
        return missing(self)


class Missing(NamedTuple):
    """A record that others name and that is not there: who names it, and what was probably meant."""

    places: Sequence[Place]
    meant: str
    fix: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What foreign keys do not find: the first by table and value; of the others the values, and how many cells."""

    explained: Mapping[tuple[str, str], Missing]
    others: Mapping[str, AbstractSet[str]]
    cells: Mapping[tuple[str, str], int]

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Say whether a value is among those that a table lacks."""
        table, value = key
        return key in self.explained or value in self.others.get(table, ())

    def meant(self, table: str) -> list[str] | None:
        """Return what was probably meant by the values that a table lacks; None when they are too many to tell."""
        found = [one.meant for (name, _), one in self.explained.items() if name == table]
        return None if len(found) > ASKED or self.others.get(table) else found


def missing(atlas: CheckContext) -> Lost:
    """Return what foreign keys do not find; what may stand in a lost record is left out."""
    places: dict[tuple[str, str], list[Place]] = {}
    targets: dict[str, str] = {}
    others: defaultdict[str, set[str]] = defaultdict(set)
    beyond: Counter[tuple[str, str]] = Counter()

    @cache
    def known(name: str) -> dict[str, None]:
        return dict.fromkeys(value for value in atlas[name][targets[name]].tolist() if value)

    for resource, table in atlas.resources():
        for field, other, column in dict.fromkeys(description.foreign_keys(resource)):
            if other not in atlas.tables or table.empty:
                continue
            name, target, lost = resource["name"], targets.setdefault(other, column), atlas.incomplete.get(other, ())
            missed = atlas.positions(name, field, other, target) == screens.NOWHERE
            missed &= screens.given(table, field) if missed.any() else missed
            if not atlas.screen(missed).any():
                continue
            there, rest = known(other), others[other]
            for index, value in atlas.suspects(table, missed, field):
                if not value or value in there or value in lost:
                    continue
                key = other, value
                if key in places or len(places) < EXPLAINED:
                    places.setdefault(key, []).append((name, index, field))
                elif value not in rest:
                    rest.add(value)
                    beyond[name, field] += 1
    suggest = {name: Suggester([*known(name)]) for name in {name for name, _ in places}}
    found = {
        (name, value): Missing(named, suggest[name].nearest(value), suggest[name](value))
        for (name, value), named in places.items()
    }
    return Lost(found, others, beyond)
