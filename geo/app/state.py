"""What the widgets of the explore page are given, from a dataset and a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from geo import dates
from geo.app import texts
from geo.dataset import columns
from geo.dataset.translate import DATASET
from geo.errors import QueryError
from geo.i18n import translator
from geo.map import payload
from geo.view import summarize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from geo.app.store import Snapshot
    from geo.dataset.translate import Localized
    from geo.model import Atlas
    from geo.view.query import Query


def organizations(spoken: Localized, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of families and their bodies."""
    bodies = [{**row, "short": row["abbreviation"] or row["name"]} for row in payload.organizations(spoken)]
    rows = [
        {**row, "items": [body for body in bodies if body["family"] == row["id"]]}
        for row in spoken.atlas.rows("families")
    ]
    counts = summarize.by_organization(events, spoken.atlas)
    _ = translator(spoken.lang).gettext
    none = {"id": columns.NONE_NAMED, "name": _("None named"), "count": counts[columns.NONE_NAMED]}
    return {
        "groups": _counted([row for row in rows if row["items"]], counts),
        "extra": [none],
        "value": sorted(query.organizations),
    }


def kinds(spoken: Localized, events: gpd.GeoDataFrame, query: Query) -> dict[str, Any]:
    """Return the pills of kinds and their details."""
    every = [{**row, "short": row["name"]} for row in spoken.atlas.rows("kinds")]
    rows = [
        {**row, "items": [kind for kind in every if kind["parent"] == row["id"]]} for row in every if not row["parent"]
    ]
    return {"groups": _counted(rows, summarize.by_kind(events)), "value": sorted(query.kinds)}


def of_page(snapshot: Snapshot, query: Query, picked: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return a query as the page understands it; what it cannot filter becomes the indices of `picked`."""
    only = None
    if query.text or focus(query):
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


def timeline(chosen: gpd.GeoDataFrame, axis: tuple[int, int], *, certain: bool) -> dict[str, Any]:
    """Return the bars: events that each year would show, and how many of them only possibly."""
    shown = summarize.by_year(chosen, *axis, certain=certain)
    sure = summarize.by_year(chosen, *axis, certain=True)
    possible = [total - certainly for total, certainly in zip(shown.years, sure.years, strict=True)]
    return {
        "counts": {"before": shown.before, "years": shown.years, "after": shown.after},
        "possible": {"before": 0, "years": possible, "after": 0},
    }


def layers(spoken: Localized, query: Query) -> dict[str, Any]:
    """Return the kinds that can be taken off the map, and those that are."""
    rows = [{"id": row["id"], "name": row["name"]} for row in spoken.atlas.rows("kinds") if row["layer"] == "true"]
    return {"rows": rows, "value": sorted(query.hidden)}


def coverage(atlas: Atlas, query: Query) -> dict[str, Any]:
    """Return what the collection has examined, and whose coverage is asked for."""
    rows = payload.coverage(atlas)
    family = dict(zip(atlas["organizations"]["id"], atlas["organizations"]["family"], strict=True))
    wanted = query.organizations | {family[name] for name in query.organizations if name in family}
    return {"rows": rows, "wanted": sorted(wanted)}


def totals(events: gpd.GeoDataFrame, spoken: Localized) -> list[str]:
    """Return a line for each measure that can be added over events; overlapping ones are left out."""
    measures = dict.fromkeys(spoken.atlas["figures"]["measure"])
    return [line for measure in measures if (line := _total(events, measure, spoken))]


def _total(events: gpd.GeoDataFrame, measure: str, spoken: Localized) -> str:
    told = translator(spoken.lang)
    try:
        found = summarize.total(events, measure, spoken.atlas)
    except QueryError:
        return ""  # such figures cannot be added at all
    if not found.events:
        return ""
    name = told.gettext(texts.MEASURES.get(measure, measure))
    line = told.gettext("%(measure)s: %(figures)s (events with such a figure: %(n)s)") % {
        "measure": name,
        "figures": _span(found.low, found.high, spoken.lang),
        "n": len(found.events),
    }
    left = len(found.left_out)
    more = told.ngettext("%(n)s part of another left out", "%(n)s that are part of others left out", left)
    return f"{line}; {more % {'n': left}}" if left else line


def _span(low: int | None, high: int | None, lang: str) -> str:
    told = translator(lang)
    _ = told.gettext
    least, most = (None if n is None else format_decimal(n, locale=told.lang) for n in (low, high))
    if low is None:
        return _("no bound can be given") if high is None else _("at most %(n)s") % {"n": most}
    if high is None:
        return _("at least %(n)s") % {"n": least}
    return str(least) if low == high else _("%(low)s to %(high)s") % {"low": least, "high": most}


def description(spoken: Localized) -> str:
    """Return what the dataset says of itself, marked when it is not in the language asked for."""
    package = spoken.atlas.package
    text = str(package.get("description") or package.get("title") or "")
    stayed = spoken.stayed(DATASET, str(package.get("name")), ["description"])
    return f"{text} {spoken.mark}" if text and stayed else text


def covered(spoken: Localized) -> list[str]:
    """Return in words what the collection has examined; the notes are in the dataset's own language."""
    atlas, _ = spoken.atlas, translator(spoken.lang).gettext
    names = {row["id"]: row["name"] for table in ("organizations", "families") for row in atlas.rows(table)}
    rows = atlas.rows("coverage")
    told = ((names.get(row["organization_id"], ""), dates.years(row["from"], row["to"], spoken.lang)) for row in rows)
    words = [texts.DEPTHS.get(row["depth"], row["depth"]) for row in rows]
    mark = "" if spoken.lang == spoken.base else f" {spoken.mark}"
    lines = zip(told, words, rows, strict=True)
    return [f"{name}, {years} ({_(word)}): {row['note']}{mark}" for (name, years), word, row in lines]


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
