"""What tells at a glance whether an import went wrong: the extent of its dates, columns of which nothing was read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from geo import dates
from geo.imports import phrases
from geo.wording import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.imports.model import Intake
    from geo.model import Problem


def of_dates(cells: Iterable[str], today: str) -> Iterator[str]:
    """Tell from when to when events are dated, and which lie in years to come.

    Parameters
    ----------
    cells
        The dates of all events as EDTF, "" for none.
    today
        ISO 8601.
    """
    found = Counter(cells)
    without = found.pop("", 0)
    if not found:
        if without:
            yield f"{phrases.ATTENTION} no event has a date"
        return
    read = {text: dates.parse(text) for text in found}
    starts = {text: one.earliest_start or one.latest_end for text, one in read.items()}
    ends = {text: one.latest_end or one.latest_start or one.earliest_end for text, one in read.items()}
    first = min((text for text in starts if starts[text]), key=lambda text: starts[text] or (), default="")
    last = max((text for text in ends if ends[text]), key=lambda text: ends[text] or (), default="")
    if first:
        between = f"{first.partition('/')[0]} and {last.rpartition('/')[2] or last}"
        yield f"dates lie between {between}; if that is too wide, look for slips"
    day = date.fromisoformat(today)
    now = (day.year, day.month, day.day)
    late = [text for text, start in starts.items() if start and start > now]
    if late:
        events = count(sum(found[text] for text in late), "event")
        verb = "is" if events.startswith("1 ") else "are"
        texts = phrases.listed([*map(repr, sorted(late))])
        yield f"{phrases.ATTENTION} {events} {verb} dated in years to come: {texts}"


def unread(intake: Intake, problems: Sequence[Problem]) -> Iterator[str]:
    """Tell of which columns no value at all could be read."""
    wrong: dict[str, dict[str, str]] = {}
    for problem in problems:
        wrong.setdefault(problem.field, {})[problem.record] = problem.value
    for field, column in intake.columns.items() if intake.as_written else ():
        found = wrong.get(column)
        if found and len(found) >= sum(field in row.values for row in intake.rows):
            value = repr(shorten(next(iter(found.values()))))
            values = count(len(found), "value")
            yield f"{phrases.ATTENTION} nothing in column {column!r} ({field}) could be read: {values}, such as {value}"
