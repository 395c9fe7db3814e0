"""How to cite a view."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from geo import dates
from geo.i18n import translator
from geo.query import to_params
from geo.translate import localized

if TYPE_CHECKING:
    from datetime import date

    from geo.model import Atlas
    from geo.query import Query


def cite(atlas: Atlas, query: Query, *, count: int, address: str, on: date) -> str:
    """Return a plain-text citation of a view: title, version, what is shown, address, day."""
    told = translator(query.lang)
    title = localized(atlas, query.lang).atlas.package.get("title", "Atlas")
    where = f"{address}?{urlencode(to_params(query))}" if to_params(query) else address
    day = dates.display(dates.parse(on.isoformat()), query.lang)
    message = told.ngettext(
        "%(title)s. Dataset version %(version)s, %(n)s event shown. %(address)s (accessed %(day)s).",
        "%(title)s. Dataset version %(version)s, %(n)s events shown. %(address)s (accessed %(day)s).",
        count,
    )
    return message % {"title": title, "version": atlas.version, "n": count, "address": where, "day": day}
