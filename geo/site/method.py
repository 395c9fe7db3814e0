"""The page on method: what is included, what is counted, how it was made, what is missing, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dates
from geo.dataset import contact
from geo.dataset.translate import localize
from geo.map.paper import Text
from geo.view import evidence, labels, method

if TYPE_CHECKING:
    from geo.site.edition import Edition


def values(edition: Edition) -> dict[str, Any]:
    """Return what the page says of the whole dataset; numbers are those of `geo.view.method` and `evidence`."""
    whole, part = edition.whole, edition.contents.atlas
    localized = edition.localized if whole is part else localize(whole, edition.lang)
    atlas, gettext = localized.atlas, edition.words.gettext

    def mark(table: str, record: str, field: str) -> str:
        """Return what stands behind a text that has no translation."""
        return localized.mark if localized.untranslated_fields(table, record, [field]) else ""

    found, lack = evidence.count(atlas.events, atlas), method.missing(atlas)
    return {
        "version": atlas.edition,
        "mark": mark,
        "description": Text(method.description(localized), edition.lang),
        "evidence": found,
        "confidence": [
            (grade, gettext(labels.GRADES[grade]), gettext(labels.CONFIDENCE[grade]), n)
            for grade, n in found.confidence.items()
        ],
        "cited_passages": evidence.cited(atlas),
        "included": method.kinds(atlas),
        "measures": method.measures(atlas),
        "measure_words": {name: gettext(word) for name, word in labels.MEASURES.items()},
        "standards": atlas.rows("standards"),
        "missing": lack,
        "gaps": [(gap.id, gap.name, _years(gap.years, edition.lang)) for gap in lack.unlooked],
        "covered": method.covered(localized),
        "contact": contact.of(atlas.package),
    }


def _years(stretches: tuple[tuple[int, int], ...], lang: str) -> str:
    """Return stretches of years in words: "1917, 1930–1934"."""
    named = (
        dates.year(first, lang) if first == last else f"{dates.year(first, lang)}\N{EN DASH}{dates.year(last, lang)}"
        for first, last in stretches
    )
    return ", ".join(named)
