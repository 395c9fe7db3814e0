"""The plain pages of the app, which are those of `geo site`: for everybody, on every screen, with and without scripts."""

from __future__ import annotations

import pytest

from tests.support.axe import wrong

PAGES = (
    "contents?lang=en",
    "event/katyn-massacre?lang=pl",
    "event/dmitlag?lang=en",
    "place/katyn-forest?lang=ru",
    "person/beria?lang=et",
    "body/nkvd-ussr?lang=ru",
    "group/poles?lang=en",
    "source/sanford2005?lang=pl",
    "story/katyn?lang=en",
    "year/1937?lang=et",
    "kind/killing?lang=pl",
    "countries?lang=ru",
    "places?lang=pl",
    "search?lang=et",
    "method?lang=pl",
    "changes?lang=ru",
)
"""One of each template, and more of those with most in them."""
NARROW = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def plain(visiting):
    """A visitor for all tests of this module."""
    with visiting("plain", seen=True) as who:
        yield who


def test_everybody_can_use_each_kind_of_page_also_on_a_narrow_screen(plain, app):
    tab = plain.new_tab()
    for address in PAGES:
        tab.set_viewport_size({"width": 1440, "height": 900})
        tab.goto(f"{app}{address}")
        assert tab.locator("main h1").count() == 1, address
        assert wrong(tab) == [], address
        tab.set_viewport_size(NARROW)
        assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address


def test_a_card_leads_to_the_page_of_its_event(plain, app):
    tab = plain.open(f"{app}map?lang=ru&card=katyn-massacre")
    tab.locator(".at-own-page a").first.wait_for(state="attached")
    address = tab.locator(".at-event > .at-own-page a").evaluate("one => one.href")
    assert address == f"{app}event/katyn-massacre?lang=ru"


def test_the_search_narrows_the_list_to_names_in_any_script_and_says_when_there_are_none(plain, app):
    tab = plain.new_tab()
    tab.goto(f"{app}search?lang=en")
    box, rows = tab.get_by_role("searchbox"), tab.locator("li[data-words]:visible")
    every = rows.count()
    box.fill("Катын")
    assert 0 < rows.count() < every / 10
    assert tab.locator("a[href^='event/katyn-massacre']").is_visible()
    box.fill("Катынь zzz")
    assert (rows.count(), tab.get_by_role("status").inner_text()) == (0, "No name in this list begins so.")
    box.fill("")
    assert rows.count() == every


def test_without_scripts_the_search_is_a_list_and_a_covered_text_opens(visiting, app):
    with visiting("plain-without", java_script_enabled=False, seen=True) as who:
        tab = who.new_tab()
        tab.goto(f"{app}search?lang=en")
        assert (tab.locator("#asked").is_visible(), tab.locator("li[data-words]").first.is_visible()) == (False, True)
        tab.goto(f"{app}event/katyn-massacre?lang=en")
        told = tab.locator("details .told")
        assert not told.is_visible()
        tab.get_by_text("Show the text").click()
        assert told.is_visible()
