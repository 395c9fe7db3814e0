"""The folder of a site: every file is replaced whole, and only those that have changed; what is not ours stays."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from geo.errors import OutputError
from geo.export.files import failure, remove_stale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

File = tuple[str, "str | bytes | Callable[[], bytes]"]
"""Path below the folder of the site, and content; what makes it where the path follows from the content."""
LIST: Final = "site.json"
"""Names every file of the site, so that the next one takes away what it has no more, and of which version it is."""


@dataclass(frozen=True)
class About:
    """What a site says of itself.

    Attributes
    ----------
    version, digest
        Of its data: as its editors call it, and of its content; "" of a site that does not say it.
    files
        The paths of all its files.
    gone
        Those among them that only say of a page where it was.
    """

    version: str = ""
    digest: str = ""
    files: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass
class Written:
    """What a site has: the sizes of its files by path, how many of them are new or changed, and how many are gone."""

    sizes: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    gone: int = 0


def strange(folder: Path) -> bool:
    """Whether a folder holds something and no site: names that begin with a full stop do not count."""
    if not folder.exists():
        return False
    return not folder.is_dir() or (not (folder / LIST).is_file() and any(not _hidden(one) for one in folder.iterdir()))


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def write(folder: Path, files: Iterable[File], of: About | None = None) -> Written:
    """Write the files of a site; those of an earlier one that it has no more are taken away at the end.

    `of` is what it says of itself, but for its files.

    Raises
    ------
    OutputError
        When something cannot be written; what was there before may be partly new, and the next site mends it.
    """
    done = Written()
    folders: set[Path] = set()
    path = folder
    try:
        before = set(about(folder).files)
        for name, content in files:
            path = folder / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                remove_stale(path.parent)
                folders.add(path.parent)
            if callable(content) and path.is_file():  # its name says that it is the same
                done.sizes[name] = path.stat().st_size
                continue
            made = content() if callable(content) else content
            data = made.encode("utf-8") if isinstance(made, str) else made
            done.sizes[name] = len(data)
            done.changed += _replaced(path, data)
        _replaced(folder / LIST, _listed(of or About(), sorted(done.sizes)))
        for name in before - done.sizes.keys():
            path = folder / name
            done.gone += path.is_file()
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # it still has other files
                path.parent.rmdir()
    except OSError as error:
        raise OutputError(failure(path, error)) from error
    return done


def _replaced(path: Path, data: bytes) -> bool:
    """Replace a file whole unless it is the same already; say whether it was not."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    draft = path.with_name(f".atlas-{secrets.token_hex(6)}.tmp")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)  # noqa: PTH105 - the same
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return True


def _listed(of: About, files: list[str]) -> bytes:
    said = {"version": of.version, "digest": of.digest, "gone": sorted(of.gone & {*files}), "files": files}
    return json.dumps(said, indent=0).encode()


def about(folder: Path) -> About:
    """Return what a site says of itself; none of its files leads out of the folder, and of no site there are none."""
    try:
        said = json.loads((folder / LIST).read_text(encoding="utf-8"))
        files, gone = said["files"], said.get("gone", [])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return About()
    named = tuple(map(str, files)) if isinstance(files, list) else ()
    version, digest = (str(said.get(name) or "") for name in ("version", "digest"))
    inside = tuple(filter(_is_inside, named))
    return About(version if _is_inside(version) else "", digest, inside, frozenset(map(str, gone)))


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
