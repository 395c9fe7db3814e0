"""What the widgets of the explore page are given, from a dataset and a query."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from markupsafe import escape

from geo import dates
from geo.dataset import columns, dating
from geo.i18n import number, translator
from geo.map import payload
from geo.view import index, labels, summarize
from geo.view.query import WHAT, to_params
from geo.view.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from geo.app.snapshot import Snapshot
    from geo.dataset.translate import Localized
    from geo.i18n import Translator
    from geo.model import Atlas
    from geo.view.query import Query

MOST_NAMED = 1000
"""Groups or persons that a list offers; a search finds the others."""
_FOLDED: WeakKeyDictionary[Atlas, dict[str, dict[str, str]]] = WeakKeyDictionary()
MOST_APART = 50
"""Events that are listed apart from a total; of more the number is said."""


def organizations(
    localized: Localized, every: Sequence[Mapping[str, Any]], events: gpd.GeoDataFrame, query: Query
) -> dict[str, Any]:
    """Return the pills of families and their bodies."""
    bodies = [{**row, "short": row["abbreviation"] or row["name"]} for row in every]
    rows = [
        {**row, "items": [body for body in bodies if body["family"] == row["id"]]}
        for row in payload.families(localized)
    ]
    counts = summarize.by_organization(events, localized.atlas, query.years, certain=query.certain)
    _ = translator(localized.lang).gettext
    none = {"id": columns.NONE_NAMED, "name": _("None named"), "count": counts[columns.NONE_NAMED]}
    if query.by == WHAT:  # the marks of families stand beside them where the map draws them
        rows = _unmarked(rows)
    return {
        "groups": _counted([row for row in rows if row["items"]], counts),
        "extra": [none],
        "value": sorted(query.organizations),
    }


def kinds(localized: Localized, counts: Mapping[str, int], query: Query) -> dict[str, Any]:
    """Return the pills of kinds and their details."""
    every = [{**row, "short": row["name"]} for row in payload.kinds(localized)]
    rows = [
        {**row, "items": [kind for kind in every if kind["parent"] == row["id"]]} for row in every if not row["parent"]
    ]
    if query.by != WHAT:
        rows = _unmarked(rows)
    return {"groups": _counted(rows, counts), "value": sorted(query.kinds)}


def facets(
    snapshot: Snapshot,
    localized: Localized,
    found: Mapping[str, gpd.GeoDataFrame],
    of_kinds: Mapping[str, int],
    query: Query,
) -> dict[str, Any]:
    """Return all lists of choices, and what the lineage of bodies shows.

    `found` has for each field of the query that holds ids the events that a choice of it can find; `of_kinds` how many
    each kind would show.
    """
    bodies = payload.organizations(localized)
    groups = named(localized, "groups", found["groups"], query.groups)
    persons = named(localized, "persons", found["persons"], query.persons)
    listed = {"organizations": bodies, "groups": groups["extra"], "persons": persons["extra"]}
    return {
        "states": {
            "org": organizations(localized, bodies, found["organizations"], query),
            "kind": kinds(localized, of_kinds, query),
            "group": groups,
            "person": persons,
        },
        "has": {table: len(rows) for table, rows in listed.items()},
        "words": {table: _words(snapshot.atlas, table, rows) for table, rows in listed.items()},
        "lineage": {
            "families": payload.families(localized),
            "organizations": bodies,
            "axis": {"first": snapshot.axis[0], "last": snapshot.axis[1]},
            "span": {"from": query.years.first, "to": query.years.last},
        },
    }


def named(localized: Localized, table: str, events: gpd.GeoDataFrame, chosen: frozenset[str]) -> dict[str, Any]:
    """Return the pills of groups or persons: of many those that most events name, and the chosen ones."""
    counts = summarize.by_named(events, table, localized.atlas)
    first = {*heapq.nlargest(MOST_NAMED, counts, key=counts.__getitem__), *chosen}
    rows = [{"id": row["id"], "name": row["name"]} for row in localized.atlas.rows(table) if row["id"] in first]
    extra = [{**row, "count": counts[row["id"]]} for row in rows]
    return {"groups": [], "extra": extra, "value": sorted(chosen), "more": len(counts) - len(extra)}


def _words(atlas: Atlas, table: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return for some records of a table the words of all their names, each once, as a search compares them."""
    known = _FOLDED.setdefault(atlas, {})
    if table not in known:
        names = zip(atlas[table]["id"].tolist(), index.of_atlas(atlas).names[table], strict=True)
        known[table] = {key: " ".join(dict.fromkeys(fold(" ".join(of)).split())) for key, of in names}
    return {row["id"]: known[table][row["id"]] for row in rows}


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
        "text": query.text,
        "year": query.year,
        "by": query.by,
        "against": _against(query),
        "focus": focus(query),
    }


def _against(query: Query) -> dict[str, Any] | None:
    if query.against is None:
        return None
    years = query.against.years
    return {
        "years": None if years is None else {"from": years.first, "to": years.last},
        "org": sorted(query.against.organizations),
    }


def focus(query: Query) -> list[dict[str, str]]:
    """Return what the list is narrowed to, as the page names it."""
    lists = (("group", sorted(query.groups)), ("person", sorted(query.persons)), ("within", [query.within]))
    return [{"what": what, "id": name} for what, names in lists for name in names if name]


def frame(localized: Localized, query: Query, address: str) -> str:
    """Return the HTML with which another page shows a view in a frame; `address` is that of the app, to its last /."""
    title = str(localized.atlas.package.get("title", "Atlas"))
    asked = urlencode({**to_params(query), "lang": query.lang, "ui": "min"}, safe=",")
    src, name = escape(f"{address}map?{asked}"), escape(title)
    return f'<iframe src="{src}" title="{name}" width="900" height="500" style="border: 0" loading="lazy"></iframe>'


def timeline(chosen: gpd.GeoDataFrame, snapshot: Snapshot, query: Query) -> dict[str, Any]:
    """Return the bars: of `chosen` the events that each year would show, and how many of them only possibly."""
    of = (query.organizations, snapshot.atlas)
    shown = summarize.by_year(chosen, *snapshot.axis, certain=query.certain, of=of)
    sure = summarize.by_year(chosen, *snapshot.axis, certain=True, of=of)
    possible = [total - certainly for total, certainly in zip(shown.years, sure.years, strict=True)]
    return {
        "counts": {"before": shown.before, "years": shown.years, "after": shown.after},
        "possible": {"before": 0, "years": possible, "after": 0},
    }


def layers(localized: Localized, query: Query) -> dict[str, Any]:
    """Return the kinds that can be taken off the map, and those that are."""
    rows = [{"id": row["id"], "name": row["name"]} for row in localized.atlas.rows("kinds") if row["layer"] == "true"]
    return {"rows": rows, "value": sorted(query.hidden)}


def coverage(atlas: Atlas, query: Query) -> dict[str, Any]:
    """Return what the collection has examined, and whose coverage is asked for."""
    rows = payload.coverage(atlas)
    family = dict(zip(atlas["organizations"]["id"], atlas["organizations"]["family"], strict=True))
    wanted = query.organizations | {family[name] for name in query.organizations if name in family}
    return {"rows": rows, "wanted": sorted(wanted)}


def totals(found: Iterable[summarize.Total], lang: str) -> list[str]:
    """Return a line for each total that has something; what is not added is counted."""
    return [_total(one, lang) for one in found if one.events or one.beyond]


def _total(found: summarize.Total, lang: str) -> str:
    messages = translator(lang)
    measure = messages.gettext(labels.MEASURES.get(found.measure, found.measure))
    left, beyond, others = len(found.left_out), len(found.beyond), len(found.other_counts)
    more = [
        messages.ngettext("%(n)s that overlaps left out", "%(n)s that overlap left out", left) % {"n": left},
        messages.ngettext(
            "%(n)s of a longer or doubtful span apart", "%(n)s of longer or doubtful spans apart", beyond
        ) % {"n": beyond},
        messages.ngettext("%(n)s with other counts too", "%(n)s with other counts too", others) % {"n": others},
    ]  # fmt: skip
    notes = [note for note, n in zip(more, (left, beyond, others), strict=True) if n]
    return "; ".join([_sum(found, measure, messages), *notes])


def _sum(found: summarize.Total, measure: str, messages: Translator) -> str:
    n = len(found.events)
    if not n:
        return messages.gettext("%(measure)s: nothing to add") % {"measure": measure}
    line = messages.ngettext("%(measure)s: %(figures)s (%(n)s event)", "%(measure)s: %(figures)s (%(n)s events)", n)
    return line % {"measure": measure, "figures": _span(found.low, found.high, messages.lang), "n": n}


def apart(found: Iterable[summarize.Total], localized: Localized) -> tuple[int, list[str]]:
    """Return how many events reach beyond the years of some totals, and the first of them in order of time."""
    beyond = {event for one in found for event in one.beyond}
    rows = [row for row in localized.atlas.rows("events") if row["id"] in beyond]
    when = dating.of_atlas(localized.atlas)
    first = [rows[i] for i in dates.in_order(when[row["id"]] for row in rows)[:MOST_APART]]
    told = ((_title(row, localized), when[row["id"]]) for row in first)
    return len(rows), [f"{title}, {dates.display(date, localized.lang)}" if date else title for title, date in told]


def _title(row: Mapping[str, str], localized: Localized) -> str:
    """Return the title of an event, marked when it is not in the language asked for."""
    untranslated = localized.untranslated_fields("events", row["id"], ["title"])
    return f"{row['title']} {localized.mark}" if untranslated else row["title"]


def _span(low: int | None, high: int | None, lang: str) -> str:
    messages = translator(lang)
    _ = messages.gettext
    least, most = (None if n is None else number(n, messages.lang) for n in (low, high))
    if low is None:
        return _("no bound can be given") if high is None else _("at most %(n)s") % {"n": most}
    if high is None:
        return _("at least %(n)s") % {"n": least}
    return str(least) if low == high else _("%(low)s to %(high)s") % {"low": least, "high": most}


def _unmarked(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return pills without the marks by which the map does not tell now."""
    return [{name: value for name, value in row.items() if name not in ("mark", "colour")} for row in rows]


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
