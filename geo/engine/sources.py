"""Which datasets are opened by an engine, and by which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.engine.parquet import ABOUT
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from geo.engine.model import Engine

POSTGRES: Final = ("postgresql://", "postgres://")


def is_postgres(where: str | Path) -> bool:
    """Say whether something is the address of a PostgreSQL database."""
    return str(where).startswith(POSTGRES)


def is_engine(where: str | Path) -> bool:
    """Say whether something is a folder that ``geo load`` made, or the address of a database."""
    return is_postgres(where) or (Path(where) / ABOUT).is_file()


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
    if is_postgres(where):
        from geo.engine.postgres import open_database  # noqa: PLC0415 - an extra

        return open_database(str(where))
    from geo.engine.duck import open_folder  # noqa: PLC0415 - takes a tenth of a second

    if not (Path(where) / ABOUT).is_file():
        raise DataError([Problem(ABOUT, "", "", "", f"is not in {where}", "make such a folder with geo load")])
    return open_folder(Path(where))
