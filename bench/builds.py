"""What it takes a server to build a page: CPU seconds, memory and bytes, in a process of its own.

    python bench/builds.py ours folder        # the map page of this project
    python bench/builds.py markers folder     # one folium.CircleMarker with a popup per event
    python bench/builds.py dots folder        # the same without popups: no words at all
    python bench/builds.py empty folder       # Leaflet and the same basemap, nothing else

prints one line of JSON. `page.py` runs it several times, the variants in turn.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import folium

import geo
import geo.map
from geo.map import assets
from geo.map.payload import dumps, payload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.model import Atlas

YEAR = 1954
"""Whose borders and waters our page shows first."""
WORDY = {"id", "title", "date", "where", "name", "texts", "shape"}
"""Members of events and places that a page without any words would not carry."""


class Bare(folium.Map):
    """A folium map with the same basemap that needs no network: the yardstick of an empty page."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []

    def __init__(self, atlas: Atlas) -> None:
        super().__init__(tiles=None, location=[57.0, 60.0], zoom_start=4, prefer_canvas=True)
        wanted = (*assets.LEAFLET_FILES, "data.js")  # which reads the block of the basemap
        assets.add(self.get_root(), wanted, prefix=None)
        self.basemap = geo.map.Basemap(atlas).add_to(self)


def ours(atlas: Atlas) -> str:
    """Return the map page of the project, one file."""
    return geo.map.page(atlas).html()


def empty(atlas: Atlas) -> str:
    """Return a folium page with the same basemap, all in one file; it says when it is built."""
    page = Bare(atlas)
    page.render()
    year = f"{page.basemap.get_name()}.setYear({YEAR});"  # else it would draw fewer waters and no border
    page.get_root().script.add_child(assets.Fixed(f"{year} window.benchReady = true;"), name="ready")
    return str(page.get_root().render())


def markers(atlas: Atlas, *, popups: bool = True) -> str:
    """Return a folium page with one circle marker per event, and the text of its card as a popup."""
    page = Bare(atlas)
    where = dict(zip(atlas.places["id"], atlas.places.geometry, strict=True))
    for row in atlas.rows("events"):
        shape = where.get(row["place_id"])
        if shape is not None:
            popup = _popup(row) if popups else None
            folium.CircleMarker(location=[shape.y, shape.x], radius=6, popup=popup).add_to(page)
    return str(page.get_root().render())


def dots(atlas: Atlas) -> str:
    """Return the same page without words."""
    return markers(atlas, popups=False)


def _popup(row: Mapping[str, str]) -> str:
    title, date, text = (html.escape(row[name]) for name in ("title", "edtf", "description"))
    return f"<b>{title}</b><br>{date}<p>{text}</p>"


BUILDS: dict[str, Callable[[Atlas], str]] = {"ours": ours, "empty": empty, "markers": markers, "dots": dots}


def measure(kind: str, folder: Path, output: Path | None) -> dict[str, Any]:
    """Build one page once; seconds are CPU time of this process, memory is its peak."""
    times = [time.process_time()]
    atlas = geo.load(folder)
    times.append(time.process_time())
    text = BUILDS[kind](atlas).encode()
    times.append(time.process_time())
    if output:
        output.write_bytes(text)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"load_s": times[1] - times[0], "build_s": times[2] - times[1], "peak_mb": peak, **sizes(text)}
    return found | ({"columns": columns(atlas)} if kind == "ours" else {})


def columns(atlas: Atlas) -> dict[str, int]:
    """Return the bytes of what filtering and drawing need, without a word of text."""
    full = payload(atlas)
    for part in ("events", "places"):
        full[part] = {name: value for name, value in full[part].items() if name not in WORDY}
    return sizes(dumps({name: value for name, value in full.items() if name not in WORDY}).encode())


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
