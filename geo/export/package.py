"""A dataset as one file: a Frictionless data package, zipped, that `geo.load` reads once unzipped."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from geo.errors import OutputError
from geo.export.tables import feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo.export.selection import Selection
    from geo.model import Atlas

MADE = (1980, 1, 1, 0, 0, 0)
"""When every file in the zip was made, as far as it says: the same dataset gives the same bytes."""
BASEMAP = "basemap"
CARRIED = (".json", ".geojson", ".csv", ".md", ".txt")
"""Files of a basemap that go along."""
WITH_KIOSKS = ("kiosks.toml", "README.md")
"""Files that go along only to whom the folder belongs: kiosks have a PIN for their staff."""


def to_package(selection: Selection, *, kiosks: bool = False) -> bytes:
    """Return what is shown as a zipped data package: ``datapackage.json``, its tables and the basemap.

    Unzipped it is a folder that `geo.load` reads, cell for cell the same. With `kiosks` a whole
    dataset takes its ``kiosks.toml`` and its README along; do not publish these.

    Raises
    ------
    OutputError
        If a file of the folder that goes along cannot be read.
    """
    try:
        return _zipped(_files(selection, kiosks=kiosks))
    except OSError as error:
        msg = f"no zip was made: {error.filename} cannot be read ({error.strerror}) - mend its rights or take it away"
        raise OutputError(msg) from error


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
    part, folder = selection.part, selection.atlas.folder
    yield "datapackage.json", _json(part.package)
    for resource in part.package["resources"]:
        yield resource["path"], _resource(part, resource)
    own = {"datapackage.json", *(resource["path"] for resource in part.package["resources"])}
    if kiosks and selection.whole:
        yield from (
            (name, (folder / name).read_bytes())
            for name in WITH_KIOSKS
            if (folder / name).is_file() and name not in own
        )
    yield from ((f"{BASEMAP}/{path.name}", path.read_bytes()) for path in _carried(folder / BASEMAP))


def _carried(folder: Path) -> list[Path]:
    """Return the files of a basemap; links may lead out of the dataset and stay behind."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if path.suffix in CARRIED and path.is_file() and not path.is_symlink()]


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
