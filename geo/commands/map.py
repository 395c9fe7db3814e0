"""``geo map``: the explore map as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import progress, view
from geo.commands.output import add_budget, carried, write_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.model import Atlas

NAME = "map"
TEXT = "save the map as one HTML file that needs no network"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--output", type=Path, required=True, metavar="FILE", help="- is stdout")
    view.add(command, "what the file shows when it is opened")
    spoken = command.add_mutually_exclusive_group()
    spoken.add_argument("--language", default="", help="the language of the page; else the first of the dataset")
    text = (
        "several languages in one file, such as en,ru,et,pl: the address (#lang=ru), the reader's browser or else "
        "the first decides, and readers can choose; each further one adds about 0.2 MB to the published data"
    )
    spoken.add_argument("--languages", default="", metavar="LANG,LANG", help=text)
    add_budget(command)


def run(args: argparse.Namespace) -> int:
    """Write the map page as one file, atomically."""
    from geo.map.page import page  # noqa: PLC0415 - the other commands do without Folium

    atlas = progress.loaded(args.data)
    languages = [lang.strip() for lang in (args.languages or args.language).split(",") if lang.strip()]
    if wrong := [*_faults(languages, atlas)]:
        return view.refuse([f"geo map: {fault}" for fault in wrong])
    asked, faults = view.read(args.view, atlas)
    if faults:
        return view.refuse([*faults, "nothing was written"])
    first, *further = languages or [""]
    shown, fits = asked if args.view else None, carried(atlas, args.media_budget)
    write_page(args.output, lambda: page(atlas, first, view=shown, further=further, carried=fits).html())
    return 0


def _faults(languages: list[str], atlas: Atlas) -> Iterator[str]:
    for lang in dict.fromkeys(languages):
        yield from view.unspoken(lang, atlas)
        if languages.count(lang) > 1:
            yield f"the language {lang!r} stands twice; name it once"
