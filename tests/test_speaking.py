"""A saved page in several languages: what it carries, and what it costs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.map.page import page
from tests.support.blocks import NAME, names_of, text_of, without_pictures
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def one() -> str:
    """Return the page in one language."""
    return page(ATLAS, "en").html()


@pytest.fixture(scope="module")
def four() -> str:
    """Return the page in four languages."""
    return page(ATLAS, "en", further=["ru", "et", "pl"]).html()


def test_a_page_in_one_language_carries_no_other(one: str) -> None:
    assert "atlas-languages" not in names_of(one)
    assert not [name for name in names_of(one) if name.endswith(("-ru", "-ru-list"))]


def test_a_further_language_costs_less_than_a_quarter_of_a_megabyte(one: str, four: str) -> None:
    assert len(without_pictures(one).encode()) < 1_300_000
    assert (len(four.encode()) - len(one.encode())) / 3 < 250_000


def test_what_has_no_language_stands_there_once(four: str) -> None:
    of = {name.removeprefix(f"{NAME}-ru-") for name in names_of(four) if name.startswith(f"{NAME}-ru-")}
    assert of == {"names", "list", "events", "places"}


def test_each_language_has_its_words_its_title_and_the_names_of_its_towns(four: str) -> None:
    rows = json.loads(text_of(four, "atlas-languages"))
    assert [(row["lang"], row["name"]) for row in rows] == [
        ("en", "English"), ("ru", "Русский"), ("et", "Eesti"), ("pl", "Polski"),
    ]  # fmt: skip
    assert json.loads(text_of(four, f"{NAME}-pl"))["catalog"]["lang"] == "pl"
    labels = json.loads(text_of(four, "basemap_base-data-pl"))["labels"]
    assert "Warszawa" in labels
    assert len(labels) == len(json.loads(text_of(four, "basemap_base-data"))["labels"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [("en,xx", "geo map: the atlas has no language 'xx'"), ("en,ru,en", "geo map: the language 'en' stands twice")],
)
def test_wrong_languages_are_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    assert main(["map", "--languages", asked, "--output", str(tmp_path / "a.html")]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
