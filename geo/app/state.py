"""What the widgets of the explore page are given, from a dataset and a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates, filters, summarize
from geo.errors import QueryError
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
    if query.text or focus(query):
        picked = filters.picked(snapshot.events, query, snapshot.atlas)
        only = snapshot.events["id"].isin(set(picked["id"])).to_numpy().nonzero()[0].tolist()
    return {
        "from": query.years.first,
        "to": query.years.last,
        "certain": query.certain,
        "org": sorted(query.organizations),
        "kind": sorted(query.kinds),
        "hide": sorted(query.hidden),
        "only": only,
        "year": query.year,
        "focus": focus(query),
    }


def focus(query: Query) -> list[dict[str, str]]:
    """Return what the list is narrowed to, as the page names it."""
    lists = (("group", sorted(query.groups)), ("person", sorted(query.persons)), ("within", [query.within]))
    return [{"what": what, "id": name} for what, names in lists for name in names if name]


def timeline(chosen: gpd.GeoDataFrame, *, certain: bool) -> dict[str, Any]:
    """Return the bars: events that each year would show, and how many of them only possibly."""
    shown = summarize.by_year(chosen, *payload.AXIS, certain=certain)
    sure = summarize.by_year(chosen, *payload.AXIS, certain=True)
    possible = [total - certainly for total, certainly in zip(shown.years, sure.years, strict=True)]
    return {
        "counts": {"before": shown.before, "years": shown.years, "after": shown.after},
        "possible": {"before": 0, "years": possible, "after": 0},
    }


def layers(atlas: Atlas, query: Query) -> dict[str, Any]:
    """Return the kinds that can be taken off the map, and those that are."""
    rows = [{"id": row["id"], "name": row["name"]} for row in atlas.rows("kinds") if row["layer"] == "true"]
    return {"rows": rows, "value": sorted(query.hidden)}


def coverage(atlas: Atlas, query: Query) -> dict[str, Any]:
    """Return what the collection has examined, and whose coverage is asked for."""
    rows = payload.coverage(atlas)
    family = dict(zip(atlas["organizations"]["id"], atlas["organizations"]["family"], strict=True))
    wanted = query.organizations | {family[name] for name in query.organizations if name in family}
    return {"rows": rows, "wanted": sorted(wanted)}


def totals(events: gpd.GeoDataFrame, atlas: Atlas) -> list[str]:
    """Return a line for each measure that can be added over events; overlapping ones are left out."""
    measures = dict.fromkeys(atlas["figures"]["measure"])
    return [line for measure in measures if (line := _total(events, measure, atlas))]


def _total(events: gpd.GeoDataFrame, measure: str, atlas: Atlas) -> str:
    try:
        found = summarize.total(events, measure, atlas)
    except QueryError:
        return ""  # such figures cannot be added at all
    if not found.events:
        return ""
    left = f"; {len(found.left_out)} that are part of others left out" if found.left_out else ""
    return f"{measure.replace('-', ' ')}: {_span(found.low, found.high)} (events with such a figure: {len(found.events)}{left})"


def _span(low: int | None, high: int | None) -> str:
    if low is None:
        return "no bound can be given" if high is None else f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def covered(atlas: Atlas) -> list[str]:
    """Return in words what the collection has examined."""
    names = {row["id"]: row["name"] for table in ("organizations", "families") for row in atlas.rows(table)}
    rows = atlas.rows("coverage") if "coverage" in atlas.tables else []
    spans = ((names.get(row["organization_id"], ""), dates.years(row["from"], row["to"]), row) for row in rows)
    return [f"{name}, {span} ({row['depth']}): {row['note']}" for name, span, row in spans]


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
