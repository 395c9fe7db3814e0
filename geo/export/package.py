"""A dataset as one file: a Frictionless data package, zipped, that `geo.load` reads once unzipped."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from geo.dataset import kiosks, media, stories, write
from geo.export.unmarked import unmarked
from geo.view import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.export.selection import Selection

MADE = (1980, 1, 1, 0, 0, 0)
"""When every file in the zip was made, as far as it says: the same dataset gives the same bytes."""
OWN = (kiosks.FILE, "README.md")
"""Files that go along only to whom the folder belongs: kiosks have a PIN for their staff."""


def to_package(selection: Selection, *, kiosks: bool = False) -> bytes:
    """Return what is shown as a zipped data package: ``datapackage.json``, its tables and the basemap.

    The description says under ``atlas:evidence`` how well the events in it are supported.

    Unzipped it is a folder that `geo.load` reads, cell for cell the same. With `kiosks` a whole
    dataset takes its ``kiosks.toml`` and its README along; do not publish these. Stories go along with a whole
    dataset only: their steps name events that a part does not have. Pictures go along without what cameras noted in
    them (`geo.export.unmarked`).
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
    package = {**part.package, evidence.MEMBER: evidence.count(part.events, part).as_dict()}
    yield from write.files(package, part.tables)
    tables = {resource["path"] for resource in part.package["resources"]}
    left = tables if kiosks and selection.whole else {*tables, *OWN}
    left |= set() if selection.whole else {stories.FILE, *media.names(selection.atlas) - media.names(part)}
    pictures = media.names(part)
    for name, content in sorted(beside.items()):
        if name not in left:
            yield name, unmarked(content) if name in pictures else content
