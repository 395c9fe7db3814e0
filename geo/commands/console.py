"""What a command says, where its file goes, and how it ends."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo import export

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
STDOUT: Final = Path("-")
QUIET: Final[ContextVar[bool]] = ContextVar("quiet", default=False)
"""Whether only faults and what was asked for are said."""


def say(sentence: str) -> None:
    """Say what was done, on stderr; nothing when it is to be quiet."""
    if not QUIET.get():
        print(sentence, file=sys.stderr)  # noqa: T201 - a command line prints


def write(path: Path, content: str | bytes) -> None:
    """Replace a file whole (`geo.export.write_atomic`); ``-`` is stdout, for a pipe."""
    if path != STDOUT:
        export.write_atomic(path, content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode("utf-8") if isinstance(content, str) else content)
