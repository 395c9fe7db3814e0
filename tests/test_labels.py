"""Words for the codes of a dataset stand in Python, for sheets and files, and in the scripts of cards: they are the same."""

from __future__ import annotations

import re

import pytest

from geo.map import assets
from geo.view import labels
from geo.view.query import SUBSETS

WORD = re.compile(r'"?([\w-]+)"?: N_\("([^"]+)"\)')


def words(script: str, name: str) -> dict[str, str]:
    """Return code -> word of a table in a script."""
    text = assets.path(script).read_text(encoding="utf-8")
    found = re.search(rf"const {name} = (?:/\*\*.*?\*/ \()?{{(.*?)}}", text, re.DOTALL)
    assert found, name
    return dict(WORD.findall(found[1]))


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("shared/figures.js", "MEASURES"),
        ("shared/figures.js", "BASES"),
        ("shared/figures.js", "READ"),
        ("shared/whereabouts.js", "CERTAINTY"),
        ("shared/article.js", "ROLES"),
    ],
)
def test_python_and_the_page_call_a_code_the_same(script: str, name: str) -> None:
    assert words(script, name) == dict(getattr(labels, name))


def test_grades_of_confidence_mean_the_same() -> None:
    """A needs no words on a card: the list of such events has them. What a card says of B is that of one event."""
    lists = assets.path("page/evidence.js").read_text(encoding="utf-8")
    hints = dict(re.findall(r'^    ([ABC]): \{.*?hint: N_\("([^"]+)"\)', lists, re.MULTILINE))
    assert hints == dict(labels.CONFIDENCE)
    assert words("shared/article.js", "CONFIDENCE") == {"B": labels.SUPPORTED[True], "C": labels.CONFIDENCE["C"]}


def test_the_lists_of_an_address_are_those_of_the_page() -> None:
    own = assets.path("page/list.js").read_text(encoding="utf-8")
    evidence = assets.path("page/evidence.js").read_text(encoding="utf-8")
    rows = re.findall(r"^    (\w+): \{ keep", own, re.MULTILINE)
    rows += re.findall(r"^    (\w+): \{ supported", evidence, re.MULTILINE)
    assert tuple(rows) == SUBSETS
