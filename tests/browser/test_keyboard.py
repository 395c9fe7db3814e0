"""What a visitor comes for is done by keys alone, each time from the top of the page; nothing is touched or clicked."""

from __future__ import annotations

import pytest

from tests.support.axe import wrong
from tests.support.pages import map_frame, wait_until

FOCUSED = "(() => { const at = atlas.activeIn(document); return at && [at.getAttribute('aria-label') ?? '', at.textContent.trim().slice(0, 99), at.getAttribute('role') ?? at.localName].join(' | ') })()"
FAR = 90
"""Steps with the Tab key, at most, from the way past what stands before."""


class Hand:
    """Whoever has a keyboard only."""

    def __init__(self, tab):
        self.tab, self.keys = tab, tab.keyboard

    def past(self, part):
        """Take the way from the top of the page to the map, the list, the years or the filters."""
        self.tab.evaluate("document.querySelector('.at-skips button').focus()")  # the first stop of the Tab key
        self.to(part)
        self.keys.press("Enter")
        return self

    def to(self, name, key="Tab"):
        """Go on until what has the focus has a name."""
        for _ in range(FAR):
            if name in (self.tab.evaluate(FOCUSED) or ""):
                return self
            self.keys.press(key)
        return pytest.fail(f"{name} was not reached; the focus is at {self.tab.evaluate(FOCUSED)}")

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.keys.press(key)
        return self

    def sees(self, script):
        """Wait until what was asked for is there."""
        wait_until(self.tab, script)
        return self


@pytest.fixture
def hand(desk, saved):
    """A keyboard before the first view of the saved page."""
    return Hand(desk.stand(saved))


TITLE = "document.activeElement.classList.contains('at-card-title')"


def test_a_town_is_searched_its_card_read_and_left_where_it_was_opened(hand):
    hand.past("Go to the map").to("Search", "Tab").keys.type("Tartu")
    hand.press("Enter").sees("atlas.current.result().shown < 5 && document.querySelectorAll('.at-list .at-row').length")
    hand.past("Go to the list").to("Killing of prisoners in Tartu").press("Enter").sees(TITLE)
    hand.to("Show the text").press("Enter").sees("document.querySelector('.at-card .at-event-text').checkVisibility()")
    hand.to("All events", "Shift+Tab").press("Enter")
    hand.sees("document.activeElement.textContent.includes('Killing of prisoners in Tartu')")


def test_people_and_years_are_chosen_and_everything_is_shown_again(hand):
    hand.past("Go to the filters").to("| tab").to("Victims | tab", "ArrowRight")
    hand.to("Poles").press("Space").sees("atlas.current.query().focus.length === 1")
    hand.past("Go to the years").to("From").press("ArrowRight").sees("atlas.current.query().from !== null")
    hand.past("Go to the list").to("Clear all filters", "Shift+Tab").press("Enter")
    hand.sees("atlas.current.query().focus.length === 0 && atlas.current.query().from === null")


def test_a_body_is_chosen_in_the_lineage_and_two_spans_are_compared(hand):
    hand.past("Go to the filters").to("| tab").to("Organizations | tab", "ArrowRight").to("Lineage").press("Enter")
    hand.sees("document.querySelector('dialog[open]') !== null")
    hand.press("Escape").sees("document.querySelector('dialog[open]') === null")
    hand.past("Go to the list").to("Compare").press("Enter").sees("atlas.current.query().against !== null")
    hand.to("From year, second map").keys.type("1937")
    hand.to("To year, second map").keys.type("1938")
    hand.press("Tab").sees("atlas.current.query().against?.years?.to === 1938")
    hand.to("End comparison").press("Enter").sees("atlas.current.query().against === null")
    hand.sees("document.activeElement.closest('.at-list-root') !== null")


def test_a_view_is_cited_a_story_turned_and_the_symbols_told_otherwise(hand):
    hand.past("Go to the list").to("Save, cite", "Shift+Tab").press("Enter").to("Copy citation").press("Escape")
    hand.to("Save, cite").to("Stories", "Shift+Tab").press("Enter").to("Katyn").press("Enter")
    hand.to("Next step").press("Enter").sees(
        "document.querySelector('.at-story [aria-current=step]').dataset.step === '2'"
    )
    hand.press("Escape").sees("document.querySelector('.at-story').hidden")
    hand.past("Go to the map").to("Legend").press("Enter").to("who acted").press("Enter")
    hand.sees("atlas.current.query().by === 'who'")


def test_axe_finds_nothing_wrong_around_the_map_of_the_app(desk, app):
    tab = desk.open(f"{app}?from=1937&to=1938")
    tab.get_by_role("slider", name="From").wait_for()
    for width in (1440, 820, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        assert (wrong(tab), wrong(map_frame(tab))) == ([], []), width
    tab.locator(".st-key-head [data-testid=stPopoverButton]").press("Enter")
    tab.get_by_text("Cite this view").wait_for()
    assert wrong(tab) == []
    tab.set_viewport_size({"width": 1440, "height": 900})


PLAIN = """() => { const all = name => [...document.querySelectorAll(name)].map(one => getComputedStyle(one).colorScheme);
  return all(':root, .stApp, [data-testid=stSidebar], [data-atlas]') }"""
PRESSED = "getComputedStyle(document.querySelector('.at-tell [aria-pressed=true]')).outlineStyle"


def test_no_part_of_the_app_is_turned_dark_alone_and_own_colours_show_what_is_pressed(desk, app):
    tab = desk.stand(app)
    frame = map_frame(tab)
    assert {*tab.evaluate(PLAIN), *frame.evaluate(PLAIN)} == {"light only"}
    assert frame.evaluate(PRESSED) == "none"
    tab.emulate_media(forced_colors="active")
    assert frame.evaluate(PRESSED) == "solid"
    tab.emulate_media(forced_colors="none")
