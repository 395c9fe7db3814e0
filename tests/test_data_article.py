"""What the part of the dataset that follows the article promises: checked, corrected, not copied."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo import Atlas

ROOT = Path(__file__).parents[1]
ARTICLE = "harvey2025"
MUST_BE_CITED = {
    *(3, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 28, 29, 30, 32, 33),
    *(34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57),
    *(58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71),
}
"""Paragraphs of the article that name a place or a dated event, with their captions."""
PROSE = {
    "events": ["title", "description", "note"],
    "figures": ["definition"],
    "places": ["name", "note"],
    "organizations": ["name", "note"],
    "persons": ["role", "note"],
    "kinds": ["description"],
    "sources": ["note"],
    "coverage": ["note"],
}
"""Columns with sentences of our own."""


def grams(text: str, size: int = 8) -> set[str]:
    """Short hashes of all runs of `size` words, lower-cased and without punctuation."""
    words = re.findall(r"\w+", text.lower().replace("\u2019", "").replace("'", ""))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def organizations_of(atlas: Atlas, event_id: str) -> set[str]:
    links = atlas["event_organizations"]
    return set(links[links["event_id"] == event_id]["organization_id"])


def places_by_id(atlas):
    return atlas.places.set_index("id")


def test_every_event_cites_the_article(atlas):
    citations = atlas["citations"]
    cited = set(citations[citations["source_id"] == ARTICLE]["event_id"])
    article = atlas.events[atlas.events["collection"] == "article"]
    assert set(article["id"]) <= cited


def test_the_article_gives_figures_to_its_own_events_only(atlas):
    figures = atlas["figures"]
    given = set(figures[figures["source_id"] == ARTICLE]["event_id"])
    article = atlas.events[atlas.events["collection"] == "article"]
    assert given <= set(article["id"])


def test_no_paragraph_of_the_article_is_lost(atlas):
    citations = atlas["citations"]
    locators = citations[citations["source_id"] == ARTICLE]["locator"]
    assert MUST_BE_CITED - {int(text.removeprefix("par. ")) for text in locators} == set()


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


def test_eighteen_million_is_no_day_s_count(atlas):
    figures = atlas["figures"]
    gulag = figures[figures["event_id"] == "gulag-general"].set_index("measure")["best"]
    assert gulag["imprisoned-total"] == "18000000"
    assert int(gulag["imprisoned-peak"]) < 3_000_000
