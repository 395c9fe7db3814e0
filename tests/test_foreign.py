"""Any dataset works in every face: another country, another language, and the smallest there can be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import geo
from geo import export
from geo.app import routes, store
from geo.checks.validate import validate
from geo.dataset import archive, columns, kiosks, settings
from geo.dataset.read import read
from geo.dataset.translate import localize
from geo.map import page, payload
from geo.map.kiosk import kiosk_page
from geo.map.layers import of_atlas
from tests.support.blocks import NAME, carried, text_of
from tests.support.foreign import CHILE, SMALLEST, SPANISH, chile, write

EXPLORE = Path(geo.__file__).parent / "app" / "explore.py"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write(tmp_path_factory.mktemp("small"), SMALLEST)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory):
    return chile(tmp_path_factory.mktemp("chile"))


@pytest.fixture
def of(monkeypatch):
    """Show a folder in the app."""

    def show(folder):
        shown = store.Store(folder)
        monkeypatch.setattr(store, "shared", lambda: shown)
        return shown

    return show


def widgets(test):
    assert not test.exception
    return {item.key: json.loads(item.proto.json) for item in test.get("bidi_component")}


def test_the_smallest_dataset_has_no_problems(small):
    atlas, problems = read(small)
    assert [*problems, *validate(atlas)] == []


@pytest.mark.parametrize("table", sorted(columns.OPTIONAL))
def test_a_table_left_out_is_empty_with_its_columns(small, table):
    found = geo.load(small)[table]
    assert (len(found), list(found)) == (0, columns.names(table))


@pytest.mark.parametrize("table", sorted(columns.NEEDED))
def test_a_table_that_is_needed_cannot_be_left_out(tmp_path, table):
    folder = write(tmp_path, {name: rows for name, rows in SMALLEST.items() if name != table})
    assert f"the table '{table}' is missing" in str(read(folder)[1][0])


@pytest.mark.parametrize(
    ("table", "column", "value", "why"),
    [
        ("events", "kind", "", "must not be empty"),
        ("events", "kind", "nobody", "there is no such record in kinds"),
        ("events", "place_id", "nowhere", "there is no such record in places"),
        ("citations", "source_id", "", "must not be empty"),
        ("event_organizations", "organization_id", "nobody", "there is no such record in organizations"),
        ("organizations", "family", "", "must not be empty"),
        ("organizations", "id", "cni", "stands twice, first in line 2"),
        ("places", "precision_m", "-5", "is less than 0"),
    ],
)
def test_a_description_that_asks_for_nothing_does_not_let_through_what_cannot_be_drawn(
    tmp_path, table, column, value, why
):
    rows = {**CHILE, table: [{**CHILE[table][0], column: value}, *CHILE[table][1:]]}
    report = geo.check(write(tmp_path, rows))
    assert (report.usable, any(why in str(problem) for problem in report.problems)) == (False, True)


@pytest.mark.parametrize(("table", "column"), [("events", "edtf"), ("organizations", "active_from")])
def test_a_date_is_one_though_the_description_does_not_say_so(tmp_path, table, column):
    rows = {**CHILE, table: [{**CHILE[table][0], column: "some day"}, *CHILE[table][1:]]}
    write(tmp_path, rows)
    described = (tmp_path / "datapackage.json").read_text("utf-8").replace(columns.EDTF, "text")
    (tmp_path / "datapackage.json").write_text(described, "utf-8")
    assert "is not an EDTF date" in str(geo.check(tmp_path).problems[0])


def test_the_smallest_dataset_is_a_page_a_kiosk_and_every_download(small):
    atlas = geo.load(small)
    assert carried(page(atlas).html())["texts"][0]["title"] == "An event"
    assert "A place" in kiosk_page(atlas, kiosks.find(atlas, "place")).html()
    for name, kind in export.FORMATS.items():
        content = kind.write(export.select(atlas, geo.Query()))
        exported = content.encode() if isinstance(content, str) else content
        assert (b"book" if name in ("bibtex", "csl-json") else b"event") in exported.lower(), name


def test_the_smallest_dataset_has_excerpts_that_are_datasets(small):
    selection = export.select(geo.load(small), geo.Query(text="no such word"))
    atlas, problems = archive.read_zip(export.FORMATS["package"].write(selection))
    assert [problem for problem in [*problems, *validate(atlas)] if not problem.warning] == []
    assert len(atlas.events) == 0


def test_the_smallest_dataset_is_an_app_without_organizations_and_without_a_choice_of_language(small, of):
    of(small)
    test = AppTest.from_file(EXPLORE, default_timeout=60).run()
    found = widgets(test)
    assert found["years"]["axis"] == {"first": 1848, "last": 1848}
    assert {"frame", "facets"} <= found.keys()
    assert "organizations" not in found
    assert not test.selectbox


def test_every_route_serves_another_dataset(spanish):
    with TestClient(Starlette(routes=routes.routes(store.Store(spanish), ""))) as client:
        assert "Chile bajo la dictadura" in client.get("/map").text
        prefix = json.loads(text_of(client.get("/map?lang=uk").text, NAME))["prefix"]
        assert "Державний переворот" in client.get(f"/{prefix}uk/list-0").text
        assert client.get("/map?lang=fr").status_code == 404
        assert "Villa Grimaldi" in client.get("/kiosk/villa-grimaldi").text
        assert len(client.get("/download/events.geojson").json()["features"]) == len(CHILE["events"])


def test_the_app_speaks_the_languages_of_its_dataset(spanish, of):
    of(spanish)
    test = AppTest.from_file(EXPLORE, default_timeout=60).run()
    assert widgets(test)["heading"]["title"] == SPANISH["title"]
    assert test.selectbox(key="lang").options == ["Español", "English", "Українська"]
    assert SPANISH["description"] in [text.value for text in test.text]
    test.selectbox(key="lang").set_value("en").run()
    assert widgets(test)["heading"]["title"] == "Chile under dictatorship"
    assert test.query_params["lang"] == "en"


def test_an_address_without_a_language_is_in_the_first_of_the_dataset(spanish):
    atlas = geo.load(spanish)
    query, notices = geo.query.from_params({}, atlas)
    assert (query.lang, notices, geo.query.to_params(query)) == ("es", [], {})
    assert geo.query.to_params(query.with_(lang="en")) == {"lang": "en"}


def test_texts_in_the_language_of_the_tables_are_not_marked_and_others_say_which_they_are_in(spanish):
    atlas = geo.load(spanish)
    assert localize(atlas, "es").untranslated == frozenset()
    english = localize(atlas, "en")
    assert english.mark == "[Spanish]"
    assert english.untranslated_fields("events", "fin", ["title"]) == ["title"]
    assert english.untranslated_fields("events", "golpe", ["title"]) == []


def test_nothing_of_the_soviet_atlas_is_left_in_another_one(spanish):
    atlas = geo.load(spanish)
    texts = json.dumps([*payload.payload(atlas).words(), of_atlas(atlas, "es")["legend"]])
    assert not [word for word in ("Soviet", "USSR", "1917", "Cheka", "NKVD") if word in texts]


def test_a_description_is_plain_text(spanish, of):
    of(spanish)
    test = AppTest.from_file(EXPLORE, default_timeout=60).run()
    assert not [one.value for one in test.markdown if "español" in one.value]
    assert settings.of(geo.load(spanish)).language == "es"
