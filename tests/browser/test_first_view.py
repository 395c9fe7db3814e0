"""The first view tells what happened: marks by kind, few of one look, none over another, context off and said."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.view import filters, kinds
from geo.view.query import Query
from tests.support.pages import SETTLED
from tests.support.published import ATLAS

PERIODS = [(None, None), (1917, 1922), (1930, 1933), (1937, 1938), (1940, 1941), (1944, 1953)]
DRAWN = """([from, to]) => {
  atlas.current.set({ from, to });
  const { layer } = atlas.current;
  layer._paint();
  const { looks } = atlas.current.result().choice;
  return layer._drawn.map(({ x, y, r, count, parts }) => ({ x, y, r, count, look: parts.length > 1 ? `${parts.length} of ${count}` : looks[parts[0][0]].mark }));
}"""


@pytest.fixture(scope="module", params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def tab(visiting, saved, request):
    width, height = request.param
    with visiting("first", viewport={"width": width, "height": height}) as visitor:
        yield visitor.open(saved)


@pytest.mark.parametrize("years", PERIODS, ids=str)
def test_no_look_is_that_of_more_than_six_in_ten_symbols(tab, years):
    looks = Counter(one["look"] for one in tab.evaluate(DRAWN, years))
    assert looks.most_common(1)[0][1] <= 0.6 * looks.total()
    assert looks.total() > 4


@pytest.mark.parametrize("years", PERIODS, ids=str)
def test_no_symbol_lies_over_another(tab, years):
    drawn = tab.evaluate(DRAWN, years)
    pairs = [(one, other) for at, one in enumerate(drawn) for other in drawn[:at]]
    over = [
        (one, other)
        for one, other in pairs
        if ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
        < max(one["r"], other["r"]) + 0.8 * min(one["r"], other["r"])
    ]
    assert over == []


UNDER = """() => { const { layer, map } = atlas.current, sight = layer.sight(), zero = map.getContainer().getBoundingClientRect();
  const shown = [...document.querySelectorAll('.at-beyond:not([hidden])')].map(node => node.getBoundingClientRect());
  const over = ({ x, y, r }, box) => x - sight.left + r > box.left - zero.left && x - sight.left - r < box.right - zero.left
    && y - sight.top + r > box.top - zero.top && y - sight.top - r < box.bottom - zero.top;
  return [shown.length, shown.flatMap(box => layer._drawn.filter(symbol => over(symbol, box))).length] }"""


@pytest.mark.parametrize("years", [PERIODS[0], (1937, 1938)], ids=str)
def test_what_lies_beyond_the_edges_is_said_over_no_symbol(tab, years):
    tab.evaluate(DRAWN, years)
    tab.evaluate(SETTLED)
    shown, hidden = tab.evaluate(UNDER)
    assert hidden == 0
    assert (shown > 0) == (tab.viewport_size["width"] == 390)


def test_context_is_off_at_first_and_the_counts_say_how_much_of_it_there_is(tab, events):
    tab.evaluate("() => atlas.current.set({ ...atlas.atFirst(atlas.current.data) })")
    hidden = kinds.hidden_at_first(ATLAS)
    first, whole = (len(filters.apply(events, Query(hidden=off), ATLAS)) for off in (hidden, frozenset()))
    line = tab.locator(".at-count")
    assert f"{first} of {whole} events shown" in line.inner_text()
    assert f"Not shown: Context {whole - first}" in line.inner_text()
    tab.get_by_role("button", name="Show", exact=True).click()
    tab.wait_for_function("location.hash === '#hide=none'")
    assert f"{whole} of {whole} events shown" in line.inner_text()
    tab.evaluate("() => atlas.current.set({ ...atlas.atFirst(atlas.current.data) })")


def test_who_asks_for_a_kind_that_is_off_gets_it(tab, events):
    shown = tab.evaluate("() => (atlas.current.set({ kind: ['context'] }), atlas.current.shownIds())")
    query = Query(kinds=frozenset({"context"}), hidden=frozenset({"context"}))
    assert sorted(shown) == sorted(filters.apply(events, query, ATLAS)["id"]) != []
    tab.evaluate("() => atlas.current.set({ kind: [] })")


def test_the_legend_names_what_is_on_the_map_and_can_tell_who_acted(tab):
    tab.locator(".at-legend > summary").click()
    names = tab.locator(".at-looks li")
    assert "Killing" in names.all_inner_texts()[0]
    tab.get_by_role("button", name="who acted").click()
    tab.wait_for_function("location.hash.includes('by=who')")
    tab.wait_for_function("document.querySelector('.at-looks').innerText.includes('Cheka')")
    tab.get_by_role("button", name="what happened").click()
    tab.wait_for_function("document.querySelector('.at-looks').innerText.includes('Killing')")
    tab.locator(".at-legend > summary").click()


def test_the_map_keeps_its_size_while_years_move(desk, saved):
    tab = desk.stand(saved)
    high = "document.querySelector('.at-map-area').offsetHeight"
    before = tab.evaluate(high)
    tab.evaluate("void atlas.current.set({ from: 1930, to: 1939 }, { live: true })")
    tab.evaluate("document.querySelector('.at-count').style.paddingBottom = '50px'")  # as a line that wraps does
    assert tab.evaluate(high) == before
    tab.evaluate("void atlas.current.set({ from: 1930, to: 1939 })")
    assert tab.evaluate(high) < before
    tab.evaluate("document.querySelector('.at-count').style.paddingBottom = ''")
