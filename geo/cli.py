"""The command line; each verb is a module of `geo.verbs`.

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
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DataError, OutputError
from geo.verbs import export, import_, kiosk, map, new, serve, validate  # noqa: A004 - a verb's name

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = (serve, map, kiosk, export, validate, new, import_)
"""In the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 well, 1 faults in the data, 2 wrong use or no room to write."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # what a terminal's code page lacks is shown as an escape
        sys.stdout.reconfigure(errors="backslashreplace")  # as Python does for stderr
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except DataError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line prints
        return 1
    except OutputError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line prints
        return 2
    return status


def parser() -> argparse.ArgumentParser:
    """Return the parser with one sub-command for each verb."""
    top = argparse.ArgumentParser(prog="geo", description="A map of places and events, with sources and doubt shown.")
    verbs = top.add_subparsers(required=True, metavar="command")
    told = "a folder with datapackage.json, or a zip file of one; else the dataset that comes with the atlas"
    for module in VERBS:
        verb = verbs.add_parser(module.NAME, help=module.TEXT, description=module.TEXT)
        verb.set_defaults(run=module.run)
        if not hasattr(module, "MAKES"):
            verb.add_argument("--data", type=Path, default=None, metavar="DATASET", help=told)
        module.add(verb)
    return top


if __name__ == "__main__":
    sys.exit(main())
