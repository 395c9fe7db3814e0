"""Pages of which a language has one, and which are no list: the way to all others, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset.translate import DATASET
from geo.export import FORMATS
from geo.map.paper import Text
from geo.site import changed, iiif, lists, method
from geo.site.addresses import CHANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.site.edition import Edition

Values = dict[str, Any]


def contents(edition: Edition) -> Values:
    """Return what the first page of a language says: what this is, where to begin, and what can be taken away."""
    return {
        "description": of_dataset(edition, "description"),
        "opening": edition.opening,
        "untranslated": edition.localized.mark,
        "stories": lists.entries(edition, "stories"),
        "number": edition.sheet.number,
        "chosen": _chosen(edition),
        "manifest": iiif.PATH if edition.scheme.base and edition.pictures else "",
        "events_in_all": edition.count(len(edition.contents.order)),
        "downloads": [
            (edition.words.gettext(one.label), edition.scheme.download(one.file, edition.lang))
            for one in FORMATS.values()
        ],
    }


def _chosen(edition: Edition) -> str:
    """Return that there are pages for a part of the events only, "" where all have one."""
    n, every = len(edition.contents.order), len(edition.whole.events)
    number = edition.sheet.number
    if n == every:
        return ""
    sentence = edition.words.pgettext(
        "site",
        "There are pages for %(n)s of %(all)s events: those of the stories first, then those that are best supported. "
        "The map and the downloads have all of them.",
    )
    return sentence % {"n": number(n), "all": number(every)}


def search(edition: Edition) -> Values:
    """Return every name from A to Z, by letter."""
    return {"letters": lists.by_letter(edition, lists.everything(edition))}


def of_dataset(edition: Edition, field: str) -> Text:
    """Return what the dataset says of itself."""
    localized, text = edition.localized, str(edition.atlas.package.get(field) or "")
    missed = localized.untranslated_fields(DATASET, str(edition.atlas.package.get("name")), [field])
    return Text(text, localized.base if missed else localized.lang, localized.mark if missed and text else "")


ALONE: Final[Mapping[str, Callable[[Edition], Values]]] = {
    "contents": contents,
    "search": search,
    "method": method.values,
    CHANGES: changed.page,
}
"""Kind of a page -> what it says."""
