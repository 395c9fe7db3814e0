"""A dataset as one file: a Frictionless data package, zipped, that `geo.load` reads once unzipped."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from geo.dataset import kiosks, media, stories, write
from geo.export.unmarked import unmarked
from geo.view import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.export.selection import Selection
    from geo.model import Atlas

MADE = (1980, 1, 1, 0, 0, 0)
"""When every file in the zip was made, as far as it says: the same dataset gives the same bytes."""
OWN = (kiosks.FILE, "README.md")
"""Files that go along only to whom the folder belongs: kiosks have a PIN for their staff."""
KINDS = {"MPO": "jpeg"}
"""What Pillow calls a picture -> its media type, where that is another."""
NAME = re.compile(r"[-A-Za-z0-9._]+")
"""Of a licence, as the standard allows it."""


def to_package(selection: Selection, *, kiosks: bool = False) -> bytes:
    """Return what is shown as a zipped data package: ``datapackage.json``, its tables and the basemap.

    The description says under ``atlas:evidence`` how well the events in it are supported.

    Unzipped it is a folder that `geo.load` reads, cell for cell the same. With `kiosks` a whole
    dataset takes its ``kiosks.toml`` and its README along; do not publish these. Stories go along with a whole
    dataset only: their steps name events that a part does not have. Pictures go along without what cameras noted in
    them (`geo.export.unmarked`); the description has an entry for each, with its licence and whom to name.
    """
    return zipped(contents(selection, kiosks=kiosks))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, name and content, as a zip; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every machine
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def contents(selection: Selection, *, kiosks: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file of a data package, see `to_package`."""
    part, beside = selection.part, selection.atlas.files
    package = {**part.package, evidence.MEMBER: evidence.count(part.events, part).as_dict()}
    tables = {resource["path"] for resource in part.package["resources"]}
    left = tables if kiosks and selection.whole else {*tables, *OWN}
    left |= set() if selection.whole else {stories.FILE, *media.names(selection.atlas) - media.names(part)}
    pictures = {name: unmarked(beside[name]) for name in sorted(media.names(part) & beside.keys())}
    yield from write.files(package, part.tables, [*_entries(part, pictures)])
    for name, content in sorted(beside.items()):
        if name not in left:
            yield name, pictures.get(name, content)


def _entries(part: Atlas, pictures: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Yield for each file of `pictures`, content by name, its description as a Frictionless data resource."""
    sources, rows = {row["id"]: row for row in part.rows("sources")}, part.rows(media.TABLE) if pictures else []
    first = {row["file"]: row for row in reversed([*rows])}
    for name, content in pictures.items():
        row, kind = first[name], media.opened(content).format or ""
        source = sources.get(row["source_id"], {})
        yield {
            "name": f"picture-{row['id']}",
            "path": name,
            "profile": "data-resource",
            "mediatype": f"image/{KINDS.get(kind, kind).lower()}",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "title": row["alt"],
            "description": row["caption"],
            "licenses": [_licence(row["licence"])],
            "sources": [{"title": row["credit"]}, *([_source(source)] if source else [])],
        }


def _licence(licence: str) -> dict[str, str]:
    """Return a licence as the standard has it: a name of one word, and an address where there is one."""
    name = {"name": licence} if NAME.fullmatch(licence) else {"name": "other", "title": licence}
    return name | ({"path": path} if (path := media.licence_address(licence)) else {})


def _source(row: Mapping[str, str]) -> dict[str, str]:
    return {"title": row["title"], **({"path": row["url"]} if row["url"] else {})}
