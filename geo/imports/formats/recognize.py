"""What a file is, by its first bytes: a name and a verb may be wrong, the bytes are not."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.dataset import encodings
from geo.imports.formats import files
from geo.imports.model import Upload, refusal
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.imports.model import File

ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
GEOPACKAGE: Final = ((68, b"GPKG"), (68, b"GP10"), (68, b"GP11"))
"""Application ids of GeoPackages in an SQLite file."""
WORKBOOK: Final = "Workbook".encode("utf-16-le")
"""A name in an OLE file that is an old Excel workbook."""
WORDS: Final = {
    "csv": "a table as text", "geojson": "GeoJSON", "linked-places": "Linked Places (GeoJSON)", "kml": "a KML file",
    "json": "JSON", "json-lines": "lines of JSON", "folder": "a folder", "ods": "an OpenDocument spreadsheet",
    "geopackage": "a GeoPackage",
}  # fmt: skip
"""What files are called that do not stand in the table of signatures."""
_COLLECTION: Final = re.compile(
    r'"type"\s*:\s*"FeatureCollection"|"features"\s*:\s*\[\s*\{.*?"(geometry|toponym|when|properties)"',
    re.DOTALL,
)
_FEATURE: Final = re.compile(r'\s*\{\s*"type"\s*:\s*"Feature"')
_LINKED: Final = re.compile(r'linkedplaces|linked-places|"toponym"', re.IGNORECASE)
_JSON: Final = re.compile(r'\s*(\{\s*(["}]|$)|\[\s*([\[{\]]|$))')
_XML: Final = re.compile(r"\s*<(\?xml|!doctype|!--|[a-z:]+[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: its name here ("" for what cannot be imported), what it is called, and the way out."""

    name: str
    what: str
    fix: str = ""

    @property
    def verb(self) -> str:
        """The verb of ``geo import`` that reads it, "" when none does."""
        return next((verb for verb, kinds in _verbs().items() if self.name in kinds), "")


def kind(path: File) -> Kind:
    """Return what a file or folder is.

    Raises
    ------
    DataError
        When there is no such file, or it cannot be read.
    """
    if not isinstance(path, Upload) and path.is_dir():
        return Kind("folder", WORDS["folder"])
    head = files.content(path, files.HEAD)
    for one in word_list("signatures")["files"]:
        at = one.get("at", 0)
        if any(head.startswith(bytes.fromhex(start), at) for start in one["starts"]):
            return _closer(path, head, one)
    return _text(head)


def check(path: File, verb: str) -> Kind:
    """Return what a file is that a verb is to read.

    Raises
    ------
    DataError
        When the verb does not read it, with the verb that does, or the way out when there is none.
    """
    found = kind(path)
    if found.name in _verbs()[verb]:
        return found
    if not found.verb:
        raise refusal(path.name, f"is {found.what}", found.fix)
    plain = f"use `geo import {found.verb}`, or leave the word {verb} out"
    raise refusal(path.name, f"is {found.what}, which `geo import {verb}` does not read", plain)


def members(path: File) -> list[str]:
    """Return the names of the members of a zip, without what a Mac puts beside each file.

    Raises
    ------
    DataError
        When it is damaged.
    """
    with opened(path) as archive:
        return [name for name in archive.namelist() if not name.rpartition("/")[2].startswith("._")]


def opened(path: File) -> zipfile.ZipFile:
    """Open a zip.

    Raises
    ------
    DataError
        When it is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(path.data) if isinstance(path, Upload) else path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refusal(path.name, "is a damaged zip file", "make or fetch it again") from error


def unpacked(path: File, names: Iterable[str]) -> dict[str, bytes]:
    """Return members of a zip, by name.

    Raises
    ------
    DataError
        When they are too large together, encrypted or damaged.
    """
    with opened(path) as archive:
        infos = {name: archive.getinfo(name) for name in names}
        most = files.limits(path).bytes
        if sum(info.file_size for info in infos.values()) > most:
            raise refusal(path.name, f"is larger than {most:,} bytes when unpacked", "split the file")
        try:  # `zipfile` reads no more of a member than it says it has
            return {name: archive.read(info) for name, info in infos.items()}
        except Exception as error:  # zlib and zipfile share no class of errors
            raise refusal(path.name, f"cannot be unpacked ({error})", "make or fetch it again") from error


def _verbs() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = word_list("signatures")["verbs"]
    return found


def _closer(path: File, head: bytes, one: Mapping[str, str]) -> Kind:
    """Return what a file is by more than its first bytes."""
    name, what, fix = one.get("kind", ""), one["what"], one.get("fix", "")
    if name == "sqlite":
        known = any(head[at : at + len(mark)] == mark for at, mark in GEOPACKAGE) or b"gpkg_contents" in head
        return Kind("geopackage", WORDS["geopackage"]) if known else Kind("", what, fix)
    if name == "ole":
        old = "an old Excel workbook (.xls)" if WORKBOOK in files.content(path) else what
        return Kind("", old, fix)
    if name == "zip":
        return _zip(path, Kind("", what, fix))
    return Kind(name, what, fix)


def _zip(path: File, otherwise: Kind) -> Kind:
    names = members(path)
    kind_of = unpacked(path, ["mimetype"])["mimetype"] if "mimetype" in names else b""
    if kind_of.startswith(ODS):
        return Kind("ods", WORDS["ods"])
    if kind_of.startswith(OPEN_DOCUMENT):
        return Kind("", "an OpenDocument file, not a spreadsheet", "copy its table into a spreadsheet and save that")
    for one in word_list("signatures")["zips"]:
        if any(name in one.get("members", ()) or name.lower().endswith(tuple(one.get("ends", "\0"))) for name in names):
            return Kind(one.get("kind", ""), one["what"], one.get("fix", ""))
    shown = ", ".join(names[:3])
    return Kind("", f"{otherwise.what} (it holds {shown})" if shown else "an empty zip archive", otherwise.fix)


def _text(head: bytes) -> Kind:
    wide = encodings.wide(head)
    text = head.decode(wide or "utf-8", "replace").removeprefix("\ufeff")
    if not wide and head.count(0) * 20 > len(head):
        return Kind("", "no text and no known kind of file", "look whether it is the right one")
    if _JSON.match(text):
        return _json(text)
    if _XML.match(text):
        return _markup(text)
    return Kind("csv", WORDS["csv"])


def _json(text: str) -> Kind:
    if _COLLECTION.search(text):
        name = "linked-places" if _LINKED.search(text) else "geojson"
    else:
        first, _, rest = text.strip().partition("\n")
        alone = "geojson" if _FEATURE.match(text) else "json"
        name = "json-lines" if rest.lstrip().startswith("{") and _is_json(first) else alone
    return Kind(name, WORDS[name])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _markup(text: str) -> Kind:
    bare = re.sub(r"<!--.*?-->|<[?!][^>]*>", "", text, flags=re.DOTALL)
    root = re.search(r"<(?:[a-z0-9]+:)?([a-z]+)[\s>]", bare, re.IGNORECASE)
    tag = root[1].lower() if root else ""
    if tag == "kml":
        return Kind("kml", WORDS["kml"])
    if tag == "html":
        return Kind("", "a web page, not a table", "ask the site for a file: it may have sent a notice instead of one")
    if tag in ("gpx", "featurecollection", "osm"):
        return Kind("", "GPX, GML or OpenStreetMap data", "open it in QGIS and save it as GeoPackage")
    if tag == "workbook":
        return Kind("", "an Excel workbook of 2003 in XML", "save it as .xlsx")
    return Kind("", "XML", "save it as CSV UTF-8, XLSX, GeoJSON or KML")
