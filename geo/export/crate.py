"""A dataset for an archive: its zip with ``ro-crate-metadata.json`` beside the Frictionless description.

See https://w3id.org/ro/crate/1.1. Every file stands in it with its size and its SHA-256; what the dataset does not say
of itself, such as who made it or under which licence it is, is left out and not made up.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import changes, contact, description, media
from geo.export.package import contents, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.export.selection import Selection
    from geo.model import Atlas

Node = dict[str, Any]
FILE: Final = "ro-crate-metadata.json"
VERSION: Final = "https://w3id.org/ro/crate/1.1"
CONTEXT: Final = (f"{VERSION}/context", {"sha256": "https://schema.org/sha256"})
"""The words of RO-Crate 1.1, and one that is newer than they are."""
FRICTIONLESS: Final = "https://specs.frictionlessdata.io/data-package/"
MEDIA: Final = {
    ".geojson": "application/geo+json",
    ".csv": "text/csv",
    ".toml": "application/toml",
    ".md": "text/markdown",
}


def to_crate(selection: Selection) -> bytes:
    """Return what is shown as a zipped RO-Crate, which is the data package of `to_package` as well."""
    files = list(contents(selection))
    described = json.dumps(_metadata(selection.part, files), ensure_ascii=False, indent=1)
    return zipped([(FILE, f"{described}\n".encode()), *files])


def _metadata(atlas: Atlas, files: Sequence[tuple[str, bytes]]) -> Node:
    package = atlas.package
    licences, authors, sources = list(_licences(package)), list(_authors(package)), list(_sources(package))
    parts = [_file(package, name, content) for name, content in files]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": str(package.get("title") or package.get("name") or "Atlas"),
        "description": str(package.get("description", "")),
        "identifier": str(package.get("name", "")),
        "version": atlas.edition,
        "inLanguage": str(package.get("atlas:language", "en")),
        "datePublished": _published(atlas),
        "license": _named(licences),
        "author": _named(authors),
        "citation": _named(sources),
        "creditText": _credit(atlas),
        "hasPart": [{"@id": one["@id"]} for one in parts],
    }
    about = {"@id": FILE, "@type": "CreativeWork", "conformsTo": {"@id": VERSION}, "about": {"@id": "./"}}
    graph = [about, {key: value for key, value in root.items() if value}, *parts, *licences, *authors, *sources]
    return {"@context": [*CONTEXT], "@graph": graph}


def _named(nodes: Sequence[Node]) -> list[Node]:
    return [{"@id": one["@id"]} for one in nodes]


def _file(package: Mapping[str, Any], name: str, content: bytes) -> Node:
    """Return a file: what it is called, how large it is, and how to see that it is whole."""
    resource: Mapping[str, Any] = next((one for one in package.get("resources", []) if one["path"] == name), {})
    suffix = name[name.rfind(".") :]
    said = {
        "@id": name,
        "@type": "File",
        "name": resource.get("title") or name,
        "description": resource.get("description"),
        "encodingFormat": MEDIA.get(suffix) or mimetypes.guess_type(name)[0],
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "conformsTo": {"@id": FRICTIONLESS} if name == description.FILE else None,
    }
    return {key: value for key, value in said.items() if value}


def _licences(package: Mapping[str, Any]) -> Iterator[Node]:
    for one in _listed(package, "licenses"):
        name = str(one.get("name") or one.get("title") or "")
        address = str(one.get("path") or media.licence_address(name))
        if name or address:
            yield {"@id": address or f"#licence-{name}", "@type": "CreativeWork", "name": str(one.get("title") or name)}


def _authors(package: Mapping[str, Any]) -> Iterator[Node]:
    """Yield who made it; whether that is one person or several the description does not say."""
    for number, one in enumerate(contact.people(package), 1):
        if one.get("title"):
            way = {"url": str(one["path"])} if one.get("path") else {}
            yield {"@id": f"#author-{number}", "@type": "Organization", "name": str(one["title"]), **way}


def _sources(package: Mapping[str, Any]) -> Iterator[Node]:
    for number, one in enumerate(_listed(package, "sources"), 1):
        if one.get("title"):
            yield {
                "@id": str(one.get("path") or f"#source-{number}"),
                "@type": "CreativeWork",
                "name": str(one["title"]),
            }


def _listed(package: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    listed = package.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _published(atlas: Atlas) -> str:
    """Return the day of the version: what the description says, else that of its last change; "" for neither."""
    given = str(atlas.package.get("created") or "")[:10]
    return given or max((row["date"] for row in changes.rows(atlas)), default="")


def _credit(atlas: Atlas) -> str:
    """Return how the dataset is cited: by whom it is, what it is called, and which version."""
    by = ", ".join(contact.named(atlas.package))
    return ". ".join(filter(None, (by, f"{atlas.package.get('title', 'Atlas')}, {atlas.edition}"))) + "."
