"""Numbers by date, such as the prisoners of a camp on each first of January: ``series.csv``.

One number a row, of an event, a place or an organization (its table and id). Rows that count the same thing
(measure and definition) in the same source are one series. They are shown, and never added to anything: the
prisoners of two years are for the most part the same people.
"""

from __future__ import annotations

from typing import Final

SERIES: Final = "series"
OF: Final = ("events", "places", "organizations")
"""Tables whose records may have numbers by date."""
