"""What the app serves in front of an engine, and what it does not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.app import access
from geo.app.remote import pages as plain
from geo.app.routes import routes
from geo.app.snapshot import Snapshot
from geo.app.store import Store
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


def records(answer):
    """Return the records of a list by id, those that are lists in no order."""
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["items"]}


@pytest.mark.parametrize(
    "asked",
    [
        "events?limit=1000",
        "events?from=1937&to=1938&certain=1",
        "events?within=great-terror",
        "events?place=moscow&lang=ru",
        "events?q=gulag&kind=camp",
        "places?limit=1000&lang=et",
        "bodies?limit=1000",
    ],
)
def test_the_read_api_tells_the_records_of_the_whole_dataset(client, ordinary, asked):
    one, other = (made.get(f"/api/{asked}") for made in (ordinary, client))
    assert records(other) == records(one)
    assert other.json()["total"] == one.json()["total"]


def test_the_pages_of_a_list_of_the_read_api_are_all_of_it(client, atlas):
    address, found = "?limit=50&hide=memory", []
    while address:
        told = client.get(f"/api/events{address}").json()
        found += [one["id"] for one in told["items"]]
        address = told.get("next", "")
    assert len(found) == len({*found}) == told["total"] < len(atlas.events)


@pytest.mark.parametrize(
    "record", ["events/katyn-massacre", "events/great-terror?lang=pl", "places/moscow", "bodies/ogpu"]
)
def test_a_record_of_the_read_api_is_that_of_the_whole_dataset(client, ordinary, record):
    one, other = (made.get(f"/api/{record}") for made in (ordinary, client))
    assert other.json() == one.json()


def test_the_read_api_refuses_what_it_cannot_tell(client):
    assert client.get("/api/events/nothing").status_code == client.get("/api/nothing").status_code == 404
    assert "is not told" in client.get("/api/places?from=1937").text
    assert len(client.get("/api/events?within=nothing&colour=red").json()["errors"]) == 1
    within = client.get("/api/openapi.json").json()["paths"]["/events"]["get"]["parameters"]
    assert {"pattern", "type"} in [{*one["schema"]} for one in within]


def article(answer):
    """Return what a page says of its record, without what only a whole dataset knows: stories, and what lies near."""
    assert answer.status_code == 200
    text = re.search("<article>(.*)</article>", answer.text, re.DOTALL)[1]
    return re.sub(r"<p>Stories: .*?</p>|<h2>Nearest places</h2>.*?</ul>", "", text, flags=re.DOTALL).split()


def test_pages_of_events_and_places_say_what_those_of_the_whole_dataset_say(client, ordinary, atlas):
    pages = [f"event/{one}" for one in atlas.events["id"][::40]] + [f"place/{one}" for one in atlas.places["id"][::40]]
    for address in [*pages, "event/great-terror", "event/katyn-massacre", "place/moscow"]:
        one, other = (made.get(f"/{address}?lang=en") for made in (ordinary, client))
        assert article(other) == article(one), address


def test_a_page_of_an_event_has_its_own_language_its_citation_and_its_drawing(client, ordinary):
    one, other = (made.get("/event/katyn-massacre?lang=ru") for made in (ordinary, client))
    for said in (r'<p class="cite">.*</p>', r'<html lang="\w+">', r'rel="canonical" href="[^"]*"'):
        assert re.search(said, other.text)[0] == re.search(said, one.text)[0]
    drawing = re.search(r"drawing/[\w-]+\.svg", one.text)[0]
    assert client.get(f"/{drawing}").text == ordinary.get(f"/{drawing}").text


def test_the_page_of_a_source_says_that_it_lists_no_events(client, atlas):
    told = client.get(f"/source/{atlas['sources']['id'].iloc[0]}?lang=en").text
    assert "Which events cite it is not listed here" in told


def test_a_picture_of_an_event_is_told_and_served(client, ask):
    ((picture,),) = ask("events?ids=dmitlag").json()["fields"]["media"].values()
    address = re.search(r'src="\.\./(data/[^"]*/media/[^"]*)"', client.get("/event/dmitlag?lang=en").text)[1]
    assert picture["alt"]
    assert client.get(f"/{address}").headers["content-type"] == "image/webp"


def test_pages_that_would_list_too_much_lead_to_the_map(client, monkeypatch):
    monkeypatch.setattr(plain, "MOST", 3)
    leads = {"body/ogpu?lang=ru": "../map?org=ogpu&lang=ru", "year/1937": "../map?from=1937&to=1937",
             "place/moscow?lang=en": "../map?place=moscow&lang=en", "contents": "map", "bodies?lang=et": "map?lang=et"}  # fmt: skip
    for address, where in leads.items():
        answer = client.get(f"/{address}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, where)
    assert client.get("/event/nothing?lang=en").status_code == client.get("/story/x").status_code == 404


def test_what_needs_a_whole_dataset_is_not_there(client):
    assert {client.get(path).status_code for path in ("/feed.xml", "/kiosk/x", "/country/RU")} == {404}
    home = client.get("/?from=1937", follow_redirects=False)
    assert (home.status_code, home.headers["location"]) == (307, "map?from=1937")
    assert re.search(r"data-method", client.get("/map").text) is None
