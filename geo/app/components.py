"""Our widgets, used like Streamlit's own: a value goes in, a change calls back once on release.

Their JavaScript is plain files in ``geo/static``; this module only hands over data. Dataset text
reaches the page as data and is written there with ``textContent``.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.map import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

OWN = {"timeline": ("timeline",), "facets": ("facets", "choices", "lineage"), "switches": ("switches",)}
"""Widgets with scripts and style sheets of their own; the others are a few lines of ``streamlit.js``."""
TABLES = {"facets": (*assets.scripts("shared/words.js"), "folding.js")}
"""How words are compared, for a widget that needs it: the rules, and the tables that a server makes."""


@cache
def _component() -> Any:
    """Register the one component behind all widgets."""
    source = assets.path("widgets/component.js").read_text(encoding="utf-8")
    return st.components.v2.component("atlas", html="<div data-atlas></div>", js=source)


def _mount(widget: str, key: str, data: Mapping[str, Any], **callbacks: Callable[[], None]) -> None:
    files = {
        "prefix": f"assets/{assets.version()}/",
        "files": [
            *assets.scripts("shared/i18n.js"),
            f"messages-{data['lang']}.js",
            *(assets.scripts("widgets/paper.js") if widget == "frame" else ()),
            *assets.scripts(*(f"widgets/{name}.js" for name in OWN.get(widget, ()))),
            *TABLES.get(widget, ()),
            *assets.scripts("widgets/style.js", "widgets/passing.js", "widgets/taking.js", "widgets/sidebar.js"),
            "widgets/streamlit.js",
        ],
        "styles": [
            *(f"widgets/{name}.css" for name in OWN.get(widget, ())),
            "shared/button.css",
            "widgets/streamlit.css",
            "shared/tokens.css",
        ],
    }
    _component()(key=key, data={"widget": widget, "assets": files, **data}, **callbacks)


def _taken(key: str, name: str) -> tuple[int, Any]:
    """Return the number of a change and its value, as the browser sent them."""
    sent = st.session_state[key].get(name) or {}
    return int(sent.get("n", 0)), sent.get("value")


def timeline(
    state: Mapping[str, Any], *, axis: tuple[int, int], key: str, on_change: Callable[[int, Any], None], **sync: Any
) -> None:
    """Show the time slider of an axis; `on_change` gets the number of the change and ``{from, to}``."""
    _mount(
        "timeline",
        key,
        {"state": state, "axis": {"first": axis[0], "last": axis[1]}, **sync},
        on_picked_change=lambda: on_change(*_taken(key, "picked")),
    )


def facets(
    data: Mapping[str, Any], *, key: str, on_change: Mapping[str, Callable[[int, Any], None]], **sync: Any
) -> None:
    """Show lists of choices with their counts, one at a time, and the lineage of bodies.

    `on_change` maps the field of a list (``org``, ``kind``, ``group``, ``person``) to what hears the number of the
    change and the chosen ids. `data` is that of `geo.app.state.facets`.
    """
    callbacks = {f"on_{name}_change": partial(_hear, key, name, call) for name, call in on_change.items()}
    _mount("facets", key, {**data, **sync}, **callbacks)


def switches(state: Mapping[str, Any], *, key: str, on_change: Callable[[int, Any], None], **sync: Any) -> None:
    """Show layers that can be off; `on_change` gets the number of the change and the ids that are."""
    _mount("switches", key, {"state": state, **sync}, on_picked_change=lambda: on_change(*_taken(key, "picked")))


def map_frame(
    src: str,
    *,
    title: str,
    query: Mapping[str, Any],
    address: Mapping[str, Any],
    key: str,
    on_change: Mapping[str, Callable[[int, Any], None]],
    **sync: Any,
) -> None:
    """Show the map page; it is loaded once and then follows `query` by messages.

    `on_change` maps what a visitor can choose in it (``place``, ``card``, ``town``, ``list``, ``year``, ``by``,
    ``against``, ``focus``, ``search``, ``story``) to what hears the number of the change and the choice. `address`
    holds the ``place``, ``card`` or ``town`` that is open (id or None), the ``list`` beneath it, the ``view``
    (``{lat, lon, zoom}`` or None) and ``arrival``, the number of addresses read: with a new one the map goes to the
    view, else to what is asked for. ``reading`` is the step of a story (``{story, step}`` or None); ``opening`` says
    that nothing was asked for.
    """
    data = {"src": src, "title": title, "query": query, **address, **sync}
    callbacks = {f"on_{name}_change": partial(_hear, key, name, call) for name, call in on_change.items()}
    _mount("frame", key, data, **callbacks)


def _hear(key: str, name: str, call: Callable[[int, Any], None]) -> None:
    call(*_taken(key, name))


def heading(title: str, *, key: str, **sync: Any) -> None:
    """Show a heading as plain text, and tell the browser the language of the page."""
    _mount("heading", key, {"title": title, **sync})


def taking(*, key: str, **sync: Any) -> None:
    """Offer what the map page makes of what it shows: a sheet of paper, a picture."""
    _mount("taking", key, sync)


def report(lines: Sequence[str], *, key: str, **sync: Any) -> None:
    """Show lines as a numbered list, plain text."""
    _mount("report", key, {"lines": list(lines), **sync})


def preview(html: str, *, title: str, key: str, **sync: Any) -> None:
    """Show a whole page in a frame that has no origin: it reaches neither the app nor its storage."""
    _mount("preview", key, {"html": html, "title": title, **sync})
