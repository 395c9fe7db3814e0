"""The explore page: the script that Streamlit runs for every visitor and change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from geo import export, filters, summarize
from geo.app import components, store, texts
from geo.app.address import FILTERS, Visit
from geo.map import assets
from geo.map.payload import AXIS, organizations
from geo.model import YearSpan
from geo.query import Query, to_params

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from geo.app.store import Snapshot
    from geo.model import Atlas


def main() -> None:
    """Draw the page."""
    snapshot = store.shared().current()
    title = str(snapshot.atlas.package.get("title", "Atlas")) if snapshot else "Atlas"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")
    st.html(f"<style>{assets.path('shell.css').read_text(encoding='utf-8')}</style>")
    if snapshot is None:
        st.text(texts.NO_DATA)
        return
    visit = Visit(snapshot.atlas)
    visit.read_address()
    head(snapshot, visit, title)
    sidebar(snapshot, visit)
    the_map(snapshot, visit, title)
    with st.bottom:
        years(snapshot, visit)


def head(snapshot: Snapshot, visit: Visit, title: str) -> None:
    """Title, and what can be taken away from the view."""
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        components.heading(title, key="heading")
        with st.popover("Take away"):
            take_away(snapshot, visit)
        with st.popover("About"):
            st.markdown(texts.ABOUT)


def take_away(snapshot: Snapshot, visit: Visit) -> None:
    """Downloads of exactly what is shown, and how to cite it."""
    asked = urlencode(to_params(visit.query))
    for name, label in (("csv", "Download as CSV"), ("geojson", "Download as GeoJSON")):
        st.link_button(label, f"download/events.{name}{'?' if asked else ''}{asked}", width="stretch")
    count = len(filters.apply(snapshot.events, visit.query, snapshot.atlas))
    today = datetime.now(tz=UTC).date()
    address = str(st.context.url or "").split("?")[0]
    st.text("Cite this view")
    st.code(export.cite(snapshot.atlas, visit.query, count=count, address=address, on=today), language=None, wrap_lines=True)


def sidebar(snapshot: Snapshot, visit: Visit) -> None:
    """All filters but the years."""
    atlas, query = snapshot.atlas, visit.query
    with st.sidebar:
        st.text_input("Search", key="text", placeholder="Name, place, word", max_chars=200, on_change=_take_text, args=(visit,))
        for notice in visit.notices:
            st.text(notice)
        heading("Organizations")
        components.choices(
            organization_state(atlas, _without(snapshot, query, "organizations"), query),
            label="Organizations", field="org", key="organizations",
            on_change=lambda n, ids: visit.change(n, organizations=frozenset(ids or ())), **visit.sync,
        )  # fmt: skip
        heading("Kinds of event")
        components.choices(
            kind_state(atlas, _without(snapshot, query, "kinds"), query),
            label="Kinds of event", field="kind", key="kinds",
            on_change=lambda n, ids: visit.change(n, kinds=frozenset(ids or ())), **visit.sync,
        )  # fmt: skip
        st.session_state["certain"] = query.certain
        st.toggle("Only events certainly in these years", key="certain", on_change=_take_certain, args=(visit,))
        st.button("Show everything", on_click=visit.reset, disabled=query.cleared() == query, width="stretch")


def heading(text: str) -> None:
    """Show a small heading of our own words."""
    st.markdown(f"#### {text}")


def _take_text(visit: Visit) -> None:
    visit.change(text=str(st.session_state["text"]).strip())


def _take_certain(visit: Visit) -> None:
    visit.change(certain=bool(st.session_state["certain"]))


def _without(snapshot: Snapshot, query: Query, part: str) -> gpd.GeoDataFrame:
    """Return what the other filters show: what a choice of `part` can find."""
    return filters.apply(snapshot.events, query.with_(**{part: getattr(Query(), part)}), snapshot.atlas)


def organization_state(atlas: Atlas, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of families and their bodies."""
    bodies = [{**row, "short": row["abbreviation"] or row["name"]} for row in organizations(atlas)]
    families = atlas["families"][["id", "name", "letter", "colour"]].to_dict("records")
    rows = [{**row, "items": [body for body in bodies if body["family"] == row["id"]]} for row in families]
    counts = summarize.by_organization(events, atlas)
    none = {"id": filters.NONE_NAMED, "name": "None named", "count": counts[filters.NONE_NAMED]}
    return {
        "groups": components.groups([row for row in rows if row["items"]], counts),
        "extra": [none],
        "value": sorted(query.organizations),
    }


def kind_state(atlas: Atlas, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of kinds and their details."""
    kinds = [{**row, "short": row["name"]} for row in atlas["kinds"][["id", "name", "parent"]].to_dict("records")]
    rows = [{**row, "items": [kind for kind in kinds if kind["parent"] == row["id"]]} for row in kinds if not row["parent"]]
    return {"groups": components.groups(rows, summarize.by_kind(events)), "value": sorted(query.kinds)}


def the_map(snapshot: Snapshot, visit: Visit, title: str) -> None:
    """Show the map page in its frame."""
    with st.container(key="map"):
        components.map_frame(
            f"map?controls=0&data={snapshot.version}",
            title=title,
            query=page_query(snapshot, visit.query),
            place=visit.query.place or None,
            view=_view(visit.query),
            key="frame",
            on_place=lambda n, place: visit.change(n, place=place or ""),
            **visit.sync,
        )


def page_query(snapshot: Snapshot, query: Query) -> dict[str, Any]:
    """Return a query as the page understands it; what it cannot filter becomes event indices."""
    only = None
    if query.text or query.groups or query.persons:
        picked = filters.picked(snapshot.events, query, snapshot.atlas)
        only = snapshot.events["id"].isin(set(picked["id"])).to_numpy().nonzero()[0].tolist()
    return {
        "from": query.years.first,
        "to": query.years.last,
        "certain": query.certain,
        "org": sorted(query.organizations),
        "kind": sorted(query.kinds),
        "only": only,
    }


def _view(query: Query) -> dict[str, float] | None:
    view = query.view
    return {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None


def years(snapshot: Snapshot, visit: Visit) -> None:
    """Show the time slider with the histogram of what the other filters show."""
    query = visit.query
    chosen = filters.select(snapshot.events, query, snapshot.atlas)
    components.timeline(
        {**timeline_state(chosen, certain=query.certain), "value": {"from": query.years.first, "to": query.years.last}},
        key="years",
        on_change=lambda n, span: visit.change(n, years=_span(span)),
        **visit.sync,
    )


def timeline_state(chosen: gpd.GeoDataFrame, *, certain: bool) -> dict[str, Any]:
    """Return the bars: events certainly in each year, and those that are only possibly in it."""
    sure = summarize.by_year(chosen, *AXIS, certain=True)
    shown = sure if certain else summarize.by_year(chosen, *AXIS)
    possible = [total - certainly for total, certainly in zip(shown.years, sure.years, strict=True)]
    return {
        "counts": {"before": sure.before, "years": sure.years, "after": sure.after},
        "possible": {"before": 0, "years": possible, "after": 0},
    }


def _span(span: Mapping[str, int | None] | None) -> YearSpan:
    span = span or {}
    return YearSpan(span.get("from"), span.get("to"))


main()
