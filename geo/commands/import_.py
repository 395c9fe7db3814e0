"""``geo import``: a dataset folder from a file in another form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo import export
from geo.commands import progress
from geo.dataset.collector import uncollected
from geo.imports import folder, formats, mapping, mapping_file, selecting
from geo.imports.formats import FORMATS
from geo.imports.guess import fields
from geo.imports.model import refusal
from geo.imports.values import positions
from geo.imports.values.dating import ORDERS
from geo.imports.write import REPLACE, made, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from geo.imports.model import Options

NAME = "import"
TEXT = "make a dataset of a file in another form, and tell what could not be carried over"
MAKES = True
"""Makes a dataset instead of reading one."""
NOTHING: Final = "Read as {}; nothing is written."
OUTPUT: Final = "--output"
SHOWN = 40
"""Values that could not be read, on the screen; the report in the folder has all."""
ANY: Final = "file"
"""The format that is found by the first bytes; the word may be left out."""


def named(arguments: Sequence[str]) -> list[str]:
    """Return the arguments of the command line with the format that ``geo import FILE`` leaves out."""
    if list(arguments[:1]) != [NAME] or len(arguments) < 2 or arguments[1] in {*FORMATS, ANY, "-h", "--help"}:
        return [*arguments]
    return [NAME, ANY, *arguments[1:]]


def add(command: argparse.ArgumentParser) -> None:
    """Add one sub-command for each format, and one that finds the format."""
    found = command.add_subparsers(required=True, dest="format", metavar="format")
    text = "a file of any of these forms, which is found by its first bytes; the word may be left out"
    _add(found.add_parser(ANY, help=text, description=text), "FILE", tuple(OPTIONS))
    for name, one in FORMATS.items():
        _add(found.add_parser(name, help=one.text, description=one.text), one.what, one.options)


def _add(parser: argparse.ArgumentParser, what: str, options: Sequence[str]) -> None:
    parser.add_argument("file", type=Path, metavar=what)
    parser.add_argument(OUTPUT, type=Path, metavar="FOLDER", help="the dataset to be")
    text = "show the columns taken, some events and the report, and write nothing"
    parser.add_argument("--dry-run", action="store_true", help=text)
    parser.add_argument("--json", action="store_true", help="print the report as one JSON document")
    parser.add_argument("--force", action="store_true", help="replace a dataset that stands there")
    parser.add_argument("--title", default="", help="of the dataset; else the name of the file")
    parser.add_argument("--source", default="", help="the source of every event, as one would cite it")
    text = f"all options, as {mapping_file.FILE} has them, which an import writes; what else is given comes first"
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml", help=text)
    text = "write the mapping into a file, also with --dry-run"
    parser.add_argument("--save-mapping", type=Path, metavar="FILE.toml", help=text)
    text = "events only that may lie in these years, such as 1936/1939"
    parser.add_argument("--years", default="", metavar="FIRST/LAST", help=text)
    for option in options:
        OPTIONS[option](parser)


def _map(parser: argparse.ArgumentParser) -> None:
    text = "FIELD=COLUMN,..., may be repeated; without it columns are found by well-known names. Fields: "
    parser.add_argument("--map", action="append", default=[], metavar="MAP", help=text + ", ".join(fields()))
    text = "FIELD=TEXT,...: the same for every event, such as measure=killed or kind=Deportation"
    parser.add_argument("--set", action="append", default=[], metavar="SET", help=text)
    text = "of two numbers in one cell, which are mapped to position"
    parser.add_argument("--position-order", choices=positions.ORDERS, default="", help=text)
    text = "a name of a person in several records is one person; else each record has its own"
    parser.add_argument("--one-person", action="store_true", help=text)
    text = "what stands between several organizations, persons, groups or sources in one cell"
    parser.add_argument("--separator", default="", metavar="TEXT", help=text)


def _dates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date-order", choices=ORDERS, default="", help="of dates such as 3/4/1937")


def _encoding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", default="", help="of text that is not UTF-8, such as windows-1251")


def _layer(parser: argparse.ArgumentParser) -> None:
    text = "the sheet or layer, when the file has several"
    parser.add_argument("--layer", "--sheet", dest="layer", default="", metavar="NAME", help=text)


def _crs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--crs", default="", help="the reference system, such as EPSG:3301, when the file names none")


def _where(parser: argparse.ArgumentParser) -> None:
    text = "records only with this text in this column; may be repeated: of one column any, of several all must fit"
    parser.add_argument("--where", action="append", default=[], metavar="COLUMN=TEXT", help=text)


OPTIONS = {"map": _map, "dates": _dates, "encoding": _encoding, "layer": _layer, "crs": _crs, "where": _where}
"""Groups of options that a format may have."""


def run(args: argparse.Namespace) -> int:
    """Read the file, write the folder, print the report; or show what would be written."""
    saved = mapping_file.read(args.mapping) if args.mapping else {}
    options = _options(args, saved)
    name = saved.get("format", "") if args.format == ANY else args.format
    if not args.dry_run:
        if args.output is None:
            raise refusal(OUTPUT, "is missing", "name the folder to be, or look first with --dry-run")
        folder.check(args.output, force=args.force, fix=REPLACE)
    with uncollected(), progress.shown(quiet=args.json) as step:
        step(f"reading {args.file.name}")
        options = replace(options, progress=step)
        name = formats.found(args.file, options, name)
        read = FORMATS[name].read  # what it returns has no name here, so that `write` can let it go
        if args.dry_run:
            shown = made(read(args.file, options), options, args.file.stem, form=name, progress=step)
            report, chosen = shown.preview.report, shown.beside[mapping_file.FILE]
            text = f"{NOTHING.format(name)}\n{shown.preview.text(SHOWN)}"
        else:
            report = write(read(args.file, options), args.output, options, form=name, force=args.force, progress=step)
            text, chosen = report.text(SHOWN), (args.output / mapping_file.FILE).read_text(encoding="utf-8")
        if args.save_mapping:
            export.write_atomic(args.save_mapping, chosen.encode("utf-8"))
    if args.json:
        text = f"{json.dumps({'format': name, 'written': not args.dry_run, **report.as_dict()}, indent=1)}\n"
    print(text, end="")  # noqa: T201 - a command line prints
    return 0


def _options(args: argparse.Namespace, saved: dict[str, Any]) -> Options:
    """Return what was chosen on the command line, else in a file of a mapping."""
    given = vars(args)
    tables = {
        "map": mapping.pairs(given.get("map", [])),
        "set": mapping.pairs(given.get("set", []), option="--set"),
        "where": selecting.where(given.get("where", [])),
    }
    return mapping_file.options(saved, given | tables)
