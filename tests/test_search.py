"""A search finds words in any script, with any ending, in all that is said of an event; and nothing that only resembles them."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import stays
from geo.view import index, search, searched, towns, words
from tests.support.published import ATLAS
from tests.support.searches import searches

if TYPE_CHECKING:
    from collections.abc import Iterator

IDS = ATLAS.events["id"]


def found(text: str) -> set[str]:
    return set(IDS[search.find(ATLAS, text)])


def finds(text: str, **cells: str) -> bool:
    """Say whether a search finds an event that has these cells, no place and names nobody."""
    blank = dict.fromkeys(ATLAS.events.columns, "")
    events = pd.DataFrame([{**blank, "id": "unlinked", **cells}])
    return bool(search.find(replace(ATLAS, tables={**ATLAS.tables, "events": events}), text)[0])


@cache
def texts() -> list[str]:
    own = [text for column in ("title", "description", "note", "edtf") for text in ATLAS.events[column] if text]
    return [*own, *ATLAS["texts"]["text"], *ATLAS["place_names"]["name"]]


@pytest.mark.parametrize("column", ["title", "description", "note", "edtf"])
def test_the_whole_of_a_text_finds_its_event(column: str) -> None:
    for event, text in zip(IDS, ATLAS.events[column], strict=True):
        assert event in found(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words.fold(words.fold(text)) == words.fold(text)


@given(st.text(max_size=12))
def test_any_text_can_be_looked_for_and_finds_itself(text: str) -> None:
    assert finds(text, title=f"before {text} after")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("katyn", "Katyń"),
        ("KATYŃ", "katyn"),
        ("йошкар", "Йошкар-Ола"),
        ("strasse", "Straße"),
        ("terror great", "Great Terror"),
        ("  great  ", "Great Terror"),
        ("ＮＫＶＤ", "NKVD"),  # noqa: RUF001 - full-width letters, as some keyboards write them
        ("katyn", "Катынь"),
        ("Катынь", "Katyn"),
        ("елка", "Ёлка"),
        ("Kharkov", "Харьков"),
        ("dont", "don\u2019t"),
        ("kat", "Katyn"),
        ("deportations", "The deportation of 1941"),
        ("deportation", "Deportations"),
    ],
)
def test_script_case_accents_order_and_endings_do_not_matter(text: str, title: str) -> None:
    assert finds(text, title=title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Riga", "irrigation"),
        ("yn", "Katyn"),
        ("k", "Katyn"),
        ("Katym", "Katyn"),
        ("great unfound", "Great Terror"),
        ('"terror great"', "Great Terror"),
        ('"great terr"', "Great Terror"),
    ],
)
def test_what_only_resembles_a_word_is_not_found(text: str, title: str) -> None:
    assert not finds(text, title=title)


@pytest.mark.parametrize("text", ['"great terror"', "\u201cgreat terror\u201d", "\u00abgreat terror\u00bb"])
def test_words_between_quotation_marks_follow_one_another(text: str) -> None:
    assert finds(text, title="The Great Terror of 1937")
    assert not finds(text, title="Terror, a great one")
    assert not finds(text, title="Great", description="Terror")


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Тарту", ["Tartu", "tartus", "Tartusse", "TARTUST"]),
        ("Kiev", ["Киев", "Kijów", "Kiiev", "Kyiv"]),
        ("Катынь", ["Катыни", "Катынью", "Katyn", "Katyń", "Katyniu"]),
    ],
)
def test_one_place_is_found_by_all_its_names_and_cases(word: str, others: list[str]) -> None:
    assert found(word)
    assert all(found(other) >= found(word) & found(others[0]) for other in others)


def test_katyn_in_cyrillic_finds_what_katyn_finds() -> None:
    assert found("Катынь") == found("Katyn") >= {"katyn-massacre"}


def test_the_destination_of_a_deportation_is_searched() -> None:
    at = stays.of_events(ATLAS)
    led = [event for event, rows in at.items() if any(stay.place == "nazino-island" for stay in rows)]
    assert {*led} <= found("Nazino")


def test_a_text_without_a_word_asks_for_everything() -> None:
    assert search.find(ATLAS, " — ?! ").all()
    assert not search.asked("«»")


@given(st.randoms(use_true_random=False))
def test_more_words_find_no_more(drawn: random.Random) -> None:
    one, other = (drawn.choice(drawn.choice(texts()).split()) for _ in range(2))
    assert found(f"{one} {other}") == found(one) & found(other)


def test_every_word_is_in_order_and_every_end_is_there() -> None:
    made = index.of_atlas(ATLAS)
    assert list(made.words[2:]) == sorted({*made.words} - {""})
    for table, said in made.said.items():
        ends = (said.words <= searched.NAME_END).sum()
        assert ends == sum(len(piece.owner[piece.owner >= 0]) for piece in searched.pieces(ATLAS, table))


@pytest.mark.parametrize(
    "row", [row for row in searches("first", "any") if row["table"] in searched.NAMED], ids=lambda row: row["typed"]
)
def test_what_people_type_finds_the_events_of_what_they_mean(row: dict[str, str]) -> None:
    event, named = index.of_atlas(ATLAS).ties[row["table"]]
    meant = event[named == ATLAS[row["table"]]["id"].tolist().index(row["id"])]
    assert {*IDS.iloc[meant]} <= found(row["typed"])


@pytest.mark.parametrize("row", searches("near"), ids=lambda row: row["typed"])
def test_a_slip_finds_nothing(row: dict[str, str]) -> None:
    assert not found(row["typed"])


def test_a_town_of_the_basemap_is_known_by_all_its_names_and_finds_no_event_of_its_own() -> None:
    names = index.of_atlas(ATLAS).names[searched.TOWNS]
    assert any({"Narva", "Нарва"} <= {*some} for some in names)
    assert found("Narva") == {event for event, words_ in zip(IDS, said_of_events(), strict=True) if "narva" in words_}


def said_of_events() -> Iterator[set[str]]:
    made = index.of_atlas(ATLAS)
    said = made.said[searched.EVENTS]
    for begin, end in pairwise(said.begin):
        yield {made.words[at] for at in said.words[begin:end]}


def test_tallinn_is_no_place_and_leads_to_its_prison_and_to_estonia() -> None:
    ids = ATLAS.places["id"].tolist()
    town = next(one for one in towns.of_atlas(ATLAS) if one.id == "tallinn")
    assert [ids[at] for at in town.inside] == ["patarei"]
    assert [ids[at] for at in town.regions] == ["estonia", "baltic-states"]


def test_no_town_is_a_place_and_no_region_is_in_another_country() -> None:
    known = {one.id: one for one in towns.of_atlas(ATLAS)}
    assert not {"moscow", "tartu", "vorkuta", "lviv"} & {*known}
    ids = ATLAS.places["id"].tolist()
    assert "estonia" not in [ids[at] for at in known["riga"].regions]
    assert known["kabul"].regions == ()


def test_a_small_word_is_no_form_of_a_name() -> None:
    rows = [row for row in ATLAS.rows("texts") if row["lang"] == "et" and row["table"] == "events"]
    named = {row["id"] for row in rows if "eest" in words.fold(row["text"]).split()}
    assert named - found("Eesti")
