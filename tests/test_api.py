"""Programs read the dataset by the filters of an address, page by page, and find records by their names."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo import Query, YearSpan, dates, filters, join
from geo.app import routes
from geo.app.api import parameters, problems, reconcile, records
from geo.app.store import Store
from geo.dataset import translate
from geo.view import called
from geo.view.query import PARAMETERS
from tests.support.foreign import SMALLEST, write
from tests.support.published import ATLAS, DATA

VIEW_ONLY = {"story", "step", "year", "card", "town", "list", "v", "by", "vs", "vsorg"}
"""Parameters of an address that choose no event."""


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(routes=routes.routes(Store(DATA), "atlas")), base_url="http://testserver/atlas") as made:
        yield made


def test_a_filter_finds_the_events_that_the_app_shows(client, events):
    query = Query(years=YearSpan(1937, 1938), organizations=frozenset({"nkvd-ussr"}))
    wanted = filters.apply(events, query, ATLAS)["id"].tolist()
    found = client.get("/api/events?from=1937&to=1938&org=nkvd-ussr&limit=1000").json()
    assert ([one["id"] for one in found["items"]], found["total"]) == (wanted, len(wanted))


def test_every_parameter_of_an_address_that_chooses_events_is_one_of_the_api():
    assert set(PARAMETERS) - VIEW_ONLY == set(parameters.schemas(ATLAS)) - {"offset", "limit"}


@pytest.mark.parametrize(("kind", "table"), [("events", "events"), ("places", "places"), ("bodies", "organizations")])
def test_pages_follow_one_another_to_the_last_record(client, kind, table):
    address, found = "?limit=50", []
    while address:
        answer = client.get(f"/api/{kind}{address}")
        found += [one["id"] for one in answer.json()["items"]]
        address = answer.json().get("next", "")
        assert ("link" in answer.headers) == bool(address)
    assert found == ATLAS[table]["id"].tolist()


def test_one_event_has_places_figures_and_citations_in_a_language(client):
    event = client.get("/api/events/katyn-massacre?lang=ru").json()
    assert event["title"] == "Катынский расстрел"
    assert event["places"] == [{"role": "at", "place": "katyn-forest"}]
    assert {"measure", "source_id"} <= set(event["figures"][0])
    assert all(row["source_id"] in event["sources"] for row in event["citations"])


def test_an_answer_names_a_person_once_whatever_the_roles(client):
    first = ATLAS.rows("event_persons")[0]
    twice = pd.concat([ATLAS["event_persons"], pd.DataFrame([{**first, "role": "another"}])], ignore_index=True)
    atlas = replace(ATLAS, tables={**ATLAS.tables, "event_persons": twice})
    told = client.get(f"/api/events/{first['event_id']}").json()
    spoken = translate.localize(atlas, "en").atlas
    snapshot = SimpleNamespace(events=join(spoken.places, spoken.events, spoken["dated_by"]))
    assert records.events(snapshot, spoken, [told["id"]], whole=True) == [told]


def test_a_filter_leaves_the_places_and_bodies_of_its_events(client):
    found = {kind: client.get(f"/api/{kind}?within=katyn-operation-1940").json() for kind in ("places", "bodies")}
    assert {"katyn-forest", "mednoye"} <= {one["id"] for one in found["places"]["items"]}
    assert 0 < found["bodies"]["total"] < 10


@pytest.mark.parametrize(
    "wrong",
    ["orgg=nkvd-ussr", "org=nobody", "org=", "from=x", "from=99999", "certain=yes", "q=", "limit=0", "limit=1001",
     "offset=-1", "lang=xx", "card=katyn-massacre", "from=1937&from=1938", f"q={'x' * 201}"],
)  # fmt: skip
def test_a_wrong_part_is_a_problem_that_says_what_is_wrong(client, wrong):
    answer = client.get(f"/api/events?{wrong}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, problems.PROBLEM)
    assert answer.json()["status"] == 400
    assert answer.json()["errors"]


def test_years_that_run_backwards_are_turned_round_and_it_is_said(client):
    turned, straight = (client.get(f"/api/events?{one}").json() for one in ("from=1938&to=1937", "from=1937&to=1938"))
    assert turned["total"] == straight["total"]
    assert turned["notices"] == ["the years 1938 to 1937 ran backwards and were turned round"]


@pytest.mark.parametrize("path", ["events/nowhere", "nothing", "", "events/katyn-massacre/more"])
def test_what_there_is_not_is_a_problem_too(client, path):
    answer = client.get(f"/api/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, problems.PROBLEM)


def test_who_has_an_answer_already_gets_none(client):
    first = client.get("/api/events?limit=1")
    again = client.get("/api/events?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/events?limit=2").headers["etag"] != first.headers["etag"]


def test_the_description_names_every_address_parameter_and_column(client):
    told = client.get("/api/openapi.json").json()
    assert told["servers"] == [{"url": "http://testserver/atlas/api"}]
    named = {one["name"] for one in told["paths"]["/events"]["get"]["parameters"]}
    assert named == set(parameters.schemas(ATLAS))
    assert set(ATLAS.events.columns) <= set(told["components"]["schemas"]["events"]["properties"])


@pytest.mark.parametrize(("origins", "allowed"), [("", None), ("https://museum.example", "https://museum.example")])
def test_pages_of_others_may_ask_only_where_a_setting_says_so(monkeypatch, tmp_path, origins, allowed):
    monkeypatch.setenv(problems.ORIGINS, origins)
    write(tmp_path / "data", SMALLEST)
    client = TestClient(Starlette(routes=routes.routes(Store(tmp_path / "data"), "")))
    for path in ("/api/events", "/reconcile"):
        answer = client.get(path, headers={"Origin": "https://museum.example"})
        assert (answer.status_code, answer.headers.get("access-control-allow-origin")) == (200, allowed)
    other = client.get("/api/events", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers


def asked(client, **queries):
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    return {key: one["result"] for key, one in answer.json().items()}


def test_a_name_of_a_time_and_one_of_today_find_the_same_place(client):
    then = {"query": "Горький", "properties": [{"pid": "date", "v": "1935"}]}
    found = asked(
        client,
        then=then,
        now={"query": "nizhny novgorod"},
        before={**then, "properties": [{"pid": "date", "v": "1920"}]},
    )
    assert [found[key][0]["id"] for key in ("then", "now")] == ["place/gorky-nizhny"] * 2
    assert [found[key][0]["match"] for key in ("then", "now")] == [True, True]
    assert not any(one["match"] for one in found["before"])


def test_a_type_limits_the_candidates_and_their_address_is_that_of_a_page(client):
    found = asked(client, a={"query": "NKVD", "type": "body", "limit": 3}, b={"query": "NKVD", "type": ["none"]})
    assert (found["a"][0]["id"], len(found["a"]), found["b"]) == ("body/nkvd-ussr", 3, [])
    view = client.get("/reconcile").json()["view"]["url"]
    assert view.replace("{{id}}", found["a"][0]["id"]) == "http://testserver/atlas/body/nkvd-ussr"


@pytest.mark.parametrize(
    "wrong",
    ["{", "[]", '{"a": 1}', '{"a": {}}', '{"a": {"query": "x", "limit": "9"}}', '{"a": {"query": "x", "type": [1]}}',
     '{"a": {"query": "x", "properties": [{"pid": "date", "v": "soon"}]}}', '{"a": {"query": "x", "properties": 7}}',
     json.dumps({str(n): {"query": "x"} for n in range(reconcile.BATCH + 1)})],
)  # fmt: skip
def test_a_batch_with_a_fault_is_a_problem(client, wrong):
    answer = client.post("/reconcile", data={"queries": wrong})
    assert (answer.status_code, answer.headers["content-type"]) == (400, problems.PROBLEM)


def test_what_merely_resembles_a_name_or_is_borne_by_two_is_no_match():
    assert [one.match for one in called.find(ATLAS, "Leningrod")].count(True) == 0
    assert called.find(ATLAS, "Leningrod")[0].name.id == called.find(ATLAS, "Leningrad")[0].name.id
    assert called.find(ATLAS, "?!") == []
    shared = [one for one in called.names(ATLAS) if one.folded == called.names(ATLAS)[0].folded]
    assert {one.id for one in shared} == {called.find(ATLAS, shared[0].text)[0].name.id}


@pytest.mark.parametrize(("when", "used"), [("1935", True), ("1920/1931", False), ("1991", False), ("../1940", True)])
def test_a_name_is_used_from_its_first_to_its_last_year(when, used):
    assert called.Name("place", "x", "X", "x", "1932", "1990").used(dates.parse(when)) is used
