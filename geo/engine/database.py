"""What an engine asks of a database, whichever it is: to run statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.engine.sql import Dialect

    Numbers = NDArray[np.integer[Any]]


class Database(Protocol):
    """What runs statements. Each call may come from another thread."""

    @property
    def dialect(self) -> Dialect:
        """How it searches words."""

    def numbers(self, statement: str, columns: int = 1) -> list[Numbers]:
        """Return the columns of a result, so many, that has whole numbers only, none of them null."""

    def picked(self, statement: str) -> str:
        """Return where the events of a statement stand: it is asked again and again."""

    def texts(self, statement: str) -> pa.Array:
        """Return the one column of a result that has texts."""

    def number(self, event_id: str) -> int | None:
        """Return the number of an event by its id; None when there is none."""

    def rows(self, table: str, events: Sequence[int]) -> pd.DataFrame:
        """Return the records of some events in a table of rows: in order of these, then as they are written."""

    def close(self) -> None:
        """Give back what it holds."""
