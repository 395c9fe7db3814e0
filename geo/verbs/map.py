"""``geo map``: the explore map as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo import export
from geo.i18n import DEFAULT, LANGUAGES
from geo.load import load
from geo.map.page import page

if TYPE_CHECKING:
    import argparse

NAME = "map"
TEXT = "save the map as one HTML file that needs no network"


def add(verb: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    verb.add_argument("--output", type=Path, required=True, metavar="FILE")
    verb.add_argument("--language", choices=list(LANGUAGES), default=DEFAULT, help="the language of the page")


def run(args: argparse.Namespace) -> int:
    """Write the map page as one file, atomically."""
    export.write_atomic(args.output, page(load(args.data), args.language).html())
    return 0
