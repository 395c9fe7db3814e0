"""The first document is the atlas's own, and an address that nobody has is not there."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from geo import i18n
from geo.app import front, headers, routes, texts
from geo.app.store import Store
from geo.dataset.read import default
from tests.support.foreign import SMALLEST, write
from tests.support.hostile import HOSTILE

PAGE = HTMLResponse("<title>Streamlit</title>")


def served(store, base=""):
    """Return a client of our routes before those of a Streamlit that answers with its page to everything else."""
    root = f"/{base}" if base else ""
    own = [Route(f"{root}/_stcore/health", lambda _: PlainTextResponse("ok")), Mount(root or "/", PAGE)]
    middleware = [Middleware(headers.Headers), Middleware(front.Unknown, store=store, root=root)]
    app = Starlette(routes=[*routes.routes(store, base), *own], middleware=middleware)
    return TestClient(app, base_url=f"http://testserver{root}")


@pytest.fixture(scope="module", params=["", "atlas"])
def client(request):
    return served(Store(default()), request.param)


@pytest.mark.parametrize(
    "path", ["/event/x", "/sitemap-xx.xml", "/static/js/old.js", "/auth/x", "/_stcore/x", "/index.html"]
)
def test_an_address_that_nobody_has_answers_404_in_the_readers_language_with_a_way_home(client, path):
    answer = client.get(path, headers={"Accept-Language": "et", "Range": "bytes=0-3"})
    text = unescape(answer.text)
    assert answer.status_code == 404
    assert i18n.translator("et").gettext(texts.NO_PAGE) in text
    assert '<html lang="et">' in text
    home = re.search('<a href="([^"]+)">', text)[1]
    assert client.get(f"http://testserver{home}").status_code == 200
    assert "Streamlit" not in text


def test_what_streamlit_has_is_passed_on(client):
    assert client.get("/_stcore/health").text == "ok"


def test_the_first_document_has_the_title_of_the_dataset_and_no_name_but_its_own(client, atlas):
    page = client.get("/").text
    title, described = atlas.package["title"], atlas.package["description"]
    assert f"<title>{title}</title>" in page
    assert f'<meta property="og:title" content="{title}">' in page
    assert f'<meta name="description" content="{described[:20]}' in page
    assert "streamlit" not in page.lower()
    assert '<script type="module"' in page


def test_it_is_in_the_language_of_the_address_and_is_asked_for_anew_by_its_tag(client):
    page = client.get("/?lang=ru&from=1937")
    assert '<html lang="ru">' in page.text
    assert "<title>Атлас" in page.text
    assert client.get("/?lang=ru&from=1937", headers={"If-None-Match": page.headers["etag"]}).status_code == 304


def test_its_scripts_are_those_that_its_policy_names(client):
    answer = client.get("/")
    named = headers.scripts(answer.content)
    assert named
    assert named in answer.headers["content-security-policy"]


def test_its_icon_and_scripts_are_served(client):
    page = client.get("/").text
    links = re.findall(r'(?:src|href)="((?:assets/|icon)[^"]+)"', page)
    assert len(links) == 5
    assert all(client.get(f"/{link}").status_code == 200 for link in links)
    image = re.search('og:image" content="([^"]+)"', page)[1]
    assert client.get(image).headers["content-type"] == "image/png"
    assert client.get("/favicon.ico").content == client.get("/icon.png").content


def test_words_for_a_lost_server_are_there_in_every_language(client):
    words = json.loads(re.search('id="atlas-lost">(.*?)</script>', client.get("/").text)[1])
    assert words == {lang: i18n.translator(lang).gettext(texts.LOST) for lang in i18n.LANGUAGES}


def test_an_address_without_its_solidus_leads_to_the_page():
    answer = served(Store(default()), "atlas").get("http://testserver/atlas?from=1937", follow_redirects=False)
    assert answer.headers["location"] == "http://testserver/atlas/?from=1937"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_dataset_is_escaped(tmp_path, text):
    client = served(Store(write(tmp_path / "data", SMALLEST, title=text)))
    for page in (client.get("/").text, client.get("/x").text):
        assert unescape(re.search("<title>(.*?)</title>", page, re.DOTALL)[1]).endswith(text)
        assert "<" not in re.search("<title>(.*?)</title>", page, re.DOTALL)[1]
    assert re.search('og:title" content="([^"<>]*)"', client.get("/").text)


def test_without_data_the_first_document_is_there_and_another_streamlit_has_its_own(tmp_path, monkeypatch):
    assert "<title>Atlas</title>" in served(Store(tmp_path)).get("/").text
    shell = tmp_path / "index.html"
    shell.write_text("<head></head>", encoding="utf-8")
    monkeypatch.setattr(front, "SHELL", shell)
    front.starts.cache_clear()
    try:
        assert not [route for route in front.routes(Store(tmp_path), "") if route.path == "/"]
    finally:
        front.starts.cache_clear()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("?place=katyn-forest", "Katyn Forest"),
        ("?card=katyn-massacre&lang=pl", "Rozstrzelania w Lesie Katyńskim"),
        ("?org=nkvd-ussr", ""),
        ("?story=katyn&step=2", ""),
        ("?place=nowhere", "Atlas of Soviet repression"),
    ],
)
def test_an_address_of_a_record_has_its_title(client, asked, title):
    page = unescape(client.get(f"/{asked}").text)
    said = re.search('<meta property="og:title" content="([^"]+)">', page)[1]
    assert said == title or (not title and said != "Atlas of Soviet repression")
    assert f"<title>{said}" in page
    assert f"<h1>{said}</h1>" in page
    assert "streamlit" not in page.lower()
    plain = re.search('<p><a href="([^"]+)">', page)[1]
    assert client.get(f"/{plain}").status_code == 200


def test_of_what_tells_of_violence_a_description_says_no_more_than_when(client, atlas):
    events = atlas.events[(atlas.events["graphic"] == "true") & (atlas.events["description"] != "")]
    row = events.iloc[0]
    assert row["description"][:20] not in unescape(client.get(f"/?card={row['id']}").text)


def test_robots_find_every_page_in_every_language(client):
    robots = client.get("/robots.txt").text
    address = re.search("Sitemap: (.+)", robots)[1]
    lists = re.findall("<loc>(.+?)</loc>", client.get(address).text)
    assert len(lists) == 4
    pages = re.findall("<loc>(.+?)</loc>", unescape(client.get(lists[1]).text))
    assert len(pages) > 1000
    for page in pages[:: len(pages) // 8]:
        answer = client.get(page)
        assert (answer.status_code, answer.headers["content-language"]) == (200, "ru")


def test_the_feed_is_served_in_each_language(client):
    answer = client.get("/feed.xml?lang=et")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "Parandatud: " in answer.text
    link = re.search('<entry>.*?href="([^"]+)"', unescape(answer.text), re.DOTALL)[1]
    assert client.get(f"/{link}").status_code == 200
