"""The ``links`` of Linked Places as links of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.dataset import links
from geo.imports.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.imports.model import Fault

PREFIXES: Final[Mapping[str, str]] = {
    "bnf": "https://data.bnf.fr/",
    "cerl": "https://data.cerl.org/thesaurus/",
    "dbp": "http://dbpedia.org/resource/",
    "gn": "https://sws.geonames.org/",
    "gnd": "https://d-nb.info/gnd/",
    "gov": "http://gov.genealogy.net/",
    "loc": "http://id.loc.gov/authorities/subjects/",
    "pl": "https://pleiades.stoa.org/places/",
    "tgn": "http://vocab.getty.edu/page/tgn/",
    "viaf": "https://viaf.org/viaf/",
    "wd": "https://www.wikidata.org/entity/",
    "wp": "https://wikipedia.org/wiki/",
}
"""Short forms that the format lets stand for the beginning of an address."""
TYPES: Final[Mapping[str, str]] = {
    **{term: ours for ours, term in links.TYPES.items()},
    "primaryTopicOf": "see",
    "subjectOf": "see",
}
"""Term of the format -> type of ours: pages about a place are not the place."""


def read(given: Iterable[Mapping[str, Any]], faults: list[Fault]) -> Iterator[Link]:
    """Yield each link whose type and address can be kept; the others are noted in `faults`."""
    for one in given:
        kind, uri = TYPES.get(str(one.get("type"))), _whole(str(one.get("identifier", "")).strip())
        authority = links.authority(uri)
        if kind is None:
            faults.append(("links", str(one.get("type", "")), "is no type of link", f"one of {', '.join(TYPES)}"))
        elif not links.is_web(uri):
            faults.append(("links", uri, "is no web address and no short form of one", "write https://host/path"))
        elif authority and kind != "see" and not links.identifier(uri):
            faults.append(
                ("links", uri, f"is no record of {authority.name}", "give its identifier, or the type seeAlso")
            )
        else:
            yield Link(kind, uri)


def _whole(identifier: str) -> str:
    """Return an address for a short form, else what is given."""
    prefix, colon, rest = identifier.partition(":")
    if not colon or prefix not in PREFIXES:
        return identifier
    return links.normal(PREFIXES[prefix] + rest)
