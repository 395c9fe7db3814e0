"""Real Chromium without a network: outside requests, page errors and dialogs fail a test."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import pytest

from geo.app import fonts
from geo.dataset import kiosks
from geo.map import page as map_page
from geo.map.assets import LEAFLET
from geo.map.kiosk import kiosk_page
from geo.map.typefaces import style_sheet
from tests.support.hostile import hostile_copy
from tests.support.kiosk_pages import LANGUAGES, PIN, enter, start_over
from tests.support.pages import LISTED, PAINTED, map_frame, wait_until
from tests.support.serving import serving

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESK = {"width": 1440, "height": 900}
INSTALL = "Chromium is missing; install it with: apt-get install chromium"
SPARED = (
    # Playwright's own, as the last list of a command counts alone
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    # the pop-up of the address bar, for which every window starts a process
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={SPARED}",
    # The outside world has no addresses. To intercept every request would do too, but without a cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
HERE = ("http://127.0.0.1:", "data:", "blob:", "file:")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; without Chromium skip, but never where CI is set."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.fail(INSTALL) if os.environ.get("CI") else pytest.skip(INSTALL)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


WHOLE_LIST = "document.querySelector('.at-list-head .at-all')?.click()"
FIRST_VIEW = f"""async () => {{ await atlas.current.arrive({{ query: {{ ...atlas.EVERYTHING, year: null, focus: [] }} }});
  {WHOLE_LIST};
  document.querySelectorAll('details[open]').forEach(node => {{ node.open = false }});
  await {PAINTED} }}"""
COUNT_ARRIVALS = """() => { if (globalThis.arrivals !== undefined) return;
  globalThis.arrivals = 0;
  addEventListener('message', ({ data }) => { if (data?.target === 'atlas' && 'view' in data) globalThis.arrivals += 1 }) }"""
STYLED = """if (self === top) {{ const sheet = new CSSStyleSheet();
  sheet.replaceSync('{}'); document.adoptedStyleSheets.push(sheet) }}"""
UNSEEN = STYLED.format(":root { opacity: 0 }")
AT_REST = STYLED.format("*, ::before, ::after { animation-play-state: paused !important }")
"""What never ends is not played: a tab that is kept would paint it for as long as other tests run."""
AS_IT_IS = {"media": "null", "reduced_motion": "null"}
"""Nothing is emulated: a page that still plays the screen would be printed as a screen for whoever comes next."""
GO = "url => { history.pushState({}, '', url); dispatchEvent(new PopStateEvent('popstate', { state: {} })) }"


@dataclass
class Visitor:
    """A browser context without an outside world, which remembers what went wrong.

    With a `tab` every page is opened in that one. What `stays` there need not be loaded for the next test,
    unless that has its page `anew`.
    """

    context: object
    tab: object = None
    has_clock: bool = False
    stays: bool = False
    anew: bool = False
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, url, *, wait_for=LISTED):
        """Open a page and wait for its list of events, also inside the app's frame."""
        if self.stays:
            self._forget()  # whom a test before has asked is not who comes now
        self.stays = False
        page = self.tab or self.new_tab()
        page.goto(url)
        if wait_for:
            map_frame(page).wait_for_selector(wait_for, state="attached")
        return page

    def stand(self, url):
        """Open a page, or bring the one that stands there to this address as its own buttons would.

        A saved page, or `/map`, is at its first view, with all events; the app goes on as after a step in the history.
        """
        bring = None if self.anew or not self.stays else self._bring(url)
        page = bring or self.open(url)
        if not bring and not self.anew and "#" not in url and map_frame(page) == page.main_frame:
            page.evaluate(FIRST_VIEW)  # as whoever comes next finds it, whichever test is the first
        self.stays = not self.anew
        return page

    def _bring(self, url):
        page = self.tab
        page.emulate_media(**AS_IT_IS)
        if page.url.split("#")[0] == url and map_frame(page) == page.main_frame:
            page.evaluate(FIRST_VIEW)
            return page
        if page.url.split("?")[0] != url.split("?")[0] or map_frame(page) == page.main_frame:
            return None
        frame = map_frame(page)
        frame.evaluate(COUNT_ARRIVALS)
        frame.evaluate("void atlas.current.travel.home()")  # else an address has the view that stands there
        wait_until(page, "!location.search.includes('v=')")
        for address in (f"{url.split('?')[0]}?from=1918", url):  # the second is never the one that stands there
            before = frame.evaluate("globalThis.arrivals")
            page.evaluate(GO, address)
            wait_until(frame, "before => globalThis.arrivals > before", before)
        frame.evaluate(f"void {WHOLE_LIST}")
        frame.evaluate(PAINTED)
        return page

    def new_tab(self):
        """Open an empty tab that is listened to."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        return page

    def took_no_harm(self):
        """Claim that nothing went wrong, and forget what did."""
        wrong = [list(found) for found in (self.errors, self.dialogs, self.outside)]
        for found in (self.errors, self.dialogs, self.outside):
            found.clear()
        assert wrong == [[], [], []]

    def note_outside(self, request):
        """Remember what was asked of the outside world, where nothing is found."""
        if not request.url.startswith(HERE):
            self.outside.append(request.url)

    def _forget(self):
        """Let the page know nothing of what was done before."""
        self.tab.evaluate("['localStorage', 'sessionStorage'].forEach(name => globalThis[name].clear())")

    def leave(self):
        """Forget the page; the tab stays, and what went wrong fails the test."""
        for more in self.context.pages[1:]:
            more.close()
        if self.tab.url != "about:blank":  # which has no storage
            self._forget()
        self.tab.goto("about:blank")
        self.tab.emulate_media(**AS_IT_IS)
        self.took_no_harm()


EXPLORING = "try { sessionStorage.setItem('atlas-opening', '1'); } catch {}"
"""What the page remembers of somebody who has left its opening: it is offered to nobody twice."""


@contextmanager
def _visiting(chromium, name, *, seen=False, greeted=False, **options):
    """Let a visitor in; what went wrong while they were here fails whoever let them in.

    Nobody looks at the screen: unless it is `seen` the browser need not put pixels on it, which without a
    graphics card takes most of its time. Layout, touches, frames and the pixels of canvases are the same.
    Nor do they meet the opening, which stands before all else, unless they are `greeted`.
    """
    context = chromium.new_context(**{"viewport": DESK} | options)
    context.add_init_script(AT_REST)
    if not seen:
        context.add_init_script(UNSEEN)
    if not greeted:
        context.add_init_script(EXPLORING)
    who = Visitor(context)
    context.on("requestfailed", who.note_outside)
    try:
        yield who
    except Exception:
        _picture(context, name)
        raise
    finally:
        context.close()
    who.took_no_harm()


@pytest.fixture(scope="session")
def visiting(chromium):
    """Return a function that lets in a visitor whom several tests share: `with visiting(name, **options) as who`."""
    return partial(_visiting, chromium)


@pytest.fixture(scope="session")
def kept(visiting):
    """Return a function that gives a visitor whose tab stays open, one for all tests with the same options.

    What their browser compiled for one page need not be compiled for the next. Desks of all sizes share one.
    """
    with ExitStack() as open_tabs:

        @cache
        def keep(options):
            who = open_tabs.enter_context(visiting("kept", **json.loads(options)))
            who.tab = who.new_tab()
            return who

        def with_size(*, viewport=DESK, **options):
            who = keep(json.dumps(options | ({"viewport": viewport} if "has_touch" in options else {})))
            if who.tab.viewport_size != viewport:
                who.tab.set_viewport_size(viewport)
            return who

        yield with_size


@pytest.fixture
def visitor(visiting, kept, request):
    """A visitor at a desk; mark a test with `@pytest.mark.parametrize("visitor", [...], indirect=True)` for others.

    With the option `kept` they come to a tab that stays open; each test begins with an empty one.
    """
    options = dict(getattr(request, "param", {}))
    if options.pop("kept", False):
        who = kept(**options)
        yield who
        if request.session.testsfailed:
            _picture(who.context, request.node.name)
        if who.stays:
            who.stays = start_over(who.tab)
            who.took_no_harm()
        else:
            who.tab.set_viewport_size(options["viewport"])
            who.leave()
        return
    with visiting(request.node.name, **options) as who:
        yield who
        if request.session.testsfailed:
            _picture(who.context, request.node.name)


@pytest.fixture
def desk(kept, request):
    """A visitor at a desk whose pages all open in a tab that is kept; each test begins with an empty one.

    A page that they `stand` before stays for the next test, unless one is marked `own_page`, or failed.
    """
    who = kept()
    who.anew = request.node.get_closest_marker("own_page") is not None
    failed = request.session.testsfailed
    yield who
    if request.session.testsfailed:
        _picture(who.context, request.node.name)
    if who.stays and request.session.testsfailed == failed:
        who.took_no_harm()
    else:
        who.stays = False
        who.leave()


def _picture(context, name):
    folder = Path(__file__).parent / "failures"
    folder.mkdir(exist_ok=True)
    for number, page in enumerate(context.pages):
        page.screenshot(path=folder / f"{name[:80]}-{number}.png", style=":root { opacity: 1 !important }")


@pytest.fixture(scope="session")
def start_app(tmp_path_factory):
    """Start the real app with options; returns its address. All end with the session."""
    running = []

    def start(*options, data=None, base=""):
        port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}", *options]
        if base:
            command.append(f"--server.baseUrlPath={base}")
        environment = os.environ | ({"GEO_DATA": str(data)} if data else {})
        log = (tmp_path_factory.mktemp("server") / "log.txt").open("w+")  # a pipe can fill up and block
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        running.append((process, log))
        url = f"http://127.0.0.1:{port}/{f'{base}/' if base else ''}"
        _wait(url, process, log)
        return url

    yield start
    for process, log in running:
        process.terminate()
        process.wait()
        log.close()


def _free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def _wait(url, process, log):
    deadline = time.monotonic() + 60
    while not _healthy(url):
        if process.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            pytest.fail(f"the app did not start:\n{log.read()}")
        time.sleep(0.1)


def _healthy(url):
    try:
        with urllib.request.urlopen(f"{url}_stcore/health", timeout=1) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


@pytest.fixture(scope="session")
def app(start_app):
    """The address of the app on the published data."""
    return start_app()


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory):
    """A dataset whose every text is hostile."""
    return hostile_copy(ROOT / "data", tmp_path_factory.mktemp("hostile") / "data")


@pytest.fixture(scope="session")
def hostile_app(start_app, hostile_data):
    """The address of the app on that dataset, under a prefix."""
    return start_app(data=hostile_data, base="atlas")


@pytest.fixture(scope="module")
def plain(atlas):
    """The address of the map page of the published data, all of which the page has."""
    with serving(atlas) as url:
        yield url


@pytest.fixture(scope="session")
def leaflet():
    """The folder of Leaflet's own files."""
    return LEAFLET


@pytest.fixture(scope="session")
def saved(atlas, tmp_path_factory):
    """The address of the published data as a saved page."""
    path = tmp_path_factory.mktemp("page") / "atlas.html"
    map_page(atlas).save(path)
    return path.as_uri()


LETTERS = "".join(map(chr, [*range(0x20, 0x180), *range(0x400, 0x460), *range(0x2010, 0x2040), 0x2192, 0x2212]))


@pytest.fixture(scope="session")
def kiosk_file(atlas, tmp_path_factory):
    """Return a function that saves a kiosk in all languages there are and returns its address; on request in its own typefaces.

    These are cut once, to the letters of all languages: to cut them to each page takes three times as long as the rest of it.
    """
    folder, made = tmp_path_factory.mktemp("kiosk"), {}
    typefaces = cache(lambda: f"<style>{style_sheet(fonts.families(), LETTERS)}</style></head>")

    def save(name="tartu", *, has_typefaces=False, **changes):
        key = "-".join([name, *map(str, changes.values()), *["typefaces"] * has_typefaces])
        if key not in made:
            settings = {"languages": LANGUAGES, "public_address": "https://atlas.example/", "pin": PIN, **changes}
            page = kiosk_page(atlas, kiosks.find(atlas, name, settings)).html()
            text = page.replace("</head>", typefaces(), 1) if has_typefaces else page
            (folder / f"{key}.html").write_text(text, "utf-8")
            made[key] = (folder / f"{key}.html").as_uri()
        return made[key]

    return save


@pytest.fixture
def tab(visitor, kiosk_file, request):
    """The Tartu kiosk on its attract screen, as it stands after a visit; with the mark `own_page` anew."""
    own_page = request.node.get_closest_marker("own_page")
    if visitor.stays and not own_page and visitor.tab.url == kiosk_file():
        return visitor.tab
    page = enter(visitor, kiosk_file())
    visitor.stays = visitor.tab is not None and not own_page
    return page
