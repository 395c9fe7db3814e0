"""Folium elements of the atlas: `EventLayer` and `Basemap`, for any ``folium.Map``.

They hand folium nothing but constants and one block of data; their JavaScript is in
``geo/static`` and writes dataset text with ``textContent`` only.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from branca.element import MacroElement
from folium.template import Template

from geo.i18n import DEFAULT, catalog
from geo.load import own_folder
from geo.map import assets
from geo.map.packed import packed
from geo.map.payload import dumps, payload

if TYPE_CHECKING:
    from pathlib import Path

    from branca.element import Figure

    from geo.model import Atlas

BASEMAP_LAYERS = ("land", "rivers", "lakes", "borders")
"""In the order of drawing: a reservoir covers its river once it is filled. A folder may lack some."""


class _Layer(MacroElement):  # type: ignore[misc]  # branca carries no types
    """A layer with files and one block of data; inline unless its page links to a prefix."""

    wanted: tuple[str, ...] = ()

    def __init__(self, json_text: str) -> None:
        super().__init__()
        self._json_text = json_text

    @property
    def data_id(self) -> str:
        """The id of the block of data in the document."""
        return f"{self.get_name()}-data"

    def render(self, **kwargs: object) -> None:
        """Add files, data and the starting line to the figure."""
        figure: Figure = self.get_root()
        assets.add(figure, self.wanted, prefix=getattr(self._parent, "asset_prefix", None))
        assets.add_data(figure, self.data_id, self._json_text)
        super().render(**kwargs)


class EventLayer(_Layer):
    """The events of an atlas as one canvas layer, with a card for each place.

    Parameters
    ----------
    atlas
        The dataset; all its events are carried and filtered in the page.
    lang
        The language of its texts and messages, one of `geo.i18n.LANGUAGES`.
    with_card
        Whether a click opens a card over the map.

    Examples
    --------
    >>> import folium, geo
    >>> layer = EventLayer(geo.load()).add_to(folium.Map(location=[56, 45], zoom_start=4))
    """

    wanted = assets.LAYER_FILES
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = atlas.addEvents("
        "{{ this._parent.get_name() }}, {{ this.data_id|tojson }}, {{ this.with_card|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, atlas: Atlas, *, lang: str = DEFAULT, with_card: bool = True) -> None:
        super().__init__(dumps({**payload(atlas, lang), "catalog": catalog(lang)}))
        self._name = "EventLayer"
        self.with_card = with_card


class Basemap(_Layer):
    """Land, lakes, rivers and names of the year, from files: no tiles, no modern borders.

    Parameters
    ----------
    folder
        Holds ``land.json``, ``lakes.json``, ``rivers.json`` (GeoJSON, EPSG:4326, longitudes may
        run past 180 to keep Chukotka in one piece) and ``labels.csv``.
    lang
        The language of the names; a name that the folder does not have in it is English.
    """

    wanted = ("tokens.css", *assets.BASEMAP_FILES)
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = atlas.addBasemap("
        "{{ this._parent.get_name() }}, {{ this.data_id|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, folder: Path, *, lang: str = DEFAULT) -> None:
        super().__init__(dumps(basemap_data(folder, lang)))
        self._name = "Basemap"


def basemap_data(folder: Path, lang: str = DEFAULT) -> dict[str, Any]:
    """Return the layers of a basemap folder and its labels, the most important first.

    A dataset without a basemap of its own has that of the atlas.
    """
    folder = folder if folder.is_dir() else own_folder() / "basemap"
    files = {name: folder / f"{name}.json" for name in BASEMAP_LAYERS}
    found = {name: path.read_text(encoding="utf-8") for name, path in files.items() if path.is_file()}
    layers = {name: packed(json.loads(text)) for name, text in found.items()}
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["rank"]))
    return {"layers": layers, "labels": [_label(row, lang) for row in rows]}


def _label(row: dict[str, str], lang: str) -> list[Any]:
    years = [int(row[name]) if row[name] else None for name in ("from", "to")]
    name = row.get(f"name_{lang}") or row["name"]
    return [name, float(row["lon"]), float(row["lat"]), int(row["rank"]), row["class"], *years]
