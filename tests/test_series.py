"""Numbers by date are checked, translated once a series, kept with their record, and never added to anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import Query, export
from geo.checks.validate import validate
from geo.dataset import columns
from geo.dataset.read import read
from geo.export import bibliography
from geo.map.series import position
from geo.view import summarize
from tests.support.blocks import payload
from tests.support.exported import changes, read_package
from tests.support.foreign import SMALLEST
from tests.support.foreign import write as write_small
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Atlas

NUMBER = {
    "table": "events", "id": "event", "measure": "imprisoned", "date": "1934-01-01", "best": "5", "definition": "Held.",
    "source_id": "source",
}  # fmt: skip
SUBJECTS = [("events", "event"), ("places", "place"), ("organizations", "body")]
FAMILY = {"id": "family", "name": "A family", "colour": "#0b5d5e"}
BODY = {"id": "body", "name": "A body", "family": "family"}


def told(folder: Path, *numbers: dict[str, str], **tables: Any) -> list[str]:
    """Return the problems of the smallest dataset with some numbers by date."""
    atlas, problems = read(write_small(folder, {**SMALLEST, **tables, "series": list(numbers)}))
    return [str(one) for one in (*problems, *validate(atlas))]


def with_numbers(*numbers: dict[str, str], atlas: Atlas = ATLAS) -> Atlas:
    """Return a dataset with these numbers by date and no others, without translations of others."""
    empty = dict.fromkeys(columns.names("series"), "")
    table = pd.DataFrame([{**empty, **one} for one in numbers], columns=[*empty])
    texts = atlas["texts"][atlas["texts"]["table"] != "series"]
    return replace(atlas, tables={**atlas.tables, "series": table, "texts": texts})


def of_camp(date: str, **cells: str) -> dict[str, str]:
    return NUMBER | {"id": "norillag", "source_id": "wp-norillag", "date": date} | cells


def test_a_sound_number_is_of_an_event_a_place_or_an_organization(tmp_path: Path) -> None:
    numbers = [{**NUMBER, "table": table, "id": name} for table, name in SUBJECTS]
    assert told(tmp_path, *numbers, organizations=[BODY], families=[FAMILY]) == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"id": "evnt"}, "id 'evnt' - there is no such record in events - did you mean 'event'?"),
        ({"table": "persons"}, "table 'persons' - is not an allowed value - one of events, places, organizations"),
        ({"date": ""}, "date - must not be empty - give the date"),
        ({"date": "../1934"}, "date '../1934' - is open at one end - give the day or the year"),
        ({"date": "1934/.."}, "date '1934/..' - is open at one end - give the day or the year"),
        ({"best": ""}, "best - the figure has no number - give low, best or high"),
        ({"low": "9"}, "low '9' - low is more than best, 5 - exchange them"),
        ({"source_id": ""}, "source_id - must not be empty - give the source_id"),
        ({"source_id": "sorce"}, "source_id 'sorce' - there is no such record in sources - did you mean 'source'?"),
        ({"definition": ""}, "definition - must not be empty - give the definition"),
    ],
)
def test_a_fault_of_a_number_is_reported_once(tmp_path: Path, cells: dict[str, str], problem: str) -> None:
    (only,) = told(tmp_path, {**NUMBER, **cells})
    assert only.startswith(f"series.csv:2:{problem}")


def test_one_source_has_one_number_of_a_measure_on_a_date() -> None:
    twice = with_numbers(of_camp("1934"), of_camp("1934", best="6"), of_camp("1934", definition="Others."))
    problems = [str(one) for one in geo.validate(twice) if one.file == "series.csv"]
    assert [one.partition(" - ")[2].split(",")[0] for one in problems] == ["stands twice"]


def test_what_counts_another_thing_or_has_another_source_is_another_line() -> None:
    atlas = with_numbers(
        of_camp("1936"), of_camp("1935", low="1", best="", high="3"), of_camp("1935", source_id="smirnov1998"),
        of_camp("1935", definition="Women."), of_camp("1935", measure="died"),
    )  # fmt: skip
    lines = payload(atlas)["texts"][list(ATLAS.events["id"]).index("norillag")]["series"]
    found = [[value["date"] for value in line["values"]] for line in lines]
    assert found == [["1935", "1936"], ["1935"], ["1935"], ["1935"]]
    assert [lines[0]["values"][0][name] for name in columns.FIGURE] == [1, None, 3]


@given(st.integers(1, 9998), st.integers(0, 300))
def test_a_whole_year_stands_in_its_middle_and_years_stand_in_order(year: int, more: int) -> None:
    first, last = (year, 1, 1), (year + more, 12, 31)
    assert position([first, (year, 12, 31)]) == year + 0.5
    assert year <= position([first, first]) <= position([first, last]) <= position([last, last]) <= year + more + 1


def test_totals_are_the_same_with_and_without_them() -> None:
    more = with_numbers(*(of_camp(str(year), measure="imprisoned-total", best="999999") for year in range(1935, 1940)))
    found, plain = ([*summarize.totals(one.events, one)] for one in (more, with_numbers()))
    assert found == plain
    assert any(one.measure == "imprisoned-total" for one in found)


def test_an_excerpt_keeps_those_of_what_it_keeps_and_their_sources() -> None:
    numbers = [of_camp("1936"), of_camp("1937", id="dmitlag", source_id="getty1993")]
    places = [of_camp("1938", table="places", id=place) for place in ("norilsk", "dmitrov")]
    body = of_camp("1939", table="organizations", id="gulag", source_id="werth2007")
    part = export.excerpt(with_numbers(*numbers, *places, body), ["norillag"])
    assert list(part["series"]["date"]) == ["1936", "1938", "1939"]
    assert {"wp-norillag", "werth2007"} <= {*part["sources"]["id"]}
    assert "getty1993" not in {*part["sources"]["id"]}
    back = read_package(export.to_package(export.select(part, Query())))
    assert changes(part["series"], back["series"])[1] == []


def test_the_source_of_an_event_s_number_is_in_its_bibliography() -> None:
    atlas = with_numbers(of_camp("1936", source_id="getty1993", locator="p. 1"))
    assert "(p. 1)" in bibliography.to_csl_json(atlas, ATLAS.events[ATLAS.events["id"] == "norillag"])


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_a_definition_is_translated_once_for_all_its_dates(lang: str) -> None:
    lines = [line for text in payload(ATLAS, lang)["texts"] for line in text.get("series", [])]
    assert len(lines) == 5
    assert [line for line in lines if "untranslated" in line or line["definition"].startswith("Prisoners")] == []


def test_no_published_number_is_above_the_peak_that_is_a_figure() -> None:
    """Else one of the two would be wrong: the highest one-day population is that of the days known."""
    figures = ATLAS["figures"][ATLAS["figures"]["measure"] == "imprisoned-peak"].set_index("event_id")
    for camp, numbers in ATLAS["series"].groupby("id"):
        if camp in figures.index:
            known = [int(number) for number in figures.loc[camp, list(columns.FIGURE)] if number]
            assert max(map(int, numbers["best"])) <= max(known), camp
