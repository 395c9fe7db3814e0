"""Events as one table: CSV for spreadsheets, GeoJSON for maps."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.dataset.write import feature
from geo.export.cells import write_cell
from geo.export.selection import BETWEEN, LISTS, PLACES, columns, places_of, records
from geo.view import evidence
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas

POINT = ("longitude", "latitude")
BOUNDS = ("best", "low", "high")
"""Of a figure, in the order of their columns."""


def to_csv(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as CSV (UTF-8, RFC 4180), one row each.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; `read_cell`
    takes it away again. Longitude and latitude (EPSG:4326) are numbers, of the point at which the
    map has the place (`geo.view.points`), that of `place_id` where an event has several; ids of organizations
    and sources stand with "; " between them. At the end stand the figures of these events, see `figures`.
    """
    found = table(events, atlas)
    kept = _said(found)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*found.columns, *(found.figures[at] for at in kept)])
    writer.writerows([*cells, *(row[at] for at in kept)] for cells, row in zip(found.cells, found.numbers, strict=True))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Table:
    """Events as cells of a spreadsheet, made harmless.

    Attributes
    ----------
    columns
        Their names.
    cells
        For each event its cells.
    figures
        Names of columns for the figures: for each measure of the dataset its `BOUNDS`.
    numbers
        For each event its figures.
    """

    columns: list[str]
    cells: list[list[str]]
    figures: list[str]
    numbers: list[list[str]]


def table(events: gpd.GeoDataFrame, atlas: Atlas) -> Table:
    """Return events as a table, with the figures of all measures that the dataset counts."""
    texts = columns(atlas)
    point = [name for name in POINT if name not in texts]
    lists = [name for name in LISTS if name not in texts]
    cells = []
    for row, shape in zip(records(events, atlas), events.geometry, strict=True):
        at = dict(zip(POINT, _point(shape), strict=True))
        joined = [BETWEEN.join(row[name]) for name in lists]
        cells.append(
            [*(write_cell(row[name]) for name in texts), *(at[name] for name in point), *map(write_cell, joined)]
        )
    header = [write_cell(name) for name in [*texts, *point, *lists]]
    measures, found = figures(atlas)
    none = [""] * len(BOUNDS) * len(measures)
    named = [write_cell(f"{measure}_{bound}") for measure in measures for bound in BOUNDS]
    return Table(header, cells, named, [found.get(event, none) for event in events["id"]])


def _said(found: Table) -> list[int]:
    """Return which columns of figures to keep: all of each measure of which these events have a number."""
    said = {at // len(BOUNDS) for row in found.numbers for at, text in enumerate(row) if text}
    return [at for at in range(len(found.figures)) if at // len(BOUNDS) in said]


def figure_columns(events: gpd.GeoDataFrame, atlas: Atlas) -> dict[str, list[str]]:
    """Return the columns of figures that `to_csv` has, with the text of each event."""
    found = table(events, atlas)
    return {found.figures[at]: [row[at] for row in found.numbers] for at in _said(found)}


def figures(atlas: Atlas) -> tuple[list[str], dict[str, list[str]]]:
    """Return the measures of a dataset in the order of its figures, and event -> best, low and high of each.

    Where an event has several counts of one measure all stand in the cell, in their order and with "; " between them:
    they are different counts of one thing, which nobody may add. One that says nothing of a bound has a "-" there, so
    that best, low and high of one count stand at the same position.
    """
    rows = atlas.rows("figures")
    measures = list(dict.fromkeys(row["measure"] for row in rows))
    grouped: dict[str, dict[str, list[Mapping[str, str]]]] = {}
    for row in rows:
        grouped.setdefault(row["event_id"], {}).setdefault(row["measure"], []).append(row)
    found = {
        event: [_counts(of.get(measure, []), bound) for measure in measures for bound in BOUNDS]
        for event, of in grouped.items()
    }
    return measures, found


def _counts(rows: Sequence[Mapping[str, str]], bound: str) -> str:
    said = [row[bound] for row in rows]
    return BETWEEN.join(value or "-" for value in said) if len(said) > 1 else "".join(said)


def _point(shape: BaseGeometry | None) -> tuple[str, str]:
    if shape is None:
        return "", ""
    point = representative(shape)
    return f"{point.x:.5f}", f"{point.y:.5f}"


def to_geojson(events: gpd.GeoDataFrame, atlas: Atlas) -> str:
    """Return events as a GeoJSON FeatureCollection (RFC 7946), one feature each; geometry null without a place.

    The geometry is that of `place_id`; the property `places` lists all places with their roles.
    The member ``atlas:evidence`` says how well they are supported.
    """
    places = places_of(atlas)
    features = [
        feature({PLACES: places.get(row["id"], []), **row}, shape, id=row["id"])
        for row, shape in zip(records(events, atlas), events.geometry, strict=True)
    ]
    counts = {evidence.MEMBER: evidence.count(events, atlas).as_dict()}
    return json.dumps({"type": "FeatureCollection", **counts, "features": features}, ensure_ascii=False, indent=1)
