"""Put a dataset into PostgreSQL: into a schema of its own, in one transaction; readers see the old one or the new."""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geo.engine.postgres import connect
from geo.engine.stored import NUMBER, ROWS, stored
from geo.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.engine.stored import Stored
    from geo.model import Atlas

TYPES: Final = {
    pa.int16(): "smallint", pa.int32(): "integer", pa.int64(): "bigint", pa.bool_(): "boolean", pa.string(): "text",
    pa.float64(): "double precision", pa.large_string(): "text", pa.list_(pa.int32()): "integer[]",
}  # fmt: skip
INDEXES: Final = {
    "events": ("(n)", "(place)", "(destination)", "(kind)", "(part)"),
    "ids": ("(id)",),
    "tied": ("(who, certain)", "(profile)"),
    "whole": ("(told)",),
    "stands": ("(n)", "(place)"),
    "ways": ("(place)",),
    "ties": ("(what, record)",),
    "sentences": ("USING gin (words)",),
}
"""Of each table; those of rows have one on the number of their event."""
PIECE: Final = 100_000
"""Rows that are sent at once."""
KEPT: Final = 2
"""Datasets that stay: the one that is shown, and the one before, from which a running app may still read."""
LIST: Final = (
    "CREATE SCHEMA IF NOT EXISTS atlas",
    "CREATE TABLE IF NOT EXISTS atlas.engines (number serial PRIMARY KEY, schema text NOT NULL)",
    "LOCK TABLE atlas.engines IN EXCLUSIVE MODE",
)


def load(atlas: Atlas, address: str, progress: Callable[[str], None] = lambda _: None) -> None:
    """Put a dataset that passed its checks into a database; when that fails, nothing has changed.

    Raises
    ------
    DataError
        When the database cannot be reached.
    OutputError
        When it refuses.
    """
    with connect(address) as connection:
        try:
            with connection.transaction():
                _load(connection, stored(atlas), progress)
        except psycopg.Error as error:
            why = str(error).splitlines()[0]
            msg = f"nothing was loaded: {why} - mend that on the server, and load again"
            raise OutputError(msg) from error


def _load(connection: psycopg.Connection[Any], made: Stored, progress: Callable[[str], None]) -> None:
    for statement in LIST:
        connection.execute(statement)
    schema = f"atlas_{made.about.version}_{secrets.token_hex(3)}"
    connection.execute(f"CREATE SCHEMA {schema}".encode())
    connection.execute(f"SET LOCAL search_path = {schema}".encode())
    connection.execute("CREATE TABLE about (content text NOT NULL)")
    connection.execute("INSERT INTO about VALUES (%s)", [made.about.as_text()])
    connection.execute("CREATE TABLE files (name text PRIMARY KEY, content bytea NOT NULL)")
    for name, content in made.files():
        connection.execute("INSERT INTO files VALUES (%s, %s)", [name, content])
    for name, table in made.tables():
        progress(name)
        if name == "postings":
            put(connection, "sentences", sentences(table))
        else:
            put(connection, name, table)
        del table  # before the next one is made, which needs its room
    connection.execute("INSERT INTO atlas.engines (schema) VALUES (%s)", [schema])
    old = connection.execute("SELECT schema FROM atlas.engines ORDER BY number DESC OFFSET %s", [KEPT]).fetchall()
    for (one,) in old:
        connection.execute(f"DROP SCHEMA IF EXISTS {one} CASCADE".encode())
        connection.execute("DELETE FROM atlas.engines WHERE schema = %s", [one])


def put(connection: psycopg.Connection[Any], name: str, table: pa.Table) -> None:
    """Make a table in the first schema of the path, with its rows and indexes."""
    create(connection, name, table.schema)
    for begin in range(0, len(table), PIECE):
        send(connection, name, table.slice(begin, PIECE))
    index(connection, name)


def create(connection: psycopg.Connection[Any], name: str, schema: pa.Schema) -> None:
    """Make an empty table."""
    columns = ", ".join(f"{_quoted(field.name)} {TYPES[field.type]}" for field in schema)
    connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})".encode())


def send(connection: psycopg.Connection[Any], name: str, table: pa.Table) -> None:
    """Add rows to a table."""
    for at, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(at, field.name, _as_text(table.column(at)))
    content = io.BytesIO()
    csv.write_csv(table, content, csv.WriteOptions(include_header=False))
    with connection.cursor() as cursor, cursor.copy(f"COPY {_quoted(name)} FROM STDIN (FORMAT csv)".encode()) as copy:
        copy.write(content.getvalue())


def index(connection: psycopg.Connection[Any], name: str) -> None:
    """Make the indexes of a table that has its rows."""
    for columns in INDEXES.get(name, (f'("{NUMBER}")',) if name.startswith(ROWS) else ()):
        connection.execute(f"CREATE INDEX ON {_quoted(name)} {columns}".encode())
    connection.execute(f"ANALYZE {_quoted(name)}".encode())


def sentences(postings: pa.Table) -> pa.Table:
    """Return each event with its words in order, a 0 where one text ends and another begins."""
    word, n, nth = (postings.column(name).to_numpy() for name in ("word", "n", "nth"))
    by = np.argsort(nth, kind="stable")
    word, n, nth = word[by], n[by], nth[by]
    gaps = np.flatnonzero((np.diff(nth) != 1) & (np.diff(n) == 0)) + 1
    words, owner = np.insert(word, gaps, 0), np.insert(n, gaps, n[gaps])
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    lists = pa.ListArray.from_arrays(pa.array(np.append(first, len(owner)), pa.int32()), pa.array(words, pa.int32()))
    return pa.table({"n": pa.array(owner[first], pa.int32()), "words": lists})


def _as_text(lists: pa.ChunkedArray) -> pa.Array:
    """Return lists of numbers as PostgreSQL writes arrays."""
    whole = lists.combine_chunks()
    texts = pa.ListArray.from_arrays(whole.offsets, pc.cast(whole.values, pa.string()))
    return pc.binary_join_element_wise("{", pc.binary_join(texts, ","), "}", "")


def _quoted(name: str) -> str:
    """Return a name of SQL; those of columns come from a dataset."""
    return '"' + name.replace('"', '""') + '"'
