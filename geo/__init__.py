"""An atlas of Soviet repression: places and events on a map, with sources and doubt shown.

>>> import geo
>>> atlas = geo.load()
>>> events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
"""

from geo.public import *  # noqa: F403 - what it lists
from geo.public import __all__ as __all__
