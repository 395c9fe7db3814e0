"""Stories and the opening: entered, turned and left by keyboard, touch and address, and never in the way."""

from __future__ import annotations

import pytest

from tests.support.kiosk_pages import touch
from tests.support.pages import wait_until

DESK = {"viewport": {"width": 1440, "height": 900}, "greeted": True}
PHONE = touch({"width": 390, "height": 844}, greeted=True)
AT = "n => document.querySelector('.at-story [aria-current=step]')?.dataset.step === n && location.hash === `#story=katyn&step=${n}`"
OFFERED = "document.querySelector('.at-story:not([hidden])')?.dataset.mode === 'opening'"
CLOSED = "document.querySelector('.at-story').hidden"
SEEN = "ids => ids.every(id => atlas.current.shownIds().includes(id))"


@pytest.fixture
def fresh(visiting, saved, request):
    """A saved page that is opened for the first time, without an address."""
    with visiting("stories", **request.param) as visitor:
        yield visitor.open(saved)


def on_desk(test):
    return pytest.mark.parametrize("fresh", [DESK], indirect=True, ids=["desk"])(test)


def on_phone(test):
    return pytest.mark.parametrize("fresh", [PHONE], indirect=True, ids=["phone"])(test)


def everywhere(test):
    return pytest.mark.parametrize("fresh", [DESK, PHONE], indirect=True, ids=["desk", "phone"])(test)


@everywhere
def test_a_fresh_visit_is_offered_the_stories_and_keeps_its_map(fresh):
    wait_until(fresh, OFFERED)
    assert fresh.locator(".at-story-card").count() == 6
    assert fresh.locator(".at-story-figure strong").inner_text() == "681,692"
    covered = fresh.evaluate("document.elementFromPoint(innerWidth / 2, 200).closest('.folium-map') !== null")
    assert covered  # the map is seen


@on_desk
def test_a_story_is_walked_by_the_keyboard_alone(fresh):
    wait_until(fresh, OFFERED)
    fresh.locator(".at-story-card").nth(1).focus()
    fresh.keyboard.press("Enter")
    wait_until(fresh, AT, "1")
    wait_until(fresh, "document.activeElement === document.querySelector('.at-story-title')")
    fresh.keyboard.press("ArrowRight")
    wait_until(fresh, AT, "2")
    fresh.keyboard.press("ArrowRight")
    wait_until(fresh, AT, "3")
    wait_until(fresh, SEEN, ["katyn-massacre"])
    fresh.keyboard.press("ArrowLeft")
    wait_until(fresh, AT, "2")
    fresh.keyboard.press("Escape")
    wait_until(fresh, CLOSED)
    wait_until(fresh, "location.hash === ''")


@on_phone
def test_a_story_is_walked_by_touch(fresh):
    wait_until(fresh, OFFERED)
    fresh.locator(".at-story-card").nth(1).tap()
    wait_until(fresh, AT, "1")
    fresh.get_by_label("Next step").tap()
    wait_until(fresh, AT, "2")
    fresh.locator(".at-story-dots [data-step='5']").tap()
    wait_until(fresh, AT, "5")
    wait_until(fresh, SEEN, ["kharkiv-shootings-1940", "katyn-operation-1940"])
    fresh.get_by_role("button", name="Close the story").tap()
    wait_until(fresh, CLOSED)


@on_desk
def test_back_goes_one_step_back_and_escape_to_where_the_reader_was(fresh):
    fresh.evaluate("atlas.current.set({ from: 1930, to: 1933 })")
    wait_until(fresh, "location.hash === '#from=1930&to=1933'")
    fresh.locator(".at-story-card").nth(1).click()
    wait_until(fresh, AT, "1")
    fresh.get_by_label("Next step").click()
    wait_until(fresh, AT, "2")
    fresh.go_back()
    wait_until(fresh, AT, "1")
    fresh.reload()  # which the way back outlives
    wait_until(fresh, AT, "1")
    fresh.locator(".at-story-title").focus()
    fresh.keyboard.press("Escape")
    wait_until(fresh, CLOSED)
    wait_until(fresh, "location.hash === '#from=1930&to=1933'")


@on_desk
def test_who_explores_alone_is_not_asked_again_and_finds_the_stories(fresh):
    wait_until(fresh, OFFERED)
    fresh.get_by_text("Explore by yourself").click()
    wait_until(fresh, CLOSED)
    fresh.reload()
    wait_until(fresh, "Boolean(atlas.current?.story)")
    assert fresh.evaluate(CLOSED)
    fresh.get_by_role("button", name="Stories").click()
    wait_until(fresh, OFFERED)


def test_every_step_is_restored_from_its_address(visiting, saved):
    with visiting("story-addresses", **DESK) as visitor:
        tab = visitor.open(f"{saved}#all")
        steps = tab.evaluate(
            "atlas.current.data.stories.flatMap(({ id, steps }) => steps.map(({ events }, i) => "
            "[id, i + 1, events.map(event => atlas.current.data.events.id.at(event))]))"
        )
        assert len(steps) == 38
        for story, step, events in steps:
            tab.evaluate("address => { location.hash = address }", f"story={story}&step={step}")
            wait_until(tab, f"() => atlas.current.story.reading()?.story === '{story}'")
            wait_until(
                tab, "n => document.querySelector('.at-story [aria-current=step]').dataset.step === n", str(step)
            )
            wait_until(tab, SEEN, events)


def test_a_card_opened_in_a_step_leads_back_to_it(visiting, saved):
    with visiting("story-card", **DESK) as visitor:
        tab = visitor.open(f"{saved}?story=katyn&step=3")  # as the app writes it
        tab.locator(".at-story-events button").first.click()
        wait_until(tab, "location.hash === '#story=katyn&step=3&card=katyn-massacre'")
        tab.keyboard.press("Escape")
        wait_until(tab, AT, "3")
        assert tab.locator(".at-story-text").is_visible()


def test_a_step_that_tells_of_violence_waits_until_a_reader_asks(visiting, saved):
    with visiting("story-violence", **DESK) as visitor:
        tab = visitor.open(f"{saved}#story=katyn&step=3")
        text = tab.locator(".at-story-text")
        button = text.get_by_role("button", name="Show the text")
        button.wait_for()
        assert "mass graves" not in text.inner_text()
        button.click()
        assert "mass graves" in text.inner_text()
        tab.evaluate("location.hash = 'story=katyn&step=4'")  # who has asked for one sees all
        wait_until(tab, AT, "4")
        assert "Blokhin" in text.inner_text()


def test_a_story_is_printed_as_a_sheet_for_a_lesson(visiting, saved):
    with visiting("story-print", **DESK) as visitor:
        tab = visitor.open(f"{saved}#story=katyn&step=3")
        tab.evaluate("window.print = () => window.dispatchEvent(new Event('beforeprint'))")
        tab.get_by_text("Sheet for a lesson").click()
        wait_until(tab, "document.querySelectorAll('.at-lesson .at-print-list > li').length === 7")
        assert tab.locator(".at-lesson").inner_text().count("and is left out of this sheet") == 3
        tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
        wait_until(tab, "document.querySelector('.at-lesson') === null")
        assert tab.evaluate("atlas.current.paper === null")
