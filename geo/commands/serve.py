"""``geo serve``: the app on this machine."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands import progress
from geo.engine import sources

if TYPE_CHECKING:
    import argparse

NAME = "serve"
TEXT = "start the app on this machine"


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--port", type=int, default=8501)


def run(args: argparse.Namespace) -> int:
    """Start the app; the settings of ``.streamlit/config.toml`` hold wherever it is started."""
    where = args.data.resolve() if args.data else sources.named()
    if isinstance(where, Path):
        with progress.shown() as step:
            os.environ["GEO_DATA"] = str(sources.prepared(where, step))
    logging.basicConfig(format="%(message)s", level=logging.WARNING)  # faults of the dataset stand on the console
    from geo.app import site  # noqa: PLC0415 - the other commands do without Streamlit

    site.run(port=args.port)
    return 0
