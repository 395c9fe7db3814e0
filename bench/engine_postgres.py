"""A PostgreSQL of the bench's own, with what was made for DuckDB: no dataset of so many events is read for it."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from geo.engine import postgres_load
from geo.engine.parquet import ABOUT, SKELETON
from geo.engine.postgres import connect
from geo.engine.stored import ROWS

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.support import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONS = f"{postgres.OPTIONS} -c shared_buffers=512MB -c work_mem=64MB -c maintenance_work_mem=256MB -c jit=off"
SCHEMA = "atlas_made"


@contextmanager
def loaded(folder: Path) -> Iterator[str]:
    """Start a server, load a folder for an engine into it, and yield its address."""
    with postgres.server(OPTIONS) as address:
        start = time.perf_counter()
        with connect(address) as connection:
            for statement in postgres_load.LIST[:2]:
                connection.execute(statement)
            connection.execute(f"CREATE SCHEMA {SCHEMA}")
            connection.execute(f"SET search_path = {SCHEMA}")
            connection.execute("CREATE TABLE about (content text)")
            connection.execute("INSERT INTO about VALUES (%s)", [(folder / ABOUT).read_text(encoding="utf-8")])
            connection.execute("CREATE TABLE files (name text, content bytea)")
            home = folder / SKELETON
            for path in (one for one in home.rglob("*") if one.is_file()):
                row = [str(path.relative_to(home)), path.read_bytes()]
                connection.execute("INSERT INTO files VALUES (%s, %s)", row)
            for path in sorted(folder.glob("*.arrow")):
                postgres_load.put(connection, path.stem, pa.ipc.open_file(pa.memory_map(str(path))).read_all())
            for path in sorted(folder.glob("*.parquet")):
                if path.stem == "postings":
                    postgres_load.put(connection, "sentences", postgres_load.sentences(pq.read_table(path)))
                elif not path.stem.startswith(ROWS):
                    postgres_load.put(connection, path.stem, pq.read_table(path))
            connection.execute("INSERT INTO atlas.engines (schema) VALUES (%s)", [SCHEMA])
            size = connection.execute("SELECT pg_database_size(current_database()) / 1000000").fetchone()
        print(f"PostgreSQL: loaded in {time.perf_counter() - start:.0f} s, {size and size[0]} MB")
        yield address
