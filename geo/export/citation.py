"""How to cite a view."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from geo import dates
from geo.i18n import translator
from geo.view.query import to_params

if TYPE_CHECKING:
    from datetime import date

    from geo.dataset.translate import Localized
    from geo.view.query import Query


def cite(localized: Localized, query: Query, *, count: int, address: str, on: date) -> str:
    """Return a plain-text citation of a view: title, version, what is shown, address, day.

    `localized` is the dataset in the language of the query, see `geo.dataset.translate.localize`.
    """
    messages, atlas = translator(query.lang), localized.atlas
    title = atlas.package.get("title", "Atlas")
    where = f"{address}?{urlencode(to_params(query))}" if to_params(query) else address
    day = dates.display(dates.parse(on.isoformat()), query.lang)
    message = messages.ngettext(
        "%(title)s. Dataset version %(version)s, %(n)s event shown. %(address)s (accessed %(day)s).",
        "%(title)s. Dataset version %(version)s, %(n)s events shown. %(address)s (accessed %(day)s).",
        count,
    )
    return message % {"title": title, "version": atlas.version, "n": count, "address": where, "day": day}
