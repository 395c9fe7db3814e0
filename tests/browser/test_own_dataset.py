"""Another dataset in the app, and the page that checks one: a real server, a real browser, no network."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest

from tests.support.foreign import CHILE, SMALLEST, SPANISH, chile, write
from tests.support.hostile import HOSTILE
from tests.support.pages import FRAME, LISTED, map_frame

TEXTS = "[...document.querySelectorAll('.at-row-title > [lang]')].map(node => [node.lang, node.firstChild.textContent])"


@pytest.fixture(scope="module")
def foreign(start_app, tmp_path_factory):
    """The address of the app on a dataset of another country."""
    return start_app(data=chile(tmp_path_factory.mktemp("foreign") / "chile"))


def zipped(folder):
    return shutil.make_archive(str(folder), "zip", folder)


@pytest.mark.parametrize("visitor", [{"locale": "es-CL"}, {"locale": "de-DE"}], indirect=True)
def test_a_foreign_dataset_fills_the_map_in_its_own_language(visitor, foreign):
    page = visitor.open(foreign)
    frame = map_frame(page)
    assert page.locator("h1").text_content() == SPANISH["title"]
    assert len(frame.evaluate(TEXTS)) == len(CHILE["events"])
    assert {lang for lang, _ in frame.evaluate(TEXTS)} == {"es"}
    bounds = "(() => { const { map, data } = atlas.current, box = map.getBounds();"
    assert frame.evaluate(
        f"{bounds} return [...data.places.lat].every((lat, i) => box.contains([lat, data.places.lon[i]])) }})()"
    )
    assert frame.locator(".at-background").count() == 0
    assert page.locator(".at-tl-mark").is_hidden()
    words = frame.evaluate("document.body.textContent") + page.evaluate("document.body.textContent")
    assert not [word for word in ("USSR", "Soviet", "1917", "1922") if word in words]


def test_years_of_an_axis_do_not_run_into_each_other_after_there_was_no_room(visitor, foreign):
    page = visitor.open(foreign)
    page.locator(".at-tl-track").evaluate("node => { node.style.width = '60px' }")
    page.locator(".at-tl-tick:visible").first.wait_for(state="hidden")
    page.locator(".at-tl-track").evaluate("node => { node.style.width = '420px' }")
    page.locator(".at-tl-tick:visible").first.wait_for()
    ticks = page.locator(".at-tl-tick:visible").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(ticks) > 2
    assert all(right < left for (_, right), (left, _) in pairwise(ticks))


def test_what_is_not_translated_says_in_which_language_it_is(desk, foreign):
    page = desk.open(f"{foreign}?lang=en")
    frame = map_frame(page)
    languages = dict(reversed(pair) for pair in frame.evaluate(TEXTS))
    assert "Coup d'état" not in languages
    assert languages["Plebiscito"] == "es"
    assert frame.locator(".at-row-title .at-untranslated").first.text_content().strip() == "[Spanish]"


def test_a_dropped_zip_is_drawn_in_a_frame_that_reaches_nothing(desk, foreign, tmp_path):
    tables = {**SMALLEST, "events": [{**SMALLEST["events"][0], "title": " ".join(HOSTILE)}]}
    page = desk.open(f"{foreign}?check", wait_for=None)
    page.wait_for_selector("input[type=file]", state="attached")
    page.set_input_files("input[type=file]", zipped(write(tmp_path / "mine", tables, title=HOSTILE[0])))
    preview = page.wait_for_selector("iframe.at-preview")
    assert preview.get_attribute("sandbox") == "allow-scripts"
    frame = preview.content_frame()
    frame.wait_for_selector(".at-row-title", state="attached")
    assert frame.evaluate("location.origin") == "null"
    assert frame.locator(".at-row-title").text_content() == " ".join(HOSTILE)
    reach = "(() => { try { return parent.document.title } catch (error) { return error.name } })()"
    assert frame.evaluate(reach) == "SecurityError"


def test_an_app_with_a_faulty_dataset_says_so_in_a_sentence_and_comes_back_by_itself(desk, start_app, tmp_path):
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    page = desk.open(start_app(data=tmp_path), wait_for=None)
    page.get_by_text("The atlas has no data to show").wait_for()
    assert "Traceback" not in page.content()
    write(tmp_path, SMALLEST)
    page.locator(FRAME).wait_for(timeout=60_000)
    map_frame(page).wait_for_selector(LISTED, state="attached")
