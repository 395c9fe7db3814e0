"""Years before Christ on a long axis, and places that are more than a point, on a saved page."""

from __future__ import annotations

import pytest
from shapely.geometry import MultiPoint, Polygon

from geo import dates, i18n
from geo.map import page
from tests.support.pages import PAINTED
from tests.support.shapes import shaped

YEARS = range(-489, 2000, 41)
"""One event each, on an axis that is longer than its track has pixels."""
AREA = Polygon([(30, 55), (40, 55), (40, 60), (30, 60)], [[(33, 56), (33, 58), (36, 58), (36, 56)]])
POINTS = MultiPoint([(20, 50), (22, 52), (48, 62)])
NAMED = [-9999, -489, 0, 1, 14, 999, 1000, 1937]
NAME_AND_READ = """([catalog, years]) => {
  atlas.setCatalog(catalog);
  const names = years.map(atlas.yearName);
  const read = names.map(atlas.readYear);
  atlas.setCatalog();
  return [names, read];
}"""
DARK = """([lon, lat]) => {
  const map = atlas.current.map, canvas = map.getPane('markerPane').querySelector('canvas');
  const point = map.latLngToContainerPoint([lat, lon]), box = canvas.getBoundingClientRect();
  const zero = map.getContainer().getBoundingClientRect();
  const data = canvas.getContext('2d').getImageData(
    (point.x + zero.x - box.x) * canvas.width / box.width, (point.y + zero.y - box.y) * canvas.height / box.height, 1, 1).data;
  return data[3] === 255 && data[0] < 90;
}"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    atlas = shaped(folder / "data", AREA, POINTS, dates=tuple(_edtf(year) for year in YEARS))
    page(atlas).save(folder / "atlas.html")
    return (folder / "atlas.html").as_uri()


def _edtf(year):
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@pytest.fixture
def shown(desk, saved):
    tab = desk.open(saved)
    tab.evaluate(PAINTED)
    return tab


def test_years_are_told_as_python_tells_them_and_read_as_they_are_told(shown):
    for lang in i18n.LANGUAGES:
        names, read = shown.evaluate(NAME_AND_READ, [i18n.catalog(lang), NAMED])
        assert names == [dates.year(year, lang) for year in NAMED]
        assert read == NAMED
    assert shown.evaluate("['-489', '490 bc', '490 B.C.', '0', 'x', '490 BC 1', '', '19 37'].map(atlas.readYear)") == [
        *[-489, -489, -489, 0],
        *[None] * 4,
    ]


def test_the_slider_speaks_of_years_as_the_list_does_and_takes_them_either_way(shown):
    start = shown.get_by_role("slider", name="From")
    field = shown.locator(".at-tl-field input").first
    assert shown.locator(".at-row-date").first.text_content() == "490 BC"
    assert shown.locator(".at-tl-main").text_content() == f"490 BC – {YEARS[-1]}"
    for typed in ("449 BC", "-448"):
        field.fill(typed)
        field.press("Enter")
        assert (field.input_value(), start.get_attribute("aria-valuetext")) == ("449 BC", "449 BC")
        assert shown.evaluate("atlas.current.query().from") == -448
        shown.get_by_role("button", name="All years").click()
    assert not [tick for tick in shown.locator(".at-tl-tick").all_text_contents() if tick.startswith(("-", "0"))]


def test_every_year_with_an_event_has_a_bar_that_a_screen_can_show(shown):
    path = shown.locator(".at-tl-bars.at-tl-in .at-tl-solid").get_attribute("d")
    bars = [part.split("V")[0] for part in path.split("M") if part]
    assert len(set(bars)) == len(YEARS)
    assert {float(part.partition("h")[2].partition("V")[0]) for part in path.split("M") if part} == {1}


def test_years_that_share_a_pixel_have_the_bar_of_the_highest(shown):
    script = """() => { const { makeAxis, makeScale, barSlots } = atlas.timelineAxis;
      const axis = makeAxis(1, 8000), scale = makeScale(axis, 1052, 1, false), none = Array(axis.end + 1).fill(0);
      const certain = none.with(1, 2).with(3, 5).with(4, 1).with(4000, 1);
      const slots = barSlots(scale, certain, none);
      return [slots[1], slots[3], slots[4], slots[4000], slots.filter((slot, i) => slot === i && certain[i]).length] }"""
    assert shown.evaluate(script) == [3, 3, 3, 4000, 2]


def test_holes_and_every_point_are_painted_and_in_the_first_view(shown):
    assert all(shown.evaluate(DARK, at) for at in [(35, 55), (33, 57), (34, 58), (20, 50), (48, 62)])
    assert not shown.evaluate(DARK, [34.5, 57])
    box = shown.evaluate(
        "(() => { const b = atlas.current.map.getBounds(); return [b.contains([50, 20]), b.contains([62, 48])] })()"
    )
    assert box == [True, True]


def test_a_way_across_the_cut_of_the_map_leaves_over_one_edge_and_comes_in_over_the_other(shown):
    script = "atlas.shortWays({ x: 10, y: 5 }, { x: 1000, y: 9 }, 1024).map(({ from, to }) => [from.x, to.x])"
    assert shown.evaluate(script) == [[10, -24], [1034, 1000]]
    assert shown.evaluate("atlas.shortWays({ x: 10, y: 5 }, { x: 500, y: 9 }, 1024).length") == 1
