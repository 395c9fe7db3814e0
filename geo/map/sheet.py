"""One place on paper: what its card says, with a small map, as a document that can be printed or handed out.

It is HTML in which nothing leads out; `geo.map.pdf` makes a PDF of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import segno

from geo import dates, i18n
from geo.dataset import dating
from geo.dataset.translate import localize
from geo.export.citation import cite
from geo.map import paper
from geo.map.outline import outline, year_of
from geo.view.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from geo.dataset.translate import Localized
    from geo.model import Atlas

TEMPLATE = "sheet.html"


def document(
    atlas: Atlas,
    place: str,
    lang: str,
    *,
    on: date,
    address: str = "",
    fonts: Mapping[str, Path] | None = None,
    graphic: bool = False,
) -> str:
    """Return the sheet of a place as HTML.

    Parameters
    ----------
    atlas
        The dataset.
    place
        Id of a place.
    lang
        The language of the texts; what has no translation is marked.
    on
        The day that the citation names.
    address
        Of the public atlas, with a slash at the end: cited, and in a QR code; "" leaves both out.
    fonts
        Family -> file of the typefaces to carry; without any those of the machine are used.
    graphic
        Whether it has the texts that some would not want to meet unprepared; else a line says that they are left out.
    """
    sheet = paper.Sheet(localize(atlas, lang), i18n.translator(lang), graphic=graphic)
    here = next(row for row in sheet.localized.atlas.rows("places") if row["id"] == place)
    events = sheet.events(place)
    query = Query(place=place, lang=lang)
    seen = f"{address}?{urlencode({'place': place, 'lang': lang})}" if address else ""
    year = year_of(dating.of_atlas(atlas)[one["id"]] for one in events)
    drawn = outline(sheet.localized.atlas, place, year, lang, here["name"])
    values = {
        "lang": lang,
        "title": sheet.marked("places", here, "name"),
        "of": sheet.localized.atlas.package.get("title", ""),
        "names": sheet.names(place, here["name"]),
        "notes": sheet.place_notes(here),
        "note": sheet.marked("places", here, "note"),
        "map": paper.image(drawn, "image/svg+xml") if drawn else "",
        "year": dates.year(year, lang) if year is not None else "",
        "events": events,
        "pictures_of_place": sheet.pictures_of("place_id", place),
        "licence": paper.licence(atlas),
        "citation": _cited(sheet.localized, query, len(events), address, on),
        "code": segno.make(seen, error="m", micro=False).svg_data_uri(scale=4) if seen else "",
        "seen": seen,
        "_": sheet.words.gettext,
    }
    return paper.written(TEMPLATE, values, ["sheet"], fonts)


def _cited(localized: Localized, query: Query, count: int, address: str, on: date) -> str:
    """Return how to cite the sheet; without a public atlas by its dataset alone."""
    return " ".join(cite(localized, query, count=count, address=address, on=on).split())
