"""Checks of where sources are cited, and of what was read there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.dataset import citations, screens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.checks.context import CheckContext
    from geo.model import Problem


FORMS: Final[Mapping[str, Callable[[str], tuple[str, str] | None]]] = {
    "page": citations.page_fault,
    "doi": citations.doi_fault,
    "archived_url": citations.address_fault,
}
"""Column of citations -> what says why a text is none of its form, and how to correct it."""


def check_locators(atlas: CheckContext) -> Iterator[Problem]:
    """Pages and DOIs have their form, and an archived address is one of the web."""
    table = atlas["citations"]
    suspect = np.logical_or.reduce([screens.where(table, name, fault) for name, fault in FORMS.items()])
    for index, *texts in atlas.suspects(table, suspect, *FORMS):
        for (name, fault), text in zip(FORMS.items(), texts, strict=True):
            if text and (found := fault(text)):
                yield atlas.problem("citations", index, name, text, *found)


def check_archives(atlas: CheckContext) -> Iterator[Problem]:
    """Fonds, series, file and folio are those of an archive (a warning)."""
    table = atlas["citations"]
    suspect = screens.given(table, *citations.ARCHIVAL) & ~screens.given(table, "archive")
    for index, archive, *parts in atlas.suspects(table, suspect, "archive", *citations.ARCHIVAL):
        given = [(name, part) for name, part in zip(citations.ARCHIVAL, parts, strict=True) if part]
        if given and not archive:
            name, part = given[0]
            why, fix = "nobody can look it up without its archive", "give the archive, such as GARF"
            yield atlas.problem("citations", index, name, part, why, fix, warning=True)


def check_passages(atlas: CheckContext) -> Iterator[Problem]:
    """Who wrote what a passage says has read it."""
    consulted = citations.consulted(atlas)
    table = atlas["citations"]
    names = ("passage", "read", "source_id")
    for index, passage, own, source in atlas.suspects(table, screens.given(table, "passage"), *names):
        if passage and citations.read({"read": own}, consulted.get(source, "")) == "no":
            why = "says what stands in a passage that the compilers have not opened"
            fix = "write in read how far they read it, or take the words away"
            yield atlas.problem("citations", index, "passage", passage, why, fix)
