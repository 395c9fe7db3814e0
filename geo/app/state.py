"""What the widgets of the explore page are given, from a dataset and a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import filters, summarize
from geo.map import payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from geo.app.store import Snapshot
    from geo.model import Atlas
    from geo.query import Query


def organizations(atlas: Atlas, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of families and their bodies."""
    bodies = [{**row, "short": row["abbreviation"] or row["name"]} for row in payload.organizations(atlas)]
    rows = [
        {**row, "items": [body for body in bodies if body["family"] == row["id"]]} for row in atlas.rows("families")
    ]
    counts = summarize.by_organization(events, atlas)
    none = {"id": filters.NONE_NAMED, "name": "None named", "count": counts[filters.NONE_NAMED]}
    return {
        "groups": _counted([row for row in rows if row["items"]], counts),
        "extra": [none],
        "value": sorted(query.organizations),
    }


def kinds(atlas: Atlas, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of kinds and their details."""
    every = [{**row, "short": row["name"]} for row in atlas.rows("kinds")]
    rows = [
        {**row, "items": [kind for kind in every if kind["parent"] == row["id"]]} for row in every if not row["parent"]
    ]
    return {"groups": _counted(rows, summarize.by_kind(events)), "value": sorted(query.kinds)}


def of_page(snapshot: Snapshot, query: Query) -> dict[str, Any]:
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


def timeline(chosen: gpd.GeoDataFrame, *, certain: bool) -> dict[str, Any]:
    """Return the bars: events that each year would show, and how many of them only possibly."""
    shown = summarize.by_year(chosen, *payload.AXIS, certain=certain)
    sure = summarize.by_year(chosen, *payload.AXIS, certain=True)
    possible = [total - certainly for total, certainly in zip(shown.years, sure.years, strict=True)]
    return {
        "counts": {"before": shown.before, "years": shown.years, "after": shown.after},
        "possible": {"before": 0, "years": possible, "after": 0},
    }


def _counted(rows: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return pills with their counts; `rows` are groups with `items`, each with an `id`."""
    return [
        {
            **row,
            "count": counts.get(row["id"], 0),
            "items": [{**item, "count": counts.get(item["id"], 0)} for item in row["items"]],
        }
        for row in rows
    ]
