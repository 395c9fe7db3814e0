"""The messages that a page carries: those which its scripts or its template can ask for."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Final

from geo import i18n
from geo.map import assets

PAGE: Final = ("page/start.js",)
"""The scripts of the map page, of which all others follow."""
BODIES: Final = ("body.html",)


@cache
def catalog(lang: str, entries: tuple[str, ...] = PAGE, bodies: tuple[str, ...] = BODIES) -> dict[str, Any]:
    """Return the catalogue of a language (`geo.i18n.catalog`) with the messages that stand in some scripts.

    Parameters
    ----------
    lang
        The language.
    entries
        Scripts below ``geo/static``; what they use is looked at too.
    bodies
        Templates, whose texts a page says anew in another language.
    """
    texts = [assets.path(name).read_text(encoding="utf-8") for name in assets.scripts(*entries)]
    texts += [resources.files("geo").joinpath("templates", name).read_text(encoding="utf-8") for name in bodies]
    said, whole = "".join(texts), i18n.catalog(lang)
    return {**whole, "messages": {text: own for text, own in whole["messages"].items() if _literal(text) in said}}


def _literal(text: str) -> str:
    """Return a message as a script writes it, between its quotation marks."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
