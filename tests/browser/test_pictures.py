"""Pictures in a saved file and a kiosk: small in the card, whole over it, and covered when they are graphic."""

from __future__ import annotations

import pytest

import geo
from geo.dataset import kiosks
from geo.map import page as map_page
from geo.map.kiosk import kiosk_page
from tests.support import pictured
from tests.support.kiosk_pages import PORTRAIT, begin, enter, open_event, tap, touch
from tests.support.pages import wait_until

TRIAL = "tolpuddle-trial"
DRAWN = "[...document.querySelectorAll('.at-pictures img')].filter(image => image.offsetWidth && image.naturalWidth).map(image => image.alt)"
SCALE = "Number(/scale\\((.*)\\)/.exec(document.querySelector('.at-viewer img').style.transform)[1])"


@pytest.fixture(scope="module")
def atlas_of_pictures(tmp_path_factory):
    return geo.load(pictured.dataset(tmp_path_factory.mktemp("pictures") / "dataset"))


def test_a_card_shows_pictures_and_opens_them(desk, atlas_of_pictures, tmp_path):
    map_page(atlas_of_pictures).save(tmp_path / "map.html")
    tab = desk.open(f"{(tmp_path / 'map.html').as_uri()}#place=dorchester-shire-hall&card={TRIAL}")
    wait_until(tab, f"{DRAWN}.join() === 'A test picture, trial'")  # the other one is graphic
    assert "March 1834 · Drawn by a test · Licence: CC0-1.0" in tab.locator(".at-pictures").inner_text()
    assert pictured.HOSTILE in tab.locator(".at-pictures").inner_text()
    opener = tab.locator(".at-picture-open")
    opener.focus()
    tab.keyboard.press("Enter")
    wait_until(tab, "document.activeElement.matches('.at-viewer-close')")
    tab.keyboard.press("+")
    wait_until(tab, f"{SCALE} === 1.5")
    tab.mouse.move(700, 300)
    tab.mouse.wheel(0, -400)
    wait_until(tab, f"{SCALE} > 2")
    for _ in range(4):  # more than there are buttons
        tab.keyboard.press("Tab")
    assert tab.evaluate(
        "document.activeElement === document.body || document.activeElement.closest('.at-viewer') !== null"
    )
    tab.keyboard.press("Escape")
    wait_until(tab, "document.activeElement.matches('.at-picture-open') && !document.querySelector('dialog.at-viewer')")
    assert tab.locator(".at-event-title").first.is_visible()  # Escape closed the picture alone

    covered = tab.locator(".at-picture-graphic")
    assert covered.locator("img").count() == 0
    assert "shows violence against people" in covered.inner_text()
    covered.get_by_role("button", name="Show the picture").click()
    wait_until(tab, "document.querySelector('.at-viewer img')?.alt === 'A covered test picture'")
    tab.keyboard.press("Escape")
    wait_until(tab, "!document.querySelector('dialog.at-viewer') && !document.querySelector('.at-graphic-said')")
    assert tab.evaluate(DRAWN) == ["A test picture, trial"]  # never a small one
    tab.emulate_media(media="print")
    wait_until(tab, f"{DRAWN}.includes('A covered test picture')")  # who asked finds it on paper


@pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True)
def test_a_kiosk_covers_again_what_the_visitor_before_asked_for(visitor, atlas_of_pictures, tmp_path):
    kiosk_page(atlas_of_pictures, kiosks.find(atlas_of_pictures, "dorchester-shire-hall")).save(tmp_path / "kiosk.html")
    tab = enter(visitor, (tmp_path / "kiosk.html").as_uri())
    begin(tab)
    open_event(tab, TRIAL)
    wait_until(tab, f"{DRAWN}.join() === 'A test picture, trial'")
    tap(tab, ".at-picture-graphic button")
    wait_until(tab, "document.querySelector('.at-viewer img')?.naturalWidth > 0")
    tab.evaluate("void atlas.kiosk.machine.send('over')")
    wait_until(
        tab,
        "!document.querySelector('dialog.at-viewer') && document.getElementById('kiosk').dataset.state === 'attract'",
    )
    begin(tab)
    open_event(tab, TRIAL)
    wait_until(tab, "document.querySelector('.at-picture-graphic .at-graphic-said') !== null")
    assert tab.locator(".at-picture-graphic img").count() == 0
