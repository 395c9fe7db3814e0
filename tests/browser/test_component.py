"""The module that Streamlit mounts for a widget loads the page's files, and hands over while the widget is there."""

from __future__ import annotations

import pytest

from geo.map import assets

READY = """async source => {
  globalThis.seen = [];
  addEventListener('unhandledrejection', () => seen.push('failed'));
  const module = await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const host = document.body.appendChild(document.createElement('div'));
  host.dataset.atlas = '';
  globalThis.run = () => module.default({ data: { assets: { prefix: '', files: ['widget.js'] } }, parentElement: document.body });
}"""
WIDGET = "globalThis.atlas = { mount: () => seen.push('mounted'), unmount: () => seen.push('unmounted') }"


@pytest.fixture
def page(chromium):
    """A page that has the module, and can load one file of the widget."""
    page = chromium.new_page()
    page.route("**/", lambda route: route.fulfill(content_type="text/html", body=""))
    page.route("**/widget.js", lambda route: route.fulfill(content_type="text/javascript", body=WIDGET))
    page.goto("http://atlas.test/")
    page.evaluate(READY, assets.path("widgets/component.js").read_text(encoding="utf-8"))
    yield page
    page.close()


def seen(page, script):
    """Return what happened once a script has been run and the file of the widget is there."""
    page.evaluate(script)
    page.wait_for_function("globalThis.atlas")
    return page.evaluate("new Promise(setTimeout).then(() => seen)")


def test_a_file_that_could_not_be_loaded_is_asked_for_again(page):
    page.route("**/widget.js", lambda route: route.abort(), times=1)
    page.evaluate("void run()")
    page.wait_for_function("seen.includes('failed')")
    assert seen(page, "void run()") == ["failed", "mounted"]


def test_a_widget_that_is_gone_before_its_files_are_there_is_not_mounted(page):
    assert seen(page, "run()()") == []


def test_the_late_end_of_an_earlier_run_leaves_the_widget_alone(page):
    assert seen(page, "{ const end = run(); run(); end() }") == ["mounted"]
