"""The command line: ``geo serve`` starts the app, ``geo map`` and ``geo kiosk`` save pages.

``geo validate`` checks data.

Examples
--------
``geo serve --port 8501``
``geo map --output atlas.html``
``geo kiosk tartu --languages et,ru,en --diagonal 43 --output tartu.html``
``geo validate data``
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo import export, kiosk_verb, kiosks, load
from geo.errors import DataError
from geo.i18n import DEFAULT, LANGUAGES
from geo.load import default_folder, read
from geo.map.page import page
from geo.validate import validate

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 well, 1 faults in the data, 2 wrong use."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except DataError as error:
        print(error, file=sys.stderr)  # noqa: T201  # noqa: T201 - a command line prints
        return 1
    return status


def parser() -> argparse.ArgumentParser:
    """Return the parser with one sub-command for each verb."""
    top = argparse.ArgumentParser(prog="geo", description="The atlas of Soviet repression.")
    verbs = top.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("serve", serve, "start the app on this machine"),
        ("map", save_map, "save the map as one HTML file that needs no network"),
        ("validate", check, "check a dataset and tell every fault"),
    ):
        verb = verbs.add_parser(name, help=text, description=text)
        verb.set_defaults(run=run)
        told = "the dataset; else the one that comes with the atlas"
        verb.add_argument("--data", type=Path, default=None, metavar="FOLDER", help=told)
        if name == "serve":
            verb.add_argument("--port", type=int, default=8501)
        if name == "map":
            verb.add_argument("--output", type=Path, required=True, metavar="FILE")
            verb.add_argument("--language", choices=list(LANGUAGES), default=DEFAULT, help="the language of the page")
    kiosk_verb.add(verbs, told)
    return top


def save_map(args: argparse.Namespace) -> int:
    """Write the map page as one file, atomically."""
    export.write_atomic(args.output, page(load(args.data), args.language).html())
    return 0


def check(args: argparse.Namespace) -> int:
    """Print every problem of a dataset, one a line."""
    atlas, problems = read(args.data or default_folder())
    problems += [*validate(atlas), *kiosks.check(atlas)]
    for problem in problems:
        print(problem)  # noqa: T201  # noqa: T201 - a command line prints
    return int(any(not problem.warning for problem in problems))


def serve(args: argparse.Namespace) -> int:
    """Start the app; the settings of ``.streamlit/config.toml`` hold wherever it is started."""
    if args.data:
        os.environ["GEO_DATA"] = str(args.data.resolve())
    from geo.app import site  # noqa: PLC0415 - the other verbs do without Streamlit

    site.run(port=args.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
