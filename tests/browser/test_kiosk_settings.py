"""What a museum sets is what its visitors get: each setting of kiosks.toml that is not told elsewhere."""

from __future__ import annotations

import pytest

from geo.dataset import kiosks
from geo.map.kiosk import kiosk_page
from geo.map.recordings import Recording
from tests.support.kiosk_pages import LANDSCAPE, PLAIN, begin, enter, in_portrait, open_event, tap, touch

PASSAGE = "An estimated 20,000 to 30,000 people were killed in prisons"  # of prisons-1941-total
SAID = {lang: f"Shown by us ({lang})." for lang in ("en", "et", "ru", "pl")}
ATTRACT = ("priboi-estonia", "tartu-grey-house-1940-41", "tartu-grey-house-1940-54", "june-deportation-estonia-1941", "kozelsk-camp-1939")  # fmt: skip


def rows(tab):
    return tab.locator(".at-k-only .at-k-row .at-k-when").all_inner_texts()


@in_portrait
def test_parts_that_are_switched_off_are_not_there(visitor, kiosk_file):
    for tabs, timeline, sources in ((["story", "sources"], False, "short"), (["story", "people", "sources", "near"], True, "full")):  # fmt: skip
        tab = enter(visitor, kiosk_file(tabs=tabs, timeline=timeline, sources=sources))
        begin(tab, "en")
        assert tab.locator(".at-k-tab").count() == len(tabs)
        assert bool(tab.locator(".at-k-track").locator("visible=true").count()) is timeline
        tap(tab, "[data-key=tab-sources]")
        tab.locator(".at-k-group li").first.wait_for()
        assert bool(tab.locator(".at-k-only .at-k-button", has_text="How we know").count()) is (sources == "full")
        assert (PASSAGE in tab.locator(".at-k-only").text_content()) is (sources == "full")


@in_portrait
def test_other_places_lie_within_the_distance_and_that_there_are_none_says_within_which(visitor, kiosk_file):
    for far in (200, 20):
        tab = enter(visitor, kiosk_file(near_radius_km=far))
        begin(tab, "en")
        tap(tab, "[data-key=tab-near]")
        told = [int(text.split(" km")[0].replace(",", "")) for text in rows(tab)]
        assert all(km <= far for km in told)
        assert bool(told) is (far == 200)
    assert tab.locator(".at-k-card .at-k-empty").inner_text() == "The atlas records nothing else within 20 km."


@in_portrait
def test_who_shows_it_stands_with_the_logo_one_touch_away_in_every_language(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file(logo="baltic-deportations", credits=SAID))
    begin(tab, "et")
    tap(tab, ".at-k-about")
    assert tab.locator(".at-k-logo").evaluate("image => image.naturalWidth > 0")
    assert SAID["et"] in tab.locator(".at-k-ask").inner_text()
    tap(tab, ".at-k-languages [lang=ru]")
    assert SAID["ru"] in tab.locator(".at-k-ask").inner_text()


@in_portrait
def test_all_events_that_are_chosen_for_the_screen_that_waits_are_told_there(visitor, kiosk_file):
    tab = enter(visitor, kiosk_file(languages=["en"], attract=list(ATTRACT)))
    wanted = tab.evaluate("ids => ids.map(id => atlas.kiosk.data.eventIndex.get(id))", list(ATTRACT))
    seen = set()
    for _ in range(len(ATTRACT) + 1):
        seen.add(tab.locator(".at-k-slide").inner_text())
        tab.clock.run_for(9100)
    assert None not in wanted
    assert len(seen) == len(ATTRACT) + 1  # and the sentence


@pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["24 inches"])
def test_a_film_in_sign_language_is_seen_whole(visitor, atlas, tmp_path):
    made = [Recording(PLAIN, "en", "video/mp4", b"no film", "What is said.")]
    kiosk_page(atlas, kiosks.find(atlas, "tartu", {"languages": ["en"]}), recorded=made).save(tmp_path / "kiosk.html")
    tab = enter(visitor, f"{(tmp_path / 'kiosk.html').as_uri()}?diagonal=24")
    begin(tab)
    open_event(tab, PLAIN)
    tap(tab, "[data-key=film]")
    top, bottom, above, below = tab.locator("video").evaluate(
        """film => { film.style.height = "900px"; film.dispatchEvent(new Event("loadedmetadata")); // as a film of that size
          const [box, page] = [film, film.closest(".at-k-scroll")].map(node => node.getBoundingClientRect());
          return [page.top, page.bottom, box.top, box.bottom] }"""
    )
    assert (top <= above, below <= bottom) == (True, True)
