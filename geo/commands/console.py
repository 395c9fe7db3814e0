"""What a command says, and how it ends."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WELL, FAULTS, WRONG, STOPPED = 0, 1, 2, 130
STATUS: Final[Mapping[int, str]] = {
    WELL: "it is done; of `geo validate`: the dataset has no errors",
    FAULTS: "the data have errors, or whoever reads the output has gone",
    WRONG: "wrong use, or there is no room to write: nothing was written",
    STOPPED: "stopped with Ctrl+C: no file is half written",
}
"""How commands end, and what that means."""
QUIET: Final[ContextVar[bool]] = ContextVar("quiet", default=False)
"""Whether only faults and what was asked for are said."""


def say(sentence: str) -> None:
    """Say what was done, on stderr; nothing when it is to be quiet."""
    if not QUIET.get():
        print(sentence, file=sys.stderr)  # noqa: T201 - a command line prints
