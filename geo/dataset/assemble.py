"""Put a dataset together from its files, wherever they come from.

A dataset is a Frictionless data package: ``datapackage.json`` names every table, its columns and
keys; tables are CSV, places are GeoJSON (RFC 7946). Values are kept as written. What a dataset may leave
out (`geo.dataset.columns`) is there and empty, so that nothing after this asks whether it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.dataset import basemap, description, kiosks, media, stories
from geo.dataset.limits import counted_csv, counted_json
from geo.dataset.problems import Problems
from geo.dataset.tables import Table, fault, read_table, strict_json
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.limits import Budget

BESIDE = (kiosks.FILE, stories.FILE, "README.md", f"{basemap.FOLDER}/README.md", *basemap.FILES)
"""Files that a dataset may have beside its tables."""
MAX_BESIDE = 1_000_000
"""Bytes of each of those, and of the description."""
Fetch = Callable[[str], bytes | Problem | None]
"""A name -> the content of that file, why it cannot be had, or None when there is no such file."""


def assemble(
    fetch: Fetch, budget: Budget, progress: Callable[[str], None] = lambda _: None
) -> tuple[Atlas, list[Problem]]:
    """Read every table of a dataset; faults of form are returned, not raised.

    A table that cannot be read at all is missing from the atlas, one that lost records is named
    in `Atlas.incomplete`; `validate` checks what there is.

    Parameters
    ----------
    fetch
        Is asked for every file once, by its name.
    budget
        How much may be read; what a file has beyond it is reported, and the file is left out.
    progress
        Is called with the name of each table before it is read.
    """
    problems = Problems()
    described = _content(description.FILE, fetch, problems, most=MAX_BESIDE)
    package = _read_package(described, budget, problems)
    version = Version()
    version.add(description.FILE, described)
    tables = {name: pd.DataFrame(columns=own, dtype="str") for name, own in description.left_out(package).items()}
    incomplete: dict[str, frozenset[str]] = {}
    for resource in package.get("resources", []):
        progress(resource["path"])
        content = _content(resource["path"], fetch, problems)
        version.add(resource["path"], content)  # at once, so that no file stays in memory
        table = read_table(resource, content, budget, problems) if content is not None else Table(None)
        if table.frame is not None:
            added = dict.fromkeys(description.left_empty(resource), "")
            tables[resource["name"]] = table.frame.assign(**added) if added else table.frame
        if table.lost:
            incomplete[resource["name"]] = table.lost
    found = {name: _beside(name, fetch, budget, problems) for name in BESIDE}
    beside = {name: content for name, content in found.items() if content is not None}
    beside |= _pictures(package, tables, fetch, problems)
    return Atlas(package, tables, str(version), incomplete, beside), problems.listed()


def _pictures(
    package: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], fetch: Fetch, problems: Problems
) -> dict[str, bytes]:
    """Return the files of pictures that a table names, by their name in the dataset."""
    if media.TABLE not in tables or tables[media.TABLE].empty:
        return {}
    path = next(one["path"] for one in package["resources"] if one["name"] == media.TABLE)
    found, wrong = media.read(tables[media.TABLE], path, fetch)
    problems.extend(wrong)
    return found


class Version:
    """As text, 12 hexadecimal digits that change when the content of any file changes."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, name: str, content: bytes | None) -> None:
        """Take one file, in the order of the dataset; None is one that cannot be had."""
        self._digest.update(f"{name}\0{-1 if content is None else len(content)}\0".encode())
        self._digest.update(content or b"")

    def __str__(self) -> str:
        """Return the digits."""
        return self._digest.hexdigest()[:12]


def _content(name: str, fetch: Fetch, problems: Problems, *, optional: bool = False, most: int = 0) -> bytes | None:
    """Return the content of a file, or None, with a problem noted unless the file may be missing."""
    found = fetch(name)
    if found is None and not optional:
        found = fault(name, "cannot be read (No such file or directory)", "put the file there")
    if isinstance(found, Problem):
        problems.append(found)
        return None
    if most and found is not None and len(found) > most:
        problems.append(fault(name, f"larger than {most:,} bytes", "make it shorter"))
        return None
    return found


def _beside(name: str, fetch: Fetch, budget: Budget, problems: Problems) -> bytes | None:
    """Return the content of a file beside the tables, if it is there and no more than can be read."""
    content = _content(name, fetch, problems, optional=True, most=MAX_BESIDE)
    if content is None or not name.endswith((".json", ".csv")):
        return content
    counts = counted_json(content) if name.endswith(".json") else counted_csv(content)
    if why := budget.excess(**counts):
        problems.append(fault(name, why, budget.limits.way_out))
        return None
    return content


def _read_package(content: bytes | None, budget: Budget, problems: Problems) -> Mapping[str, Any]:
    """Return the description of a dataset; an empty one when nothing can be read by it."""
    if content is None:
        return {}
    before = len(problems)
    package = strict_json(description.FILE, content, budget, problems)
    if isinstance(package, dict) and isinstance(package.get("resources"), list):  # pictures stand in their own table
        package = {**package, "resources": [one for one in package["resources"] if not media.is_entry(one)]}
    wrong = [] if package is None and len(problems) > before else list(description.faults(package))
    problems.extend(fault(description.FILE, why, "see data/README.md") for why in wrong)
    return {} if wrong or not isinstance(package, dict) else package
