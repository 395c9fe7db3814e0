"""``geo import``: a dataset folder from a file in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import progress
from geo.dataset.collector import uncollected
from geo.imports import mapping
from geo.imports.formats import FORMATS
from geo.imports.guess import fields
from geo.imports.model import Options, refusal
from geo.imports.values import positions
from geo.imports.values.dating import ORDERS
from geo.imports.write import write

if TYPE_CHECKING:
    import argparse

NAME = "import"
TEXT = "make a dataset of a file in another form, and tell what could not be carried over"
MAKES = True
"""Makes a dataset instead of reading one."""
SHOWN = 40
"""Values that could not be read, on the screen; the report in the folder has all."""


def add(command: argparse.ArgumentParser) -> None:
    """Add one sub-command for each format."""
    formats = command.add_subparsers(required=True, dest="format", metavar="format")
    for name, one in FORMATS.items():
        parser = formats.add_parser(name, help=one.text, description=one.text)
        parser.add_argument("file", type=Path, metavar=one.what)
        parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="the dataset to be")
        parser.add_argument("--force", action="store_true", help="replace a dataset that stands there")
        parser.add_argument("--title", default="", help="of the dataset; else the name of the file")
        parser.add_argument("--source", default="", help="the source of every event, as one would cite it")
        for option in one.options:
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
    parser.add_argument("--layer", default="", help="the layer, when the file has several")
    parser.add_argument("--crs", default="", help="the reference system, such as EPSG:3301, when the file names none")


OPTIONS = {"map": _map, "dates": _dates, "encoding": _encoding, "layer": _layer}
"""Groups of options that a format may have."""


def run(args: argparse.Namespace) -> int:
    """Read the file, write the folder, print the report."""
    options = _options(args)
    with uncollected(), progress.shown() as step:
        step(f"reading {args.file.name}")
        read = FORMATS[args.format].read  # what it returns has no name here, so that `write` can let it go
        report = write(read(args.file, options), args.output, options, force=args.force, progress=step)
    print(report.text(SHOWN), end="")  # noqa: T201 - a command line prints
    return 0


def _options(args: argparse.Namespace) -> Options:
    given = vars(args)
    constants = mapping.pairs(given.get("set", []), option="--set")
    twice = [name for name, texts in constants.items() if len(texts) > 1]
    if twice:
        raise refusal("--set", "is set twice", "choose one text", value=", ".join(twice))  # noqa: EM101
    return Options(
        mapping=mapping.pairs(given.get("map", [])),
        constants={name: texts[0] for name, texts in constants.items()},
        **{
            name: given[name]
            for name in (
                "separator",
                "source",
                "title",
                "date_order",
                "position_order",
                "one_person",
                "encoding",
                "layer",
                "crs",
            )
            if given.get(name)
        },
    )
