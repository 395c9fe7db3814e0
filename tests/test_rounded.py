"""A number that says another in round numbers backs it; it is no different count."""

from __future__ import annotations

import pandas as pd
import pytest

from geo import i18n
from geo.dataset.translate import Localized, localize
from geo.view.rounded import rounded
from tests.support.published import ATLAS


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_in_every_language_the_same_numbers_are_those_of_another_source_rounded(lang: str) -> None:
    rows = ATLAS.rows("figures")
    found = {(rows[at]["event_id"], rows[at]["best"]) for at in rounded(localize(ATLAS, lang))}
    assert found >= {("katyn-massacre", "4400"), ("katyn-operation-1940", "22000"), ("deport-poles-feb-1940", "140000")}
    assert ("karachays-1943", "68000") not in found  # 69,267 would be 69,000


@pytest.mark.parametrize(
    ("definition", "best", "is_rounded"),
    [
        ("Killed, rounded.", "4400", True),
        ("Killed.", "4400", False),
        ("Killed, rounded.", "4500", False),
        ("Killed in a surrounded village.", "4400", False),
    ],
)
def test_the_definition_says_it_and_the_number_bears_it_out(definition: str, best: str, is_rounded: bool) -> None:
    figure = {"event_id": "one", "measure": "killed", "low": "", "high": ""}
    table = pd.DataFrame([{**figure, "best": "4421", "definition": "Shot."}, {**figure, "best": best}]).astype(object)
    atlas = type("Some", (), {"rows": lambda _self, _table: table.fillna("").to_dict("records")})()
    said = Localized(atlas, "en", "en", frozenset(), ("one/killed/Shot.", f"one/killed/{definition}"))
    assert rounded(said) == [1] * is_rounded
