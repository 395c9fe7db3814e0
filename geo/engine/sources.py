"""Which datasets are opened by an engine, and by which."""

from __future__ import annotations

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from geo.dataset.read import default
from geo.engine import parquet
from geo.engine.parquet import ABOUT
from geo.engine.stored import FORMAT
from geo.errors import DataError
from geo.loading import load
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.engine.model import Engine

POSTGRES: Final = ("postgresql://", "postgres://")
LARGE: Final = 120_000_000
"""Bytes of the tables of a dataset beyond which one page no longer holds it: those of 300,000 events."""
KEPT_AS: Final = "repression-atlas"
"""The folder of what is kept between runs, within the user's own for such things."""


def is_postgres(where: str | Path) -> bool:
    """Say whether something is the address of a PostgreSQL database."""
    return str(where).startswith(POSTGRES)


def named() -> str | Path:
    """Return what ``GEO_DATA`` names, which may be the address of a database; else the dataset of the atlas."""
    address = os.environ.get("GEO_DATA", "")
    return address if is_postgres(address) else default()


def require(where: str | Path) -> None:
    """Refuse PostgreSQL where what speaks to it is not installed.

    Raises
    ------
    DataError
        With how to install it.
    """
    if is_postgres(where) and find_spec("psycopg") is None:
        fix = "pip install 'repression-atlas[postgres]'"
        raise DataError([Problem("PostgreSQL", "", "", "", "needs psycopg, which is not installed", fix)])


def prepared(where: Path, progress: Callable[[str], None] = lambda _: None) -> Path:
    """Return a folder for an engine where a dataset is large, else the dataset.

    It is made once for each content of the dataset and kept among the user's cached files.

    Raises
    ------
    DataError
        When the dataset has faults.
    OutputError
        When the disk refuses.
    """
    tables = sorted(path for path in where.glob("*.*") if path.is_file()) if where.is_dir() else []
    if is_engine(where) or sum(path.stat().st_size for path in tables) <= LARGE:
        return where
    progress("reading the tables")
    digest = hashlib.sha256(f"{FORMAT}\0".encode())
    for path in tables:
        with path.open("rb") as file:
            digest.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\0".encode())
    home = Path(platformdirs.user_cache_path(KEPT_AS))
    home.mkdir(parents=True, exist_ok=True)
    kept = home / digest.hexdigest()[:24]
    if not is_engine(kept):
        parquet.write(load(where, progress), kept, progress)
    return kept


def is_engine(where: str | Path) -> bool:
    """Say whether something is a folder that ``geo load`` made, or the address of a database."""
    return is_postgres(where) or (Path(where) / ABOUT).is_file()


def shown_by(address: str) -> str:
    """Return which dataset a database shows now, by a name that changes with each load.

    Raises
    ------
    DataError
        When it cannot be reached.
    """
    require(address)
    from geo.engine.postgres import current  # noqa: PLC0415 - an extra

    return current(address)


def engine_of(where: str | Path) -> Engine | None:
    """Return the engine of a folder that ``geo load`` made, or of a database; None for any other dataset."""
    return open_engine(where) if is_engine(where) else None


def open_engine(where: str | Path) -> Engine:
    """Return the engine of a folder that ``geo load`` made, or of ``postgresql://...``.

    Raises
    ------
    DataError
        When there is none, or it was made by another version of the program.
    """
    require(where)
    if is_postgres(where):
        from geo.engine.postgres import open_database  # noqa: PLC0415 - an extra

        return open_database(str(where))
    from geo.engine.duck import open_folder  # noqa: PLC0415 - takes a tenth of a second

    if not (Path(where) / ABOUT).is_file():
        raise DataError([Problem(ABOUT, "", "", "", f"is not in {where}", "make such a folder with geo load")])
    return open_folder(Path(where))
