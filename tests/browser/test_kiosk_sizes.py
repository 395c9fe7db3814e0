"""What a museum measures on a kiosk: sizes, contrast, the same places on every screen (K1-K4, K6, K12-K14; see KIOSK.md)."""

from __future__ import annotations

import math

import pytest
from kiosk_pages import (
    BOXES,
    CONTROLS,
    LANDSCAPE,
    OVERFLOW,
    PAST_THE_EDGE,
    PORTRAIT,
    SPOKEN,
    begin,
    enter,
    in_portrait,
    on_every_screen,
    tap,
    touch,
    tour,
)


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
        assert tab.evaluate(SMALL_TEXT) == [], where  # in every language: see the walk of K14


def test_k2_sizes_follow_the_screen_and_the_distance(visitor, kiosk_file):
    """Rows of the table of sizes: inches, pixels across, distance in mm, letters in pixels (capitals of 0.66 em)."""
    tab = enter(visitor, kiosk_file())
    for inches, across, distance, px in [
        (24, 1920, 500, 33),
        (32, 1920, 600, 30),
        (43, 1920, 800, 30),
        (55, 1920, 600, 18),
        (43, 3840, 500, 37),
    ]:
        script = "([d, mm, w, h]) => atlas.sizes({ diagonal_inches: d, distance_mm: mm }, w, h).wanted"
        assert abs(tab.evaluate(script, [inches, distance, across, across * 9 / 16]) - px) <= 1


@on_every_screen
def test_k4_every_target_is_15_millimetres_or_more(tab):
    least = 15 * math.hypot(tab.viewport_size["width"], tab.viewport_size["height"]) / (43 * 25.4)
    for where in tour(tab):
        small = [box for box in tab.evaluate(BOXES, CONTROLS) if min(box["width"], box["height"]) < least - 0.5]
        assert not small, where


@on_every_screen
def test_k6_start_over_stands_in_the_same_place_on_every_screen(tab):
    found = {where: tab.evaluate(BOXES, ".at-k-over") for where in tour(tab)}
    assert all(len(boxes) == 1 for boxes in found.values())
    assert len({(box["x"], box["y"], box["width"], box["height"]) for boxes in found.values() for box in boxes}) == 1


@on_every_screen
def test_k12_axe_finds_nothing_wrong_on_any_screen(tab):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    assert wrong(axe, tab, options) == []
    for where in tour(tab):
        tab.clock.run_for(1200)
        assert wrong(axe, tab, options) == [], where


def wrong(axe, tab, options):
    """Return rule and element of every violation."""
    found = axe.run(tab, options=options).response["violations"]
    return [(rule["id"], node["html"][:90]) for rule in found for node in rule["nodes"]]


LIGHT = """node => { const [r, g, b] = getComputedStyle(node).backgroundColor.match(/\\d+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b }"""


@in_portrait
def test_k13_what_is_chosen_differs_in_lightness_and_in_words_too(tab):
    begin(tab)
    chosen, other = (
        tab.locator(f".at-k-tab[aria-pressed={pressed}]").first.evaluate(LIGHT) for pressed in ("true", "false")
    )
    assert abs(chosen - other) > 100
    tap(tab, "[data-key=tab-people]")
    assert all(mark.strip() for mark in tab.locator(".at-k-only .at-mark").all_text_contents())


@on_every_screen
def test_k14_nothing_scrolls_or_is_cut_off_but_in_the_card(tab):
    assert tab.evaluate(OVERFLOW) == []
    for where in tour(tab):
        for lang in reversed(SPOKEN):
            tap(tab, f".at-k-languages [lang={lang}]")
            found = [tab.evaluate(script) for script in (OVERFLOW, PAST_THE_EDGE, SMALL_TEXT)]
            assert found == [[], [], []], (where, lang)
        assert tab.evaluate("[scrollX, scrollY]") == [0, 0]


@pytest.mark.parametrize("inches", [24, 55])
@pytest.mark.parametrize("visitor", [touch(PORTRAIT), touch(LANDSCAPE)], indirect=True, ids=["portrait", "landscape"])
def test_k14_other_screens_hold_the_layout_too(visitor, kiosk_file, inches):
    tab = enter(visitor, kiosk_file(diagonal_inches=inches))
    for where in tour(tab):
        assert (tab.evaluate(OVERFLOW), tab.evaluate(PAST_THE_EDGE)) == ([], []), where
