"""One address means the same in the app, on the map page and in a saved file, and is kept written there; a kiosk has its own."""

from __future__ import annotations

import random
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode

import pytest

from geo.app import state
from geo.cli import main
from geo.view import filters, kinds
from geo.view.query import PARAMETERS, Query, from_params, to_params
from tests.browser.conftest import GO
from tests.support.bench import bench
from tests.support.kiosk_pages import PORTRAIT, begin, enter, touch
from tests.support.pages import eventually, map_frame, wait_until, without_land
from tests.support.published import ATLAS

READ = """texts => texts.map(text => {
  const { notices, ...asked } = atlas.readAddress(text, atlas.current.data);
  return [atlas.writeAddress(asked, atlas.current.data), notices];
})"""
WHOLE = {
    "story": "katyn",
    "step": "3",
    "from": "1937",
    "to": "1941",
    "certain": "1",
    "org": "nkvd-ussr,secret-police",
    "kind": "killing",
    "group": "clergy",
    "person": "nikolai-yezhov",
    "hide": "memory",
    "by": "who",
    "vs": "1930/1933",
    "vsorg": "camps",
    "within": "great-terror",
    "year": "1938",
    "q": "Катынь",
    "place": "katyn-forest",
    "card": "great-terror",
    "town": "kyiv",
    "list": "unplaced",
    "v": "55.500,31.210,6.5",
    "lang": "pl",
}
"""A value for each parameter, which changes what is seen."""
NONSENSE = (
    "",
    "x",
    "1937.5",
    "-40000",
    "99999",
    "gestapo",
    "nkvd-ussr,gestapo",
    "2",
    "1,2",
    "490 BC",
    "a" * 250,
    "55,31,99",
    "\u00e9 «»",
    "1937,1938",
    "none",
    "what",
    "../..",
    "1938/1937",
    "1/2/3",
    "12",
    "moscow-canal",
    "undated",
    "/1937",
)
FIRST = kinds.hidden_at_first(ATLAS)


@pytest.fixture(scope="module")
def tab(visiting, saved):
    with visiting("address", viewport={"width": 1200, "height": 800}) as visitor:
        yield visitor.open(saved)


def addresses(seed):
    """Return addresses that anybody may come with: right ones, wrong ones, parts of them."""
    draw = random.Random(seed)
    for _ in range(300):
        names = draw.sample([name for name in WHOLE if name != "lang"], draw.randint(0, 6))
        yield {name: WHOLE[name] if draw.random() < 0.6 else draw.choice(NONSENSE) for name in names}


def test_every_parameter_has_a_value_here():
    assert set(WHOLE) == set(PARAMETERS)


def test_the_page_reads_addresses_as_python_does(tab):
    asked = [*addresses(3), *({name: wrong} for name in WHOLE if name != "lang" for wrong in NONSENSE)]
    found = tab.evaluate(READ, [urlencode(one) for one in asked])
    expected = [from_params(one, ATLAS, at_first=FIRST) for one in asked]
    assert [{name: values[0] for name, values in parse_qs(text).items()} for text, _ in found] == [
        to_params(query) for query, _ in expected
    ]
    assert [notices for _, notices in found] == [notices for _, notices in expected]


def seen(frame):
    """Return what a page shows: ids, the title of an open card, the year of the map, and where it looks."""
    wait_until(frame, "!document.querySelector('.at-waiting') && Boolean(atlas.current)")
    frame.evaluate("atlas.current.settled()")
    return frame.evaluate(
        """() => { const { map } = atlas.current, card = document.querySelector('.at-card'), { lat, lng } = map.getCenter();
        return { ids: atlas.current.shownIds(), list: document.querySelector('.at-list-head h2').textContent, card: card.hidden ? null : card.querySelector('h2').textContent,
                 year: document.querySelector('.at-legend-year').textContent, lang: document.documentElement.lang,
                 view: [lat.toFixed(1), lng.toFixed(1), map.getZoom().toFixed(1)].join() } }"""
    )


@pytest.fixture(scope="module")
def standing(visiting, app, saved):
    """The app, the map page and the saved page, which stay: an address is brought to them as a step in the history brings it."""
    with visiting("faces") as visitor:
        yield {url: visitor.open(url) for url in (app, f"{app}map", saved)}


ANEW = {"several", "story", "step", "place", "card", "lang", "v"}
"""What the map page is opened with; it reads all of an address in one way, whenever it comes."""


@pytest.mark.parametrize("name", [*WHOLE, "several"])
def test_every_parameter_means_the_same_in_every_face(desk, standing, app, saved, events, name):
    given = (
        {"from": "1937", "to": "1938", "org": "nkvd-ussr", "q": "Moscow"} if name == "several" else {name: WHOLE[name]}
    )
    query, _ = from_params(given, ATLAS, at_first=FIRST)
    address = urlencode(given)
    if name in ANEW:
        alike = seen(desk.open(f"{app}map?{address}"))
    else:
        standing[f"{app}map"].evaluate("address => atlas.current.goTo(address)", address)
        alike = seen(standing[f"{app}map"])
    assert set(alike["ids"]) == set(filters.apply(events, query, ATLAS)["id"])
    assert (alike["list"] == "Events without a point on the map") == (name == "list")
    assert (alike["card"] == "Kyiv") == (name == "town")
    if name != "v":
        del alike["view"]  # the faces have maps of other sizes
    for face, url in (app, f"{app}?{address}"), (saved, f"{saved}#{address}"):
        if name not in ("lang", "v"):
            standing[face].evaluate(GO, url)
            eventually(lambda face=face: seen(map_frame(standing[face])).items() >= alike.items(), face)
        elif (name, face) != ("lang", saved):  # which has no other
            assert seen(map_frame(desk.open(url))).items() >= alike.items()


SHOWN = """async all => { const page = atlas.current, { map } = page, seen = [];
  document.body.style.contentVisibility = 'hidden'; // nobody looks at it
  map.setView = () => map;
  for (const [address, hosted] of all) {
    const { place, card, town, list, notices, ...asked } = atlas.readAddress(address, page.data);
    await page.arrive({ ...asked, view: { lat: 55, lon: 60, zoom: 4 } });
    const standing = page.shownIds();
    page.set(hosted, { still: true, told: true });
    seen.push([standing, page.shownIds()]) }
  delete map.setView;
  document.body.style.contentVisibility = '';
  return seen }"""
"""What a page of its own shows at each address, and one in the app of what the app tells it."""


def views(seed):
    """Return views of all kinds: words, people and what else filters, alone and together."""
    draw, random_query = random.Random(seed), bench("ids").random_query
    texts = [*ATLAS.events["title"], *ATLAS.events["description"], *ATLAS["place_names"]["name"]]
    for _ in range(300):
        query = draw.choice([Query(hidden=FIRST), random_query(draw, ATLAS)])
        word = draw.choice(draw.choice(texts).split() or ["-"])[: draw.randint(2, 9)]
        groups, persons = (
            draw.sample([*ATLAS[name]["id"]], draw.choice([0, 0, 1, 2])) for name in ("groups", "persons")
        )
        yield query.with_(
            text=word if draw.random() < 0.6 else "",
            groups=frozenset(groups),
            persons=frozenset(persons),
            at_first=FIRST,
        )


def test_three_hundred_views_show_the_same_events_in_every_face(tab, events):
    asked = [*views(7)]
    expected = [[*filters.apply(events, query, ATLAS)["id"]] for query in asked]
    hosted = [
        state.of_page(SimpleNamespace(events=events), query, filters.picked(events, query, ATLAS)) for query in asked
    ]
    without_land(tab)
    found = tab.evaluate(
        SHOWN, [[urlencode(to_params(query)), told] for query, told in zip(asked, hosted, strict=True)]
    )
    for query, ids, seen in zip(asked, expected, found, strict=True):
        assert seen == [ids] * 2, query
    assert sum(map(bool, expected)) > 100


@pytest.fixture(scope="module")
def kiosk(visiting, kiosk_file):
    """A kiosk that was launched with all that an address of the other faces may hold."""
    with visiting("address-kiosk", **touch(PORTRAIT)) as visitor:
        yield enter(visitor, f"{kiosk_file()}?{urlencode(WHOLE)}#{urlencode(WHOLE)}")


TAKEN = """async ([name, value]) => { const own = await atlas.readPacked('kiosk-settings'), said = [];
  const settings = atlas.launched(own, `?${new URLSearchParams([[name, value]])}`, text => said.push(text));
  return [JSON.stringify(settings) !== JSON.stringify(own), said.length] }"""


@pytest.mark.parametrize("name", WHOLE)
def test_a_kiosk_takes_nothing_of_a_view_and_tells_its_staff_so(kiosk, name):
    """It tells of its own places; only settings of its screen stand in its address, as in the last line."""
    assert kiosk.evaluate(TAKEN, [name, WHOLE[name]]) == [False, 1]
    assert kiosk.evaluate(TAKEN, ["languages", "ru,et"]) == [True, 0]


def test_a_kiosk_launched_with_the_address_of_a_view_begins_as_ever(kiosk, events):
    begin(kiosk)
    wait_until(kiosk, "document.getElementById('kiosk').dataset.state !== 'attract'")
    shown = kiosk.evaluate("atlas.kioskLog.lines().filter(line => line.includes('is not taken')).length")
    assert shown == len(WHOLE)
    stories = kiosk.locator(".at-k-story li").count() or kiosk.locator("#kiosk [data-event], #kiosk li").count()
    assert stories > 0


def test_what_is_chosen_in_a_file_is_written_and_back_leads_through_it(tab, saved):
    tab.goto(f"{saved}#from=1937")
    wait_until(tab, "atlas.current.query().from === 1937")
    tab.evaluate("atlas.current.set({ org: ['kgb'] })")
    wait_until(tab, "location.hash === '#from=1937&org=kgb'")
    tab.evaluate("atlas.current.choosePlace('katyn-forest')")
    tab.locator(".at-list-root, .at-card").first.wait_for(state="attached")
    tab.go_back()
    wait_until(tab, "atlas.current.query().org.length === 0 && location.hash === '#from=1937'")
    tab.reload()
    wait_until(tab, "globalThis.atlas?.current?.query().from === 1937")


def test_back_from_a_card_stays_in_the_file(tab, saved):
    tab.goto(f"{saved}#to=1930")
    wait_until(tab, "atlas.current.query().to === 1930")
    tab.locator(".at-list button, .at-list a").first.click()
    wait_until(
        tab, "!document.querySelector('.at-card').hidden && location.hash.includes('=') && location.hash !== '#to=1930'"
    )
    tab.go_back()
    wait_until(tab, "document.querySelector('.at-card').hidden && location.hash === '#to=1930'")


def test_dragging_writes_once_on_release(tab, saved):
    tab.goto(f"{saved}#to=1931")
    wait_until(tab, "atlas.current.query().to === 1931")
    before = tab.evaluate("history.length")
    for year in (1932, 1933, 1934):
        tab.evaluate("year => atlas.current.set({ to: year }, { live: true })", year)
    assert tab.evaluate("[location.hash, history.length]") == ["#to=1931", before]
    tab.evaluate("atlas.current.set({ to: 1934 })")
    assert tab.evaluate("[location.hash, history.length]") == ["#to=1934", before + 1]


def test_a_file_opens_with_the_view_that_it_was_saved_with(visitor, events, tmp_path):
    main(["map", "--output", str(tmp_path / "a.html"), "--view", "from=1940&to=1940&q=katyn"])
    page = visitor.open((tmp_path / "a.html").as_uri())
    wait_until(page, "globalThis.atlas?.current?.query().text === 'katyn' && location.hash === ''")
    page.evaluate("atlas.current.set(atlas.atFirst(atlas.current.data))")
    wait_until(page, "location.hash === '#all'")
    page.reload()
    wait_until(page, "globalThis.atlas?.current?.query().text === ''")
    assert set(seen(page)["ids"]) == set(filters.apply(events, Query(hidden=FIRST), ATLAS)["id"])


def test_what_is_wrong_with_an_address_is_said(tab, saved):
    tab.goto(f"{saved}#from=1938&to=1937&org=gestapo")
    tab.get_by_text("The years 1938 to 1937 ran backwards").wait_for()
    tab.get_by_text("'gestapo', which this atlas does not have").wait_for()
    tab.evaluate("atlas.current.set({ certain: true })")
    tab.get_by_text("ran backwards").wait_for(state="detached")


@pytest.fixture
def framed(visitor, saved, tmp_path):
    """A page of another site with the saved page in a frame of 900 x 500."""
    host = tmp_path / "host.html"
    src = f"{saved}?ui=min#from=1940&to=1941"
    host.write_text(
        f'<body style="margin: 0; height: 3000px"><iframe src="{src}" width="900" height="500"></iframe>',
        encoding="utf-8",
    )
    page = visitor.open(host.as_uri(), wait_for=None)
    frame = page.frames[1]
    wait_until(frame, "globalThis.atlas?.current?.query().from === 1940")
    return page, frame


def test_a_small_frame_is_mostly_map_and_leads_to_the_whole_atlas(framed):
    _, frame = framed
    box = frame.locator(".folium-map").bounding_box()
    assert box["width"] * box["height"] >= 0.7 * 900 * 500
    assert frame.locator(".at-span").inner_text() == "1940–1941"
    assert (
        frame.get_by_role("link", name="Open the whole atlas").get_attribute("href").endswith(".html#from=1940&to=1941")
    )
    frame.get_by_role("button", name="List").click()
    frame.locator(".at-list li").first.wait_for()


def test_in_a_frame_the_wheel_scrolls_the_outer_page_and_with_ctrl_zooms_the_map(framed):
    page, frame = framed
    before = frame.evaluate("atlas.current.map.getZoom()")
    page.mouse.move(450, 250)
    page.mouse.wheel(0, 200)
    wait_until(page, "scrollY > 0")
    assert frame.evaluate("atlas.current.map.getZoom()") == before
    frame.get_by_text("Hold Ctrl").wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    wait_until(frame, "before => atlas.current.map.getZoom() > before", before)
