"""The explore page's wiring, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo import export
from geo.app import address, store, texts
from geo.app.address import Visit
from tests.support.published import ATLAS

PAGE = Path(geo.__file__).parent / "app" / "explore.py"


def run(**address):
    """Run the page for an address; the first claim of every test is that it has its map."""
    test = AppTest.from_file(PAGE, default_timeout=30)
    for name, value in address.items():
        test.query_params[name.rstrip("_")] = value
    test.run()
    assert not test.exception
    assert data(test, "frame")["src"].startswith("map?controls=0")
    return test


def data(test, key):
    """Return what a widget of ours was given."""
    return next(json.loads(item.proto.json) for item in test.get("bidi_component") if item.key == key)


def test_the_whole_axis_is_the_first_view(events):
    test = run()
    assert data(test, "years")["state"]["value"] == {"from": None, "to": None}
    assert data(test, "frame")["query"]["only"] is None


def test_an_address_sets_every_widget():
    test = run(
        from_="1937", to="1938", certain="1", org="secret-police,none", kind="killing", q="canal", place="katyn-forest"
    )
    query = data(test, "frame")["query"]
    assert (query["from"], query["to"], query["certain"]) == (1937, 1938, True)
    assert data(test, "facets")["states"]["org"]["value"] == ["none", "secret-police"]
    assert (query["text"], test.toggle(key="certain").value) == ("canal", True)
    assert data(test, "frame")["place"] == "katyn-forest"


def test_search_leaves_to_the_page_the_events_that_python_found(events):
    only = data(run(q="Nazino"), "frame")["query"]["only"]
    assert "cannibal-island-1933" in list(events["id"].iloc[only])
    assert len(only) < 10


def test_the_toggle_writes_the_address_and_show_everything_clears_it():
    test = run(org="kgb")
    test.toggle(key="certain").set_value(True).run()
    assert test.query_params["certain"] == "1"
    test.button[0].click().run()
    assert "org" not in test.query_params
    assert "certain" not in test.query_params


def test_pills_count_what_a_choice_would_show(events, atlas):
    state = data(run(from_="1954", to="1954"), "facets")["states"]["org"]
    counts = {item["id"]: item["count"] for group in state["groups"] for item in [group, *group["items"]]}
    shown = geo.filters.by_years(events, geo.YearSpan(1954, 1954))
    assert counts["kgb"] == len(geo.filters.by_organizations(shown, {"kgb"}, atlas)) > 0


def test_downloads_and_citation_carry_the_address():
    test = run(from_="1940", to="1940")
    urls = [button.proto.url for button in test.get("link_button") if "download/" in button.proto.url]
    files = [kind.file for kind in export.FORMATS.values()]
    assert urls == [
        f"download/{name}?from=1940&to=1940&hide=context" for name in files
    ]  # they show no more than is seen
    assert len(set(urls)) == len(export.FORMATS) > 0
    assert "from=1940&to=1940" in test.code[0].value


def test_wrong_parts_of_an_address_are_said(atlas):
    sentences = [text.value for text in run(org="gestapo", from_="abc").text]
    assert any("'gestapo'" in text for text in sentences)
    assert any("'abc'" in text for text in sentences)


@pytest.mark.parametrize(
    "address", [{"from_": "9" * 400}, {"q": "("}, {"v": "nan,inf,x"}, {"place": "../../etc"}, {"org": "," * 500}]
)
def test_no_address_breaks_the_page(address):
    run(**address)


def test_the_totals_are_of_events_inside_the_years_and_the_others_are_named():
    lines = [text.value for text in run(from_="1937", to="1938").text]
    assert [
        line for line in lines if line.startswith("executed: 633,955 (2 events); 28 that overlap left out; 8 of longer")
    ]
    apart = next(line for line in lines if line.startswith("Of longer or doubtful spans, not added: 30\n"))
    assert apart.count("\n") == 30
    assert "\n– Great Terror, 1936–1938" in apart


def test_without_data_the_page_says_so_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(store, "shared", lambda: store.Store(tmp_path))
    test = AppTest.from_file(PAGE, default_timeout=30).run()
    assert not test.exception
    assert [text.value for text in test.text] == [texts.NO_DATA]


def test_a_host_that_does_not_serve_st_app_gets_a_sentence():
    test = AppTest.from_file(PAGE.parents[2] / "streamlit_app.py", default_timeout=30).run()
    assert not test.exception
    assert "needs a host that serves st.App" in test.text[0].value


def test_an_address_without_a_language_is_in_that_of_the_browser_and_says_another(monkeypatch):
    monkeypatch.setattr("geo.app.answers.preferred", lambda *_: "pl")
    test = run()
    assert data(test, "frame")["src"].startswith("map?controls=0&lang=pl&")
    test.selectbox(key="lang").set_value("en").run()
    assert test.query_params["lang"] == "en"


def test_a_step_of_a_story_is_shown_and_stays_in_the_address():
    test = run(story="katyn", step="3")
    assert data(test, "frame")["reading"] == {"story": "katyn", "step": 3}
    assert data(test, "years")["state"]["value"] == {"from": 1940, "to": 1940}
    test.run()
    assert {name: test.query_params[name] for name in test.query_params} == {"story": "katyn", "step": "3"}


def test_the_opening_stands_there_only_where_nothing_was_asked_for():
    assert [data(run(**asked), "frame")["opening"] for asked in ({}, {"lang": "ru"}, {"from_": "1937"})] == [
        True, True, False,
    ]  # fmt: skip


class Params(dict):
    """Streamlit's parameters of the address."""

    def from_dict(self, params):
        """Replace them all."""
        self.clear()
        self.update(params)


@pytest.fixture
def visit(monkeypatch):
    """Return a function that runs a visit with an address; it keeps its session."""
    page = SimpleNamespace(session_state={}, query_params=Params())
    monkeypatch.setattr(address, "st", page)

    def go(**asked):
        page.query_params.update(asked)
        found = Visit(ATLAS, "en")
        found.read_address()
        return found, page.query_params

    return go


def test_a_story_is_entered_turned_and_left_to_where_the_reader_was(visit):
    here, params = visit(to="1936", q="Katyn")
    before = here.arrival
    here.read_on(1, {"story": "katyn", "step": 1})
    here.read_on(2, {"story": "katyn", "step": 2})
    assert (params, here.query.reading.step, here.arrival) == ({"story": "katyn", "step": "2"}, 2, before + 2)
    here.read_on(3, None)
    assert params == {"to": "1936", "q": "Katyn"}


def test_a_session_that_began_within_a_story_leaves_it_for_what_its_page_remembers(visit):
    here, params = visit(story="katyn", step="3")
    here.read_on(1, {"before": "to=1936&q=Katyn&lang=pl"})
    assert params == {"to": "1936", "q": "Katyn"}
    here.read_on(2, {"story": "katyn", "step": 1})
    here.read_on(3, None)  # of a page that remembers nothing
    assert params == {"to": "1936", "q": "Katyn"}


def test_a_choice_within_a_step_keeps_the_step(visit):
    here, params = visit(story="katyn", step="3")
    here.change(1, card="katyn-massacre")
    assert params == {"story": "katyn", "step": "3", "card": "katyn-massacre"}


def test_a_story_that_came_by_an_address_is_left_to_everything(visit):
    here, params = visit(story="katyn", step="3", lang="pl")
    here.read_on(1, None)
    assert params == {"lang": "pl"}
