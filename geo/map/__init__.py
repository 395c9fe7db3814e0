"""The only user of folium: the map page and its layers."""

from geo.map.layers import Basemap, EventLayer
from geo.map.offline import local
from geo.map.page import Page, page

__all__ = ["Basemap", "EventLayer", "Page", "local", "page"]
