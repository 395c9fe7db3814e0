"""Make a folder whole or not at all: it is built beside its place and then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from typing import TYPE_CHECKING, Final

from geo.export.files import LEFT_BEHIND
from geo.imports.model import refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.errors import DataError

DATASET: Final = "datapackage.json"
"""A folder that holds it is a dataset; no other folder is ever replaced."""


def build(target: Path, fill: Callable[[Path], None], *, force: bool = False) -> None:
    """Let `fill` write into a new folder, then put it where `target` is.

    Parameters
    ----------
    target
        The folder to be; its parent must exist. An empty folder may stand there.
    fill
        Writes the files; when it fails nothing is left, and what was there stays.
    force
        Replace a dataset that stands there.

    Raises
    ------
    DataError
        When something stands at `target` that may not be replaced, or the disk refuses.
    """
    target = target.absolute()
    try:
        if not target.parent.is_dir():
            raise refusal(str(target.parent), "there is no such folder", "make it first, or choose another one")
        _clear(target)
        _refuse(target, force=force)
        draft = _beside(target, "tmp")
        draft.mkdir()
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        fill(draft)
        for path in draft.iterdir():
            _to_disk(path)
        _put(draft, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse(target: Path, *, force: bool) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise refusal(str(target), "is not a folder", "choose another name")
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not (target / DATASET).is_file():
        raise refusal(str(target), "holds other things than a dataset", "choose a new folder")
    if not force:
        raise refusal(str(target), "holds a dataset already", "choose a new folder; an import can --force it")


def _unwritable(target: Path, error: OSError) -> DataError:
    return refusal(str(target), f"cannot be written ({error.strerror})", "choose another folder, or mend its rights")


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(6)}.{what}")


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put(draft: Path, target: Path) -> None:
    """Rename; a dataset that stood there goes aside first and comes back when the renaming fails."""
    old = None
    if target.exists():
        old = _beside(target, "old")
        target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        if old is not None:
            old.rename(target)
        raise
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)


def _clear(target: Path) -> None:
    """Take away what a killed writer left; a dataset that it had put aside comes back."""
    for path in list(target.parent.iterdir()):
        if not path.name.startswith(f".{target.name}."):
            continue
        if path.suffix == ".old" and not target.exists():
            path.rename(target)
        elif path.suffix in (".tmp", ".old") and path.stat().st_mtime < time.time() - LEFT_BEHIND:
            shutil.rmtree(path, ignore_errors=True)
