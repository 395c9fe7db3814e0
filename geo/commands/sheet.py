"""``geo sheet``: one place on paper."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import export
from geo.commands import progress, view
from geo.dataset import cells, settings

if TYPE_CHECKING:
    import argparse

NAME = "sheet"
TEXT = "write one place as a PDF to print or hand out: map, events, figures, sources (needs the extra [pdf])"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("place", metavar="PLACE", help="the id of a place")
    command.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="a PDF; .html writes what it is made of"
    )
    command.add_argument("--language", default="", help="the language of the sheet; else the first of the dataset")
    command.add_argument(
        "--graphic", action="store_true", help="with the texts that tell of violence; else a line stands in their place"
    )
    command.add_argument(
        "--public-address", default="", metavar="ADDRESS", help="of the app: cited, and drawn as a QR code"
    )


def run(args: argparse.Namespace) -> int:
    """Write the sheet, atomically; nothing is written when a part of the command is wrong."""
    from geo.app import fonts  # noqa: PLC0415 - the other commands do without Streamlit
    from geo.map.pdf import MissingError, pdf  # noqa: PLC0415
    from geo.map.sheet import document  # noqa: PLC0415 - nor do they need Folium

    atlas = progress.loaded(args.data)
    lang, places = args.language or settings.of(atlas).languages[0], atlas.places["id"].tolist()
    faults = []
    if args.place not in places:
        faults.append(f"there is no place {args.place!r}: {cells.suggest(args.place, places)}")
    faults += view.unspoken(lang, atlas)
    if args.output.suffix.lower() not in (".pdf", ".html"):
        faults.append(f"{args.output} is no PDF - end its name with .pdf or .html")
    if args.public_address and not cells.host(args.public_address):
        faults.append(f"{args.public_address!r} is no address - begin with https://")
    if faults:
        return view.refuse([f"geo sheet: {fault}" for fault in faults])
    with progress.shown() as step:
        step(f"making {args.output}")
        address = f"{args.public_address.split('?', maxsplit=1)[0].rstrip('/')}/" if args.public_address else ""
        today = datetime.now(tz=UTC).date()
        options: dict[str, Any] = {"fonts": fonts.families(), "graphic": args.graphic}
        html = document(atlas, args.place, lang, on=today, address=address, **options)
        try:
            content: str | bytes = html if args.output.suffix.lower() == ".html" else pdf(html)
        except MissingError as error:
            return view.refuse([f"geo sheet: {error}"])
        export.write_atomic(args.output, content)
    print(f"{args.output}: {args.place}", file=sys.stderr)  # noqa: T201 - a command line prints
    return 0
