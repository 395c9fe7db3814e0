"""The app serves every language, and says what it cannot speak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import geo
from geo import i18n
from geo.app import routes
from geo.app.store import Store
from geo.dataset.read import default
from geo.map import assets
from geo.view.query import Query, from_params, to_params

PAGE = Path(geo.__file__).parent / "app" / "explore.py"


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(routes=routes.routes(Store(default()), ""))) as made:
        yield made


@pytest.mark.parametrize("lang", list(i18n.LANGUAGES))
def test_the_map_is_served_in_each_language_with_a_tag_of_its_own(client, lang):
    answer = client.get(f"/map?lang={lang}")
    assert f'<html lang="{lang}">' in answer.text
    assert answer.headers["etag"].endswith(f'-{lang}"')
    assert client.get(f"/map?lang={lang}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_map_without_a_language_is_english_and_in_an_unknown_one_is_not_there(client):
    assert '<html lang="en">' in client.get("/map").text
    assert client.get("/map?lang=tlh").status_code == 404


def test_messages_are_served_as_a_script_without_anything_to_run_but_one_call(client):
    text = client.get(f"/assets/{assets.version()}/messages-ru.js").text
    call, data = text.strip().removesuffix(");").split("(", 1)
    assert (call, json.loads(data)) == ("globalThis.atlas.addCatalog", i18n.catalog("ru"))
    assert client.get(f"/assets/{assets.version()}/messages-tlh.js").status_code == 404


def test_the_address_holds_the_language_unless_it_is_english(atlas):
    query, notices = from_params({"lang": "et", "from": "1941"}, atlas)
    assert (query.lang, notices, to_params(query)) == ("et", [], {"from": "1941", "lang": "et"})
    assert to_params(Query()) == {}
    assert query.cleared().lang == "et"


def test_an_unknown_language_in_the_address_is_said_and_english_stays(atlas):
    query, notices = from_params({"lang": "tlh"}, atlas)
    assert (query.lang, notices) == ("en", ["The atlas does not speak the language 'tlh' of the address."])


def test_faults_of_an_address_are_told_in_its_language(atlas):
    _, notices = from_params({"lang": "pl", "from": "abc", "org": "gestapo"}, atlas)
    assert len(notices) == 2
    assert all("pominięto" in notice for notice in notices)


def test_labels_and_pills_of_the_app_are_in_the_language():
    test = AppTest.from_file(PAGE, default_timeout=30)
    test.query_params["lang"] = "ru"
    test.run()
    assert not test.exception
    widgets = {item.key: json.loads(item.proto.json) for item in test.get("bidi_component")}
    assert widgets["frame"]["src"].startswith("map?controls=0&lang=ru&")
    assert "messages-ru.js" in widgets["years"]["assets"]["files"]
    assert [group["name"] for group in widgets["facets"]["states"]["org"]["groups"]][
        1
    ] == "Лагеря и управление лагерями"
    assert test.toggle(key="certain").label == "Только события, достоверно относящиеся к этим годам"
    assert test.selectbox(key="lang").value == "ru"


def test_the_switch_writes_the_address_and_keeps_the_filters():
    test = AppTest.from_file(PAGE, default_timeout=30)
    test.query_params["from"] = "1937"
    test.run()
    test.selectbox(key="lang").set_value("pl").run()
    assert not test.exception
    assert (test.query_params["lang"], test.query_params["from"]) == ("pl", "1937")
    assert test.button(key="reset").label == "Pokaż wszystko"
