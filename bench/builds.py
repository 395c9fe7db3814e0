"""What it takes a server to build a page: CPU seconds, memory and bytes, in a process of its own.

    python bench/builds.py ours folder        # the map page of this project
    python bench/builds.py markers folder     # one folium.CircleMarker with a popup per event
    python bench/builds.py clusters folder    # folium's FastMarkerCluster, the words of an event in its row
    python bench/builds.py objects folder     # rows in the page, a Leaflet circle marker each, filtered in the page
    python bench/builds.py empty folder       # Leaflet and the same basemap, nothing else

prints one line of JSON. `page.py` runs it several times, the variants in turn.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import folium
import folium.plugins

import geo
import geo.map
from geo.dataset import basemap, memory
from geo.map import assets
from geo.map.payload import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.model import Atlas

YEAR = 1954
"""Whose borders and waters our page shows first."""
POPUPS = """
globalThis.$ = (text) => {
  const made = document.createElement("template");
  made.innerHTML = text;
  return made.content.children;
};
"""
"""What folium's popups ask of jQuery, which they would have from a network: `$(html)[0]`. The rest of it is spared."""
STYLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "land": lambda _: {"color": "#b9b2a5", "weight": 0.8, "fillColor": "#f2efe9", "fillOpacity": 1},
    "lakes": lambda _: {"color": "#b5c0c6", "weight": 0.6, "fillColor": "#dfe5e9", "fillOpacity": 1},
    "rivers": lambda _: {"color": "#bcc8ce", "weight": 0.9, "fill": False},
    "borders": lambda _: {"color": "#6d6457", "weight": 1.4, "dashArray": "5 4", "fill": False},
}
"""How folium draws the layers of the basemap."""
OBJECTS = """
const rows = {rows}, renderer = L.canvas(), shown = L.layerGroup().addTo({map});
const marker = ([lat, lon, , , words]) => L.circleMarker([lat, lon], {{ radius: 6, renderer }}).bindPopup(words);
const markers = rows.map(marker);
globalThis.benchFilter = (from, to) => {{
  shown.clearLayers();
  rows.forEach((row, i) => row[2] <= to && row[3] >= from && shown.addLayer(markers[i]));
}};
benchFilter(-Infinity, Infinity);
"""


class Bare(folium.Map):
    """A folium map that needs no network, with the same basemap as folium draws one: the yardstick of an empty page.

    Names of towns and waters are left out, of which Leaflet has no layer.
    """

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []

    def __init__(self, atlas: Atlas) -> None:
        super().__init__(tiles=None, location=[57.0, 60.0], zoom_start=4, prefer_canvas=True)
        assets.add(self.get_root(), assets.LEAFLET_FILES)
        for name, layer in basemap.layers(atlas.files).items():
            there = [feature for feature in layer["features"] if shown(feature["properties"])]
            drawn = {"type": "FeatureCollection", "features": there}
            folium.GeoJson(drawn, style_function=STYLES[name], smooth_factor=1.2).add_to(self)

    def whole(self, script: str = "") -> str:
        """Return the page, all in one file; it runs a script and says when it is built."""
        self.render()
        self.get_root().script.add_child(assets.Fixed(f"{script} window.benchReady = true;"), name="ready")
        return str(self.get_root().render())


def shown(properties: Mapping[str, Any]) -> bool:
    """Whether something of the basemap is there in the year that our page shows first."""
    first, end = properties.get("from"), properties.get("to")
    return (first is None or first <= YEAR) and (end is None or end > YEAR)


def ours(atlas: Atlas) -> str:
    """Return the map page of the project, one file."""
    return geo.map.page(atlas).html()


def empty(atlas: Atlas) -> str:
    """Return a folium page with the same basemap and no event."""
    return Bare(atlas).whole()


def markers(atlas: Atlas) -> str:
    """Return a folium page with one circle marker per event, and the text of its card as a popup."""
    page = Bare(atlas)
    page.get_root().script.add_child(assets.Fixed(POPUPS), name="popups")
    for row, point in placed(atlas):
        folium.CircleMarker(location=point, radius=6, popup=words(row)).add_to(page)
    return page.whole()


def clusters(atlas: Atlas) -> str:
    """Return a folium page with a FastMarkerCluster; its script comes from a network that the browser here has not."""
    page = Bare(atlas)
    rows = [[*point, words(row)] for row, point in placed(atlas)]
    callback = "function (row) { return L.circleMarker([row[0], row[1]], { radius: 6 }).bindPopup(row[2]); }"
    folium.plugins.FastMarkerCluster(rows, callback=callback).add_to(page)
    return page.whole()


def objects(atlas: Atlas) -> str:
    """Return a page that makes a Leaflet object of each event and filters them by year itself."""
    page = Bare(atlas)
    rows = [[*point, *years(row["edtf"]), words(row)] for row, point in placed(atlas)]
    return page.whole(OBJECTS.format(rows=dumps(rows), map=page.get_name()))


def placed(atlas: Atlas) -> Iterator[tuple[dict[str, str], list[float]]]:
    """Yield every event with a place, and latitude and longitude of that."""
    where = dict(zip(atlas.places["id"], atlas.places.geometry, strict=True))
    for row in atlas.rows("events"):
        shape = where.get(row["place_id"])
        if shape is not None:
            point = shape.representative_point()
            yield row, [point.y, point.x]


def years(edtf: str) -> tuple[int, int]:
    """Return the first and the last year of the dates that `synthetic.py` makes, as no peer reads EDTF."""
    start, _, end = edtf.partition("/")
    return (int(start[:4].replace("X", "0") or 0), int((end or start)[:4].replace("X", "9") or 0))


def words(row: Mapping[str, str]) -> str:
    """Return what a popup of an event holds: ours has its sources and bodies too."""
    title, date, text = (html.escape(row[name]) for name in ("title", "edtf", "description"))
    return f"<b>{title}</b><br>{date}<p>{text}</p>"


BUILDS: dict[str, Callable[[Atlas], str]] = {
    "ours": ours,
    "empty": empty,
    "markers": markers,
    "clusters": clusters,
    "objects": objects,
}


def measure(kind: str, folder: Path, output: Path | None) -> dict[str, Any]:
    """Build one page once; seconds are CPU time of this process, memory is its peak."""
    memory.from_system()  # as a command does
    times = [time.process_time()]
    atlas = geo.load(folder)
    times.append(time.process_time())
    text = BUILDS[kind](atlas).encode()
    times.append(time.process_time())
    if output:
        output.write_bytes(text)
    return {"load_s": times[1] - times[0], "build_s": times[2] - times[1], "peak_mb": peak(), **sizes(text)}


def peak() -> float:
    """Return the most memory that this process had, in MB; `ru_maxrss` would begin with that of who started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def sizes(text: bytes) -> dict[str, int]:
    """Return bytes as they are and as a server sends them (gzip, level 6)."""
    return {"raw": len(text), "gzip": len(gzip.compress(text, 6))}


def run(kind: str, folder: Path, output: Path | None = None) -> dict[str, Any]:
    """Measure in a fresh process, so that nothing is warm and no memory is left from before."""
    command = [sys.executable, __file__, kind, str(folder), *(["--output", str(output)] if output else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure one build and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=BUILDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, help="where to write the page")
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.kind, arguments.folder, arguments.output)))


if __name__ == "__main__":
    main()
