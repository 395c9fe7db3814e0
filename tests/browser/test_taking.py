"""What can be taken away from a page: paper, picture, table, citation, a message to who can put things right; languages."""

from __future__ import annotations

import io
import json
import random
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest
from PIL import Image

from geo import Query, YearSpan, export
from geo.i18n import translator
from geo.map import page
from geo.view import filters, naming
from geo.view.query import to_params
from tests.support.bench import bench
from tests.support.pages import PAINTED, SETTLED, choose, map_frame, wait_until

OFF = frozenset({"context"})
"""Kinds that are off at first."""
YEARS = {"from": 1937, "to": 1938, "hide": sorted(OFF)}
TERROR = Query(years=YearSpan(1937, 1938), hidden=OFF)
WORDS = re.compile(r"[^\W_]+")


def words(text):
    """Return the letters of a text: lines of a PDF break anywhere."""
    return "".join(WORDS.findall(text))


def printed(tab):
    """Return what a page says on paper, as letters, and how many pages it has."""
    map_frame(tab).evaluate("atlas.current.take.ready()")
    tab.evaluate(
        "document.documentElement.style.setProperty('opacity', '1', 'important')"
    )  # nobody looks at the screen
    read = pypdf.PdfReader(io.BytesIO(tab.pdf(format="A4")))
    tab.evaluate("document.documentElement.style.removeProperty('opacity')")
    return words("".join(one.extract_text() for one in read.pages)), len(read.pages)


def titles(atlas, events, query):
    shown = filters.apply(events, query, atlas)
    return [words(title) for title in shown["title"]]


@pytest.fixture
def shown(desk, saved):
    """The saved page with the years 1937 and 1938."""
    tab = desk.stand(saved)
    tab.evaluate(PAINTED)
    choose(tab, YEARS)
    return tab


def test_the_paper_of_two_years_holds_all_their_titles_and_nothing_to_press(shown, atlas, events):
    text, pages = printed(shown)
    wanted = titles(atlas, events, TERROR)
    assert len(wanted) > 60
    assert [title for title in wanted if title not in text] == []
    assert "19371938" in text
    assert pages > 1
    buttons = [words(one) for one in ("Organizations", "Show everything", "Save, cite", "Without a date 0")]
    assert [one for one in buttons if one in text] == []
    assert shown.locator(".at-print").count() == 0  # it was there for the paper only


def test_texts_of_violence_are_on_paper_when_the_reader_asked_for_them(shown, atlas):
    choose(shown, {"kind": ["killing"]})
    told = words(atlas.events.set_index("id").loc["butovo-1937-38", "description"])[:60]
    assert (told in printed(shown)[0], words("is left out of this sheet") in printed(shown)[0]) == (False, True)
    shown.evaluate("atlas.showGraphic()")
    text, _ = printed(shown)
    shown.evaluate("atlas.forgetGraphic()")
    assert (told in text, words("is left out of this sheet") in text) == (True, False)


def test_the_paper_says_the_filters_in_words_and_how_to_cite(shown):
    choose(shown, {"org": ["nkvd-ussr"], "kind": ["killing"], "certain": True})
    text, _ = printed(shown)
    choose(shown, {"org": [], "kind": [], "certain": False})
    said = (
        "Organizations: People's Commissariat of Internal Affairs of the USSR",
        "Only events certainly in these years",
    )
    assert [one for one in said if words(one) not in text] == []
    assert words("Cite this view: Atlas of Soviet repression. Dataset version") in text


def test_of_an_open_card_the_card_alone_is_printed_with_all_its_sources(shown):
    shown.evaluate("atlas.current.chooseCard('katyn-massacre')")
    shown.wait_for_selector(".at-card .at-event")
    text, pages = printed(shown)
    assert words("Katyn massacre") in text
    assert words("Zakrytyi paket no. 1") in text
    assert (words("Great Terror") in text, words("Legend") in text) == (False, False)
    assert pages <= 4


def test_a_page_that_is_not_told_of_printing_shows_no_buttons_on_paper(shown):
    shown.emulate_media(media="print")
    seen = "['.at-filters', '.leaflet-control-zoom', '.at-take', '.at-time'].filter(one => document.querySelector(one)?.offsetParent)"
    assert shown.evaluate(seen) == []


def test_the_app_prints_the_sheet_of_its_map(desk, app, atlas, events):
    tab = desk.open(f"{app}?from=1937&to=1938")
    wait_until(map_frame(tab), "atlas.current.query().from === 1937")
    map_frame(tab).evaluate(SETTLED)
    text, _ = printed(tab)
    wanted = titles(atlas, events, TERROR)
    assert [title for title in wanted if title not in text] == []
    assert words("Show everything") not in text


def test_the_table_of_a_saved_page_is_that_of_the_server(shown, atlas, events):
    queries, draw = bench("ids"), random.Random(1937)
    for _ in range(12):
        query = queries.random_query(draw, atlas)
        script = """async change => { atlas.current.set(change);
          const { data } = atlas.current, marks = atlas.current.result().marks;
          return atlas.csvOf(data, data.events.id.all().map((_, i) => i).filter(i => marks[i])) }"""
        found = shown.evaluate(script, queries.as_change(query))
        wanted = export.FORMATS["csv"].write(export.Selection(atlas, query, filters.apply(events, query, atlas)))
        assert found == wanted, query


def test_a_file_is_called_alike_by_page_and_server(shown, atlas):
    queries, draw = bench("ids"), random.Random(1938)
    odd = Query(years=YearSpan(-489, 14), text="Катынь — Katyn, “1940”!", within="katyn-operation")
    asked = [odd, *(queries.random_query(draw, atlas) for _ in range(100))]
    script = "all => all.map(one => atlas.viewName('nkvd-atlas', new URLSearchParams(one)))"
    found = shown.evaluate(script, [list(to_params(query).items()) for query in asked])
    assert found == [naming.name("nkvd-atlas", query) for query in asked]


def saved_by(tab, name):
    """Press a button of the menu; return the name and the content of the file that is saved."""
    tab.evaluate("document.querySelector('.at-take').open = true")
    with tab.expect_download() as download:
        tab.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_picture_has_the_map_twice_as_fine_with_words_around_it(shown):
    name, content = saved_by(shown, "Picture of the map")
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    box = shown.locator("#map_atlas").bounding_box()
    assert name == "nkvd-atlas_1937-1938.png"
    assert picture.width == 2 * box["width"]
    assert picture.height > 2 * box["height"] + 100
    above, below = (picture.crop((0, top, picture.width, top + 60)) for top in (10, picture.height - 80))
    assert all(part.convert("L").getextrema()[0] < 120 for part in (above, below))  # something is written there
    assert len(picture.getcolors(1 << 24)) > 500


def test_the_screen_is_as_before_when_a_picture_was_made(shown):
    sizes = "[...document.querySelectorAll('.leaflet-map-pane canvas')].map(one => [one.width, one.height])"
    before = shown.evaluate(sizes)
    shown.evaluate("void atlas.mapCanvas(atlas.current.map)")
    assert shown.evaluate(sizes) == before


def test_the_table_button_saves_a_file_named_by_the_view(shown, atlas):
    name, content = saved_by(shown, "Table, CSV")
    assert name == "nkvd-atlas_1937-1938.csv"
    assert content.decode("utf-8-sig").startswith("id,title,")


def test_the_citation_names_the_file_but_not_the_folder(shown):
    text = shown.evaluate("atlas.current.take.citation()")
    assert " atlas.html" in text
    assert "file:" not in text
    assert "/" not in text


@pytest.fixture(scope="module")
def reporting(atlas, tmp_path_factory):
    """The address of a saved page of a dataset whose contributors can be written to."""
    path = tmp_path_factory.mktemp("reporting") / "atlas.html"
    package = {
        **atlas.package,
        "contributors": [{"title": "Editor", "role": "maintainer", "email": "editor@atlas.example"}],
    }
    page(replace(atlas, package=package), "ru").save(path)
    return path.as_uri()


def test_a_mistake_leads_to_a_mail_that_says_what_is_meant(desk, reporting, atlas):
    tab = desk.open(f"{reporting}#card=katyn-massacre")
    tab.wait_for_selector(".at-wrong a", state="attached")
    (mail,) = tab.locator(".at-wrong a").evaluate_all("all => all.map(one => one.href)")
    sent = urlsplit(mail)
    fields = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert (sent.scheme, sent.path) == ("mailto", "editor@atlas.example")
    assert "(katyn-massacre)" in fields["subject"]
    assert all(one in fields["body"] for one in (atlas.version, ": ru", "atlas.html#card=katyn-massacre"))
    assert translator("ru").gettext("Which source says so (author, title, page, or a link):") in fields["body"]
    tab.evaluate("atlas.current.choosePlace('katyn-forest')")
    tab.locator(".at-wrong a[href*=katyn-forest]").first.wait_for(state="attached")


def test_a_card_says_what_was_corrected_in_which_version_and_why(desk, reporting):
    tab = desk.open(f"{reporting}#card=stalin-dies-1953")
    said = tab.locator(".at-corrected li")
    said.first.wait_for(state="attached")
    (text,) = said.all_text_contents()
    assert text.startswith("1.1.0, 28 ноября 2026")
    assert text.endswith("Он умер в Кунцеве, за пределами радиуса точки Москвы.")
    tab.evaluate("atlas.current.chooseCard('blokhin')")
    tab.wait_for_selector(".at-card [data-event] .at-sources", state="attached")
    said.first.wait_for(state="detached")


def test_where_nobody_can_be_written_to_there_is_a_note_to_copy_that_says_what_is_meant(shown, atlas):
    shown.evaluate("atlas.current.chooseCard('katyn-massacre')")
    shown.locator(".at-wrong > summary").click()
    shown.get_by_text("The dataset names The maintainers of the atlas, but gives no address.").wait_for()
    note = shown.locator(".at-wrong-note").inner_text()
    assert all(one in note for one in ("(katyn-massacre)", atlas.edition, "atlas.html"))
    shown.evaluate("navigator.clipboard.writeText = async text => { globalThis.copied = text }")
    shown.get_by_role("button", name="Copy the note").click()
    shown.get_by_text("The note was copied.").wait_for()
    assert shown.evaluate("copied") == shown.evaluate("document.querySelector('.at-wrong-note').textContent")
    assert shown.locator(".at-own-page").count() == 0  # a file has no pages beside it


@pytest.mark.parametrize(
    ("contact", "wanted"),
    [
        ("https://code.example/a/b/issues/new", ["title", "body"]),
        ("https://code.example/a/b/-/issues/new?x=1", ["x", "issue[title]", "issue[description]"]),
        ("https://museum.example/write", []),
    ],
)
def test_an_issue_is_filled_in_where_the_page_for_new_ones_is_given(shown, contact, wanted):
    script = """contact => { const { data } = atlas.current;
      return atlas.reportTo({ ...data, about: { ...data.about, contact } }, { id: 'a', title: 'A & b' }, 'here') }"""
    assert list(parse_qs(urlsplit(shown.evaluate(script, contact)).query)) == wanted


@pytest.fixture(scope="module")
def several(atlas, tmp_path_factory):
    """The address of a saved page in four languages."""
    path = tmp_path_factory.mktemp("several") / "atlas.html"
    page(atlas, "et", further=["en", "ru", "pl"]).save(path)
    return path.as_uri()


def test_a_page_in_several_languages_speaks_that_of_its_address_and_keeps_the_view(desk, several):
    tab = desk.open(f"{several}#from=1940&to=1940&lang=ru")
    assert tab.title() == "Атлас советских репрессий"
    assert tab.evaluate("document.documentElement.lang") == "ru"
    tab.locator(".at-language").select_option("pl")
    tab.wait_for_function("document.title === 'Atlas represji sowieckich'")
    tab.wait_for_selector(".at-list li", state="attached")
    assert tab.url.endswith("#from=1940&to=1940&lang=pl")
    assert tab.evaluate("atlas.current.query().to") == 1940
    assert tab.locator("[data-part=open-filters]").text_content() == translator("pl").gettext("Filters")


@pytest.mark.parametrize("lang", ["et", "ru"])
def test_a_search_finds_the_same_in_every_language_of_a_page(desk, atlas, several, lang):
    tab = desk.open(f"{several}#q=Tartu&lang={lang}")
    wait_until(tab, "atlas.current.query().text === 'Tartu'")
    assert sorted(tab.evaluate("atlas.current.shownIds()")) == sorted(
        export.shown(atlas, Query(text="Tartu", hidden=OFF))["id"]
    )


def test_without_a_language_in_the_address_the_browser_decides(desk, several):
    tab = desk.open(several)
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert json.loads(tab.evaluate("JSON.stringify(atlas.current.data.textLanguage)"))["lang"] == "en"
