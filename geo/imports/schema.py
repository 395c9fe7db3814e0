"""The schema that an import writes: that of the atlas's own dataset, which comes with the package."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import description
from geo.dataset.read import own_folder, read
from geo.imports.values.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geo.model import Atlas


FIRST: Final = "1.0.0"
"""The version of a new dataset."""
OPTIONAL: Final = {("events", "description")}
"""Fields that a foreign table often lacks: an import leaves them empty and repeats no other one."""


def described(*, optional: Collection[tuple[str, str]] = (), **metadata: Any) -> dict[str, Any]:
    """Return the ``datapackage.json`` of a new dataset: its `metadata`, and every table of the schema.

    Fields in `optional` may be empty in it.
    """
    own = copy.deepcopy(dict(_own().package))
    others = word_list("descriptions")
    for resource in own["resources"]:
        for field in resource["schema"]["fields"]:
            field["description"] = others.get(resource["name"], {}).get(field["name"], field["description"])
            if (resource["name"], field["name"]) in optional:
                field["constraints"] = {**field["constraints"], "required": False}
    return {"profile": own["profile"], "version": FIRST, **metadata, "resources": own["resources"]}


def columns() -> Mapping[str, Sequence[str]]:
    """Return table -> its columns."""
    return {resource["name"]: description.field_names(resource) for resource in _own().package["resources"]}


@cache
def allowed(table: str, field: str) -> Sequence[str]:
    """Return the values that a field may have; none when the schema leaves it open."""
    found = next(resource for resource in _own().package["resources"] if resource["name"] == table)
    fields = {one["name"]: one for one in found["schema"]["fields"]}
    values: Sequence[str] = fields[field].get("constraints", {}).get("enum", ())
    return values


def roles(who: str) -> Sequence[str]:
    """Return what an "organization" or a "person" can have done."""
    return allowed(f"event_{who}s", "role")


def measures() -> Sequence[str]:
    """Return what a figure can count."""
    return allowed("figures", "measure")


def counts() -> Sequence[str]:
    """Return the fields that hold a figure: each measure, and its two ends."""
    return [f"{measure}{end}" for measure in measures() for end in ("", ".low", ".high")]


def palette() -> list[str]:
    """Return the colours of families as #rrggbb, the one of "other" last."""
    colours: list[str] = list(_own()["families"]["colour"])
    return colours


@cache
def _own() -> Atlas:
    atlas, _ = read(own_folder())
    return atlas
