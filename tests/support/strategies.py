"""Queries for property tests: any choice of what the published dataset has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from geo import Query, YearSpan
from geo.i18n import LANGUAGES
from geo.view.query import MAX_TEXT, SUBSETS, YEARS
from geo.view.window import LATITUDES, LONGITUDES, ZOOM, View
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from collections.abc import Iterable


def choice(ids: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    """Draw some of the ids, most often none or few."""
    return st.frozensets(st.sampled_from(sorted(ids)), max_size=3)


def ids(*tables: str) -> list[str]:
    """Return the ids of some tables."""
    return [one for table in tables for one in ATLAS[table]["id"]]


@st.composite
def spans(draw: st.DrawFn, low: int = YEARS[0], high: int = YEARS[1]) -> YearSpan:
    """Draw years, often open on a side."""
    first, last = draw(st.none() | st.integers(low, high)), draw(st.none() | st.integers(low, high))
    if first is not None and last is not None:
        first, last = sorted((first, last))
    return YearSpan(first, last)


PARTS: dict[str, st.SearchStrategy[Any]] = {
    "years": spans() | spans(1910, 1995),
    "certain": st.booleans(),
    "organizations": choice([*ids("organizations", "families"), "none"]),
    "kinds": choice(ids("kinds")),
    "groups": choice(ids("groups")),
    "persons": choice(ids("persons")),
    "hidden": choice(ids("kinds")),
    "within": st.sampled_from(["", "great-terror", "national-operations-1937", *ids("events")]),
    "text": st.sampled_from(["", "stalin", "NKVD", "Katyń", "(", ".*", "of the", "Москва", "1937", "no such word"]),
}
"""What filters events, each part on its own."""

QUERIES = st.builds(Query, **PARTS)
"""Queries that filter by everything at once; most show little."""
BROAD = st.lists(st.sampled_from(sorted(PARTS)), max_size=2, unique=True).flatmap(
    lambda parts: st.builds(Query, **{part: PARTS[part] for part in parts})
)
"""Queries that filter by one or two things."""

VIEWS = st.builds(View, st.floats(*LATITUDES), st.floats(*LONGITUDES), st.floats(*ZOOM))
ADDRESSES = st.builds(
    Query,
    **{**PARTS, "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=MAX_TEXT).map(str.strip)},
    year=st.none() | st.integers(*YEARS),
    place=st.sampled_from(["", *ids("places")]),
    card=st.sampled_from(["", *ids("events")]),
    town=st.sampled_from(["", "kyiv"]),
    subset=st.sampled_from(SUBSETS),
    view=st.none() | VIEWS,
    lang=st.sampled_from(sorted(LANGUAGES)),
)
"""Queries with everything that an address may hold."""
