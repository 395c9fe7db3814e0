"""What an export of the atlas does not hold that is no zip and no GeoPackage, so that its import can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.imports import phrases, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OWN: Final = "an export of the atlas: ids and texts stay as they are"
EVENTS: Final[Mapping[str, Collection[str]]] = {
    "organizations": ("id",),
    "kinds": ("id", "parent"),
    "sources": ("id",),
    "event_organizations": ("event_id", "organization_id"),
    "citations": ("event_id", "source_id"),
}
"""Table -> columns that any export of events holds, beside those of the events themselves."""
ROWS: Final[Mapping[str, Collection[str]]] = {**EVENTS, "places": ("id", "name", "precision_m", "certainty")}
"""The same of one that has a row for each event, in which its place stands."""
FIGURES: Final[Mapping[str, Collection[str]]] = {"figures": ("event_id", "measure", "low", "best", "high")}
"""What the columns of figures hold."""
PLACES: Final = ("places", "place_names")
"""Tables that Linked Places hold whole."""


def sentences(held: Mapping[str, Collection[str]], whole: Collection[str] = ()) -> tuple[str, ...]:
    """Return what is to be said first of an export that holds some columns of tables, and `whole` tables.

    Of `links` Linked Places have those of places; rows name the places of `place_id`, of others the id alone.
    """
    absent, cut = [], []
    for table, columns in schema.columns().items():
        lost = [name for name in columns if name not in held.get(table, ())]
        if table in whole or table == "events" or not lost:
            continue
        if table in held:
            cut.append(f"{table} ({', '.join(lost)})")
        else:
            absent.append(table if table != "links" or not whole else "links of what is no place")
    if "places" not in whole:
        cut.append("of places those where nothing happened, and destinations have their ids for names")
    missing = f"Missing here are the tables {', '.join(absent)}; of other tables the columns {'; '.join(cut)}."
    instead = "Instead, names that are missing are ids, roles of organizations are subject, figures cite this file"
    begin = f"{phrases.ATTENTION} such a file does not hold the whole dataset, but a GeoPackage and the zip do."
    return OWN, f"{begin} {missing} {instead}"
