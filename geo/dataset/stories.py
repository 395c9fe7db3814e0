"""Stories: steps of text, each with a view of the atlas, the events it names and the sources it rests on.

A dataset may have ``stories.toml``: the opening of its page, and one table for each story. What is written there is
read and checked here; whether a view shows what its step names is known to `geo.view.stories`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geo.dataset import cells, settings, toml_tables
from geo.dataset.suggest import Suggester
from geo.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geo.dataset.toml_tables import Table
    from geo.model import Atlas

    Known = Callable[[str], Suggester]
    """The ids of a table, and what is probably meant by one that is none of them."""

FILE: Final = "stories.toml"
MAX_DEPTH: Final = 6
MAX_WORDS: Final = 60
"""Of a step, in any language: what a reader takes in beside a map."""
MAX_STEPS: Final = 20
DAMAGED: Final = "write it as the other tables of data/stories.toml are written"
ID: Final = re.compile(r"[a-z0-9-]{1,64}")
FIXES: Final[Mapping[str, str]] = {
    "title": 'write a line for each language, such as title.en = "Katyn"',
    "lead": 'write a line for each language, such as lead.en = "1940: what was done"',
    "text": f'write a line for each language, such as text.en = "...", of at most {MAX_WORDS} words',
    "steps": f"write 1 to {MAX_STEPS} steps, each beginning with [[stories.ID.steps]]",
    "view": 'write the parameters of an address, such as view = "from=1940&to=1940&group=poles"',
    "events": 'write ids of events, such as events = ["katyn-massacre"]',
    "sources": 'write ids of sources, such as sources = ["sanford2005"]',
    "graphic": "write graphic = true where the text tells of violence, or leave the line out",
    "figure": 'name one row of figures, such as figure = { event = "ID", measure = "executed", source = "ID" }',
}
"""Key of the file -> how a wrong one is fixed."""
OF_FILE: Final = ("opening", "stories")
OF_STORY, OF_STEP, OF_OPENING = ("title", "lead", "steps"), ("view", "events", "sources", "text"), ("text", "figure")
MAY_STEP: Final = (*OF_STEP, "graphic")
OF_FIGURE: Final = {"event": "event_id", "measure": "measure", "source": "source_id"}
"""What names a row of `figures` -> its column."""
Texts = dict[str, str]
"""Language -> text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the parameters of an address, ids of events and sources, and its text by language.

    `graphic` says that the text tells of violence: it is about the text, not about the events that it names.
    """

    view: str
    events: tuple[str, ...]
    sources: tuple[str, ...]
    text: Mapping[str, str]
    graphic: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A story: title and lead by language, and its steps in order."""

    id: str
    title: Mapping[str, str]
    lead: Mapping[str, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """All stories of a dataset in their order, and its opening.

    Attributes
    ----------
    opening
        Language -> what readers see first; empty when nothing is said.
    figure
        Column of `figures` -> the value by which the number of the opening is found; empty for none.
    problems
        What is wrong with the form of the file; stories that these name are left out.
    """

    stories: tuple[Story, ...] = ()
    opening: Mapping[str, str] = field(default_factory=dict)
    figure: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(atlas: Atlas) -> Stories:
    """Return what ``stories.toml`` says, without the stories and the opening in which something is wrong.

    Raises
    ------
    DataError
        When the file cannot be read at all.
    """
    tables = toml_tables.read(atlas.files, FILE, DAMAGED, MAX_DEPTH)
    problems = [_unknown("", key, tables, OF_FILE) for key in tables if key not in OF_FILE]
    opening, every = (tables.get(key, {}) for key in OF_FILE)
    of_opening = list(_opening_faults(atlas, opening)) if "opening" in tables else []
    known = cache(lambda table: Suggester(dict.fromkeys(sorted(atlas[table]["id"]))))
    by_story = {name: list(_story_faults(atlas, known, name, table)) for name, table in every.items()}
    problems += [*of_opening, *(problem for found in by_story.values() for problem in found)]
    sound = tuple(_story(name, every[name]) for name, found in by_story.items() if _harmless(found))
    shown = opening if _harmless(of_opening) else {}
    figure = {OF_FIGURE[key]: value for key, value in shown.get("figure", {}).items()}
    return Stories(sound, shown.get("text", {}), figure, tuple(problems))


def _harmless(problems: Sequence[Problem]) -> bool:
    return all(problem.warning for problem in problems)


def _story(name: str, table: Table) -> Story:
    return Story(name, table["title"], table["lead"], tuple(map(_step, table["steps"])))


def _step(table: Table) -> Step:
    graphic = table.get("graphic", False)
    return Step(table["view"], tuple(table["events"]), tuple(table["sources"]), table["text"], graphic)


def _unknown(record: str, key: str, table: Mapping[str, Any], known: Sequence[str]) -> Problem:
    return Problem(FILE, record, key, str(table[key]), "is no key of this table", cells.suggest(key, list(known)))


def _keys(record: str, table: Mapping[str, Any], known: Sequence[str], needed: Sequence[str]) -> Iterator[Problem]:
    """Yield keys that are missing or unknown."""
    yield from (_unknown(record, key, table, known) for key in table if key not in known)
    yield from (Problem(FILE, record, key, "", "is missing", FIXES[key]) for key in needed if key not in table)


def _opening_faults(atlas: Atlas, table: Table) -> Iterator[Problem]:
    yield from _keys("opening", table, OF_OPENING, ("text",))
    if "text" in table:
        yield from _text_faults(atlas, "opening", "text", table["text"])
    if "figure" in table:
        yield from _figure_faults(atlas, table["figure"])


def _figure_faults(atlas: Atlas, value: Any) -> Iterator[Problem]:
    if not isinstance(value, dict) or value.keys() != OF_FIGURE.keys():
        yield _fault("opening", "figure", value, "does not name event, measure and source")
        return
    rows = [row for row in atlas.rows("figures") if all(row[OF_FIGURE[key]] == value[key] for key in value)]
    if len(rows) != 1:
        yield _fault("opening", "figure", value, "is not in figures" if not rows else f"names {len(rows)} figures")
    elif not rows[0]["best"]:
        yield _fault("opening", "figure", value, "has no best number, and only one can stand there")


def _story_faults(atlas: Atlas, known: Known, name: str, table: Any) -> Iterator[Problem]:
    if not ID.fullmatch(name):
        yield Problem(FILE, name, "", "", "is no id", "write small letters, digits and hyphens, at most 64")
    if not isinstance(table, dict):
        yield Problem(FILE, name, "", str(table), "is no table", DAMAGED)
        return
    yield from _keys(name, table, OF_STORY, OF_STORY)
    for key in ("title", "lead"):
        if key in table:
            yield from _text_faults(atlas, name, key, table[key])
    steps = table.get("steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        yield _fault(name, "steps", steps, "is no list of tables")
        return
    if "steps" in table and not 1 <= len(steps) <= MAX_STEPS:
        yield _fault(name, "steps", "", f"has {len(steps)} steps")
    for number, step in enumerate(steps, 1):
        yield from _step_faults(atlas, known, f"{name}:{number}", step)


def _step_faults(atlas: Atlas, known: Known, record: str, step: Table) -> Iterator[Problem]:
    yield from _keys(record, step, MAY_STEP, OF_STEP)
    if not isinstance(step.get("view", ""), str):
        yield _fault(record, "view", step["view"], "is no text")
    if not isinstance(step.get("graphic", False), bool):
        yield _fault(record, "graphic", step["graphic"], "is neither true nor false")
    for key in ("events", "sources"):
        if key in step:
            yield from _id_faults(known(key), record, key, step[key])
    if "text" in step:
        yield from _text_faults(atlas, record, "text", step["text"])


def _id_faults(known: Suggester, record: str, table: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        yield _fault(record, table, value, "is no list of ids")
        return
    if len(set(value)) < len(value):
        yield _fault(record, table, ", ".join(value), "names one twice")
    for one in dict.fromkeys(value):
        if one not in known.choices:
            yield Problem(FILE, record, table, one, f"is not in {table}", known(one))


def _text_faults(atlas: Atlas, record: str, key: str, value: Any) -> Iterator[Problem]:
    """Yield what is wrong with a text by language; the language of the tables must be there, others are missed."""
    if not isinstance(value, dict):
        yield _fault(record, key, value, "is no table of language = text")
        return
    own = settings.of(atlas)
    for lang, text in value.items():
        if not own.speaks(lang):
            yield Problem(FILE, record, key, lang, "is no language of the atlas", f"it has {', '.join(own.languages)}")
        elif not isinstance(text, str) or not text.strip():
            yield _fault(record, key, f"{lang} = {text}", "is no text")
        elif (words := len(text.split())) > MAX_WORDS:
            yield _fault(record, key, f"{lang} = {text}", f"has {words} words, more than {MAX_WORDS}")
    for lang in (lang for lang in own.languages if lang not in value):
        fix = f'add the line {key}.{lang} = "..."'
        missed = lang != own.language  # readers of it get the text in the language of the tables, and are told so
        yield Problem(FILE, record, key, lang, "has no text in this language", fix, warning=missed)


def _fault(record: str, key: str, value: object, why: str) -> Problem:
    return Problem(FILE, record, key, str(value), why, FIXES[key])
