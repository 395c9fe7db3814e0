"""Read a dataset that must be sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.checks.validate import validate
from geo.dataset.read import read
from geo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.dataset.read import Source
    from geo.model import Atlas


def load(source: Source = None, progress: Callable[[str], None] = lambda _: None) -> Atlas:
    """Read and validate a dataset.

    Parameters
    ----------
    source
        See `geo.dataset.read.Source`.
    progress
        Is called with the name of each table and each check before it starts.

    Raises
    ------
    DataError
        With every fault of every file, of form and of content, when there is any that is not a
        mere warning.
    """
    atlas, problems = read(source, progress)
    errors = [problem for problem in [*problems, *validate(atlas, progress)] if not problem.warning]
    if errors:
        raise DataError(errors)
    return atlas
