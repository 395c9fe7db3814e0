"""Pictures and documents of a dataset: ``media.csv`` and the files that it names, in the folder ``media``.

Files come from outside as tables do: only regular ones within the folder are read, and what is decoded of them is
bounded beforehand, by the size that their header tells.
"""

from __future__ import annotations

import io
import re
import struct
import threading
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import Image, ImageFile

from geo.dataset import cells
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from geo.model import Atlas

TABLE: Final = "media"
FOLDER: Final = "media"
NAMED: Final = {"event_id": "events", "place_id": "places", "person_id": "persons", "story": "stories"}
"""Column -> of what a picture is by it; one at least is given."""
MAX_FILE: Final = 30_000_000
"""Bytes of one file: a scan of a page in full has a third of it."""
MAX_PIXELS: Final = 60_000_000
"""Of one picture, four bytes each while it is made small; a camera of today has 24 to 50 million."""
FORMATS: Final = ("JPEG", "PNG", "WEBP")
"""No SVG: it is a program, not a picture."""
_LOOKED_AT: Final = (256, 256)
"""So small a picture is enough to see whether the whole file can be decoded."""
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, struct.error,
    zlib.error, Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises for a damaged file."""
_LOCK: Final = threading.Lock()
_CREATIVE_COMMONS: Final = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.[05])", re.IGNORECASE)
_CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_PLAIN: Final = re.compile(r"[^/\\:\x00-\x1f]+")
Fetch: TypeAlias = "Callable[[str], bytes | Problem | None]"
"""See `geo.dataset.assemble.Fetch`."""


def name_fault(name: str) -> tuple[str, str] | None:
    """Return why a cell names no file of the folder, and how to fix it; None when it does."""
    folder, _, rest = name.partition("/")
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
        return "leads out of the folder", f"put the file into the folder {FOLDER}, and write {FOLDER}/NAME"
    if folder != FOLDER or not _PLAIN.fullmatch(rest) or rest == ".":
        return f"is no file of the folder {FOLDER}", f"put the file there, and write {FOLDER}/NAME"
    return None


def read(table: pd.DataFrame, path: str, fetch: Fetch) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files that the table names, and what is wrong with their names or with reading them.

    Parameters
    ----------
    table
        ``media.csv`` as read.
    path
        What it is called, for the problems.
    fetch
        Is asked once for each file.
    """
    found: dict[str, bytes] = {}
    problems: dict[str, tuple[str, str] | None] = {}
    listed: list[Problem] = []
    for index, name in cells.rows(table, "file"):
        if not name:
            continue  # reported as any empty cell
        if name not in problems:
            wrong = name_fault(name)
            content = None if wrong else fetch(name)
            problems[name] = wrong or _fault(content)
            if isinstance(content, bytes) and not problems[name]:
                found[name] = content
        if fault := problems[name]:
            listed.append(Problem(path, index, "file", name, *fault))
    return found, listed


def _fault(content: bytes | Problem | None) -> tuple[str, str] | None:
    if content is None:
        return "there is no such file", "put it there, or correct the name"
    if isinstance(content, Problem):
        return content.why, content.fix
    if len(content) > MAX_FILE:
        return f"is larger than {MAX_FILE:,} bytes", "save it smaller: 3,000 pixels on its longer side are enough"
    return None


def opened(content: bytes) -> Image.Image:
    """Return a picture of which only the header was read.

    Raises
    ------
    ValueError
        With why it is none that is shown.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:  # beyond Pillow's own bounds
        raise ValueError(_TOO_LARGE) from error
    except _BROKEN as error:
        msg = "is no picture of the kinds JPEG, PNG and WebP"
        raise ValueError(msg) from error
    if image.width * image.height > MAX_PIXELS:
        raise ValueError(_TOO_LARGE)
    return image


_TOO_LARGE: Final = f"has more than {MAX_PIXELS:,} pixels"


def picture_fault(content: bytes) -> tuple[str, str] | None:
    """Return why a file is no picture that can be shown, and how to fix it; None for a sound one."""
    try:
        image = opened(content)
    except ValueError as error:
        return str(error), "save it anew as JPEG, PNG or WebP, at most 3,000 pixels on its longer side"
    try:
        with _whole():
            image.draft("RGB", _LOOKED_AT)
            image.load()
    except _BROKEN:
        return "is damaged: it cannot be shown to its end", "copy the file again from where it came"
    return None


@contextmanager
def _whole() -> Iterator[None]:
    """Let Pillow refuse a file that ends too early; WeasyPrint, once imported, has it accept such files everywhere."""
    with _LOCK:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def names(atlas: Atlas) -> set[str]:
    """Return the files that the table names."""
    return set(atlas.tables[TABLE]["file"]) if TABLE in atlas.tables else set()


def graphic(atlas: Atlas) -> set[str]:
    """Return the files that some row calls graphic, and that are so in every row."""
    return {row["file"] for row in atlas.rows(TABLE) if row["graphic"] == "true"}


def of_atlas(atlas: Atlas) -> Iterator[dict[str, str]]:
    """Yield the rows whose files are there."""
    yield from (row for row in atlas.rows(TABLE) if row["file"] in atlas.files)


def licence_address(licence: str) -> str:
    """Return the address of a licence, "" where its words are known to have none."""
    if found := _CREATIVE_COMMONS.fullmatch(licence):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if licence.upper() == "CC0-1.0":
        return _CC0
    return licence if cells.host(licence) else ""


def is_entry(resource: object) -> bool:
    """Say whether a resource of a description is a picture, which `TABLE` tells of, and no table."""
    if not isinstance(resource, dict) or "schema" in resource:
        return False
    return str(resource.get("path", "")).startswith(f"{FOLDER}/")
