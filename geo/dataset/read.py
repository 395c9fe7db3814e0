"""Read a dataset from where it lies: a folder, or a zip file of one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.dataset import archive, description
from geo.dataset.assemble import assemble
from geo.dataset.disk import read_regular
from geo.dataset.limits import FOLDER, Budget
from geo.dataset.tables import fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Atlas, Problem

Source = str | Path | bytes | None
"""A folder that holds ``datapackage.json``, a zip file of one, the bytes of a zip file, or None for `default`."""

IMPORTED = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"), "csv"),
    ".geojson": "geojson",
    **dict.fromkeys((".gpkg", ".shp"), "vector"),
}
"""Endings of files that hold one table, and the format by which ``geo import`` reads them."""


def default() -> Path:
    """Return ``GEO_DATA``, else `own_folder`."""
    named = os.environ.get("GEO_DATA")
    return Path(named) if named else own_folder()


def own_folder() -> Path:
    """Return the dataset that comes with the atlas: ``data/`` inside the installed package, else beside it."""
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def read(source: Source = None, progress: Callable[[str], None] = lambda _: None) -> tuple[Atlas, list[Problem]]:
    """Read every table of a dataset; see `assemble`. A zip is unpacked in memory only.

    `progress` is called with the name of each file before it is read.
    """
    if isinstance(source, bytes):
        return archive.read_zip(source, progress)
    path = Path(source) if source is not None else default()
    content = read_regular(path, archive.MAX_ZIP) if _is_file(path) else None
    if content is None:
        budget = Budget(FOLDER)
        return assemble(_Folder(path, budget).fetch, budget, progress)
    if not isinstance(content, bytes):
        return archive.nothing(content)
    if wrong := no_dataset(path):
        return archive.nothing(wrong)
    atlas, problems = archive.read_zip(content, progress)
    return atlas, [replace(one, file=path.name) if one.file == archive.ZIP else one for one in problems]


def no_dataset(path: Path) -> Problem | None:
    """Return what is wrong when a file is none of those that hold a whole dataset, by its ending and first bytes."""
    kind = IMPORTED.get(path.suffix.lower())
    if not _is_file(path) or (kind is None and _may_be_zip(path)):
        return None
    why, others = ("is a table", f", or use geo import {kind}") if kind else ("is a file", "")
    return fault(path.name, f"{why}, not a dataset", f"give the folder that holds {description.FILE}{others}")


def _may_be_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return path.suffix.lower() == ".zip" or file.read(2) == b"PK"
    except OSError:  # reading tells what is wrong with it
        return True


class _Folder:
    """The files of a folder, and how much may yet be read."""

    def __init__(self, path: Path, budget: Budget) -> None:
        self._path = path
        self._budget = budget

    def fetch(self, name: str) -> bytes | Problem | None:
        """Return the content of a file, or what is wrong with it, or None when there is none."""
        found = read_regular(self._path / name, self._budget.bytes, inside=self._path)
        if isinstance(found, bytes) and self._budget.excess(bytes=len(found)):
            why = f"with it more than {FOLDER.bytes:,} bytes would be read"
            return fault(name, why, FOLDER.way_out)
        return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # somebody else's folder; reading tells what is wrong with it
        return False
