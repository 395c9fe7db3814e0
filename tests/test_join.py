"""One row per event: none lost, none invented, whatever the places are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

import geo
from geo.errors import DateError
from geo.model import BOUNDS
from geo.view.join import bounds, links

if TYPE_CHECKING:
    from geo import Atlas

PLACES = st.lists(st.sampled_from("abc"), max_size=5)
"""Ids of places, some of them twice."""
VISITS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "gone", ""]), st.sampled_from(["1937", "193X", "", "1940/"]))
)


def places_of(ids: list[str]) -> gpd.GeoDataFrame:
    table = pd.DataFrame({"id": ids, "name": [f"Place {one}" for one in ids]}, dtype="str")
    return gpd.GeoDataFrame(table, geometry=[Point(place, 50) for place in range(len(ids))], crs="EPSG:4326")


def events_of(visits: list[tuple[str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(visits, columns=["place_id", "edtf"], dtype="str")
    table.insert(0, "id", [f"event-{number}" for number in range(len(visits))])
    return table.set_index(pd.Index(range(100, 100 - len(visits), -1)))


@given(PLACES, VISITS)
def test_every_event_is_one_row_in_its_order(ids: list[str], visits: list[tuple[str, str]]) -> None:
    """Also when a place is unknown or stands twice, and with the index of the events."""
    events = events_of(visits)
    joined = geo.join(places_of(ids), events)
    assert list(joined["id"]) == list(events["id"])
    assert list(joined.index) == list(events.index)
    assert joined[list(events)].equals(events)


@given(PLACES, VISITS)
def test_only_an_event_of_a_known_place_has_its_point_and_name(ids: list[str], visits: list[tuple[str, str]]) -> None:
    joined = geo.join(places_of(ids), events_of(visits))
    first = {one: ids.index(one) for one in ids}
    for place, shape, name in zip(joined["place_id"], joined.geometry, joined["place_name"], strict=True):
        assert shape == (Point(first[place], 50) if place in first else None)
        assert name == (f"Place {place}" if place in first else "")


def test_the_result_is_in_wgs_84(atlas: Atlas, events: gpd.GeoDataFrame) -> None:
    assert events.crs.to_epsg() == 4326
    assert geo.join(atlas.places.iloc[:0], atlas.events.iloc[:0]).crs.to_epsg() == 4326


def test_published_events_without_a_place_are_kept(atlas: Atlas, events: gpd.GeoDataFrame) -> None:
    placeless = events[atlas.events["place_id"] == ""]
    assert len(placeless) > 0
    assert placeless.geometry.isna().all()
    assert events.geometry.notna().sum() == len(events) - len(placeless)


def test_joining_again_changes_nothing(atlas: Atlas, events: gpd.GeoDataFrame) -> None:
    again = geo.join(atlas.places, events)
    assert sorted(again.columns) == sorted(events.columns)
    assert again[list(events)].equals(events)


def test_join_leaves_its_arguments_as_they_are(atlas: Atlas) -> None:
    places, events = atlas.places.copy(), atlas.events.copy()
    geo.join(atlas.places, atlas.events)
    assert places.equals(atlas.places)
    assert events.equals(atlas.events)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1937", (1937, 1937, 1937, 1937)),
        ("193X", (1930, 1939, 1930, 1939)),
        ("1930/1960", (1930, 1930, 1960, 1960)),
        ("1937/..", (1937, 1937, 1937, math.inf)),
        ("../1938", (-math.inf, 1938, 1938, 1938)),
    ],
)
def test_bounds_are_years_and_open_is_infinite(text: str, years: tuple[float, ...]) -> None:
    found = bounds(pd.Series([text], dtype="str"))[list(BOUNDS)].iloc[0]
    assert found["earliest_start"] == years[0]
    assert found["latest_end"] == years[3]
    if "." not in text:
        assert tuple(found) == years


def test_no_date_has_no_bounds() -> None:
    assert bounds(pd.Series([""], dtype="str")).isna().all(axis=None)


def test_what_is_no_date_is_a_date_error() -> None:
    """Only data that were never validated get here."""
    with pytest.raises(DateError, match="1937-13"):
        bounds(pd.Series(["1937-13"], dtype="str"))


def test_links_are_the_events_of_any_of_the_ids(atlas: Atlas) -> None:
    table = atlas["event_organizations"]
    found = links(table, ["cheka", "kgb", "no-such"], "organization_id")
    assert found == {event for event, body, _ in table.itertuples(index=False) if body in {"cheka", "kgb"}}
    assert links(table, [], "organization_id") == set()
