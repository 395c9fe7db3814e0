"""In a notebook without a network the map page and Python tell each other what is asked for and what is selected."""

from __future__ import annotations

import folium
import pytest

import geo.map
from geo.map.explorer import Explorer
from tests.support.pages import wait_until
from tests.support.published import ATLAS

HOST = """async ([code, traits]) => {
  const heard = {}, model = globalThis.model = { sent: [],
    get: name => traits[name], set: (name, value) => { traits[name] = value },
    ask: (name, value) => { traits[name] = value; for (const hear of heard[`change:${name}`] ?? []) hear() },
    save_changes: () => model.sent.push([traits.query, traits.selected]),
    on: (name, hear) => (heard[name] ??= new Set()).add(hear), off: (name, hear) => heard[name].delete(hear) };
  const { default: widget } = await import('data:text/javascript;charset=utf-8,' + encodeURIComponent(code));
  globalThis.end = widget.render({ model, el: document.body }) }"""
"""What a notebook gives a widget (https://anywidget.dev/en/afm): its traits, by a model; `ask` is what Python sets."""
SOON = "([query, ids]) => model.get('query') === query && String(model.get('selected')) === ids"


@pytest.fixture
def notebook(visitor):
    """A page with the widget, and the frame in which the map page runs."""
    page, made = visitor.new_tab(), ATLAS.explore("from=1937&to=1938")
    page.evaluate(
        HOST, [Explorer._esm, {name: getattr(made, name) for name in ("page", "title", "height", "query", "selected")}]
    )
    frame = page.query_selector("iframe").content_frame()
    wait_until(frame, "Boolean(globalThis.atlas?.current?.select)")
    return page, frame


def test_python_and_a_reader_tell_each_other_what_is_shown_and_selected(notebook):
    page, frame = notebook
    assert frame.evaluate("[origin, atlas.current.address()]") == ["null", "from=1937&to=1938"]
    frame.evaluate("void atlas.current.set({ from: 1941, to: 1941 })")
    wait_until(page, SOON, ["from=1941&to=1941", ""])
    page.evaluate("model.ask('query', 'from=1940&to=1940&org=nkvd-ussr')")
    wait_until(frame, "atlas.current.address() === 'from=1940&to=1940&org=nkvd-ussr'")
    page.evaluate("model.ask('selected', ['katyn-massacre'])")
    wait_until(page, SOON, ["from=1940&to=1940&org=nkvd-ussr&card=katyn-massacre", "katyn-massacre"])
    frame.get_by_role("button", name="All events").click()
    wait_until(page, SOON, ["from=1940&to=1940&org=nkvd-ussr", ""])
    both = [*ATLAS.events["id"][:2]]
    page.evaluate("ids => model.ask('selected', ids)", both)
    wait_until(page, SOON, ["from=1940&to=1940&org=nkvd-ussr", ",".join(both)])


def test_a_stock_folium_map_draws_the_events_without_a_network(visitor, tmp_path):
    m = folium.Map(location=[56, 45], zoom_start=4)
    for part in (geo.map.Basemap, geo.map.EventLayer):
        part(ATLAS).add_to(m)
    geo.map.local(m).save(tmp_path / "stock.html")
    tab = visitor.open((tmp_path / "stock.html").as_uri(), wait_for=".leaflet-container canvas")
    found = f"{m.get_name()}.eachLayer(layer => layer._drawn?.length && (globalThis.drawn = layer._drawn.length)) && globalThis.drawn > 20"
    wait_until(tab, found)
