"""The command line; each command is a module of `geo.commands`.

Examples
--------
``geo serve --port 8501``
``geo map --output atlas.html``
``geo kiosk tartu --languages et,ru,en --diagonal 43 --output tartu.html``
``geo export killings-1937.gpkg --view "from=1937&to=1938&kind=killing"``
``geo validate data``
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import diff, export, import_, kiosk, map, new, serve, sheet, site, validate  # noqa: A004 - a command's name
from geo.dataset.read import default, read
from geo.errors import DataError, OutputError
from geo.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (serve, map, kiosk, sheet, site, export, diff, validate, new, import_)
"""In the order of the help."""
DISTRIBUTION = "repression-atlas"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 well, 1 faults in the data, 2 wrong use or no room to write."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # what a terminal's code page lacks is shown as an escape
        sys.stdout.reconfigure(errors="backslashreplace")  # as Python does for stderr
    top = parser()
    args = top.parse_args(import_.named(sys.argv[1:] if arguments is None else arguments))
    if not hasattr(args, "run"):
        top.print_help(sys.stderr)
        return 2
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except DataError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line prints
        return 1
    except UnicodeEncodeError:  # files are decoded strictly: only a name or an option can hold what is no text
        print("a name or an option is not UTF-8 - rename the file, or write it otherwise", file=sys.stderr)  # noqa: T201
        return 2
    except OutputError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line prints
        return 2
    return status


def version(_: argparse.Namespace) -> int:
    """Print the version of the program and of the dataset that it shows."""
    try:
        program = metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        program = "(not installed)"
    atlas, _problems = read()
    shown = f"{atlas.package.get('name', 'dataset')} {atlas.edition}, from" if atlas.package else "no dataset in"
    print(f"geo {program}\n{plain(f'{shown} {default()}')}")  # noqa: T201 - a command line prints
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser with one sub-command for each command."""
    top = argparse.ArgumentParser(prog="geo", description="A map of places and events, with sources and doubt shown.")
    text = "show the version of the program and of the dataset that it shows"
    top.add_argument("--version", action="store_const", dest="run", const=version, default=argparse.SUPPRESS, help=text)
    commands = top.add_subparsers(metavar="command")
    text = "a folder with datapackage.json, or a zip file of one; else the dataset that comes with the atlas"
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.TEXT, description=module.TEXT)
        command.set_defaults(run=module.run)
        if not hasattr(module, "MAKES"):
            command.add_argument("--data", type=Path, default=None, metavar="DATASET", help=text)
        module.add(command)
    return top


if __name__ == "__main__":
    sys.exit(main())
