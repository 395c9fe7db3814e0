"""Where in a source something is stated, and how far it was read there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import export
from geo.checks.validate import validate
from geo.dataset import citations, columns
from geo.dataset.read import read
from tests.support.blocks import payload
from tests.support.exported import changes, read_json, read_package
from tests.support.foreign import SMALLEST, write
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = dict.fromkeys(columns.names("citations"), "")
PAGE = "\N{CYRILLIC SMALL LETTER ES}."
SHEET = {"archive": "GARF", "fonds": "9401", "series": "1", "file": "4157", "folio": "201"}


def smallest(folder: Path, *cited: dict[str, Any], **tables: list[dict[str, Any]]) -> Path:
    """Write the smallest dataset, its event cited like this."""
    rows = [{"event_id": "event", "source_id": "source", **one} for one in cited]
    return write(folder, {**SMALLEST, "citations": rows, **tables})


@pytest.mark.parametrize(
    ("lang", "sheet", "sheets", "page"),
    [
        ("en", "GARF, f. 9401, op. 1, d. 4157, l. 201", "ll. 201-203", "pp. 5, 7"),
        ("ru", "GARF, ф. 9401, оп. 1, д. 4157, л. 201", "лл. 201-203", f"{PAGE} 5, 7"),
        ("et", "GARF, f. 9401, n. 1, s. 4157, l. 201", "l. 201-203", "lk 5, 7"),
        ("pl", "GARF, f. 9401, op. 1, d. 4157, k. 201", "k. 201-203", "s. 5, 7"),
        ("es", "GARF, f. 9401, op. 1, d. 4157, l. 201", "ll. 201-203", "pp. 5, 7"),
    ],
)
def test_a_locator_stands_in_the_abbreviations_of_a_language(lang: str, sheet: str, sheets: str, page: str) -> None:
    assert citations.locator({**NOWHERE, **SHEET}, lang) == sheet
    assert citations.locator({**NOWHERE, "folio": "201-203"}, lang) == sheets
    assert citations.locator({**NOWHERE, "page": "5, 7", "locator": "note 3"}, lang) == f"{page}, note 3"


def test_a_locator_of_an_old_dataset_stays_as_written() -> None:
    old = [{**NOWHERE, "locator": row["locator"]} for row in ATLAS.rows("citations")]
    assert [citations.locator(row, "ru") for row in old] == [row["locator"] for row in old]


@pytest.mark.parametrize(("consulted", "counts"), [("whole", "yes"), ("part", "part"), ("not-opened", "no"), ("", "")])
def test_a_citation_that_says_nothing_was_read_as_its_source(consulted: str, counts: str) -> None:
    assert citations.read({**NOWHERE}, consulted) == counts
    assert [citations.read({**NOWHERE, "read": word}, consulted) for word in citations.READ] == list(citations.READ)


def figure(**cells: str) -> dict[str, Any]:
    return {"event_id": "event", "source_id": "source", "measure": "killed", "best": "1", "definition": "All", **cells}


@pytest.mark.parametrize(("locator", "counts"), [("p. 5", "yes"), ("par. 2", "part"), ("p. 9", "no"), ("", "no")])
def test_a_figure_was_read_as_the_citation_of_its_passage_else_as_the_least_read(
    tmp_path: Path, locator: str, counts: str
) -> None:
    cited = [{"page": "5", "read": "yes"}, {"locator": "par. 2", "read": "part"}, {"page": "6", "read": "no"}]
    atlas = geo.load(smallest(tmp_path, *cited, figures=[figure(locator=locator)]))
    assert citations.read_for_figures(atlas) == [counts]


def test_a_figure_without_a_citation_of_its_source_was_read_as_that_source(tmp_path: Path) -> None:
    sources = [*SMALLEST["sources"], {"id": "other", "type": "book", "title": "Other", "consulted": "not-opened"}]
    atlas = geo.load(smallest(tmp_path, {"read": "yes"}, sources=sources, figures=[figure(source_id="other")]))
    assert citations.read_for_figures(atlas) == ["no"]


@pytest.mark.parametrize("page", ["53", "589-602", "xii", "xii-xv, 3", "589\N{EN DASH}602, 610", "A12", "12a", "IV"])
def test_a_page_is_a_page(page: str) -> None:
    assert citations.page_fault(page) is None


@pytest.mark.parametrize("page", ["p. 53", "53ff.", "par. 3", "5-4", "5-5", "1345-46", "5--6", "5,", "", "9" * 300])
def test_what_is_no_page_is_none(page: str) -> None:
    assert citations.page_fault(page)


@given(st.from_regex(r"10\.[0-9]{4,9}/[!-~]{1,60}", fullmatch=True))
def test_a_doi_is_one_and_its_address_is_answered_with_it(doi: str) -> None:
    assert citations.doi_fault(doi) is None
    before = ("https://doi.org/", "http://dx.doi.org/", "DOI: ")
    assert {citations.doi_fault(f"{one}{doi}") for one in before} == {("is no DOI", f"write {doi!r}")}


@pytest.mark.parametrize(
    "text", ["10.1/x", "11.1080/x", "10.1080", "10.1080/x y", "10.1080/\u00e9", "10.1080/" + "x" * 999]
)
def test_what_is_no_doi_is_none(text: str) -> None:
    assert citations.doi_fault(text)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"page": "p. 5"}, "page 'p. 5' - is no page"),
        ({"doi": "10.1/x"}, "doi '10.1/x' - is no DOI"),
        ({"archived_url": "web.archive.org"}, "archived_url 'web.archive.org' - is not a web address"),
        ({"archived_url": "javascript:alert(1)"}, "is not a web address"),
        ({"passage": "It says so.", "read": "no"}, "passage 'It says so.' - says what stands in a passage"),
        ({"fonds": "9401"}, "fonds '9401' - nobody can look it up without its archive"),
        ({"folio": "3"}, "folio '3' - nobody can look it up without its archive"),
        ({"read": "whole"}, "read 'whole' - is not an allowed value"),
    ],
)
def test_what_is_wrong_with_a_citation_is_said_once(tmp_path: Path, cells: dict[str, str], why: str) -> None:
    atlas, problems = read(smallest(tmp_path, cells))
    (problem,) = [*problems, *validate(atlas)]
    assert why in str(problem)
    assert problem.warning == bool({"fonds", "folio"} & cells.keys())


@pytest.mark.parametrize(
    "cells", [{"read": "yes"}, {"passage": "It says so.", "read": "part"}, {"passage": "It says so."}, SHEET]
)
def test_what_is_right_with_a_citation_is_not_spoken_of(tmp_path: Path, cells: dict[str, str]) -> None:
    atlas, problems = read(smallest(tmp_path, {"doi": "10.1080/09668130600652159", "page": "589-602", **cells}))
    assert [*problems, *validate(atlas)] == []


def test_a_page_has_for_each_source_its_passages_and_how_far_they_were_read(tmp_path: Path) -> None:
    stated = {"page": "9", "passage": "It says so.", "doi": "10.1080/x", "archived_url": "https://web.archive.org/1"}
    plain = [{"page": "5", "read": "part"}, {"locator": "par. 2", "read": "part"}, {"page": "7", "read": "no"}]
    folder = smallest(tmp_path, *plain, stated, figures=[figure(locator="p. 7")])
    (text,) = payload(geo.load(folder), "ru")["texts"]
    ((source, passages),) = text["citations"]
    assert (source, text["figures"][0]["read"]) == (0, "no")
    assert passages[:2] == [["part", [f"{PAGE} 5", "par. 2"]], ["no", [f"{PAGE} 7"]]]
    read, where, more = passages[2]
    assert (read, where, more["passage"], more["untranslated"]) == ("yes", [f"{PAGE} 9"], "It says so.", ["passage"])
    assert more["doi"] == {"url": "https://doi.org/10.1080/x", "host": "doi:10.1080/x"}
    assert more["archived"]["host"] == "web.archive.org"


def test_linked_places_cite_the_sheet_and_lead_to_the_doi_or_the_copy(tmp_path: Path) -> None:
    folder = smallest(tmp_path, {**SHEET, "archived_url": "https://web.archive.org/1"}, {"doi": "10.1080/x"})
    found = read_json(export.to_linked_places(export.select(geo.load(folder), geo.Query())))
    (relation,) = found["features"][0]["relations"]
    assert relation["citations"] == [
        {"label": "A book, GARF, f. 9401, op. 1, d. 4157, l. 201", "@id": "https://web.archive.org/1"},
        {"label": "A book", "@id": "https://doi.org/10.1080/x"},
    ]


def test_citations_come_back_from_a_package_cell_for_cell(tmp_path: Path) -> None:
    stated = {
        "passage": "It says so.",
        "read": "part",
        "doi": "10.1080/x",
        "archived_url": "https://a.example",
        "page": "7",
    }
    atlas = geo.load(smallest(tmp_path, {**SHEET, **stated}))
    back = read_package(export.to_package(export.select(atlas, geo.Query())))
    assert changes(atlas["citations"], back["citations"]) == (len(NOWHERE), [])


@pytest.mark.parametrize("cells", [{"doi": "<b>"}, {"archived_url": "javascript:alert(1)"}])
def test_what_is_no_address_is_no_link(cells: dict[str, str]) -> None:
    assert citations.web({**NOWHERE, **cells}) == {}


def test_the_words_of_a_passage_need_a_source_that_was_opened(tmp_path: Path) -> None:
    closed = [{**SMALLEST["sources"][0], "consulted": "not-opened"}]
    atlas, _ = read(smallest(tmp_path, {"passage": "It says so."}, sources=closed))
    assert [problem.field for problem in validate(atlas)] == ["passage"]
