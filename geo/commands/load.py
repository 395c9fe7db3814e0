"""``geo load``: a dataset for an engine, as a folder of Parquet or in PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.commands import console, progress
from geo.engine import parquet, sources
from geo.wording import count

if TYPE_CHECKING:
    import argparse

NAME = "load"
TEXT = "put a dataset that outgrows one page into a folder of Parquet, or into PostgreSQL"
MAKES = True
"""Names its dataset before where it goes."""


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument(
        "dataset", type=Path, metavar="DATASET", help="a folder with datapackage.json, or a zip of one"
    )
    text = "a new folder, or postgresql://user@host/database; a password belongs into PGPASSWORD or ~/.pgpass"
    command.add_argument("--to", required=True, metavar="FOLDER_OR_ADDRESS", help=text)
    command.add_argument("--force", action="store_true", help="replace a folder that this command made")


def run(args: argparse.Namespace) -> int:
    """Check the dataset, then put it there whole; what was there before stays until then."""
    sources.require(args.to)
    if sources.is_postgres(args.to):
        from geo.engine import postgres  # noqa: PLC0415 - an extra

        postgres.connect(args.to).close()  # what cannot be reached is told at once
    else:
        parquet.check(Path(args.to), force=args.force)
    atlas = progress.loaded(args.dataset)
    with progress.shown() as step:
        if sources.is_postgres(args.to):
            from geo.engine import postgres_load  # noqa: PLC0415 - an extra

            postgres_load.load(atlas, args.to, step)
        else:
            parquet.write(atlas, Path(args.to), step, force=args.force)
    console.say(f"{count(len(atlas.events), 'event')}: {_shown(args.to)}")
    return console.WELL


def _shown(where: str) -> str:
    """Return where a dataset went without a password."""
    if not sources.is_postgres(where):
        return where
    parts = urlsplit(where)
    return f"PostgreSQL, {parts.hostname or 'this machine'}{parts.path}"
