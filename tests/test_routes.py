"""What the app serves besides Streamlit's page."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from geo import Query, YearSpan, export, i18n
from geo.app import access, answers, downloads, headers, routes, site, store, texts
from geo.app.store import Store
from geo.dataset.read import default
from geo.map import page
from tests.support.blocks import NAME, text_of
from tests.support.foreign import SMALLEST, write


@pytest.fixture(scope="module", params=["", "atlas"])
def client(request):
    """A server of our routes before a shell that answers to everything else, at the root and under a prefix."""
    own = routes.routes(Store(default()), request.param)
    shell = Mount("/", PlainTextResponse("shell"))
    app = Starlette(routes=[*own, shell], middleware=[Middleware(headers.Headers)])
    root = f"http://testserver/{request.param}".rstrip("/")
    with TestClient(app, base_url=root) as made:
        yield made


def test_the_map_page_is_ours_and_cached_by_its_version(client):
    first = client.get("/map")
    assert "at-page" in first.text
    again = client.get("/map", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_map_leads_to_the_page_of_an_event(client):
    (place,) = re.findall(r'data-pages="([^"]+)"', client.get("/map").text)
    assert client.get(f"/{place.format(kind='event', id='katyn-massacre', lang='pl')}").status_code == 200


def test_the_words_of_a_page_are_served_for_ever_under_the_name_of_its_data(client):
    head = json.loads(text_of(client.get("/map?lang=ru").text, NAME))
    answer = client.get(f"/{head['prefix']}ru/events-0")
    assert "description" in answer.json()
    assert (answer.headers["content-encoding"], answer.headers["cache-control"]) == (
        "gzip",
        "public, max-age=31536000, immutable",
    )
    assert "description" in client.get(f"/{head['prefix']}ru/events-0", headers={"Accept-Encoding": "identity"}).json()
    assert "connect-src 'self';" in client.get("/map").headers["content-security-policy"]


def test_who_asks_for_columns_waits_for_no_page_in_another_language(tmp_path):
    write(tmp_path / "data", SMALLEST)
    served = Store(tmp_path / "data")
    with TestClient(Starlette(routes=routes.routes(served, ""))) as made:
        head = json.loads(text_of(made.get("/map?lang=ru").text, NAME))
        assert made.get(f"/{head['prefix']}columns-0").status_code == 200
    assert served.current().pages.find("en") is None


@pytest.mark.parametrize("name", ["ru/events-99", "xx/events-0", "ru/..%2fcolumns-0", "events-0", "ru/", ""])
def test_there_are_no_other_words_and_none_of_older_data(client, name):
    head = json.loads(text_of(client.get("/map?lang=ru").text, NAME))
    assert client.get(f"/{head['prefix']}{name}").status_code == 404
    assert client.get("/data/0-0-0/ru/events-0").status_code == 404


def test_every_file_that_the_page_links_is_served(client):
    links = re.findall(r'(?:src|href)="(assets/[^"]+)"', client.get("/map").text)
    assert [link.rpartition(".")[2] for link in links] == ["js", "css", "css", "js"]  # the script is asked for ahead
    answers = [client.get(f"/{link}") for link in links]
    assert {(one.status_code, one.headers["content-encoding"]) for one in answers} == {(200, "gzip")}
    assert {one.headers["cache-control"] for one in answers} == {"public, max-age=31536000, immutable"}


def test_a_served_page_has_the_scripts_of_a_saved_one_in_their_order(client, atlas):
    (link,) = re.findall(r'<script src="(assets/[^"]+)"', client.get("/map").text)
    served = client.get(f"/{link}").text
    *carried, _, _ = re.findall(r"<script>\n(.+?)</script>", page(atlas).html(), re.DOTALL)  # two are of the page alone
    assert len(carried) > 90
    assert served.startswith('"use strict";\n')
    at = [served.index(one) for one in carried]
    assert at == sorted(at)


def test_another_process_than_that_of_a_page_serves_its_script(client):
    (link,) = re.findall(r'<script src="(assets/[^"]+)"', client.get("/map").text)
    other = TestClient(Starlette(routes=routes.routes(Store(default()), "")))
    assert [other.get(f"/{one}").status_code for one in (link, link.replace(".js", ".css"))] == [200, 404]


@pytest.mark.parametrize(
    "path",
    [
        *("/map/x", "/assets/1/..%2f..%2fpyproject.toml", "/assets/1/load.py", "/download/x", "/status/x"),
        *("/kiosk", "/assets", "/download", "/kiosk/", "/kiosk?x=1"),
    ],
)
def test_unknown_addresses_beneath_ours_answer_404(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, headers.NOT_FOUND)


def test_downloads_hold_exactly_what_the_address_shows(client):
    found = json.loads(client.get("/download/events.geojson?from=1940&to=1940&org=secret-police").text)
    rows = client.get("/download/events.csv?from=1940&to=1940&org=secret-police").text.splitlines()
    ids = [feature["id"] for feature in found["features"]]
    assert "katyn-massacre" in ids
    assert [row.split(",")[0] for row in rows[1:]] == ids


def sources(client, ask):
    """Return the ids of the sources that both downloads give."""
    items = client.get(f"/download/sources.json{ask}").json()
    keys = re.findall(r"^@\w+\{(.+),$", client.get(f"/download/sources.bib{ask}").text, re.MULTILINE)
    assert [item["id"] for item in items] == keys
    return set(keys)


def cited(atlas, events):
    links = atlas["citations"]
    return set(links[links["event_id"].isin(set(events))]["source_id"])


def test_sources_are_those_of_the_events_that_the_address_shows(client, atlas):
    ask = "?from=1940&to=1940&org=secret-police"
    features = client.get(f"/download/events.geojson{ask}").json()["features"]
    assert sources(client, ask) == cited(atlas, [feature["id"] for feature in features])
    assert sources(client, "") == set(atlas["sources"]["id"])


def test_the_sources_of_a_card_are_those_of_its_event_or_place(client, atlas):
    here = atlas.events[atlas.events["place_id"] == "katyn-forest"]["id"]
    assert sources(client, "?event=katyn-massacre") == cited(atlas, ["katyn-massacre"])
    assert sources(client, "?at=katyn-forest") == cited(atlas, here)
    assert sources(client, "?at=katyn-forest&event=polish-operation") == set()


@pytest.mark.parametrize("ask", ["event=nothing", "at=nowhere", "event=../x", "at=%00"])
def test_sources_of_an_unknown_event_or_place_are_not_there(client, ask):
    assert client.get(f"/download/sources.bib?{ask}").status_code == 404


@pytest.mark.parametrize(
    ("file", "media"),
    [("sources.bib", "application/x-bibtex"), ("sources.json", "application/vnd.citationstyles.csl+json")],
)
def test_sources_are_files_to_keep(client, atlas, file, media):
    headers = client.get(f"/download/{file}").headers
    assert headers["content-type"] == f"{media}; charset=utf-8"
    assert headers["content-disposition"] == f'attachment; filename="nkvd-atlas_{file}"'


@pytest.mark.parametrize("file", downloads.DOWNLOADS)
@pytest.mark.parametrize(
    ("ask", "named"),
    [
        ("from=abc", "'abc'"),
        ("org=nobody", "'nobody'"),
        ("frm=1937", "'frm'"),
        ("to=1937&to=1938", "'to'"),
        ("lang=xx", "'xx'"),
    ],
)
def test_a_wrong_address_downloads_nothing_and_names_the_wrong_part(client, file, ask, named):
    answer = client.get(f"/download/{file}?{ask}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert named in answer.text
    assert "content-disposition" not in answer.headers


def test_embedding_is_allowed_to_the_origins_named_and_no_text_slips_in(client, monkeypatch):
    monkeypatch.setenv("GEO_EMBED", "https://museum.example ;script-src x")
    assert answers.embedders() == "'self' https://museum.example"


@pytest.mark.parametrize("url", ["http://[::1]:8598", "http://localhost:8598", "http://127.0.0.1"])
def test_an_app_of_this_machine_alone_answers_under_every_name_of_it(monkeypatch, url):
    monkeypatch.setattr(access, "private", lambda: True)
    app = TrustedHostMiddleware(PlainTextResponse("here"), allowed_hosts=site.hosts())
    assert TestClient(app, base_url=url).get("/map").text == "here"
    assert TestClient(app, base_url="http://atlas.example").get("/map").status_code == 400


def test_sockets_are_taken_under_the_names_that_pages_are(monkeypatch):
    options = {"server.address": "127.0.0.1", "server.allowedHosts": ["atlas.example", "*.museum.example"]}
    monkeypatch.setattr(config, "get_option", options.get)
    monkeypatch.setattr(config, "set_option", options.__setitem__)
    monkeypatch.setattr(store, "shared", lambda: Store(default()))
    (trusted, *_), names = site.settings()["middleware"], ("atlas.example", "a.museum.example", "localhost", "[::1]")
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("here"))], middleware=[trusted])
    for name in (*names, "127.0.0.1", "example.org", "museum.example.org"):
        taken = TestClient(app, base_url=f"http://{name}:8501").get("/").status_code == 200
        assert taken is is_host_allowed(f"{name}:8501") is (not name.endswith(".org"))


def test_metrics_are_closed(client):
    assert client.get("/_stcore/metrics").status_code == 404


@pytest.mark.parametrize(("header", "lang"), [("pl,en;q=0.8", "pl"), ("fr-FR, et-EE;q=0.5", "et"), ("", "en")])
def test_a_broken_dataset_answers_503_in_the_readers_language_and_asks_again(tmp_path, header, lang):
    app = Starlette(routes=routes.routes(Store(tmp_path), ""))
    answer = TestClient(app).get("/map", headers={"Accept-Language": header})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert i18n.translator(lang).gettext(texts.NO_DATA) in answer.text
    assert f'<html lang="{lang}">' in answer.text
    assert '<meta http-equiv="refresh" content="5">' in answer.text


def test_the_map_comes_back_by_itself(tmp_path):
    store = Store(tmp_path / "data")
    client = TestClient(Starlette(routes=routes.routes(store, "")))
    assert client.get("/map").status_code == 503
    write(tmp_path / "data", SMALLEST)
    store.look()
    store.look()
    assert client.get("/map").status_code == 200


@pytest.mark.parametrize("path", ["/map", "/assets/x", "/status", "/_stcore/metrics", "/"])
def test_every_answer_has_the_careful_headers(client, path):
    found = client.get(path).headers
    assert {name: found[name] for name in headers.FIXED} == headers.FIXED
    assert "frame-ancestors" in found["content-security-policy"]


def test_sockets_go_to_the_host_of_the_page_and_nowhere_else():
    policy = headers.app_policy("atlas.example:8501")
    assert "connect-src 'self' ws://atlas.example:8501 wss://atlas.example:8501;" in policy
    assert "connect-src 'self';" in headers.app_policy("x; script-src *")


def test_inline_scripts_run_by_their_hash_alone_but_for_the_curators_preview():
    assert "script-src 'self' 'sha256-" in headers.app_policy("a")
    assert "'unsafe-inline'" not in headers.app_policy("a").split("style-src")[0]
    assert "script-src 'self' 'unsafe-inline'" in headers.app_policy("a", previews=True)


@pytest.mark.parametrize("path", ["/map?q=" + "x" * headers.MAX_QUERY, "/map/" + "x" * headers.MAX_PATH])
def test_an_overlong_address_goes_no_further(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (414, headers.TOO_LONG)


def test_nothing_can_be_uploaded_where_nobody_checks_datasets(client, monkeypatch):
    monkeypatch.setenv("GEO_CURATOR", "0")
    answer = client.put("/_stcore/upload_file/session/file", content=b"x")
    assert (answer.status_code, answer.text) == (404, headers.NOT_FOUND)


@pytest.mark.parametrize("kind", list(export.FORMATS.values()), ids=lambda kind: kind.file)
def test_every_format_is_a_download_of_what_the_address_shows(client, atlas, kind):
    answer = client.get(f"/download/{kind.file}?from=1940&to=1940")
    stem, _, suffix = kind.file.partition(".")
    called = f"nkvd-atlas_1940_all-kinds{'_sources' if stem == 'sources' else ''}.{suffix}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{called}"'
    assert answer.headers["content-type"] == (f"{kind.media}; charset=utf-8" if kind.text else kind.media)
    address = f"{client.base_url}".rstrip("/") + "/"
    made = kind.write(export.select(atlas, Query(YearSpan(1940, 1940)), address=address))
    assert answer.content == (made.encode() if isinstance(made, str) else made)


def test_a_download_has_no_files_of_the_staff(client):
    found = zipfile.ZipFile(io.BytesIO(client.get("/download/atlas.zip").content)).namelist()
    assert "events.csv" in found
    assert "kiosks.toml" not in found


def test_a_download_that_cannot_be_made_is_told_in_a_sentence(client, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    answer = client.get("/download/atlas.gpkg")
    assert (answer.status_code, answer.text) == (503, downloads.NO_ROOM)


def test_the_app_clears_at_its_start_what_a_killed_command_left_in_its_folder(dataset, monkeypatch):
    monkeypatch.setattr(store, "shared", lambda: Store(dataset))
    export.files._draft(dataset).close()
    before = {path.name for path in dataset.iterdir()}
    site.settings()
    assert {path.suffix for path in dataset.iterdir()} == {".csv", ".json", ".geojson"}
    assert len(before - {path.name for path in dataset.iterdir()}) == 1


@pytest.mark.parametrize(
    ("header", "lang"),
    [("ru", "ru"), ("fr, pl;q=0.4, et;q=0.8", "et"), ("de", "en"), ("ru;q=0, pl", "pl"), ("PL-pl", "pl"), ("", "en")],
)
def test_the_browser_decides_the_language_when_the_address_does_not(client, header, lang):
    answer = client.get("/map", headers={"Accept-Language": header})
    assert f'<html lang="{lang}"' in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert '<html lang="ru"' in client.get("/map?lang=ru", headers={"Accept-Language": header}).text


def test_search_blocks_are_served_without_a_language(client):
    prefix = json.loads(text_of(client.get("/map").text, NAME))["prefix"]
    head = client.get(f"/{prefix}search-0").json()
    assert "Katyn" in str(head["names"])
    assert client.get(f"/{prefix}search-1").content
    assert client.get(f"/{prefix}search-2").status_code == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/event/katyn-massacre?lang=pl", "Rozstrzelania w Lesie Katyńskim"),
        ("/place/katyn-forest?lang=ru", "Катынский лес"),
        ("/story/katyn?lang=en", "Step 1 of"),
        ("/year/1937?lang=et", "1937"),
        ("/country/EE?lang=et", "Eesti"),
        ("/search?lang=en", "data-words"),
        ("/contents?lang=en", "The Great Terror"),
        ("/drawing/katyn-forest.svg", "<svg"),
    ],
)
def test_the_plain_pages_stand_at_addresses_of_the_app(client, address, said):
    answer = client.get(address)
    assert (answer.status_code, said in answer.text) == (200, True)
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_links_of_a_plain_page_lead_to_answers(client):
    at = "event/katyn-massacre?lang=pl"
    links = set(re.findall(r'(?:href|src)="([^":]+)"', client.get(f"/{at}").text))
    found = {link: client.get(f"/event/{link}") for link in links if link.split("?")[0].strip("./")}
    assert len(found) > 25
    assert [link for link, one in found.items() if one.status_code != 200 or one.text == "shell"] == []


@pytest.mark.parametrize(
    "address",
    [
        "/event/nothing",
        "/place/",
        "/event/katyn-massacre/more",
        "/year/1500",
        "/drawing/x.svg",
        "/country/xx",
        "/search/x",
        "/event/katyn-massacre?lang=xx",
    ],
)
def test_of_what_there_is_not_there_is_no_plain_page(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "shell" not in answer.text


def test_a_plain_page_without_a_language_is_in_that_of_the_reader(client):
    answer = client.get("/event/katyn-massacre", headers={"Accept-Language": "et,en;q=0.5"})
    assert answer.headers["content-language"] == "et"
    assert '<link rel="canonical" href="../event/katyn-massacre?lang=et">' in answer.text
