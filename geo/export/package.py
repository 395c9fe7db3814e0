"""A dataset as one file: a Frictionless data package, zipped, that `geo.load` reads once unzipped."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from geo.export.tables import feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from geo.export.selection import Selection
    from geo.model import Atlas

MADE = (1980, 1, 1, 0, 0, 0)
"""When every file in the zip was made, as far as it says: the same dataset gives the same bytes."""
OWN = ("kiosks.toml", "README.md")
"""Files that go along only to whom the folder belongs: kiosks have a PIN for their staff."""


def to_package(selection: Selection, *, kiosks: bool = False) -> bytes:
    """Return what is shown as a zipped data package: ``datapackage.json``, its tables and the basemap.

    Unzipped it is a folder that `geo.load` reads, cell for cell the same. With `kiosks` a whole
    dataset takes its ``kiosks.toml`` and its README along; do not publish these.
    """
    return _zipped(_files(selection, kiosks=kiosks))


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every machine
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _files(selection: Selection, *, kiosks: bool) -> Iterator[tuple[str, bytes]]:
    part, beside = selection.part, selection.atlas.files
    yield "datapackage.json", _json(part.package)
    for resource in part.package["resources"]:
        yield resource["path"], _resource(part, resource)
    tables = {resource["path"] for resource in part.package["resources"]}
    left = tables if kiosks and selection.whole else {*tables, *OWN}
    yield from ((name, content) for name, content in sorted(beside.items()) if name not in left)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _resource(atlas: Atlas, resource: Mapping[str, Any]) -> bytes:
    table = atlas[resource["name"]]
    fields = resource["schema"]["fields"]
    if "geometry" in table:
        return _features(table, fields)
    names = [field["name"] for field in fields]
    return _csv([names, *table[names].to_numpy().tolist()]).encode("utf-8")


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        (quoted if any("\r" in cell for cell in row) else plain).writerow(row)  # older Pythons leave a CR bare
    return out.getvalue()


def _features(places: gpd.GeoDataFrame, fields: Sequence[Mapping[str, Any]]) -> bytes:
    """Return places as GeoJSON, a feature a line."""
    rows = places[[field["name"] for field in fields]].to_numpy().tolist()
    lines = [
        json.dumps(
            feature({field["name"]: _value(field, cell) for field, cell in zip(fields, row, strict=True)}, shape),
            ensure_ascii=False,
        )
        for row, shape in zip(rows, places.geometry, strict=True)
    ]
    return ('{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def _value(field: Mapping[str, Any], cell: str) -> str | int | bool:
    """Return a cell as JSON has it, where that reads back as the very same text."""
    if (
        field.get("type") == "integer"
        and cell.isascii()
        and cell.removeprefix("-").isdigit()
        and str(int(cell)) == cell
    ):
        return int(cell)
    if field.get("type") == "boolean" and cell in ("true", "false"):
        return cell == "true"
    return cell
