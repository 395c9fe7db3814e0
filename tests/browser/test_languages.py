"""The page in each language: nothing of the interface stays English, and longer words find room."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po

import geo
from geo import i18n
from geo.dataset import translate
from geo.map import page
from tests.support.pages import eventually, map_frame, missing_texts, row_of, single_bounds, wait_until

UNTRANSLATED = "butovo-1937-38"
OTHERS = [lang for lang in i18n.LANGUAGES if lang != i18n.DEFAULT]
SHOWN = """() => {
  const skip = '.at-sources li, .at-figure-source, .at-names, body [lang], script, style, h1, .at-mark';
  const nodes = [...document.querySelectorAll('body *')].filter(node => !node.closest(skip));
  const own = node => [...node.childNodes].filter(child => child.nodeType === 3).map(child => child.textContent);
  const names = ['aria-label', 'title', 'placeholder', 'aria-valuetext'];
  const said = node => [...own(node), ...names.map(name => node.getAttribute(name))];
  return [...new Set(nodes.flatMap(said).filter(Boolean).map(text => text.trim()))];
}"""
OPENED = """place => {
  atlas.current.choosePlace(place);
  document.querySelectorAll('details').forEach(node => { node.open = true; });
  document.querySelectorAll('.at-fa-tab').forEach(node => node.click());
  document.querySelectorAll('.at-ch-opener').forEach(node => node.click());
}"""
TOO_WIDE = """() => [...document.querySelectorAll('.at-page *')].filter(node => {
  const box = node.getBoundingClientRect();
  const free = node.closest('svg, .leaflet-container, .at-sr, .at-tl-track');
  return !free && box.width > 1 && box.height > 1 && box.right > innerWidth + 1;
}).map(node => node.className)"""


def messages():
    """Return every message of the interface that JavaScript and templates may show."""
    with (i18n.LOCALES / "pl" / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        return [message for message in read_po(file) if message.id and message.context is None]


def pattern(text):
    """Return what finds an English message on the page, whatever its short values are."""
    return "".join(".{1,25}" if part.startswith("%(") else re.escape(part) for part in re.split(r"(%\(\w+\)s)", text))


def english_for(lang):
    """Return what finds any English message that reads otherwise in a language."""
    own = i18n.translator(lang)
    forms = [text for m in messages() for text in ([m.id] if isinstance(m.id, str) else m.id)]
    words = [text for text in forms if re.search("[A-Za-z]{2}", re.sub(r"%\(\w+\)s", "", text))]
    return re.compile("|".join(pattern(text) for text in words if own.gettext(text) != text))


@pytest.fixture(scope="module", params=OTHERS)
def lang(request):
    """A language other than English; tests of one language follow each other, on one page."""
    return request.param


@pytest.fixture(scope="module")
def saved(atlas, tmp_path_factory):
    """A function that saves the page in a language, once, and returns its address; one event is untranslated."""
    folder = tmp_path_factory.mktemp("languages")
    left = atlas["texts"][lambda table: table["id"] != UNTRANSLATED]
    part = replace(atlas, tables={**atlas.tables, "texts": left})

    def save(lang):
        path = folder / f"{lang}.html"
        if not path.exists():
            page(part, lang).save(path)
        return path.as_uri()

    return save


def test_the_finder_of_english_finds_it(desk, saved):
    tab = desk.open(saved("en"))
    tab.evaluate(OPENED, "katyn-forest")
    texts = tab.evaluate(SHOWN)
    found = list(filter(english_for("pl").fullmatch, texts))
    assert {"Organizations", "Legend", "All events", "Play", "All years"} <= set(found)
    assert len(found) > 40


@pytest.mark.own_page
def test_nothing_of_the_interface_stays_english(desk, saved, lang):
    tab = desk.stand(saved(lang))
    english = english_for(lang)
    for place in ("", "katyn-forest", "moscow"):
        tab.evaluate(OPENED, place)
        assert list(filter(english.fullmatch, tab.evaluate(SHOWN))) == []
    assert tab.evaluate("document.documentElement.lang") == lang


def test_a_text_without_translation_is_marked_and_others_are_not(desk, saved, lang):
    tab = desk.stand(saved(lang))
    tab.evaluate("atlas.current.chooseCard('katyn-massacre')")
    assert tab.locator(".at-card .at-event-text").first.locator(".at-untranslated").count() == 0
    tab.evaluate("id => atlas.current.chooseCard(id)", UNTRANSLATED)
    text = tab.locator(".at-card .at-event-text [lang=en]").first
    assert text.locator(f".at-untranslated[lang={lang}]").text_content().strip() == i18n.translator(lang).gettext(
        "[in English]"
    )


FIRST_LINES = {
    "ru": ("показано 253 из 253 событий", "11 августа 1937"),
    "et": ("253 sündmust 253-st", "11. august 1937"),
    "pl": ("pokazano 253 z 253 wydarzeń", "11 sierpnia 1937"),
}


def test_counts_dates_and_numbers_are_those_of_the_language(desk, saved, atlas, lang):
    tab, (count, date) = desk.stand(f"{saved(lang)}#hide=none"), FIRST_LINES[lang]
    assert tab.locator("[data-part=count] span").first.text_content() == count.replace("253", str(len(atlas.events)))
    row_of(tab, "polish-operation").evaluate("row => row.click()")
    card = tab.locator(".at-card")
    assert card.locator(".at-event-date").first.text_content().startswith(date)
    assert "139\xa0835" in card.locator(".at-figures").first.text_content()


def test_a_figure_shows_its_single_bound_too(desk, saved, atlas, lang):
    assert len(single_bounds(atlas, lang)) == 15
    assert missing_texts(desk.stand(saved(lang)), "atlas.current.data", single_bounds(atlas, lang)) == []


def test_a_figure_shows_its_single_bound_in_english_too(desk, saved, atlas):
    assert missing_texts(desk.stand(saved("en")), "atlas.current.data", single_bounds(atlas, "en")) == []


def test_the_page_writes_numbers_as_python_does(desk, saved, lang):
    numbers = [999, 8789, 10_000, 20_713]
    written = desk.stand(saved(lang)).evaluate("ns => ns.map(n => atlas.format('%(n)s', { n }))", numbers)
    assert written == [i18n.number(n, lang) for n in numbers]


def test_numbers_of_a_message_are_grouped_and_years_are_not(desk, saved):
    tab = desk.stand(saved("ru"))
    message = "([n, year]) => atlas.format('%(n)s, %(year)s, %(name)s', { n, year, name: '10000' })"
    assert tab.evaluate(message, [30000, 10000]) == "30\xa0000, 10000, 10000"


def test_hostile_translations_show_as_given_and_nothing_runs(desk, hostile_data, tmp_path):
    hostile = geo.load(hostile_data)
    page(hostile, "ru").save(tmp_path / "hostile.html")
    tab = desk.open((tmp_path / "hostile.html").as_uri())
    tab.evaluate("atlas.current.choosePlace('katyn-forest')")
    names = translate.localize(hostile, "ru").atlas.places.set_index("id")["name"]
    assert tab.locator(".at-card .at-card-title").text_content() == names["katyn-forest"]
    assert tab.locator(".at-page img, .at-page script").count() == 0


def stretched(text):
    """Return a message with its values and 40 percent more letters."""
    letters = re.sub(r"%\(\w+\)s", "", text)
    return text + " " + "ėáōñ " * round(len(letters) * 0.4 / 5) + "x" * round(len(letters) * 0.4 % 5)


@pytest.mark.parametrize(
    "visitor",
    [{"viewport": {"width": 1440, "height": 900}}, {"viewport": {"width": 390, "height": 844}}],
    indirect=True,
)
def test_words_that_are_40_percent_longer_find_room(visitor, atlas, tmp_path, monkeypatch):
    known = {m.id if isinstance(m.id, str) else m.id[0]: m.id for m in messages()}
    longer = {
        key: stretched(text) if isinstance(text, str) else [stretched(one) for one in text]
        for key, text in known.items()
    }
    monkeypatch.setattr(
        "geo.map.messages.catalog", lambda *_: {"lang": "en", "plural": ["one", "other"], "messages": longer}
    )
    page(atlas).save(tmp_path / "longer.html")
    tab = visitor.open((tmp_path / "longer.html").as_uri())
    for place in ("", "katyn-forest"):
        tab.evaluate(OPENED, place)
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert tab.evaluate(TOO_WIDE) == []


def test_the_app_goes_on_in_another_language_at_the_same_view(desk, app):
    tab = desk.open(f"{app}?from=1937&to=1938&lang=ru")
    frame = map_frame(tab)
    wait_until(frame, "atlas.current.query().from === 1937")
    frame.evaluate("void atlas.current.map.setView([54, 33], 8, { animate: false })")
    wait_until(tab, "location.search.includes('v=54.000,33.000,8')")
    tab.locator(".st-key-lang").click()
    tab.get_by_role("option", name="Polski").click()
    wait_until(tab, "document.documentElement.lang === 'pl' && location.search.includes('lang=pl')")
    tab.get_by_role("tab", name="Organizacje").wait_for()
    frame = tab.wait_for_selector("iframe.at-frame[src*='lang=pl']").content_frame()
    frame.wait_for_selector("html[lang=pl] .at-list", state="attached")
    wait_until(frame, "globalThis.atlas?.current?.query().from === 1937")
    wait_until(frame, "atlas.current.map.getZoom() === 8")
    eventually(lambda: tab.get_by_role("textbox", name="Od").input_value() == "1937")


def test_pills_and_slider_of_the_app_speak_the_language(desk, app):
    tab = desk.open(f"{app}?lang=et")
    tab.get_by_role("tab", name="Organisatsioonid").click()
    tab.get_by_role("button", name="Laagrid ja laagrivalitsus").first.click()
    wait_until(tab, "location.search.includes('org=camps') && location.search.includes('lang=et')")
    tab.get_by_role("slider", name="Algus").wait_for()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_whole_numbers_are_grouped_as_a_browser_does(desk, saved, lang):
    tab = desk.stand(saved(lang))
    asked = [0, 7, 999, 1000, 9999, 10_000, 71_800, 123_456, 1_234_567, 20_713_000_001]
    grouping = '"min2"' if lang == "ru" else "undefined"  # in Russian four digits stay together, as in texts
    both = f"n => [atlas.number(n), new Intl.NumberFormat(document.documentElement.lang, {{ useGrouping: {grouping} }}).format(n)]"
    for own, known in (tab.evaluate(both, n) for n in asked):
        assert own == known
