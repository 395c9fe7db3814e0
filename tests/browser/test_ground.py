"""Land, waters and borders are drawn where they are, at every zoom, and all that is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from geo.dataset import basemap
from geo.map.packed import lines

SHAPES = "name => atlas.unpack(atlas.readBlock('basemap_base-data').layers[name]).map(({ lines }) => lines.map(({ points }) => [...points]))"
APART = """([lon, lat, zoom, closed, name]) => {
  const [width, height] = [900, 700], scale = 2 ** zoom, frame = { scale, x: atlas.east(lon) * scale - width / 2, y: atlas.south(lat) * scale - height / 2, width, height };
  const whole = (context, { points }) => { for (let i = 0; i < points.length; i += 2) context[i ? 'lineTo' : 'moveTo'](points[i] * scale - frame.x, points[i + 1] * scale - frame.y); };
  const drawn = (trace) => {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.lineWidth = 3;
    for (const { lines } of atlas.unpack(atlas.readBlock('basemap_base-data').layers[name])) {
      context.beginPath();
      lines.forEach(line => trace(context, line, frame, closed));
      if (closed) context.fill('evenodd'); else context.stroke();
    }
    return context.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 === 3);
  };
  const [ours, all] = [drawn(atlas.trace), drawn(whole)];
  return [ours.filter((value, i) => Math.abs(value - all[i]) > 200).length, all.filter(value => value > 200).length];
}"""
"""Pixels that are drawn as lines are traced and not as all of their points, or the other way round; and all that are."""
HELD = """() => { const map = atlas.current.map, canvas = map.getPane('atlas-base').querySelector('canvas');
  const [box, frame] = [canvas.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  return box.left <= frame.left && box.right >= frame.right; }"""


@pytest.mark.parametrize("name", ["land", "borders"])
def test_shapes_come_out_of_a_page_where_they_went_in(shown, atlas, name):
    features = basemap.layers(atlas.files)[name]["features"]
    points = np.array([point for one in features for line in lines(one["geometry"]["coordinates"]) for point in line])
    sine = np.sin(np.radians(np.clip(points[:, 1], -85.0511287798, 85.0511287798)))
    there = 256 * np.column_stack([0.5 + points[:, 0] / 360, 0.5 - np.arctanh(sine) / (2 * np.pi)])
    found = [line for shape in shown.evaluate(SHAPES, name) for line in shape]
    assert np.allclose(np.concatenate(found).reshape(-1, 2), there, atol=1e-9)


@pytest.mark.parametrize(("name", "closed"), [("land", True), ("rivers", False)])
@pytest.mark.parametrize(
    "view", [(26.7, 58.4, 4), (22.5, 58.3, 8), (24.1, 57.0, 10), (60.0, 69.5, 6), (-20.0, 60.0, 2)]
)
def test_what_a_map_does_not_show_changes_nothing_of_what_it_shows(shown, name, closed, view):
    other, all_of_it = shown.evaluate(APART, [*view, closed, name])
    assert other <= 0.02 * all_of_it + 40  # what lies nearer than a pixel to the last point is left out


def test_a_map_that_is_dragged_far_is_drawn_on_the_way(shown):
    box = shown.locator(".folium-map").bounding_box()
    middle = box["y"] + box["height"] / 2
    shown.mouse.move(box["x"] + 60, middle)
    shown.mouse.down()
    for step in range(1, 10):
        shown.mouse.move(box["x"] + 60 + step * 65, middle)
    assert shown.evaluate(HELD)
    shown.mouse.up()


@pytest.fixture
def shown(desk, saved):
    """The saved page over the western borderlands."""
    tab = desk.stand(saved)
    tab.evaluate("void atlas.current.map.setView([54, 26], 5.5, { animate: false })")
    return tab
