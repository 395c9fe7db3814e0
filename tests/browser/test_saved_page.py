"""The saved page, opened from ``file://`` without a network."""

from __future__ import annotations

import gzip
import random
import re
from functools import partial

import folium
import numpy as np
import pytest

import geo
from geo.dataset import citations, dating
from geo.dataset.translate import localize
from geo.i18n import translator
from geo.map import Basemap, EventLayer, base85, columns, page
from geo.map.columns import Column
from geo.map.paper import Sheet
from geo.model import BOUNDS
from geo.view import evidence, filters, summarize
from tests.support.bench import bench
from tests.support.pages import PAINTED, choose, listed, look_at, place_point, row_of, screen_point, wait_until

LAND, WATER = (243, 240, 234), (223, 229, 232)
ALPHA_AT = """([pane, lon, lat]) => {
  const map = atlas.current.map, canvas = map.getPane(pane).querySelector('canvas');
  const point = map.latLngToContainerPoint([lat, lon]), box = canvas.getBoundingClientRect();
  const origin = map.getContainer().getBoundingClientRect(), ratio = canvas.width / box.width;
  const x = (point.x + origin.x - box.x) * ratio, y = (point.y + origin.y - box.y) * ratio;
  const copy = new OffscreenCanvas(1, 1).getContext('2d'); // what shows a picture cannot be read itself
  copy.drawImage(canvas, -Math.floor(x), -Math.floor(y));
  return Array.from(copy.getImageData(0, 0, 1, 1).data);
}"""

CHOOSE_ALL = """changes => changes.map(change => {
  atlas.current.set(change);
  const { shown, unplaced } = atlas.current.result();
  const { A, B, C, located, read, unlocated, unread } = atlas.countEvidence(atlas.current.result());
  return [atlas.current.shownIds(), shown, unplaced, [A, B, C, located, read], [located + unlocated, read + unread]];
})"""


@pytest.fixture
def shown(desk, saved):
    """The saved page, painted."""
    tab = desk.stand(saved)
    tab.evaluate(PAINTED)
    return tab


def colour(tab, pane, lon, lat):
    """Return the red, green, blue, alpha of a canvas at a place."""
    return tab.evaluate(ALPHA_AT, [pane, lon, lat])


def test_land_and_water_are_painted(shown):
    assert tuple(colour(shown, "atlas-base", 50.0, 60.0)[:3]) == LAND
    assert colour(shown, "atlas-base", 34.0, 43.5)[3] == 0  # the sea is the background of the map
    assert shown.evaluate("getComputedStyle(atlas.current.map.getContainer()).backgroundColor") == f"rgb{WATER}"


def test_names_of_the_year_are_painted(shown):
    painted = """() => { const c = atlas.current.map.getPane('atlas-labels').querySelector('canvas');
      const copy = new OffscreenCanvas(c.width, c.height).getContext('2d');
      copy.drawImage(c, 0, 0);
      return copy.getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length }"""
    assert shown.evaluate(painted) > 2000


@pytest.mark.parametrize(
    ("year", "there", "gone"),
    [
        (1940, ("katyn-forest", "tver-nkvd", "moscow"), ("tartu-prison",)),
        (1941, ("tartu-prison",), ("katyn-forest", "tver-nkvd")),
    ],
)
def test_places_are_painted_in_their_year_only(shown, atlas, year, there, gone):
    choose(shown, {"from": year, "to": year})
    assert all(alpha(shown, atlas, place) == 255 for place in there)
    assert all(alpha(shown, atlas, place) == 0 for place in gone)


def alpha(tab, atlas, place):
    """Return how opaque the symbols are at a place, looked at from near."""
    lon, lat = place_point(atlas, place)
    look_at(tab, lon, lat)
    return colour(tab, "markerPane", lon, lat)[3]


def test_the_kgb_leaves_one_event_of_the_article(shown, atlas):
    article = set(atlas.events["id"][atlas.events["collection"] == "article"])
    assert article & set(choose(shown, {"org": ["kgb"]})) == {"kgb-founded-1954"}


def test_a_family_leaves_what_python_computes(shown, atlas, events):
    found = filters.by_organizations(events, {"secret-police"}, atlas)
    assert choose(shown, {"org": ["secret-police"]}) == list(found["id"])


def test_random_filters_show_what_python_shows(shown, atlas, events):
    queries, draw, expectations = bench("ids"), random.Random(1937), []
    filtered = events[["id", "kind", "kind_detail", *BOUNDS, "geometry"]]
    for _ in range(250):
        asked = queries.random_query(draw, atlas)
        only = draw.choice([None, sorted(draw.sample(range(len(events)), 20))])
        expected = filters.apply(filtered if only is None else filtered.iloc[only], asked, atlas)
        counts = [len(expected), int(expected.geometry.isna().sum())]
        support = evidence.count(expected, atlas)
        supported = [*support.confidence.values(), support.located, support.read]
        expectations.append(
            (queries.as_change(asked) | {"only": only}, [list(expected["id"]), *counts, supported, [len(expected)] * 2])
        )
    found = shown.evaluate(CHOOSE_ALL, [asked for asked, _ in expectations])
    for (asked, expected), got in zip(expectations, found, strict=True):
        assert got == expected, asked


@pytest.mark.parametrize(("name", "flag"), [("located", evidence.LOCATED), ("read", evidence.READ)])
def test_a_number_of_the_line_opens_the_list_of_its_events(shown, atlas, name, flag):
    flags = zip(atlas.events["id"], evidence.flags(atlas), strict=True)
    wanted = {event for event, one in flags if one & flag}
    button = shown.locator(f"[data-subset={name}]")
    assert button.inner_text().startswith(f"{len(wanted)} ")
    button.click()
    assert {event for event, _ in listed(shown)} == wanted
    assert "At least one" in shown.locator(".at-list-hint").inner_text() or name == "read"
    assert shown.locator(".at-legend a[href*=method]").count() == 0


DOUBTS = """async () => { const { data } = atlas.current;
  const { events } = await data.source.card([], [...Array(data.events.n).keys()]);
  return events.map(text => [data.events.id.at(text.event), atlas.article(data, text).textContent]) }"""


def test_how_far_an_account_was_read_is_said_on_a_card_as_on_paper(shown, atlas):
    """Of most accounts of confidence B a source was read, if only in part: these were compared with one."""
    paper = Sheet(localize(atlas, "en"), translator("en"), graphic=True)
    known = {key: said["known"] for key, said in paper.told(dict.fromkeys(atlas.events["id"])).items()}
    read = {row["event_id"] for row in citations.rows(atlas) if row["read"] in ("part", "yes")}
    said = dict(shown.evaluate(DOUBTS))
    for event in atlas.events["id"][atlas.events["confidence"] == "B"]:
        assert ("not compared with its source" in known[event]) == (event not in read)
        assert known[event] in said[event]


def test_the_histogram_counts_what_python_counts(shown, events):
    script = "c => { const p = atlas.current; return atlas.histogram(p.data, p.result().chosen, c) }"
    for certain in (False, True):
        expected = summarize.by_year(events, 1917, 1991, certain=certain)
        found = shown.evaluate(script, certain)
        assert (found["before"], tuple(found["years"]), found["after"]) == (
            expected.before,
            expected.years,
            expected.after,
        )


def test_a_touch_on_a_symbol_opens_the_card_with_its_sources(shown, atlas):
    look_at(shown, *place_point(atlas, "katyn-forest"))
    shown.mouse.click(*screen_point(shown, *place_point(atlas, "katyn-forest")))
    card = shown.locator(".at-card")
    assert card.locator(".at-card-title").inner_text() == "Katyn Forest"
    card.get_by_role("button", name="Katyn massacre").click()
    card.locator(".at-sources").first.wait_for()
    sources = card.locator(".at-sources").first.text_content()
    assert "par. 5 (read by the compilers)" in sources
    assert "Yale University Press, 2007 (not opened by the compilers)" in sources
    assert "(read in part)" in card.locator(".at-figures").first.text_content()


def test_a_card_leads_to_catalogues_elsewhere(shown):
    shown.evaluate("async () => { await atlas.current.chooseCard('karlag') }")
    links = shown.locator(".at-elsewhere a").evaluate_all("nodes => nodes.map(node => [node.textContent, node.href])")
    assert links == [
        ["gulag.memorial.de", "https://www.gulag.memorial.de/lager.php?lag=191"],
        ["GeoNames", "https://sws.geonames.org/1524571/"],
    ]
    assert "GeoNames (see also)" in shown.locator(".at-about-place .at-elsewhere").inner_text()


def test_events_without_a_point_are_reached_from_the_line_below_the_map(shown, events):
    shown.get_by_role("button", name="not on the map").click()
    assert len(listed(shown)) == int(events.geometry.isna().sum())


def test_the_list_opens_a_card_without_the_map(shown):
    choose(shown, {"from": 1941, "to": 1941})
    row_of(shown, "Killing of prisoners in Tartu").press("Enter")
    shown.locator(".at-card .at-about-place", has_text="Tartu prison").wait_for()
    assert shown.locator(".at-card .at-card-title").inner_text() == "Killing of prisoners in Tartu"
    assert shown.evaluate("document.activeElement.classList.contains('at-card-title')")


def test_the_card_of_an_event_begins_with_date_title_and_sentence_and_ends_with_the_place(shown):
    shown.evaluate("sessionStorage.setItem('atlas-graphic', '1')")
    shown.evaluate("atlas.current.chooseCard('katyn-massacre')")
    shown.locator(".at-card .at-about-place").wait_for()
    text = shown.locator(".at-card .at-card-body").inner_text()
    order = [
        "April – May 1940",
        "Katyn massacre",
        "In the Katyn Forest",
        "4,421",
        "Organizations",
        "Victims",
        "source",
        "Notes",
    ]
    found = [text.find(part) for part in [*order, "Other events here", "About the place: Katyn Forest"]]
    assert found == sorted(found)
    assert (found[0] >= 0, found[2] < 100) == (True, True)


@pytest.mark.own_page
def test_a_body_in_a_card_tells_what_it_is_and_leads_to_its_events(shown):
    """Escape closes it and leaves the card; its button asks for all events of the body."""
    shown.evaluate("atlas.current.chooseCard('katyn-massacre')")
    body = shown.locator(".at-card .at-people .at-link", has_text="Internal Affairs of the USSR").first
    body.click()
    box = shown.locator(".at-explained:visible")
    assert "1934" in box.inner_text()
    assert "Before it: Joint State Political Administration" in box.inner_text()
    box.get_by_role("button").press("Escape")
    assert (box.count(), body.evaluate("node => node === document.activeElement")) == (0, True)
    body.click()
    box.get_by_role("button").click()
    assert shown.evaluate("atlas.current.query().org") == ["nkvd-ussr"]
    assert shown.locator(".at-card").is_hidden()


def test_a_word_of_the_field_explains_itself_where_it_stands_first(shown):
    """By keyboard, with its source; Escape closes it and leaves the card."""
    shown.evaluate("atlas.current.chooseCard('dekulakization-1930')")
    word = shown.locator(".at-event-text .at-term", has_text="kulaks")
    word.press("Enter")
    box = shown.locator(".at-explained:visible")
    wait_until(shown, "document.querySelector('.at-explained:not([hidden])')?.textContent.includes('Viola')")
    assert box.inner_text().startswith("kulak – Word for a peasant")
    assert shown.locator(".at-term").all_inner_texts() == [
        "kulaks",
        "special settlers",
        "Deportation",
        "Special settlement",
    ]
    assert "called kulaks lost their farms" in shown.evaluate("atlas.current.take.sheet().textContent")
    word.press("Escape")
    wait_until(shown, "document.querySelectorAll('.at-explained:not([hidden])').length === 0")
    assert shown.locator(".at-event-text").is_visible()


@pytest.mark.parametrize("visitor", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True)
def test_a_chosen_event_is_in_sight_and_the_list_is_found_where_it_was_left(visitor, saved):
    tab = visitor.open(f"{saved}#hide=none")
    tab.get_by_role("button", name="List", exact=True).tap()
    row_of(tab, "Bolshevik seizure of power").tap()
    panel, title = (
        tab.locator(one).bounding_box() for one in (".at-panel", ".at-event-title >> text=Bolshevik seizure of power")
    )
    assert panel["y"] < title["y"] < panel["y"] + panel["height"] / 2
    tab.get_by_role("button", name="All events").tap()
    assert tab.evaluate("document.querySelector('.at-panel').scrollTop") > 0


def test_the_list_is_in_order_of_the_days_on_which_events_began(shown, atlas):
    when = dating.of_atlas(atlas)
    days = [when[event].earliest_start for event, _ in listed(shown) if when[event]]
    assert len(days) > 250
    assert days == sorted(days)


def test_in_chosen_years_what_had_begun_before_comes_last_and_says_so(shown, atlas):
    choose(shown, {"from": 1937, "to": 1938})
    when, rows = dating.of_atlas(atlas), [event for event, _ in listed(shown)]
    earlier = [when[event].earliest_start[0] < 1937 for event in rows]
    assert earlier == sorted(earlier)
    assert 0 < sum(earlier) < len(rows)
    assert "begun before" in row_of(shown, "butyrka-prison").inner_text()


def test_the_card_of_a_town_leads_to_the_sites_in_it(shown):
    shown.evaluate("async () => { await atlas.current.choosePlace('tartu') }")
    card = shown.locator(".at-card")
    assert card.locator("h3").first.inner_text() == "The events shown in Tartu stand at:"
    assert card.locator(".at-nearest").first.get_by_role("button").all_inner_texts() == [
        "Tartu prison",
        "Grey House, Tartu",
    ]
    assert "Dorpat (German" in card.locator(".at-names").inner_text()


def test_symbols_show_the_families_that_were_asked_for(shown):
    choose(shown, {"org": ["camps"], "by": "who"})
    families = "atlas.current.layer._drawn.flatMap(symbol => symbol.parts.map(([family]) => atlas.current.data.families[family].id))"
    assert set(shown.evaluate(families)) == {"camps"}


def test_the_basemap_alone_works_on_a_stock_folium_map(visitor, atlas, leaflet, tmp_path):
    stock = folium.Map(location=[56, 40], zoom_start=4, tiles=None)
    Basemap(atlas).add_to(stock)
    tab = open_stock(visitor, stock, leaflet, tmp_path)
    assert tab.locator("canvas").count() >= 2


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("estonia", "The point stands for a whole country or region, about 200 km around it."),
        ("tartu-prison", "The true place lies within 400 m of the point."),
    ],
)
def test_the_card_says_what_the_circle_around_a_point_means(shown, place, sentence):
    shown.evaluate("id => atlas.current.choosePlace(id)", place)
    note = shown.locator(".at-card-note").first.inner_text()
    assert sentence in note
    assert ("true place" in note) is (place != "estonia")


def test_the_legend_says_which_dataset_this_is_its_licence_and_how_to_cite_it(shown, atlas):
    lines = shown.locator(".at-dataset p").all_text_contents()
    version, licence = f"Version 1.1.0 ({atlas.version})", "Creative Commons Attribution 4.0 (CC-BY-4.0)"
    cited = f"Cite as: Atlas of Soviet repression. {version}. {licence}"
    assert lines == ["Atlas of Soviet repression", version, f"Licence: {licence}", cited]


def test_nothing_matches_is_said_plainly(shown):
    choose(shown, {"from": 1800, "to": 1801})
    assert "No event matches" in shown.locator(".at-empty").inner_text()


def test_hostile_text_shows_as_given_and_nothing_runs(visitor, hostile_data, tmp_path):
    hostile = geo.load(hostile_data)
    page(hostile).save(tmp_path / "hostile.html")
    tab = visitor.open(f"{(tmp_path / 'hostile.html').as_uri()}#hide=none")
    titles = [title for _, title in listed(tab)]
    assert sorted(titles) == sorted(hostile.events["title"])
    tab.evaluate(
        "[...Array(atlas.current.data.places.n).keys()].forEach(i => atlas.current.choosePlace(atlas.current.data.places.id.at(i)))"
    )
    assert tab.locator(".at-card .at-card-title").inner_text().strip() == hostile.places["name"].iloc[-1].strip()
    assert tab.locator(".at-page img, .at-page script, .at-page svg:not(.at-timeline svg, .at-mark)").count() == 0


def answer(route, **response):
    """Give stock folium from the disk what it asks a CDN for."""
    kind = "text/css" if route.request.url.endswith(".css") else "text/javascript"
    route.fulfill(content_type=kind, **response)


def open_stock(visitor, stock, leaflet, folder):
    """Open a stock folium map, with what it asks a CDN for given from the disk."""
    stock.save(folder / "stock.html")
    for name in ("leaflet.js", "leaflet.css"):
        visitor.context.route(f"**/{name}", partial(answer, path=leaflet / name))
    unneeded = re.compile(r"jquery|bootstrap|awesome|glyphicons|all\.min")
    visitor.context.route(unneeded, partial(answer, body=""))
    return visitor.open((folder / "stock.html").as_uri(), wait_for="canvas")


UNPACKED = """examples => examples.map(([text, described]) => {
  const { x } = atlas.readColumns(atlas.ofBase85(text), described);
  const words = () => new atlas.Words({ shared: x["id.shared"], length: x["id.length"], bytes: x["id.bytes"] });
  const [ids, alone] = [words(), words()], all = ids.all();
  return [x.a.constructor.name, Array.from(x.a), Array.from(x.b), all, all.map((id, i) => alone.at(i) === id && ids.at(i) === id && all[ids.get(id)] === id)] })"""


def test_the_page_unpacks_what_python_packs(shown):
    draw, examples = random.Random(1937), []
    for kind, name in [
        ("uint8", "Uint8"),
        ("int16", "Int16"),
        ("uint16", "Uint16"),
        ("int32", "Int32"),
        ("uint32", "Uint32"),
    ] * 40:
        least, most = np.iinfo(kind).min, np.iinfo(kind).max
        a, b = (
            [draw.randint(*draw.choice([(least, most), (0, 9), *several])) for _ in range(draw.randint(0, 40))]
            for several in ([(7, 7)], [(7, 7)] * 50)
        )
        ids = ["".join(draw.choices("ab-жя😀", k=draw.randint(0, 30))) for _ in range(draw.choice([3, 150]))]
        beside = Column("x.b", kind, b, in_a_row=draw.random() < 0.5)
        block, described = columns.block([Column("x.a", kind, a), beside, *columns.words("x.id", ids)])
        text = base85.encode(gzip.decompress(block))
        examples.append(([text, described], [f"{name}Array", a, b, ids, [True] * len(ids)]))
    assert shown.evaluate(UNPACKED, [example for example, _ in examples]) == [found for _, found in examples]


@pytest.mark.own_page
def test_a_chunk_that_is_damaged_is_said_to_be_missing_and_asked_for_again(shown, desk):
    damage = """text => { const node = document.getElementById('event_layer_events-data-events'), whole = node.textContent;
      node.textContent = text ?? globalThis.whole; globalThis.whole = whole }"""
    forget = "async () => { atlas.current.data.source = (await atlas.load('event_layer_events-data')).source }"
    shown.evaluate("atlas.current.take.ready()")  # what is ready to be printed has been read
    shown.evaluate(forget)
    shown.evaluate(damage, "AAAA" * 40_000)
    shown.evaluate("atlas.current.choosePlace('butovo')")
    assert "could not be loaded" in shown.locator(".at-card .at-missing").inner_text()
    shown.evaluate(damage)
    shown.evaluate("atlas.current.choosePlace('butovo')")
    assert shown.locator(".at-card .at-about-place").count() > 0
    assert len(desk.errors) == 1
    desk.errors.clear()


def test_the_layer_works_on_a_stock_folium_map(visitor, atlas, leaflet, tmp_path):
    stock = folium.Map(location=[56, 40], zoom_start=4, tiles=None)
    EventLayer(atlas).add_to(stock)
    tab = open_stock(visitor, stock, leaflet, tmp_path)
    count = "Object.values(window).find(v => v?.ready instanceof Promise).ready.then(layer => layer.shownIds().length)"
    assert tab.evaluate(count) == len(atlas.events)
