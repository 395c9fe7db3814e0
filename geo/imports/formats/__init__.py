"""The formats that can be imported: adding one is a module and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.imports.formats import column_sets, csv_file, geojson_file, linked_places, timemap, vector_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from geo.imports.model import Intake, Options


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """How a format is read, what is named on the command line, and which groups of options it has."""

    read: Callable[[Path, Options], Intake]
    text: str
    what: str = "FILE"
    options: tuple[str, ...] = ()


FORMATS: Mapping[str, ImportFormat] = {
    "csv": ImportFormat(csv_file.read, "a table as CSV, with any columns", options=("map", "dates", "encoding")),
    "geojson": ImportFormat(geojson_file.read, "GeoJSON (RFC 7946), with any properties", options=("map", "dates")),
    "vector": ImportFormat(
        vector_file.read,
        "a layer of a GeoPackage or a Shapefile, in any reference system",
        options=("map", "dates", "encoding", "layer"),
    ),
    **{
        name: ImportFormat(column_sets.reader(name), column_sets.text(name), options=("encoding",))
        for name in ("ucdp-ged", "acled", "gtd")
    },
    "timemap": ImportFormat(
        timemap.read, "the sheets of TimeMap as CSV or JSON", what="FOLDER", options=("dates", "encoding")
    ),
    "linked-places": ImportFormat(linked_places.read, "Linked Places format v1"),
}
