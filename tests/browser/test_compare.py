"""Two spans or two bodies side by side: what each map and each list shows is what Python finds."""

from __future__ import annotations

import pytest

from geo.model import YearSpan
from geo.view import filters, kinds
from geo.view.query import Query
from tests.support.pages import SETTLED, listed, wait_until
from tests.support.published import ATLAS

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "kept": True}
LOW = {**PHONE, "viewport": {"width": 667, "height": 375}}
FIRST = kinds.hidden_at_first(ATLAS)
PAPER = """() => { const sheet = atlas.current.take.sheet(), all = name => [...sheet.querySelectorAll(name)];
  return { count: all('.at-print-years ~ p').map(one => one.textContent).find(text => text.startsWith('First map')),
           captions: all('figcaption').slice(0, 2).map(one => one.textContent), maps: all('.at-print-map canvas').length, events: all('.at-print-list > li').length } }"""
PICTURE = """() => { const maps = atlas.mapsOf(atlas.current);
  return [atlas.picture(maps, { title: '', lines: [], looks: [], below: [] }).width, maps.map(({ map }) => map.getContainer().offsetWidth)] }"""


@pytest.fixture(scope="module")
def tab(visiting, saved):
    with visiting("compare", viewport={"width": 1440, "height": 900}) as visitor:
        yield visitor.open(f"{saved}#from=1930&to=1933&vs=1937/1938")


def ids(events, **asked):
    return set(filters.apply(events, Query(hidden=FIRST, **asked), ATLAS)["id"])


def test_the_lists_hold_what_only_one_span_has_and_what_both_have(tab, events):
    left, right = ids(events, years=YearSpan(1930, 1933)), ids(events, years=YearSpan(1937, 1938))
    for name, expected in (
        ("Only on the first map", left - right),
        ("Only on the second map", right - left),
        ("Both", left & right),
    ):
        tab.get_by_role("button", name=f"{name} {len(expected)}", exact=True).click()
        while tab.get_by_role("button", name="Show more").is_visible():
            tab.get_by_role("button", name="Show more").click()
        found = "[...document.querySelectorAll('.at-compared [data-list]')].map(row => row.dataset.list)"
        wait_until(tab, f"{found}.length === {len(expected)}")
        assert set(tab.evaluate(found)) == expected
    assert tab.locator(".at-compare-label").all_inner_texts() == ["1930–1933", "1937–1938"]


def test_the_line_counts_each_map_and_paper_and_picture_have_both(tab, events):
    left, right = ids(events, years=YearSpan(1930, 1933)), ids(events, years=YearSpan(1937, 1938))
    line = (
        f"First map: {len(left)} of {len(events)} events shown · Second map: {len(right)} of {len(events)} events shown"
    )
    wait_until(tab, "text => document.querySelector('.at-count').innerText.includes(text)", line)
    assert not tab.get_by_role("button", name="not on the map").is_visible()
    tab.evaluate("atlas.current.take.ready()")
    paper = tab.evaluate(PAPER)
    assert (paper["count"], paper["captions"]) == (line, ["1930–1933", "1937–1938"])
    assert (paper["maps"], paper["events"]) == (2, len(left | right))
    assert f"{len(left | right)} events shown" in tab.evaluate("atlas.current.take.citation()")
    wide, maps = tab.evaluate(PICTURE)
    assert wide >= 2 * sum(maps)


def test_the_maps_move_together_and_have_one_scale(tab):
    tab.evaluate("void atlas.current.map.setView([59, 26], 5, { animate: false })")
    centres = """() => [atlas.current.map, atlas.current.compared.map()].map(map => [map.getCenter().lat.toFixed(1), map.getZoom()])"""
    assert tab.evaluate(centres) == [["59.0", 5]] * 2
    tab.evaluate("void atlas.current.compared.map().setView([50, 40], 6, { animate: false })")
    assert tab.evaluate(centres) == [["50.0", 6]] * 2
    left, right = tab.evaluate(
        "[atlas.current.layer, atlas.current.compared.layer()].map(layer => layer._settle().unit)"
    )
    assert left == right


def test_years_of_the_right_map_are_changed_said_and_written(tab, events):
    field = tab.get_by_role("textbox", name="To year, second map")
    field.fill("193x")
    field.press("Tab")
    tab.get_by_text("“193x” is not a year.").wait_for()
    field.fill("1940")
    field.press("Tab")
    wait_until(tab, "location.hash.includes('vs=1937%2F1940')")
    tab.evaluate(SETTLED)
    assert tab.locator(".at-compare-label").all_inner_texts()[1] == "1937–1940"


def test_two_bodies_and_the_end_of_a_comparison(tab, events):
    tab.get_by_role("combobox", name="Organizations, second map").select_option("camps")
    wait_until(tab, "location.hash.includes('vsorg=camps')")
    right = ids(events, years=YearSpan(1937, 1940), organizations=frozenset({"camps"}))
    left = ids(events, years=YearSpan(1930, 1933))
    tab.get_by_role("button", name=f"Only on the second map {len(right - left)}", exact=True).wait_for()
    tab.get_by_role("button", name="End comparison").click()
    wait_until(tab, "location.hash.startsWith('#from=1930&to=1933') && !location.hash.includes('vs')")
    tab.evaluate(SETTLED)
    assert {event for event, _ in listed(tab)} == left
    assert tab.locator(".at-second").count() == 0


CORNERS = """() => [atlas.current.map, atlas.current.compared.map()].map(map => [[70, 20], [45, 140]].flatMap(at => { const { x, y } = map.latLngToContainerPoint(at); return [x, y] }))"""
UNDER = """() => { const over = [...document.querySelectorAll('.leaflet-control-zoom, .at-legend-root, .at-search-root, .at-compare-label')].map(node => node.getBoundingClientRect());
  return [atlas.current.layer, atlas.current.compared.layer()].flatMap(layer => { const { x, y } = layer._map.getContainer().getBoundingClientRect(), sight = layer.sight();
    return layer._drawn.map(one => [x + one.x - sight.left, y + one.y - sight.top]).filter(([left, top]) => over.some(box => left > box.left && left < box.right && top > box.top && top < box.bottom)) }) }"""


@pytest.mark.parametrize("visitor", [PHONE, LOW], indirect=True, ids=["phone", "low"])
def test_on_a_phone_both_maps_show_the_same_and_nothing_stands_on_a_symbol(visitor, saved):
    tab = visitor.open(f"{saved}#from=1930&to=1933&vs=1937/1938")
    tab.evaluate(SETTLED)
    left, right = tab.evaluate(CORNERS)
    assert left == pytest.approx(right, abs=1.1)  # CSS pixels, of which a map has whole ones
    assert tab.evaluate(UNDER) == []


def test_on_a_screen_with_finer_pixels_both_maps_are_drawn_anew(tab):
    tab.evaluate("void atlas.current.set({ against: { years: { from: 1937, to: 1938 }, org: [] } })")
    finer = {"width": 1400, "height": 880, "deviceScaleFactor": 2, "mobile": False}
    tab.context.new_cdp_session(tab).send("Emulation.setDeviceMetricsOverride", finer)
    ratios = (
        "[...document.querySelectorAll('.leaflet-pane > canvas')].map(one => Math.round(one.width / one.offsetWidth))"
    )
    wait_until(tab, f"{ratios}.join('') === '22222222'")
