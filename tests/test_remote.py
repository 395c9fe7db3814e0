"""What the app serves in front of an engine, and what it does not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.app import access
from geo.app.routes import routes
from geo.app.store import Store
from geo.engine import parquet
from tests.support.blocks import NAME, text_of


@pytest.fixture(scope="module")
def folder(atlas, tmp_path_factory):
    """The published data as an engine has them."""
    path = tmp_path_factory.mktemp("engine") / "data"
    parquet.write(atlas, path)
    return path


@pytest.fixture(scope="module")
def client(folder):
    """Our routes before it."""
    with TestClient(Starlette(routes=routes(Store(Path(folder)), ""))) as made:
        yield made


@pytest.fixture(scope="module")
def ask(client):
    """Return a function that asks what the map page asks."""
    head = json.loads(text_of(client.get("/map").text, NAME))
    return lambda question, **options: client.get(f"/{head['behind']['prefix']}{question}", **options)


def test_a_store_finds_the_engine_of_a_folder(ask, atlas):
    assert ask("count?").json() == {"events": len(atlas.events)}
    assert ask("count?from=1937&to=1938&org=nkvd-ussr").json()["events"] > 10


def test_an_answer_is_kept_by_its_tag(ask):
    first = ask("list?limit=3")
    assert first.json()["n"] == 3
    again = ask("list?limit=3", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_wrong_question_is_told_all_that_is_wrong(ask):
    answer = ask("list?limit=0&foo=1&within=nothing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert [answer.status_code, len(answer.json()["errors"])] == [400, 3]
    assert ask("place").json()["errors"] == ["of: is missing"]


def test_what_was_asked_of_an_older_version_is_gone(client, ask):
    assert client.get("/data/older/engine/count").status_code == 404
    assert ask("secrets").status_code == 404


def test_related_events_are_told_behind_those_asked_for(ask, atlas):
    part = atlas.events.loc[atlas.events["part_of"] != "", ["id", "part_of"]].iloc[0]
    told = ask(f"events?ids={part['id']}").json()
    assert told["id"][told["part_of"][0]] == part["part_of"]
    assert (told["n"], "citations" in told["fields"]) == (1, True)


def test_the_status_counts_what_the_engine_has(client, atlas, monkeypatch):
    monkeypatch.setenv(access.TOKEN, "open")
    told = client.get("/status?format=json&token=open").json()["dataset"]
    assert (told["events"], "evidence" in told) == (len(atlas.events), False)
    assert "Claims" not in client.get("/status?token=open").text


def test_a_title_is_suggested_for_its_own_words(ask):
    told = ask("hits?text=gulag&limit=5").json()
    assert told["fields"]["title"][: told["n"]] == ["Gulag labour camps"]
    assert told["count"] > 40


def test_what_needs_a_whole_dataset_is_not_there(client):
    assert {
        client.get(path).status_code for path in ("/api/events", "/download/events.csv", "/method", "/event/x")
    } == {404}
    home = client.get("/?from=1937", follow_redirects=False)
    assert (home.status_code, home.headers["location"]) == (307, "map?from=1937")
    assert re.search(r"data-(pages|method)", client.get("/map").text) is None
