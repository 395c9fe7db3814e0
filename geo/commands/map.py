"""``geo map``: the explore map as one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import progress, view
from geo.commands.output import write_page
from geo.dataset import settings

if TYPE_CHECKING:
    import argparse

NAME = "map"
TEXT = "save the map as one HTML file that needs no network"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--output", type=Path, required=True, metavar="FILE")
    view.add(command, "what the file shows when it is opened")
    command.add_argument("--language", default="", help="the language of the page; else the first of the dataset")


def run(args: argparse.Namespace) -> int:
    """Write the map page as one file, atomically."""
    from geo.map.page import page  # noqa: PLC0415 - the other commands do without Folium

    atlas = progress.loaded(args.data)
    if args.language and not settings.of(atlas).speaks(args.language):
        known = ", ".join(settings.of(atlas).languages)
        print(f"geo map: the atlas has no language {args.language!r}; this dataset has {known}", file=sys.stderr)  # noqa: T201
        return 2
    asked, faults = view.read(args.view, atlas)
    if faults:
        return view.refuse([*faults, "nothing was written"])
    write_page(args.output, lambda: page(atlas, args.language, view=asked if args.view else None).html())
    return 0
