"""Checks of links to outside catalogues: their form, and that one identity is claimed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset import cells, links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem

EXACT, CLOSE, SEE = links.TYPES
WORDS = {"table": links.OF, "type": tuple(links.TYPES)}
"""What the atlas reads of these columns, whether the description of a dataset lists it or not."""


def check_words(atlas: CheckContext) -> Iterator[Problem]:
    """Every link is of a table and a type that the atlas knows."""
    for field, known in WORDS.items():
        for index, value in cells.rows(atlas[links.LINKS], field):
            if value and value not in known:
                fix = cells.suggest(value, known)
                yield atlas.problem(links.LINKS, index, field, value, "is not an allowed value", fix)


def check_addresses(atlas: CheckContext) -> Iterator[Problem]:
    """Every address is a full web address; those of known authorities are of a record, in its normal form."""
    for index, kind, uri in cells.rows(atlas[links.LINKS], "type", "uri"):
        authority, normal = links.authority(uri), links.normal(uri)
        if uri and not links.is_web(uri):
            why, fix = "is not a full web address", "write it as https://host/path, the host in small letters"
            yield atlas.problem(links.LINKS, index, "uri", uri, why, fix)
        elif authority and kind != SEE and not links.identifier(uri):
            why = f"is no record of {authority.name}"
            fix = f"write {authority.normal.format('ID')} with its identifier, or the type {SEE!r} for another page"
            yield atlas.problem(links.LINKS, index, "uri", uri, why, fix)
        elif normal != uri:
            why = "is another form of an identifier, which readers and programs will not take for the same"
            yield atlas.problem(links.LINKS, index, "uri", uri, why, f"write {normal}", warning=True)


def check_identities(atlas: CheckContext) -> Iterator[Problem]:
    """One thing has one record with one authority, and one here (a warning): exact means the same thing."""
    here: dict[tuple[str, str, str], str] = {}
    there: dict[str, str] = {}
    for index, table, record, kind, uri in cells.rows(atlas[links.LINKS], "table", "id", "type", "uri"):
        if kind != EXACT or not uri:
            continue
        found, normal, own = links.identifier(uri), links.normal(uri), f"{record!r} of {table}"
        other = here.setdefault((table, record, found[0].name), normal) if found else normal
        if other != normal:
            why, fix = f"{own} is exactly {other} already", f"keep one of the two, or call one {CLOSE!r}"
            yield atlas.problem(links.LINKS, index, "uri", uri, why, fix, warning=True)
        if there.setdefault(normal, own) != own:
            why, fix = f"is exactly {there[normal]} already", f"call one of them {CLOSE!r}, or make one record of them"
            yield atlas.problem(links.LINKS, index, "uri", uri, why, fix, warning=True)
