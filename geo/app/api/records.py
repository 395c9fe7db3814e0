"""Records as the read API tells them: columns as the dataset has them, and what belongs to a record with it.

A cell that is empty means unknown, and is left out; numbers stay as they are written, since some are no whole ones.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import cells, links, screens
from geo.export.selection import linked, places_of, records
from geo.model import BOUNDS
from geo.view import filters, searched, standing
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd

    from geo.app.snapshot import Snapshot
    from geo.model import Atlas
    from geo.view.query import Query

Json = dict[str, Any]
TABLES: Final = {"events": "events", "places": "places", "bodies": "organizations"}
"""What the API calls a table, as in the addresses of pages."""
WITH_EVENT: Final = {"figures": "figures", "citations": "citations"}
NAMES: Final = {of: (table, key) for table, of, key in searched.NAMES}


def chosen(snapshot: Snapshot, query: Query) -> gpd.GeoDataFrame:
    """Return the events that a query asks for, in the order of the dataset; with `place` those at it."""
    events = filters.drawn(snapshot.picked(query), query, snapshot.atlas)
    return events[events["id"].isin(standing.at_place(snapshot.atlas, query.place))] if query.place else events


def ids(snapshot: Snapshot, kind: str, query: Query) -> list[str]:
    """Return the ids of the records of a kind that a query asks for: those of its events; of everything all."""
    found = chosen(snapshot, query)
    if kind == "events":
        return [str(one) for one in found["id"]]
    every: list[str] = snapshot.atlas[TABLES[kind]]["id"].tolist()
    if len(found) == len(snapshot.events):
        return every
    some = set(found["id"])
    if kind == "places":
        named = {one["place"] for here in places_of(_about(snapshot.atlas, some)).values() for one in here}
    else:
        acted = snapshot.atlas["event_organizations"]
        named = set(acted.loc[acted["event_id"].isin(some), "organization_id"])
    return [one for one in every if one in named]


def events(snapshot: Snapshot, atlas: Atlas, wanted: Iterable[str], *, whole: bool = False) -> list[Json]:
    """Return events; `atlas` is the dataset in a language, and `whole` adds figures and citations of each."""
    wanted = [*wanted]
    atlas = _about(atlas, set(wanted))
    found = snapshot.events.set_index("id", drop=False).loc[wanted]
    places, made = places_of(atlas), []
    people = {name: linked(atlas, f"event_{name}", f"{name[:-1]}_id") for name in ("persons", "groups")}
    more = {name: _of_event(atlas, table) for name, table in WITH_EVENT.items()} if whole else {}
    belongs: dict[str, dict[str, list[Any]]] = {**people, **more}
    for row, shape, years in zip(
        records(found, atlas), found.geometry, found[list(BOUNDS)].to_dict("records"), strict=True
    ):
        event = row["id"]
        lists = {name: by[event] for name, by in belongs.items() if event in by}
        said = {"graphic": row.get("graphic") == "true", "years": _years(years), "places": places.get(event, [])}
        made.append({**given(row), **said, **_point(shape), **lists})
    return made


def places(atlas: Atlas, wanted: Iterable[str]) -> list[Json]:
    """Return places with all their names, their point in EPSG:4326 and what they are elsewhere."""
    shapes = dict(zip(atlas.places["id"], atlas.places.geometry, strict=True))
    return [{**one, **_point(shapes[one["id"]])} for one in _named(atlas, "places", wanted)]


def bodies(atlas: Atlas, wanted: Iterable[str]) -> list[Json]:
    """Return organizations with all their names."""
    return [*_named(atlas, "organizations", wanted)]


def given(row: Mapping[str, Any]) -> Json:
    """Return a record without what is not known."""
    return {name: value for name, value in row.items() if value not in ("", [])}


def _named(atlas: Atlas, table: str, wanted: Iterable[str]) -> Iterator[Json]:
    rows = {row["id"]: row for row in atlas.rows(table)}
    name_table, key = NAMES[table]
    names = cells.grouped((row[key], _without(row, key)) for row in atlas.rows(name_table))
    same = links.of_table(atlas, table)
    for one in wanted:
        yield {
            **given(rows[one]),
            "names": names.get(one, []),
            "links": [_without(row, "table", "id") for row in same.get(one, [])],
        }


def _about(atlas: Atlas, events: set[str]) -> Atlas:
    """Return a dataset without the rows of other events: a page of them must not cost what all of them would."""
    keys = {name: "id" if name == "events" else "event_id" for name in atlas.tables}
    tables = {
        name: table[screens.among(table, keys[name], events)] if keys[name] in table else table
        for name, table in atlas.tables.items()
    }
    return replace(atlas, tables=tables)


def _of_event(atlas: Atlas, table: str) -> dict[str, list[Json]]:
    return cells.grouped((row["event_id"], _without(row, "event_id")) for row in atlas.rows(table))


def _without(row: Mapping[str, Any], *names: str) -> Json:
    return given({name: value for name, value in row.items() if name not in names})


def _point(shape: Any) -> Json:
    """Return longitude and latitude, where there is a place; regions have one that stands for them."""
    if shape is None:
        return {}
    point = representative(shape)
    return {"coordinates": [round(point.x, 5), round(point.y, 5)]}


def _years(bounds: Mapping[str, float]) -> Json:
    """Return the four bounds as years; one that is open or unknown is left out."""
    return {name: int(year) for name, year in bounds.items() if abs(year) < float("inf")}
