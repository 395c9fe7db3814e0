"""Write out exactly what is shown, or everything, and how to cite it. Files are replaced atomically."""

from geo.export.cells import read_cell, write_cell
from geo.export.citation import cite
from geo.export.excerpt import excerpt
from geo.export.files import remove_all_stale, remove_stale, write_atomic
from geo.export.formats import FORMATS, ExportFormat, format_of
from geo.export.geopackage import to_geopackage
from geo.export.geoparquet import to_geoparquet
from geo.export.linked_places import to_linked_places
from geo.export.package import to_package
from geo.export.selection import Selection, columns, records, select, shown
from geo.export.tables import to_csv, to_geojson

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Selection",
    "cite",
    "columns",
    "excerpt",
    "format_of",
    "read_cell",
    "records",
    "remove_all_stale",
    "remove_stale",
    "select",
    "shown",
    "to_csv",
    "to_geojson",
    "to_geopackage",
    "to_geoparquet",
    "to_linked_places",
    "to_package",
    "write_atomic",
    "write_cell",
]
