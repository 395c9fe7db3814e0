"""PostgreSQL, where many write or many copies of the app read: the same tables, and an index of words (GIN).

No extension is needed, PostGIS neither: places are few and in memory, events have their place as a number.
"""

from __future__ import annotations

import threading
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import psycopg
import pyarrow as pa

from geo.dataset.assemble import assemble
from geo.dataset.limits import FOLDER, Budget
from geo.engine import sql
from geo.engine.answers import Answers
from geo.engine.excerpts import frame
from geo.engine.stored import LINE, NUMBER, ROWS, read_about
from geo.errors import DataError
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

CURRENT: Final = "SELECT schema FROM atlas.engines ORDER BY number DESC LIMIT 1"
"""Which schema holds the dataset that is shown: each load makes one of its own."""
SETTINGS: Final = {"default_transaction_read_only": "on", "statement_timeout": "60s"}
FEW: Final = 64
"""Words that are compared with those of an event at once; of more each is looked up in the index by itself."""
EMPTY, OTHER = "holds no dataset", "was loaded by another version of the program"
_HEAD, _TAIL = 19, 2
"""Bytes around the rows of a binary COPY: signature, flags and length of the header; the mark of the end."""


class Sentences:
    """Each event with its words in order as an array, and an index of what is in these."""

    def saying(self, words: Sequence[tuple[int, int]]) -> str:
        """See `geo.engine.sql.Dialect`."""
        if sum(last - first + 1 for first, last in words) <= FEW:
            every = ",".join(str(word) for first, last in words for word in range(first, last + 1))
            return f"SELECT n FROM sentences WHERE words && '{{{every}}}'::int[]"
        series = " UNION ALL ".join(f"SELECT generate_series({first}, {last}) AS word" for first, last in words)
        return f"SELECT s.n FROM ({series}) w JOIN sentences s ON s.words @> ARRAY[w.word]"

    def phrase(self, words: Sequence[int]) -> str:
        """See `geo.engine.sql.Dialect`."""
        listed = ",".join(map(str, words))
        said = "',' || array_to_string(words, ',') || ','"
        found = f"words @> '{{{listed}}}'::int[] AND position(',{listed},' IN {said}) > 0"
        return f"SELECT n FROM sentences WHERE {found}"


class Postgres:
    """A database of which one schema holds a dataset; see `geo.engine.database.Database`.

    Connections are kept and used again; each serves one call at a time.
    """

    def __init__(self, address: str, schema: str) -> None:
        self.dialect = Sentences()
        self._address = address
        self._schema = schema
        self._idle: list[psycopg.Connection[Any]] = []
        self._lock = threading.Lock()
        weakref.finalize(self, _close, self._idle)  # of a dataset that another one has replaced

    @contextmanager
    def _cursor(self) -> Iterator[psycopg.Cursor[Any]]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None or connection.closed:
            settings = {"search_path": self._schema, **SETTINGS}
            options = " ".join(f"-c {name}={value}" for name, value in settings.items())
            connection = connect(self._address, options=options)
        try:
            with connection.cursor() as cursor:
                yield cursor
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)

    def numbers(self, statement: str, columns: int = 1) -> list[NDArray[np.integer[Any]]]:
        """See `Database`."""
        with self._cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT BINARY)".encode()) as copy:
            content = b"".join(copy)
        if len(content) <= _HEAD + _TAIL:
            return [np.zeros(0, np.int64) for _ in range(columns)]
        row = [("fields", ">i2")]
        at = _HEAD + 2
        for number in range(columns):
            width = int.from_bytes(content[at : at + 4])
            row += [(f"width{number}", ">i4"), (f"value{number}", f">i{width}")]
            at += 4 + width
        rows = np.frombuffer(content, np.dtype(row), (len(content) - _HEAD - _TAIL) // np.dtype(row).itemsize, _HEAD)
        return [
            rows[f"value{number}"].astype(rows[f"value{number}"].dtype.newbyteorder("=")) for number in range(columns)
        ]

    def picked(self, statement: str) -> str:
        """See `Database`; an index finds them each time."""
        return f"({statement})"

    def texts(self, statement: str) -> pa.Array:
        """See `Database`."""
        with self._cursor() as cursor:
            found = cursor.execute(statement.encode()).fetchall()
        return pa.array([text for (text,) in found], pa.large_string())

    def number(self, event_id: str) -> int | None:
        """See `Database`."""
        with self._cursor() as cursor:
            found = cursor.execute("SELECT n FROM ids WHERE id = %s", [event_id]).fetchone()
        return None if found is None else int(found[0])

    def rows(self, table: str, events: Sequence[int]) -> pd.DataFrame:
        """See `Database`."""
        wanted = sql.among(f'"{NUMBER}"', events)
        with self._cursor() as cursor:
            found = cursor.execute(f'SELECT * FROM "{ROWS}{table}" WHERE {wanted}'.encode())
            names = [column.name for column in found.description or ()]
            columns = [*zip(*found.fetchall(), strict=True)] or [()] * len(names)
        cells = dict(zip(names, columns, strict=True))
        rank = {number: at for at, number in enumerate(events)}
        of, line = (np.array(cells.pop(name), np.int64) for name in (NUMBER, LINE))
        by = np.lexsort((line, np.array([rank[number] for number in of.tolist()], np.int64)))
        return frame(cells).iloc[by].reset_index(drop=True)

    def close(self) -> None:
        """See `Database`."""
        with self._lock:
            _close(self._idle)


def _close(connections: list[psycopg.Connection[Any]]) -> None:
    while connections:
        connections.pop().close()


def connect(address: str, **options: Any) -> psycopg.Connection[Any]:
    """Return a connection that commits each statement.

    Raises
    ------
    DataError
        When there is none. It never says the address, which may hold a password.
    """
    try:
        return psycopg.connect(address, autocommit=True, **options)
    except psycopg.OperationalError as error:
        why = str(error).splitlines()[0]
    except psycopg.Error:
        why = "its address cannot be read"
    fix = "correct the address, or start the server"
    raise DataError([Problem("PostgreSQL", "", "", "", f"cannot be reached: {why}", fix)])


def current(address: str) -> str:
    """Return which dataset a database shows now; "" for none.

    Raises
    ------
    DataError
        When it cannot be reached.
    """
    with connect(address) as connection:
        return _current(connection)


def _current(connection: psycopg.Connection) -> str:
    try:
        row = connection.execute(CURRENT).fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    return "" if row is None else str(row[0])


def open_database(address: str) -> Answers:
    """Return the engine of the dataset that was loaded last into a database.

    Raises
    ------
    DataError
        When there is none, or it was loaded by another version of the program.
    """
    with connect(address) as connection:
        schema = _current(connection)
        if not schema:
            raise _fault(EMPTY)
        connection.execute(f"SET search_path = {schema}".encode())
        (text,) = connection.execute("SELECT content FROM about").fetchone() or ("{}",)
        files = {str(name): bytes(content) for name, content in connection.execute("SELECT name, content FROM files")}
    about = read_about(text)
    if about is None:
        raise _fault(OTHER)
    skeleton, problems = assemble(files.get, Budget(FOLDER))
    if errors := [one for one in problems if not one.warning]:
        raise DataError(errors)
    return Answers(about, skeleton, Postgres(address, schema))


def _fault(why: str) -> DataError:
    return DataError([Problem("PostgreSQL", "", "", "", why, "load a dataset with geo load")])
