"""What a museum measures on a kiosk: sizes, contrast, the same places on every screen (K1-K4, K6, K12-K14; see KIOSK.md)."""

from __future__ import annotations

import math

import pytest

from geo.dataset import reach
from tests.support.axe import wrong
from tests.support.kiosk_pages import (
    LANDSCAPE,
    LANGUAGES,
    LARGE,
    PLAIN,
    PORTRAIT,
    begin,
    enter,
    in_portrait,
    name_of,
    open_event,
    tap,
    touch,
    tour,
    walk_through,
)

SCREENS = [
    (PORTRAIT, 43),
    (LANDSCAPE, 43),
    (LARGE, 43),
    (PORTRAIT, 24),
    (LANDSCAPE, 24),
    (PORTRAIT, 55),
    (LANDSCAPE, 55),
]
LONGEST = ["ru", "en"]  # and the language of the attract screen
NAMES = [f"{name_of(viewport)}-{inches}" for viewport, inches in SCREENS]


@pytest.fixture(scope="module", params=SCREENS, ids=NAMES)
def walk(request, visiting, kiosk_file):
    """Walk through the Tartu kiosk once on each screen; the tests make their claims on what was seen."""
    viewport, inches = request.param
    languages = LANGUAGES[::-1] if inches == 24 else LONGEST  # the smaller the letters, the more room
    ratio = 0.5 if viewport == LARGE else 1  # fewer dots to paint, the same layout
    with visiting(f"walk-{name_of(viewport)}-{inches}", **touch(viewport, device_scale_factor=ratio)) as who:
        return walk_through(enter(who, f"{kiosk_file()}?diagonal={inches}"), inches, languages)


def test_the_walk_sees_every_screen_in_every_language(walk):
    assert {look.lang for look in walk.looks} == set(walk.languages)
    assert len({look.where for look in walk.looks}) == 15
    assert len(walk.looks) == 14 * len(walk.languages) + 2
    assert all(look.controls for look in walk.looks)


def test_k1_every_control_of_a_portrait_screen_lies_in_its_lower_55_percent(walk):
    width, height = walk.viewport["width"], walk.viewport["height"]
    hangs_lower = width > height or height / walk.mm < 900
    for look in walk.looks:
        high = [box for box in look.controls if box["seen"] < 0.45 * height]
        assert hangs_lower or not high, (look.where, look.lang)


def test_k1_the_command_knows_how_high_the_highest_control_lies(walk):
    inches, upright = (
        math.hypot(*walk.viewport.values()) / walk.mm / 25.4,
        walk.viewport["height"] > walk.viewport["width"],
    )
    known = reach.controls_mm(inches, 600, upright=upright)
    low = walk.font / walk.mm < reach.letter_mm(600) - 0.2  # letters are smaller there than the distance asks
    place = next(look for look in walk.looks if look.where == "place")
    found = (walk.viewport["height"] - min(box["y"] for box in place.controls)) / walk.mm
    assert low or 0.75 * known <= found <= known + 5


def test_k2_k3_no_letter_is_smaller_than_the_angle_and_millimetres_ask(walk):
    assert 0.65 * walk.font / walk.mm >= max(4.8, math.pi * 600 * 0.7 / 180)
    for look in walk.looks:
        assert look.small_text == [], (look.where, look.lang)


def test_k21_what_a_visitor_is_told_to_do_has_at_most_twelve_words(walk):
    for look in walk.looks:
        assert look.buttons, (look.where, look.lang)
        told = [*look.buttons, *look.told]
        assert [text for text in told if len(text.split()) > 12] == [], (look.where, look.lang)
    assert {look.where for look in walk.looks if look.told} >= {"sensitive", "warn"}
    hinted = {look.where for look in walk.looks if "Touch an event to read about it." in look.told}
    inches = math.hypot(*walk.viewport.values()) / walk.mm / 25.4
    assert ("place" in hinted) is (inches > 30)  # on 24 the list itself has to do


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


def test_k4_every_target_is_20_millimetres_or_more_though_15_are_asked(walk):
    for look in walk.looks:
        small = [box for box in look.controls if min(box["width"], box["height"]) < 20 * walk.mm - 0.5]
        assert not small, (look.where, look.lang)


def test_k6_start_over_stands_in_the_same_place_on_every_screen(walk):
    for lang in walk.languages:
        found = [look.over for look in walk.looks if look.lang == lang and look.where != "attract"]
        assert len(found[0]) == 1
        assert all(boxes == found[0] for boxes in found), lang


def test_k6_at_every_place_start_over_is_free_and_the_title_whole(walk):
    assert walk.squeezed == []


def test_k14_no_slide_is_cut_off(walk):
    assert walk.cut_slides == []


@pytest.mark.parametrize(  # larger screens have the same layout; axe asks for what is seen
    "visitor",
    [touch(screen, kept=True, seen=True) for screen in (PORTRAIT, LANDSCAPE)],
    indirect=True,
    ids=["portrait", "landscape"],
)
def test_k12_axe_finds_nothing_wrong_on_any_screen(tab):
    assert wrong(tab) == []
    for where in tour(tab):
        tab.evaluate("atlas.kiosk.view.drawn.then(() => true)")  # the clock that stands does not hold back texts
        tab.clock.run_for(1200)
        assert wrong(tab) == [], where


LIGHT = """(node, of) => { const [r, g, b] = getComputedStyle(node)[of].match(/\\d+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b }"""


def light(tab, selector, of="backgroundColor"):
    """Return how light the ground of the first such thing in sight is, or its stripe: `of` boxShadow."""
    return tab.locator(selector).locator("visible=true").first.evaluate(LIGHT, of)


@in_portrait
def test_k13_what_is_chosen_differs_in_lightness_too(tab):
    begin(tab)
    for which in (".at-k-tab", ".at-k-languages button"):
        chosen, other = (light(tab, f"{which}[aria-pressed={pressed}]") for pressed in ("true", "false"))
        assert abs(chosen - other) > 100, which
    every = light(tab, ".at-k-whole")
    tap(tab, ".at-k-track")
    assert abs(every - light(tab, ".at-k-whole")) > 100
    open_event(tab, PLAIN)
    row = ".at-k-list [data-event]:is({})"
    assert abs(light(tab, row.format("[aria-current]"), "boxShadow") - light(tab, row.format("[aria-current]"))) > 100
    assert (
        tab.locator(row.format(":not([aria-current])")).first.evaluate("row => getComputedStyle(row).boxShadow")
        == "none"
    )
    tap(tab, ".at-k-over")
    begin(tab)
    tap(tab, ".at-k-offer")
    number = ".at-k-numbers button:is({})"
    assert abs(light(tab, number.format("[aria-current]")) - light(tab, number.format(":not([aria-current])"))) > 100


def test_k14_nothing_scrolls_or_is_cut_off_but_in_the_card(walk):
    for look in walk.looks:
        assert (look.overflow, look.past_the_edge, look.scrolled) == ([], [], [0, 0]), (look.where, look.lang)
