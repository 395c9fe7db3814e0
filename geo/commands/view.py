"""The option ``--view``: what the atlas is to show, as in an address."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from geo.dataset import settings
from geo.view import kinds
from geo.view.query import strictly

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.model import Atlas
    from geo.view.query import Query


def add(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option to a command; `what` is shown begins its help."""
    text = f'{what}, as in the address of the app: "from=1937&to=1938&org=nkvd-ussr"; else everything'
    command.add_argument("--view", default="", metavar="ADDRESS", help=text)


def read(text: str, atlas: Atlas) -> tuple[Query, list[str]]:
    """Read a view, the parameters of an address or a whole one; return it and all that is wrong with it.

    An address shows what it shows in the app, where some kinds are off at first; no address means everything.
    """
    try:
        asked = urlsplit(text).query if "?" in text else text
    except ValueError:  # an address that there cannot be, such as "http://[x?from=1937"
        asked = ""
    pairs = parse_qsl(asked, keep_blank_values=True)
    at_first = kinds.hidden_at_first(atlas) if text else frozenset()
    query, faults = strictly(pairs, atlas, at_first=at_first)
    if text and not pairs:
        faults = [f"{text!r} is no view - write it as from=1937&to=1938", *faults]
    return query, faults


def unspoken(lang: str, atlas: Atlas) -> Iterator[str]:
    """Say that there is no such language, when there is none."""
    known = settings.of(atlas)
    if not known.speaks(lang):
        yield f"the atlas has no language {lang!r}; this dataset has {', '.join(known.languages)}"


def refuse(sentences: list[str]) -> int:
    """Print what is wrong, and return the status of a command that was not understood."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - a command line prints
    return 2
