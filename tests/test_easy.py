"""Kiosks offer descriptions in easy words; nothing else shows or searches them, and they say no more than the full text."""

from __future__ import annotations

import re

import pytest

from geo.dataset import easy, kiosks
from geo.map import kiosk
from geo.view import index, words
from tests.support.published import ATLAS

LANGUAGES = ("en", "ru", "et", "pl")
TOLD = ("tartu", "katyn", "moscow-canal", "moscow", "vorkuta", "solovki")
"""Kiosks whose events are all told in easy words."""
NUMBER = re.compile(r"\d+")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_of_these_kiosks_is_told_in_easy_words(lang: str) -> None:
    told = easy.descriptions(ATLAS, lang)
    for one in (kiosks.find(ATLAS, name) for name in TOLD):
        here = {row["id"] for row in ATLAS.rows("events") if row["place_id"] in one.places}
        assert {*one.events, *here} <= set(told), one.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_easy_words_make_short_sentences(lang: str) -> None:
    for event, text in easy.descriptions(ATLAS, lang).items():
        assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", text)) <= 16, (event, text)


def test_they_have_the_same_numbers_in_every_language() -> None:
    told = [easy.descriptions(ATLAS, lang) for lang in LANGUAGES]
    assert [event for event in told[0] if len({tuple(sorted(NUMBER.findall(one[event]))) for one in told}) > 1] == []


def test_a_kiosk_carries_them_and_no_search_finds_them() -> None:
    spoken = kiosk.languages(ATLAS, kiosks.find(ATLAS, "tartu"), "events")
    assert all("tartu-grey-house-1940-54" in one["easy"] for one in spoken)
    assert words.fold("замком") not in index.of_atlas(ATLAS).words  # of the easy words about the Grey House alone
