"""The option ``--view``: what the atlas is to show, as in an address."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from geo.commands import console
from geo.dataset import settings
from geo.view.asked import read

__all__ = ["add", "read", "refuse", "unspoken"]

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.model import Atlas


def add(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option to a command; `what` is shown begins its help."""
    text = f'{what}, as in the address of the app: "from=1937&to=1938&org=nkvd-ussr"; else everything'
    command.add_argument("--view", default="", metavar="ADDRESS", help=text)


def unspoken(lang: str, atlas: Atlas) -> Iterator[str]:
    """Say that there is no such language, when there is none."""
    known = settings.of(atlas)
    if not known.speaks(lang):
        yield f"the atlas has no language {lang!r}; this dataset has {', '.join(known.languages)}"


def refuse(sentences: list[str]) -> int:
    """Print what is wrong, and return the status of a command that was not understood."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - a command line prints
    return console.WRONG
