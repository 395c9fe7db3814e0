"""The formats that can be imported: adding one is a module and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.imports.formats import coded, csv_file, geojson_file, linked_places, timemap, vector_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from geo.imports.model import Intake, Options


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is read, what is named on the command line, and which groups of options it has."""

    read: Callable[[Path, Options], Intake]
    text: str
    what: str = "FILE"
    options: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = {
    "csv": Format(csv_file.read, "a table as CSV, with any columns", options=("map", "dates", "encoding")),
    "geojson": Format(geojson_file.read, "GeoJSON (RFC 7946), with any properties", options=("map", "dates")),
    "vector": Format(
        vector_file.read,
        "a layer of a GeoPackage or a Shapefile, in any reference system",
        options=("map", "dates", "encoding", "layer"),
    ),
    **{name: Format(coded.reader(name), coded.text(name), options=("encoding",)) for name in ("ucdp-ged", "acled")},
    "timemap": Format(
        timemap.read, "the sheets of TimeMap as CSV or JSON", what="FOLDER", options=("dates", "encoding")
    ),
    "linked-places": Format(linked_places.read, "Linked Places format v1"),
}
