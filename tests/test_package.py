"""A wrong ``datapackage.json`` is told, not stumbled over."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from geo.dataset import columns, description

if TYPE_CHECKING:
    from geo import Atlas

NAMES = ("resources", 1)
FIELDS = (*NAMES, "schema", "fields")
RULES = (*FIELDS, 0, "constraints")
REFERENCE = (*NAMES, "schema", "atlas:foreignKeys", 0)
GONE = object()


def changed(atlas: Atlas, path: tuple[str | int, ...], value: object) -> Any:
    """Return the published description with one part replaced, added or taken away."""
    result = part = copy.deepcopy(dict(atlas.package))
    for step in path[:-1]:
        part = part[step]  # type: ignore[index]
    if value is GONE:
        del part[path[-1]]  # type: ignore[arg-type]
    else:
        part[path[-1]] = value  # type: ignore[index]
    return result


def test_the_published_description_is_sound(atlas: Atlas) -> None:
    assert list(description.faults(atlas.package)) == []


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("resources",), {}, "lists no resources"),
        (("resources",), [], "lists no resources"),
        (NAMES, 7, "resources[1] has no name"),
        ((*NAMES, "path"), "../secret.csv", "resources[1] has no path that is a plain file name"),
        ((*NAMES, "path"), "..", "resources[1] has no path that is a plain file name"),
        ((*NAMES, "path"), "a\0b", "resources[1] has no path that is a plain file name"),
        ((*NAMES, "path"), GONE, "resources[1] has no path that is a plain file name"),
        ((*NAMES, "path"), "groups.csv", "the path 'groups.csv' stands twice"),
        ((*NAMES, "schema"), [], "resources[1] has no schema with fields"),
        (FIELDS, [], "resources[1] has no schema with fields"),
        ((*FIELDS, 1), {}, "resources[1]: a field has no name"),
        ((*FIELDS, 1), None, "resources[1]: a field has no name"),
        ((*FIELDS, 1, "name"), "lang", "resources[1]: the field 'lang' stands twice"),
        ((*FIELDS, 4, "name"), "until", "the table 'place_names' lacks the columns to"),
        (RULES, 1, "resources[1]: the constraints of 'place_id' are no object"),
        ((*RULES, "enum"), "a", "resources[1]: the enum of 'place_id' is no list of texts"),
        ((*RULES, "minimum"), True, "resources[1]: the minimum of 'place_id' is no whole number"),
        ((*RULES, "pattern"), "(", "resources[1]: the pattern of 'place_id' is no regular expression"),
        ((*NAMES, "schema", "primaryKey"), 7, "resources[1]: primaryKey is no column and no list of columns"),
        ((*NAMES, "schema", "primaryKey"), "x", "a key of 'place_names' names place_names.x, which is not there"),
        ((*REFERENCE, "reference", "resource"), "x", "a key of 'place_names' names x.id, which is not there"),
        (REFERENCE, {}, "resources[1]: atlas:foreignKeys is no list of references from one column to one column"),
        (("resources", 0, "format"), "csv", "the format of 'places' is not geojson"),
    ],
)
def test_a_fault_of_the_description_is_told_once(
    atlas: Atlas, path: tuple[str | int, ...], value: object, why: str
) -> None:
    assert list(description.faults(changed(atlas, path, value))) == [why]


@pytest.mark.parametrize(
    "pattern", ["(x+x+)+y", "a*a*a*a*b", "(a|a)(a|a)b", "a?a?a?aaa", "(a?)?", r"(a)\1", "(?=a)a", "x" * 201]
)
def test_a_pattern_that_could_take_long_is_refused(atlas: Atlas, pattern: str) -> None:
    (why,) = description.faults(changed(atlas, (*RULES, "pattern"), pattern))
    assert "too involved" in why or "longer than 200" in why


@pytest.mark.parametrize("pattern", ["[A-Z]{2}", r"\d{4}-\d{2}-\d{2}", "[a-z0-9-]{1,64}", "Q[0-9]+", r"\(\*\)?x"])
def test_a_pattern_that_is_quick_is_taken(atlas: Atlas, pattern: str) -> None:
    assert list(description.faults(changed(atlas, (*RULES, "pattern"), pattern))) == []


def test_the_fields_of_a_table_are_gone_through_once_for_all_of_them() -> None:
    class Once(list[str]):
        def count(self, value: str) -> int:
            raise AssertionError(value)

    assert list(description._repeated("field", Once(["b", "a", "b", "a", "c"]))) == [
        "the field 'a' stands twice",
        "the field 'b' stands twice",
    ]


def test_a_table_that_is_not_described_is_told(atlas: Atlas) -> None:
    for needed in columns.NEEDED:
        resources = [one for one in atlas.package["resources"] if one["name"] != needed]
        assert f"the table {needed!r} is missing" in description.faults({"resources": resources})


def test_a_table_described_twice_is_told(atlas: Atlas) -> None:
    """Its keys then have two meanings, so that more is told."""
    assert "the resource name 'groups' stands twice" in description.faults(changed(atlas, (*NAMES, "name"), "groups"))


def parts(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every part of a description."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, one in inner for place in [(*path, key), *parts(one, (*path, key))]]


@pytest.mark.parametrize(
    "value",
    [None, True, 7, "x", [], {}, [{}], [7], {"name": 7}, GONE],
    ids=lambda value: "gone" if value is GONE else repr(value),
)
def test_any_value_anywhere_is_told_or_does_no_harm(atlas: Atlas, value: object) -> None:
    """Every part of the first tables in turn; what is not told can be used."""
    for path in [path for path in parts(dict(atlas.package)) if path[1:2] < (3,)]:
        described = changed(atlas, path, value)
        if not list(description.faults(described)):
            assert [description.field_names(one) and description.foreign_keys(one) for one in described["resources"]], (
                path
            )
