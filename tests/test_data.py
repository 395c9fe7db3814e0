"""What the published dataset promises to its readers; of its first part also test_data_article.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geo
from geo import Query, YearSpan, dates
from geo.dataset.cells import grouped
from geo.dataset.translate import localize
from geo.view import filters, summarize
from geo.view.towns import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo import Atlas

ROOT = Path(__file__).parents[1]
UNPLACED = 38
"""Events of whole countries, totals and events at an unknown place: listed, not mapped."""
WINDOW = (8, 33, 195, 84)
"""West, south, east, north of the basemap in degrees."""
OUTSIDE = {"alcala", "coolsingel", "coyoacan", "rue-rousselet"}
"""Places abroad, west of the detailed basemap, where agents killed: Nin, Konovalets, Trotsky, Kutepov."""
LOCAL = {
    "AM": "hy", "ES": "es", "FR": "fr", "HU": "hu", "MN": "mn", "NL": "nl",
    "AZ": "az", "BY": "be", "DE": "de", "EE": "et", "GE": "ka", "KG": "ky", "KZ": "kk", "LT": "lt", "LV": "lv",
    "MD": "ro", "MX": "es", "PL": "pl", "RU": "ru", "TJ": "tg", "TM": "tk", "UA": "uk", "UZ": "uz",
}  # fmt: skip
"""A language of each country of today in which its places must be named."""
DOUBT = re.compile(r"\b(no|not|neither|none|disputed|uncertain|contested|estimates|without)\b", re.IGNORECASE)


def cells(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Every text of every table but addresses, with where it stands."""
    for resource in atlas.package["resources"]:
        table = atlas[resource["name"]]
        for column in [name for name in table.columns if name not in ("geometry", "url", "uri")]:
            for index, value in table[column].items():
                yield f"{resource['name']}[{index}].{column}", value


def test_has_no_problems(atlas):
    assert geo.validate(atlas) == []


def test_has_325_events_at_215_places(atlas):
    assert len(atlas.events) == 325
    assert len(atlas.places) == 215
    assert dict(atlas.events["collection"].value_counts()) == {"article": 59, "wider": 266}


def test_other_tools_can_read_it(atlas):
    """Frictionless, which knows nothing of this project, finds no fault in the package."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(ROOT / "data/datapackage.json"))
    assert report.valid, report.flatten(["message"])
    assert [task.name for task in report.tasks] == [one["name"] for one in atlas.package["resources"]]


def test_every_event_can_be_reached(atlas, events):
    """With no filter all are shown: on the map, or in the list of those without a point."""
    shown = filters.apply(events, Query(), atlas)
    assert set(shown["id"]) == set(atlas.events["id"])
    assert summarize.tally(events, Query(), atlas).unplaced == UNPLACED
    assert shown.geometry.notna().sum() == len(atlas.events) - UNPLACED


def test_every_place_with_an_event_has_a_point(atlas):
    """So that an event is unplaced only because it names no place."""
    assert not atlas.places.geometry.isna().any()
    assert (atlas.events["place_id"] == "").sum() == UNPLACED


def test_events_lie_between_1897_and_2022(events):
    assert (events["earliest_start"].min(), events["latest_end"].max()) == (1897, 2022)


def test_places_lie_in_the_window_of_the_basemap(atlas):
    west, south, east, north = WINDOW
    corners = atlas.places.set_index("id").bounds
    inside = (corners.minx > west) & (corners.miny > south) & (corners.maxx < east) & (corners.maxy < north)
    assert set(corners.index[~inside]) == OUTSIDE


def test_every_event_has_a_source(atlas):
    assert set(atlas["citations"]["event_id"]) == set(atlas.events["id"])


def test_the_source_of_a_figure_is_a_source_of_its_event(atlas):
    cited = atlas["citations"][["event_id", "source_id"]].drop_duplicates()
    assert atlas["figures"].merge(cited)["event_id"].size == len(atlas["figures"])


def test_every_source_is_cited(atlas):
    used = set(atlas["citations"]["source_id"]) | set(atlas["figures"]["source_id"])
    assert set(atlas["sources"]["id"]) == used


def test_only_the_succession_names_bodies_without_an_event(atlas):
    organizations = atlas["organizations"]
    used = set(atlas["event_organizations"]["organization_id"])
    police = set(organizations[organizations["family"] == "secret-police"]["id"])
    assert set(organizations["id"]) - used <= police


def test_every_person_and_group_belongs_to_an_event(atlas):
    assert set(atlas["persons"]["id"]) == set(atlas["event_persons"]["person_id"])
    assert set(atlas["groups"]["id"]) == set(atlas["event_groups"]["group_id"])


def test_every_place_named_by_an_event_exists(atlas):
    events = atlas.events
    named = {*events["place_id"], *events["destination_id"], *atlas["place_names"]["place_id"]}
    assert named - {""} <= set(atlas.places["id"])


def test_every_place_has_an_english_and_a_local_name(atlas):
    names = atlas["place_names"].groupby("place_id")["lang"].agg(set)
    for place in atlas.places.itertuples():
        wanted = {"en", LOCAL[place.country_today]} if place.country_today else {"en", "ru"}
        assert wanted <= names[place.id], place.id


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_no_headword_has_a_name_that_a_town_has_no_more(atlas, lang):
    names = [row for row in atlas.rows("place_names") if row["lang"] == lang]
    former = {row["name"] for row in names if row["to"]} - {row["name"] for row in names if not row["to"]}
    places = localize(atlas, lang).atlas.places
    towns = places["name"][~places["kind"].isin(REGIONS)].str.rpartition(", ")[2]
    assert former & {*towns} == set()


def test_descriptions_have_at_most_60_words(atlas):
    lengths = atlas.events["description"].str.split().str.len()
    assert list(atlas.events["id"][lengths > 60]) == []


def test_text_is_plain(atlas):
    """No Markdown, HTML, braces, addresses or stray spaces in anything that is shown."""
    marks = re.compile(r"[<>*`_\[\]{}|#]|https?:|^\s|\s$|\s\s|[\x00-\x1f]")
    names = re.compile(r"(families|kinds)\[\d+\]\.colour|changes\[\d+\]\.(table|field)|texts\[\d+\]\.(table|id)")
    shown = ((place, text) for place, text in cells(atlas) if not names.fullmatch(place))
    assert [(place, text) for place, text in shown if marks.search(text)] == []


def test_doubtful_events_say_what_is_doubtful(atlas):
    """Such a note denies, disputes, estimates or lacks something; a note on spelling would not do."""
    doubtful = atlas.events[atlas.events["confidence"] == "C"].set_index("id")["note"]
    assert len(doubtful) > 0
    assert [event for event, note in doubtful.items() if not DOUBT.search(note)] == []


def test_every_date_is_edtf(atlas):
    for resource in atlas.package["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("rdfType") == "http://id.loc.gov/datatypes/edtf":
                for text in filter(None, atlas[resource["name"]][field["name"]]):
                    assert dates.parse(text).text == text


def test_every_event_has_a_date(atlas):
    assert (atlas.events["edtf"] != "").all()


def test_low_best_and_high_are_in_order(atlas):
    for _, row in atlas["figures"].iterrows():
        numbers = [int(row[name]) for name in ("low", "best", "high") if row[name]]
        assert numbers, row["definition"]
        assert numbers == sorted(numbers), row["definition"]
        assert numbers[0] > 0, row["definition"]


def test_the_peak_of_a_camp_says_that_it_is_one(atlas):
    figures = atlas["figures"]
    peaks = figures[figures["measure"] == "imprisoned-peak"]["definition"]
    assert len(peaks) > 10
    assert [text for text in peaks if "highest" not in text and not text.startswith("Most prisoners ")] == []


def test_every_organization_was_alive_on_the_day(atlas):
    events = atlas.events.set_index("id")["edtf"]
    lives = atlas["organizations"].set_index("id")
    for _, link in atlas["event_organizations"].iterrows():
        when = dates.parse(events[link["event_id"]])
        life = lives.loc[link["organization_id"]]
        born, died = dates.parse(life["active_from"]), dates.parse(life["active_to"])
        assert born.earliest_start <= when.latest_end, tuple(link)
        assert died.latest_end >= when.earliest_start, tuple(link)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("cheka", "gpu-rsfsr"),
        ("gpu-rsfsr", "ogpu"),
        ("ogpu", "nkvd-ussr"),
        ("gugb", "nkgb-1941"),
        ("nkvd-ussr", "nkgb-1943"),
        ("nkgb-1943", "mgb"),
        ("nkvd-ussr", "mvd-ussr"),
        ("mvd-ussr", "kgb"),
    ],
)
def test_the_line_of_succession(atlas, earlier, later):
    followed = atlas["organizations"].set_index("id")["successor_of"]
    assert followed[later] == earlier


def test_coverage_is_of_organizations_or_families(atlas):
    known = {*atlas["organizations"]["id"], *atlas["families"]["id"]}
    assert set(atlas["coverage"]["organization_id"]) <= known
    assert set(atlas["families"]["id"]) <= set(atlas["coverage"]["organization_id"])


def test_coverage_runs_forward_and_no_year_inside_a_stretch_is_told_twice(atlas):
    for name, rows in atlas["coverage"].groupby("organization_id", sort=False):
        first = [dates.parse(text).earliest_start for text in rows["from"]]
        last = [dates.parse(text).latest_end for text in rows["to"]]
        assert all(start < end for start, end in zip(first, last, strict=True)), name
        assert all(end[0] <= start[0] for end, start in zip(last, first[1:], strict=False)), name


def test_whole_countries_are_not_dots(atlas):
    assert not {"soviet-union", "russia", "russian-empire"} & set(atlas.places["id"])


@pytest.mark.parametrize(("year", "stands"), [(1941, True), (1942, False), (1943, False), (1950, True)])
def test_the_grey_house_of_tartu_held_no_soviet_prisoners_under_german_occupation(atlas, events, year, stands):
    found = filters.apply(events, Query(YearSpan(year, year)), atlas)
    assert found["place_id"].eq("tartu-grey-house").any() == stands


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_a_camp_to_which_people_were_taken_is_named_and_not_its_town_alone(atlas: Atlas, lang: str) -> None:
    spoken = localize(atlas, lang).atlas
    ends = {row["place_id"] for row in spoken.rows("event_places") if row["role"] == "to"}
    camps = grouped((row["place_id"], row["title"]) for row in spoken.rows("events") if row["kind_detail"] == "camp")
    alone = {place: titles[0] for place, titles in camps.items() if place in ends and len(titles) == 1}
    names = dict(zip(spoken.places["id"], spoken.places["name"], strict=True))
    assert {place: names[place].split(", ")[0] for place in alone} == alone
    assert alone.keys() == {"lesnoy-vyatlag", "solikamsk"}
