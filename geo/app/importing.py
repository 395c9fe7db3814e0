"""A curator's table becomes a dataset: what was taken for what, a few events, the report, and a zip to take away.

Nothing is written to a disk: the file, the dataset and its preview stand in the memory of one visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.app import components
from geo.errors import DataError
from geo.i18n import translator
from geo.imports import formats, mapping_file
from geo.imports.formats import recognize
from geo.imports.model import Upload
from geo.imports.write import made, zipped

if TYPE_CHECKING:
    from geo.imports.preview import Preview

SHOWN = 200
"""Values that could not be read, on the page; the report in the zip has all."""


@dataclass(frozen=True)
class Imported:
    """What became of a table: what is shown of it, the dataset as a zip, and the mapping by which it was read."""

    name: str
    form: str
    preview: Preview
    package: bytes
    mapping: str


def is_dataset(name: str, content: bytes) -> bool:
    """Say whether a file is a zip that nothing can import: a dataset, or a damaged one."""
    if not content.startswith(b"PK"):
        return False
    try:
        return not recognize.kind(Upload(name, content)).verb
    except DataError:
        return True


def take(name: str, content: bytes, mapping: bytes = b"", encoding: str = "") -> Imported:
    """Import a file as ``geo import`` does, in memory.

    Parameters
    ----------
    name
        Of the file, for messages and for the source that names it.
    mapping
        What `geo.imports.mapping_file` writes, else columns are found by their names.
    encoding
        Of a table as text; it comes before that of the mapping.

    Raises
    ------
    DataError
        When the file or the mapping cannot be read.
    """
    file = Upload(name, content)
    saved = mapping_file.parse(mapping_file.FILE, mapping)
    options = mapping_file.options(saved, {"encoding": encoding})
    form = formats.found(file, options, saved.get("format", ""))
    found = made(formats.FORMATS[form].read(file, options), options, file.stem, form=form)
    beside = found.beside[mapping_file.FILE]
    return Imported(file.stem, form, found.preview, zipped(found), beside)


def show(found: Imported, lang: str, sync: dict[str, Any]) -> None:
    """Draw what became of a table; its texts are never Markdown."""
    _ = translator(lang).gettext
    st.download_button(
        _("Download the dataset as a zip file"), found.package, f"{found.name}.zip", "application/zip", key="package"
    )
    st.download_button(_("Download the mapping"), found.mapping, mapping_file.FILE, "application/toml", key="toml")
    preview = found.preview
    st.markdown("## " + _("Which column is what"))
    components.report([f"{field} = {column}" for field, column in preview.columns], key="columns", **sync)
    st.markdown("## " + _("The first events as read"))
    events = ["; ".join(f"{what}: {text}" for what, text in event) for event in preview.events]
    components.report(events, key="events", **sync)
    st.markdown("## " + _("Values that decide"))
    lines = [
        f"{what}: " + "; ".join(f"{value} ({number:,})" for value, number in values)
        for what, values in preview.values.items()
    ]
    components.report(lines, key="values", **sync)
    st.markdown("## " + _("Report of the import"))
    components.report(preview.report.text(SHOWN).splitlines(), key="report", **sync)
