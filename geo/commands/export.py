"""``geo export``: what is shown, or everything, as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from geo import export
from geo.commands import progress
from geo.export import bibliography
from geo.view.query import strictly
from geo.wording import count

if TYPE_CHECKING:
    import argparse

    from geo.model import Atlas
    from geo.view.query import Query

NAME = "export"
TEXT = "write what the atlas shows, or everything, as one file"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    suffixes = ", ".join(one.suffix for one in export.FORMATS.values())
    command.add_argument("file", type=Path, metavar="FILE", help=f"its name says the format: {suffixes}")
    command.add_argument("--format", choices=list(export.FORMATS), help="the format, whatever the file is called")
    text = 'what to export, as in the address of the app: "from=1937&to=1938&org=nkvd"; else everything'
    command.add_argument("--view", default="", metavar="ADDRESS", help=text)
    command.add_argument(
        "--public-address", default="", metavar="ADDRESS", help="of the app, for the @id of places in Linked Places"
    )


def run(args: argparse.Namespace) -> int:
    """Write one file, atomically; nothing is written when a part of the view is wrong."""
    name = args.format or export.format_of(args.file)
    if name is None:
        known = ", ".join(one.suffix for one in export.FORMATS.values())
        return _refuse([f"{args.file} does not say its format - end its name with {known}, or add --format"])
    export.remove_all_stale(args.file.absolute().parent)
    atlas = progress.loaded(args.data)
    query, faults = view(args.view, atlas)
    if faults:
        return _refuse([*faults, "nothing was written"])
    with progress.shown() as step:
        step(f"making {args.file}")
        selection = export.select(atlas, query, address=_address(args.public_address))
        package = name == "package"
        content = export.to_package(selection, kiosks=True) if package else export.FORMATS[name].write(selection)
        export.write_atomic(args.file, content)
    print(f"{_count(name, selection)}: {args.file}", file=sys.stderr)  # noqa: T201
    return 0


def _count(name: str, selection: export.Selection) -> str:
    """Return how much of a dataset a format holds, in what it holds."""
    atlas, events = selection.atlas, selection.events
    if export.FORMATS[name].file.startswith("sources."):
        return f"{bibliography.count(atlas, events)} of {count(len(atlas['sources']), 'source')}"
    return f"{len(events)} of {count(len(atlas.events), 'event')}"


def view(text: str, atlas: Atlas) -> tuple[Query, list[str]]:
    """Read a view, the parameters of an address or a whole one; return it and all that is wrong with it."""
    try:
        asked = urlsplit(text).query if "?" in text else text
    except ValueError:  # an address that there cannot be, such as "http://[x?from=1937"
        asked = ""
    pairs = parse_qsl(asked, keep_blank_values=True)
    query, faults = strictly(pairs, atlas)
    if text and not pairs:
        faults = [f"{text!r} is no view - write it as from=1937&to=1938", *faults]
    return query, faults


def _address(text: str) -> str:
    return f"{text.split('?', maxsplit=1)[0].rstrip('/')}/" if text else ""


def _refuse(sentences: list[str]) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - a command line prints
    return 2
