"""A part of an export that has every table: the events that were asked for, and what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from geo.export.excerpt import EVENTS, excerpt
from geo.imports import schema, selecting
from geo.model import Atlas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import Options

    Table = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Whole:
    """Every table of an export, the geometry of each of its places, and what to say of it."""

    tables: Mapping[str, Table]
    shapes: Sequence[BaseGeometry | None]
    remarks: tuple[str, ...] = ()


def part(file: str, whole: Whole, options: Options) -> Whole:
    """Return the events that `options.where` and `options.years` ask for, with all that belongs to them.

    What an event says of one that is left out is not kept; see `geo.export.excerpt`.

    Raises
    ------
    DataError
        When there is no such column, or no such event.
    """
    if not options.where and options.years is None:
        return whole
    names = schema.columns()[EVENTS]
    rows = [dict(zip(names, record, strict=True)) for record in whole.tables[EVENTS]]
    remarks: list[str] = []
    if options.where:
        found, remark = selecting.taken(file, names, rows, options.where)
        rows = [rows[at] for at in found]
        remarks.append(remark)
    years = selecting.Years(options.years)
    kept = [row["id"] for row in rows if years.take(row["edtf"])]
    remarks += years.sentences(file)
    cut = excerpt(_atlas(whole), kept)
    cleared = [f"{one['field']} of {one['id']}" for one in cut.package["atlas:excerpt"]["cleared"]]
    if cleared:
        remarks.append(f"left out, since they name events that are not taken: {', '.join(cleared)}")
    tables = {name: [*cut[name][[*schema.columns()[name]]].itertuples(index=False, name=None)] for name in cut.tables}
    return Whole(tables, list(cut.places.geometry), (*whole.remarks, *remarks))


def _atlas(whole: Whole) -> Atlas:
    """Return an export as a dataset; tables that it lacks are empty."""
    tables: dict[str, pd.DataFrame] = {
        name: pd.DataFrame(whole.tables.get(name, ()), columns=[*own], dtype="str")
        for name, own in schema.columns().items()
    }
    tables["places"] = gpd.GeoDataFrame(tables["places"], geometry=list(whole.shapes), crs="EPSG:4326")
    return Atlas(schema.described(title=""), tables, "")
