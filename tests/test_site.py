"""A site of plain pages: each record has one in each language, all of them lead to each other, and nothing is sold."""

from __future__ import annotations

import dataclasses
import io
import json
import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pyld import jsonld

import geo
from geo import dates
from geo.cli import main
from geo.imports import example
from geo.site import alphabet, chosen, contents, folder, iiif, linked_data, page, pictures, records
from geo.site.addresses import ALONE, CHANGES, RECORDS, Files, Page
from geo.site.edition import Edition
from tests.support import pictured
from tests.support.hostile import HOSTILE, hostile_copy
from tests.support.html import Read, errors
from tests.support.links import broken
from tests.support.published import ATLAS, DATA

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "ru", "et", "pl")
BASE = "https://atlas.example/tolpuddle/"
BESIDE = ("map.html", "assets/", "download/", "media/", "#")
SCHEMA = {"@vocab": "https://schema.org/"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of `geo new`."""
    path = tmp_path_factory.mktemp("example") / "tolpuddle"
    example.make(path)
    return path


@pytest.fixture(scope="module")
def site(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site in four languages, as the command writes it."""
    path = tmp_path_factory.mktemp("site") / "out"
    options = ["--languages", ",".join(LANGUAGES), "--base", BASE, "--no-pictures"]
    assert main(["site", str(path), "--data", str(small), *options]) == 0
    return path


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    """Every page by its path, but for the interactive map."""
    every = {one.relative_to(site).as_posix(): one for one in site.rglob("*.html") if one.name != "map.html"}
    return {name: Read(path.read_text(encoding="utf-8")) for name, path in every.items()}


def edition(lang: str = "en") -> Edition:
    return Edition(ATLAS, lang, LANGUAGES, Files())


def read(kind: str, key: str = "", lang: str = "en") -> Read:
    """Return a page of the published data."""
    return Read(page.html(edition(lang), Page(kind, key)))


def test_every_record_has_a_page_in_every_language(small: Path, pages: dict[str, Read]) -> None:
    atlas = geo.load(small)
    kinds = Counter(name.split("/")[1] for name in pages if name.count("/") == 2)
    assert {kind: kinds[kind] for kind in RECORDS} == {kind: 4 * len(atlas[table]) for kind, table in RECORDS.items()}
    assert kinds["story"] == 4
    assert sum(name.count("/") == 1 for name in pages) == 4 * len({*ALONE} - {CHANGES})
    assert kinds.keys() == {*RECORDS, "story", "year", "country", "kind"}


def test_every_link_of_every_page_leads_to_a_file(site: Path, pages: dict[str, Read]) -> None:
    wrong = [(name, link) for name, one in pages.items() for link in broken(site, name, one)]
    assert [one for one in wrong if one[0] != "404.html"] == []
    assert sum(len(one.links) for one in pages.values()) > 1000


def test_links_of_the_published_pages_lead_to_pages() -> None:
    english, of = edition(), Files()
    known = {of.address(one, lang) for one in english.contents.pages() for lang in LANGUAGES}
    known |= {of.drawing(place) for place in english.placed} | {of.feed(lang) for lang in LANGUAGES}
    for one in [*english.contents.pages()][::12]:
        at = of.address(one, "en")
        links = [link for link in Read(page.html(english, one)).links if link.startswith("../") or "/" not in link]
        found = {posixpath.normpath(posixpath.join(posixpath.dirname(at), link)) for link in links}
        assert not [link for link in found - known if not link.startswith(BESIDE)], one


def test_every_page_is_html_that_nothing_has_to_be_mended_in(site: Path, pages: dict[str, Read]) -> None:
    wrong = {name: errors((site / name).read_text(encoding="utf-8")) for name in pages}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert {name: one.ids for name, one in pages.items() if len(set(one.ids)) < len(one.ids)} == {}


def test_a_page_says_to_others_what_it_is(pages: dict[str, Read]) -> None:
    name = next(name for name in pages if name.startswith("pl/event/"))
    one = pages[name]
    assert one.of("link", rel="canonical") == [{"rel": "canonical", "href": BASE + name}]
    alternates = {found["hreflang"]: found["href"] for found in one.of("link", rel="alternate")}
    assert alternates == {lang: BASE + name.replace("pl", lang, 1) for lang in LANGUAGES} | {
        "x-default": BASE + name.replace("pl", "en", 1)
    }
    titles = [found["content"] for found in one.of("meta", property="og:title")]
    assert len(titles) == 1
    assert one.text.count(titles[0]) >= 2
    assert one.of("meta", name="description")[0]["content"]


def test_data_of_every_page_expand_and_sell_no_tickets(pages: dict[str, Read]) -> None:
    """Without a network: the words of schema.org need none to be told apart."""
    wrong = {"offers", "eventStatus", "eventAttendanceMode", "organizer", "performer", "maximumAttendeeCapacity"}
    for name, one in pages.items():
        if name.count("/"):
            (found,) = jsonld.expand({**one.data, "@context": SCHEMA})
            assert found["@id"] == BASE + name
            assert not wrong & set(re.findall(r'"(\w+)"', one.raw["application/ld+json"])), name


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1940-04/1940-05", ("1940-04", "1940-05")),
        ("1937", ("1937", "")),
        ("1937?", ("", "")),
        ("193X", ("", "")),
        ("1937~/1938", ("", "1938")),
        ("1930/..", ("1930", "")),
        ("1937-XX", ("", "")),
        ("1937-21", ("", "")),
    ],
)
def test_a_doubtful_date_is_told_in_words_only(edtf: str, said: tuple[str, str]) -> None:
    assert linked_data.times(dates.parse(edtf)) == said


def test_the_map_of_a_site_has_the_typefaces_of_its_pages(site: Path) -> None:
    assert '<link rel="stylesheet" href="assets/fonts.css"' in (site / "map.html").read_text(encoding="utf-8")


def test_a_list_of_pages_for_robots_names_each_once(site: Path, pages: dict[str, Read]) -> None:
    listed = [re.findall("<loc>(.*?)</loc>", (site / f"sitemap-{lang}.xml").read_text()) for lang in LANGUAGES]
    assert sorted(one for some in listed for one in some) == sorted(BASE + name for name in pages if "/" in name)
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text()


def test_without_a_base_nothing_pretends_to_know_it(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path / "out"), "--data", str(small), "--languages", "en"]) == 0
    assert "without --base: no sitemap.xml" in capsys.readouterr().err
    assert [*(tmp_path / "out").glob("sitemap*")] == []
    html = (tmp_path / "out" / "en" / "index.html").read_text()
    assert "canonical" not in html
    assert "og:url" not in html


def test_a_text_that_tells_of_violence_waits_and_is_no_description() -> None:
    told = next(row["description"] for row in ATLAS.rows("events") if row["id"] == "katyn-massacre")
    one = read("event", "katyn-massacre")
    assert told in one.text
    assert told[:40] not in one.of("meta", name="description")[0]["content"]
    assert "details" in [tag for tag, _ in one.elements]


def test_of_a_story_the_steps_wait_that_tell_of_violence() -> None:
    html = page.html(edition(), Page("story", "katyn"))
    steps = html.split('<section class="step"')[1:]
    assert ["<details><summary>This text tells of violence" in one for one in steps] == [
        False,
        False,
        *[True] * 3,
        *[False] * 2,
    ]
    assert errors(html) == []


def test_the_page_of_a_town_leads_to_the_sites_in_it_as_far_as_they_are() -> None:
    said = [(one["name"].text, one["far"]) for one in records.place(edition(), "tartu")["near"]]
    assert said[0][1] == "less than 1 km"
    assert {"Tartu prison", "Grey House, Tartu"} <= dict(said).keys()
    far = [km for _, km in edition().around.nearest("tartu")]
    assert far == sorted(far)
    assert not records.place(edition(), "baltic-states")["near"]  # a region lies near nothing


def test_a_railway_is_as_far_as_the_nearest_point_of_it_and_the_page_says_so() -> None:
    found = dict(edition().around.nearest("vorkuta"))
    assert 150 < found["dead-road-503"] < 160  # its middle is 590 km away
    said = [one["far"] for one in records.place(edition(), "vorkuta")["near"] if one["id"] == "dead-road-503"]
    assert said == ["150 km to the nearest point"]
    assert found["dead-road-503"] == dict(edition().around.nearest("dead-road-503"))["vorkuta"]


def test_an_event_names_the_victims_before_the_figures_and_who_acted() -> None:
    text = read("event", "katyn-massacre", "pl").text
    order = ["Ofiary:", "4421", "Organizacje:", "Osoby:", "Źródła"]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_a_year_tells_what_only_may_fall_in_it_apart() -> None:
    found = contents.of_atlas(ATLAS)
    year = next(
        year for year, some in found.of["year"].items() if any((year, one) not in found.certain for one in some)
    )
    assert "Possibly in this year" in read("year", year).text
    assert set(found.of["year"]["1937"]) == set(
        geo.filters.by_years(geo.join(ATLAS.places, ATLAS.events, ATLAS["dated_by"]), geo.YearSpan(1937, 1937))["id"]
    )


def test_text_of_a_dataset_is_no_markup(tmp_path: Path) -> None:
    atlas = geo.load(hostile_copy(DATA, tmp_path / "data"))
    every = Edition(atlas, "ru", LANGUAGES, Files())
    for one in [*[*every.contents.pages()][::25], Page("contents"), Page("search"), Page("method")]:
        html = page.html(every, one)
        found = Read(html)
        scripts = {posixpath.basename(each.get("src", each.get("type", ""))) for each in found.of("script")}
        assert scripts <= {"search.js", "ld+json"}
        assert not [name for _, given in found.elements for name in given if name.startswith("on")]
        assert not [link for link in found.links if link.startswith("javascript:") or "evil" in link]
        assert errors(html) == []
    assert any(text in found.text for text in HOSTILE)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({"email": "editor@museum.example"}, "mailto:editor@museum.example?subject=nkvd-atlas%3A%20Katyn%20massacre"),
        ({"path": "https://git.example/a/issues/new"}, "https://git.example/a/issues/new?title=nkvd-atlas%3A%20"),
        ({"path": "https://museum.example/contact"}, "https://museum.example/contact"),
    ],
)
def test_who_finds_a_mistake_is_led_to_those_who_can_mend_it(given: dict[str, str], begins: str) -> None:
    atlas = dataclasses.replace(ATLAS, package={**ATLAS.package, "contributors": [{"title": "Editor", **given}]})
    told = Edition(atlas, "en", LANGUAGES, Files())
    one = Read(page.html(told, Page("event", "katyn-massacre")))
    assert [link for link in one.links if link.startswith(begins)]
    assert next(iter(given.values())) in Read(page.html(told, Page("method"))).text


def test_the_map_leads_to_the_pages_beside_it(small: Path, site: Path) -> None:
    (place,) = re.findall(r'data-pages="([^"]+)"', (site / "map.html").read_text(encoding="utf-8"))
    event = geo.load(small).events["id"].iloc[0]
    assert (site / place.format(kind="event", id=event, lang="pl")).exists()


def test_names_stand_in_the_order_of_their_alphabet() -> None:
    names = ["Žanis", "Õpetaja", "Zorn", "Åse", "1937", "Sõmer", "Šaltis"]
    assert sorted(names, key=lambda name: alphabet.order(name, "et")) == [
        "1937", "Åse", "Sõmer", "Šaltis", "Zorn", "Žanis", "Õpetaja",
    ]  # fmt: skip
    assert [alphabet.letter(name, "pl") for name in ("Łódź", "«Żubr»", "Õ", "7 lat")] == ["Ł", "Ż", "O", "#"]


def test_of_a_large_dataset_a_part_is_chosen_and_said() -> None:
    part = chosen.chosen(ATLAS, 300)
    assert sum(len(part[table]) for table in RECORDS.values()) <= 310  # what events name names a little more
    assert "katyn-massacre" in set(part.events["id"])
    one = Read(page.html(Edition(part, "en", ["en"], Files(), whole=ATLAS), Page("contents")))
    assert f"There are pages for {len(part.events)} of {len(ATLAS.events)} events" in one.text
    assert chosen.chosen(ATLAS) is ATLAS


def test_the_picture_of_a_page_shows_its_place_and_is_called_after_what_is_on_it() -> None:
    every = pictures.Pictures(edition())
    name, make = next(one for one in every.every() if one[0].startswith("katyn-forest-"))
    pages = [Page("event", "katyn-massacre"), Page("place", "katyn-forest")]
    assert {every.of_page(one) for one in pages} == {name}
    assert every.of_page(Page("person", "beria")) == every.of_page(Page("contents")) != name
    image = Image.open(io.BytesIO(make())).convert("RGB")
    assert (image.size, image.getpixel((600, 315))) == ((1200, 630), (0x7A, 0x1F, 0x2B))
    assert pictures.Pictures(edition("pl")).of_page(pages[0]) == name


def test_a_picture_that_is_there_is_not_drawn_anew(tmp_path: Path) -> None:
    made = []
    file = ("picture/a-1.png", lambda: made.append(1) or b"a")
    assert [folder.write(tmp_path, [file]).changed for _ in range(2)] == [1, 0]
    assert made == [1]


def test_a_picture_has_a_whole_address_in_the_head() -> None:
    one = Read(page.html(edition(), Page("group", "poles"), f"{BASE}picture/a.png"))
    assert one.of("meta", property="og:image")[0]["content"] == f"{BASE}picture/a.png"
    assert not read("group", "poles").of("meta", property="og:image")


def test_a_folder_keeps_what_is_not_of_the_site_and_loses_what_the_site_has_no_more(tmp_path: Path) -> None:
    first = folder.write(tmp_path, [("en/a.html", "a"), ("en/old/b.html", "b")])
    (tmp_path / "CNAME").write_text("atlas.example")
    before = (tmp_path / "en" / "a.html").stat().st_mtime_ns
    second = folder.write(tmp_path, [("en/a.html", "a"), ("en/c.html", "c")])
    assert (first.changed, second.changed, second.gone) == (2, 1, 1)
    assert (tmp_path / "en" / "a.html").stat().st_mtime_ns == before
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["CNAME", "a.html", "c.html", "en", "site.json"]


def test_a_list_of_files_that_leads_out_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    site = tmp_path / "site"
    site.mkdir()
    (site / folder.LIST).write_text('{"files": ["../mine", "/etc/hostname", 7]}')
    assert folder.write(site, []).gone == 0
    assert (tmp_path / "mine").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--languages", "en,xx"], "the atlas has no language 'xx'"),
        (["--base", "atlas"], "'atlas' is no address of a site"),
        (["--base", "https://atlas.example/?a=1"], "is no address of a site"),
        ([], "holds something else - name a new folder, or add --force"),
    ],
)
def test_a_site_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    (tmp_path / "letter.odt").write_text("mine")
    assert main(["site", str(tmp_path), *options]) == 2
    assert said in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["letter.odt"]


def test_search_lists_every_name_with_the_words_it_is_found_by() -> None:
    one = read("search")
    words = {given["data-words"] for given in one.of("li") if "data-words" in given}
    assert any({"katyn", "las"} <= set(some.split()) for some in words)
    assert sum("data-words" in given for given in one.of("li")) == sum(
        len(ATLAS[table]) for table in RECORDS.values()
    ) + len(edition().contents.stories)


def test_pictures_have_a_manifest_that_names_their_files_pages_and_authors(tmp_path: Path) -> None:
    pictured.dataset(tmp_path / "data")
    options = ["--languages", "en,pl", "--base", BASE, "--no-pictures"]
    assert main(["site", str(tmp_path / "site"), "--data", str(tmp_path / "data"), *options]) == 0
    found = json.loads((tmp_path / "site" / iiif.PATH).read_text(encoding="utf-8"))
    assert (found["id"], found["label"].keys()) == (f"{BASE}iiif/manifest.json", {"en", "pl"})
    painted = [one["items"][0]["items"][0]["body"] for one in found["items"]]
    assert [one["label"]["en"][0] for one in found["items"]] == [
        f"A test picture, {key}" for key in ("trial", "village", "loveless")
    ]
    every = [*(one["id"] for one in painted), *(home["id"] for one in found["items"] for home in one["homepage"])]
    assert [one for one in every if not (tmp_path / "site" / one.removeprefix(BASE)).is_file()] == []
    assert all("Drawn by a test" in one["requiredStatement"]["value"]["pl"][0] for one in found["items"])
    for one in painted:
        with Image.open(tmp_path / "site" / one["id"].removeprefix(BASE)) as image:
            assert image.size == (one["width"], one["height"])


def test_without_an_address_of_its_own_a_site_has_no_manifest() -> None:
    assert iiif.manifest([edition()], {}) is None
