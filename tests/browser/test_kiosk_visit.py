"""A visit to a kiosk by touch: years, idle time, reset, languages, motion (K5, K7-K11; see KIOSK.md)."""

from __future__ import annotations

import re
import time

import pytest

from geo import i18n
from geo.map.assets import STATIC
from tests.support.kiosk_pages import (
    BOXES,
    GRAPHIC,
    LANGUAGES,
    LEFT,
    PLAIN,
    PORTRAIT,
    TOLD,
    begin,
    enter,
    in_landscape,
    in_portrait,
    on_both_sides,
    open_event,
    state,
    tap,
    touch,
    tour,
    wait_idle,
)
from tests.support.pages import wait_until

NOTES = """async lang => { await atlas.setLanguage(lang); const data = atlas.kiosk.layer.data(), all = [...Array(data.events.n).keys()];
  const options = { more: true, toggle() {}, plain: false, easy: {}, simplify() {} };
  const { events } = await data.source.card([], all);
  return events.map(text => atlas.eventArticle(data, text, options).querySelector(".at-event-note")?.textContent ?? "") }"""


@in_landscape
def test_k5_map_and_years_are_moved_by_taps_alone(tab):
    begin(tab)
    zoom = tab.evaluate("atlas.kiosk.map.map.getZoom()")
    tap(tab, ".at-k-zoom button:last-child")
    tab.clock.run_for(500)
    assert tab.evaluate("atlas.kiosk.map.map.getZoom()") == zoom + 1
    tap(tab, ".at-k-centre")
    assert tab.evaluate("atlas.kiosk.map.map.getZoom()") == zoom
    tap(tab, ".at-k-steps button:last-child")
    assert tab.locator(".at-k-year").inner_text() == "1940"
    tap(tab, ".at-k-steps button:last-child")
    assert tab.locator(".at-k-year").inner_text() == "1941"
    box = tab.locator(".at-k-track").bounding_box()
    tab.touchscreen.tap(box["x"] + box["width"] * (1937.5 - 1917) / 75, box["y"] + 20)
    assert tab.locator(".at-k-year").inner_text() == "1937"
    tap(tab, ".at-k-whole")
    assert tab.evaluate("atlas.kiosk.state.year") is None


@in_landscape
def test_k5_a_long_card_is_paged_by_buttons(tab):
    begin(tab)
    tap(tab, "[data-key=tab-sources]")
    tab.clock.run_for(200)
    tap(tab, ".at-k-pager button:last-child")
    assert wait_for(tab, "document.querySelector('.at-k-only > .at-k-scroll').scrollTop > 100")
    assert "Dorpat (" in tab.locator(".at-names").last.text_content()


@in_portrait
def test_nothing_for_those_who_work_with_the_data_is_carried_or_shown(tab, atlas):
    """Ids of catalogues, where in a source a passage stands, what was corrected, remarks on how something is entered."""
    begin(tab, "en")
    tap(tab, "[data-key=tab-sources]")
    tab.locator(".at-k-group li").first.wait_for()
    said = tab.locator(".at-k-only").inner_text()
    assert "Harvey, Austin" in said
    assert not re.search(r"Wikidata|GeoNames|par\. \d", said)
    texts = atlas["texts"][lambda rows: rows["field"] == "remark"]
    for lang in LANGUAGES:
        untold = atlas["events"]["remark"] if lang == "en" else texts["text"][texts["lang"] == lang]
        told = " ".join(tab.evaluate(NOTES, lang))
        assert len(untold[untold != ""]) > 60
        assert [text for text in untold if text and text in told] == []
        assert "192" in told  # a doubt is for everyone


@in_landscape
def test_k5_a_card_that_grows_after_it_was_drawn_gets_its_buttons(tab):
    begin(tab)
    tap(tab, "[data-key=tab-near]")
    first = "const box = document.querySelector('.at-k-only > .at-k-scroll'), [first, ...others] = box.children;"
    tab.evaluate(f"{{ {first} others.forEach(one => one.remove()); first.replaceChildren('short') }}")
    assert wait_for(tab, "document.querySelector('.at-k-only .at-k-pager').hidden")
    tab.evaluate(f"{{ {first} first.style.minHeight = '3000px' }}")  # as a picture that comes late does
    assert wait_for(tab, "!document.querySelector('.at-k-only .at-k-pager').hidden")


def wait_for(tab, script):
    """Return whether a script becomes true; smooth scrolling takes time of the machine, not of the page's clock."""
    end = time.monotonic() + 10
    while not (done := tab.evaluate(script)) and time.monotonic() < end:
        tab.clock.run_for(50)
        time.sleep(0.02)
    return done


@in_portrait
def test_k7_it_asks_after_90_seconds_and_starts_over_20_seconds_later(tab):
    begin(tab)
    wait_idle(tab, 85)  # the clock of a slow machine goes on between the steps
    assert state(tab) == "place"
    wait_idle(tab, 6)
    assert state(tab) == "warn"
    assert re.search(r"\b(20|19|18|17|16)\b", tab.locator(".at-k-left").inner_text())
    wait_idle(tab, 17)
    assert state(tab) == "warn"
    wait_idle(tab, 4)
    assert state(tab) == "attract"


@in_portrait
def test_the_launch_address_changes_settings_for_one_screen(visitor, kiosk_file):
    tab = enter(visitor, f"{kiosk_file()}?idle=30&languages=ru,en&diagonal=32")
    assert [button.get_attribute("lang") for button in tab.locator(".at-k-beginner").all()] == ["ru", "en"]
    assert tab.evaluate("atlas.kiosk.settings.diagonal_inches") == 32
    begin(tab)
    assert tab.evaluate("document.documentElement.lang") == "ru"
    wait_idle(tab, 31)
    assert state(tab) == "warn"


@in_portrait
def test_a_wrong_launch_address_is_not_taken_and_told_to_the_staff(visitor, kiosk_file):
    wrong = ["idle=5", "idle=40.5", "languages=xx", "languages=", "diagonal=1e2", "colour=red", "toString=4"]
    tab = enter(visitor, f"{kiosk_file()}?{'&'.join(wrong)}")
    settings = tab.evaluate(
        "(({ idle_seconds, languages, diagonal_inches }) => [idle_seconds, languages.length, diagonal_inches])(atlas.kiosk.settings)"
    )
    assert settings == [90, len(LANGUAGES), 43]
    lines = tab.evaluate("atlas.kioskLog.lines()")
    assert all(
        f"{setting} in the launch address is not taken" in line for setting, line in zip(wrong, lines, strict=True)
    )


@in_portrait
def test_k7_one_touch_extends_the_visit_more_than_ten_times(tab):
    begin(tab)
    open_event(tab, PLAIN)
    for _ in range(12):
        wait_idle(tab, 100)
        assert state(tab) == "warn"
        tab.touchscreen.tap(540, 300)  # beside the question: any touch will do
        assert state(tab) == "place"
    assert tab.evaluate("atlas.kiosk.state.event") is not None


@in_portrait
@pytest.mark.parametrize(
    ("touched", "after"),
    [(".at-k-letters", "near"), (".at-k-about", "about"), (".at-k-asktitle", "near"), (".at-k-home", "place")],
)
def test_k7_whatever_is_touched_extends_the_visit_and_a_button_answers(tab, touched, after):
    begin(tab)
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-row")
    wait_idle(tab, 100)
    assert state(tab) == "warn"
    tab.locator(touched).tap()
    wait_idle(tab, 30)
    assert state(tab) == after
    assert tab.evaluate("atlas.kiosk.isClear") == (touched == ".at-k-letters")


@in_portrait
def test_who_made_it_is_told_also_while_a_text_is_offered(tab):
    begin(tab)
    open_event(tab, GRAPHIC)
    assert state(tab) == "sensitive"
    tap(tab, ".at-k-about")
    assert state(tab) == "about"
    tap(tab, ".at-k-ask .at-k-choice")
    assert state(tab) == "place"


@in_portrait
@pytest.mark.parametrize(
    ("asked", "distance"), [("diagonal=10", 400), ("diagonal=43", 600), ("diagonal=10&distance=700", 700)]
)
def test_a_tablet_is_read_from_nearer_also_where_its_address_says_what_it_is(visitor, kiosk_file, asked, distance):
    tab = enter(visitor, f"{kiosk_file()}?{asked}")
    assert tab.evaluate("atlas.kiosk.settings.distance_mm") == distance


@in_portrait
def test_a_story_is_walked_by_touch_by_key_and_by_going_back_and_time_leaves_it(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("katyn"))
    begin(tab, "en")
    tap(tab, "[data-key=story-katyn]")
    tap(tab, "[data-key='turn-1']")
    wait_until(tab, TOLD, 2)
    tab.keyboard.press("ArrowRight")
    tap(tab, ".at-k-choice")
    wait_until(tab, TOLD, 3)
    open_event(tab, "katyn-massacre")  # of which nobody asks again, nor of the steps that follow
    tab.locator(".at-k-text .at-event").wait_for()
    for back, step in ((lambda: tab.keyboard.press("Escape"), 3), (tab.go_back, 2), (tab.go_back, 1)):
        back()
        wait_until(tab, TOLD, step)
    tab.keyboard.press("Escape")
    wait_until(tab, LEFT)
    tab.evaluate("void (location.hash = '#story=katyn&step=4')")
    wait_until(tab, TOLD, 4)
    wait_idle(tab, 92)
    wait_idle(tab, 21)
    assert (state(tab), tab.evaluate(LEFT)) == ("attract", True)


@in_portrait
def test_a_chosen_picture_stands_on_the_attract_screen_with_whom_to_name(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file("moscow-canal", pictures=["dmitlag-prisoners"]))
    picture = tab.locator(".at-k-attract img")
    for _ in range(8):
        if picture.count():
            break
        tab.clock.run_for(9100)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 400
    assert "Atlas of Soviet repression" in tab.locator(".at-k-attract figcaption").inner_text()
    assert tab.evaluate("document.querySelector('.at-k-slide').offsetTop") >= 0  # and all of it is on the screen


SWIPED = """([dx, dy]) => { const card = document.querySelector('.at-k-card'), at = (type, x, y) =>
  { const touch = new Touch({ identifier: 1, target: card, clientX: 500 + x, clientY: 1500 + y });
    card.dispatchEvent(new TouchEvent(type, { touches: type === 'touchend' ? [] : [touch], changedTouches: [touch], bubbles: true })) };
  at('touchstart', 0, 0); at('touchend', dx, dy) }"""


@in_portrait
def test_a_step_is_turned_by_a_finger_sideways_and_chosen_by_its_number(visitor, kiosk_file):
    url = f"{kiosk_file('katyn')}?languages=en"
    tab = enter(visitor, url)
    tab.goto(f"{url}&story=katyn&step=3")  # as the app writes it
    tap(tab, ".at-k-choice")
    wait_until(tab, TOLD, 3)
    tab.evaluate(SWIPED, [-90, 10])
    wait_until(tab, TOLD, 4)
    tab.evaluate(SWIPED, [90, -300])  # who scrolls
    tab.evaluate(SWIPED, [90, 10])
    wait_until(tab, TOLD, 3)
    assert min(min(box["width"], box["height"]) for box in tab.evaluate(BOXES, ".at-k-numbers button")) >= 44
    tap(tab, "[data-key=step-7]")
    wait_until(tab, TOLD, 7)
    tab.go_back()
    wait_until(tab, TOLD, 3)
    assert tab.locator(".at-k-numbers [aria-current=step]").inner_text() == "3"


@on_both_sides  # larger screens have the same layout
@pytest.mark.own_page
def test_k8_after_a_reset_nothing_of_the_last_visitor_is_left(tab):
    first = first_sight(tab)
    for _ in range(2):
        meddle(tab)
        tap(tab, ".at-k-over")
        assert state(tab) == "attract"
        assert first_sight(tab) == first


@in_portrait
@pytest.mark.parametrize(
    "leave", [lambda tab: tap(tab, ".at-k-over"), lambda tab: wait_idle(tab, 113)], ids=["over", "idle"]
)
def test_k25_who_comes_after_somebody_who_asked_for_a_graphic_text_is_asked_too(visitor, kiosk_file, leave):
    tab = enter(visitor, kiosk_file(gate="once"))
    begin(tab, "en")
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice", has_text="Show the text")
    assert tab.evaluate("atlas.kiosk.isAgreed") is True
    leave(tab)
    begin(tab, "en")
    open_event(tab, GRAPHIC)
    assert state(tab) == "sensitive"


def first_sight(tab):
    """Begin; return everything that the screen holds: text, settings, scroll, the map's view and drawing."""
    begin(tab)
    tab.clock.run_for(1000)
    return tab.evaluate("""() => [document.getElementById('kiosk').innerText,
      [...document.querySelectorAll('#kiosk button')].map(node => [node.textContent, node.ariaPressed, node.ariaCurrent, node.disabled, node.checkVisibility()]), document.documentElement.lang, document.title,
      atlas.kiosk.map.map.getCenter(), atlas.kiosk.map.map.getZoom(), [...document.querySelectorAll('[data-scroll]')].map(node => node.scrollTop),
      atlas.kiosk.layer._container.toDataURL(), JSON.stringify(atlas.kiosk.state), atlas.language()].map(String)""")


def meddle(tab):
    """Leave everything otherwise than it was found."""
    if len(LANGUAGES) > 1:
        tap(tab, f".at-k-languages [lang={LANGUAGES[1]}]")
    tap(tab, ".at-k-letters")
    open_event(tab, GRAPHIC)
    assert state(tab) == "sensitive"  # the one before was asked, this one is another
    tap(tab, ".at-k-choice")
    open_event(tab, PLAIN)
    tap(tab, ".at-k-more")
    tap(tab, ".at-k-zoom button:last-child")
    tap(tab, ".at-k-steps button:last-child")
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-row")


@in_portrait
def test_k9_the_attract_screen_speaks_every_language(tab):
    names = tab.locator(".at-k-beginner").all()
    assert [name.get_attribute("lang") for name in names] == LANGUAGES
    assert [name.inner_text() for name in names] == [i18n.LANGUAGES[lang] for lang in LANGUAGES]
    for lang in LANGUAGES:  # one at a time, with all that stands there
        assert tab.locator(".at-k-invite").inner_text() == i18n.translator(lang).gettext("Touch to begin")
        assert {node.get_attribute("lang") for node in tab.locator(".at-k-slide > *").all()} == {lang}
        tab.clock.run_for(9100)


@in_portrait
@pytest.mark.skipif(len(LANGUAGES) < 2, reason="the messages of the other languages are missing")
@pytest.mark.own_page
def test_an_event_without_translations_stands_once_on_the_attract_screen_and_says_so(tab):
    tab.evaluate("""langs => { const first = atlas.kiosk.subject.story(null).find(i => !atlas.kiosk.subject.graphic.has(i));
      for (const { source } of langs.map(atlas.kiosk.dataOf)) { const { list } = source;
        source.list = async events => (await list(events)).map(row => row.event === first ? { ...row, title: 'Told once', untranslated: ['title'] } : row) } }""", LANGUAGES)  # fmt: skip
    told = []
    for _ in range(2 * len(LANGUAGES)):  # the sentence and an event, in every language
        told.append(tab.locator(".at-k-sentence").inner_text())
        tab.clock.run_for(9100)
    mark = tab.evaluate("lang => atlas.kiosk.dataOf(lang).textLanguage.mark", LANGUAGES[0])
    assert [text.endswith(mark) for text in told if "Told once" in text] == [True]


@in_portrait
@pytest.mark.skipif(len(LANGUAGES) < 2, reason="the messages of the other languages are missing")
def test_k9_one_touch_changes_the_language_on_every_screen(tab):
    for where in tour(tab):
        for lang in (LANGUAGES[-1], LANGUAGES[0]):
            tap(tab, f".at-k-languages [lang={lang}]")
            assert tab.evaluate("document.documentElement.lang") == lang, where
    assert tab.locator(".at-k-languages").inner_text().split("\n") == [i18n.LANGUAGES[lang] for lang in LANGUAGES]


@in_portrait
def test_k9_a_visit_may_begin_in_any_language_at_the_same_place(tab):
    for lang in LANGUAGES:
        begin(tab, lang)
        assert tab.evaluate("document.documentElement.lang") == lang
        assert tab.locator(".at-k-over").inner_text() == i18n.translator(lang).gettext("Start over")
        tap(tab, ".at-k-over")


def test_k10_nothing_depends_on_hovering():
    assert not [path.name for path in STATIC.glob("kiosk/*.css") if ":hover" in path.read_text("utf-8")]
    assert all(
        word in (STATIC / "kiosk/kiosk.css").read_text("utf-8") for word in (".at-k-button:active", "touch-action")
    )


@in_portrait
def test_k11_the_slides_stop_when_somebody_touches(tab):
    tab.clock.run_for(9500)
    assert state(tab) == "attract"
    begin(tab)
    assert "slide" not in tab.evaluate("atlas.kiosk.timers.names()")


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, reduced_motion="reduce")], indirect=True, ids=["still"])
def test_k11_who_wants_no_motion_gets_none(tab):
    assert tab.evaluate("getComputedStyle(document.querySelector('.at-k-slide')).transitionDuration") == "0s"
    tab.clock.run_for(8100)
    assert tab.evaluate("getComputedStyle(document.querySelector('.at-k-slide')).opacity") == "1"


@in_portrait
def test_k11_every_slide_stands_elsewhere_against_burn_in(tab):
    places = []
    for _ in range(3):
        places.append(tab.locator(".at-k-begin").bounding_box()["x"])
        tab.clock.run_for(9100)
    assert len(set(places)) == 3


LATE = """async () => { const { kiosk } = atlas, { source } = kiosk.data, { card } = source, answers = [];
  const [first, second] = kiosk.subject.story(null), seen = () => document.querySelector('.at-k-card .at-event')?.dataset.event;
  const settle = () => new Promise(resolve => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0) });
  await card(kiosk.subject.home, [first, second]); // what was read before is there
  source.card = (...asked) => new Promise(resolve => answers.push(() => resolve(card(...asked))));
  kiosk.change({ event: first }); kiosk.change({ event: second });
  const looks = [];
  for (const answer of [answers[1], answers[0]]) { answer(); await settle(); looks.push(seen() === String(second)) }
  source.card = async () => { throw new Error('planted') };
  kiosk.change({ event: first }); await settle();
  source.card = card;
  return [...looks, document.querySelector('.at-k-card .at-missing') !== null, kiosk.machine.now()] }"""


@in_landscape
def test_late_texts_never_replace_a_newer_choice_and_missing_ones_are_said(tab, visitor):
    begin(tab)
    assert tab.evaluate(LATE) == [True, True, True, "place"]
    assert any("planted" in line for line in tab.evaluate("atlas.kioskLog.lines()"))
    visitor.errors.clear()
