"""Read files of a folder that its owner, or whoever packed it, filled: regular files, whole, and no others."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from geo.model import Problem

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting: opening a FIFO would otherwise block until somebody writes into it. Windows has not all of them."""
_PIECE = 1_000_000
IRREGULAR = "cannot be read: it is not a regular file"


def read_regular(path: Path, most: int, *, inside: Path | None = None) -> bytes | Problem | None:
    """Return the content of a regular file, or why it cannot be had, or None when there is none.

    Parameters
    ----------
    path
        May be a link; devices, FIFOs and sockets are refused before they are opened.
    most
        Bytes. No more are returned than one beyond it, which says that there are more: a file may grow
        while it is read, and some have no size.
    inside
        A folder out of which no link may lead; None lets links lead anywhere.
    """
    fix = "put the file itself there"
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Problem(path.name, "", "", "", IRREGULAR, fix)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            opened = os.fstat(file.fileno())
            if not stat.S_ISREG(opened.st_mode):  # exchanged since it was looked at
                return Problem(path.name, "", "", "", IRREGULAR, fix)
            if inside is not None and not _is_inside(path, inside, opened):
                return Problem(path.name, "", "", "", "cannot be read: it is a link that leads out of the folder", fix)
            return _read(file, opened.st_size, most)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = f"cannot be read ({error.strerror})"
        return Problem(path.name, "", "", "", why, "put the file there or mend its rights")


def _read(file: BinaryIO, size: int, most: int) -> bytes:
    parts = [file.read(min(size, most) + 1)]  # so much is set aside at once
    left = most + 1 - len(parts[0])
    while left > 0 and (part := file.read(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _is_inside(path: Path, folder: Path, opened: os.stat_result) -> bool:
    """Say whether the very file that was opened is what stands at the end of all links, and that within the folder."""
    if path.parent == folder and os.path.samestat(path.lstat(), opened):
        return True  # no link at all
    real = path.resolve(strict=True)
    return real.is_relative_to(folder.resolve(strict=True)) and os.path.samestat(real.lstat(), opened)
