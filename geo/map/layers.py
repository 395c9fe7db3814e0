"""Folium elements of the atlas: `EventLayer` and `Basemap`, for any ``folium.Map``.

They hand folium nothing but constants and one block of data; their JavaScript is in
``geo/static`` and writes dataset text with ``textContent`` only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from branca.element import MacroElement
from folium.template import Template

from geo.dataset import basemap, settings
from geo.dataset.longitudes import turned
from geo.dataset.read import own_folder
from geo.i18n import DEFAULT
from geo.map import assets, blocks, first, messages, pictures, searching, tabling
from geo.map.antimeridian import cut
from geo.map.packed import packed
from geo.map.payload import Payload, dumps, payload

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from branca.element import Figure

    from geo.model import Atlas


REMOTE = "shared/remote.js"
"""Asks an engine; no other page has it."""
ARROWS = "map/arrows.js"
"""How a map draws the ways of its events; a kiosk has its own for that."""


class _Layer(MacroElement):  # type: ignore[misc]  # branca carries no types
    """A layer with files and data; inline unless its page has them from a server."""

    wanted: tuple[str, ...] = ()

    @property
    def linked(self) -> list[str] | None:
        """The files that its page has from a server, None where it carries them."""
        return getattr(self._parent, "linked", None)

    @property
    def data_id(self) -> str:
        """The id of the block of data in the document."""
        return f"{self.get_name()}-data"

    def carry(self, figure: Figure) -> None:
        """Put the data into the head of a figure."""
        raise NotImplementedError

    def render(self, **kwargs: object) -> None:
        """Add files, data and the starting line to the figure."""
        figure: Figure = self.get_root()
        assets.add(figure, self.wanted, linked=self.linked)
        self.carry(figure)
        super().render(**kwargs)


class EventLayer(_Layer):
    """The events of an atlas as one canvas layer, with a card for each place.

    Parameters
    ----------
    atlas
        The dataset; all its events are carried and filtered in the page.
    lang
        The language of its texts, else the first of the dataset.
    with_card
        Whether a click opens a card over the map.
    with_search
        Whether the page carries what a search looks through (`geo.map.searching`), and a table of the events
        (`geo.map.tabling`).
    data_prefix
        Where a server has its blocks (`geo.map.blocks.addresses`); None carries them in the page.
    carried
        The pictures that the page carries, where no server has them; else those that fit into `pictures.BUDGET`.
    stories
        Ids of the stories that it carries, None: all.
    told
        Whether the page is told what it counts where nothing is asked for, with which it opens.
    behind
        How many events a server has beside `data_prefix`, of which the dataset is the skeleton (`geo.engine`).

    Examples
    --------
    >>> import folium, geo
    >>> layer = EventLayer(geo.load()).add_to(folium.Map(location=[56, 45], zoom_start=4))
    """

    wanted = (*assets.LAYER_STYLES, *assets.scripts("map/events.js", ARROWS))
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = atlas.addEvents("
        "{{ this._parent.get_name() }}, {{ this.data_id|tojson }}, {{ this.with_card|tojson }});"
        "{% endmacro %}"
    )

    def __init__(  # noqa: PLR0913 - each is said by name
        self,
        atlas: Atlas,
        *,
        lang: str = "",
        with_card: bool = True,
        with_search: bool = False,
        data_prefix: str | None = None,
        carried: pictures.Plan | None = None,
        stories: Container[str] | None = None,
        told: bool = False,
        behind: int | None = None,
    ) -> None:
        super().__init__()
        lang = lang or settings.of(atlas).languages[0]
        made = payload(atlas, lang, stories=stories)
        more: dict[str, tuple[bytes, ...]] = {}
        if with_search:
            more[searching.BLOCK] = searching.search_block(atlas)
        if with_search and len(atlas.events) <= tabling.MOST:
            more[tabling.BLOCK] = tabling.table_block(atlas)
        self.scripts = pictures.scripts(atlas)
        self.carried = (carried or pictures.plan(atlas)) if self.scripts and data_prefix is None else None
        catalog = messages.catalog(lang, (*messages.PAGE, *self.scripts))
        self.pictured: dict[str, Any] = {}  # what every language of a page knows of its pictures
        if self.carried:
            self.pictured = {"media": pictures.of_plan(self.carried)}
        elif self.scripts:
            self.pictured = {"media": pictures.of_server(atlas, f"{data_prefix}media/")}
        head = {**made.head, **self.pictured, "catalog": catalog, "tabled": tabling.BLOCK in more}
        if told:
            head["first"] = first.counts(atlas)
        if behind is not None:
            head["behind"] = {"events": behind, "prefix": f"{data_prefix}engine/"}
        self.payload = Payload(head, {**made.blocks, **more})
        self._name = "EventLayer"
        self.with_card = with_card
        self.data_prefix = data_prefix

    def carry(self, figure: Figure) -> None:
        """Put the data into the head of a figure, or where they are; with pictures, what shows them too."""
        blocks.carry(figure, self.data_id, self.payload, prefix=self.data_prefix)
        if "behind" in self.payload.head:
            assets.add(figure, assets.scripts(REMOTE), linked=self.linked)
        if self.scripts:
            wanted = (*pictures.STYLES, *assets.scripts(*self.scripts))
            assets.add(figure, wanted, linked=self.linked)
        if self.carried:
            pictures.carry(figure, self.carried)


class Basemap(_Layer):
    """Land, lakes, rivers, borders and names of the year, from files: no tiles.

    Parameters
    ----------
    atlas
        The dataset; what its ``basemap/`` leaves out is not drawn, but for the land.
    lang
        The language of the names; a name that there is not in it is in that of the dataset.
    """

    wanted = ("shared/tokens.css", *assets.scripts("map/basemap.js"))
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = atlas.addBasemap("
        "{{ this._parent.get_name() }}, {{ this.data_id|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, atlas: Atlas, *, lang: str = DEFAULT) -> None:
        super().__init__()
        self._json_text = dumps(of_atlas(atlas, lang))
        self._name = "Basemap"

    def carry(self, figure: Figure) -> None:
        """Put the basemap into the head of a figure."""
        assets.add_data(figure, self.data_id, self._json_text)


def of_atlas(atlas: Atlas, lang: str = DEFAULT) -> dict[str, Any]:
    """Return what is drawn beneath the events of a dataset: its own basemap, at least the atlas's land."""
    seam = settings.of(atlas).seam
    if basemap.LAND in atlas.files:
        return drawn(atlas.files, lang, seam=seam)
    own = drawn(atlas.files, lang, seam=seam)
    return {**own, "layers": {"land": own_land(seam), **own["layers"]}, "own": True}


def own_land(seam: float) -> dict[str, Any]:
    """Return the land that comes with the atlas: coarse, but for the north of Eurasia."""
    return _layer("land", (own_folder() / basemap.LAND).read_bytes(), seam)


@lru_cache(maxsize=16)
def _layer(name: str, content: bytes, seam: float | None) -> dict[str, Any]:
    """Return a layer as a page carries it. It is the same in every language and made once; nobody may change it."""
    layer = basemap.layers({f"{basemap.FOLDER}/{name}.json": content})[name]
    made = packed(layer if seam is None else cut(layer, seam))
    return {**made, "features": [{**one, "properties": _dated(one)} for one in made["features"]]}


def _dated(feature: dict[str, Any]) -> dict[str, Any]:
    """Return of the properties of a feature the years in which it is drawn: all that a page reads of them."""
    return {name: year for name in ("from", "to") if (year := (feature.get("properties") or {}).get(name)) is not None}


def drawn(files: Mapping[str, bytes], lang: str = DEFAULT, *, seam: float | None = None) -> dict[str, Any]:
    """Return the layers of a basemap, its labels, the most important first, and its legend.

    With a `seam` (degrees east) layers are turned so that they fill the 360 degrees east of it.
    """
    found = {name: files.get(f"{basemap.FOLDER}/{name}.json") for name in basemap.LAYERS}
    rows = sorted(basemap.rows(files, basemap.LABELS), key=lambda row: int(row["rank"]))
    return {
        "layers": {name: _layer(name, content, seam) for name, content in found.items() if content},
        "labels": [_label(row, lang, seam) for row in rows],
        "legend": [_sign(row, lang) for row in basemap.rows(files, basemap.LEGEND)],
        "own": False,
    }


def _label(row: dict[str, str], lang: str, seam: float | None) -> list[Any]:
    name = row.get(f"name_{lang}") or row["name"]
    lon = float(row["lon"]) if seam is None else turned(float(row["lon"]), seam)
    years = _years(row) if row["from"] or row["to"] else []
    return [name, lon, float(row["lat"]), int(row["rank"]), row["class"], *years]


def _sign(row: dict[str, str], lang: str) -> dict[str, Any]:
    first, end = _years(row)
    return {"sign": row["sign"], "from": first, "to": end, "text": row.get(f"text_{lang}") or row["text"]}


def _years(row: dict[str, str]) -> list[int | None]:
    return [int(row[name]) if row[name] else None for name in ("from", "to")]
