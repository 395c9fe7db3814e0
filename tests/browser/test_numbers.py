"""Counts side by side and numbers by date, as a card of the saved page shows them."""

from __future__ import annotations

import pytest

from geo.map import page
from tests.test_series import of_camp, with_numbers

CARD = """id => { const i = atlas.current.data.eventIndex.get(id);
  return atlas.current.chooseCard(id).then(() => document.querySelector(`article[data-event="${i}"]`)) }"""
JOINS = """years => atlas.seriesJoins(years.map(years => ({ years, best: 1 }))).map(pair => pair.map(({ years }) => years[0]))"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("numbers") / "atlas.html"
    numbers = [
        of_camp("1936", best="100"),
        of_camp("1937", best="200"),
        of_camp("1939", best="300"),
        of_camp("1940", best="", low="50", high="90"),
    ]
    others = [
        of_camp("1941", best="7", table="places", id="norilsk"),
        of_camp("1942", best="8", table="organizations", id="gulag"),
    ]
    page(with_numbers(*numbers, *others)).save(path)
    return path.as_uri()


@pytest.fixture
def card(desk, saved):
    """Return what opens the card of an event and gives its article."""
    tab = desk.open(saved)
    return lambda event: tab.evaluate_handle(CARD, event).as_element()


def test_counts_of_one_measure_stand_side_by_side_and_are_not_added(card):
    """Each as a row of a table, in the order of the data, with what it rests on."""
    tables = card("great-terror").query_selector_all("[role=table]")
    found = {
        one.get_attribute("aria-label"): [row.inner_text() for row in one.query_selector_all(".at-estimate strong")]
        for one in tables
    }
    assert found == {
        "executed": ["at least 750,000", "681,692", "at least 724,000"],
        "arrested": ["1,548,366", "at least 1,710,000"],
        "killed": ["950,000–1,200,000"],
    }
    cells = tables[0].query_selector_all(".at-estimate:nth-child(3) > [role=cell]")
    assert [
        "archival count" in cells[0].inner_text(),
        "archival count" in cells[1].inner_text(),
        "Getty" in cells[2].inner_text(),
    ] == [True] * 3


def test_one_scale_begins_at_zero_for_all_counts(card):
    length = "node => [...node.querySelectorAll('[aria-label=arrested] .at-bar')].map(bar => Number(bar.querySelector('.at-bar-point, .at-bar-end').getAttribute('d').match(/^M0 50H([0-9.]+)$|^M([0-9.]+)/).slice(1).join('')))"
    first, second = card("great-terror").evaluate(length)
    assert first / second == pytest.approx(1_548_366 / 1_710_000)


def test_a_line_joins_only_years_between_which_none_is_missing(card):
    article = card("norillag")
    drawn = "(node, name) => [...node.querySelectorAll(`:scope > .at-series .at-series-${name}`)].length"
    assert {name: article.evaluate(drawn, name) for name in ("point", "line", "range")} == {
        "point": 3,
        "line": 1,
        "range": 1,
    }
    joins = article.owner_frame().evaluate(
        JOINS, [[1936, 1936], [1937, 1938], [1939, 1939], [1941, 1941], [1941, 1941]]
    )
    assert joins == [[1936, 1937], [1937, 1939], [1941, 1941]]


def test_a_series_is_a_picture_with_a_sentence_and_a_table(card):
    article = card("norillag")
    picture = article.query_selector(":scope > .at-series [role=img]")
    assert picture.get_attribute("aria-label") == "held on the date, 1936 – 1940: 4 numbers; highest: 300 (1939)"
    article.query_selector(":scope > .at-series summary").click()
    rows = [row.inner_text().split() for row in article.query_selector_all(":scope > .at-series tbody tr")]
    assert rows == [["1936", "100"], ["1937", "200"], ["1939", "300"], ["1940", "50–90"]]


def test_places_and_organizations_show_theirs(card):
    article = card("norillag")
    assert "1941: 7" in article.evaluate(
        "node => node.closest('.at-card-body').querySelector(':scope > .at-series').innerText"
    )
    bodies = article.query_selector(".at-people details")
    assert bodies.inner_text().startswith("Main Administration of Camps: numbers by date")
    assert "1942: 8" in bodies.text_content()
