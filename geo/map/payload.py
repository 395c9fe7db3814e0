"""What the page needs to know, as compact columns plus texts.

Columns are typed arrays in base64 (little-endian), so that the page filters hundreds of
thousands of events within a frame; texts are read only when a card opens. Everything reaches the
page as JSON in a script block that is data, not code: see `dumps`.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from geo import dates
from geo.dataset import dating, settings
from geo.dataset.longitudes import turned
from geo.dataset.translate import localize
from geo.i18n import DEFAULT
from geo.map.antimeridian import placed
from geo.map.columns import pack, years
from geo.map.series import series
from geo.map.stays import stay_columns
from geo.map.texts import event_texts, lists, place_texts, places_on_the_day, positions
from geo.model import BOUNDS
from geo.view.join import join
from geo.view.points import representative

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from geo.dataset.translate import Localized
    from geo.model import Atlas

NO_DETAIL = 65_535
"""`geo.checks.events` allows so many kinds and organizations, the last of them under the number before it."""
NOWHERE = Point(math.nan, math.nan)
MOST_METRES = 2**31 - 1
"""What a column of 32 bits holds, many times around Earth."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""None of these stands outside of strings in JSON."""
BRACES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "{}"})


def dumps(value: Any) -> str:
    r"""Return JSON that is inert in HTML, in a script block and in Jinja templates.

    In strings ``<`` ``>`` ``&``, braces and line separators are written as ``\uXXXX``; outside of
    strings JSON has no two braces in a row that a template could take for its own.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char, escape in ESCAPES.items():
        text = text.replace(char, escape)
    return STRING.sub(_without_braces, text)


def _without_braces(match: re.Match[str]) -> str:
    text = match[0]
    return text.translate(BRACES) if "{" in text or "}" in text else text


def payload(atlas: Atlas, lang: str = DEFAULT) -> dict[str, Any]:
    """Return the columns of an atlas: what filtering and drawing need, with texts in a language."""
    localized = localize(atlas, lang)
    atlas = localized.atlas
    events = join(atlas.places, atlas.events, atlas["dated_by"])
    return {
        "title": atlas.package.get("title", ""),
        "version": atlas.version,
        "about": about(atlas),
        "text_language": {"lang": lang, "base": localized.base, "mark": localized.mark},
        "axis": settings.of(atlas).axis,
        "view": settings.of(atlas).view,
        "zoom": settings.of(atlas).zooms[0],
        "families": _rows(localized, "families", ("id", "name", "letter", "colour")),
        "organizations": _with_series(organizations(localized), localized),
        "kinds": _rows(localized, "kinds", ("id", "name", "parent", "layer", "seat")),
        "places": place_columns(localized),
        "events": event_columns(events, localized),
        "stays": stay_columns(events, localized),
        "coverage": coverage(atlas),
        "lists": lists(localized),
        "texts": event_texts(localized),
    }


def about(atlas: Atlas) -> dict[str, Any]:
    """Return what a page that travels alone must say of its dataset: which one it is, and who may use it how."""
    licences = atlas.package.get("licenses")
    rows = [one for one in licences if isinstance(one, dict)] if isinstance(licences, list) else []
    named = [(str(one.get("title", "")), str(one.get("name", ""))) for one in rows]
    return {
        "version": atlas.edition,
        "licences": [f"{title} ({name})" if title and name else title or name for title, name in named],
    }


def _rows(localized: Localized, table: str, names: Sequence[str]) -> list[dict[str, Any]]:
    rows = localized.atlas.rows(table)
    return [localized.with_untranslated({name: row[name] for name in names}, table, row["id"]) for row in rows]


def organizations(localized: Localized) -> list[dict[str, Any]]:
    """Return organizations with the years of their life as text."""
    bodies = _rows(localized, "organizations", ("id", "name", "abbreviation", "family"))
    lives = localized.atlas.rows("organizations")
    years = (dates.years(row["active_from"], row["active_to"], localized.lang) for row in lives)
    return [{**row, "years": life} for row, life in zip(bodies, years, strict=True)]


def _with_series(bodies: list[dict[str, Any]], localized: Localized) -> list[dict[str, Any]]:
    """Return organizations with their numbers by date, if any; a card shows them, and no list that is made often."""
    numbers = series(localized, "organizations", positions(localized.atlas["sources"]["id"]))
    return [{**row, "series": numbers[row["id"]]} if row["id"] in numbers else row for row in bodies]


def coverage(atlas: Atlas) -> list[dict[str, Any]]:
    """Return the years that the collection has examined, by family or organization; none when untold."""
    spans = ((row, dates.parse(row["from"]), dates.parse(row["to"])) for row in atlas.rows("coverage"))
    return [
        {"id": row["organization_id"], "depth": row["depth"], "from": first.earliest_start[0], "to": last.latest_end[0]}
        for row, first, last in spans
        if first.earliest_start and last.latest_end
    ]


def place_columns(localized: Localized) -> dict[str, Any]:
    """Return places that can be drawn or named, in the order of the dataset."""
    places = localized.atlas.places
    cut = settings.of(localized.atlas).seam
    points = [NOWHERE if shape is None else representative(shape) for shape in places.geometry]
    return {
        "id": list(places["id"]),
        "name": list(places["name"]),
        "lon": pack([turned(point.x, cut) for point in points], "float32"),
        "lat": pack([point.y for point in points], "float32"),
        "precision": pack([min(int(value or 0), MOST_METRES) for value in places["precision_m"]], "int32"),
        "shape": {
            str(index): placed(shape, cut)
            for index, shape in enumerate(places.geometry)
            if shape is not None and shape.geom_type != "Point"
        },
        "texts": place_texts(localized),
    }


def event_columns(events: gpd.GeoDataFrame, localized: Localized) -> dict[str, Any]:
    """Return one number per event and column; organizations as offsets into one flat column."""
    atlas = localized.atlas
    place = positions(atlas.places["id"])
    kind = positions(atlas["kinds"]["id"])
    offsets, flat = _flat_links(events["id"], atlas)
    when = dating.of_atlas(atlas)
    dated = [when[event] for event in events["id"]]
    return {
        "id": list(events["id"]),
        "title": list(events["title"]),
        "date": [dates.display(date, localized.lang) if date else "" for date in dated],
        "order": pack(dates.in_order(dated), "uint32"),
        "where": places_on_the_day(localized),
        "destination": pack([place.get(value, -1) for value in events["destination_id"]], "int32"),
        "place": pack([place.get(value, -1) for value in events["place_id"]], "int32"),
        "kind": pack([kind[value] for value in events["kind"]], "uint16"),
        "detail": pack([kind.get(value, NO_DETAIL) for value in events["kind_detail"]], "uint16"),
        **{name: pack(years(events[name]), "int16") for name in BOUNDS},
        "offset": pack(offsets, "uint32"),
        "organization": pack(flat, "uint16"),
    }


def _flat_links(ids: pd.Series[str], atlas: Atlas) -> tuple[list[int], list[int]]:
    """Return where each event's organizations begin (and end: the next offset), and all of them."""
    position = positions(atlas["organizations"]["id"])
    table = atlas["event_organizations"]
    linked = {str(event): list(bodies) for event, bodies in table.groupby("event_id")["organization_id"]}
    offsets, flat = [0], []
    for event in ids:
        flat += sorted({position[name] for name in linked.get(event, [])})
        offsets.append(len(flat))
    return offsets, flat
