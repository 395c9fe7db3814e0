"""The one list of what the atlas can be exported as, for the command line and the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.export import bibliography
from geo.export.crate import to_crate
from geo.export.geopackage import to_geopackage
from geo.export.geoparquet import to_geoparquet
from geo.export.linked_places import to_linked_places
from geo.export.package import to_package
from geo.export.tables import to_csv, to_geojson
from geo.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from geo.export.selection import Selection

BOM: Final = "\ufeff"
"""Without it Excel reads UTF-8 as the code page of its machine: no Cyrillic name survives."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of file.

    Attributes
    ----------
    file
        Its name as a download; the part before the first dot says what it holds.
    suffix
        What the name of such a file ends with on the command line.
    media
        Its media type.
    label
        What the app calls it, marked for translation.
    write
        Makes it.
    """

    file: str
    suffix: str
    media: str
    label: str
    write: Callable[[Selection], str | bytes]

    @property
    def text(self) -> bool:
        """Whether it is text in UTF-8, not bytes."""
        return not self.suffix.endswith((".gpkg", ".parquet", ".zip"))


FORMATS: Final[Mapping[str, ExportFormat]] = {
    "csv": ExportFormat(
        "events.csv", ".csv", "text/csv", N_("Events, CSV"), lambda one: BOM + to_csv(one.spoken, one.localized.atlas)
    ),
    "geojson": ExportFormat(
        "events.geojson", ".geojson", "application/geo+json", N_("Events, GeoJSON"),
        lambda one: to_geojson(one.events, one.atlas),
    ),
    "geopackage": ExportFormat(
        "atlas.gpkg", ".gpkg", "application/geopackage+sqlite3", N_("All tables, GeoPackage"), to_geopackage
    ),
    "geoparquet": ExportFormat(
        "events.parquet", ".parquet", "application/vnd.apache.parquet", N_("Events, GeoParquet"), to_geoparquet
    ),
    "crate": ExportFormat(  # before the zip, whose suffix is the end of its own
        "atlas.crate.zip", ".crate.zip", "application/zip", N_("All tables for an archive, RO-Crate"), to_crate
    ),
    "package": ExportFormat("atlas.zip", ".zip", "application/zip", N_("All tables, zip of CSV"), to_package),
    "linked-places": ExportFormat(
        "places.lpf.json", ".lpf.json", "application/ld+json", N_("Places, Linked Places"), to_linked_places
    ),
    "bibtex": ExportFormat(
        "sources.bib", ".bib", "application/x-bibtex", N_("Sources, BibTeX"),
        lambda one: bibliography.to_bibtex(one.atlas, one.events),
    ),
    "csl-json": ExportFormat(
        "sources.json", ".csl.json", "application/vnd.citationstyles.csl+json", N_("Sources, CSL-JSON"),
        lambda one: bibliography.to_csl_json(one.atlas, one.events),
    ),
}  # fmt: skip


def format_of(path: Path) -> str | None:
    """Return the format that the name of a file asks for, or None."""
    name = path.name.lower()
    return next((kind for kind, one in FORMATS.items() if name.endswith(one.suffix)), None)
