"""What browser tests ask of a page."""

from __future__ import annotations

import re
import time

from geo import i18n

FRAME = "iframe.at-frame"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def map_frame(page):
    """Return the frame that holds the map: the app's frame, or the page itself."""
    if page.url.startswith("file:") or "/map" in page.url:
        return page.main_frame
    return page.wait_for_selector(FRAME).content_frame()


def choose(tab, change):
    """Change the query of a map page and wait until it is painted; return the shown ids."""
    tab.evaluate("change => atlas.current.set(change)", change)
    tab.evaluate(PAINTED)
    return tab.evaluate("atlas.current.shownIds()")


def look_at(tab, lon, lat, zoom=13):
    """Bring a place (degrees) near, where no other shares its symbol."""
    tab.evaluate(
        "([lon, lat, z]) => void atlas.current.map.setView([lat, lon], z, { animate: false })", [lon, lat, zoom]
    )
    tab.evaluate(PAINTED)


def without_land(tab):
    """Take away what lies below the symbols: it takes most of the time to paint."""
    tab.evaluate(
        "void atlas.current.map.eachLayer(layer => layer instanceof L.Canvas && Object.assign(layer, { _layers: {}, _drawFirst: null }))"
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


def wait_until(tab, script, *arguments, seconds=60):
    """Wait until a script gives true; Playwright's own wait needs eval, which our pages refuse."""
    eventually(lambda: tab.evaluate(script, *arguments), script, *arguments, seconds=seconds)
