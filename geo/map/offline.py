"""Makes a stock ``folium.Map`` with our layers work without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import folium

from geo.map import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

Map = TypeVar("Map", bound=folium.Map)
JQUERY = (folium.Popup, folium.Icon)
"""Elements of Folium that say nowhere that they need jQuery or the signs of Bootstrap."""


def local(m: Map) -> Map:
    """Let a map carry Leaflet itself, and ask nothing of the network; return it.

    Tiles are taken away, which only a server has: add a `geo.map.Basemap`. Call it when all other elements are added.

    Raises
    ------
    ValueError
        If something on the map cannot do without the network, such as a ``folium.Popup``; the map is as it was.

    Examples
    --------
    >>> import folium, geo, geo.map
    >>> m = folium.Map(location=[56, 45], zoom_start=4, tiles=None)
    >>> layers = [part(geo.load()).add_to(m) for part in (geo.map.Basemap, geo.map.EventLayer)]
    >>> geo.map.local(m).save("events.html")  # doctest: +SKIP
    """
    tiles = [name for name, one in m._children.items() if isinstance(one, folium.raster_layers.TileLayer)]
    others = [one for name, one in m._children.items() if name not in tiles]
    if asking := sorted({type(one).__name__ for part in others for one in _asking(part)}):
        msg = f"{', '.join(asking)} cannot do without the network - take it off the map first"
        raise ValueError(msg)
    for name in tiles:
        del m._children[name]
    m.default_js, m.default_css = [], []  # of this map alone
    assets.add(m.get_root(), assets.LEAFLET_FILES)
    return m


def _asking(part: Element) -> Iterator[Element]:
    """Yield an element and those in it that link to files elsewhere, or need what is linked for them."""
    if getattr(part, "default_js", ()) or getattr(part, "default_css", ()) or isinstance(part, JQUERY):
        yield part
    for one in part._children.values():
        yield from _asking(one)
