"""Who reads a kiosk by keys or a switch, and a screen that is turned (see KIOSK.md)."""

from __future__ import annotations

import pytest

from tests.support.kiosk_pages import (
    GRAPHIC,
    LANDSCAPE,
    OVERFLOW,
    PLAIN,
    PORTRAIT,
    begin,
    in_landscape,
    in_portrait,
    open_event,
    state,
    tap,
    wait_idle,
)
from tests.support.pages import eventually

FOCUSED = "document.activeElement?.dataset?.key ?? document.activeElement?.className ?? ''"
DRAWN = "atlas.kiosk.view.drawn.then(() => true)"


def to(tab, wanted, *, steps=80):
    """Step on with the one key that a switch has until something has the focus; return whether it was seen there."""
    for _ in range(steps):
        tab.keyboard.press("Tab")
        if tab.evaluate(f"({FOCUSED}).includes({wanted!r})"):
            return tab.evaluate("document.activeElement.checkVisibility()")
    return False


def press(tab, wanted):
    """Step on to something and press it."""
    assert to(tab, wanted), wanted
    tab.keyboard.press("Enter")
    tab.evaluate(DRAWN)


@in_landscape
def test_a_whole_visit_is_made_with_two_keys(tab):
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert state(tab) == "place"
    for key in ("event-", "more", "tab-people", "tab-sources", "tab-near", "place-", "at-k-home", "tab-story"):
        press(tab, key)
    assert tab.evaluate("atlas.kiosk.state.place") is None
    press(tab, "at-k-letters")
    assert tab.locator(".at-k-letters").get_attribute("aria-pressed") == "true"
    press(tab, "at-k-over")
    assert state(tab) == "attract"


@in_landscape
def test_the_map_and_the_years_are_moved_by_keys(tab):
    begin(tab)
    zoom = tab.evaluate("atlas.kiosk.map.map.getZoom()")
    assert to(tab, "at-k-centre")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.clock.run_for(600)
    assert tab.evaluate("atlas.kiosk.map.map.getZoom()") == zoom - 1
    assert to(tab, "at-k-track")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("atlas.kiosk.state.year ?? atlas.kiosk.state.event") is not None


@in_portrait
def test_keys_reach_nothing_beneath_a_question_and_come_back_to_where_they_were(tab):
    begin(tab)
    open_event(tab, PLAIN)
    tab.evaluate("event => atlas.kiosk.open(atlas.kiosk.data.eventIndex.get(event))", GRAPHIC)
    eventually(lambda: tab.locator(".at-k-ask").count(), "a question")
    assert not to(tab, "tab-people", steps=30)
    tab.locator(".at-k-choice").last.focus()
    tab.keyboard.press("Enter")
    assert to(tab, "tab-people")
    wait_idle(tab, 91)
    assert state(tab) == "warn"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert (state(tab), tab.evaluate(FOCUSED)) == ("place", "tab-people")


def turn(tab, viewport):
    """Turn the screen, and wait until the page has heard of it: that takes a frame, whatever its clock says."""
    tab.set_viewport_size(viewport)
    for _ in range(20):
        tab.clock.run_for(300)
        if tab.evaluate("document.querySelector('.at-k-portrait') !== null") is (viewport is PORTRAIT):
            return
    pytest.fail(f"the page has not turned to {viewport}")


@pytest.mark.own_page
@in_portrait
def test_a_screen_that_is_turned_keeps_what_is_read(tab):
    begin(tab, "en")
    open_event(tab, PLAIN)
    tap(tab, ".at-k-more")
    before = tab.evaluate("JSON.stringify(atlas.kiosk.state)")
    for viewport in (LANDSCAPE, PORTRAIT):
        turn(tab, viewport)
        assert tab.evaluate("JSON.stringify(atlas.kiosk.state)") == before
        assert tab.evaluate(OVERFLOW) == []
        assert tab.evaluate("atlas.kiosk.map.map.getBounds().contains(atlas.kiosk.map.at(atlas.kiosk.subject.home[0]))")


@pytest.mark.own_page
@in_landscape
def test_a_screen_that_is_turned_while_it_asks_or_waits_goes_on(tab):
    turn(tab, PORTRAIT)
    words = tab.locator(".at-k-words").bounding_box()
    assert state(tab) == "attract"
    assert 0 <= words["x"] < words["x"] + words["width"] <= PORTRAIT["width"]
    begin(tab)
    wait_idle(tab, 91)
    turn(tab, LANDSCAPE)
    assert state(tab) == "warn"
    tap(tab, ".at-k-choice")
    assert state(tab) == "place"
