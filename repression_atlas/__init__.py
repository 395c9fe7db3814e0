"""The package `geo` under a name that no other package has.

Another package on PyPI is called ``geo`` too, and both have files in one folder ``geo/``: whichever is installed last
puts its ``__init__.py`` there. Here every name is taken from the module that has it, so that it is found nevertheless.

>>> import repression_atlas as geo
>>> from repression_atlas import map as atlas_map
"""

from importlib import import_module
from typing import Any

from geo.public import *  # noqa: F403 - what it lists
from geo.public import __all__ as __all__


def __getattr__(name: str) -> Any:
    """Return a module of the package, such as `map`, when it is asked for."""
    try:
        return import_module(f"geo.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"geo.{name}":
            raise
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg) from error
