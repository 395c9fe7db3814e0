"""``geo site``: a folder of pages that need no scripts to be read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import console, progress, view
from geo.commands.output import add_budget, carried
from geo.dataset import cells

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.model import Atlas
    from geo.site.folder import Written

NAME = "site"
PARTS = {"map": "maps of places", "media": "pictures", "picture": "pictures for other sites", "download": "downloads"}
"""Folder of a site -> what lies in it."""
TEXT = "write a site of plain pages: one for each event, place, person, organization, group, source and story"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help="made when there is none")
    text = "the languages of the pages, such as en,ru,et,pl; else all of the dataset"
    command.add_argument("--languages", default="", metavar="LANG,LANG", help=text)
    text = "where the site will stand, such as https://museum.example/atlas/: for its list of pages and whole addresses"
    command.add_argument("--base", default="", metavar="URL", help=text)
    text = "without the pictures of 1200 x 630 pixels that other sites show of a page (they need --base)"
    command.add_argument("--no-pictures", action="store_true", help=text)
    text = "keep what the folder holds as v/VERSION/, before the pages of another version of the data are written"
    command.add_argument("--keep", action="store_true", help=text)
    text = "write also into a folder that holds something else; nothing but files of the same name is replaced"
    command.add_argument("--force", action="store_true", help=text)
    add_budget(command)


def run(args: argparse.Namespace) -> int:
    """Write the site; nothing is written when a part of the command is wrong."""
    from geo.app import fonts  # noqa: PLC0415 - the other commands do without Streamlit
    from geo.site import files, folder, kept  # noqa: PLC0415 - nor do they need Folium
    from geo.site.chosen import MOST, chosen  # noqa: PLC0415

    atlas = progress.loaded(args.data)
    languages = files.spoken(atlas, args.languages)
    if faults := [*_faults(args, languages, atlas)]:
        return view.refuse([f"geo site: {fault}" for fault in faults])
    if folder.strange(args.folder) and not args.force:
        return view.refuse([f"geo site: {args.folder} holds something else - name a new folder, or add --force"])
    if args.keep and (why := kept.fault(args.folder, atlas)):
        return view.refuse([f"geo site: {why}"])
    if (part := chosen(atlas)) is not atlas:
        held = f"{len(part.events):,} of {len(atlas.events):,} events"
        why = f"there are more than {MOST:,} records: those of stories first, then the best supported"
        console.say(f"pages for {held} - {why}")
    faces = {name: path.read_bytes() for name, path in fonts.files().items()} | {
        "fonts.css": fonts.stylesheet().encode()
    }
    base = f"{args.base.rstrip('/')}/" if args.base else ""
    plan = carried(atlas, args.media_budget)
    with progress.shown() as step:
        if args.keep:
            step("keeping what is there")
            kept.keep(args.folder, atlas)
        before = kept.found(args.folder, kept.named(atlas))
        wanted = files.Wanted(languages, base, faces, plan, pictures=not args.no_pictures, kept=before)
        gone = kept.missing(before, files.paths(atlas, languages))
        of = folder.About(kept.named(atlas), atlas.version, gone=frozenset(gone))
        done = folder.write(args.folder, files.files(atlas, wanted, step), of)
    if before:
        console.say(f"beside it: {', '.join(one.version for one in before)}")
    for sentence in _said(args.folder, done, base):
        console.say(sentence)
    return 0


def _faults(args: argparse.Namespace, languages: list[str], atlas: Atlas) -> Iterator[str]:
    for lang in languages:
        yield from view.unspoken(lang, atlas)
    if args.base and (not cells.host(args.base) or set("?#") & set(args.base)):
        yield f"{args.base!r} is no address of a site - write it as https://museum.example/atlas/"


def _said(folder: Path, done: Written, base: str) -> Iterator[str]:
    """Yield what was written: how many files of what, and how large they are together."""
    kinds, sizes = Counter[str](), Counter[str]()
    for name, size in done.sizes.items():
        first, _, rest = name.partition("/")
        what = PARTS.get(first, "pages" if rest.endswith(".html") else "other files")
        kinds[what] += 1
        sizes[what] += size
    every = ", ".join(f"{n:,} {what} {sizes[what] / 1e6:.1f} MB" for what, n in kinds.items())
    yield f"{folder}: {every}; {done.changed:,} new or changed, {done.gone:,} taken away"
    if not base:
        yield "without --base: no sitemap.xml, canonical addresses and pictures for other sites, which need whole ones"
