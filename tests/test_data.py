"""What the published dataset promises to its readers."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geo
from geo import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo import Atlas

ROOT = Path(__file__).parents[1]
ARTICLE = "harvey2025"
MUST_BE_CITED = {
    *(3, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 28, 29, 30, 32, 33),
    *(34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57),
    *(58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71),
}
"""Paragraphs of the article that name a place or a dated event, with their captions."""
BOXES = {"RU": (27.3, 41.1, 180.0, 81.9), "EE": (21.7, 57.5, 28.3, 59.8)}
"""West, south, east, north in degrees; Russia without Kaliningrad and beyond 180 degrees."""
PROSE = {
    "events": ["title", "description", "note"],
    "figures": ["definition"],
    "places": ["name", "note"],
    "organizations": ["name", "note"],
    "persons": ["role", "note"],
    "kinds": ["description"],
}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geo.load(ROOT / "data")


def cells(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Every text of every table but addresses, with where it stands."""
    for resource in atlas.package["resources"]:
        table = atlas[resource["name"]]
        for column in [name for name in table.columns if name not in ("geometry", "url")]:
            for index, value in table[column].items():
                yield f"{resource['name']}[{index}].{column}", value


def grams(text: str, size: int = 8) -> set[str]:
    """Short hashes of all runs of `size` words, lower-cased and without punctuation."""
    words = re.findall(r"\w+", text.lower().replace("\u2019", "").replace("'", ""))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def organizations_of(atlas: Atlas, event_id: str) -> set[str]:
    links = atlas["event_organizations"]
    return set(links[links["event_id"] == event_id]["organization_id"])


def places_by_id(atlas: Atlas):
    return atlas.places.set_index("id")


def test_has_no_problems(atlas):
    assert geo.validate(atlas) == []


def test_other_tools_can_read_it():
    """Frictionless, which knows nothing of this project, finds no fault in the package."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(ROOT / "data/datapackage.json"))
    assert report.valid, report.flatten(["message"])
    assert report.stats["tasks"] == 15


def test_has_the_59_events_of_the_article(atlas):
    assert (atlas.events["collection"] == "article").sum() == 59


def test_every_event_has_a_source(atlas):
    assert set(atlas["citations"]["event_id"]) == set(atlas.events["id"])


def test_every_event_cites_the_article(atlas):
    citations = atlas["citations"]
    cited = set(citations[citations["source_id"] == ARTICLE]["event_id"])
    article = atlas.events[atlas.events["collection"] == "article"]
    assert set(article["id"]) <= cited


def test_no_paragraph_of_the_article_is_lost(atlas):
    citations = atlas["citations"]
    locators = citations[citations["source_id"] == ARTICLE]["locator"]
    assert MUST_BE_CITED - {int(text.removeprefix("par. ")) for text in locators} == set()


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
    names = atlas["place_names"]
    for place_id, row in places_by_id(atlas).iterrows():
        languages = set(names[names["place_id"] == place_id]["lang"])
        assert {"en", {"RU": "ru", "EE": "et"}[row["country_today"]]} <= languages, place_id


def test_descriptions_have_at_most_60_words(atlas):
    lengths = atlas.events["description"].str.split().str.len()
    assert list(atlas.events["id"][lengths > 60]) == []


def test_no_run_of_eight_words_is_the_article_s(atlas):
    """Facts are free, sentences are not: the hashes are those of the article's own runs."""
    article = set((ROOT / "tests/data/article_8grams.txt").read_text(encoding="ascii").split())
    assert len(article) > 1000
    for table, columns in PROSE.items():
        for column in columns:
            copied = [text for text in atlas[table][column] if grams(text) & article]
            assert copied == [], f"{table}.{column}"


def test_hashes_of_eight_words_find_a_copied_run():
    text = "One two three, four five six seven Eight nine."
    assert grams("two three four five six seven eight nine") < grams(text)


def test_text_is_plain(atlas):
    """No Markdown, HTML, braces, addresses or stray spaces in anything that is shown."""
    marks = re.compile(r"[<>*`_\[\]{}|#]|https?:|^\s|\s$|\s\s|[\x00-\x1f]")
    colours = re.compile(r"families\[\d+\]\.colour")
    shown = ((place, text) for place, text in cells(atlas) if not colours.fullmatch(place))
    assert [(place, text) for place, text in shown if marks.search(text)] == []


def test_doubtful_events_say_why(atlas):
    doubtful = atlas.events[atlas.events["confidence"] == "C"]
    assert len(doubtful) > 0
    assert (doubtful["note"] != "").all()


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


def test_every_point_lies_in_its_country(atlas):
    for place_id, row in places_by_id(atlas).iterrows():
        west, south, east, north = BOXES[row["country_today"]]
        left, bottom, right, top = row.geometry.bounds
        assert west < left <= right < east, place_id
        assert south < bottom <= top < north, place_id


def test_gorki_is_the_estate_south_of_moscow(atlas):
    """Gorki Leninskiye, not the city of Gorky 400 km to the east."""
    places = places_by_id(atlas).to_crs(32637).geometry
    moscow, gorki = places["moscow"], places["gorki-leninskiye"]
    assert gorki.distance(moscow) < 30_000
    assert gorki.y < moscow.y


def test_katyn_is_the_forest_and_not_the_village(atlas):
    event = atlas.events.set_index("id").loc["katyn-massacre"]
    places = places_by_id(atlas).to_crs(32636).geometry
    assert event["place_id"] == "katyn-forest"
    assert 5_000 < places["katyn-forest"].distance(places["katyn-village"]) < 8_000


def test_the_moscow_canal_is_a_line(atlas):
    canal = places_by_id(atlas).geometry["moscow-canal"]
    assert canal.geom_type == "LineString"
    assert len(canal.coords) == 27
    assert all(55.8 < lat < 56.75 for _, lat in canal.coords)


def test_tartu_has_two_sites(atlas):
    places = places_by_id(atlas).to_crs(32635).geometry
    event = atlas.events.set_index("id").loc["tartu-victims-1941"]
    assert 500 < places["tartu-prison"].distance(places["tartu-grey-house"]) < 2_000
    assert event["place_id"] == "tartu-prison"
    assert "Grey House" in event["note"]


def test_nazino_is_told_of_the_ogpu(atlas):
    assert "ogpu" in organizations_of(atlas, "cannibal-island-1933")
    assert "nkvd-ussr" not in organizations_of(atlas, "cannibal-island-1933")


def test_the_article_s_figures_stand_beside_the_archival_ones(atlas):
    figures = atlas["figures"]
    polish = figures[figures["event_id"] == "polish-operation"]
    pairs = {(row["source_id"], row["measure"], row["best"]) for _, row in polish.iterrows()}
    assert (ARTICLE, "arrested", "139815") in pairs
    assert ("petrov-roginskii2003", "convicted", "139835") in pairs
    assert ("petrov-roginskii2003", "executed", "111091") in pairs


def test_totals_contain_their_parts(atlas):
    """Polish operation within the national operations, and these within the Great Terror."""
    part_of = atlas.events.set_index("id")["part_of"]
    assert part_of["polish-operation"] == "national-operations-1937"
    assert part_of["national-operations-1937"] == "great-terror"


def test_eighteen_million_is_no_day_s_count(atlas):
    figures = atlas["figures"]
    gulag = figures[figures["event_id"] == "gulag-general"].set_index("measure")["best"]
    assert gulag["imprisoned-total"] == "18000000"
    assert int(gulag["imprisoned-peak"]) < 3_000_000


def test_whole_countries_are_not_dots(atlas):
    assert not {"soviet-union", "russia", "russian-empire"} & set(atlas.places["id"])
