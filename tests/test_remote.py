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
from geo.app.store import Snapshot, Store
from geo.engine import exports, parquet
from geo.view.join import join
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


ADDRESSES = ("", "?from=1937&to=1938&lang=ru", "?within=great-terror&org=nkvd-ussr", "?q=gulag&hide=camp")


@pytest.fixture(scope="module")
def ordinary(atlas):
    """The same routes before the whole dataset."""
    store = Store(Path())
    store._snapshot = Snapshot(atlas, join(atlas.places, atlas.events, atlas["dated_by"]))
    store._read, store._looked = (), float("inf")
    with TestClient(Starlette(routes=routes(store, ""))) as made:
        yield made


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_table_is_that_of_the_whole_dataset(client, ordinary, address):
    one, other = (made.get(f"/download/events.csv{address}") for made in (ordinary, client))
    assert sorted(other.text.splitlines()) == sorted(one.text.splitlines())
    names = ("content-type", "content-disposition", "cache-control")
    assert [other.headers[name] for name in names] == [one.headers[name] for name in names]
    assert len(one.text) > 1000


@pytest.mark.parametrize("file", ["atlas.zip", "sources.bib", "sources.json", "places.lpf.json"])
def test_a_file_of_few_events_is_made_as_of_a_whole_dataset(client, ordinary, file):
    one, other = (made.get(f"/download/{file}?from=1941&to=1941") for made in (ordinary, client))
    assert (other.status_code, other.headers["content-type"]) == (200, one.headers["content-type"])
    assert len(other.content) == pytest.approx(len(one.content), rel=0.02)


def test_sources_are_those_of_an_event_or_a_place(client, ordinary):
    for asked in ("event=katyn-massacre", "at=moscow"):
        one, other = (made.get(f"/download/sources.json?{asked}").json() for made in (ordinary, client))
        assert [item["id"] for item in other] == [item["id"] for item in one]
    assert client.get("/download/sources.json?event=nothing").status_code == 404


def test_a_file_that_would_be_made_of_too_many_events_is_refused(client, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 10)
    answer = client.get("/download/atlas.gpkg")
    assert answer.status_code == 413
    assert "at most 10 events" in answer.text


def test_a_wrong_address_gives_no_file(client):
    answer = client.get("/download/events.csv?within=nothing&colour=red")
    assert answer.status_code == 400
    assert len(answer.text.splitlines()) == 3


def test_a_download_has_a_tag_and_is_not_sent_again(client):
    first = client.head("/download/events.geojson?from=1937")
    again = client.get("/download/events.geojson?from=1937", headers={"If-None-Match": first.headers["etag"]})
    assert (first.content, again.status_code) == (b"", 304)


def test_what_needs_a_whole_dataset_is_not_there(client):
    assert {client.get(path).status_code for path in ("/api/events", "/method", "/event/x")} == {404}
    home = client.get("/?from=1937", follow_redirects=False)
    assert (home.status_code, home.headers["location"]) == (307, "map?from=1937")
    assert re.search(r"data-(pages|method)", client.get("/map").text) is None
