"""The explore page: the script that Streamlit runs for every visitor and change."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from geo import export
from geo.app import access, answers, components, curator, state, store, texts
from geo.app.address import CLOSED, Visit
from geo.app.answers import RETRY_SECONDS, reader_language, without_address
from geo.dataset import settings
from geo.i18n import name_of, translator
from geo.map import assets
from geo.model import YearSpan
from geo.view import filters, kinds, method, summarize
from geo.view.against import Against
from geo.view.query import LISTS, SUBSETS, WHAT, Query, to_params

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from geo.app.snapshot import Snapshot


def main() -> None:
    """Draw the page."""
    snapshot = store.shared().current()
    title = str(snapshot.atlas.package.get("title", "Atlas")) if snapshot else "Atlas"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")
    styles = "".join(assets.path(name).read_text(encoding="utf-8") for name in assets.SHELL_STYLES)
    st.html(f"<style>{styles}</style>")
    if curator.PARAMETER in st.query_params and access.curator():
        curator.show(reader_language(st.query_params.get("lang"), st.context.headers.get("accept-language")))
        return
    if snapshot is None:
        nothing()
        return
    visit = Visit(snapshot.atlas, without_address(snapshot.languages, st.context.headers.get("accept-language")))
    visit.read_address()
    title = str(snapshot.localized(visit.query.lang).atlas.package.get("title", title))
    st.set_page_config(page_title=title)
    picked = snapshot.picked(visit.query)
    lang = head(snapshot, visit, title, picked)
    chosen = sidebar(snapshot, visit, picked)
    visit.take_up(lang=lang, **chosen)
    the_map(snapshot, visit, title, picked)
    with st.bottom:
        years(snapshot, visit, picked)


@st.fragment(run_every=RETRY_SECONDS)
def nothing() -> None:
    """Say that there is no dataset to show, until there is one."""
    if store.shared().current() is not None:
        st.rerun()
    lang = reader_language(st.query_params.get("lang"), st.context.headers.get("accept-language"))
    st.text(translator(lang).gettext(texts.NO_DATA))


def head(snapshot: Snapshot, visit: Visit, title: str, picked: gpd.GeoDataFrame) -> str:
    """Title, language, and what can be taken away from the view; returns the language chosen."""
    _ = translator(visit.query.lang).gettext
    shown = filters.drawn(picked, visit.query, snapshot.atlas)
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        components.heading(title, key="heading", **visit.sync)
        chosen = language(snapshot, visit)
        with st.popover(_("Cite, download, about")):
            take_away(snapshot, visit, len(shown))
            numbers(snapshot, visit, shown)
            about(snapshot, visit)
            if access.curator():
                st.link_button(_("Check a dataset"), f"?{curator.PARAMETER}")
    return chosen


def language(snapshot: Snapshot, visit: Visit) -> str:
    """Offer the languages of the dataset by their own names, where there is a choice; returns the one chosen."""
    _ = translator(visit.query.lang).gettext
    offered = list(dict.fromkeys([*settings.of(snapshot.atlas).languages, visit.query.lang]))
    if len(offered) == 1:
        return visit.query.lang
    if not visit.fresh:
        st.session_state["lang"] = visit.query.lang
    return st.selectbox(
        _("Language"), offered, index=offered.index(visit.query.lang) if visit.fresh else 0, format_func=name_of,
        key="lang", label_visibility="collapsed", filter_mode=None, width=130,
        on_change=_take_language, args=(visit,),
    )  # fmt: skip


def _take_language(visit: Visit) -> None:
    visit.speak(str(st.session_state["lang"]))


def take_away(snapshot: Snapshot, visit: Visit, count: int) -> None:
    """Offer exactly what is shown for download, and say how to cite it."""
    _, localized = translator(visit.query.lang).gettext, snapshot.localized(visit.query.lang)
    # another reader's browser may ask for another language; whoever downloads gets what the address says, no less
    query = visit.query.with_(home=snapshot.languages[0], at_first=frozenset(), reading=None)
    asked = urlencode(to_params(query))
    components.taking(key="taking", **visit.sync)
    with st.container(horizontal=True):
        for kind in export.FORMATS.values():
            st.link_button(_(kind.label), f"download/{kind.file}{'?' if asked else ''}{asked}")
    today = datetime.now(tz=UTC).date()
    address = str(st.context.url or "").split("?")[0].rstrip("/") + "/"
    st.text(_("Cite this view"))
    st.code(export.cite(localized, query, count=count, address=address, on=today), language=None, wrap_lines=True)
    st.text(_("Show this view in another web page"))
    st.code(state.frame(localized, visit.query.with_(reading=None), address), language=None, wrap_lines=True)
    if answers.embedders() == "'self'":
        st.text(_("This server shows its map in no other site until GEO_EMBED names that site."))


def numbers(snapshot: Snapshot, visit: Visit, shown: gpd.GeoDataFrame) -> None:
    """Add up the figures of what is shown, as far as they can be added, and name what is not."""
    _, localized = translator(visit.query.lang).gettext, snapshot.localized(visit.query.lang)
    found = list(summarize.totals(shown, snapshot.atlas, visit.query.years))
    count, apart = state.apart(found, localized)
    with st.expander(_("Figures of these events, added")):
        st.markdown(_(texts.TOTALS))
        for line in state.totals(found, localized.lang):
            st.text(line)
        if count:
            more = [_("and %(n)s more") % {"n": count - len(apart)}] if count > len(apart) else []
            head = _("Of longer or doubtful spans, not added: %(n)s") % {"n": count}
            st.text("\n".join([head, *(f"– {line}" for line in [*apart, *more])]))


def about(snapshot: Snapshot, visit: Visit) -> None:
    """Say what the atlas is, and what its collection covers."""
    _ = translator(visit.query.lang).gettext
    localized = snapshot.localized(visit.query.lang)
    with st.expander(_("About this atlas")):
        st.text(method.description(localized))
        st.markdown(_(texts.ABOUT))
        if localized.lang in settings.of(snapshot.atlas).unchecked:
            st.text(_("No native speaker has read these translations yet."))
        st.link_button(_("Method, and what is missing"), f"method?lang={_offered(snapshot, visit.query.lang)}")
    lines = method.covered(localized)
    if lines:
        with st.expander(_("What this collection covers")):
            for line in lines:
                st.text(line)


def _offered(snapshot: Snapshot, lang: str) -> str:
    """Return a language in which there is a page on method: that one, if the dataset has it."""
    return lang if lang in snapshot.languages else snapshot.languages[0]


def sidebar(snapshot: Snapshot, visit: Visit, picked: gpd.GeoDataFrame) -> dict[str, Any]:
    """All filters but the years; returns what Streamlit's own widgets hold."""
    query, localized = visit.query, snapshot.localized(visit.query.lang)
    _ = translator(query.lang).gettext
    with st.sidebar:
        for notice in visit.notices:
            st.text(notice)
        found = {part: _without(part, picked, query, snapshot) for _, part in LISTS if part != "kinds"}
        of_kinds = _of_kinds(picked, query, snapshot)
        components.facets(
            state.facets(snapshot, localized, found, of_kinds, query),
            key="facets",
            on_change={name: partial(_take_ids, visit, part) for name, part in LISTS},
            **visit.sync,
        )
        components.switches(
            state.layers(localized, query),
            key="layers",
            on_change=lambda n, ids: visit.change(n, hidden=frozenset(ids or ())),
            **visit.sync,
        )
        if not visit.fresh:
            st.session_state["certain"] = query.certain
        certain = st.toggle(
            _("Only events certainly in these years"), value=visit.fresh and query.certain, key="certain",
            on_change=_take_certain, args=(visit,),
        )  # fmt: skip
        reset = st.button(
            _("Show everything"), on_click=visit.reset, disabled=query.cleared() == query, width="stretch", key="reset"
        )
    return {"certain": certain, "reset": reset}


def _take_ids(visit: Visit, part: str, n: int, ids: Iterable[str] | None) -> None:
    visit.change(n, **{part: frozenset(ids or ())})


def _take_certain(visit: Visit) -> None:
    visit.change(certain=bool(st.session_state["certain"]))


def _without(part: str, picked: gpd.GeoDataFrame, query: Query, snapshot: Snapshot) -> gpd.GeoDataFrame:
    """Return what the other filters show: what a choice of `part` can find."""
    wider = query.with_(**{part: getattr(Query(), part)})
    if part in ("groups", "persons") and getattr(query, part):
        picked = snapshot.picked(wider)
    return filters.drawn(picked, wider, snapshot.atlas)


def _of_kinds(picked: gpd.GeoDataFrame, query: Query, snapshot: Snapshot) -> dict[str, int]:
    """Return how many events each kind would show: who asks for one that is off gets it."""
    atlas = snapshot.atlas
    counts = summarize.by_kind(_without("kinds", picked, query, snapshot))
    off = kinds.with_details(query.hidden, atlas)
    asked = query.with_(kinds=off, hidden=frozenset())
    opened = summarize.by_kind(filters.drawn(picked, asked, atlas)) if off else {}
    return {**counts, **{name: opened.get(name, 0) for name in off}}


def the_map(snapshot: Snapshot, visit: Visit, title: str, picked: gpd.GeoDataFrame) -> None:
    """Show the map page in its frame."""
    with st.container(key="map"):
        components.map_frame(
            f"map?controls=0&lang={visit.query.lang}&data={snapshot.version}",
            title=title,
            query=state.of_page(snapshot, visit.query, picked),
            address={
                "place": visit.query.place or None,
                "card": visit.query.card or None,
                "town": visit.query.town or None,
                "list": visit.query.subset,
                "view": _view(visit.query),
                "reading": _reading(visit.query),
                "opening": visit.opening,
                "arrival": visit.arrival,
            },
            key="frame",
            on_change={
                "place": lambda n, place: visit.open(n, "place", place),
                "card": lambda n, event: visit.open(n, "card", event),
                "town": lambda n, town: visit.open(n, "town", town),
                "list": lambda n, name: visit.change(n, subset=str(name or SUBSETS[0]), **CLOSED),
                "year": lambda n, year: visit.change(n, year=year),
                "against": lambda n, asked: visit.change(n, against=_compared(asked)),
                "by": lambda n, by: visit.change(n, by=str(by or WHAT)),
                "focus": visit.focus,
                "search": visit.search,
                "story": visit.read_on,
            },
            **visit.sync,
        )


def _reading(query: Query) -> dict[str, Any] | None:
    at = query.reading
    return {"story": at.story, "step": at.step} if at else None


def _view(query: Query) -> dict[str, float] | None:
    view = query.view
    return {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None


def years(snapshot: Snapshot, visit: Visit, picked: gpd.GeoDataFrame) -> None:
    """Show the time slider with the histogram of what the other filters show."""
    query = visit.query
    chosen = _without("years", picked, query, snapshot)
    components.timeline(
        {
            **state.timeline(chosen, snapshot, query),
            "value": {"from": query.years.first, "to": query.years.last},
            "coverage": state.coverage(snapshot.atlas, query),
        },
        axis=snapshot.axis,
        key="years",
        on_change=lambda n, span: visit.change(n, years=_span(span)),
        **visit.sync,
    )


def _compared(asked: Mapping[str, Any] | None) -> Against | None:
    if not asked:
        return None
    years = asked.get("years")
    return Against(None if years is None else _span(years), frozenset(map(str, asked.get("org") or ())))


def _span(span: Mapping[str, int | None] | None) -> YearSpan:
    span = span or {}
    return YearSpan(span.get("from"), span.get("to"))


main()
