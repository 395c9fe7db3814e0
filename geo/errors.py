"""Errors of the atlas.

::

    GeoError
    ├── DateError   (ValueError)  a text is not an EDTF date
    ├── DataError   (ValueError)  a dataset has faults; carries every Problem
    ├── OutputError (OSError)     a file could not be written
    └── QueryError  (ValueError)  a filter was asked for that cannot be
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class GeoError(Exception):
    """Root of all errors raised on purpose by the atlas."""


class DateError(GeoError, ValueError):
    """Raised when a text is not an EDTF date of level 0 or 1."""


class QueryError(GeoError, ValueError):
    """Raised when a filter names something that does not exist or cannot be."""


class OutputError(GeoError, OSError):
    """Raised when a file could not be written; the message says why and how to mend it."""


class DataError(GeoError, ValueError):
    """Raised when a dataset cannot be used; `problems` holds every fault found.

    Parameters
    ----------
    problems
        The faults, each printable as ``file:record:field value - why - how to mend it``.
    """

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
