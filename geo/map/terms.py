"""Words of the field as a card explains them: definition and source, and how the texts of this language spell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.map import texts
from geo.view import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.dataset.translate import Localized

_SHOWN: Final = {
    "events": ("description", "note"),
    "kinds": ("name",),
    "organizations": ("name",),
    "organization_names": ("name",),
}
"""Where a card explains terms."""


def explained_terms(localized: Localized) -> list[dict[str, Any]]:
    """Return the terms that stand in texts of a dataset, with the spellings of each of their words."""
    atlas = localized.atlas
    rows = atlas.rows(terms.TERMS)
    if not rows:
        return []
    spelled = terms.spellings([row["term"] for row in rows], _texts(localized), localized.lang)
    sources = {row["id"]: texts.reference(row)["text"] for row in atlas.rows("sources")}
    shown = [
        {
            "term": row["term"],
            "definition": row["definition"],
            "source": ", ".join(filter(None, (sources.get(row["source_id"], ""), row["locator"]))),
            "words": words,
        }
        for row, words in zip(rows, spelled, strict=True)
    ]
    return [
        localized.with_untranslated(one, terms.TERMS, row["id"])
        for row, one in zip(rows, shown, strict=True)
        if one["words"]
    ]


def _texts(localized: Localized) -> Iterator[pd.Series[str]]:
    for table, fields in _SHOWN.items():
        yield from (localized.atlas[table][field] for field in fields)
