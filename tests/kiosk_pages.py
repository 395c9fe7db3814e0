"""What browser tests ask of a kiosk: it is touched with fingers only, and its clock can be moved."""

from __future__ import annotations

import pytest
from pages import PAINTED

from geo import i18n

SPOKEN = [lang for lang in i18n.LANGUAGES if lang == "en" or (i18n.LOCALES / lang).is_dir()]
PORTRAIT, LANDSCAPE, LARGE = (
    {"width": 1080, "height": 1920},
    {"width": 1920, "height": 1080},
    {"width": 2160, "height": 3840},
)
SCREENS = [PORTRAIT, LANDSCAPE, LARGE]
PIN = "4711"
GRAPHIC, PLAIN = "tartu-victims-1941", "tartu-grey-house-1940-54"


def touch(viewport, **options):
    """Return the options of a visitor who has fingers and no mouse."""
    return {"viewport": viewport, "has_touch": True, **options}


def name_of(viewport):
    """Return the name of a screen for the names of tests."""
    return f"{viewport['width']}x{viewport['height']}"


def enter(visitor, url):
    """Open a kiosk on its attract screen, with a clock that the test can move."""
    tab = visitor.open("about:blank", wait_for=None)
    tab.clock.install()
    tab.goto(url)
    tab.wait_for_selector("#kiosk[data-state=attract]")
    return tab


def state(tab):
    """Return the state that the kiosk is in."""
    return tab.evaluate("document.getElementById('kiosk').dataset.state")


def begin(tab, lang=None):
    """Touch the attract screen, or a language on it."""
    if lang:
        tab.locator(f".at-k-beginner[data-lang={lang}]").tap()
    else:
        tab.touchscreen.tap(tab.viewport_size["width"] / 2, 20)
    assert state(tab) == "place"
    tab.evaluate(PAINTED)


def tap(tab, selector, **options):
    """Touch what a selector finds first."""
    tab.locator(selector, **options).locator("visible=true").first.tap()


def open_event(tab, event):
    """Touch an event in the list, which narrow cards show instead of the text."""
    if tab.locator(".at-k-all").is_visible():
        tap(tab, ".at-k-all")
    tap(tab, f".at-k-list [data-event='{tab.evaluate('id => atlas.kiosk.data.eventIndex.get(id)', event)}']")


def wait_idle(tab, seconds):
    """Let time pass in which nobody touches."""
    tab.clock.run_for(seconds * 1000)


def corners(tab):
    """Touch the four corners, clockwise from the upper left."""
    width, height = tab.viewport_size["width"], tab.viewport_size["height"]
    for x, y in ((9, 9), (width - 9, 9), (width - 9, height - 9), (9, height - 9)):
        tab.touchscreen.tap(x, y)


def log_in(tab):
    """Open the status page of the staff."""
    corners(tab)
    for digit in PIN:
        tap(tab, ".at-k-key", has_text=digit)


def tour(tab):
    """Go through every state by touch; yield the name of each while it is shown."""
    begin(tab)
    yield "place"
    open_event(tab, PLAIN)
    yield "event"
    tap(tab, ".at-k-more")
    yield "more"
    open_event(tab, GRAPHIC)
    yield "sensitive"
    tap(tab, ".at-k-choice")
    for part in ("people", "sources", "near"):
        tap(tab, f"[data-key=tab-{part}]")
        yield part
    tap(tab, ".at-k-only .at-k-row")
    yield "other"
    tap(tab, ".at-k-steps button:last-child")
    yield "year"
    wait_idle(tab, 91)
    yield "warn"
    tap(tab, ".at-k-choice")
    corners(tab)
    yield "pin"
    for digit in PIN:
        tap(tab, ".at-k-key", has_text=digit)
    yield "staff"
    tap(tab, ".at-k-ask .at-k-choice:last-child")
    assert state(tab) == "attract"


on_every_screen = pytest.mark.parametrize(
    "visitor", [touch(screen) for screen in SCREENS], indirect=True, ids=map(name_of, SCREENS)
)
in_portrait = pytest.mark.parametrize("visitor", [touch(PORTRAIT)], indirect=True, ids=["portrait"])
in_landscape = pytest.mark.parametrize("visitor", [touch(LANDSCAPE)], indirect=True, ids=["landscape"])
CONTROLS = "#kiosk :is(button, [role=slider])"
BOXES = """selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length
  && !node.closest('[inert]')).map(node => { const { x, y, width, height } = node.getBoundingClientRect();
  return { text: node.textContent || node.getAttribute('aria-label'), x, y, width, height } })"""
OVERFLOW = """() => [document.documentElement, document.body, ...document.querySelectorAll('#kiosk, .at-k-stage, .at-k-head, .at-k-tabs, .at-k-tab, .at-k-time, .at-k-bar, .at-k-button, .at-k-attract, .at-k-words, .at-k-ask:not(:has(.at-k-status))')]
  .filter(node => node.checkVisibility() && (node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2)).map(node => node.className + ': ' + node.textContent.slice(0, 60))"""
PAST_THE_EDGE = """() => [...document.querySelectorAll('#kiosk button')].filter(node => node.checkVisibility() && node.getClientRects().length && !node.closest('.at-k-scroll')).filter(node => {
  const box = node.getBoundingClientRect(); return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1 }).map(node => node.textContent)"""
