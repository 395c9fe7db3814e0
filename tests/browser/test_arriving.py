"""Of a large dataset a map is drawn before single events come. Until then it answers nothing, and then everything."""

from __future__ import annotations

import gzip

import pytest

import geo
from geo.map import blocks, page
from tests.support.pages import wait_until

HERE = "http://127.0.0.1:9/"
"""Nobody listens there: the tests answer."""
DRAWN = "atlas.current.layer._drawn.map(({ place, count, certain, looks }) => [place, count, certain, String(looks)])"
ASLEEP = "[...document.querySelectorAll('[inert]')].map(node => node.className)"
LINE = "[...document.querySelectorAll('[data-part=count] :is(button, span:first-child)')].map(node => node.innerText)"


@pytest.fixture(scope="module")
def served():
    """Return what a server has of the published data where every dataset is large, by address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "LINKED_FROM", 0)
        patch.setattr(blocks, "LATER_FROM", 0)
        made = page(geo.load(), data_prefix="data/")
        html, found = made.html(), made.events.payload
    own = {f"data/{name}": gzip.decompress(found.blocks[kind][at]) for name, kind, at in blocks.addresses(found)}
    return {"": html.encode(), **own}


@pytest.fixture
def come(desk, served):
    """Return a function that opens a page without its events, and the list in which their request waits."""
    waiting = []

    def answer(route):
        name = route.request.url.removeprefix(HERE).partition("?")[0]
        if name == "data/columns-1":
            waiting.append(route)
        else:
            route.fulfill(body=served.get(name, b""), content_type="text/html" if name == "" else "text/plain")

    def opened(rest="", tab=None):
        tab = tab or desk.new_tab()
        tab.route(f"{HERE}**", answer)
        tab.goto(f"{HERE}{rest}", wait_until="commit")
        wait_until(tab, "globalThis.atlas?.current?.layer._drawn?.length")
        return tab

    return opened, waiting


def test_a_map_is_drawn_before_its_events_come_and_is_the_same_then(come, served):
    opened, waiting = come
    tab = opened()
    wait_until(tab, f"{ASLEEP}.length")
    before, line = tab.evaluate(DRAWN), tab.evaluate(LINE)
    assert "at-map-area" in str(tab.evaluate(ASLEEP))
    assert tab.get_by_role("status").filter(has_text="The events are being loaded").count() == 1
    wait_for(tab, waiting).fulfill(body=served["data/columns-1"])
    tab.wait_for_selector(".at-list li")
    assert (tab.evaluate(DRAWN), tab.evaluate(LINE), tab.evaluate(ASLEEP)) == (before, line, [])
    assert tab.get_by_text("The events are being loaded").count() == 0


def test_what_an_address_asks_for_is_shown_when_the_events_have_come(come, served):
    opened, waiting = come
    tab = opened("?from=1937&to=1938")
    route = wait_for(tab, waiting)
    assert tab.evaluate("[atlas.current.query().from, document.querySelectorAll('.at-list li').length]") == [None, 0]
    route.fulfill(body=served["data/columns-1"])
    wait_until(tab, "atlas.current.query().from === 1937 && document.querySelector('.at-list li')")


def test_events_that_do_not_come_are_said_to_be_missing(come, desk):
    opened, waiting = come
    tab = opened(tab=desk.context.new_page())  # to which nobody listens: it says so on the console too
    wait_for(tab, waiting).fulfill(status=404)
    assert "could not be loaded" in tab.wait_for_selector(".at-panel [role=alert]").inner_text()
    assert len(tab.evaluate(DRAWN)) > 20
    assert "at-map-area" in str(tab.evaluate(ASLEEP))


def wait_for(tab, waiting):
    """Return the request for the events, once the page has made it."""
    for _ in range(200):
        if waiting:
            return waiting.pop()
        tab.wait_for_timeout(50)
    pytest.fail("the events were not asked for")
    return None
