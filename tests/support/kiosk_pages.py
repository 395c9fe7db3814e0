"""What browser tests ask of a kiosk: it is touched with fingers only, and its clock can be moved."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

from geo import i18n
from tests.support.pages import PAINTED, eventually

LANGUAGES = [lang for lang in i18n.LANGUAGES if lang == "en" or (i18n.LOCALES / lang).is_dir()]
PORTRAIT, LANDSCAPE, LARGE = (
    {"width": 1080, "height": 1920},
    {"width": 1920, "height": 1080},
    {"width": 2160, "height": 3840},
)
SCREENS = [PORTRAIT, LANDSCAPE, LARGE]
PIN = "4711"
AT_REST = """row => new Promise(done => { const page = row.closest('.at-k-scroll').getBoundingClientRect(), { top, bottom } = row.getBoundingClientRect();
  if (top < page.top || bottom > page.bottom) row.scrollIntoView({ block: 'start' });
  const look = last => requestAnimationFrame(() => requestAnimationFrame(() => { const { y } = row.getBoundingClientRect(); if (y === last) done(); else look(y) }));
  look(NaN) })"""
"""Push a list until a row is in sight, and wait until its page has found its edge: a finger would miss what still moves."""
GRAPHIC, PLAIN = "tartu-victims-1941", "tartu-grey-house-1940-54"


def touch(viewport, **options):
    """Return the options of a visitor who has fingers and no mouse; `kept` for one whose tab stays open."""
    return {"viewport": viewport, "has_touch": True, **options}


def name_of(viewport):
    """Return the name of a screen for the names of tests."""
    return f"{viewport['width']}x{viewport['height']}"


def enter(visitor, url):
    """Open a kiosk on its attract screen, with a clock that the test can move."""
    tab = visitor.open("about:blank", wait_for=None)
    if not visitor.has_clock:
        tab.clock.install()
        visitor.has_clock = True
    tab.goto(url)
    tab.wait_for_selector("#kiosk[data-state=attract]")
    return tab


def state(tab):
    """Return the state that the kiosk is in."""
    return tab.evaluate("document.getElementById('kiosk').dataset.state")


def start_over(tab):
    """Bring a kiosk back to its attract screen, as an error would; return whether it is there."""
    tab.evaluate("localStorage.clear()")
    tab.evaluate("void atlas.kiosk.machine.send('fail')")
    return state(tab) == "attract"


def begin(tab, lang=None):
    """Touch the attract screen, or a language on it."""
    if lang:
        tab.locator(f".at-k-beginner[data-lang={lang}]").tap()
    else:
        tab.touchscreen.tap(tab.viewport_size["width"] / 2, 20)
    assert state(tab) == "place"
    tab.evaluate(PAINTED)


def tap(tab, selector, **options):
    """Touch what a selector finds first."""
    tab.locator(selector, **options).locator("visible=true").first.tap()


def open_event(tab, event):
    """Touch an event in the list, which narrow cards show instead of the text; a card is laid out in the next frame."""
    row = f".at-k-list [data-event='{tab.evaluate('id => atlas.kiosk.data.eventIndex.get(id)', event)}']"
    back, rows = tab.locator(".at-k-all"), tab.locator(row).locator("visible=true")
    eventually(lambda: back.is_visible() or rows.count(), "a list of events, or a way to it")
    if back.is_visible():
        tap(tab, ".at-k-all")
        rows.first.wait_for()
    rows.first.evaluate(AT_REST)
    tap(tab, row)


def wait_idle(tab, seconds):
    """Let time pass in which nobody touches."""
    tab.clock.run_for(seconds * 1000)


def corners(tab):
    """Touch the four corners, clockwise from the upper left."""
    width, height = tab.viewport_size["width"], tab.viewport_size["height"]
    for x, y in ((9, 9), (width - 9, 9), (width - 9, height - 9), (9, height - 9)):
        tab.touchscreen.tap(x, y)


def log_in(tab):
    """Open the status page of the staff."""
    corners(tab)
    for digit in PIN:
        tap(tab, ".at-k-key", has_text=digit)


def tour(tab):
    """Go through every state by touch; yield the name of each while it is shown."""
    begin(tab)
    yield "place"
    tap(tab, ".at-k-about")
    yield "about"
    tap(tab, ".at-k-ask .at-k-choice")
    tap(tab, ".at-k-offer")
    tap(tab, "[data-key='turn-1']")
    yield "story"
    tap(tab, "[data-key=close]")
    open_event(tab, PLAIN)
    yield "event"
    tap(tab, ".at-k-more")
    yield "more"
    open_event(tab, GRAPHIC)
    yield "sensitive"
    tap(tab, ".at-k-choice")
    for part in ("people", "sources", "near"):
        tap(tab, f"[data-key=tab-{part}]")
        yield part
    tap(tab, ".at-k-only .at-k-row")
    yield "other"
    tap(tab, ".at-k-track")
    yield "year"
    wait_idle(tab, 91)
    yield "warn"
    if state(tab) == "warn":  # who touches a language is there, and is not asked any more
        tap(tab, ".at-k-choice")
    corners(tab)
    yield "pin"
    for digit in PIN:
        tap(tab, ".at-k-key", has_text=digit)
    yield "staff"
    tap(tab, ".at-k-ask .at-k-choice:last-child")
    assert state(tab) == "attract"


in_portrait = pytest.mark.parametrize("visitor", [touch(PORTRAIT, kept=True)], indirect=True, ids=["portrait"])
in_landscape = pytest.mark.parametrize("visitor", [touch(LANDSCAPE, kept=True)], indirect=True, ids=["landscape"])
on_both_sides = pytest.mark.parametrize(
    "visitor",
    [touch(screen, kept=True) for screen in (PORTRAIT, LANDSCAPE)],
    indirect=True,
    ids=["portrait", "landscape"],
)
CONTROLS = "#kiosk :is(button, [role=slider])"
BOXES = """selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length
  && !node.closest('[inert]')).map(node => { const { x, y, width, height } = node.getBoundingClientRect(), room = node.closest('.at-k-scroll')?.getBoundingClientRect();
  return { text: node.textContent || node.getAttribute('aria-label'), x, y, width, height, seen: Math.max(y, room?.top ?? y) } })"""
"""`seen`: where it begins to be seen; what a list has been pushed out of sight begins at the edge of the list."""
OVERFLOW = """() => [document.documentElement, document.body, ...document.querySelectorAll('#kiosk, .at-k-stage, .at-k-head, .at-k-tabs, .at-k-tab, .at-k-time, .at-k-bar, .at-k-button, .at-k-attract, .at-k-words, .at-k-ask:not(:has(.at-k-status))')]
  .filter(node => node.checkVisibility() && (node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2)).map(node => node.className + ': ' + node.textContent.slice(0, 60))"""
PAST_THE_EDGE = """() => [...document.querySelectorAll('#kiosk button')].filter(node => node.checkVisibility() && node.getClientRects().length && !node.closest('.at-k-scroll')).filter(node => {
  const box = node.getBoundingClientRect(); return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1 }).map(node => node.textContent)"""
SMALL_TEXT = """() => { const walk = document.createTreeWalker(document.getElementById('kiosk'), NodeFilter.SHOW_TEXT), found = [];
  const least = parseFloat(getComputedStyle(document.documentElement).fontSize);
  while (walk.nextNode()) { const node = walk.currentNode, parent = node.parentElement;
    if (node.data.trim() && parent.checkVisibility() && !parent.closest('.leaflet-container') && parseFloat(getComputedStyle(parent).fontSize) < least - 0.01)
      found.push(node.data.trim()) }
  return found }"""
BUTTONS = """() => [...document.querySelectorAll('#kiosk :is(button, .at-k-begin):not(.at-k-row, .at-k-offer)')].filter(node => node.checkVisibility()).map(node => node.innerText)"""
"""What a visitor is asked or told to do; rows of lists and stories have titles of records."""
SENTENCES = """() => [...document.querySelectorAll('#kiosk :is(.at-k-hint, .at-k-left, .at-k-ask > p:not(.at-k-when))')].filter(node => node.matches('p') && node.checkVisibility())
  .flatMap(node => [...new Intl.Segmenter(document.documentElement.lang, { granularity: 'sentence' }).segment(node.innerText)].map(({ segment }) => segment.trim()))"""
"""What a visitor is told to do, or will happen, outside of buttons: one sentence after the other."""
LOOK = f"""() => ({{ lang: document.documentElement.lang, controls: ({BOXES})("{CONTROLS}"), over: ({BOXES})(".at-k-over"),
  overflow: ({OVERFLOW})(), past_the_edge: ({PAST_THE_EDGE})(), small_text: ({SMALL_TEXT})(), buttons: ({BUTTONS})(), told: ({SENTENCES})(), scrolled: [scrollX, scrollY] }})"""
# A click asks for no picture of a large screen, as a touch does; that a touch will do is K9.
LOOKS = f"""async langs => {{ const looks = [];
  for (const lang of langs) {{ document.querySelector(`.at-k-languages [lang=${{lang}}]`).click(); await new Promise(requestAnimationFrame); looks.push(({LOOK})()) }}
  return looks }}"""
# At every place of the dataset, in the language in which its name is longest: what lies over "Start over", cuts a title or breaks its words, or leaves no room for map or text.
SQUEEZED = """async langs => { const wrong = [], range = document.createRange(), least = parseFloat(getComputedStyle(document.documentElement).fontSize) * 4;
  const lines = (text, at, length) => { range.setStart(text, at); range.setEnd(text, at + length); return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size };
  const broken = text => [...text.data.matchAll(/[^\\s\u2013-]+/gu)].some(word => lines(text, word.index, word[0].length) > 1);
  const names = langs.map(lang => { atlas.kiosk.speak(lang); return [...atlas.kiosk.data.places.name] });
  const longest = i => names.reduce((best, { [i]: name }, at) => name.length > names[best][i].length ? at : best, 0);
  for (const [which, lang] of langs.entries()) { atlas.kiosk.speak(lang);
    for (const [i, name] of names[which].entries()) { if (longest(i) !== which) continue; atlas.kiosk.visit(i); await atlas.kiosk.view.drawn;
      const find = selector => document.querySelector(selector), title = find('.at-k-title'), { x, y, width, height } = find('.at-k-over').getBoundingClientRect();
      const room = [...document.querySelectorAll('.at-k-map, .at-k-card .at-k-scroll')].filter(node => node.checkVisibility()).map(node => node.clientHeight);
      if (!document.elementFromPoint(x + width / 2, y + height / 2)?.closest('.at-k-over')) wrong.push(`covered: ${name}`);
      if (title.scrollHeight > title.clientHeight + 2 || [find('.at-k-head')].some(head => head.scrollHeight > head.clientHeight + 2)) wrong.push(`cut: ${name}`);
      if (broken(title.firstChild.firstChild ?? title.firstChild)) wrong.push(`broken: ${name}`);
      if (Math.min(...room) < least) wrong.push(`no room: ${name}`) } }
  return wrong }"""


TOLD = "n => location.hash === `#story=katyn&step=${n}` && document.querySelector('.at-k-count')?.textContent === `Step ${n} of 7`"
"""Whether a step of the story of Katyn is told, in English."""
LEFT = "location.hash === '' && atlas.kiosk.state.reading === null"
CUT_SLIDE = """() => [...document.querySelectorAll('.at-k-slide > *, .at-k-beginner')].filter(node => {
  const box = node.getBoundingClientRect(); return box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth || (node.tagName === 'P' && box.bottom > document.querySelector('.at-k-begin').getBoundingClientRect().top) })
  .map(node => node.textContent)"""


@dataclass(frozen=True)
class Look:
    """What can be measured of one screen in one language."""

    where: str
    lang: str
    controls: list[dict]
    over: list[dict]
    overflow: list[str]
    past_the_edge: list[str]
    small_text: list[str]
    buttons: list[str]
    told: list[str]
    scrolled: list[float]


@dataclass(frozen=True)
class Walk:
    """What was seen on the way through a kiosk: on every screen, in every language."""

    viewport: dict[str, int]
    languages: list[str]
    mm: float
    font: float
    looks: tuple[Look, ...]
    squeezed: list[str]
    cut_slides: list[str]


def walk_through(tab, inches, languages):
    """Walk through a kiosk on a panel of so many inches and look at everything in these languages."""
    width, height = tab.viewport_size["width"], tab.viewport_size["height"]
    font = tab.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    looks = [Look("attract", **tab.evaluate(LOOK))]
    for where in tour(tab):
        if where == "warn":  # a touch on a language says that somebody is there
            looks.append(Look(where, **tab.evaluate(LOOK)))
        looks += [Look(where, **look) for look in tab.evaluate(LOOKS, languages)]
    tightest = inches == 24 and height < width
    cut_slides = []
    for _ in range(12 if tightest else 1):
        cut_slides += tab.evaluate(CUT_SLIDE)
        tab.clock.run_for(9000)
    begin(tab)
    squeezed = tab.evaluate(SQUEEZED, [lang for lang in languages if lang in ("et", "ru")]) if tightest else []
    mm = math.hypot(width, height) / (inches * 25.4)
    return Walk(tab.viewport_size, languages, mm, font, tuple(looks), squeezed, cut_slides)
