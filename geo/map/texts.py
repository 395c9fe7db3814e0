"""The words of a card: what is said of each event and place, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from geo.model import Atlas

NUMBERS = ("low", "best", "high")


def event_texts(events: gpd.GeoDataFrame, atlas: Atlas) -> list[dict[str, Any]]:
    """Return for each event its description, note, doubt, organizations, figures and sources."""
    sources = {row["id"]: reference(row) for _, row in atlas["sources"].iterrows()}
    linked = {
        "figures": _by_event(atlas["figures"], lambda row: _figure(row, sources)),
        "citations": _citations(atlas, sources),
        "organizations": _organizations(events, atlas),
        "persons": _named(atlas, "event_persons", "person_id", "persons"),
        "groups": _named(atlas, "event_groups", "group_id", "groups"),
    }
    titles = dict(zip(events["id"], events["title"], strict=True))
    return [_event(row, titles) | {name: part.get(row["id"], []) for name, part in linked.items()} for _, row in events.iterrows()]


def _event(row: pd.Series[str], titles: Mapping[str, str]) -> dict[str, Any]:
    date = dates.parse(row["edtf"]) if row["edtf"] else None
    return {
        "description": row["description"],
        "note": row["note"],
        "confidence": row["confidence"],
        "scope": row["scope"],
        "doubt": [name for name in ("uncertain", "approximate") if date and getattr(date, name)],
        "part_of": titles.get(row["part_of"], ""),
    }


def reference(row: Mapping[str, str]) -> dict[str, str]:
    """Return a source as one line of text, and its address when that is a plain web address."""
    author = f"{row['author']}: " if row["author"] else ""
    parts = [row["title"], row["container_title"], row["publisher"], row["issued"]]
    url = row["url"] if row["url"].startswith(("https://", "http://")) else ""
    return {"text": author + ", ".join(part for part in parts if part), "url": url, "consulted": row["consulted"]}


def _by_event(table: pd.DataFrame, make: Any) -> dict[str, list[Any]]:
    return {str(event): [make(row) for _, row in rows.iterrows()] for event, rows in table.groupby("event_id", sort=False)}


def _figure(row: pd.Series[str], sources: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    numbers = {name: int(row[name]) if row[name] else None for name in NUMBERS}
    source = sources.get(row["source_id"], {}).get("text", "")
    return {"measure": row["measure"], **numbers, "definition": row["definition"], "source": source, "locator": row["locator"]}


def _citations(atlas: Atlas, sources: Mapping[str, dict[str, str]]) -> dict[str, list[Any]]:
    """Return each event's sources in their order, every source once with all its locators."""
    grouped = atlas["citations"].groupby(["event_id", "source_id"], sort=False)["locator"].agg(list)
    found: dict[str, list[Any]] = {}
    for (event, source), locators in grouped.items():  # type: ignore[misc]
        entry = sources[source] | {"locators": [text for text in locators if text]}
        found.setdefault(event, []).append(entry)
    return found


def _named(atlas: Atlas, link: str, column: str, target: str) -> dict[str, list[Any]]:
    names = dict(zip(atlas[target]["id"], atlas[target]["name"], strict=True))
    has_role = "role" in atlas[link]
    return _by_event(atlas[link], lambda row: {"name": names[row[column]], "role": row["role"] if has_role else ""})


def _organizations(events: gpd.GeoDataFrame, atlas: Atlas) -> dict[str, list[Any]]:
    """Return each event's organizations under the names they had when it began."""
    families = dict(zip(atlas["organizations"]["id"], atlas["organizations"]["family"], strict=True))
    names = dict(zip(atlas["organizations"]["id"], atlas["organizations"]["name"], strict=True))
    when = dict(zip(events["id"], events["edtf"], strict=True))
    dated = {str(key): rows for key, rows in atlas["organization_names"].query("lang == 'en'").groupby("organization_id")}

    def make(row: pd.Series[str]) -> dict[str, str]:
        body = row["organization_id"]
        name = name_on(dated[body], when.get(row["event_id"], "")) if body in dated else ""
        return {"name": name or names[body], "family": families[body], "role": row["role"]}

    return _by_event(atlas["event_organizations"], make)


def name_on(names: pd.DataFrame, edtf: str) -> str:
    """Return the first of dated names that was borne when `edtf` began; "" when none was."""
    start = dates.parse(edtf).earliest_start if edtf else None
    for _, row in names.iterrows():
        if start is None or _bears(row, start):
            return str(row["name"])
    return ""


def _bears(row: pd.Series[str], day: tuple[int, int, int]) -> bool:
    first = dates.parse(row["from"]).earliest_start if row["from"] else None
    last = dates.parse(row["to"]).latest_end if row["to"] else None
    return (first is None or first <= day) and (last is None or day <= last)


def place_texts(atlas: Atlas) -> list[dict[str, Any]]:
    """Return for each place what is said of it and every name it bore, with years."""
    names = atlas["place_names"]
    found = {str(place): [_place_name(row) for _, row in rows.iterrows()] for place, rows in names.groupby("place_id", sort=False)}
    columns = ("kind", "certainty", "scope", "note")
    return [{name: row[name] for name in columns} | {"names": found.get(row["id"], [])} for _, row in atlas.places.iterrows()]


def _place_name(row: pd.Series[str]) -> dict[str, str]:
    return {"name": row["name"], "lang": row["lang"], "years": dates.years(row["from"], row["to"])}
