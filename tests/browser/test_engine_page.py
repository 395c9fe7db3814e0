"""The map page in front of an engine shows what it shows of the same dataset by itself."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from geo.engine import open_engine, parquet
from tests.support.pages import ANSWERED, PAINTED, answered, wait_until
from tests.support.serving import serving

ADDRESSES = (
    "",
    "from=1937&to=1938",
    "certain=1&from=1930&to=1935",
    "org=ogpu&from=1932&to=1934",
    "org=nkvd-ussr,gulag&by=who",
    "kind=camp&hide=none",
    "q=gulag&from=1930&to=1935",
    "group=poles&person=stalin",
    "hide=massacre,memory&from=1939&to=1941",
    "within=great-terror",
    "place=moscow&from=1937&to=1938",
    "card=siblag&from=1932&to=1933",
    "list=unplaced",
    "list=C",
    "q=zzzz",
)
SEEN = """async () => { const page = atlas.current; await page.settled();
  const { result, data, layer } = { result: page.result(), data: page.data, layer: page.layer };
  const text = name => document.querySelector(name)?.innerText.replace(/\\s+/g, ' ') ?? '';
  const card = document.querySelector('.at-card:not([hidden]) .at-card-body');
  return {
    counts: [...document.querySelectorAll('.at-count > :not(.at-sr)')].map(node => node.innerText).join(' '), chips: text('.at-chips'), notices: text('.at-notices'), legend: text('.at-legend-root'),
    places: layer.shownPlaces().map(place => [data.places.id.at(place), result.atPlace[place]]),
    symbols: layer._drawn.map(({ place, count, certain, parts }) => [place, count, certain, parts]).sort((a, b) => a[0] - b[0]),
    ways: [...new Set(layer.ways().map(({ from, to }) => `${from} ${to}`))].sort(),
    bars: atlas.histograms(data, result.chosen, page.query()),
    card: card ? text('.at-card-body').replaceAll(/Page of this (event|place) ?/g, '').trim() : '' } }"""
QUESTIONS = """performance.getEntriesByType('resource').filter(({ name }) => name.includes('/engine/'))
  .map(({ name }) => name.split('/').at(-1))"""
ASKED = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/engine/')).length"
QUIET = f"""async () => {{ let asked; // one answer may lead to another question, when nothing else is to be done
  do {{ asked = {ASKED}; await new Promise(done => setTimeout(done, 300)) }} while ({ASKED} !== asked) }}"""
DRAGGED = """async () => { for (let from = 1920; from < 1950; from += 1) {
  atlas.current.set({ from, to: from + 5 }, { live: true }); await new Promise(requestAnimationFrame) } }"""


@pytest.fixture(scope="module")
def engine(atlas, tmp_path_factory):
    """The address of the same behind DuckDB."""
    folder = tmp_path_factory.mktemp("engine") / "data"
    parquet.write(atlas, folder)
    with serving(atlas, open_engine(folder)) as url:
        yield url


def seen(visitor, url, address):
    """Return what a page shows once all has come."""
    page = answered(visitor, url, address)
    page.evaluate(PAINTED)
    return page.evaluate(SEEN)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_shows_the_same_with_an_engine(desk, plain, engine, address):
    own, other = seen(desk, plain, address), seen(desk, engine, address)
    assert {name: other[name] for name in own if other[name] != own[name]} == {}
    assert own["counts"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_once_for_its_list_and_for_a_place(desk, engine, address):
    page = answered(desk, engine, address)
    page.evaluate(QUIET)
    asked = [one.split("?")[0] for one in page.evaluate(QUESTIONS)]
    assert (asked.count("list"), asked.count("place")) == (address != "q=zzzz", address.startswith(("place", "card")))


def test_a_hand_on_the_years_asks_nothing_of_the_server(desk, engine):
    page = desk.open(f"{engine}map?from=1937&to=1938", wait_for=".at-list li")
    wait_until(page, ANSWERED)
    page.evaluate(QUIET)
    before = page.evaluate(ASKED)
    page.evaluate(DRAGGED)
    assert page.evaluate(ASKED) == before > 0
    assert page.evaluate("atlas.current.result().shown") > 0


def test_a_row_of_the_list_opens_its_card(desk, plain, engine):
    titles = []
    for url in (plain, engine):
        page = desk.open(f"{url}map?from=1937&to=1937", wait_for=".at-list li")
        page.click(".at-list li:nth-child(3) button")
        wait_until(page, "document.querySelector('.at-event-title') && !document.querySelector('[aria-busy]')")
        titles.append(page.inner_text(".at-card").replace("Page of this event", "").split())
    assert titles[0] == titles[1]


def test_a_wrong_question_is_refused_with_all_that_is_wrong(desk, engine):
    page = desk.open(f"{engine}map", wait_for=".at-list li")
    ask = "async () => (await fetch(atlas.current.data.remote.prefix + 'list?limit=0&foo=1')).text()"
    told = json.loads(page.evaluate(ask))
    assert [told["status"], len(told["errors"])] == [400, 2]
    desk.errors.clear()  # the browser writes down every refusal


def saved(page, label):
    """Return the name and the lines of a file that the menu saves, in the order of their text."""
    page.click(".at-take summary")
    with page.expect_download() as waiting:
        page.click(f".at-take-menu >> text={label}")
    page.click(".at-take summary")
    return waiting.value.suggested_filename, sorted(waiting.value.path().read_text("utf-8").splitlines())


def test_the_menu_saves_what_is_shown(desk, plain, engine):
    page = desk.open(f"{engine}map?from=1937&to=1938&org=nkvd-ussr", wait_for=".at-list li")
    wait_until(page, ANSWERED)
    off = page.evaluate("atlas.current.query().hide.join()")
    with urlopen(f"{plain}download/events.csv?from=1937&to=1938&org=nkvd-ussr&hide={off}&lang=en") as whole:
        lines = sorted(whole.read().decode().splitlines())
    assert saved(page, "Table, CSV")[1] == lines
    name, features = saved(page, "Events, GeoJSON")
    assert name.endswith(".geojson")
    assert len(features) > 10
