"""The address and the visit hold one query. It flows one way.

At each run the address is compared with the one this visit last wrote. When they differ (back,
an edited link) the address wins and the widgets are told by a new revision. The view (``v``) is
written by the browser itself, so that panning makes no step in the history.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import streamlit as st

from geo.i18n import translator
from geo.view import kinds
from geo.view.query import LISTS, SUBSETS, Query, from_params, searchable, to_params

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Atlas

VIEW = "v"
CLOSED = {"place": "", "card": "", "town": ""}
"""Parts of a query without an open card."""
_WITHOUT = {
    "text": ["text"],
    "years": ["years"],
    "org": ["organizations"],
    "kind": ["kinds"],
    "hide": ["hidden"],
    "certain": ["certain"],
    "focus": ["groups", "persons", "within"],
}
"""What the page calls a filter (``static/page/empty.js``), and its fields of the query."""


class Visit:
    """One visitor's query; everything it knows lies in the session state."""

    def __init__(self, atlas: Atlas, home: str = "") -> None:
        self.atlas = atlas
        self._state: dict[str, Any] = st.session_state.setdefault("visit", _new(home))
        self.fresh: bool = self._state["fresh"]
        """Whether no run of the session came to its end yet: widgets may hold what was chosen before it."""

    @property
    def query(self) -> Query:
        """What this visitor sees."""
        query: Query = self._state["query"]
        return query

    @property
    def notices(self) -> list[str]:
        """What was left out of the address, in plain sentences."""
        return list(self._state["notices"])

    @property
    def sync(self) -> dict[str, Any]:
        """Numbers by which the browser tells old answers from new ones, and the language of words and texts."""
        lang = self.query.lang
        numbers = {name: self._state[name] for name in ("session", "revision", "echo")}
        return {**numbers, "lang": translator(lang).lang, "texts": lang}

    @property
    def arrival(self) -> int:
        """How often an address was read: each brings its own view of the map, or asks for one."""
        return int(self._state["arrival"])

    def read_address(self) -> None:
        """Let the address win when it is not the one this visit wrote."""
        asked = {name: st.query_params[name] for name in st.query_params}
        if _filters(asked) == self._state["written"]:
            return
        self._state["opening"] = self._state["written"] is None and not asked.keys() - {"lang"}
        query, notices = from_params(asked, self.atlas, self._state["home"], kinds.hidden_at_first(self.atlas))
        counted = {name: self._state[name] + 1 for name in ("revision", "arrival")}
        self._state.update(query=query, written=_filters(asked), notices=notices, **counted)

    def take_up(self, *, reset: bool, **chosen: Any) -> None:
        """Run the page again with what its widgets held in the first run of a session, where the address differs.

        A browser that has found its server again sends all its widgets hold with the visitor's first action,
        and no callback is called for it: the new session knows of no change. Our own widgets send theirs again.
        """
        changed = {name: value for name, value in chosen.items() if value != getattr(self.query, name)}
        if not self.fresh:
            return
        self._state["fresh"] = False
        if not (reset or changed):
            return
        if reset:
            self._take(self.query.cleared())
        else:
            self.change(**changed)
        self._state["revision"] += 1
        st.rerun()

    def change(self, echo: int = 0, **parts: Any) -> None:
        """Change parts of the query and write the address once."""
        self._take(self.query.with_(**parts), echo)

    def _take(self, query: Query, echo: int = 0) -> None:
        query = query.with_(view=None)  # the browser has moved on from the view it was given
        params = _filters(to_params(query))
        if params != self._state["written"]:
            view = {VIEW: st.query_params[VIEW]} if VIEW in st.query_params else {}
            st.query_params.from_dict({**params, **view})
        self._state.update(query=query, written=params, notices=[], echo=max(echo, self._state["echo"]))

    @property
    def opening(self) -> bool:
        """Whether nothing was asked for when this visit began, so that the opening may stand there."""
        return bool(self._state["opening"])

    def read_on(self, echo: int, asked: Mapping[str, Any] | None) -> None:
        """Show a step of a story, or leave it for what was shown before; the widgets are told.

        A session that began within the story does not know that; its page tells it as an address, ``{"before": ...}``.
        """
        query, told = self.query, asked or {}
        if "story" in told:
            params = {name: str(told.get(name, "")) for name in ("story", "step")}
            if query.reading is None:
                self._state["before"] = query
            step, _ = from_params(params, self.atlas, query.home, query.at_first)
            self._take(step.with_(lang=query.lang, by=query.by), echo)
            self._state["query"] = self.query.with_(view=step.view)
        else:
            before: Query = self._state["before"] or self._seen(str(told.get("before", ""))) or query.cleared()
            self._take(before.with_(reading=None, lang=query.lang), echo)
            self._state["before"] = None
        self._state.update({name: self._state[name] + 1 for name in ("revision", "arrival")})

    def _seen(self, address: str) -> Query | None:
        """Return what an address shows; None for one that asks for nothing."""
        params = dict(parse_qsl(address))
        query = self.query
        return from_params(params, self.atlas, query.home, query.at_first)[0] if params else None

    def open(self, echo: int, what: str, chosen: str | None) -> None:
        """Open the card of a place, an event or a town, in the place of any other; none for nothing."""
        self.change(echo, **{**CLOSED, what: chosen or ""})

    def focus(self, echo: int, asked: Mapping[str, Any] | None) -> None:
        """Show everything about one group, person or event with its parts, as a list; or no longer only that."""
        what, chosen, on = (asked or {}).get("what"), str((asked or {}).get("id")), bool((asked or {}).get("on"))
        parts: dict[str, Any] = {**CLOSED, "subset": SUBSETS[0]} if on else {}
        if what == "within":
            everybody: dict[str, Any] = {"groups": frozenset(), "persons": frozenset()} if on else {}
            self.change(echo, within=chosen if on else "", **everybody, **parts)
        elif what in ("group", "person"):
            others: frozenset[str] = getattr(self.query, f"{what}s") - {chosen}
            self.change(echo, **{f"{what}s": frozenset([chosen]) if on else others}, **parts)

    def search(self, echo: int, asked: Mapping[str, Any] | None) -> None:
        """Show what a text asks for, or what names some ids, or all that one filter hides."""
        chosen = asked or {}
        if chosen.get("drop") == "all":
            self.reset()
        elif chosen.get("field") in dict(LISTS):
            self.change(echo, **{dict(LISTS)[chosen["field"]]: frozenset(map(str, chosen.get("ids", ())))})
            self._state["revision"] += 1
        elif chosen.get("drop") in _WITHOUT:
            parts = {name: getattr(Query(), name) for name in _WITHOUT[chosen["drop"]]}
            self.change(echo, **parts)
            self._state["revision"] += 1
        else:
            self.change(echo, text=searchable(str(chosen.get("text", ""))), **CLOSED)

    def speak(self, lang: str) -> None:
        """Go on in another language; the widgets are made anew."""
        self.change(lang=lang)
        self._state["revision"] += 1

    def reset(self) -> None:
        """Show everything again, at the same place and view; the widgets are told."""
        self._take(self.query.cleared())
        self._state["revision"] += 1


def _new(home: str) -> dict[str, Any]:
    session = secrets.token_hex(8)
    numbers = {"session": session, "revision": 0, "arrival": 0, "echo": 0}
    story = {"opening": False, "before": None}
    return {"query": Query(), "home": home, "written": None, "notices": [], "fresh": True, **numbers, **story}


def _filters(params: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in params.items() if name != VIEW}
