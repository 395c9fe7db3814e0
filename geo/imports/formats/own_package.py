"""A GeoPackage as `geo export` writes it: every table of the dataset is a layer, and comes back cell for cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyogrio
import shapely

from geo.imports import schema
from geo.imports.model import Intake, Row, Upload

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.imports.model import File

MARKS: Final = frozenset({"places", "events", "kinds", "citations", "event_organizations", "figures"})
"""Layers that no other file has together."""
DERIVED: Final = {"events": ("organizations", "sources")}
"""Columns of a layer that other layers hold."""
REMARK: Final = (
    "an export of the atlas: every table is taken over as it is; what describes the dataset as a whole, such as its "
    "title, is not in a GeoPackage: the zip has it"
)
HIDDEN: Final = ("fid", "geom", "fid_", "geom_", "wkb_geometry")


def is_own(layers: Collection[str]) -> bool:
    """Say whether the layers of a file are those of an export."""
    return MARKS.issubset(layers)


def read(path: File, layers: Sequence[str]) -> Intake:
    """Return all tables of an export."""
    columns = schema.columns()
    unused = [layer for layer in layers if layer not in columns]
    tables: dict[str, list[tuple[str, ...]]] = {}
    shapes: list[BaseGeometry | None] = []
    for layer in (name for name in layers if name in columns):
        info, cells = _layer(path.data if isinstance(path, Upload) else path, layer)
        known = [*columns[layer], *DERIVED.get(layer, ())]
        unused += [f"{layer}.{name}" for name in cells if name not in (*known, *HIDDEN, info["geometry_name"])]
        number = len(next(iter(cells.values()), ()))
        empty = [""] * number
        texts = [[_text(cell) for cell in cells.get(name, empty)] for name in columns[layer]]
        tables[layer] = [*zip(*texts, strict=True)]
        if layer == "places":
            shapes = [shapely.from_wkb(one) if one else None for one in cells[info["geometry_name"] or "wkb_geometry"]]
    return Intake(
        file=path.name,
        rows=[Row(str(number), {}) for number in range(len(tables["events"]))],
        unused=unused,
        remarks=(REMARK,),
        as_exported=True,
        whole=tables,
        shapes=shapes,
    )


def _layer(path: Path | bytes, layer: str) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    info, table = pyogrio.raw.read_arrow(path, layer=layer, datetime_as_string=True)
    return info, {str(name): table.column(name).to_pylist() for name in table.column_names}


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
