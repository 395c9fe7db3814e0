"""A dataset in a notebook: a few lines of its own, GeoJSON for others, a widget whose traits hold only what the atlas knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import folium
import folium.plugins
import geopandas as gpd
import pytest

import geo.map
from geo import QueryError
from geo.view import asked
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from geo.map.explorer import Explorer


@pytest.fixture(scope="module")
def widget() -> Explorer:
    return ATLAS.explore("from=1937&to=1938", height=300)


def test_a_dataset_tells_its_title_escaped_and_how_much_it_holds():
    told = replace(ATLAS, package={**ATLAS.package, "title": "<script>x</script>"})._repr_html_()
    assert "&lt;script&gt;" in told
    assert "<script" not in told
    assert f"{len(ATLAS.events)} events, {len(ATLAS.places)} places" in told


def test_other_libraries_read_its_events_as_geojson():
    read = gpd.GeoDataFrame.from_features(ATLAS)
    assert read["id"].tolist() == ATLAS.events["id"].tolist()
    assert read.geometry.notna().sum() == geo.join(ATLAS.places, ATLAS.events).geometry.notna().sum() > 0


def test_a_widget_shows_what_its_query_asks_and_has_these_events(widget):
    widget.query = {"to": "1938", "from": "1937", "org": "nkvd-ussr"}
    assert widget.query == "from=1937&to=1938&org=nkvd-ussr"
    assert {"great-terror"} <= set(widget.events["id"]) < set(ATLAS.events["id"])
    assert 'data-address="from=1937&amp;to=1938"' in widget.page


@pytest.mark.parametrize("wrong", ["from=x", {"orgg": "nkvd-ussr"}, "org=nobody", "nothing", "from=1&from=2"])
def test_a_query_with_a_wrong_part_is_refused_and_nothing_changes(widget, wrong):
    before = widget.query
    with pytest.raises(QueryError, match="nothing was changed"):
        widget.query = wrong
    assert widget.query == before


def test_an_event_that_there_is_not_cannot_be_selected(widget):
    with pytest.raises(QueryError, match="nowhere"):
        widget.selected = ["nowhere"]
    assert widget.selected == []


@pytest.mark.parametrize(
    "text", ["q=%D0%9A%D0%B0%D1%82%D1%8B%D0%BD%D1%8C%20x&v=56.000,45.000,4", "by=who&vs=1930%2F1933", "hide=none"]
)
def test_what_a_query_is_written_as_is_read_as_the_same(text):
    found, faults = asked.read(text, ATLAS)
    assert (asked.write(found), faults) == (text, [])


def test_a_stock_map_made_local_links_to_no_file_and_the_class_is_as_it_was():
    m = folium.Map()
    geo.map.EventLayer(ATLAS).add_to(m)
    page = geo.map.local(m).get_root().render()
    assert 'src="http' not in page
    assert 'rel="stylesheet" href' not in page
    assert "tile" not in "".join(m._children)
    assert len(folium.Map().default_js) == len(folium.Map.default_js) > 0


@pytest.mark.parametrize("name", ["Popup", "HeatMap"])
def test_what_cannot_do_without_the_network_is_named(name):
    m = folium.Map()
    made = folium.Marker([56, 45], popup="x") if name == "Popup" else folium.plugins.HeatMap([])
    made.add_to(m)
    with pytest.raises(ValueError, match=name):
        geo.map.local(m)
    assert len(m.default_js) > 0
