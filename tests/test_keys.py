"""Which record each record names is looked up for all tables together, and means the same as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.dataset import description, keys
from geo.dataset.translate import localize
from geo.model import Atlas
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = [
    (resource["name"], *key)
    for resource in ATLAS.package["resources"]
    for key in description.foreign_keys(resource)
    if len(ATLAS[resource["name"]])
]


def one_by_one(named: Sequence[str], ids: Sequence[str]) -> list[int]:
    return [ids.index(one) if one in ids else -1 for one in named]


@pytest.mark.parametrize(("name", "field", "other", "target"), NAMED)
def test_positions_are_those_found_one_by_one(name: str, field: str, other: str, target: str) -> None:
    found = keys.positions(ATLAS, name, field, other, target)
    assert found.tolist() == one_by_one(ATLAS[name][field].tolist(), ATLAS[other][target].tolist())


def test_a_table_without_a_description_is_looked_up_too() -> None:
    tables = {"a": pd.DataFrame({"of": ["y", "", "z", "x"]}), "b": pd.DataFrame({"id": ["x", "y", "y"]})}
    assert keys.positions(Atlas({}, tables, "1"), "a", "of", "b").tolist() == [1, -1, -1, 0]


def test_a_translation_knows_what_is_known_of_its_dataset() -> None:
    own = keys.positions(ATLAS, "events", "place_id", "places")
    assert keys.positions(localize(ATLAS, "ru").atlas, "events", "place_id", "places") is own


def test_nobody_changes_what_is_kept() -> None:
    with pytest.raises(ValueError, match="read-only"):
        keys.positions(ATLAS, "events", "kind", "kinds")[0] = 1
