"""What a notebook shows of a dataset that stands alone in a cell, and of one for other libraries of geography."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.dataset import settings
from geo.export.tables import to_geojson
from geo.map.page import TEMPLATES
from geo.view.join import join
from geo.wording import count

if TYPE_CHECKING:
    from geo.model import Atlas

COUNTED = ("events", "places", "organizations", "persons", "sources")
"""Tables whose records are counted; one of them is called so without the s."""


def summary(atlas: Atlas) -> str:
    """Return a dataset in a few lines of HTML, escaped: title, version, how much it holds, licences, languages."""
    known = settings.of(atlas)
    return TEMPLATES.get_template("brief.html").render(
        title=atlas.package.get("title") or atlas.package.get("name") or "Atlas",
        edition=atlas.edition,
        counts=[count(len(atlas[table]), table[:-1]) for table in COUNTED if len(atlas[table])],
        years=known.axis,
        languages=known.languages,
        licences=[one.get("title") or one.get("name", "") for one in atlas.package.get("licenses", [])],
        incomplete=sorted(atlas.incomplete),
    )


def features(atlas: Atlas) -> dict[str, Any]:
    """Return the events as a FeatureCollection (RFC 7946), longitude before latitude, EPSG:4326."""
    found: dict[str, Any] = json.loads(to_geojson(join(atlas.places, atlas.events, atlas["dated_by"]), atlas))
    return found
