"""What is carried away from a view: the name of its file, its figures, its language; and whom readers may write to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

import geo
from geo import Query, YearSpan, export
from geo.dataset import contact
from geo.dataset.translate import localize
from geo.map.payload import about
from geo.map.tabling import table_block
from geo.view.naming import LONGEST, name
from tests.support.exported import read_csv
from tests.support.published import ATLAS
from tests.support.strategies import BROAD

if TYPE_CHECKING:
    from typing import Any

EVENTS = geo.join(ATLAS.places, ATLAS.events, ATLAS["dated_by"])


@pytest.mark.parametrize(
    ("query", "called"),
    [
        (Query(), "nkvd-atlas"),
        (Query(years=YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"})), "nkvd-atlas_1937-1938_nkvd-ussr"),
        (Query(years=YearSpan(1937, 1937), certain=True), "nkvd-atlas_1937_certain"),
        (Query(years=YearSpan(-489, None)), "nkvd-atlas_from-490bc"),
        (Query(years=YearSpan(None, 1917), hidden=frozenset({"context"})), "nkvd-atlas_to-1917_without-context"),
        (
            Query(organizations=frozenset("abcde"), text="Катынь or Katyn!"),
            "nkvd-atlas_a_b_c_and-2-more_words-or-katyn",
        ),
        (Query(text="Катынь", place="tartu"), "nkvd-atlas_words"),
        (Query(hidden=frozenset({"context"}), at_first=frozenset({"context"})), "nkvd-atlas"),
        (Query(at_first=frozenset({"context"})), "nkvd-atlas"),
        (Query(certain=True, at_first=frozenset({"context"})), "nkvd-atlas_certain_all-kinds"),
    ],
)
def test_a_file_is_called_by_its_view(query: Query, called: str) -> None:
    assert name("nkvd-atlas", query) == called


@given(BROAD)
def test_every_name_is_one_that_all_systems_take(query: Query) -> None:
    called = name('my "atlas"/é', query)
    assert re.fullmatch(r"my-atlas[A-Za-z0-9._~-]*", called)
    assert len(called) <= LONGEST


def test_all_counts_of_an_event_stand_in_its_row_side_by_side_and_none_is_lost() -> None:
    rows = read_csv(export.to_csv(EVENTS, ATLAS))
    found = {row["id"]: row for row in rows}["katyn-massacre"]
    assert (found["killed_best"], found["killed_low"]) == ("4421; 4400", "-; -")
    for row in rows:
        of = ATLAS["figures"][ATLAS["figures"]["event_id"] == row["id"]]
        for measure, counts in of.groupby("measure"):
            for bound in ("best", "low", "high"):
                said = [text.replace("-", "") for text in row[f"{measure}_{bound}"].split("; ")]
                assert said == counts[bound].tolist(), (row["id"], measure)


def test_a_table_has_columns_of_those_measures_only_that_its_events_count() -> None:
    (row,) = read_csv(export.to_csv(EVENTS[EVENTS["id"] == "katyn-massacre"], ATLAS))
    assert [name for name in row if name.endswith("_best")] == ["killed_best"]
    assert {"killed_low", "killed_high"} <= row.keys()


def test_the_table_of_a_view_is_in_its_language_with_the_same_ids() -> None:
    english, polish = (
        read_csv(str(export.FORMATS["csv"].write(export.select(ATLAS, Query(lang=lang)))).lstrip("\ufeff"))
        for lang in ("en", "pl")
    )
    titles = localize(ATLAS, "pl").atlas.events["title"].tolist()
    assert [row["title"] for row in polish] == titles != [row["title"] for row in english]
    assert [(row["id"], row["edtf"], row["sources"]) for row in polish] == [
        (row["id"], row["edtf"], row["sources"]) for row in english
    ]


def test_a_saved_page_carries_of_a_table_what_it_does_not_say_itself() -> None:
    assert table_block(ATLAS) is table_block(ATLAS)
    assert len(table_block(ATLAS)[0]) < 20_000


@pytest.mark.parametrize(
    ("contributors", "way"),
    [
        (None, ""),
        ("nobody", ""),
        ([{"title": "A"}], ""),
        ([{"title": "A", "email": "a@b.example"}], "a@b.example"),
        (
            [{"title": "A", "path": "https://b.example/issues/new", "email": "no address"}],
            "https://b.example/issues/new",
        ),
        ([{"title": "A", "path": "javascript:alert(1)", "email": "a@b.example?bcc=x@y.example"}], ""),
        (
            [{"title": "A", "role": "author", "email": "a@b.example"}, {"role": "maintainer", "email": "m@b.example"}],
            "m@b.example",
        ),
    ],
)
def test_readers_write_to_the_contributor_who_can_change_the_data(contributors: Any, way: str) -> None:
    package = {**ATLAS.package, "contributors": contributors}
    assert contact.of(package) == way
    assert about(replace(ATLAS, package=package))["contact"] == way


def test_of_who_cannot_be_written_to_the_name_is_said() -> None:
    people = [{"title": "B", "role": "author"}, {"title": "A", "role": "maintainer"}, {"role": "author"}]
    assert about(replace(ATLAS, package={**ATLAS.package, "contributors": people}))["named"] == ["A", "B"]


@pytest.mark.parametrize(
    ("contributors", "at"),
    [
        ("nobody", ("", "contributors")),
        (["nobody"], ("contributors/0", "")),
        ([{"title": "A"}, {"title": "B", "email": "b at example"}], ("contributors/1", "email")),
        ([{"title": "A", "path": "www.example"}], ("contributors/0", "path")),
    ],
)
def test_a_contributor_who_cannot_be_written_to_is_warned_of(contributors: Any, at: tuple[str, str]) -> None:
    (problem,) = contact.check(replace(ATLAS, package={**ATLAS.package, "contributors": contributors}))
    assert (problem.file, problem.record, problem.field, problem.warning) == ("datapackage.json", *at, True)


def test_no_address_is_invented_for_the_published_data() -> None:
    assert contact.of(ATLAS.package) == "" or "contributors" in ATLAS.package
