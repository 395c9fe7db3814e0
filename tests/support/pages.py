"""What browser tests ask of a page."""

from __future__ import annotations

import re
import time

from geo import i18n

FRAME = "iframe.at-frame"
LISTED = ".at-page:not(.at-waiting) :is(.at-list-root, .at-compared:not([hidden])) > .at-list"
"""The list of a page that shows what it was asked for."""
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SETTLED = f"{PAINTED}.then(() => atlas.current.settled())"
"""Painted, and what is read is as new as what is watched."""


def map_frame(page):
    """Return the frame that holds the map: the app's frame, or the page itself."""
    if page.url.startswith("file:") or "/map" in page.url:
        return page.main_frame
    return page.wait_for_selector(FRAME).content_frame()


def choose(tab, change):
    """Change the query of a map page and wait until it is painted; return the shown ids."""
    tab.evaluate("change => atlas.current.set(change)", change)
    tab.evaluate(SETTLED)
    return tab.evaluate("atlas.current.shownIds()")


WALK = """const box = document.querySelector('.at-panel'), frame = () => new Promise(requestAnimationFrame);
const walk = async see => { await atlas.current.settled();
  for (let top = 0; ; top += box.clientHeight / 2) { box.scrollTop = top;
    for (let i = 0; i < 4; i += 1) await frame();
    for (const row of box.querySelectorAll('.at-list .at-row')) if (see(row)) return row;
    if (top > box.scrollHeight) return null } };"""
"""Goes down the list, of which only what is in sight stands in the document, until `see(row)` is true."""


def listed(tab):
    """Return the ids and the titles of all events of a list, in their order."""
    script = f"""async () => {{ {WALK} const found = new Map();
      await walk(row => void found.set(Number(row.closest('li').ariaPosInSet), [row.dataset.list, row.querySelector('.at-row-title').textContent]));
      return [...found].sort(([a], [b]) => a - b) }}"""
    found = tab.evaluate(script)
    assert [place for place, _ in found] == list(range(1, len(found) + 1))
    return [row for _, row in found]


def row_of(tab, text):
    """Bring the first row of a list that holds a text, or is that of an event, into the document; return its locator."""
    script = f"""async text => {{ {WALK}
      return (await walk(row => row.textContent.includes(text) || row.dataset.list === text))?.dataset.list }}"""
    found = tab.evaluate(script, text)
    assert found, text
    return tab.locator(f'.at-row[data-list="{found}"]')


def look_at(tab, lon, lat, zoom=13):
    """Bring a place (degrees) near, where no other shares its symbol."""
    tab.evaluate(
        "([lon, lat, z]) => void atlas.current.map.setView([lat, lon], z, { animate: false })", [lon, lat, zoom]
    )
    tab.evaluate(PAINTED)


def without_land(tab):
    """Take away what lies below the symbols: it takes most of the time to paint."""
    tab.evaluate(
        "void atlas.current.map.eachLayer(layer => layer instanceof atlas.GroundLayer && Object.assign(layer, { _parts: [] }))"
    )


def screen_point(tab, lon, lat):
    """Return where a place (degrees) stands on the screen of a map page."""
    script = """([lon, lat]) => { const map = atlas.current.map, point = map.latLngToContainerPoint([lat, lon]);
      const box = map.getContainer().getBoundingClientRect(); return [point.x + box.x, point.y + box.y] }"""
    return tab.evaluate(script, [lon, lat])


def place_point(atlas, place):
    """Return longitude and latitude of a place."""
    shape = atlas.places.set_index("id").geometry[place]
    return shape.x, shape.y


def single_bounds(atlas, lang):
    """Return events with the text of each figure that has a best number and only one bound, without signs of grouping."""
    say, rows = i18n.translator(lang).gettext, atlas.rows("figures")
    bound = {"low": say("at least %(n)s"), "high": say("up to %(n)s")}
    found = [(row, [side for side in bound if row[side]]) for row in rows if row["best"]]
    return [
        (row["event_id"], f"{row['best']} ({bound[only] % {'n': row[only]}})")
        for row, (only, *others) in ((row, sides) for row, sides in found if sides)
        if not others
    ]


def missing_texts(tab, data, texts):
    """Return of texts those that the full account of their event does not have; `data` is a script."""
    script = f"""async id => {{
      const data = {data}, {{ events }} = await data.source.card([], [data.eventIndex.get(id)]);
      return atlas.article(data, events[0]).querySelector('.at-figures').textContent;
    }}"""
    plain = [(re.sub(r"[\s,]", "", tab.evaluate(script, event)), re.sub(r"\s", "", text)) for event, text in texts]
    return [text for whole, text in plain if text not in whole]


def eventually(claim, *why, seconds=60):
    """Wait until a claim about a page is true, since pages move; else fail and tell what was claimed."""
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, f"never true: {why}"
        time.sleep(0.05)


ANSWERED = "atlas.current && !document.querySelector('.at-waiting') && !document.querySelector('[aria-busy]')"
"""Whether an engine behind a page has told it all."""


def answered(visitor, url, address=""):
    """Open the map page of a server; return it when all has come that it asks for."""
    page = visitor.open(f"{url}map?{address}", wait_for=".at-list-root")
    wait_until(page, ANSWERED)
    return page


def wait_until(tab, script, *arguments, seconds=60):
    """Wait until a script gives true; Playwright's own wait needs eval, which our pages refuse."""
    eventually(lambda: tab.evaluate(script, *arguments), script, *arguments, seconds=seconds)
