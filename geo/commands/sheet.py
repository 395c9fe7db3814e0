"""``geo sheet``: one place, or a story for a lesson, on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.commands import console, output, progress, view
from geo.dataset import cells, settings
from geo.view import story_checks

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.model import Atlas

NAME = "sheet"
TEXT = "write one place, or a story for a lesson, as a PDF to print or hand out (needs the extra [pdf])"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    wanted = command.add_mutually_exclusive_group(required=True)
    wanted.add_argument("place", nargs="?", default="", metavar="PLACE", help="the id of a place")
    text = "the id of a story: its steps with their sources, and questions about evidence"
    wanted.add_argument("--story", default="", metavar="STORY", help=text)
    command.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="a PDF (- is stdout); .html: what it is made of",
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
    from geo.map import lesson, sheet  # noqa: PLC0415 - nor do they need Folium
    from geo.map.pdf import MissingError, pdf  # noqa: PLC0415

    atlas = progress.loaded(args.data)
    lang = args.language or settings.of(atlas).languages[0]
    faults = [*_unknown(args, atlas)]
    faults += view.unspoken(lang, atlas)
    if args.output != output.STDOUT and args.output.suffix.lower() not in (".pdf", ".html"):
        faults.append(f"{args.output} is no PDF - end its name with .pdf or .html")
    if args.public_address and not cells.host(args.public_address):
        faults.append(f"{args.public_address!r} is no address - begin with https://")
    if faults:
        return view.refuse([f"geo sheet: {fault}" for fault in faults])
    with progress.shown() as step:
        step(f"making {args.output}")
        address = f"{args.public_address.split('?', maxsplit=1)[0].rstrip('/')}/" if args.public_address else ""
        today = datetime.now(tz=UTC).date()
        options: dict[str, Any] = {"address": address, "fonts": fonts.families(), "graphic": args.graphic}
        html = (
            lesson.document(atlas, args.story, lang, **options)
            if args.story
            else sheet.document(atlas, args.place, lang, on=today, **options)
        )
        try:
            content: str | bytes = html if args.output.suffix.lower() == ".html" else pdf(html)
        except MissingError as error:
            return view.refuse([f"geo sheet: {error}"])
        output.write(args.output, content)
    console.say(f"{args.output}: {args.story or args.place}")
    return 0


def _unknown(args: argparse.Namespace, atlas: Atlas) -> Iterator[str]:
    """Say that there is no such story, or no such place."""
    if args.story:
        stories = [story.id for story in story_checks.sound(atlas).stories]
        if args.story not in stories:
            yield f"there is no story {args.story!r}: {cells.suggest(args.story, stories)}"
        return
    places = atlas.places["id"].tolist()
    if args.place not in places:
        yield f"there is no place {args.place!r}: {cells.suggest(args.place, places)}"
