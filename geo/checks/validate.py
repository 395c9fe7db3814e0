"""Check a dataset: every rule is a small function in a list, all problems come at once.

Adding a check is one function in `geo.checks` and one line in `CHECKS`, which also names the tables
it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.checks import (
    changes,
    citations,
    dating,
    events,
    lifetimes,
    links,
    media,
    places,
    records,
    references,
    registers,
    series,
    stays,
    terms,
)
from geo.checks.context import CheckContext
from geo.dataset import basemap, contact, settings, translate
from geo.dataset.changes import TABLE as CHANGES
from geo.dataset.collector import uncollected
from geo.dataset.links import LINKS
from geo.dataset.media import TABLE as MEDIA
from geo.dataset.problems import Problems
from geo.dataset.registers import REGISTERS, SCOPES
from geo.dataset.series import SERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.model import Atlas, Problem


def validate(atlas: Atlas, progress: Callable[[str], None] = lambda _: None, *, screened: bool = True) -> list[Problem]:
    """Return every problem of a dataset, errors and warnings, in the order of `CHECKS`.

    Checks whose tables could not be read are left out, and what two checks find is reported once.

    Parameters
    ----------
    atlas
        The dataset.
    progress
        Is called with the name of each check before it starts.
    screened
        Whether only those records are looked at one by one in which a screen by column finds something. Without it
        all are: the problems are the same, which a test compares, and take many times as long.
    """
    examined = CheckContext.of(atlas, screened=screened)
    problems = Problems()
    with uncollected():
        for check, tables in CHECKS:
            if tables <= atlas.tables.keys():
                progress(check.__name__.replace("_", " "))
                problems.extend(check(examined))
    return problems.listed()


CHECKS: tuple[tuple[Callable[[CheckContext], Iterator[Problem]], set[str]], ...] = (
    (records.check_values, set()),
    (records.check_keys, set()),
    (references.check_references, set()),
    (places.check_geometries, {"places"}),
    (places.check_antimeridian, {"places"}),
    (places.check_nowhere, {"places"}),
    (places.check_radius, {"places", "events", "kinds"}),
    (places.check_swapped, {"places"}),
    (events.check_addresses, {"sources"}),
    (events.check_names_of_filters, {"families", "organizations", "kinds"}),
    (events.check_sizes, {"organizations", "kinds"}),
    (events.check_levels, {"kinds"}),
    (events.check_kinds, {"events", "kinds"}),
    (references.check_sources, {"events", "citations"}),
    (citations.check_locators, {"citations"}),
    (citations.check_archives, {"citations"}),
    (citations.check_passages, {"citations", "sources"}),
    (references.check_coverage, {"coverage", "organizations", "families"}),
    (events.check_figures, {"figures"}),
    (lifetimes.check_spans, set()),
    (events.check_successors, {"organizations"}),
    (dating.check_relations, {"dated_by"}),
    (dating.check_dating, {"events", "dated_by"}),
    (lifetimes.check_lifetimes, {"events", "organizations", "event_organizations", "dated_by"}),
    (events.check_containment, {"events"}),
    (stays.check_roles, {"events", "event_places"}),
    (stays.check_main_places, {"events", "event_places"}),
    (stays.check_spans, {"events", "event_places"}),
    (references.check_unused, set()),
    (references.check_texts, {translate.TEXTS}),
    (references.check_linked, {LINKS}),
    (links.check_words, {LINKS}),
    (links.check_addresses, {LINKS}),
    (links.check_identities, {LINKS}),
    (references.check_subjects, {SERIES}),
    (series.check_series, {SERIES}),
    (series.check_series_dates, {SERIES}),
    (terms.check_terms, {terms.TERMS}),
    (registers.check_registers, {REGISTERS, SCOPES}),
    (registers.check_scopes, {SCOPES, "organizations", "families"}),
    (media.check_pictures, {MEDIA}),
    (media.check_subjects, {MEDIA}),
    (media.check_spoken, {MEDIA, translate.TEXTS}),
    (changes.check_versions, {CHANGES}),
    (changes.check_changed, {CHANGES}),
    (settings.check, set()),
    (contact.check, set()),
    (basemap.check, set()),
)
