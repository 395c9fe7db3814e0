"""A story as a sheet for a lesson: every step with what it rests on, and questions that have no score."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.dataset import settings
from geo.i18n import translator
from geo.map.lesson import document
from geo.map.stories import QUESTIONS
from geo.view import story_checks
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from pathlib import Path

STORIES = {story.id: story for story in story_checks.sound(ATLAS).stories}


def text_of(html: str) -> str:
    """Return what a reader sees, without the maps."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)))


@pytest.mark.parametrize("lang", settings.of(ATLAS).languages)
def test_a_sheet_has_every_step_and_every_question_in_its_language(lang: str) -> None:
    said = text_of(document(ATLAS, "katyn", lang, graphic=True))
    wanted = [step.text[lang] for step in STORIES["katyn"].steps] + [translator(lang).gettext(one) for one in QUESTIONS]
    assert [one for one in wanted if re.sub(r"\s+", " ", one) not in said] == []


def test_a_text_that_tells_of_violence_is_on_paper_for_who_asked(tmp_path: Path) -> None:
    path, texts = tmp_path / "a.html", [step.text["en"] for step in STORIES["katyn"].steps]
    found = []
    for more in ([], ["--graphic"]):
        assert main(["sheet", "--story", "katyn", "--language", "en", "--output", str(path), *more]) == 0
        said = text_of(path.read_text("utf-8"))
        found.append(([text in said for text in texts], said.count("and is left out of this sheet")))
    assert found == [([True, True, False, False, False, True, True], 3), ([True] * 7, 0)]


@pytest.mark.parametrize("story", STORIES)
def test_each_number_stands_with_what_it_counts_and_who_counted(story: str) -> None:
    html = document(ATLAS, story, "en")
    named = {event for step in STORIES[story].steps for event in step.events}
    figures = [row for row in ATLAS.rows("figures") if row["event_id"] in named]
    assert [row["definition"] for row in figures if row["definition"] not in text_of(html)] == []
    assert html.count('<th scope="row">') >= len(figures)


def test_a_step_with_a_place_has_a_map_and_one_without_has_none() -> None:
    html = document(ATLAS, "great-terror", "en")
    steps = html.split('<section class="step">')[1:4]
    assert [("<figure>" in part, "the whole country" in part) for part in steps] == [
        (False, True),
        (False, True),
        (True, False),
    ]


def test_a_sheet_leads_nowhere() -> None:
    assert re.findall(r'(?:src|href)="(?!data:)', document(ATLAS, "katyn", "en")) == []


def test_the_command_writes_a_story(tmp_path: Path) -> None:
    assert main(["sheet", "--story", "katyn", "--language", "pl", "--output", str(tmp_path / "a.html")]) == 0
    assert "<title>Katyń – Atlas represji sowieckich</title>" in (tmp_path / "a.html").read_text("utf-8")


def test_the_command_tells_that_there_is_no_such_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", "--story", "katin", "--output", str(tmp_path / "a.html")]) == 2
    assert "there is no story 'katin': did you mean 'katyn'?" in capsys.readouterr().err
