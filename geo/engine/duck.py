"""DuckDB over a folder of Parquet, in this process: nothing to install, nothing to load, nobody writes."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np

from geo.dataset.read import read
from geo.engine import records, sql
from geo.engine.answers import Answers
from geo.engine.excerpts import frame
from geo.engine.parquet import ABOUT, SKELETON
from geo.engine.stored import LINE, NUMBER, ROWS, read_about
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

MEMORY: Final = "1GB"
"""What DuckDB may take; a large sort beyond it goes to the disk."""
MOST_THREADS: Final = 4
HELD: Final = Path("/proc/self/fd")
"""Where Linux has the files that a process holds open."""
SETTINGS: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": f"'{MEMORY}'",
    "parquet_metadata_cache": "true",
}
"""Nothing is downloaded: Parquet is built in."""


class Duck:
    """A database that reads the files of a folder; see `geo.engine.answers.Database`."""

    def __init__(self, folder: Path) -> None:
        self.dialect = Postings()
        files, held = _held(sorted(folder.glob("*.parquet")))
        self._let_go = weakref.finalize(self, _let_go, files)
        own = {name.removeprefix(ROWS): path for name, path in held.items() if name.startswith(ROWS)}
        self._records = {name: records.opened(path) for name, path in own.items()}
        self._connection = duckdb.connect()
        threads = min(os.cpu_count() or 1, MOST_THREADS)
        for name, value in {**SETTINGS, "threads": str(threads)}.items():
            self._connection.execute(f"SET {name} = {value}")
        for name, path in held.items():
            self._connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet({_text(path)})')
        self._connection.execute(f"SET allowed_directories = [{_text(folder)}, {_text(HELD)}]")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _run(self, statement: str) -> pa.Table:
        return self._connection.cursor().sql(statement).to_arrow_table()

    def numbers(self, statement: str, columns: int = 1) -> list[NDArray[np.integer[Any]]]:
        """See `Database`."""
        found = self._run(statement)
        return [found.column(at).to_numpy() for at in range(columns)]

    def texts(self, statement: str) -> pa.Array:
        """See `Database`."""
        return self._run(statement).column(0).combine_chunks()

    def find(self, statement: str, text: str) -> int | None:
        """See `Database`."""
        found = self._connection.cursor().execute(statement, [text]).fetchone()
        return None if found is None else int(found[0])

    def rows(self, table: str, events: Sequence[int]) -> pd.DataFrame:
        """See `Database`."""
        found = self._records[table].of(np.array(events, np.int64))
        numbers = {name: found.column(name).to_numpy() for name in (NUMBER, LINE)}
        texts = {name: found.column(name).to_pylist() for name in found.column_names if name not in numbers}
        return frame(texts).assign(**numbers)

    def close(self) -> None:
        """See `Database`."""
        self._connection.close()
        self._let_go()


def _held(paths: Sequence[Path]) -> tuple[list[int], dict[str, Path]]:
    """Open files, and return them with where each is read by its name: also when another folder has taken its place."""
    files = [os.open(path, os.O_RDONLY) for path in paths] if HELD.is_dir() else []
    where = [HELD / str(file) for file in files] or paths
    return files, dict(zip((path.stem for path in paths), where, strict=True))


def _let_go(files: Sequence[int]) -> None:
    for file in files:
        os.close(file)


class Postings:
    """A table in the order of words: those of a range stand side by side."""

    def saying(self, words: Sequence[tuple[int, int]]) -> str:
        """See `geo.engine.sql.Dialect`."""
        return f"SELECT n FROM postings WHERE {sql.ranged('word', words)}"

    def phrase(self, words: Sequence[int]) -> str:
        """See `geo.engine.sql.Dialect`."""
        later = [
            f"JOIN postings p{at} ON p{at}.nth = p0.nth + {at} AND p{at}.word = {word}" for at, word in enumerate(words)
        ]
        return f"SELECT p0.n FROM postings p0 {' '.join(later[1:])} WHERE p0.word = {words[0]}"


def open_folder(folder: Path) -> Answers:
    """Return the engine of a folder that `geo.engine.parquet.write` made.

    Raises
    ------
    DataError
        When it is none, or one of another version of the program.
    """
    about = read_about((folder / ABOUT).read_bytes())
    if about is None:
        raise DataError([Problem(ABOUT, "", "format", "", "was made by another version", "make it anew with geo load")])
    skeleton, problems = read(folder / SKELETON)
    if errors := [one for one in problems if not one.warning]:
        raise DataError(errors)
    return Answers(about, skeleton, Duck(folder.resolve()))


def _text(path: Path) -> str:
    """Return a path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
