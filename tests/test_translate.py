# ruff: noqa: RUF001
"""Texts of the dataset in other languages: what is there is used, what is not stays English and is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import geo
from geo import i18n
from geo.dataset import translate
from geo.dataset.read import read
from geo.errors import QueryError
from geo.map import assets, page
from geo.view import filters
from tests.support.blocks import NAME, payload, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from geo import Atlas

OTHERS = [lang for lang in i18n.LANGUAGES if lang != i18n.DEFAULT]
COMPLETE = ("families", "organizations", "persons", "groups", "kinds")


def row(atlas: Atlas, table: str, record: str) -> dict[str, str]:
    return next(row for row in atlas.rows(table) if row["id"] == record)


@pytest.mark.parametrize("lang", OTHERS)
def test_the_texts_of_the_article_are_complete(atlas: Atlas, lang: str) -> None:
    english = translate.localize(atlas, lang).untranslated
    article = set(atlas.events["id"][atlas.events["collection"] == "article"])
    assert [key for key in english if key[0] == "events" and key[1] in article] == []
    assert [key for key in english if key[0] == "figures" and key[1].split("/")[0] in article] == []
    places = set(atlas.events.loc[atlas.events["id"].isin(article), "place_id"])
    assert [key for key in english if key[0] == "places" and key[1] in places] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_every_name_in_filters_and_on_the_map_is_translated(atlas: Atlas, lang: str) -> None:
    english = translate.localize(atlas, lang).untranslated
    assert [key for key in english if key[0] in COMPLETE] == []
    assert [key for key in english if key[0] == "places" and key[2] == "name"] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_but_words_changes(atlas: Atlas, lang: str) -> None:
    """Ids, dates, numbers, keys and the order of records are those of the dataset."""
    localized = translate.localize(atlas, lang).atlas
    for name, table in atlas.tables.items():
        same = [column for column in table if column not in translate.SHOWN.get(name, ())]
        assert localized[name][same].equals(table[same]), name


def test_english_is_the_dataset_itself_but_for_remarks_which_notes_begin_with(atlas: Atlas) -> None:
    bare = replace(atlas, tables={**atlas.tables, "events": atlas["events"].assign(remark="")})
    localized = translate.localize(bare, "en")
    assert (localized.atlas, localized.untranslated) == (bare, frozenset())
    own, noted = (row(one, "events", "katyn-massacre") for one in (atlas, translate.localize(atlas, "en").atlas))
    assert noted["note"] == f"{own['remark']} {own['note']}"
    assert own["remark"].startswith("Harvey's article")


def test_what_has_no_translation_stays_english_and_is_named(atlas: Atlas) -> None:
    texts = atlas["texts"][lambda table: table["id"] != "katyn-massacre"]
    localized = translate.localize(replace(atlas, tables={**atlas.tables, "texts": texts}), "pl")
    assert row(localized.atlas, "events", "katyn-massacre")["title"] == "Katyn massacre"
    assert localized.untranslated_fields("events", "katyn-massacre", ("title", "note")) == ["title", "note"]
    assert localized.untranslated_fields("events", "great-terror", ("title",)) == []


def test_a_dataset_without_translations_stays_english(atlas: Atlas) -> None:
    tables = {name: table for name, table in atlas.tables.items() if name != "texts"}
    localized = translate.localize(replace(atlas, tables=tables), "ru")
    assert row(localized.atlas, "events", "katyn-massacre")["title"] == "Katyn massacre"
    assert row(localized.atlas, "organizations", "kgb")["name"] == "Комитет государственной безопасности"


def test_an_unknown_language_is_refused(atlas: Atlas) -> None:
    with pytest.raises(QueryError):
        translate.localize(atlas, "xx")


@pytest.mark.parametrize(
    ("lang", "nkvd", "abbreviation", "katyn"),
    [
        ("ru", "Народный комиссариат внутренних дел СССР", "НКВД", "Катынский лес"),
        ("et", "NSV Liidu Siseasjade Rahvakomissariaat", "NKVD", "Katõni mets"),
        ("pl", "Ludowy Komisariat Spraw Wewnętrznych ZSRR", "NKWD", "Las Katyński"),
    ],
)
def test_bodies_and_places_have_their_established_names(
    atlas: Atlas, lang: str, nkvd: str, abbreviation: str, katyn: str
) -> None:
    localized = translate.localize(atlas, lang).atlas
    body = row(localized, "organizations", "nkvd-ussr")
    assert (body["name"], body["abbreviation"]) == (nkvd, abbreviation)
    assert row(localized, "places", "katyn-forest")["name"] == katyn


@pytest.mark.parametrize(
    ("lang", "name"), [("ru", "Петроград"), ("et", "Petrograd"), ("pl", "Piotrogród"), ("en", "Petrograd")]
)
def test_a_place_has_the_name_of_the_day_in_the_language(atlas: Atlas, lang: str, name: str) -> None:
    shown = payload(atlas, lang)
    where = dict(zip(shown["events"]["id"], shown["events"]["where"], strict=True))
    assert where["cheka-founded-1917"] == name


def test_a_page_carries_language_dates_and_marks(atlas: Atlas) -> None:
    other = next(row["id"] for row in atlas.rows("events") if row["collection"] != "article")
    left = atlas["texts"][lambda table: table["id"] != other]
    shown = payload(replace(atlas, tables={**atlas.tables, "texts": left}), "pl")
    texts = dict(zip(shown["events"]["id"], shown["texts"], strict=True))
    days = dict(zip(shown["events"]["id"], shown["events"]["date"], strict=True))
    assert shown["title"] == "Atlas represji sowieckich"
    assert days["nkvd-formed-1934"] == "10 lipca 1934"
    assert "untranslated" not in texts["katyn-massacre"]
    assert "title" in texts[other]["untranslated"]
    assert not [text for text in payload(atlas)["texts"] if "untranslated" in text]


def _asked() -> set[str]:
    """Return all texts in quotation marks of the scripts and the template of the page, messages among them."""
    read = [assets.path(name).read_text(encoding="utf-8") for name in assets.scripts("page/start.js")]
    body = files("geo").joinpath("templates/body.html").read_text(encoding="utf-8")
    return set(re.findall(r'"([^"\\\n]+)"', "\n".join([*read, body])))


@pytest.mark.parametrize("lang", list(i18n.LANGUAGES))
def test_a_page_says_its_language_and_has_its_messages(atlas: Atlas, lang: str) -> None:
    html = page(atlas, lang).html()
    assert f'<html lang="{lang}">' in html
    assert f">{i18n.translator(lang).gettext('Filters')}</button>" in html
    carried, whole = json.loads(text_of(html, NAME))["catalog"], i18n.catalog(lang)
    assert carried["messages"].items() <= whole["messages"].items()
    assert {text for text in _asked() if text in whole["messages"]} <= carried["messages"].keys()
    assert "What this collection covers" not in carried["messages"]  # which only the app says


@pytest.mark.parametrize("word", ["Катынский расстрел", "Katõni massimõrv", "Las Katyński masowych"])
def test_a_search_finds_words_of_all_languages(atlas: Atlas, events: gpd.GeoDataFrame, word: str) -> None:
    assert "katyn-massacre" in set(filters.by_text(events, word, atlas)["id"])
    assert filters.by_text(events, f"{word} zzz", atlas).empty


def test_a_search_finds_people_and_victims_in_all_languages(atlas: Atlas, events: gpd.GeoDataFrame) -> None:
    polish, russian = (set(filters.by_text(events, word, atlas)["id"]) for word in ("Nikołaj Jeżow", "Николай Ежов"))
    assert "yezhov-arrest-1939" in polish & russian
    assert "polish-operation" in set(filters.by_text(events, "poolakad", atlas)["id"])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"table": "event"}, "table 'event' - there is no such table - did you mean 'events'?"),
        ({"id": "katyn-massacr"}, "id 'katyn-massacr' - there is no such record in events - did you mean"),
        ({"field": "name"}, "field 'name' - is not a text of events - "),
        ({"lang": "en"}, "lang 'en' - is the language of the tables themselves - write the text there"),
        ({"lang": "xx"}, "lang 'xx' - the atlas does not speak this language - one of ru, et, pl"),
        ({"text": ""}, "text - must not be empty - give the text"),
    ],
)
def test_a_translation_of_nothing_is_told(broken: Callable[..., Path], changes: dict[str, Any], problem: str) -> None:
    own = {"table": "events", "id": "katyn-massacre", "field": "scope", "lang": "ru", "text": "x"}
    folder = broken("texts.csv", None, own | changes)
    problems = [str(problem) for problem in geo.validate(read(folder)[0])]
    assert len(problems) == 1
    assert problems[0].split(":", 2)[2].startswith(problem)


def test_a_changed_definition_leaves_its_translation_without_a_figure(broken: Callable[..., Path]) -> None:
    """The key of a figure holds its English definition, so an outdated translation is never shown."""
    folder = broken("figures.csv", 0, {"definition": "Something else."})
    atlas, _ = read(folder)
    assert {problem.field for problem in geo.validate(atlas)} == {"id"}
    assert [key[1] for key in translate.localize(atlas, "ru").untranslated if key[1].endswith("/Something else.")]


def test_of_several_names_todays_counts(atlas: Atlas) -> None:
    rows = [
        {"organization_id": "kgb", "lang": "lt", "name": name, "abbreviation": "", "from": "", "to": to}
        for name, to in (("old", "1960"), ("today", ""), ("too", ""), ("older", "1950"))
    ]
    names = {**atlas.tables, "organization_names": pd.DataFrame(rows), "texts": atlas["texts"].iloc[:0]}
    found = translate.translations(replace(atlas, tables=names), "lt")
    assert found["organizations", "kgb", "name"] == "today"
