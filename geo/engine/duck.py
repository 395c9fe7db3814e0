"""DuckDB over a folder of Parquet, in this process: nothing to install, nothing to load, nobody writes."""

from __future__ import annotations

import hashlib
import os
import re
import threading
import weakref
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
import pyarrow.parquet as pq

from geo.cache import Cache
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
OPEN: Final = Path("/proc/self/fd")
"""Where Linux has the files that a process holds open."""
HELD: Final = ("events", "cells", "spans", "profiles", "tied", "sums", "sizes", "stands", "ways")
"""Tables that stand in memory, as nearly every question goes over them: three million events take 150 MB, and are
looked through in a third of the time that it takes to unpack them."""
MOST_HELD: Final = 6_000_000
"""Rows of such a table; a larger one stays on the disk."""
MOST_PICKED: Final = 200_000
PICKED: Final = 50_000_000
"""Events of one search that are kept, and bytes of all of them."""
KNOWN: Final = 1_000
"""Searches that are known by name."""
_PICKED: Final = re.compile(r"picked_[0-9a-f]{32}")
SETTINGS: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": f"'{MEMORY}'",
    "parquet_metadata_cache": "true",
}
"""Nothing is downloaded: Parquet is built in."""


class Duck:
    """A database that reads the files of a folder; see `geo.engine.database.Database`."""

    def __init__(self, folder: Path) -> None:
        self.dialect = Postings()
        files, where = _opened(sorted(folder.glob("*.parquet")))
        self._let_go = weakref.finalize(self, _let_go, files)
        own = {path.stem.removeprefix(ROWS): path for path in sorted(folder.glob(f"{ROWS}*.arrow"))}
        self._records = {name: records.Records(path) for name, path in own.items()}
        self._ids = records.Ids(folder / "ids.arrow")
        self._picked: Cache[pa.Table] = Cache(PICKED, lambda table: int(table.nbytes))
        self._statements: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()
        self._connection = duckdb.connect()
        threads = min(os.cpu_count() or 1, MOST_THREADS)
        for name, value in {**SETTINGS, "threads": str(threads)}.items():
            self._connection.execute(f"SET {name} = {value}")
        for name, path in where.items():
            held = name in HELD and pq.read_metadata(path).num_rows <= MOST_HELD
            made = "TABLE" if held else "VIEW"
            self._connection.execute(f'CREATE {made} "{name}" AS SELECT * FROM read_parquet({_text(path)})')
        self._connection.execute(f"SET allowed_directories = [{_text(folder)}, {_text(OPEN)}]")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _run(self, statement: str) -> pa.Table:
        cursor = self._connection.cursor()
        for name in {*_PICKED.findall(statement)}:
            found = self._picked.get(name, self._pick)
            cursor.register(name, found)
        return cursor.sql(statement).to_arrow_table()

    def picked(self, statement: str) -> str:
        """See `geo.engine.database.Database`; where they are not too many they are looked up once."""
        name = f"picked_{hashlib.sha256(statement.encode()).hexdigest()[:32]}"
        with self._lock:
            self._statements[name] = statement
            self._statements.move_to_end(name)
            if len(self._statements) > KNOWN:
                self._statements.popitem(last=False)
        return name if len(self._picked.get(name, self._pick)) <= MOST_PICKED else f"({statement})"

    def _pick(self, name: str) -> pa.Table:
        found = self._run(f"{self._statements[name]} LIMIT {MOST_PICKED + 1}")
        return found if len(found) <= MOST_PICKED else found.select(["n"])

    def numbers(self, statement: str, columns: int = 1) -> list[NDArray[np.integer[Any]]]:
        """See `Database`."""
        found = self._run(statement)
        return [found.column(at).to_numpy() for at in range(columns)]

    def texts(self, statement: str) -> pa.Array:
        """See `Database`."""
        return self._run(statement).column(0).combine_chunks()

    def number(self, event_id: str) -> int | None:
        """See `Database`."""
        return self._ids.number(event_id)

    def rows(self, table: str, events: Sequence[int]) -> pd.DataFrame:
        """See `Database`."""
        found = self._records[table].of(np.array(events, np.int64))
        return frame(
            {name: found.column(name).to_pylist() for name in found.column_names if name not in (NUMBER, LINE)}
        )

    def close(self) -> None:
        """See `Database`."""
        self._connection.close()
        for file in (self._ids, *self._records.values()):
            file.close()
        self._let_go()


def _opened(paths: Sequence[Path]) -> tuple[list[int], dict[str, Path]]:
    """Open files, and return them with where each is read by its name: also when another folder has taken its place."""
    files = [os.open(path, os.O_RDONLY) for path in paths] if OPEN.is_dir() else []
    where = [OPEN / str(file) for file in files] or paths
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
