"""The status page tells the curator everything, and nobody else anything."""

from __future__ import annotations

import json

import pytest
from markupsafe import escape
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient
from streamlit import config

import geo
from geo.app import access, routes
from geo.app.store import Store
from geo.dataset.read import default
from geo.view import evidence
from tests.support.foreign import SMALLEST, write
from tests.support.hostile import HOSTILE
from tests.support.published import ATLAS

HERE = ("127.0.0.1", 50000)
ELSEWHERE = ("192.0.2.7", 50000)


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store with a dataset, in an app that listens on this machine only."""
    monkeypatch.setattr(access, "private", lambda: True)
    monkeypatch.delenv(access.TOKEN, raising=False)
    return Store(write(tmp_path / "secret-folder", SMALLEST, title=HOSTILE[0]))


def client(store, who=HERE):
    return TestClient(Starlette(routes=routes.routes(store, "")), client=who)


def break_it(store):
    (store.source / "events.csv").write_text(f"id,title\n{HOSTILE[1]},2\n", encoding="utf-8")
    store.look()
    store.look()


def test_a_sound_dataset_is_told_with_its_version_and_time(store):
    status = client(store).get("/status?format=json").json()
    assert (status["differs"], status["counts"]["errors"], status["problems"]) == (False, 0, [])
    assert status["dataset"]["version"] == store.current().atlas.version
    assert status["dataset"]["loaded"].startswith("20")
    assert (status["dataset"]["events"], status["dataset"]["places"]) == (1, 1)


def test_the_share_of_claims_with_a_locator_is_shown(monkeypatch):
    monkeypatch.setattr(access, "private", lambda: True)
    told = client(Store(default())).get("/status?format=json").json()["dataset"]
    cited = evidence.cited(ATLAS)
    assert told["citations"]["with_a_locator"] == cited.located
    assert told["citations"]["share"] == round(cited.located / cited.citations, 3)
    assert told["evidence"] == evidence.count(ATLAS.events, ATLAS).as_dict()


def test_a_faulty_folder_is_told_with_every_problem_while_the_last_good_one_is_shown(store):
    client(store).get("/status")
    break_it(store)
    status = client(store).get("/status?format=json").json()
    assert status["differs"]
    assert status["dataset"]
    assert [problem["file"] for problem in status["problems"]] == ["events.csv"]
    assert status["problems"] == geo.check(store.source).as_dict()["problems"]
    assert "differs from what is shown" in client(store).get("/status").text


def test_text_of_a_dataset_is_escaped(store):
    store.look()
    change = json.dumps({"atlas:axis": HOSTILE[1]})[1:-1]
    path = store.source / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", "{" + change + ",", 1), encoding="utf-8")
    break_it(store)
    page = client(store).get("/status").text
    for text in HOSTILE[:2]:
        assert text not in page
        assert str(escape(text)) in page
    assert "default-src 'none'" in client(store).get("/status").headers["content-security-policy"]


def test_no_path_of_this_machine_is_told(store):
    break_it(store)
    for ask in ("", "?format=json"):
        assert "secret-folder" not in client(store).get(f"/status{ask}").text


def test_it_is_there_before_any_dataset_is(tmp_path, store):
    status = client(Store(tmp_path / "nowhere")).get("/status?format=json").json()
    assert (status["dataset"], status["counts"]["errors"]) == (None, 1)


@pytest.mark.parametrize(
    "header",
    [
        *("X-Forwarded-For", "X-Forwarded-Host", "x-forwarded-proto", "X-Forwarded-Whatever", "Forwarded", "Via"),
        *("X-Real-IP", "CF-Connecting-IP", "CF-Ray", "True-Client-IP", "X-Envoy-External-Address", "X-Amzn-Trace-Id"),
    ],
)
def test_who_comes_through_a_proxy_does_not_see_it(store, header):
    assert client(store).get("/status", headers={header: "127.0.0.1"}).status_code == 404


def test_who_speaks_as_proxies_do_and_browsers_do_not_does_not_see_it():
    scope = {"type": "http", "headers": [(b"host", b"127.0.0.1")]}
    passed_on = [access.passed_on(Request({**scope, "http_version": version})) for version in ("1.0", "1.1")]
    assert passed_on == [True, False]


def test_who_is_not_at_this_machine_does_not_see_it(store):
    assert client(store, ELSEWHERE).get("/status").status_code == 404


def test_in_an_app_for_others_nobody_sees_it_without_a_token(store, monkeypatch):
    monkeypatch.setattr(access, "private", lambda: False)
    assert client(store).get("/status").status_code == 404


def test_with_a_token_who_has_it_sees_it_from_anywhere_and_nobody_else(store, monkeypatch):
    monkeypatch.setenv(access.TOKEN, "geheim\u00e9")
    there = client(store, ELSEWHERE)
    assert there.get("/status", params={"token": "geheim\u00e9"}).status_code == 200
    assert there.get("/status", params={"token": "x"}).status_code == 404
    assert client(store).get("/status").status_code == 404
    monkeypatch.setenv(access.TOKEN, "plain")
    assert there.get("/status", headers={"Authorization": "Bearer plain"}).status_code == 200


@pytest.mark.parametrize(
    ("address", "names", "found"),
    [("127.0.0.1", [], True), ("0.0.0.0", [], False), ("127.0.0.1", ["atlas.example"], False), (None, [], False)],  # noqa: S104
)
def test_an_app_is_private_when_it_listens_here_and_has_no_other_name(monkeypatch, address, names, found):
    options = {"server.address": address, "server.allowedHosts": names}
    monkeypatch.setattr(config, "get_option", options.get)
    assert access.private() is found


@pytest.mark.parametrize(
    ("named", "private", "found"), [("1", False, True), ("0", True, False), ("", True, True), ("", False, False)]
)
def test_datasets_are_checked_where_the_curator_says_or_on_this_machine(monkeypatch, named, private, found):
    monkeypatch.setenv(access.CURATOR, named)
    monkeypatch.setattr(access, "private", lambda: private)
    assert access.curator() is found
