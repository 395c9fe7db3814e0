"""Identifiers of records in outside catalogues, such as Wikidata and GeoNames: ``links.csv``.

One link a row: a record of ours (its table and id), how near the outside record comes to it (`TYPES`), and
its web address. Addresses of known authorities have one normal form, so that equal identifiers are equal texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Atlas

LINKS: Final = "links"
OF: Final = ("places", "persons", "organizations", "events")
"""Tables whose records may have links."""
TYPES: Final[Mapping[str, str]] = {"exact": "exactMatch", "close": "closeMatch", "see": "seeAlso"}
"""How near -> the term for it: skos:exactMatch and skos:closeMatch, rdfs:seeAlso; Linked Places uses the same."""
_WEB: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+)(?::[0-9]{1,5})?(?:/[^\s<>\"]*)?")


@dataclass(frozen=True, slots=True)
class Authority:
    """A catalogue whose identifiers are known.

    Attributes
    ----------
    name
        What readers know it by.
    known
        Matches what follows ``https://`` in any address of one of its records; its group is the identifier.
    normal
        The address that the authority itself gives, with ``{}`` for the identifier.
    """

    name: str
    known: re.Pattern[str]
    normal: str

    @property
    def host(self) -> str:
        """The host of its addresses, without ``www.``."""
        return _host(self.normal)


AUTHORITIES: Final = (
    Authority(
        "Wikidata",
        re.compile(r"(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)"),
        "https://www.wikidata.org/entity/{}",
    ),
    Authority(
        "GeoNames",
        re.compile(r"(?:(?:sws|www)\.)?geonames\.org/([1-9][0-9]*)(?:/[^/?#]*)?"),
        "https://sws.geonames.org/{}/",
    ),
    Authority("VIAF", re.compile(r"(?:www\.)?viaf\.org/viaf/([1-9][0-9]*)/?"), "https://viaf.org/viaf/{}"),
    Authority(
        "GND",
        re.compile(r"(?:www\.)?d-nb\.info/gnd/([1-9][0-9]{0,9}-?[0-9X])"),
        "https://d-nb.info/gnd/{}",
    ),
    Authority(
        "gulag.memorial.de",
        re.compile(r"(?:www\.)?gulag\.memorial\.de/lager\.php5?\?lag=([1-9][0-9]*)"),
        "https://www.gulag.memorial.de/lager.php?lag={}",
    ),
)


def is_web(uri: str) -> bool:
    """Say whether this is a full web address: what Linked Places and readers take for one."""
    return _WEB.fullmatch(uri) is not None


def authority(uri: str) -> Authority | None:
    """Return the known authority on whose host, or a subdomain of it, an address lies."""
    host = _host(uri)
    return next((one for one in AUTHORITIES if host == one.host or host.endswith(f".{one.host}")), None)


def identifier(uri: str) -> tuple[Authority, str] | None:
    """Return the authority and its identifier in an address of any known form; None when it is no such address."""
    rest = uri.partition("://")[2]
    return next(((one, found[1]) for one in AUTHORITIES if (found := one.known.fullmatch(rest))), None)


def normal(uri: str) -> str:
    """Return an address as its authority gives it; one of no known form as it is."""
    found = identifier(uri)
    return found[0].normal.format(found[1]) if found else uri


def shown(row: Mapping[str, str]) -> dict[str, Any]:
    """Return a link as readers see it: the name of the authority, else the host; the identifier; type and address."""
    found = identifier(row["uri"])
    name, key = (found[0].name, found[1]) if found else (cells.host(row["uri"]).removeprefix("www."), "")
    return {"name": name, "id": key, "type": row["type"], "url": row["uri"]}


def of_table(atlas: Atlas, table: str) -> dict[str, list[dict[str, str]]]:
    """Return for each record of a table its links, in the order of the file."""
    rows = atlas.rows(LINKS) if LINKS in atlas.tables else []
    return cells.grouped((row["id"], row) for row in rows if row["table"] == table)


def _host(uri: str) -> str:
    return cells.host(uri).removeprefix("www.").removeprefix("sws.")
