"""``geo new``: a small example dataset to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.imports import example

if TYPE_CHECKING:
    import argparse

NAME = "new"
TEXT = "make a folder with a small example dataset that explains itself"
MAKES = True
"""Makes a dataset instead of reading one."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to be")


def run(args: argparse.Namespace) -> int:
    """Write the example and say what comes next."""
    example.make(args.folder)
    steps = f"geo validate {args.folder}\ngeo map --data {args.folder} --output map.html"
    print(f"{args.folder / 'README.md'} explains every file. Check it, and see it as a map:\n{steps}")  # noqa: T201
    return 0
