"""Downloads and kiosks wait for each other and for nothing else; what was made once is not made again."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import anyio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo import i18n
from geo.app import answers, downloads, routes, texts
from geo.app.content import Content
from geo.app.gate import Gate
from geo.app.store import Store
from tests.support.foreign import SMALLEST, write


@pytest.fixture
def store(tmp_path):
    made = Store(write(tmp_path / "data", SMALLEST))
    made.look()
    return made


@pytest.fixture
def client(store):
    with TestClient(Starlette(routes=routes.routes(store, ""))) as made:
        yield made


@pytest.fixture
def making(monkeypatch):
    """Names of the files that were made."""
    names, make = [], downloads._made
    monkeypatch.setattr(
        downloads, "_made", lambda snapshot, file, *rest: names.append(file) or make(snapshot, file, *rest)
    )
    return names


@contextmanager
def held(monkeypatch, count):
    """Hold what is made; ends when it is let, so that nothing of it stays behind."""
    begun, go = threading.Semaphore(0), threading.Event()

    def make(*_):
        begun.release()
        assert go.wait(20)
        return Content.of(b"made")

    def wait():
        assert all(begun.acquire(timeout=20) for _ in range(count))

    monkeypatch.setattr(downloads, "_made", make)
    try:
        yield wait
    finally:
        go.set()


def test_map_assets_and_status_are_answered_while_downloads_hold_all_threads_there_are(store, monkeypatch):
    async def few():
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1

    with TestClient(Starlette(routes=routes.routes(store, ""))) as client:
        client.portal.call(few)
        asked = [f"/download/atlas.gpkg?from={1900 + n}" for n in range(downloads.PLACES)]
        threads = [threading.Thread(target=client.get, args=(path,)) for path in asked]
        with held(monkeypatch, downloads.PLACES) as begun:
            for thread in threads:
                thread.start()
            begun()
            found = {path: client.get(path).status_code for path in ("/map", "/assets/x/leaflet.js", "/status")}
        for thread in threads:
            thread.join()
    assert found == {"/map": 200, "/assets/x/leaflet.js": 200, "/status": 404}


def test_who_waits_too_long_is_asked_to_come_again_in_his_language(store, monkeypatch):
    own = downloads.routes(store, "", Gate(1, line=5, seconds=0.01))
    with TestClient(Starlette(routes=own)) as client:
        first = threading.Thread(target=client.get, args=("/download/events.csv?from=1937",))
        with held(monkeypatch, 1) as begun:
            first.start()
            begun()
            asked = ("/download/atlas.zip", "/kiosk/place")
            replies = [client.get(path, headers={"Accept-Language": "pl"}) for path in asked]
        first.join()
    for answer in replies:
        assert (answer.status_code, answer.headers["retry-after"]) == (503, str(answers.RETRY_SECONDS))
        assert i18n.translator("pl").gettext(texts.BUSY) in answer.text
        assert '<meta http-equiv="refresh"' in answer.text


def test_what_is_kept_is_answered_though_others_wait(store, monkeypatch):
    own = downloads.routes(store, "", Gate(1, line=5, seconds=0.01))
    with TestClient(Starlette(routes=own)) as client:
        paths = ("/download/atlas.zip", "/kiosk/place")
        before = [client.get(path).content for path in paths]
        with held(monkeypatch, 1) as begun:
            other = threading.Thread(target=client.get, args=("/download/events.csv?from=1937",))
            other.start()
            begun()
            assert [client.get(path).content for path in paths] == before
        other.join()


def test_a_file_of_the_whole_dataset_is_made_once_and_one_of_a_part_each_time(client, making):
    whole = [client.get("/download/events.csv").content for _ in range(2)]
    part = [client.get("/download/events.csv?from=1937").content for _ in range(2)]
    assert (whole[0] == whole[1], part[0] == part[1]) == (True, True)
    assert len(making) == 3


@pytest.mark.parametrize("path", ["/download/events.csv", "/download/atlas.gpkg?from=1900", "/kiosk/place", "/map"])
def test_who_has_a_version_is_told_that_it_is_unchanged(client, making, path):
    tag = client.get(path).headers["etag"]
    made = len(making)
    for given in (tag, f'"other", W/{tag}'):
        again = client.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert len(making) == made
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_version_has_another_tag(client, store):
    paths = ("/download/events.csv", "/kiosk/place", "/map")
    before = [client.get(path).headers["etag"] for path in paths]
    path = store.source / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("An event", "Another"), encoding="utf-8")
    store.look()
    store.look()
    assert not {client.get(path).headers["etag"] for path in paths} & {*before}


@pytest.mark.parametrize("path", ["/map", "/kiosk/place", "/download/events.csv", "/assets/x/leaflet.js"])
def test_a_body_is_the_same_packed_or_not(client, path):
    packed, plain = (client.get(path, headers={"Accept-Encoding": how}) for how in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0", False), ("br", False), ("", False)],
)
def test_gzip_is_sent_to_who_takes_it(client, accepted, taken):
    answer = client.get("/map", headers={"Accept-Encoding": accepted})
    assert ("content-encoding" in answer.headers) is taken


def test_the_map_may_be_shown_by_those_named_and_a_kiosk_by_nobody_else(client, monkeypatch):
    monkeypatch.setenv("GEO_EMBED", "https://museum.example")
    policies = [client.get(path).headers["content-security-policy"] for path in ("/map", "/kiosk/place")]
    assert "frame-ancestors 'self' https://museum.example" in policies[0]
    assert policies[1].endswith("frame-ancestors 'self'")
