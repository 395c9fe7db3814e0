"""Checks of where sources are cited, and of what was read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset import cells, citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.checks.context import CheckContext
    from geo.model import Problem


def check_locators(atlas: CheckContext) -> Iterator[Problem]:
    """Pages and DOIs have their form, and an archived address is one of the web."""
    for index, page, doi, kept in cells.rows(atlas["citations"], "page", "doi", "archived_url"):
        found = {"page": page and citations.page_fault(page), "doi": doi and citations.doi_fault(doi)}
        if kept and not cells.host(kept):
            found["archived_url"] = "is not a web address", "begin with https://"
        values = {"page": page, "doi": doi, "archived_url": kept}
        yield from (
            atlas.problem("citations", index, name, values[name], *fault) for name, fault in found.items() if fault
        )


def check_archives(atlas: CheckContext) -> Iterator[Problem]:
    """Fonds, series, file and folio are those of an archive (a warning)."""
    for index, archive, *parts in cells.rows(atlas["citations"], "archive", *citations.ARCHIVAL):
        given = [(name, part) for name, part in zip(citations.ARCHIVAL, parts, strict=True) if part]
        if given and not archive:
            name, part = given[0]
            why, fix = "nobody can look it up without its archive", "give the archive, such as GARF"
            yield atlas.problem("citations", index, name, part, why, fix, warning=True)


def check_passages(atlas: CheckContext) -> Iterator[Problem]:
    """Who wrote what a passage says has read it."""
    for (index,), row in zip(cells.rows(atlas["citations"]), citations.rows(atlas), strict=True):
        if row["passage"] and row["read"] == "no":
            why = "says what stands in a passage that the compilers have not opened"
            fix = "write in read how far they read it, or take the words away"
            yield atlas.problem("citations", index, "passage", row["passage"], why, fix)
