"""What a small screen of a kiosk says it says whole: signs, dates, definitions, who acted, rows (docs/kiosk-checklist.md)."""

from __future__ import annotations

import pytest

from tests.support.kiosk_pages import begin, enter, in_landscape, in_portrait, on_both_sides, open_event, tap

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
UNDER_KEY = f"""async () => {{ {MEASURES} await frames(); const panel = document.querySelector('.at-k-marks'), end = rect(panel).bottom + style(panel, '--strip');
  return atlas.linesOf(box('list')).filter(one => one.top < end - 0.12 * rem && one.bottom > end + 0.12 * rem).length }}"""
BENEATH = f"""async () => {{ {MEASURES} await frames(); return rect(seen(box('text'), '.at-k-counted')[0]).bottom - rect(box('text')).bottom }}"""
OPENED = f"""async () => {{ {MEASURES} await frames(); const page = box('list'), row = rect(seen(page, '[aria-current]')[0]);
  return [row.top - rect(page).top, rect(page).bottom - 1.5 * rem - row.bottom, style(page, '--above') / page.clientHeight] }}"""
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
    by = tab.locator(".at-k-text .at-k-by")
    assert by.bounding_box()["y"] < tab.locator(".at-k-text .at-k-figure").first.bounding_box()["y"]
    roles = by.locator(".at-k-role")
    is_part = roles.locator("visible=true").count() < roles.count()
    assert by.locator(".at-k-others").is_visible() is is_part is True


@on_both_sides
def test_the_opened_key_ends_between_two_lines(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file('katyn')}?diagonal=24")
    begin(tab, "pl")
    tap(tab, ".at-k-sign")
    assert tab.evaluate(UNDER_KEY) == 0


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
