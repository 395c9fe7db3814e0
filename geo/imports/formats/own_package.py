"""A GeoPackage as `geo export` writes it: every table of the dataset is a layer, and comes back cell for cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.imports import schema
from geo.imports.formats import files, layers, wgs84
from geo.imports.model import Intake, Row
from geo.imports.own_part import Whole, part

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.imports.formats.layers import Source
    from geo.imports.model import File, Options

MARKS: Final = frozenset({"places", "events", "kinds", "citations", "event_organizations", "figures"})
"""Layers that no other file has together."""
DERIVED: Final = {"events": ("organizations", "sources")}
"""Columns of a layer that other layers hold."""
REMARK: Final = (
    "an export of the atlas: every table is taken over as it is; what describes the dataset as a whole, such as its "
    "title, is not in a GeoPackage: the zip has it"
)
HIDDEN: Final = ("fid", "fid_")


def is_own(layers: Collection[str]) -> bool:
    """Say whether the layers of a file are those of an export."""
    return MARKS.issubset(layers)


def read(path: File, source: Source, found: Sequence[str], options: Options) -> Intake:
    """Return all tables of an export, of which `found` are the layers, or the part of them that is asked for.

    Raises
    ------
    DataError
        When there are too many records, or none that is asked for.
    """
    columns = schema.columns()
    unused = [name for name in found if name not in columns]
    tables: dict[str, list[tuple[str, ...]]] = {}
    shapes: Sequence[BaseGeometry | None] = ()
    remarks: tuple[str, ...] = ()
    for name in (name for name in found if name in columns):
        layer = layers.read(path, source, name, before=sum(map(len, tables.values())))
        known = (*columns[name], *DERIVED.get(name, ()), *HIDDEN)
        unused += [f"{name}.{column}" for column in layer.columns if column not in known]
        empty = [""] * len(layer.shapes)
        texts = [[_text(cell) for cell in layer.columns.get(column, empty)] for column in columns[name]]
        tables[name] = [*zip(*texts, strict=True)]
        if name == "places":
            shapes, remarks = wgs84.converted(path.name, layer.shapes, layer.crs)
    files.check(path, b"", records=len(tables["events"]))
    asked = part(path.name, Whole(tables, shapes, remarks), options)
    return Intake(
        file=path.name,
        rows=[Row(str(number), {}) for number in range(len(asked.tables["events"]))],
        unused=unused,
        remarks=(REMARK, *asked.remarks),
        as_exported=True,
        whole=asked.tables,
        shapes=asked.shapes,
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
