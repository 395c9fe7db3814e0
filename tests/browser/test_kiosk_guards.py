"""What must never happen on a kiosk: ways out, the network, half screens, gestures, sounds (K15-K20, K24; see KIOSK.md)."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.map.assets import STATIC
from tests.support.kiosk_pages import (
    LANDSCAPE,
    LANGUAGES,
    PORTRAIT,
    begin,
    enter,
    in_landscape,
    log_in,
    state,
    tap,
    touch,
    tour,
)
from tests.support.pages import eventually


@dataclass(frozen=True)
class Visits:
    """What three visits in a row showed, asked for and left behind."""

    shown: list[tuple[str, list[str]]]
    asked: list[str]
    left: list[tuple[int, list[str]]]


TAGS = "[...document.querySelectorAll('a[href], area, form, iframe, [target], [download], embed, object, audio, video')].map(node => node.outerHTML)"


@pytest.fixture(scope="module")
def visits(visiting, kiosk_file):
    """Three visits through all screens of a kiosk whose server died as soon as the page stood."""
    with visiting("visits", **touch(LANDSCAPE)) as who:
        tab = enter_and_die(who, kiosk_file())
        seen = Visits([], [], [])
        tab.on("request", lambda request: seen.asked.append(request.url))
        for _ in range(3):
            seen.shown.extend((where, tab.evaluate(TAGS)) for where in tour(tab))
            seen.left.append(
                tuple(map(tab.evaluate, ("document.querySelectorAll('*').length", "atlas.kiosk.timers.names()")))
            )
    return seen


def enter_and_die(visitor, url):
    """Enter a kiosk of a server, and end the server."""
    folder, _, name = url.removeprefix("file://").rpartition("/")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = enter(visitor, f"http://127.0.0.1:{server.server_port}/{name}")
    server.shutdown()
    server.server_close()
    return tab


def test_k15_nothing_leads_out(visits):
    assert not [(where, tags) for where, tags in visits.shown if tags]


@in_landscape
def test_k15_nothing_opens_and_nothing_prints(tab):
    assert tab.evaluate("window.open('https://atlas.example/')") is None
    assert tab.evaluate("window.print()") is None
    assert len(tab.context.pages) == 1


def test_k16_a_whole_visit_asks_nothing_of_anybody(visits):
    assert visits.asked == []


@in_landscape
@pytest.mark.own_page
def test_k16_what_asks_is_refused(tab, visitor):
    assert tab.evaluate("fetch('https://atlas.example/').then(() => 'sent', () => 'refused')") == "refused"
    assert "Content Security Policy" in visitor.errors[0]
    visitor.errors.clear()


def test_k17_the_server_may_die_and_the_visitor_notices_nothing(visits):
    assert [where for where, _ in visits.shown].count("staff") == 3


@in_landscape
def test_k17_the_app_serves_the_same_kiosk(visitor, app):
    tab = enter(visitor, f"{app}kiosk/tartu")
    begin(tab)
    assert tab.locator(".at-k-title").inner_text()
    assert tab.context.request.get(f"{app}kiosk/nowhere").status == 404


@in_landscape
@pytest.mark.own_page
def test_k18_an_error_leads_to_the_attract_screen_and_into_the_log(tab, visitor):
    thrown = "document.body.dispatchEvent((document.body.onauxclick = () => { throw new Error('thrown') }, new Event('auxclick')))"
    for fault in (thrown, "void Promise.reject(new Error('rejected'))"):
        begin(tab)
        tab.evaluate(fault)
        tab.clock.run_for(100)
        assert state(tab) == "attract", fault
    log_in(tab)
    for log in ("".join(visitor.errors), tab.locator(".at-k-log").inner_text()):
        assert "thrown" in log
        assert "rejected" in log
    visitor.errors.clear()


@in_landscape
@pytest.mark.own_page
def test_k18_a_broken_view_leaves_no_half_screen(tab, visitor):
    begin(tab)
    tab.evaluate("void (atlas.locationView.card = () => { throw new Error('planted') })")
    tap(tab, "[data-key=tab-people]")
    eventually(
        lambda: state(tab) == "attract", "the screen that waits"
    )  # texts come a moment later, and so does what breaks
    assert tab.locator(".at-k-begin").is_visible()
    visitor.errors.clear()


@in_landscape
@pytest.mark.own_page
def test_k18_a_recovery_that_fails_is_tried_again_until_a_touch_begins_a_visit(tab, visitor):
    begin(tab)
    tab.evaluate("""() => { let left = 2; atlas.kiosk.restore = function (lang) {
      if (left > 0) throw new Error(`planted ${left--}`); delete this.restore; this.restore(lang) }; void Promise.reject(new Error('first')) }""")
    tab.clock.run_for(7000)
    begin(tab)
    assert [line.split(": ")[-1] for line in tab.evaluate("atlas.kioskLog.lines()")] == [
        "first",
        "planted 2",
        "planted 1",
    ]
    visitor.errors.clear()


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, java_script_enabled=False)], indirect=True, ids=["no scripts"])
def test_k18_without_any_script_the_attract_screen_stands(visitor, kiosk_file):
    tab = visitor.open(kiosk_file(), wait_for=None)
    assert tab.locator(".at-k-name").first.is_visible()
    assert tab.locator(".at-k-begin p").count() == len(LANGUAGES)


@in_landscape
@pytest.mark.own_page
def test_k18_the_log_is_bounded(tab):
    tab.evaluate("for (let i = 0; i < 500; i += 1) atlas.kioskLog.add('x'.repeat(5000))")
    assert tab.evaluate("atlas.kioskLog.lines().length") == 40
    assert tab.evaluate("atlas.kioskLog.lines().join('').length") < 15_000


def test_k19_a_visit_leaves_no_timer_and_no_node_behind(visits):
    assert visits.left[1] == visits.left[2]
    assert set(visits.left[2][1]) <= {"slide"}


def test_k24_nothing_sounds(visits):
    assert not [(where, tag) for where, tags in visits.shown for tag in tags if tag.startswith(("<audio", "<video"))]
    sounds = r"\bAudio\b|speechSynthesis|vibrate"
    assert not [path.name for path in STATIC.glob("kiosk/*.js") if re.search(sounds, path.read_text("utf-8"))]


REFUSED = [
    "new MouseEvent('contextmenu', { bubbles: true, cancelable: true })",
    "new Event('selectstart', { bubbles: true, cancelable: true })",
    "new DragEvent('dragstart', { bubbles: true, cancelable: true })",
    "new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true })",
    *[f"new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, {keys} }})" for keys in (
        "key: 'c'", "key: 'r'", "key: 'F5'", "key: 'F12'", "key: 'p', ctrlKey: true", "key: 'w', ctrlKey: true",
        "key: '+', ctrlKey: true", "key: 'ArrowLeft', altKey: true", "key: 'Backspace'", "key: 'r', metaKey: true")],
]  # fmt: skip


@in_landscape
def test_k20_menus_selection_and_shortcuts_do_nothing(tab):
    begin(tab)
    for event in REFUSED:
        assert tab.evaluate(f"document.querySelector('.at-k-title').dispatchEvent({event})") is False, event
        assert state(tab) == "place", event


@in_landscape
def test_k20_fingers_do_not_pinch_the_screen_and_drag_the_map_alone(tab):
    begin(tab)
    look = (
        "[visualViewport.scale, scrollX, scrollY, atlas.kiosk.map.map.getZoom(), atlas.kiosk.map.map.getCenter().lng]"
    )
    *before, east = tab.evaluate(look)
    finger = {"x": 400, "y": 400, "gestureSourceType": "touch"}
    session = tab.context.new_cdp_session(tab)
    session.send("Input.synthesizePinchGesture", {**finger, "scaleFactor": 3})
    assert tab.evaluate(look)[:-1] == before, "pinch"
    session.send("Input.synthesizeScrollGesture", {**finger, "xDistance": 300, "yDistance": 200})
    *after, moved = tab.evaluate(look)
    assert (after, state(tab)) == (before, "place"), "drag"
    assert moved < east - 0.1


@in_landscape
@pytest.mark.own_page
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
