"""Errors of the atlas.

::

    GeoError
    ├── CellError   (ValueError)  a text is not what its field holds; has why and fix
    │   └── DateError             ... not an EDTF date
    ├── DataError   (ValueError)  a dataset has faults; carries every Problem
    ├── OutputError (OSError)     a file could not be written
    └── QueryError  (ValueError)  a filter was asked for that cannot be
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence


class GeoError(Exception):
    """Root of all errors raised on purpose by the atlas."""


class CellError(GeoError, ValueError):
    """Raised when a text is not what its field holds; reads ``text: why - fix``.

    Parameters
    ----------
    text
        The whole text; the message shows its beginning, with odd characters escaped.
    why
        What is wrong with it.
    fix
        What to do about it.
    """

    def __init__(self, text: str, why: str, fix: str) -> None:
        super().__init__(text, why, fix)
        self.text = text
        self.why = why
        self.fix = fix

    def __str__(self) -> str:
        """``text: why - fix``."""
        shown = self.text if self.text.isprintable() else repr(self.text)[1:-1]
        return f"{shorten(shown) or 'empty'}: {self.why} - {self.fix}"


class DateError(CellError):
    """Raised when a text is not an EDTF date of level 0 or 1, or cannot be read as one."""


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
