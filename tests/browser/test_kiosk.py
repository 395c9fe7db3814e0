"""The checklist of a museum, K1-K26 (see KIOSK.md): one claim a test, by touch, without a network."""

from __future__ import annotations

import math
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from kiosk_pages import (
    GRAPHIC,
    LANDSCAPE,
    LARGE,
    PIN,
    PLAIN,
    PORTRAIT,
    SCREENS,
    SPOKEN,
    begin,
    corners,
    enter,
    log_in,
    name_of,
    open_event,
    state,
    tap,
    touch,
    tour,
    wait_idle,
)

from geo import i18n, kiosks
from geo.map.assets import STATIC
from geo.map.kiosk import kiosk_page

on_every_screen = pytest.mark.parametrize("visitor", [touch(screen) for screen in SCREENS], indirect=True, ids=map(name_of, SCREENS))
in_portrait = pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
in_landscape = pytest.mark.parametrize("visitor", [touch(LANDSCAPE)], indirect=True, ids=["landscape"])
CONTROLS = "#kiosk :is(button, [role=slider])"
BOXES = """selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length
  && !node.closest('[inert]')).map(node => { const { x, y, width, height } = node.getBoundingClientRect();
  return { text: node.textContent || node.getAttribute('aria-label'), x, y, width, height } })"""


@pytest.fixture(scope="session")
def kiosk_file(atlas, tmp_path_factory):
    """Return a function that saves a kiosk in all languages there are and returns its address."""
    folder, made = tmp_path_factory.mktemp("kiosk"), {}

    def save(name="tartu", **changes):
        key = f"{name}-{len(made)}" if changes else name
        if key not in made:
            settings = {"languages": SPOKEN, "public_address": "https://atlas.example/", "pin": PIN, **changes}
            (folder / f"{key}.html").write_text(kiosk_page(atlas, kiosks.find(atlas, name, settings)).html(), "utf-8")
            made[key] = (folder / f"{key}.html").as_uri()
        return made[key]

    return save


@pytest.fixture
def tab(visitor, kiosk_file):
    """The Tartu kiosk on its attract screen."""
    return enter(visitor, kiosk_file())


@in_portrait
def test_k1_every_control_of_a_portrait_screen_lies_in_its_lower_55_percent(tab):
    for where in tour(tab):
        high = [box for box in tab.evaluate(BOXES, CONTROLS) if box["y"] < 0.45 * PORTRAIT["height"]]
        assert not high, where


SMALL_TEXT = """() => { const walk = document.createTreeWalker(document.getElementById('kiosk'), NodeFilter.SHOW_TEXT), found = [];
  const least = parseFloat(getComputedStyle(document.documentElement).fontSize);
  while (walk.nextNode()) { const node = walk.currentNode, parent = node.parentElement;
    if (node.data.trim() && parent.checkVisibility() && !parent.closest('.leaflet-container') && parseFloat(getComputedStyle(parent).fontSize) < least - 0.01)
      found.push(node.data.trim()) }
  return found }"""


@on_every_screen
def test_k2_k3_no_letter_is_smaller_than_the_angle_and_millimetres_ask(tab):
    width, height = tab.viewport_size["width"], tab.viewport_size["height"]
    capital = 0.65 * tab.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    millimetres = capital * 43 * 25.4 / math.hypot(width, height)
    assert millimetres >= max(4.8, math.pi * 600 * 0.7 / 180)
    for where in tour(tab):
        assert tab.evaluate(SMALL_TEXT) == [], where


def test_k2_sizes_follow_the_screen_and_the_distance(visitor, kiosk_file):
    """Rows of the table of sizes: inches, pixels across, distance in mm, letters in pixels (capitals of 0.66 em)."""
    tab = enter(visitor, kiosk_file())
    for inches, across, distance, px in [(24, 1920, 500, 33), (32, 1920, 600, 30), (43, 1920, 800, 30), (55, 1920, 600, 18), (43, 3840, 500, 37)]:
        script = "([d, mm, w, h]) => atlas.sizes({ diagonal_inches: d, distance_mm: mm }, w, h).wanted"
        assert abs(tab.evaluate(script, [inches, distance, across, across * 9 / 16]) - px) <= 1


@on_every_screen
def test_k4_every_target_is_15_millimetres_or_more(tab):
    least = 15 * math.hypot(tab.viewport_size["width"], tab.viewport_size["height"]) / (43 * 25.4)
    for where in tour(tab):
        small = [box for box in tab.evaluate(BOXES, CONTROLS) if min(box["width"], box["height"]) < least - 0.5]
        assert not small, where


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


def wait_for(tab, script):
    """Return whether a script becomes true while a second passes on the page's clock."""
    for _ in range(20):
        tab.clock.run_for(50)
        if tab.evaluate(script):
            return True
    return False


@on_every_screen
def test_k6_start_over_stands_in_the_same_place_on_every_screen(tab):
    found = {where: tab.evaluate(BOXES, ".at-k-over") for where in tour(tab)}
    assert all(len(boxes) == 1 for boxes in found.values())
    assert len({(box["x"], box["y"], box["width"], box["height"]) for boxes in found.values() for box in boxes}) == 1


@in_portrait
def test_k7_it_asks_after_90_seconds_and_starts_over_20_seconds_later(tab):
    begin(tab)
    wait_idle(tab, 89)
    assert state(tab) == "place"
    wait_idle(tab, 2)
    assert state(tab) == "warn"
    assert re.search(r"\b(20|19|18)\b", tab.locator(".at-k-left").inner_text())
    wait_idle(tab, 17)
    assert state(tab) == "warn"
    wait_idle(tab, 4)
    assert state(tab) == "attract"


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


@on_every_screen
def test_k8_after_a_reset_nothing_of_the_last_visitor_is_left(tab):
    begin(tab)
    before = tab.screenshot()
    if len(SPOKEN) > 1:
        tap(tab, f".at-k-languages [lang={SPOKEN[1]}]")
    open_event(tab, PLAIN)
    tap(tab, ".at-k-more")
    tap(tab, ".at-k-zoom button:last-child")
    tap(tab, ".at-k-steps button:last-child")
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-row")
    tap(tab, ".at-k-over")
    assert state(tab) == "attract"
    begin(tab)
    tab.clock.run_for(500)
    assert tab.screenshot() == before


@in_portrait
def test_k9_the_attract_screen_speaks_every_language(tab):
    shown = tab.locator(".at-k-begin button").all()
    assert [button.get_attribute("lang") for button in shown] == SPOKEN
    assert [button.inner_text() for button in shown] == [i18n.translator(lang).gettext("Touch to begin") for lang in SPOKEN]


@in_portrait
@pytest.mark.skipif(len(SPOKEN) < 2, reason="the messages of the other languages are missing")
def test_k9_one_touch_changes_the_language_on_every_screen(tab):
    for where in tour(tab):
        for lang in (SPOKEN[-1], SPOKEN[0]):
            tap(tab, f".at-k-languages [lang={lang}]")
            assert tab.evaluate("document.documentElement.lang") == lang, where
    assert tab.locator(".at-k-languages").inner_text().split("\n") == [i18n.LANGUAGES[lang] for lang in SPOKEN]


@in_portrait
@pytest.mark.parametrize("lang", SPOKEN)
def test_k9_a_visit_may_begin_in_any_language_at_the_same_place(tab, lang):
    begin(tab, lang)
    assert tab.evaluate("document.documentElement.lang") == lang
    assert tab.locator(".at-k-over").inner_text() == f"⟲ {i18n.translator(lang).gettext('Start over')}"


def test_k10_nothing_depends_on_hovering():
    assert not [path.name for path in STATIC.glob("kiosk*.css") if ":hover" in path.read_text("utf-8")]
    assert all(word in (STATIC / "kiosk.css").read_text("utf-8") for word in (".at-k-button:active", "touch-action"))


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


@on_every_screen
def test_k12_axe_finds_nothing_wrong_on_any_screen(tab):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    check = lambda: [(v["id"], n["html"][:90]) for v in axe.run(tab, options=options).response["violations"] for n in v["nodes"]]  # noqa: E731
    assert check() == []
    for where in tour(tab):
        tab.clock.run_for(1200)
        assert check() == [], where


LIGHT = """node => { const [r, g, b] = getComputedStyle(node).backgroundColor.match(/\\d+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b }"""


@in_portrait
def test_k13_what_is_chosen_differs_in_lightness_and_in_words_too(tab):
    begin(tab)
    chosen, other = (tab.locator(f".at-k-tab[aria-pressed={pressed}]").first.evaluate(LIGHT) for pressed in ("true", "false"))
    assert abs(chosen - other) > 100
    tap(tab, "[data-key=tab-people]")
    assert all(mark.strip() for mark in tab.locator(".at-k-only .at-mark").all_text_contents())


OVERFLOW = """() => [document.documentElement, document.body, ...document.querySelectorAll('#kiosk, .at-k-stage, .at-k-head, .at-k-tabs, .at-k-tab, .at-k-time, .at-k-bar, .at-k-button, .at-k-attract, .at-k-words, .at-k-ask')]
  .filter(node => node.checkVisibility() && (node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2)).map(node => node.className + ': ' + node.textContent.slice(0, 60))"""
PAST_THE_EDGE = """() => [...document.querySelectorAll('#kiosk button')].filter(node => node.checkVisibility() && node.getClientRects().length && !node.closest('.at-k-scroll')).filter(node => {
  const box = node.getBoundingClientRect(); return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1 }).map(node => node.textContent)"""


@on_every_screen
@pytest.mark.parametrize("lang", SPOKEN)
def test_k14_nothing_scrolls_or_is_cut_off_but_in_the_card(tab, lang):
    assert tab.evaluate(OVERFLOW) == []
    for where in tour(tab):
        tap(tab, f".at-k-languages [lang={lang}]")
        assert (tab.evaluate(OVERFLOW), tab.evaluate(PAST_THE_EDGE)) == ([], []), where
        assert tab.evaluate("[scrollX, scrollY]") == [0, 0]


@pytest.mark.parametrize("inches", [24, 32, 55])
@pytest.mark.parametrize("visitor", [touch(PORTRAIT), touch(LANDSCAPE)], indirect=True, ids=["portrait", "landscape"])
def test_k14_other_screens_hold_the_layout_too(visitor, kiosk_file, inches):
    tab = enter(visitor, kiosk_file(diagonal_inches=inches))
    for where in tour(tab):
        assert (tab.evaluate(OVERFLOW), tab.evaluate(PAST_THE_EDGE)) == ([], []), where


@in_landscape
def test_k15_nothing_leads_out(tab):
    for where in tour(tab):
        assert tab.locator("a[href], area, form, iframe, [target], [download], embed, object").count() == 0, where
    assert tab.evaluate("window.open('https://atlas.example/')") is None
    assert tab.evaluate("window.print()") is None
    assert len(tab.context.pages) == 1


@in_landscape
def test_k16_a_whole_visit_asks_nothing_of_anybody(tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    assert "staff" in list(tour(tab))
    assert asked == []
    assert tab.evaluate("fetch('https://atlas.example/').then(() => 'sent', () => 'refused')") == "refused"


@in_landscape
def test_k17_the_server_may_die_and_the_visitor_notices_nothing(visitor, kiosk_file):
    folder = kiosk_file().removeprefix("file://").rpartition("/")[0]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = enter(visitor, f"http://127.0.0.1:{server.server_port}/tartu.html")
    server.shutdown()
    server.server_close()
    assert "staff" in list(tour(tab))
    begin(tab)


@in_landscape
def test_k17_the_app_serves_the_same_kiosk(visitor, app):
    tab = enter(visitor, f"{app}kiosk/tartu")
    begin(tab)
    assert tab.locator(".at-k-title").inner_text()
    tab.context.request.get(f"{app}kiosk/nowhere").status == 404


@in_landscape
@pytest.mark.parametrize("fault", ["setTimeout(() => { throw new Error('planted') })", "void Promise.reject(new Error('planted'))"])
def test_k18_an_error_leads_to_the_attract_screen_and_into_the_log(tab, visitor, fault):
    begin(tab)
    tab.evaluate(fault)
    tab.clock.run_for(100)
    assert state(tab) == "attract"
    assert "planted" in "".join(visitor.errors)
    visitor.errors.clear()
    log_in(tab)
    assert "planted" in tab.locator(".at-k-log").inner_text()


@in_landscape
def test_k18_a_broken_view_leaves_no_half_screen(tab, visitor):
    begin(tab)
    tab.evaluate("atlas.locationView.card = () => { throw new Error('planted') }")
    tap(tab, "[data-key=tab-people]")
    assert state(tab) == "attract"
    assert tab.locator(".at-k-begin").is_visible()
    visitor.errors.clear()


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, java_script_enabled=False)], indirect=True, ids=["no scripts"])
def test_k18_without_any_script_the_attract_screen_stands(visitor, kiosk_file):
    tab = visitor.open(kiosk_file(), wait_for=None)
    assert tab.locator(".at-k-name").first.is_visible()
    assert tab.locator(".at-k-begin p").count() == len(SPOKEN)


@in_landscape
def test_k18_the_log_is_bounded(tab):
    tab.evaluate("for (let i = 0; i < 500; i += 1) atlas.kioskLog.add('x'.repeat(5000))")
    assert tab.evaluate("atlas.kioskLog.lines().length") == 40
    assert tab.evaluate("atlas.kioskLog.lines().join('').length") < 15_000


@in_landscape
def test_k19_a_visit_leaves_no_timer_and_no_node_behind(tab):
    counts = []
    for _ in range(3):
        list(tour(tab))
        counts.append((tab.evaluate("document.querySelectorAll('*').length"), tab.evaluate("atlas.kiosk.timers.names()")))
    assert counts[1] == counts[2]
    assert set(counts[2][1]) <= {"slide"}


@in_landscape
@pytest.mark.parametrize("event", [
    "new MouseEvent('contextmenu', { bubbles: true, cancelable: true })",
    "new Event('selectstart', { bubbles: true, cancelable: true })",
    "new DragEvent('dragstart', { bubbles: true, cancelable: true })",
    "new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true })",
    *[f"new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, {keys} }})" for keys in (
        "key: 'c'", "key: 'r'", "key: 'F5'", "key: 'F12'", "key: 'p', ctrlKey: true", "key: 'w', ctrlKey: true",
        "key: '+', ctrlKey: true", "key: 'ArrowLeft', altKey: true", "key: 'Backspace'", "key: 'r', metaKey: true")],
])  # fmt: skip
def test_k20_menus_selection_and_shortcuts_do_nothing(tab, event):
    begin(tab)
    assert tab.evaluate(f"document.querySelector('.at-k-title').dispatchEvent({event})") is False
    assert state(tab) == "place"


@in_landscape
@pytest.mark.parametrize("gesture", [
    ("Input.synthesizePinchGesture", {"x": 400, "y": 400, "scaleFactor": 3, "gestureSourceType": "touch"}),
    ("Input.synthesizeScrollGesture", {"x": 400, "y": 400, "xDistance": 300, "yDistance": 200, "gestureSourceType": "touch"}),
], ids=["pinch", "drag"])  # fmt: skip
def test_k20_fingers_neither_pinch_nor_drag_the_screen(tab, gesture):
    begin(tab)
    look = "[visualViewport.scale, scrollX, scrollY, atlas.kiosk.map.map.getCenter().lat, atlas.kiosk.map.map.getZoom()]"
    before = tab.evaluate(look)
    tab.context.new_cdp_session(tab).send(*gesture)
    assert tab.evaluate(look) == before


@in_landscape
def test_k20_going_back_stays_here(tab):
    begin(tab)
    for _ in range(3):
        tab.evaluate("history.back()")
        tab.clock.run_for(200)
    assert (state(tab), tab.url.endswith("tartu.html")) == ("place", True)


@in_landscape
def test_k20_a_long_press_selects_nothing(tab):
    begin(tab)
    session = tab.context.new_cdp_session(tab)
    session.send("Input.synthesizeTapGesture", {"x": 1300, "y": 60, "duration": 1200, "gestureSourceType": "touch"})
    assert tab.evaluate("String(getSelection())") == ""


def test_k21_instructions_have_at_most_twelve_words():
    steps = ("Touch to begin", "Touch an event to read about it.", "Are you still here?", "Start over", "Show the text", "Not now", "Continue")
    told = [i18n.translator(lang).gettext(step) for lang in SPOKEN for step in steps]
    assert max(len(text.split()) for text in told) <= 12


@in_portrait
def test_k22_an_event_is_told_in_two_levels(tab):
    begin(tab)
    open_event(tab, PLAIN)
    assert not tab.locator(".at-k-text .at-people").first.is_visible()
    tap(tab, ".at-k-more")
    assert tab.locator(".at-k-text .at-people").first.is_visible()


@in_portrait
def test_k24_nothing_sounds(tab):
    for where in tour(tab):
        assert tab.locator("audio, video").count() == 0, where
    assert not [path.name for path in STATIC.glob("kiosk*.js") if re.search(r"\bAudio\b|speechSynthesis|vibrate", path.read_text("utf-8"))]


@in_portrait
def test_k25_what_is_graphic_is_offered_first_and_both_answers_are_alike(tab, atlas):
    begin(tab)
    text = atlas.events.set_index("id").description[GRAPHIC]
    open_event(tab, GRAPHIC)
    assert state(tab) == "sensitive"
    assert text not in tab.locator("#kiosk").inner_text()
    show, later = tab.evaluate(BOXES, ".at-k-choice")
    assert (show["width"], show["height"], show["y"]) == (later["width"], later["height"], later["y"])
    tap(tab, ".at-k-choice >> nth=1")
    assert (state(tab), tab.evaluate("atlas.kiosk.state.event")) == ("place", None)
    open_event(tab, GRAPHIC)
    wait_idle(tab, 16)
    assert (state(tab), tab.evaluate("atlas.kiosk.state.event")) == ("place", None)
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice")
    assert text in tab.locator(".at-k-text").inner_text() or SPOKEN[0] != "en"


@in_portrait
def test_k25_nothing_graphic_stands_on_the_attract_screen(tab, atlas):
    graphic = set(atlas.events["title"][atlas.events["graphic"] == "true"])
    for _ in range(8):
        shown = tab.locator(".at-k-attract").inner_text()
        assert not [title for title in graphic if title in shown]
        tab.clock.run_for(9000)


@in_portrait
def test_k26_numbers_come_with_their_source_and_nothing_is_ranked(tab):
    begin(tab)
    open_event(tab, GRAPHIC)
    tap(tab, ".at-k-choice")
    tap(tab, ".at-k-more")
    assert all(source.strip() for source in tab.locator(".at-k-text .at-figure-source").all_inner_texts())
    words = " ".join(path.read_text("utf-8") for path in STATIC.glob("kiosk*.js"))
    assert not re.search(r'_\("[^"]*(!|\btop\b|score|worst|most |deadliest)[^"]*"\)', words)


@in_portrait
def test_the_staff_page_needs_the_corners_in_order_in_time_and_the_pin(tab):
    begin(tab)
    for x, y in ((9, 9), (1071, 1911), (1071, 9), (9, 1911)):
        tab.touchscreen.tap(x, y)
    assert state(tab) == "place"
    corners(tab)
    assert state(tab) == "staff"
    for _ in range(3):
        for digit in "0000":
            tap(tab, ".at-k-key", has_text=digit)
    assert state(tab) == "attract"
    log_in(tab)
    assert "Data version" in tab.locator(".at-k-status").inner_text()
    wait_idle(tab, 61)
    assert state(tab) == "attract"


@in_portrait
def test_a_kiosk_without_a_pin_has_no_staff_page(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file(pin=""))
    begin(tab)
    corners(tab)
    assert state(tab) == "place"


@in_landscape
def test_a_touch_on_another_place_of_the_map_opens_it_and_one_touch_leads_home(tab, atlas):
    begin(tab)
    place = tab.evaluate("atlas.neighbours(atlas.kiosk.data, atlas.kiosk.home, atlas.kiosk.result.atPlace)[0].place")
    x, y = tab.evaluate("""i => { const map = atlas.kiosk.map.map, box = map.getContainer().getBoundingClientRect(), p = map.latLngToContainerPoint(atlas.kiosk.map.at(i));
      return [box.x + p.x * atlas.magnified, box.y + p.y * atlas.magnified] }""", place)
    tab.touchscreen.tap(x, y)
    assert state(tab) == "near"
    tap(tab, ".at-k-home")
    assert (state(tab), tab.locator(".at-k-home").is_visible()) == ("place", False)


@in_landscape
def test_the_list_of_places_says_all_that_the_map_shows(tab):
    begin(tab)
    tap(tab, "[data-key=tab-near]")
    tap(tab, ".at-k-only .at-k-button >> nth=0")
    shown = tab.evaluate("[...atlas.kiosk.result.atPlace.keys()].filter(i => atlas.kiosk.result.atPlace[i] && !Number.isNaN(atlas.kiosk.data.places.lon[i])).length")
    own = tab.evaluate("atlas.kiosk.home.filter(i => atlas.kiosk.result.atPlace[i]).length")
    assert tab.locator(".at-k-only .at-k-row").count() == shown - own


@in_landscape
def test_a_year_without_an_event_here_is_told_as_nothing_recorded(tab):
    begin(tab)
    tab.evaluate("atlas.kiosk.change({ year: 1925 })")
    assert i18n.translator(SPOKEN[0]).gettext("nothing recorded here") in tab.locator(".at-k-note").inner_text()


@in_landscape
def test_a_year_step_paints_in_one_frame(tab):
    begin(tab)
    script = """() => { const times = []; for (let year = 1930; year < 1950; year += 1) { const start = performance.now();
      atlas.kiosk.change({ year }); atlas.kiosk.layer._paint(); times.push(performance.now() - start) } return times.sort((a, b) => a - b)[10] }"""
    assert tab.evaluate(script) < 16.7


@pytest.mark.parametrize("visitor", [touch(LARGE)], indirect=True, ids=["large"])
def test_the_code_of_a_place_is_that_of_its_public_address(tab):
    begin(tab)
    assert tab.locator(".at-k-code").get_attribute("viewBox") == "0 0 45 45" or tab.locator(".at-k-code path").get_attribute("d")
    assert tab.evaluate("atlas.kiosk.code(atlas.kiosk.here())") == tab.evaluate("l => atlas.kiosk.settings.codes[`tartu-prison|${l}|`]", SPOKEN[0])
    tab.evaluate("atlas.kiosk.change({ year: 1941 })")
    assert tab.evaluate("atlas.kiosk.code(atlas.kiosk.here())") == tab.evaluate("l => atlas.kiosk.settings.codes[`tartu-prison|${l}|1941`]", SPOKEN[0])


@pytest.mark.parametrize("name", ["tartu", "katyn", "moscow-canal", "moscow"])
@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("visitor", [touch(PORTRAIT), touch(LANDSCAPE)], indirect=True, ids=["portrait", "landscape"])
def test_every_kiosk_works_in_every_language_and_orientation(visitor, kiosk_file, atlas, name, lang):
    tab = enter(visitor, kiosk_file(name))
    begin(tab, lang)
    assert tab.locator(".at-k-title").inner_text() == kiosks.find(atlas, name, {"languages": SPOKEN}).title[lang]
    assert tab.locator(".at-k-list .at-k-row").count() > 1
    assert (tab.evaluate(OVERFLOW), tab.evaluate(PAST_THE_EDGE)) == ([], [])
