"""``geo export``: what is shown, or everything, as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo import export
from geo.commands import console, output, progress, view
from geo.engine import sources
from geo.export import bibliography
from geo.wording import count

if TYPE_CHECKING:
    import argparse

    from geo.engine import Engine

NAME = "export"
TEXT = "write what the atlas shows, or everything, as one file"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    suffixes = ", ".join(one.suffix for one in export.FORMATS.values())
    command.add_argument("file", type=Path, metavar="FILE", help=f"its name says the format: {suffixes}; - is stdout")
    command.add_argument("--format", choices=list(export.FORMATS), help="the format, whatever the file is called")
    view.add(command, "what to export")
    command.add_argument(
        "--public-address", default="", metavar="ADDRESS", help="of the app, for the @id of places in Linked Places"
    )


def run(args: argparse.Namespace) -> int:
    """Write one file, atomically; nothing is written when a part of the view is wrong."""
    name = args.format or export.format_of(args.file)
    if name is None:
        known = ", ".join(one.suffix for one in export.FORMATS.values())
        return view.refuse([f"{args.file} does not say its format - end its name with {known}, or add --format"])
    export.remove_all_stale(args.file.absolute().parent)
    if (engine := sources.engine_of(args.data or sources.named())) is not None:
        return _of_engine(args, name, engine)
    atlas = progress.loaded(args.data)
    query, faults = view.read(args.view, atlas)
    if faults:
        return view.refuse([*faults, "nothing was written"])
    with progress.shown() as step:
        step(f"making {args.file}")
        selection = export.select(atlas, query, address=_address(args.public_address))
        package = name == "package"
        content = export.to_package(selection, kiosks=True) if package else export.FORMATS[name].write(selection)
        output.write(args.file, content)
    console.say(f"{_count(name, selection)}: {args.file}")
    return 0


def _of_engine(args: argparse.Namespace, name: str, engine: Engine) -> int:
    """Write what an engine shows: in pieces, or of so many events as a format holds at most."""
    from geo.engine import asking, exports  # noqa: PLC0415 - for few

    query, faults = asking.read(args.view, engine)
    if faults:
        return view.refuse([*faults, "nothing was written"])
    events = engine.count(query)
    if name not in exports.STREAMED and events > exports.MOST:
        some = f"{args.file} would have {count(events, 'event')}, and such a file {exports.MOST:,} at most"
        return view.refuse([f"{some} - add --view, or write {', '.join(exports.STREAMED)}", "nothing was written"])
    with progress.shown() as step:
        step(f"making {args.file}")
        if name in exports.STREAMED:
            output.write(args.file, partial(exports.engine_export, engine, query, name))
        else:
            numbers = engine.numbers(query, listed=False)
            selection = exports.selection(engine, query, numbers, _address(args.public_address))
            output.write(args.file, export.FORMATS[name].write(selection))
    console.say(f"{events} of {count(engine.events, 'event')}: {args.file}")
    return console.WELL


def _count(name: str, selection: export.Selection) -> str:
    """Return how much of a dataset a format holds, in what it holds."""
    atlas, events = selection.atlas, selection.events
    if export.FORMATS[name].file.startswith("sources."):
        return f"{bibliography.count(atlas, events)} of {count(len(atlas['sources']), 'source')}"
    return f"{len(events)} of {count(len(atlas.events), 'event')}"


def _address(text: str) -> str:
    return f"{text.split('?', maxsplit=1)[0].rstrip('/')}/" if text else ""
