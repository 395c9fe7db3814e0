"""``geo diff``: what is new, gone and changed between two versions of a dataset, and why."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import progress
from geo.dataset.differences import CHANGED, Difference, differences
from geo.dataset.read import read
from geo.errors import DataError
from geo.export.cells import write_cell
from geo.wording import count, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from geo.model import Atlas

NAME = "diff"
TEXT = "tell every record and cell in which two versions of a dataset differ, and why where the changelog says so"
MAKES = True
"""Names its datasets itself."""
RECORDS = {"added": "+", "removed": "-", CHANGED: " "}


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    text = "the %s version: a folder with datapackage.json, or a zip file of one"
    command.add_argument("old", type=Path, metavar="OLD", help=text % "older")
    command.add_argument("new", type=Path, metavar="NEW", help=text % "newer")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON document")
    form.add_argument("--csv", action="store_true", help="print a table: one row for each cell, for a spreadsheet")


def run(args: argparse.Namespace) -> int:
    """Print what differs, in the order of the tables; nothing when a file cannot be read."""
    old, new = _read(args.old), _read(args.new)
    with progress.shown(quiet=args.json or args.csv) as step:
        step("comparing")
        found = list(differences(old, new))
    if args.json:
        every = [one.as_dict() for one in found]
        print(json.dumps({"old": _named(old), "new": _named(new), "differences": every}, indent=1))  # noqa: T201
    elif args.csv:
        _table(found)
    else:
        for line in _lines(old, new, found):
            print(plain(line))  # noqa: T201
    return 0


def _read(path: Path) -> Atlas:
    """Read a dataset as it is: what an older version was not yet asked for is no reason to refuse it."""
    with progress.shown() as step:
        atlas, problems = read(path, step)
    if errors := [one for one in problems if not one.warning]:
        raise DataError(errors)
    return atlas


def _named(atlas: Atlas) -> dict[str, str]:
    package = atlas.package
    return {"name": str(package.get("name", "")), "version": str(package.get("version", "")), "digest": atlas.version}


def _table(found: Sequence[Difference]) -> None:
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow([one.name for one in fields(Difference)])
    rows.writerows([write_cell(text) for text in one.as_dict().values()] for one in found)


def _lines(old: Atlas, new: Atlas, found: Sequence[Difference]) -> Iterator[str]:
    """Yield a line for each record and one for each of its cells; each reason once, beneath what it is of."""
    records = Counter[str]()
    for (table, key, what), cells in groupby(found, lambda one: (one.table, one.id, one.what)):
        records[what] += 1
        yield f"{RECORDS[what]} {table} {key}"
        for reason, some in groupby(cells, lambda one: one.reason):
            yield from (f"    {one.field}: {_change(one)}" for one in some)
            if reason:
                yield f"    because: {reason}"
    parts = [f"{count(records[what], 'record')} {what}" for what in RECORDS]
    changed = count(sum(one.what == CHANGED for one in found), "cell")
    name = old.package.get("name", "dataset")
    yield f"{name} {old.edition} -> {new.edition}: {', '.join(parts)} in {changed}"


def _change(one: Difference) -> str:
    if one.what == CHANGED:
        return f"{one.old!r} -> {one.new!r}"
    return repr(one.new or one.old)
