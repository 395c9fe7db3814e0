"""The formats that can be imported: adding one is a module and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.imports.formats import (
    column_sets,
    csv_file,
    geojson_file,
    json_file,
    linked_places,
    recognize,
    table_file,
    timemap,
    vector_file,
)
from geo.imports.model import Upload, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.imports.model import File, Intake, Options


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """How a format is read, what is named on the command line, and which groups of options it has."""

    read: Callable[[File, Options], Intake]
    text: str
    what: str = "FILE"
    options: tuple[str, ...] = ()


def _workbook(path: File, options: Options) -> Intake:
    """Read a sheet, once: also with the columns of a known set, unless a mapping is given."""
    grid = table_file.grid(path, options)
    name = "" if options.mapping else column_sets.known(grid.columns)
    if name:
        return column_sets.read(path, options, name=name, whole=grid)
    return table_file.read(path, options, grid)


def _timemap(path: File, options: Options) -> Intake:
    if isinstance(path, Upload):
        raise refusal(path.name, "is no folder", "import it with geo import timemap FOLDER")
    return timemap.read(path, options)


SETS: Final = ("ucdp-ged", "acled", "gtd")
FORMATS: Mapping[str, ImportFormat] = {
    "csv": ImportFormat(
        table_file.read, "a table as text (CSV, TSV), with any columns", options=("map", "dates", "encoding", "where")
    ),
    "workbook": ImportFormat(
        _workbook, "a sheet of an XLSX or ODS workbook", options=("map", "dates", "layer", "where")
    ),
    "json": ImportFormat(
        json_file.read, "a list of JSON objects, or one in each line", options=("map", "dates", "where")
    ),
    "geojson": ImportFormat(
        geojson_file.read, "GeoJSON (RFC 7946), with any properties", options=("map", "dates", "where")
    ),
    "vector": ImportFormat(
        vector_file.read,
        "a layer of a GeoPackage, a Shapefile (also zipped), FlatGeobuf, GeoParquet, KML or KMZ",
        options=("map", "dates", "encoding", "layer", "crs", "where"),
    ),
    **{
        name: ImportFormat(column_sets.reader(name), column_sets.text(name), options=("encoding", "layer", "where"))
        for name in SETS
    },
    "timemap": ImportFormat(
        _timemap, "the sheets of TimeMap as CSV or JSON", what="FOLDER", options=("dates", "encoding", "where")
    ),
    "linked-places": ImportFormat(linked_places.read, "Linked Places format v1", options=("where",)),
}
GIVEN: Final = {
    "mapping": "map", "constants": "map", "separator": "map", "date_order": "dates", "position_order": "map",
    "one_person": "map", "encoding": "encoding", "layer": "layer", "crs": "crs", "where": "where",
}  # fmt: skip
"""Attribute of the options -> the group that it belongs to."""


def read(path: File, options: Options, name: str = "") -> Intake:
    """Read a file by the format that is named, else by the one that its first bytes show.

    Raises
    ------
    DataError
        When the file is something else than what was named, or has no such options.
    """
    return FORMATS[found(path, options, name)].read(path, options)


def found(path: File, options: Options, name: str = "") -> str:
    """Return the name of the format by which a file is to be read.

    A table or features with the columns of a known set are read as that, unless a mapping is given.

    Raises
    ------
    DataError
        As `read`.
    """
    if name:
        recognize.check(path, name)
    else:
        name = _verb(path, options)
    asked = [attribute for attribute, group in GIVEN.items() if group not in FORMATS[name].options]
    if foreign := [attribute for attribute in asked if getattr(options, attribute)]:
        shown = ", ".join(f"--{attribute.replace('_', '-')}" for attribute in foreign)
        raise refusal(path.name, f"is read as {name}, which has no {shown}", "leave it out, or name another format")
    return name


def _verb(path: File, options: Options) -> str:
    kind = recognize.kind(path)
    if kind.name == "folder" and not isinstance(path, Upload):
        if (path / "datapackage.json").is_file():
            fix = "give it to geo validate --data or geo map --data"
            raise refusal(path.name, "is a dataset of the atlas already", fix)
        return "timemap"
    if not kind.verb:
        raise refusal(path.name, f"is {kind.what}", kind.fix)
    if options.mapping:
        return "geojson" if kind.name == "linked-places" else kind.verb
    if kind.name == "linked-places":
        return kind.name
    if kind.verb == "csv":
        return column_sets.known(csv_file.names(path, options.encoding)) or kind.verb
    return kind.verb
