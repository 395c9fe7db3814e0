"""Check a dataset: every rule is a small function in a list, all problems come at once.

Adding a check is one function and one line in `CHECKS`, which also names the tables it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import basemap, cells, lifetimes, package, settings, translate
from geo.model import Atlas, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

RESERVED = {"none"}
MAX_FAMILIES = 8
"""Seven families and "other": the palette has eight colours that stay apart (see README)."""


def validate(atlas: Atlas) -> list[Problem]:
    """Return every problem of a dataset, errors and warnings, in the order of `CHECKS`.

    Checks whose tables could not be read are left out, and what two checks find is told once.
    """
    problems = (problem for check, tables in CHECKS if tables <= atlas.tables.keys() for problem in check(atlas))
    return list(dict.fromkeys(problems))


def _resources(atlas: Atlas) -> Iterator[tuple[Mapping[str, Any], pd.DataFrame]]:
    for resource in atlas.package.get("resources", []):
        if resource["name"] in atlas.tables:
            yield resource, atlas[resource["name"]]


def _record(table: pd.DataFrame, index: object) -> str:
    """Name a record as its editor sees it: the line of a CSV file, the feature of a GeoJSON file."""
    return f"features[{index}]" if "geometry" in table else str(index)


def check_values(atlas: Atlas) -> Iterator[Problem]:
    """Every cell obeys the type and constraints of its field."""
    for resource, table in _resources(atlas):
        for field in resource["schema"]["fields"]:
            for index, value in table[field["name"]].items():
                for why, fix in cells.faults(field, value):
                    yield Problem(resource["path"], _record(table, index), field["name"], value, why, fix)


def check_keys(atlas: Atlas) -> Iterator[Problem]:
    """No two records share a primary key or a unique cell, and no row stands twice."""
    for resource, table in _resources(atlas):
        fields = resource["schema"]["fields"]
        key = package.names(resource["schema"].get("primaryKey", [field["name"] for field in fields]))
        unique = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
        for columns in [key, *(one for one in unique if one != key)]:
            for index, row in table[table.duplicated(columns)].iterrows():
                shown = ", ".join(row[name] for name in columns if row[name])
                why, fix = "stands twice", "keep one of them"
                if shown:
                    yield Problem(resource["path"], _record(table, index), columns[0], shown, why, fix)


def check_references(atlas: Atlas) -> Iterator[Problem]:
    """Every foreign key finds its record, unless the table it names could not be read whole."""
    for resource, table in _resources(atlas):
        for field, other, target in package.foreign_keys(resource):
            if other not in atlas.tables or other in atlas.incomplete:
                continue
            known = dict.fromkeys(atlas[other][target])
            for index, value in table[field].items():
                if value and value not in known:
                    why, fix = f"there is no such record in {other}", cells.suggest(value, sorted(known))
                    yield Problem(resource["path"], _record(table, index), field, value, why, fix)


def check_geometries(atlas: Atlas) -> Iterator[Problem]:
    """Lines and rings do not cross themselves; outer rings run counterclockwise (RFC 7946, a warning)."""
    for index, shape in atlas.places.geometry.items():
        record = f"features[{index}]"
        if shape is None:
            continue
        if not shape.is_valid:
            why, fix = "the geometry crosses or repeats itself", "draw it again without crossing lines"
            yield Problem("places.geojson", record, "geometry", "", why, fix)
        elif any(not part.exterior.is_ccw for part in getattr(shape, "geoms", [shape]) if hasattr(part, "exterior")):
            why, fix = "the outer ring runs clockwise", "reverse it, as RFC 7946, section 3.1.6, asks"
            yield Problem("places.geojson", record, "geometry", "", why, fix, warning=True)


def check_addresses(atlas: Atlas) -> Iterator[Problem]:
    """Addresses of sources are web addresses; others are not shown as links (a warning)."""
    for index, url in atlas["sources"]["url"].items():
        if url and not url.startswith(("https://", "http://")):
            why, fix = "is not a web address and will not be a link", "begin with https://"
            yield Problem("sources.csv", str(index), "url", url, why, fix, warning=True)


def check_names_of_filters(atlas: Atlas) -> Iterator[Problem]:
    """Families, organizations and kinds are chosen by their ids, which must differ."""
    seen = dict.fromkeys(RESERVED, "a reserved word")
    for name in ("families", "organizations", "kinds"):
        here = f"in {name}.csv"
        for index, value in atlas[name]["id"].items():
            if value and seen.setdefault(value, here) != here:
                why = f"this id is already {seen[value]}"
                yield Problem(f"{name}.csv", str(index), "id", value, why, "choose another id")
    if len(atlas["families"]) > MAX_FAMILIES:
        why = f"there are more than {MAX_FAMILIES} families"
        yield Problem("families.csv", "", "id", "", why, "gather the rare ones under 'other'")


def check_levels(atlas: Atlas) -> Iterator[Problem]:
    """Kinds have two levels: the parent of a kind has no parent."""
    parents = _parents(atlas)
    for index, parent in atlas["kinds"]["parent"].items():
        if parents.get(parent):
            why, fix = "has a parent itself, but kinds have two levels", f"write {parents[parent]!r}"
            yield Problem("kinds.csv", str(index), "parent", parent, why, fix)


def check_kinds(atlas: Atlas) -> Iterator[Problem]:
    """Every event's `kind` is of the first level and its `kind_detail` belongs to it."""
    parents = _parents(atlas)
    for index, kind, detail in atlas.events[["kind", "kind_detail"]].itertuples(name=None):
        if parents.get(kind):
            why, fix = "is a detail, not a kind", f"write it as kind_detail of {parents[kind]!r}"
            yield Problem("events.csv", str(index), "kind", kind, why, fix)
        elif kind in parents and parents.get(detail, kind) != kind:
            mend = f"its kind is {parents[detail]!r}" if parents[detail] else "it is a kind itself, not a detail"
            yield Problem(
                "events.csv", str(index), "kind_detail", detail, f"does not belong to the kind {kind!r}", mend
            )


def _parents(atlas: Atlas) -> dict[str, str]:
    return dict(zip(atlas["kinds"]["id"], atlas["kinds"]["parent"], strict=True))


def check_sources(atlas: Atlas) -> Iterator[Problem]:
    """Every event has at least one source."""
    cited = set(atlas["citations"]["event_id"])
    for index, event_id in atlas.events["id"].items():
        if event_id not in cited and "citations" not in atlas.incomplete:
            fix = "add a row to citations.csv"
            yield Problem("events.csv", str(index), "id", event_id, "has no source", fix)


def check_coverage(atlas: Atlas) -> Iterator[Problem]:
    """Every stretch of coverage is of an organization or a family: a key to either, which no schema expresses."""
    known = sorted({*atlas["organizations"]["id"], *atlas["families"]["id"]})
    whole = not {"organizations", "families"} & atlas.incomplete
    for index, value in atlas["coverage"]["organization_id"].items():
        if whole and value and value not in known:
            why, fix = "there is no such organization or family", cells.suggest(value, known)
            yield Problem("coverage.csv", str(index), "organization_id", value, why, fix)


def check_figures(atlas: Atlas) -> Iterator[Problem]:
    """Every figure has a number, and low <= best <= high; a cell that is no number is told."""
    names = ["low", "best", "high"]
    for index, *row in atlas["figures"][names].itertuples(name=None):
        given = {name: text for name, text in zip(names, row, strict=True) if text}
        wrong = [(name, *fault) for name, text in given.items() for fault in cells.faults(cells.COUNT, text)]
        yield from (Problem("figures.csv", str(index), name, given[name], why, fix) for name, why, fix in wrong)
        numbers = [found for text in given.values() if (found := cells.number(text)) is not None]
        if not given:
            fix = "give low, best or high, or take the row away"
            yield Problem("figures.csv", str(index), "best", "", "the figure has no number", fix)
        elif numbers != sorted(numbers) and not wrong:
            why, fix = "low, best and high run backwards", "order them low, best, high"
            yield Problem("figures.csv", str(index), "low", "/".join(given.values()), why, fix)


def check_containment(atlas: Atlas) -> Iterator[Problem]:
    """`part_of` never leads back to its own event: totals would contain themselves."""
    above = dict(zip(atlas.events["id"], atlas.events["part_of"], strict=True))
    for index, event_id, part_of in atlas.events[["id", "part_of"]].itertuples(name=None):
        seen, step = {event_id}, above[event_id]
        while step and step not in seen:
            seen.add(step)
            step = above.get(step, "")
        if step and step == event_id:
            why, fix = "the event is part of itself", "clear part_of of one of them"
            yield Problem("events.csv", str(index), "part_of", part_of, why, fix)


CHECKS: tuple[tuple[Callable[[Atlas], Iterator[Problem]], set[str]], ...] = (
    (check_values, set()),
    (check_keys, set()),
    (check_references, set()),
    (check_geometries, {"places"}),
    (check_addresses, {"sources"}),
    (check_names_of_filters, {"families", "organizations", "kinds"}),
    (check_levels, {"kinds"}),
    (check_kinds, {"events", "kinds"}),
    (check_sources, {"events", "citations"}),
    (check_coverage, {"coverage", "organizations", "families"}),
    (check_figures, {"figures"}),
    (lifetimes.check_spans, set()),
    (lifetimes.check_lifetimes, {"events", "organizations", "event_organizations"}),
    (check_containment, {"events"}),
    (translate.check, {translate.TEXTS}),
    (settings.check, set()),
    (basemap.check, set()),
)
