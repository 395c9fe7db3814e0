"""An atlas of Soviet repression: places and events on a map, with sources and doubt shown.

>>> import geo
>>> atlas = geo.load()
>>> events = geo.join(atlas.places, atlas.events, atlas["dated_by"])
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.public import *  # noqa: F403 - what it lists
    from geo.public import __all__ as __all__
else:

    def __getattr__(name: str) -> Any:
        """Return a module, or what `geo.public` lists, when it is asked for: a command loads what it needs only."""
        if not name.startswith("__") and find_spec(f"geo.{name}"):
            return import_module(f"geo.{name}")
        try:
            return getattr(import_module("geo.public"), name)
        except AttributeError:
            msg = f"module 'geo' has no attribute {name!r}"
            raise AttributeError(msg) from None

    def __dir__() -> list[str]:
        return sorted({*globals(), *import_module("geo.public").__all__})
