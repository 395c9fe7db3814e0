"""What is taken away is exactly what is shown, can be read back, and says where it came from."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import Query, YearSpan, export
from geo.dataset import geojson
from geo.dataset.translate import localize
from geo.view import filters
from tests.support.exported import read_csv
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

if TYPE_CHECKING:
    import geopandas as gpd

    from geo import Atlas

EVENTS = geo.join(ATLAS.places, ATLAS.events)
COLUMNS = export.columns(ATLAS)
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b")
SKIPPED = " \t\r\n\x00\x0b\u00a0\u200b\ufeff\"'`"
CELLS = st.text() | st.text("=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20 ,;\"a1", max_size=6)


def one_event(**cells: str) -> tuple[gpd.GeoDataFrame, Atlas]:
    """Return one event, and a dataset in which it says something else."""
    events = ATLAS.events[ATLAS.events["id"] == "katyn-massacre"].assign(**cells)
    atlas = replace(ATLAS, tables={**ATLAS.tables, "events": events})
    return geo.join(atlas.places, events), atlas


@settings(max_examples=30)
@given(BROAD)
def test_a_table_read_back_is_what_is_shown(query: Query) -> None:
    shown = filters.apply(EVENTS, query, ATLAS)
    rows = read_csv(export.to_csv(shown, ATLAS))
    names = list(COLUMNS)
    assert [[row[name] for name in names] for row in rows] == shown[names].to_numpy().tolist()


@given(CELLS)
def test_any_text_comes_back_from_a_table_unchanged(text: str) -> None:
    (row,) = read_csv(export.to_csv(*one_event(title=text)))
    assert row["title"] == text


@given(CELLS)
def test_a_cell_can_be_made_harmless_and_read_back(text: str) -> None:
    cell = export.write_cell(text)
    assert export.read_cell(cell) == text
    assert cell.startswith("'") or not cell.lstrip(SKIPPED).startswith(FORMULA)


@pytest.mark.parametrize("sign", FORMULA)
@pytest.mark.parametrize("before", ["", " ", "  \t", '"', "'", " ' \"", "\u200b", "\ufeff", "\u00a0"])
def test_a_formula_gets_an_apostrophe_also_behind_what_spreadsheets_skip(before: str, sign: str) -> None:
    text = f'{before}{sign}HYPERLINK("https://example.org")'
    table = export.to_csv(*one_event(title=text))
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["title"] == f"'{text}"


@pytest.mark.parametrize("first", ["\t", "\r", "\n", "'"])
def test_so_does_a_text_that_begins_with_a_tab_a_line_or_an_apostrophe(first: str) -> None:
    assert export.write_cell(f"{first}HYPERLINK") == f"'{first}HYPERLINK"


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert export.write_cell("1937 = 1938") == "1937 = 1938"
    assert export.write_cell("") == ""


def test_coordinates_stay_numbers_west_of_greenwich() -> None:
    event, atlas = one_event()
    west = event.set_geometry(event.geometry.translate(xoff=-40))
    (row,) = csv.DictReader(io.StringIO(export.to_csv(west, atlas), newline=""))
    assert float(row["longitude"]) == pytest.approx(31.7889 - 40)
    assert float(row["latitude"]) == pytest.approx(54.7744)


def test_an_event_without_a_point_has_empty_coordinates() -> None:
    (row,) = read_csv(export.to_csv(EVENTS[EVENTS["id"] == "great-terror"], ATLAS))
    assert (row["longitude"], row["latitude"]) == ("", "")


def test_organizations_and_sources_are_listed_once() -> None:
    (row,) = read_csv(export.to_csv(*one_event()))
    assert row["organizations"] == "politburo; nkvd-ussr"
    assert row["sources"].split("; ") == list(dict.fromkeys(row["sources"].split("; ")))


def test_an_empty_table_has_its_header() -> None:
    text = export.to_csv(EVENTS.iloc[:0], ATLAS)
    assert text.startswith("id,title,place_id,destination_id,edtf,")
    assert text.count("\r\n") == 1


@settings(max_examples=30)
@given(BROAD)
def test_an_exported_map_is_strict_geojson_of_what_is_shown(query: Query) -> None:
    shown = filters.apply(EVENTS, query, ATLAS)
    collection = geojson.parse(export.to_geojson(shown, ATLAS))
    assert isinstance(collection, dict)
    features = collection["features"]
    assert [feature["id"] for feature in features] == list(shown["id"])
    assert [fault for one in features for fault in geojson.geometry_faults(one["geometry"])] == []
    assert [geojson.to_shape(one["geometry"]) for one in features] == list(shown.geometry)
    names = list(COLUMNS)
    assert [[one["properties"][name] for name in names] for one in features] == shown[names].to_numpy().tolist()


@given(CELLS)
def test_any_text_comes_back_from_a_map_unchanged(text: str) -> None:
    collection = geojson.parse(export.to_geojson(*one_event(title=text)))
    assert isinstance(collection, dict)
    assert collection["features"][0]["properties"]["title"] == text


def test_what_is_shown_is_what_the_query_filters() -> None:
    query = Query(YearSpan(1937, 1938), organizations=frozenset({"camps"}))
    assert export.shown(ATLAS, query).equals(filters.apply(EVENTS, query, ATLAS))


def test_nothing_of_other_events_is_exported() -> None:
    for text in (export.to_csv(*one_event()), export.to_geojson(*one_event())):
        others = [title for title in ATLAS.events["title"] if title != "Katyn massacre" and title in text]
        assert others == []


def test_a_citation_names_title_version_address_and_day() -> None:
    query = Query(YearSpan(1937, None), text="A & B")
    text = export.cite(localize(ATLAS, "en"), query, count=3, address="https://atlas.example/", on=date(2025, 6, 5))
    assert text == (
        f"{ATLAS.package['title']}. Dataset version {ATLAS.version}, 3 events shown. "
        "https://atlas.example/?from=1937&q=A+%26+B (accessed 5 June 2025)."
    )


def test_a_citation_of_everything_has_the_bare_address() -> None:
    text = export.cite(localize(ATLAS, "en"), Query(), count=59, address="https://atlas.example/", on=date(2025, 6, 15))
    assert "https://atlas.example/ (accessed 15 June 2025)." in text


def test_the_version_is_that_of_the_files() -> None:
    assert re.fullmatch("[0-9a-f]{12}", ATLAS.version)
