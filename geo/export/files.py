"""Replace files so that a reader or a crash sees the old or the new one, never a part.

A file is written as a draft beside its target, and its writer holds the draft by an advisory lock
for as long as it lives. A draft that nobody holds was left by a writer that was killed: `remove_stale`,
which every writer calls first, takes it away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geo.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DRAFT = re.compile(r"\.atlas-[0-9a-f]{12}\.tmp")
LEFT_BEHIND = 3600
"""Seconds after which nobody writes a draft any more, where the file system knows no locks."""
CLOSE_FIRST = sys.platform == "win32"
"""Windows moves no file that is open."""
TRIES = 3
"""A draft that is closed before it is moved may be cleared away by another writer in between."""
REASONS = {
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your share of the disk is used up", "free some space"),
    errno.ENOSPC: ("the disk is full", "free some space or choose another disk"),
    errno.EFBIG: ("it is larger than the system allows", "choose another disk"),
    errno.ENOENT: ("its folder does not exist", "make the folder first"),
    errno.ENOTDIR: ("a part of its path is a file", "choose another folder"),
    errno.EISDIR: ("it is a folder", "name a file in it"),
    errno.EACCES: ("you may not write there", "change the rights of the folder or choose another"),
    errno.EPERM: ("you may not write there", "change the rights of the folder or choose another"),
    errno.EROFS: ("the disk can only be read", "choose another disk"),
    errno.ENAMETOOLONG: ("its name is too long", "choose a shorter one"),
}
"""Why a file cannot be written, and how to fix it."""

if sys.platform == "win32":

    def _lock(_: BinaryIO) -> bool | None:
        """Return True: nobody else can delete a file that is open."""
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool | None:
        """Lock a draft; return whether that was possible, or None on a file system without locks."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


def write_atomic(path: Path, content: str | bytes | Callable[[], Iterable[bytes]]) -> None:
    """Replace a file whole; text is written as UTF-8. What is very large is given as what makes its pieces.

    An old file keeps its rights, and a link stays one: the file that it leads to is replaced.

    Raises
    ------
    OutputError
        If the file cannot be written; it says why and how to fix it. The old file is as it was.
    """
    whole = content.encode("utf-8") if isinstance(content, str) else content
    data = (lambda: [whole]) if isinstance(whole, bytes) else whole
    target = Path(os.path.realpath(path))
    try:
        _refuse_what_is_no_file(target)
        remove_stale(target.parent)
        _write(target, data)
    except OSError as error:
        raise OutputError(failure(path, error)) from error


def remove_stale(folder: Path) -> None:
    """Take away what killed writers left in a folder; drafts of living writers stay."""
    with contextlib.suppress(OSError):
        for entry in [entry for entry in os.scandir(folder) if DRAFT.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):  # another's, or already gone
                if entry.is_file(follow_symlinks=False):
                    _remove_unless_held(Path(entry.path))


def remove_all_stale(folder: Path) -> None:
    """Take away what killed writers left in a folder and among the temporary files of the system."""
    remove_stale(folder)
    remove_stale(Path(tempfile.gettempdir()))


@contextlib.contextmanager
def temporary_folder(home: Path | None = None) -> Iterator[Path]:
    """Make a folder in which files are written by name; it is gone at the end.

    After an interruption the next one, or `remove_all_stale`, takes it away. `home` is the folder in which it is
    made, by default that of the system's temporary files.

    Raises
    ------
    OutputError
        If there is no room for temporary files.
    """
    home = home or Path(tempfile.gettempdir())
    remove_stale(home)
    with contextlib.ExitStack() as stack:
        try:
            draft = _draft(home)
            stack.callback(Path(draft.name).unlink, missing_ok=True)
            stack.callback(draft.close)
            folder = _folder_of(Path(draft.name))
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise OutputError(failure(home, error)) from error
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def _refuse_what_is_no_file(target: Path) -> None:
    """Refuse a folder, and a device: it would be replaced by a file."""
    if target.exists() and not target.is_file():
        raise OSError(errno.EISDIR if target.is_dir() else errno.EPERM, "is no file")


def _write(target: Path, data: Callable[[], Iterable[bytes]]) -> None:
    for attempt in range(TRIES):
        try:
            _write_once(target, data)
        except FileNotFoundError:
            if not CLOSE_FIRST or attempt == TRIES - 1:
                raise
        else:
            return


def _write_once(target: Path, data: Callable[[], Iterable[bytes]]) -> None:
    file = _draft(target.parent)
    draft = Path(file.name)
    try:
        with file:
            file.writelines(data())
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o7777)
            if not CLOSE_FIRST:
                draft.replace(target)
        if CLOSE_FIRST:
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _draft(folder: Path) -> BinaryIO:
    """Open a new draft and hold it; one that was cleared away before it was held is made again."""
    while True:
        file = cast("BinaryIO", (folder / f".atlas-{secrets.token_hex(6)}.tmp").open("xb"))
        if _lock(file) is not False and Path(file.name).exists():
            return file
        file.close()


def _folder_of(draft: Path) -> Path:
    """Return the folder that belongs to a draft; it never stands without its draft."""
    return draft.with_suffix(".dir")


def _remove_unless_held(draft: Path) -> None:
    """Take away a draft, and the folder that belongs to it, unless its writer lives."""
    with draft.open("r+b") as file:
        held = _lock(file)
        old = draft.stat().st_mtime < time.time() - LEFT_BEHIND
        if held is False or (held is None and not old):
            return
        if not CLOSE_FIRST:
            _remove(draft)
    if CLOSE_FIRST:
        _remove(draft)


def _remove(draft: Path) -> None:
    """Take away a folder and then its draft; Windows refuses to delete a draft that a writer holds."""
    folder = _folder_of(draft)
    if CLOSE_FIRST:
        draft.rename(draft)  # refused while it is held
    if folder.is_dir():
        shutil.rmtree(folder)
    draft.unlink()


def failure(path: Path, error: OSError) -> str:
    """Return why something was not written and how to fix it."""
    why, fix = REASONS.get(error.errno or 0, (error.strerror or str(error) or type(error).__name__, "mend that first"))
    there = os.path.isfile(path)  # noqa: PTH113 - a path may be one that cannot even be asked for
    stays = "; the file that was there is unchanged" if there else ""
    return f"{path} was not written: {why} - {fix}{stays}"
