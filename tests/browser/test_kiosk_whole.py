"""What a small screen of a kiosk says it says whole: signs, dates, definitions, who acted, rows (docs/kiosk-checklist.md)."""

from __future__ import annotations

import pytest

from tests.support.kiosk_pages import (
    LANDSCAPE,
    PORTRAIT,
    begin,
    enter,
    in_landscape,
    in_portrait,
    on_both_sides,
    open_event,
    tap,
    touch,
)
from tests.support.pages import eventually

MEASURES = """const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const frames = async () => { await atlas.kiosk.view.drawn; for (let i = 0; i < 8; i += 1) await new Promise(requestAnimationFrame) };
  const box = part => document.querySelector(`.at-k-${part} > .at-k-scroll`), rect = node => node.getBoundingClientRect();
  const seen = (node, some) => [...node.querySelectorAll(some)].filter(one => one.checkVisibility());
  const style = (node, name) => parseFloat(node.style.getPropertyValue(name) || '0');"""
CUT = f"""async () => {{ {MEASURES} atlas.kiosk.isAgreed = true; const found = [];
  for (const event of atlas.kiosk.subject.story(null)) {{ atlas.kiosk.open(event); await frames();
    const page = box('text'), faded = page.style.getPropertyValue('--fade') ? 0 : 1.6 * rem;
    const end = rect(page).bottom - (page.classList.contains('at-k-long') ? Math.max(faded, style(page, '--below')) : 0);
    for (const one of seen(page, '.at-event > .at-k-figure .at-k-counted')) found.push([one.textContent, one.parentElement.scrollWidth > one.parentElement.clientWidth + 1 || (rect(one).top < end - 2 && rect(one).bottom > end + 2)]) }}
  return found }}"""
UNDER_KEY = """() => [...document.querySelectorAll('.at-k-card *')].filter(one => one.checkVisibility({ visibilityProperty: true })).map(one => one.textContent)"""
BENEATH = f"""async () => {{ {MEASURES} await frames(); return rect(seen(box('text'), '.at-k-counted')[0]).bottom - rect(box('text')).bottom }}"""
OPENED = f"""async () => {{ {MEASURES} await frames(); const page = box('list'), row = rect(seen(page, '[aria-current]')[0]);
  return [row.top - rect(page).top, rect(page).bottom - 1.5 * rem - row.bottom, style(page, '--above') / page.clientHeight] }}"""
MIDDLE = "selector => { const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect(); return [x + width / 2, y + height / 2] }"
NEW = f"""async () => {{ {MEASURES} await frames(); const page = box('text'), first = seen(page, '.at-event > :is(.at-figures, .at-people)')[0];
  return [rect(first).top - rect(page).top, page.scrollHeight > page.clientHeight + 1] }}"""
PARTED = """html => { const box = atlas.el('p', { class: 'at-event-text', text: html }), page = document.querySelector('.at-k-card').appendChild(atlas.el('article', { class: 'at-event' }, box)); box.style.width = '0'; box.style.overflowWrap = 'normal';
  return new Promise(requestAnimationFrame).then(() => { const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), range = document.createRange(), lines = new Map();
    while (walk.nextNode()) for (const { index, 0: sign } of walk.currentNode.data.matchAll(/[^ \u00a0]/g)) { range.setStart(walk.currentNode, index); range.setEnd(walk.currentNode, index + 1);
      const y = Math.round(range.getBoundingClientRect().bottom); lines.set(y, (lines.get(y) ?? '') + sign) }
    const sizes = [...box.querySelectorAll('*')].map(one => getComputedStyle(one).font === getComputedStyle(box).font);
    page.remove(); return [[...lines.values()], box.textContent === html, sizes.every(Boolean)] }) }"""
ARROWS = """() => [...document.querySelectorAll('.at-k-pager .at-k-square')].filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect()).map(({ x, y, width }) => [x, y, x + width])"""
SENTENCE = f"""async () => {{ {MEASURES} await frames(); const page = box('text'), [text] = seen(page, '.at-event-text'), line = parseFloat(getComputedStyle(text).lineHeight);
  const end = rect(page).bottom - (style(page, '--fade') || !page.style.getPropertyValue('--fade') ? 0 : style(page, '--below'));
  return end - rect(text).top - 0.75 * line }}"""
FIRST = f"""async () => {{ {MEASURES} await frames(); const page = box('list');
  return rect(page).bottom - 1.6 * rem - rect(seen(page, '[data-event] .at-k-when')[0]).bottom - rem }}"""


def read_large(tab, lang, event):
    """Open an event in large letters, as who need not be asked."""
    begin(tab, lang)
    tap(tab, ".at-k-letters")
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, event)


@in_portrait
def test_an_arrow_stands_beside_the_words_of_its_button(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    open_event(tab, "katyn-memorial-2000")
    arrow, words = (tab.locator(f".at-k-all {one}").bounding_box() for one in ("svg", "span"))
    assert words["y"] < arrow["y"] + arrow["height"] / 2 < words["y"] + words["height"]
    assert arrow["x"] + arrow["width"] < words["x"]


@in_landscape
def test_a_date_is_parted_after_a_dash_and_nowhere_else(tab):
    begin(tab, "en")
    said = tab.evaluate("['22 czerwca – lipiec 1941', '8.–9. juuli 1941', '1940 – 3. märts 1941'].map(atlas.keepDate)")
    assert [date.split(" ") for date in said] == [
        ["22\u00a0czerwca\u00a0–", "lipiec\u00a01941"], ["8.–9.\u00a0juuli\u00a01941"], ["1940\u00a0–", "3.\u00a0märts\u00a01941"],
    ]  # fmt: skip


@on_both_sides
@pytest.mark.parametrize("large", [False, True])
def test_a_definition_of_a_number_is_whole_on_its_page_or_begins_the_next(visitor, kiosk_file, large):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    if large:
        tap(tab, ".at-k-letters")
    found = tab.evaluate(CUT)
    assert found
    assert [said for said, is_cut in found if is_cut] == []


@on_both_sides
@pytest.mark.parametrize("lang", ["ru", "pl"])
def test_with_large_letters_who_acted_stands_before_the_numbers_and_does_not_pass_for_all(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu', languages=['ru', 'pl'])}?diagonal=24")
    read_large(tab, lang, "prisons-1941-total")
    by, figure = (tab.locator(f".at-k-text {one}").first for one in (".at-k-by", ".at-k-figure"))
    eventually(
        lambda: by.bounding_box()["y"] < figure.bounding_box()["y"], "who acted before numbers"
    )  # once it has settled
    roles = by.locator(".at-k-role")
    is_part = roles.locator("visible=true").count() < roles.count()
    assert by.locator(".at-k-others").is_visible() is is_part is True


@on_both_sides
def test_beneath_the_opened_key_no_part_of_a_sentence_is_left_and_a_touch_brings_all_back(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    tap(tab, ".at-k-sign")
    assert tab.evaluate(UNDER_KEY) == []
    assert tab.locator(".at-k-title").is_visible()
    tab.touchscreen.tap(*tab.evaluate(MIDDLE, ".at-k-card"))
    assert tab.locator(".at-k-marks").is_hidden()
    assert "1990" in "".join(tab.evaluate(UNDER_KEY))


@on_both_sides
def test_the_frame_of_the_opened_key_ends_with_its_last_line(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=43")
    begin(tab, "et")
    tap(tab, ".at-k-sign")
    high, last = (tab.locator(one).last.bounding_box() for one in (".at-k-marks", ".at-k-marks li >> visible=true"))
    assert high["y"] + high["height"] - last["y"] - last["height"] < last["height"]


@in_portrait
@pytest.mark.parametrize("lang", ["ru", "pl"])
def test_the_way_home_is_whole_words_and_the_name_where_it_has_room(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('solovki', languages=['ru', 'pl'])}?diagonal=24")
    begin(tab, lang)
    tab.evaluate("atlas.kiosk.visit(atlas.kiosk.data.placeIndex.get('savvatyevo'))")
    said = tab.locator(".at-k-name-only")
    assert said.inner_text() == {"ru": "Соловецкие острова", "pl": "Wyspy Sołowieckie"}[lang]
    assert said.evaluate("one => one.scrollWidth <= one.clientWidth && one.scrollHeight < 1.3 * one.clientHeight")


@in_portrait
def test_with_large_letters_a_number_stands_with_what_it_takes_in(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('solovki', languages=['ru', 'pl'], has_typefaces=True)}?diagonal=24")
    read_large(tab, "ru", "slon-1923")
    assert tab.evaluate(BENEATH) <= 0


@in_portrait
def test_with_large_letters_the_opened_row_is_whole_on_a_page_that_begins_with_a_row(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=43")
    read_large(tab, "pl", "katyn-operation-1940")
    above, below, empty = tab.evaluate(OPENED)
    assert min(above, below) > -2
    assert empty < 0.05


@in_landscape
def test_what_a_year_holds_takes_two_lines_and_moves_no_map(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    high = tab.locator(".at-k-map").bounding_box()["height"]
    tab.evaluate("atlas.kiosk.goTo(1939)")
    note = tab.locator(".at-k-note")
    assert note.evaluate("node => node.clientHeight / parseFloat(getComputedStyle(node).lineHeight)") < 2.1
    assert tab.locator(".at-k-map").bounding_box()["height"] == high


@on_both_sides
@pytest.mark.parametrize("lang", ["et", "ru"])
def test_beneath_a_story_the_first_event_is_read_on_the_first_page(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, lang)
    assert tab.evaluate(FIRST) > 0


@in_landscape
def test_the_mark_of_another_language_is_smaller_than_a_title_and_stands_once(tab):
    begin(tab, "ru")
    said = """() => { const { el } = atlas, marked = words => atlas.dataText(words, true), page = document.querySelector('.at-k-scroll');
      page.prepend(el('article', { class: 'at-event' }, el('h3', { class: 'at-event-title' }, marked('A')), el('p', { class: 'at-event-text' }, marked('B'))));
      const marks = [...page.querySelectorAll('.at-event .at-untranslated')].filter(one => one.checkVisibility());
      return marks.map(one => parseFloat(getComputedStyle(one).fontSize) / parseFloat(getComputedStyle(one.closest('h3, p')).fontSize)) }"""
    [size] = tab.evaluate(said)
    assert size < 0.8


@pytest.mark.parametrize(
    ("visitor", "name", "inches", "lang", "event"),
    [
        (touch(PORTRAIT, kept=True), "vorkuta", 43, "ru", "vorkutlag"),
        (touch(LANDSCAPE, kept=True), "katyn", 24, "en", "kozelsk-camp-1939"),
        (touch(LANDSCAPE, kept=True), "katyn", 55, "ru", "kozelsk-camp-1939"),
        (touch(PORTRAIT, kept=True), "tartu", 24, "et", "priboi-estonia"),
    ],
    indirect=["visitor"],
)
def test_more_begins_with_what_is_new_where_not_all_is_on_one_page(visitor, kiosk_file, name, inches, lang, event):
    tab = enter(visitor, f"{kiosk_file(name)}?diagonal={inches}")
    begin(tab, lang)
    tab.evaluate("atlas.kiosk.isAgreed = true")
    open_event(tab, event)
    tap(tab, ".at-k-text .at-k-more")
    above, has_pages = tab.evaluate(NEW)
    assert has_pages
    assert 0 <= above < 12


@in_portrait
@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("ühel päeval, 1. jaanuaril 1931, koos", ["ühel", "päeval,", "1.jaanuaril1931,", "koos"]),
        ("dnia, 1 stycznia 1931 roku", ["dnia,", "1stycznia1931", "roku"]),
        ("день, на 1 января", ["день,", "на", "1января"]),  # noqa: RUF001
        ("НКВД, в 1953-м войска", ["НКВД,", "в1953-м", "войска"]),
        ("riikidest 1941–1949. The (1834-1836)", ["riikidest1941–1949.", "The", "(1834-1836)"]),
        ("1941. aasta", ["1941.aasta"]),
    ],
)
def test_dates_spans_of_years_and_a_number_with_its_ending_are_not_parted(visitor, kiosk_file, said, lines):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "et")
    assert tab.evaluate(PARTED, said) == [lines, True, True]


@in_landscape
def test_a_title_is_as_large_as_its_span_of_years_allows(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('tartu')}?diagonal=24")
    begin(tab, "et")
    tap(tab, ".at-k-letters")
    tap(tab, ".at-k-offer")
    kept = tab.locator(".at-k-title .at-k-kept")
    assert kept.inner_text() == "1941–1949"
    assert kept.evaluate("one => one.getClientRects().length") == 1
    assert tab.locator(".at-k-title").evaluate("one => one.scrollWidth <= one.clientWidth")


@in_portrait
def test_arrows_stand_in_one_place_beside_a_list_and_a_text_and_keep_the_margin(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn', has_typefaces=True)}?diagonal=24")
    begin(tab, "pl")
    beside_list = tab.evaluate(ARROWS)
    open_event(tab, "kozelsk-camp-1939")
    tab.locator(".at-k-all").wait_for()
    back, tabs = (tab.locator(one).bounding_box() for one in (".at-k-all", ".at-k-tablist"))
    assert tab.evaluate(ARROWS) == beside_list
    margin = tabs["x"] + tabs["width"]
    assert [round(right - margin) for _x, _y, right in beside_list] == [0, 0]
    assert back["x"] + back["width"] == pytest.approx(margin, abs=1)


@in_portrait
@pytest.mark.parametrize("lang", ["et", "pl", "ru", "en"])
def test_beneath_a_number_the_sentence_begins_on_the_first_page(visitor, kiosk_file, lang):
    tab = enter(visitor, f"{kiosk_file('solovki', languages=['et', 'pl', 'ru', 'en'], has_typefaces=True)}?diagonal=24")
    begin(tab, lang)
    open_event(tab, "slon-1923")
    assert tab.evaluate(SENTENCE) > 0
