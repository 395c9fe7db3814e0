"""What must never happen on a kiosk: ways out, the network, half screens, gestures (K15-K20; see KIOSK.md)."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from kiosk_pages import PORTRAIT, SPOKEN, begin, enter, in_landscape, log_in, state, tap, touch, tour


@in_landscape
def test_k15_nothing_leads_out(tab):
    for where in tour(tab):
        assert tab.locator("a[href], area, form, iframe, [target], [download], embed, object").count() == 0, where
    assert tab.evaluate("window.open('https://atlas.example/')") is None
    assert tab.evaluate("window.print()") is None
    assert len(tab.context.pages) == 1


@in_landscape
def test_k16_a_whole_visit_asks_nothing_of_anybody(tab, visitor):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    assert "staff" in list(tour(tab))
    assert asked == []
    assert tab.evaluate("fetch('https://atlas.example/').then(() => 'sent', () => 'refused')") == "refused"
    assert "Content Security Policy" in visitor.errors[0]
    visitor.errors.clear()


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
    assert tab.context.request.get(f"{app}kiosk/nowhere").status == 404


@in_landscape
@pytest.mark.parametrize(
    "fault",
    [
        "document.body.dispatchEvent((document.body.onauxclick = () => { throw new Error('planted') }, new Event('auxclick')))",
        "void Promise.reject(new Error('planted'))",
    ],
)
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
    tab.evaluate("void (atlas.locationView.card = () => { throw new Error('planted') })")
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
        counts.append(
            (tab.evaluate("document.querySelectorAll('*').length"), tab.evaluate("atlas.kiosk.timers.names()"))
        )
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
    look = (
        "[visualViewport.scale, scrollX, scrollY, atlas.kiosk.map.map.getCenter().lat, atlas.kiosk.map.map.getZoom()]"
    )
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
