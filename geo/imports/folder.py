"""Make a folder whole or not at all: it is built beside its place and then renamed."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from geo.dataset import description
from geo.errors import OutputError
from geo.export import files
from geo.imports.model import refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEW: Final = "choose a new folder"
OLD: Final = ".old"
"""Ends the name of a dataset that makes room for another."""


def build(
    target: Path, fill: Callable[[Path], None], *, force: bool = False, fix: str = NEW, mark: str = description.FILE
) -> None:
    """Let `fill` write into a new folder, then put it where `target` is.

    Parameters
    ----------
    target
        The folder to be; its parent must exist. An empty folder may stand there.
    fill
        Writes the files; when it fails nothing is left, and what was there stays.
    force
        Replace a dataset that stands there.
    fix
        What to do when a dataset stands there and may not be replaced.
    mark
        The file by which a folder is known to be a dataset.

    Raises
    ------
    DataError
        When something stands at `target` that may not be replaced.
    OutputError
        When the disk refuses.
    """
    target = target.absolute()
    try:
        if target.parent.is_dir():
            _recover(target)
        check(target, force=force, fix=fix, mark=mark)
        with files.temporary_folder(target.parent) as folder:
            draft = folder / target.name
            draft.mkdir()
            fill(draft)
            for path in (one for one in draft.rglob("*") if one.is_file()):
                _to_disk(path)
            _put(draft, target)
    except OSError as error:
        raise OutputError(files.failure(target, error)) from error


def check(target: Path, *, force: bool = False, fix: str = NEW, mark: str = description.FILE) -> None:
    """Refuse a folder that could not be written at the end, before the work begins.

    Raises
    ------
    DataError
        As `build`.
    """
    target = target.absolute()
    if not target.parent.is_dir():
        raise refusal(str(target.parent), "there is no such folder", "make it first, or choose another one")
    _refuse(target, fix, force=force, mark=mark)


def _refuse(target: Path, fix: str, *, force: bool, mark: str) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise refusal(str(target), "is not a folder", "choose another name")
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not (target / mark).is_file():  # only a dataset is ever replaced
        raise refusal(str(target), "holds other things than a dataset", NEW)
    if not force:
        raise refusal(str(target), "holds a dataset already", fix)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put(draft: Path, target: Path) -> None:
    """Rename; a dataset that stood there goes aside first and comes back when the renaming fails."""
    old = target.with_name(f".{target.name}.{secrets.token_hex(6)}{OLD}")
    if target.exists():
        target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Bring back a dataset that a killed writer had put aside, or take it away when a new one stands there."""
    for path in list(target.parent.glob(f".{glob.escape(target.name)}.*{OLD}")):
        if target.exists():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.rename(target)
