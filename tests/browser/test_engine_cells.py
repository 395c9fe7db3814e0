"""In front of an engine that counts in cells, a map that is brought nearer shows each place for itself."""

from __future__ import annotations

import pytest

from geo.app.remote import told
from geo.engine import open_engine, parquet
from tests.support.pages import PAINTED, answered, wait_until
from tests.support.serving import serving

NEAR = "() => { const { nearer } = atlas.current.data.remote; return nearer.part?.degrees === 0 && nearer.come === undefined }"
LOOK = "void atlas.current.map.setView([60, 64], 6, { animate: false })"
SYMBOLS = """() => { const { layer, data } = atlas.current, size = layer._map.getSize(); layer._map.invalidateSize();
  return layer._drawn.filter(({ x, y }) => { const at = layer._map.layerPointToContainerPoint([x + layer._bounds.min.x, y + layer._bounds.min.y]);
    return at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y }).map(({ place, count, certain, parts, gathered }) => [data.places.id.at(place), count, certain, parts, gathered]).sort() }"""
COUNTS = "() => ({ shown: atlas.current.result().shown, bars: atlas.histograms(atlas.current.data, atlas.current.result().chosen, atlas.current.query()) })"


@pytest.fixture(scope="module")
def engine(atlas, tmp_path_factory):
    """The address of the same behind DuckDB, which tells at most 275 rows of everything."""
    folder = tmp_path_factory.mktemp("engine") / "data"
    parquet.write(atlas, folder)
    with pytest.MonkeyPatch.context() as patch, serving(atlas, open_engine(folder)) as url:
        patch.setattr(told, "MOST", 275)
        yield url


def test_a_map_in_cells_says_what_a_symbol_stands_for_until_it_is_near(desk, engine):
    page = answered(desk, engine)
    assert "A symbol stands for a field of" in page.inner_text(".at-count")
    page.evaluate(LOOK)
    wait_until(page, NEAR)
    page.evaluate(PAINTED)
    assert "A symbol stands for a field of" not in page.inner_text(".at-count")


@pytest.mark.parametrize("visitor", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True)
def test_on_a_phone_that_line_lies_over_no_button(visitor, engine):
    page = answered(visitor, engine)
    assert page.locator(".at-cells-line").is_visible()
    sheet, buttons = (page.locator(one).bounding_box() for one in (".at-sheet", ".leaflet-control-zoom"))
    assert buttons["y"] + buttons["height"] + 8 <= sheet["y"]


@pytest.mark.parametrize("address", ["", "from=1937&to=1938", "org=nkvd-ussr&certain=1&from=1930&to=1950"])
def test_what_is_near_is_shown_as_by_the_ordinary_page(desk, plain, engine, address):
    seen = []
    for url in (plain, engine):
        page = answered(desk, url, address)
        counts = page.evaluate(COUNTS)
        page.evaluate(LOOK)
        if url == engine and page.evaluate("atlas.current.data.remote.nearer.whole"):
            wait_until(page, NEAR)
        page.evaluate(PAINTED)
        assert page.evaluate(COUNTS) == counts
        seen.append((counts, page.evaluate(SYMBOLS)))
    assert seen[1] == seen[0]
    assert seen[0][1]


def test_a_filter_keeps_the_places_of_what_is_near(desk, engine):
    page = answered(desk, engine)
    page.evaluate(LOOK)
    wait_until(page, NEAR)
    page.evaluate("atlas.current.set({ certain: true })")
    wait_until(page, "atlas.current.data.remote.answers(atlas.current.query()) && !atlas.current.data.remote.asking")
    assert page.evaluate(NEAR)


def test_a_place_has_its_own_number_of_events_whatever_a_symbol_stands_for(desk, plain, engine):
    ever = [
        answered(desk, url).evaluate(
            "atlas.current.data.places.name.map((_, at) => atlas.everAt(atlas.current.data, at))"
        )
        for url in (plain, engine)
    ]
    assert ever[1] == ever[0]
