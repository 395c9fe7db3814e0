"""Datasets that outgrow one page: the same questions, answered by a database instead of the tables in memory.

A folder of Parquet is read by DuckDB, where one machine holds everything and nobody writes; PostgreSQL takes the same
tables where many write. Both get the same statements (`geo.engine.sql`), and whatever is shown of single events is
made of small excerpts by the code that shows a dataset in memory, so that it says the same.

>>> from geo.engine import open_engine
>>> engine = open_engine("archive/")
>>> engine.count(geo.query.from_params({"from": "1937"}, engine.skeleton)[0])
"""

from geo.engine.model import FACETS, MOST_ROWS, Box, Cube, Engine, Facets, Hit
from geo.engine.sources import engine_of, is_engine, open_engine

__all__ = ["FACETS", "MOST_ROWS", "Box", "Cube", "Engine", "Facets", "Hit", "engine_of", "is_engine", "open_engine"]
