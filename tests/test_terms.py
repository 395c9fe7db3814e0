"""Words of the field are found in texts whatever their ending, and in no other word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.checks.validate import validate
from geo.dataset.translate import localize
from geo.map.terms import explained_terms
from geo.view import terms
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from geo.model import Atlas


def with_terms(*rows: dict[str, str]) -> Atlas:
    columns = ATLAS[terms.TERMS].columns
    table = pd.DataFrame([dict.fromkeys(columns, "") | row for row in rows], columns=columns)
    return replace(ATLAS, tables={**ATLAS.tables, terms.TERMS: table})


def spelled(term: str, text: str, lang: str) -> list[list[str]]:
    return terms.spellings([term], [pd.Series([text])], lang)[0]


@pytest.mark.parametrize(
    ("lang", "term", "text", "found"),
    [
        ("en", "troika", "Regional troikas sat.", [["troikas"]]),
        ("en", "Military Collegium", "the Military Collegium's list", [["Military"], ["Collegium"]]),
        ("ru", "кулак", "кулаков и кулаками", [["кулаками", "кулаков"]]),
        ("ru", "тройка", "по приговору тройки", [["тройки"]]),
        ("et", "erinõupidamine", "Erinõupidamise otsus", [["Erinõupidamise"]]),
        ("et", "eriasunikud", "eriasunikena", [["eriasunikena"]]),
        ("pl", "kułak", "rodziny kułaków", [["kułaków"]]),
        ("pl", "Kolegium Wojskowe", "wyrok Kolegium Wojskowego", [["Kolegium"], ["Wojskowego"]]),
        ("pl", "Czeka", "Matka czeka na Czekę", [["Czekę"]]),
        ("en", "camp", "a campaign", []),
        ("en", "NKVD", "", []),
    ],
)
def test_a_term_is_found_with_its_endings_and_in_no_other_word(lang: str, term: str, text: str, found: list[list[str]]):
    assert spelled(term, text, lang) == found


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_most_terms_of_the_dataset_stand_in_its_texts_in_every_language(lang: str) -> None:
    found = explained_terms(localize(ATLAS, lang))
    assert len(found) >= 15
    assert all(one["definition"] and one["source"] and "untranslated" not in one for one in found)


def test_a_dataset_without_terms_explains_none() -> None:
    assert explained_terms(localize(with_terms(), "en")) == []


def test_validation_reads_the_table() -> None:
    known = {"term": "Kulaks", "definition": "x", "source_id": "viola2007"}
    rows = ({"id": "a"}, {"id": "b", "term": "kulaks"}, {"id": "c", "term": "!"}, {"id": "d", "source_id": "none"})
    found = [(one.record, one.field, one.why) for one in validate(with_terms(*({**known, **row} for row in rows)))]
    assert ("1", "term", "is what 'a' explains, too") in found
    assert ("2", "term", "has no word") in found
    assert ("3", "source_id", "there is no such record in sources") in found
