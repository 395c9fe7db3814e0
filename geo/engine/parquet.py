"""A folder in which an engine finds a dataset: ``engine.json``, the skeleton, tables of Parquet, records of Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geo.engine import records
from geo.engine.stored import ROWS, stored
from geo.imports import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.model import Atlas

ABOUT: Final = "engine.json"
SKELETON: Final = "skeleton"
GROUP: Final = 122_880
"""Rows that are read together."""
ASKED: Final = (f"{ROWS}figures",)
"""Records of which statements ask, too."""
REPLACE: Final = "add --force, or choose a new folder"


def write(atlas: Atlas, target: Path, progress: Callable[[str], None] = lambda _: None, *, force: bool = False) -> None:
    """Write a dataset that passed its checks as a folder for an engine, whole or not at all.

    Raises
    ------
    DataError
        When something stands at `target`; with `force` another such folder is replaced.
    OutputError
        When the disk refuses.
    """

    def fill(draft: Path) -> None:
        made = stored(atlas)
        for name, content in made.files():
            path = draft / SKELETON / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name, table in made.tables():
            progress(name)
            write_table(draft, name, table)
            del table  # before the next one is made, which needs its room
            pa.default_memory_pool().release_unused()
        (draft / ABOUT).write_text(made.about.as_text(), encoding="utf-8")

    folder.build(target, fill, force=force, fix=REPLACE, mark=ABOUT)


def check(target: Path, *, force: bool = False) -> None:
    """Refuse a folder that could not be written at the end, before the work begins.

    Raises
    ------
    DataError
        As `write`.
    """
    folder.check(target, force=force, fix=REPLACE, mark=ABOUT)


def write_table(target: Path, name: str, table: pa.Table) -> None:
    """Write one table of a folder."""
    if name == "ids":
        records.Ids.write(target / "ids.arrow", table)
        return
    if name.startswith(ROWS):
        records.write(target / f"{name}.arrow", [table])
        if name not in ASKED:
            return
    pq.write_table(table, target / f"{name}.parquet", compression="zstd", row_group_size=GROUP)
