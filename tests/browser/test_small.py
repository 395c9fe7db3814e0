"""Small screens: the sheet over the map, its stops, and what can be reached at 667x375, 640x360, 683x384 and 320x256."""

from __future__ import annotations

import pytest

from geo.map import page as map_page
from tests.support.axe import wrong
from tests.support.pages import PAINTED, SETTLED, map_frame, row_of, wait_until

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "kept": True}
LEAST = {(667, 375): 8, (640, 360): 8, (683, 384): 8, (320, 256): 3, (390, 844): 8, (820, 1180): 8}
"""Lines of a card that are fully visible at least, by the size of the window; 640x360 is 1280x720 at 200 %."""
LINES = """() => { const box = document.querySelector('.at-panel').getBoundingClientRect(), lines = new Set();
  const walker = document.createTreeWalker(document.querySelector('.at-card'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const node = walker.currentNode, range = document.createRange();
    if (!node.textContent.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest('.at-card-bar, .at-sr')) continue;
    range.selectNodeContents(node);
    for (const { top, bottom, height } of range.getClientRects())
      if (height && top >= box.top && bottom <= Math.min(box.bottom, innerHeight) + 1) lines.add(Math.round(bottom / 8)); }
  return lines.size }"""
COVERED = """() => { const found = [], sheet = document.querySelector('.at-sheet').getBoundingClientRect();
  const cut = (node, box) => { for (let up = node.parentElement; up; up = up.parentElement) {
      const { overflow, clipPath } = getComputedStyle(up), around = up.getBoundingClientRect();
      if (overflow === 'visible' && clipPath === 'none') continue;
      if (box.left < around.left - 1 || box.right > around.right + 1 || box.top < around.top - 1 || box.bottom > around.bottom + 1) return true; }
    return false };
  for (const node of document.querySelectorAll('.at-page :is(button, a[href], input, summary, select)')) {
    const box = node.getBoundingClientRect();
    if (box.width < 2 || node.closest('.at-skips') || node.disabled || !node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || cut(node, box)) continue;
    if (!node.closest('.at-sheet') && box.top >= sheet.top - 2 && box.bottom <= sheet.bottom + 2) continue; // the sheet is over it
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (top && (top === node || node.contains(top) || top.closest('label')?.contains(node))) continue;
    found.push(`${node.className} ${node.textContent.trim()} under ${top?.className}`); }
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');
  return found }"""


@pytest.fixture(scope="module")
def pages(atlas, tmp_path_factory):
    """Return the addresses of the saved page in all four languages."""
    folder = tmp_path_factory.mktemp("languages")
    for lang in ("en", "ru", "et", "pl"):
        map_page(atlas, lang=lang).save(folder / f"{lang}.html")
    return {lang: (folder / f"{lang}.html").as_uri() for lang in ("en", "ru", "et", "pl")}


@pytest.mark.parametrize("lang", ["en", "ru", "et", "pl"])
def test_on_a_small_screen_nothing_overlaps_and_a_card_is_read(visitor, pages, lang):
    tab = visitor.open(f"{pages[lang]}#from=1937&to=1938&kind=killing")
    tab.evaluate("sessionStorage.setItem('atlas-graphic', '1')")
    for (width, height), least in LEAST.items():
        tab.set_viewport_size({"width": width, "height": height})
        tab.evaluate("void atlas.current.choosePlace()")
        for stop in ("peek", "half", "full"):
            tab.evaluate(PAINTED)
            assert tab.locator(".at-page").get_attribute("data-stop") == stop
            assert tab.evaluate(COVERED) == [], (width, height, stop)
            tab.evaluate("document.querySelector('.at-handle').click()")
        for event in ("polish-operation", "butovo-1937-38"):
            tab.evaluate("id => atlas.current.chooseCard(id)", event)
            tab.evaluate(SETTLED)
            assert tab.evaluate(LINES) >= least, (width, height, event)
            assert tab.evaluate(COVERED) == [], (width, height, event)
            tab.evaluate("void atlas.current.choosePlace()")


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_the_sheet_has_three_stops_for_finger_and_key(visitor, saved):
    tab = visitor.open(saved)
    handle, stop = tab.locator(".at-handle"), lambda: tab.locator(".at-page").get_attribute("data-stop")
    handle.tap()
    assert (stop(), handle.get_attribute("aria-expanded")) == ("half", "true")
    assert tab.locator(".at-folded .at-tl-track").is_hidden()  # the years take one line
    handle.press("ArrowUp")
    assert stop() == "full"
    box = handle.bounding_box()
    x, y = box["x"] + 30, box["y"] + 10
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x, 800, steps=4)
    tab.mouse.up()
    assert (stop(), handle.get_attribute("aria-expanded")) == ("peek", "false")


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_a_closed_card_gives_back_view_and_focus(visitor, saved):
    tab = visitor.open(saved)
    corner = "atlas.current.map.containerPointToLatLng([0, 0])"  # which stays when the years take one line
    view = f"() => {{ const {{ lat, lng }} = {corner}; return [lat, lng, atlas.current.map.getZoom()] }}"
    middle = "(() => { const { lat, lng } = atlas.current.map.getCenter(); return [lat, lng, atlas.current.map.getZoom()] })()"
    before, seen = tab.evaluate(view), tab.evaluate(middle)
    tab.locator(".at-handle").tap()
    row = row_of(tab, "Kengir")
    row.press("Enter")
    wait_until(tab, "document.activeElement.className.includes('at-card-title')")
    wait_until(tab, f"before => JSON.stringify(({view})()) !== JSON.stringify(before)", before)
    tab.keyboard.press("Escape")
    wait_until(tab, "document.activeElement.textContent.includes('Kengir')")
    assert tab.evaluate(view) == pytest.approx(before, abs=0.01)
    tab.locator(".at-handle").press("End")
    tab.evaluate(PAINTED)
    assert tab.evaluate(middle) == pytest.approx(seen, abs=0.01)


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_a_phone_turned_while_a_card_is_read_has_the_first_view_of_its_new_size(visitor, saved):
    tab = visitor.open(saved)
    width = "() => Math.round(atlas.current.map.getBounds().getEast() - atlas.current.map.getBounds().getWest())"
    tab.evaluate("void atlas.current.chooseCard('kengir-1954')")
    tab.evaluate(SETTLED)
    tab.set_viewport_size({"width": 844, "height": 390})
    tab.evaluate(PAINTED)
    tab.keyboard.press("Escape")
    tab.evaluate("void atlas.current.choosePlace()")
    tab.evaluate(PAINTED)
    turned = tab.evaluate(width)
    tab.evaluate("void atlas.current.travel.home()")
    tab.evaluate(PAINTED)
    assert turned == tab.evaluate(width)


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_in_the_app_too_nothing_overlaps_and_a_closed_card_gives_back_the_view(visitor, app):
    tab = visitor.open(app)
    tab.locator("[role=slider]").first.wait_for()
    frame = map_frame(tab)
    frame.evaluate("sessionStorage.setItem('atlas-graphic', '1')")
    frame.evaluate(SETTLED)
    middle = "(({ lat, lng }) => [lat, lng, atlas.current.map.getZoom()].map(n => n.toFixed(1)).join())(atlas.current.map.getCenter())"
    before = frame.evaluate(middle)
    frame.evaluate("void atlas.current.chooseCard('kengir-1954')")
    wait_until(frame, f"before => {middle} !== before", before)
    folded = frame.evaluate("innerHeight")  # the years take one line
    for stop in ("End", "PageUp"):  # each gives the frame another height
        frame.locator(".at-handle").press(stop)
        wait_until(frame, "([high, is]) => (innerHeight === high) === is", [folded, stop == "PageUp"])
    frame.evaluate("void atlas.current.choosePlace()")
    wait_until(frame, f"before => {middle} === before", before)
    for (width, height), least in LEAST.items():
        tab.set_viewport_size({"width": width, "height": height})
        frame.evaluate("void atlas.current.chooseCard('kengir-1954')")
        wait_until(frame, f"least => ({LINES})() >= least", least)
        wait_until(frame, f"({COVERED})().length === 0")
        frame.evaluate("void atlas.current.choosePlace()")


def test_each_filter_is_a_chip_that_drops_it(desk, saved):
    tab = desk.open(f"{saved}#from=1937&to=1938&certain=1&org=secret-police,none&kind=killing&group=poles&q=order")
    chips = tab.locator(".at-chip-name")
    assert chips.all_text_contents()[:3] == ["“order”", "1937–1938", "Only certain"]
    assert chips.count() == 7
    tab.get_by_role("button", name="No longer only Poles").click()
    tab.get_by_role("button", name="No longer only None named").click()
    assert tab.evaluate("[atlas.current.query().focus.length, atlas.current.query().org.join()]") == [
        0,
        "secret-police",
    ]
    tab.get_by_role("button", name="Clear all filters").click()
    assert tab.evaluate("location.hash") in ("", "#")
    assert chips.count() == 0


def test_a_text_about_violence_asks_first_and_once(desk, saved):
    tab = desk.open(f"{saved}#card=butovo-1937-38")
    text = tab.locator(".at-card .at-event-text").first
    assert text.is_hidden()
    tab.get_by_role("button", name="Show the text").press("Enter")
    assert text.is_visible()
    tab.evaluate("atlas.current.chooseCard('kengir-1954')")
    tab.evaluate(SETTLED)
    assert tab.get_by_role("button", name="Show the text").count() == 0


def test_the_keyboard_skips_to_list_and_years(desk, saved):
    tab = desk.open(saved)
    for part, where in (("list", ".at-list-root"), ("years", ".at-time")):
        tab.locator(f".at-skips [data-skip={part}]").press("Enter")
        wait_until(tab, "where => document.activeElement.closest(where) !== null", where)


def test_without_scripts_the_page_says_what_it_is(chromium, saved):
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(saved)
        assert "allow JavaScript for this page" in tab.locator(".at-noscript").inner_text()


@pytest.mark.parametrize("visitor", [{"seen": True}], indirect=True)
def test_axe_finds_nothing_wrong_at_once_twice_and_four_times_the_size(visitor, saved):
    tab = visitor.open(f"{saved}#from=1937&to=1938")

    def now():
        tab.evaluate(SETTLED)
        return wrong(tab)

    for width, height in ((1440, 900), (720, 450), (360, 225)):
        tab.set_viewport_size({"width": width, "height": height})
        assert now() == [], (width, "map")
        tab.locator(".at-handle").evaluate("node => node.click()")
        assert now() == [], (width, "list")
        tab.evaluate("void atlas.current.chooseCard('butovo-1937-38')")
        assert now() == [], (width, "card")
        tab.evaluate("void atlas.current.choosePlace()")
        if width < 1000:
            tab.locator(".at-open-filters").click()
            assert now() == [], (width, "filters")
            tab.locator(".at-open-filters").click()


SHIFTS = """globalThis.told = new Set();
(function look() { const line = document.querySelector('.at-count > span'); if (line?.checkVisibility({ visibilityProperty: true })) told.add(line.textContent);
  requestAnimationFrame(look) })();
globalThis.moved = []; new PerformanceObserver(list => { for (const entry of list.getEntries())
  if (!entry.hadRecentInput) globalThis.moved.push([entry.value, entry.startTime, ...entry.sources.map(({ node }) => node?.className ?? node?.nodeName)]) }).observe({ type: 'layout-shift', buffered: true })"""


def shifted(moved):
    """Return the Cumulative Layout Shift of Web Vitals.

    The largest sum of shifts that follow each other within a second, over five seconds at most.
    """
    largest = total = first = last = 0
    for value, at, *_ in moved:
        if at - last > 1000 or at - first > 5000:
            total, first = 0, at
        total, last = total + value, at
        largest = max(largest, total)
    return largest


@pytest.mark.parametrize("visitor", [{"seen": True}], indirect=True)
def test_little_moves_while_page_and_app_begin_and_nothing_is_seen_that_was_not_asked_for(visitor, saved, app):
    visitor.context.add_init_script(SHIFTS)
    for address in (saved, f"{saved}#from=1937&to=1938&card=katyn-massacre", f"{app}?from=1937&to=1938"):
        tab = visitor.open(address)
        tab.locator("[role=slider]").first.wait_for()
        for frame in {tab.main_frame, map_frame(tab)}:
            frame.evaluate(PAINTED)
            moved = frame.evaluate("moved")
            assert shifted(moved) < 0.1, (address, moved)
        assert len(map_frame(tab).evaluate("[...told]")) == 1, address


@pytest.mark.parametrize(
    "visitor", [PHONE, {**PHONE, "viewport": {"width": 667, "height": 375}}], indirect=True, ids=["phone", "low"]
)
def test_a_search_without_a_result_says_on_a_phone_what_to_take_away(visitor, saved):
    tab = visitor.open(f"{saved}#q=qqqq")
    tab.get_by_text("“qqqq” is in no event of the atlas.").wait_for()
    tab.get_by_role("button", name="Without “qqqq”").tap()
    wait_until(tab, "atlas.current.result().shown > 200")


@pytest.mark.parametrize("visitor", [{**PHONE, "greeted": True}], indirect=True)
def test_the_opening_leaves_a_phone_the_places_it_speaks_of(visitor, saved):
    tab = visitor.open(saved)
    tab.locator(".at-story-card").first.wait_for()
    seen = """() => { const sheet = document.querySelector('.at-sheet').getBoundingClientRect().top, map = atlas.current.map;
      return [[55.75, 37.6], [69.35, 88.2]].map(at => map.latLngToContainerPoint(at).y + map.getContainer().getBoundingClientRect().y)
        .every(y => y > 120 && y < sheet - 20) }"""  # Moscow, Norilsk
    wait_until(tab, seen)
