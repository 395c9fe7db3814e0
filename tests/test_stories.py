"""Stories: what is wrong is said with how to fix it, and the published ones say nothing that the dataset does not."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geo import i18n
from geo.dataset import settings
from geo.dataset.translate import localize
from geo.map.stories import of_page
from geo.view import story_checks
from tests.support.published import ATLAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.dataset.stories import Step

LANGUAGES = settings.of(ATLAS).languages
STEPS = [
    (story.id, number, step)
    for story in story_checks.sound(ATLAS).stories
    for number, step in enumerate(story.steps, 1)
]
NAMES = [f"{story} {number}" for story, number, _ in STEPS]
SOUND = {
    "title": 'title = { en = "t", ru = "t", et = "t", pl = "t" }',
    "lead": 'lead = { en = "t", ru = "t", et = "t", pl = "t" }',
}
STEP = {
    "view": 'view = "from=1940&to=1940"',
    "events": 'events = ["katyn-massacre"]',
    "sources": 'sources = ["sanford2005"]',
    "text": 'text = { en = "t", ru = "t", et = "t", pl = "t" }',
}


LATER = 'view = "from=1941"'


def problems_of(text: str) -> list[str]:
    """Return what is wrong with a file of stories beside the published tables."""
    return [str(problem) for problem in story_checks.check(replace(ATLAS, files={"stories.toml": text.encode()}))]


def story(*, name: str = "x", **changes: str) -> str:
    """Return a story of one step, with some lines of it changed."""
    head = {**SOUND, **{key: line for key, line in changes.items() if key in SOUND}}
    step = {**STEP, **{key: line for key, line in changes.items() if key not in SOUND}}
    return "\n".join([f"[stories.{name}]", *head.values(), f"[[stories.{name}.steps]]", *step.values()])


def test_a_sound_story_has_no_problem() -> None:
    assert problems_of(story()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[x", "stories.toml - cannot be read: Expected ']'"),
        (story() + "\n" + story(), "stories.toml - cannot be read: Cannot declare ('stories', 'x') twice"),
        ("opening = 1", "stories.toml:opening - stands outside of a table"),
        ("[story.x]\n", "stories.toml:story \"{'x': {}}\" - is no key of this table"),
        (story(name='"Katyn 1"'), "stories.toml:Katyn 1 - is no id - write small letters"),
        ("[stories.x]\n" + SOUND["title"], "stories.toml:x:lead - is missing - write a line for each language"),
        ("[stories.x]\nsteps = []\n" + "\n".join(SOUND.values()), "stories.toml:x:steps - has 0 steps - write 1 to 20"),
        (story(title="title = 'a'"), "stories.toml:x:title 'a' - is no table of language = text"),
        (
            story(text="text = { ru = 'a', et = 'a', pl = 'a' }"),
            "stories.toml:x:1:text 'en' - has no text in this lang",
        ),
        (
            story(text="text = { en = 'a', ru = 'a', et = 'a' }"),
            "stories.toml:x:1:text 'pl' - has no text in this lang",
        ),
        (story(text=f"text.en = '{'a ' * 61}'"), "has 61 words, more than 60 - write a line for each language"),
        (
            story(text="text.xx = 'a'"),
            "stories.toml:x:1:text 'xx' - is no language of the atlas - it has en, ru, et, pl",
        ),
        (story(text="text.en = ''"), "stories.toml:x:1:text 'en = ' - is no text"),
        (story(events="events = 'katyn'"), "stories.toml:x:1:events 'katyn' - is no list of ids"),
        (story(events="events = []"), "stories.toml:x:1:events '[]' - is no list of ids"),
        (
            story(events="events = ['katyn-masacre']"),
            "'katyn-masacre' - is not in events - did you mean 'katyn-massacre'",
        ),
        (story(sources="sources = ['sanford']"), "stories.toml:x:1:sources 'sanford' - is not in sources"),
        (story(sources="sources = ['sanford2005', 'sanford2005']"), "'sanford2005, sanford2005' - names one twice"),
        (
            story(graphic="graphic = 'yes'"),
            "stories.toml:x:1:graphic 'yes' - is neither true nor false - write graphic =",
        ),
        (
            story(grafic="grafic = true"),
            "stories.toml:x:1:grafic 'True' - is no key of this table - did you mean 'graphic'",
        ),
        (story(view="view = 7"), "stories.toml:x:1:view '7' - is no text"),
        (story(view="view = 'Katyn'"), "stories.toml:x:1:view 'Katyn' - 'Katyn' is no part of a view"),
        (story(view="view = 'form=1940'"), "'form' is no part of a view - did you mean 'from'?"),
        (story(view="view = 'from=1940&group=polish'"), "The address names 'polish', which this atlas does not have"),
        (story(view="view = 'card=katyn-massacre'"), "opens a card by 'card', which would cover the text"),
        (story(view="view = 'lang=ru'"), "stories.toml:x:1:view 'lang=ru' - has 'lang', which is the reader's"),
        (
            story(view="view = 'from=1941&to=1941'"),
            "x:1:events 'katyn-massacre' - is not among the ",
        ),
        (story(steps="note = 'a'"), "stories.toml:x:1:note 'a' - is no key of this table"),
        ("[opening]\nfigure = 7\n", "stories.toml:opening:figure '7' - does not name event, measure and source"),
        (
            "[opening]\nfigure = { event = 'great-terror', measure = 'executed', source = 'x' }",
            "- is not in figures - name one row of figures",
        ),
        (
            "[opening]\nfigure = { event = 'great-terror', measure = 'executed', source = 'harvey2025' }",
            "- has no best number, and only one can stand there",
        ),
    ],
)
def test_what_is_wrong_is_said_with_how_to_fix_it(text: str, problem: str) -> None:
    assert problem in "\n".join(problems_of(text))


def test_all_faults_come_at_once() -> None:
    text = story(view="view = 'form=1'", events="events = ['a']", sources="sources = ['b']", text="text.en = ''")
    assert len([one for one in problems_of(text) if "x:1:" in one]) >= 3


def test_a_faulty_story_is_not_offered_and_the_others_are() -> None:
    text = f"{story()}\n{story(name='y', view=LATER)}"
    read = story_checks.sound(replace(ATLAS, files={"stories.toml": text.encode()}))
    assert ([one.id for one in read.stories], len(read.problems)) == (["x"], 1)


def test_a_language_that_is_missed_is_a_warning() -> None:
    found = story_checks.check(replace(ATLAS, files={"stories.toml": story(text="text.en = 'a'").encode()}))
    assert [(one.value, one.warning) for one in found] == [("ru", True), ("et", True), ("pl", True)]


# The published stories ------------------------------------------------------------------------


def test_the_published_stories_are_sound() -> None:
    assert [str(problem) for problem in story_checks.check(ATLAS)] == []
    assert [story.id for story in story_checks.sound(ATLAS).stories] == [
        "great-terror", "katyn", "deported-peoples", "baltic-deportations", "moscow-canal", "memory",
    ]  # fmt: skip
    assert all(5 <= len(story.steps) <= 8 for story in story_checks.sound(ATLAS).stories)


def texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text of the published stories by language, and what it is."""
    read = story_checks.sound(ATLAS)
    yield "opening", dict(read.opening)
    for one in read.stories:
        yield from ((f"{one.id} {name}", dict(getattr(one, name))) for name in ("title", "lead"))
        yield from ((f"{one.id} {number}", dict(step.text)) for number, step in enumerate(one.steps, 1))


def test_every_text_is_there_in_every_language() -> None:
    assert {where: sorted(text) for where, text in texts() if sorted(text) != sorted(LANGUAGES)} == {}


def test_no_text_has_more_than_sixty_words() -> None:
    assert [(where, lang) for where, by in texts() for lang, text in by.items() if len(text.split()) > 60] == []


def numbers(text: str) -> set[str]:
    """Return the numbers of four digits and more in a text, without what groups their digits."""
    found = re.findall(r"\d{1,3}(?:[,\u00a0]\d{3})+|\d{4,}", text)
    return {re.sub(r"\D", "", one) for one in found}


@pytest.mark.parametrize(("name", "number", "step"), STEPS, ids=NAMES)
def test_a_step_has_the_same_numbers_in_every_language(name: str, number: int, step: Step) -> None:
    words = IN_WORDS.get(f"{name} {number}", set())
    found = {lang: sorted((numbers(text) ^ numbers(step.text["en"])) - words) for lang, text in step.text.items()}
    assert found == {lang: [] for lang in LANGUAGES}, (name, number)


IN_WORDS = {"memory 6": {"1980"}}
"""Decades, which Polish writes in words."""


def said(event: str) -> str:
    """Return all that the dataset says of an event, of the bodies that acted, and of what contains it, in English."""
    row = {row["id"]: row for row in ATLAS.rows("events")}[event]
    figures = [row for row in ATLAS.rows("figures") if row["event_id"] == event]
    own = [row[field] for field in ("edtf", "title", "description", "note", "remark")]
    rows = [one[field] for one in figures for field in ("low", "best", "high", "definition")]
    acted = {one["organization_id"] for one in ATLAS.rows("event_organizations") if one["event_id"] == event}
    bodies = [f"{one['name']} {one['active_from']}" for one in ATLAS.rows("organizations") if one["id"] in acted]
    passages = [one["passage"] for one in ATLAS.rows("citations") if one["event_id"] == event]
    return " ".join([*own, *rows, *bodies, *passages, said(row["part_of"]) if row["part_of"] else ""])


@pytest.mark.parametrize(("name", "number", "step"), STEPS, ids=NAMES)
def test_every_number_of_a_step_is_one_of_the_dataset(name: str, number: int, step: Step) -> None:
    known = numbers(" ".join(map(said, step.events)).replace("/", " ").replace("-", " "))
    extra = ROUNDED.get(f"{name} {number}", set())
    assert numbers(step.text["en"]) - known - extra == set()


ROUNDED = {"moscow-canal 5": {"20000"}}
"""Numbers that a text makes rounder than the dataset has them, saying so ("more than")."""


@pytest.mark.parametrize(("name", "number", "step"), STEPS, ids=NAMES)
def test_a_step_rests_on_sources_of_the_events_it_names(name: str, number: int, step: Step) -> None:
    tables = ((row["event_id"], row["source_id"]) for table in ("citations", "figures") for row in ATLAS.rows(table))
    cited = {source for event, source in tables if event in step.events}
    assert set(step.sources) <= cited, (name, number)


def test_a_step_tells_of_violence_where_all_its_events_do_and_not_where_none_does() -> None:
    """Between these it is the text that decides, which nobody can reckon."""
    graphic = {row["id"] for row in ATLAS.rows("events") if row["graphic"] == "true"}
    steps = {f"{name} {number}": step for name, number, step in STEPS}
    assert [name for name, step in steps.items() if graphic.issuperset(step.events) and not step.graphic] == []
    assert [name for name, step in steps.items() if graphic.isdisjoint(step.events) and step.graphic] == []
    page = of_page(ATLAS, localize(ATLAS, "pl"), ["katyn"])["stories"][0]["steps"]
    assert [step.get("graphic", False) for step in page] == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_the_words_of_the_glossary_are_used(lang: str) -> None:
    rows = csv.DictReader((i18n.LOCALES / "glossary.csv").read_text("utf-8").splitlines())
    avoided = [re.compile(row["avoid"]) for row in rows if row["lang"] == lang]
    assert [(where, by[lang]) for where, by in texts() for wrong in avoided if wrong.search(by[lang])] == []


@pytest.mark.parametrize("lang", ["ru", "et", "pl"])
def test_a_term_is_translated_as_in_the_list_of_terms(lang: str) -> None:
    rows = csv.DictReader((i18n.LOCALES / "terms.csv").read_text("utf-8").splitlines())
    terms: list[dict[str, Any]] = [row for row in rows if row["lang"] == lang]
    wrong = []
    for row in terms:
        term = re.compile(rf"\b{re.escape(row['term'])}(?:e?s)?\b", re.IGNORECASE)
        forms = [one.strip().casefold() for one in f"{row['translation']};{row['forms']}".split(";") if one]
        wrong += [
            (row["term"], where)
            for where, by in texts()
            if term.search(by["en"]) and not any(one in by[lang].casefold() for one in forms)
        ]
    assert wrong == []


def test_of_a_step_without_a_point_it_is_said_whether_it_concerned_the_whole_country() -> None:
    told = {story["id"]: story["steps"] for story in of_page(ATLAS, localize(ATLAS, "en"))["stories"]}
    every = [(f"{name} {n}", step["nowhere"]) for name, steps in told.items() for n, step in enumerate(steps, 1)]
    country, several = "This concerned the whole country and has no single place.", "This has no single place."
    assert {name: said for name, said in every if said} == {
        "great-terror 1": country, "great-terror 2": country, "baltic-deportations 5": several,
    }  # fmt: skip
