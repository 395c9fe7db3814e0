"""Checks of numbers by date: each has a number, and a day or days on which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dates
from geo.checks.events import faulty_numbers
from geo.dataset import cells
from geo.dataset.series import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem


def check_series(atlas: CheckContext) -> Iterator[Problem]:
    """Every row has a number, and low <= best <= high."""
    yield from faulty_numbers(atlas, SERIES)


def check_series_dates(atlas: CheckContext) -> Iterator[Problem]:
    """Every date has both ends: a number of an open time stands nowhere on an axis."""
    for index, text in cells.rows(atlas[SERIES], "date"):
        date = dates.try_parse(text)
        if date and not (date.earliest_start and date.latest_end):
            why, fix = "is open at one end", "give the day or the year on which the number stood"
            yield atlas.problem(SERIES, index, "date", text, why, fix)
