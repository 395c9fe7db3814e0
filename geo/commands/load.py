"""``geo load``: a dataset for an engine, as a folder of Parquet or in PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.commands import console, progress, view
from geo.engine import merging, parquet, sources
from geo.wording import count

if TYPE_CHECKING:
    import argparse

    from geo.model import Atlas

NAME = "load"
TEXT = "put a dataset that outgrows one page, or several, into a folder of Parquet or into PostgreSQL"
MAKES = True
"""Names its dataset before where it goes."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    text = "a folder with datapackage.json, a zip of one, or a folder that this command made; several become one"
    command.add_argument("datasets", type=Path, nargs="+", metavar="DATASET", help=text)
    command.add_argument("--title", default="", help="what several datasets are called together")
    text = "a new folder, or postgresql://user@host/database; a password belongs into PGPASSWORD or ~/.pgpass"
    command.add_argument("--to", required=True, metavar="FOLDER_OR_ADDRESS", help=text)
    command.add_argument("--force", action="store_true", help="replace a folder that this command made")


def run(args: argparse.Namespace) -> int:
    """Check what is to be loaded, then put it there whole; what was there before stays until then."""
    if len(args.datasets) > 1 and not args.title:
        return view.refuse(["several datasets become one - say what it is called, with --title"])
    sources.require(args.to)
    if sources.is_postgres(args.to):
        from geo.engine import postgres  # noqa: PLC0415 - an extra

        postgres.connect(args.to).close()  # what cannot be reached is told at once
    else:
        parquet.check(Path(args.to), force=args.force)
    members = [(path.name, _loaded(path)) for path in args.datasets]
    with progress.shown() as step:
        atlas = members[0][1] if len(members) == 1 else merging.merged(members, args.title, step)
        if sources.is_postgres(args.to):
            from geo.engine import postgres_load  # noqa: PLC0415 - an extra

            postgres_load.load(atlas, args.to, step)
        else:
            parquet.write(atlas, Path(args.to), step, force=args.force)
    console.say(f"{count(len(atlas.events), 'event')}: {_shown(args.to)}")
    return console.WELL


def _loaded(path: Path) -> Atlas:
    """Return a dataset that is sound; one that was loaded before was found so then."""
    engine = sources.engine_of(path)
    return progress.loaded(path) if engine is None else engine.whole()


def _shown(where: str) -> str:
    """Return where a dataset went without a password."""
    if not sources.is_postgres(where):
        return where
    parts = urlsplit(where)
    return f"PostgreSQL, {parts.hostname or 'this machine'}{parts.path}"
