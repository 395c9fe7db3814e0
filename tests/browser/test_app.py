"""The app as a visitor meets it: a real server, a real browser, no network."""

from __future__ import annotations

import urllib.request

import pytest

import geo
from geo import i18n
from geo.view import filters
from geo.view.query import Query
from tests.support.pages import LISTED, eventually, map_frame, place_point, row_of, screen_point, wait_until

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "kept": True}
AT_A_DESK = {"viewport": {"width": 1440, "height": 900}, "kept": True}
COUNT = "document.querySelector('[data-part=count]').innerText.split('\\n')[0]"


def wait_for_query(page, expression):
    """Wait until the map's query `q` fulfils a JavaScript expression; return its shown ids."""
    frame = map_frame(page)
    wait_until(frame, f"(() => {{ const q = atlas.current.query(); return {expression} }})()")
    return frame.evaluate("atlas.current.shownIds()")


def wait_for_address(page, part, *, absent=False):
    """Wait until the address holds a part, or no longer does."""
    wait_until(page, "([part, absent]) => location.search.includes(part) !== absent", [part, absent])


def right_of(locator):
    """Return where the right edge of an element stands."""
    box = locator.bounding_box()
    return box["x"] + box["width"]


def test_the_app_shows_every_event_and_says_so(desk, app, atlas):
    page = desk.stand(f"{app}?hide=none")
    eventually(
        lambda: map_frame(page).evaluate(COUNT) == f"{len(atlas.events)} of {len(atlas.events)} events shown", COUNT
    )


@pytest.mark.own_page
def test_the_words_of_cards_are_asked_for_when_a_card_is(visitor, app):
    asked, page = [], visitor.new_tab()
    page.on(
        "request",
        lambda request: (
            asked.append(request.url.rpartition("/")[2].partition("-")[0]) if "/data/" in request.url else None
        ),
    )
    visitor.tab = page
    visitor.open(app)
    map_frame(page).wait_for_selector(".at-row")
    assert set(asked) == {"list"}
    map_frame(page).locator(".at-row").first.click()
    map_frame(page).wait_for_selector(".at-card article")
    assert set(asked) == {"list", "events", "places", "sources"}


@pytest.mark.own_page
def test_dragging_a_handle_moves_the_map_live_and_writes_the_address_once_on_release(visitor, app):
    page = visitor.new_tab()  # with a history of its own: a browser remembers 50 steps, then counts no more
    page.goto(app)
    map_frame(page).wait_for_selector(LISTED, state="attached")
    handle = page.get_by_role("slider", name="To").bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(handle["x"] - 300, handle["y"] + 10, steps=6)
    wait_for_query(page, "q.to !== null && q.to < 1980")
    assert "to=" not in page.url
    before = page.evaluate("history.length")
    page.mouse.up()
    wait_for_address(page, "to=19")
    page.wait_for_timeout(500)
    assert page.evaluate("history.length") == before + 1


def test_the_keyboard_chooses_a_year(desk, app, atlas, events):
    page = desk.stand(app)
    box = page.get_by_role("textbox", name="From")
    box.fill("1941")
    page.get_by_role("textbox", name="To").fill("1941")
    page.keyboard.press("Enter")
    wait_for_address(page, "from=1941&to=1941")
    shown = wait_for_query(page, "q.from === 1941 && q.to === 1941")
    assert "tartu-victims-1941" in shown
    assert "katyn-massacre" not in shown


def test_a_family_pill_leaves_what_python_computes(desk, app, atlas, events):
    page = desk.stand(app)
    page.get_by_role("tab", name="Organizations").click()
    page.get_by_role("button", name="Secret police").first.click()
    wait_for_address(page, "org=secret-police")
    expected = filters.without_kinds(filters.by_organizations(events, {"secret-police"}, atlas), {"context"})
    assert wait_for_query(page, "q.org.length === 1") == list(expected["id"])


def search_box(page, lang="en"):
    return map_frame(page).get_by_role("combobox", name=i18n.translator(lang).gettext("Search"))


def test_search_is_literal_and_reaches_the_map(desk, app, atlas, events):
    page = desk.stand(app)
    search_box(page).fill("Тарту Мементо")
    page.keyboard.press("Enter")
    wait_for_address(page, "q=")
    expected = filters.apply(events, Query(text="Тарту Мементо"), atlas)
    assert wait_for_query(page, "q.only !== null") == list(expected["id"]) == ["tartu-victims-1941"]


def test_back_twice_and_forward_once_walk_through_the_views(desk, app):
    page = desk.stand(app)
    page.get_by_role("tab", name="Organizations").click()
    page.get_by_role("button", name="Secret police").first.click()
    wait_for_address(page, "org=")
    first = map_frame(page).evaluate("atlas.current.map.getZoom()")
    search_box(page).fill("canal")
    page.keyboard.press("Enter")
    wait_for_address(page, "q=canal")
    wait_for_query(page, "q.only !== null")
    wait_until(map_frame(page), f"atlas.current.map.getZoom() > {first} + 1")  # to what was found
    page.go_back()
    wait_for_query(page, "q.only === null && q.org.length === 1")
    wait_until(map_frame(page), f"atlas.current.map.getZoom() === {first}")
    wait_for_address(page, "q=canal", absent=True)
    page.go_back()
    wait_for_query(page, "q.org.length === 0")
    page.go_forward()
    wait_for_query(page, "q.org[0] === 'secret-police' && q.only === null")
    page.get_by_role("button", name="Secret police", pressed=True).first.wait_for()
    eventually(lambda: search_box(page).input_value() == "", "the box is empty")


def test_an_address_opened_anew_shows_the_same(desk, app):
    page = desk.open(f"{app}?from=1937&to=1941&org=nkvd-ussr&kind=killing&place=katyn-forest&v=55.000,31.000,7")
    shown = wait_for_query(page, "q.from === 1937")
    title = map_frame(page).locator(".at-card .at-card-title").inner_text()
    again = desk.open(page.url)
    assert wait_for_query(again, "q.from === 1937") == shown
    assert map_frame(again).locator(".at-card .at-card-title").inner_text() == title == "Katyn Forest"
    view = map_frame(again).evaluate("(m => [m.getCenter().lat, m.getCenter().lng, m.getZoom()])(atlas.current.map)")
    assert view == pytest.approx([55, 31, 7], abs=0.02)


@pytest.mark.parametrize("visitor", [PHONE, AT_A_DESK], indirect=True, ids=["phone", "desk"])
def test_a_search_in_an_address_is_seen_where_it_was_and_a_view_in_it_is_kept(visitor, app, atlas):
    page = visitor.open(f"{app}?q=Tartu%20prison")
    wait_for_query(page, "q.only !== null && atlas.current.layer._drawn.length === 1")
    lon, lat = place_point(atlas, "tartu-prison")
    away = f"atlas.current.map.getCenter().distanceTo([{lat}, {lon}])"
    clear = f"""(() => {{ const point = atlas.current.map.latLngToContainerPoint([{lat}, {lon}]), size = atlas.current.map.getSize();
      const frame = atlas.current.map.getContainer().getBoundingClientRect(), sheet = document.querySelector('.at-panel').getBoundingClientRect();
      const bottom = sheet.left < size.x / 2 ? sheet.top - frame.top : size.y;
      return Math.abs(point.x - size.x / 2) < 10 && point.y > 100 && point.y < bottom - 20 }})()"""
    wait_until(map_frame(page), clear)  # in the middle of what no sheet covers
    page = visitor.open(f"{app}?q=Tartu%20prison&v=55.000,37.000,6")
    wait_for_query(page, "q.only !== null && atlas.current.map.getZoom() === 6")
    assert map_frame(page).evaluate(away) > 600_000


def test_zoom_place_and_focus_survive_a_filter(desk, app):
    page = desk.stand(f"{app}?place=katyn-forest")
    frame = map_frame(page)
    frame.evaluate("void atlas.current.map.setView([54, 33], 8, { animate: false })")
    frame.evaluate("globalThis.same = true")
    page.get_by_role("tab", name="Organizations").click()
    pill = page.get_by_role("button", name="Secret police").first
    pill.click()
    wait_for_address(page, "org=secret-police")
    page.wait_for_timeout(800)
    assert frame.evaluate("[globalThis.same, atlas.current.map.getZoom()]") == [True, 8]
    assert frame.locator(".at-card").is_visible()
    assert pill.evaluate("node => node.getRootNode().activeElement === node")


def test_a_touch_on_a_place_opens_its_card_and_the_address_names_it(desk, app, atlas):
    page = desk.stand(app)
    frame = map_frame(page)
    x, y = screen_point(frame, *place_point(atlas, "nazino-island"))
    frame_box = page.locator("iframe.at-frame").bounding_box()
    page.mouse.click(frame_box["x"] + x, frame_box["y"] + y)
    wait_for_address(page, "place=nazino-island")
    assert "Nazino" in frame.locator(".at-card .at-card-title").inner_text()


def test_an_event_without_a_point_has_an_address_and_a_way_back(desk, app):
    page = desk.stand(f"{app}?from=1937&to=1938")
    frame = map_frame(page)
    frame.get_by_role("button", name="not on the map").click()
    row_of(frame, "Great Terror").click()
    wait_for_address(page, "card=great-terror")
    page.go_back()
    frame.locator(".at-card").wait_for(state="hidden")
    page.goto(f"{app}?card=great-terror")
    title = map_frame(page).locator(".at-event-title").first
    title.wait_for()  # it is there before it is seen
    assert title.inner_text() == "Great Terror"


def test_everything_about_a_group_is_all_events_wherever_it_was_chosen(desk, app):
    page = desk.stand(f"{app}?card=great-terror")
    frame = map_frame(page)
    frame.locator(".at-card").get_by_role("button", name="Clergy").first.click()
    frame.locator(".at-explained:visible").get_by_role("button").click()
    wait_for_address(page, "group=clergy")
    wait_for_address(page, "card=", absent=True)
    wait_until(frame, "Number(document.querySelector('.at-list li')?.ariaSetSize) === atlas.current.result().shown")


@pytest.mark.parametrize("visitor", [{"viewport": {"width": 720, "height": 450}, "kept": True}], indirect=True)
def test_at_twice_the_size_counts_and_list_are_in_reach(visitor, app):
    page = visitor.open(app)
    frame = map_frame(page)
    frame.get_by_role("button", name="List").click()
    frame.get_by_role("button", name="not on the map").click()
    frame.get_by_role("button", name="All events").click()
    assert frame.locator(".at-list-root .at-list-head h2").inner_text() == "Events"
    frame.locator(".at-row").first.click()
    wait_until(frame, "document.querySelector('.at-card').getBoundingClientRect().height > 120")
    frame.get_by_role("button", name="All events").click()
    assert frame.locator(".at-row").first.is_visible()


def test_wrong_parts_of_an_address_are_left_out_and_said(desk, app, atlas):
    page = desk.stand(f"{app}?from=abc&org=gestapo&place=atlantis&hide=none")
    page.get_by_text("'gestapo', which this atlas does not have").wait_for()
    eventually(lambda: map_frame(page).evaluate(COUNT).startswith(f"{len(atlas.events)} of"), "all are counted")


def test_a_year_that_is_none_is_not_taken_and_said(desk, app):
    page = desk.stand(f"{app}?from=1938&to=1950")
    field = page.get_by_role("textbox", name="From")
    for typed in ("37", "1800", "2500", "19x7"):
        field.fill(typed)
        field.press("Enter")
        wait_until(field, "node => node.validationMessage === 'Type a year from 1917 to 1991.'")
        eventually(lambda: field.input_value() == "1938", typed)
        said = f"“{typed}” is none of the years. Type a year from 1917 to 1991."
        page.locator(".at-tl-said", has_text=said).wait_for()
        field.press("Tab")  # what is said stays until something is done
        assert page.locator(".at-tl-said").inner_text() == said
        field.focus()


def test_years_that_run_backwards_are_turned_and_said(desk, app):
    page = desk.stand(f"{app}?from=1918&to=1938")
    field = page.get_by_role("textbox", name="From")
    field.fill("1950")
    field.press("Enter")
    wait_until(page, "location.search.includes('from=1938&to=1950')")
    said = page.get_by_role("status").filter(has_text="From 1950 to 1938 runs backwards; it was turned round.")
    said.wait_for()
    page.get_by_role("textbox", name="To").fill("1960")
    said.wait_for(state="detached")


@pytest.mark.parametrize("visitor", [PHONE], indirect=True)
def test_a_phone_filters_and_reads_without_scrolling_sideways(visitor, app):
    page = visitor.open(app)
    page.locator("[data-testid=stExpandSidebarButton]").tap()
    page.get_by_role("tab", name="Organizations").tap()
    page.get_by_role("button", name="Courts and sentencing").first.tap()
    wait_for_address(page, "org=tribunals")
    page.locator("[data-testid=stSidebarCollapseButton] button").tap()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    frame = map_frame(page)
    frame.get_by_role("button", name="List").tap()
    frame.locator(".at-row").first.tap()
    frame.locator(".at-event").first.wait_for()


@pytest.mark.parametrize("visitor", [PHONE, AT_A_DESK], indirect=True, ids=["phone", "desk"])
def test_everything_above_the_map_is_in_reach_while_the_filters_are_closed(visitor, app):
    page = visitor.open(app)
    if page.viewport_size["width"] > 760:
        page.locator("[data-testid=stSidebarCollapseButton] button").click()
    opener, heading = page.locator("[data-testid=stExpandSidebarButton]"), page.locator(".at-heading")
    eventually(lambda: right_of(opener) + 4 <= heading.bounding_box()["x"])  # the filters slide away
    page.locator(".st-key-head [data-testid=stPopoverButton]").click()
    page.get_by_text("Cite this view").wait_for()
    page.keyboard.press("Escape")
    page.locator(".st-key-lang").click()
    page.get_by_role("option", name="Eesti").click()
    wait_for_address(page, "lang=et")


@pytest.mark.parametrize("visitor", [{"viewport": {"width": 820, "height": 1180}, "kept": True}], indirect=True)
def test_on_a_tablet_the_filters_are_closed_at_first_and_the_list_stands_open(visitor, app):
    page = visitor.open(app)
    page.locator("[data-testid=stExpandSidebarButton]").wait_for()
    wait_until(map_frame(page), "innerWidth === 820 && document.querySelector('.at-page').dataset.stop === 'half'")
    map_frame(page).locator(".at-row").first.wait_for()


def test_one_menu_has_all_that_can_be_taken_from_the_app(desk, app):
    page = desk.stand(f"{app}?from=1937&to=1938")
    assert map_frame(page).locator(".at-take").count() == 0
    page.locator(".st-key-head [data-testid=stPopoverButton]").click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="Picture of the map").click()
    assert picture.value.suggested_filename.endswith("_1937-1938.png")
    page.keyboard.press("Escape")


def test_hostile_text_shows_as_given_through_the_app(desk, hostile_app, hostile_data):
    page = desk.open(f"{hostile_app}?place=katyn-forest")
    hostile = geo.load(hostile_data)
    assert page.locator("h1").text_content() == hostile.package["title"]
    card = map_frame(page).locator(".at-card .at-card-title").text_content()
    assert card == hostile.places.set_index("id")["name"]["katyn-forest"]
    pills = page.locator(".at-ch-title").all_text_contents()
    assert set(hostile["families"]["name"]) <= set(pills)


def test_the_app_works_under_a_prefix(desk, hostile_app):
    assert hostile_app.endswith("/atlas/")
    page = desk.open(f"{hostile_app}?from=1940&to=1940")
    assert "katyn-massacre" in wait_for_query(page, "q.from === 1940")
    with urllib.request.urlopen(f"{hostile_app}map") as answer:
        assert b"at-page" in answer.read()


def test_every_answer_carries_its_policy(app):
    for path, marker in (("", "default-src 'self'"), ("map", "default-src 'none'")):
        with urllib.request.urlopen(f"{app}{path}") as answer:
            assert marker in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
